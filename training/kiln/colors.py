"""Names of colours: which of 31 words a person would use for an sRGB value, and OKLab for mixing.

The thresholds were fitted to the colour shares that a catalogue of 3,284 low-poly models lists for its surfaces;
names and shares measured here agree with it to within 0.07 for 86 % of the colours listed.
"""

from __future__ import annotations

import re

import numpy as np

from kiln.mesh import Mesh
from kiln.rasterise import surface_colors

# In families: words for one hue, from which a surface takes a lighter or darker one where it is lit or shaded.
FAMILIES: dict[str, tuple[str, ...]] = {
    "red": ("red", "dark red"),
    "orange": ("orange",),
    "yellow": ("yellow", "golden yellow"),
    "brown": ("brown", "dark brown"),
    "tan": ("tan", "beige", "cream"),
    "green": ("green", "dark green", "light green", "lime green", "olive green"),
    "teal": ("teal", "dark teal", "turquoise"),
    "blue": ("blue", "dark blue", "light blue"),
    "purple": ("purple", "dark purple"),
    "pink": ("pink", "dark pink", "magenta"),
    "white": ("white", "light gray"),
    "gray": ("gray",),
    "dark gray": ("dark gray",),
    "black": ("black",),
}
FAMILY_OF = {name: family for family, names in FAMILIES.items() for name in names}
NAMES = tuple(FAMILY_OF)

_MENTION = re.compile(rf"\b(?:{'|'.join(sorted(NAMES, key=len, reverse=True))})\b")


def mentions(text: str) -> list[str]:
    """The colour names in a text, longest first match ("dark red" is not "red"), in order, with repeats."""
    return _MENTION.findall(text)


def rename(text: str, names: dict[str, str]) -> str:
    """The text with colour names replaced, all at once, so that two may change places."""
    return _MENTION.sub(lambda m: names.get(m[0], m[0]), text)


def name(rgb: np.ndarray) -> np.ndarray:
    """Indices into `NAMES` [N] of sRGB colours [N, 3] in [0, 1], by hue, saturation and value."""
    rgb = np.asarray(rgb, float)
    v, low = rgb.max(-1), rgb.min(-1)
    spread = np.where(v > low, v - low, 1)
    r, g, b = rgb[..., 0], rgb[..., 1], rgb[..., 2]
    h = np.where(v == r, (g - b) / spread % 6, np.where(v == g, (b - r) / spread + 2, (r - g) / spread + 4)) * 60
    s = np.where(v > 0, (v - low) / np.where(v > 0, v, 1), 0)

    gray = s < 0.185
    red = (h < 8) | (h >= 343)
    orange, yellow, lime, green = h < 44, h < 63, h < 96, h < 165
    teal, blue, purple = h < 196, h < 251, h < 295
    # The first true condition names the colour, so each hue needs only its upper limit.
    rules = [
        (v < 0.17, "black"),
        (gray & (v >= 0.856), "white"),
        (gray & (v >= 0.672), "light gray"),
        (gray & (v >= 0.405), "gray"),
        (gray, "dark gray"),
        (red & (v < 0.39), "dark red"),
        (red & (s < 0.466) & (v >= 0.7), "pink"),
        (red & (s < 0.466), "brown"),
        (red, "red"),
        (orange & (v < 0.36), "dark brown"),
        (orange & (v < 0.705), "brown"),
        (orange & (s < 0.49) & (v >= 0.81), "beige"),
        (orange & (s < 0.604) & (v >= 0.886), "beige"),
        (orange & (s < 0.604), "tan"),
        (orange, "orange"),
        (yellow & (v < 0.478), "olive green"),
        (yellow & (s < 0.44), "cream"),
        (yellow & (v < 0.6), "golden yellow"),
        (yellow, "yellow"),
        (lime & (v < 0.478), "olive green"),
        (lime & (v < 0.618), "light green"),
        (lime, "lime green"),
        (green & (v < 0.39), "dark green"),
        (green & (s < 0.33) & (v > 0.6), "light green"),
        (green, "green"),
        (teal & (v < 0.387), "dark teal"),
        (teal & (v >= 0.798), "turquoise"),
        (teal, "teal"),
        (blue & (v < 0.41), "dark blue"),
        (blue & (s < 0.485) & (v >= 0.646), "light blue"),
        (blue, "blue"),
        (purple & (v < 0.36), "dark purple"),
        (purple, "purple"),
        (v < 0.46, "dark pink"),
        ((s < 0.7) & (v > 0.5), "pink"),
    ]
    index = [NAMES.index(word) for _, word in rules]
    return np.select([condition for condition, _ in rules], index, NAMES.index("magenta"))


def surface_sample(mesh: Mesh, count: int, rng: np.random.Generator) -> np.ndarray:
    """Base colours [count, 3] at points drawn evenly from the surface."""
    a, b, c = (mesh.positions[mesh.faces[:, i]] for i in range(3))
    area = np.linalg.norm(np.cross(b - a, c - a), axis=1).astype(float)
    face = rng.choice(len(area), count, p=area / area.sum())
    cut = np.sort(rng.random((count, 2)), axis=1)
    color, _ = surface_colors(mesh, face, np.stack([cut[:, 1] - cut[:, 0], 1 - cut[:, 1]], 1))
    return color


def shares(rgb: np.ndarray) -> dict[str, float]:
    """The share of each name among colours [N, 3]; names that do not occur are left out."""
    counts = np.bincount(name(rgb), minlength=len(NAMES))
    return {NAMES[i]: counts[i] / len(rgb) for i in np.flatnonzero(counts)}


# Björn Ottosson, "A perceptual color space for image processing", 2020.
_TO_LMS = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)


def oklab(rgb: np.ndarray) -> np.ndarray:
    """sRGB [..., 3] in [0, 1] to OKLab: lightness in [0, 1], green to red, blue to yellow."""
    rgb = np.asarray(rgb, float)
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    return np.cbrt(linear @ _TO_LMS.T) @ _TO_LAB.T


def from_oklab(lab: np.ndarray) -> np.ndarray:
    """OKLab [..., 3] to sRGB, clipped to [0, 1]."""
    linear = (np.asarray(lab, float) @ np.linalg.inv(_TO_LAB).T) ** 3 @ np.linalg.inv(_TO_LMS).T
    linear = linear.clip(0, 1)
    return np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)
