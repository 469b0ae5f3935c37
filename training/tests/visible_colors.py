"""Which named colours an object shows in its views, for the tests of captions."""

from __future__ import annotations

import re
from dataclasses import replace

import numpy as np

from kiln.grammar.base import COLORS
from kiln.mesh import Mesh, normalise
from kiln.rasterise import viewset

NAMES = tuple(COLORS)
CHROMATIC = ("red", "orange", "yellow", "green", "dark green", "teal", "blue", "light blue", "purple", "pink")
RESOLUTION = 32

# Words of captions for one of the named colours.
_WORDS = {name: name for name in NAMES} | {
    "light green": "green",
    "light brown": "tan",
    "dark brown": "brown",
}
# People call dark greens green, and tell grey from dark grey by its neighbours.
_ALSO = {
    "green": ("dark green",),
    "gray": ("dark gray",),
    "dark gray": ("gray", "black"),
    "black": ("dark gray",),
    "white": ("beige",),
}
_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))
_ADJECTIVE = r"(?:small |big |tall |short |old |modern |wooden |padded |upholstered |toy )*"
_WHOLE = re.compile(rf"^(?:an? )?{_ADJECTIVE}({_WORD}) ")
_SEVERAL = re.compile(rf"^(?:an? )?{_ADJECTIVE}({_WORD}) and ")
# Not colours of the whole: "a red and white bus", "a striped red mug", "a gray castle on a green hill", species.
_OTHER = re.compile(r"\b(spotted|striped|on|red fox|red panda|blue gray|blue green)\b")


def whole_color(caption: str) -> str | None:
    """The colour that a caption such as "a red race car with a spoiler" gives the whole object; None if none."""
    found = _WHOLE.match(caption)
    return _WORDS[found[1]] if found and not _SEVERAL.match(caption) and not _OTHER.search(caption) else None


def part_colors(caption: str) -> list[str]:
    """The colours that a caption gives to parts, after "with"; those of eyes and noses are too small to be seen."""
    tail = caption.partition(" with ")[2]
    return [_WORDS[w] for w in re.findall(rf"\b({_WORD})\b(?! (?:\w+ )?(?:eyes|nose))", tail)]


def oklab(rgb: np.ndarray) -> np.ndarray:
    """sRGB [..., 3] in [0, 1] to OKLab (Ottosson 2020)."""
    rgb = np.asarray(rgb, np.float64)
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    to_lms = [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
    to_lab = [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
    return np.cbrt(linear @ np.transpose(to_lms)) @ np.transpose(to_lab)


def surface_colors(mesh: Mesh, walls: bool) -> np.ndarray:
    """Unlit sRGB [N, 3] of every surface pixel of the four side views and the view from above.

    walls: only the lower half of the side views.
    """
    mesh = normalise(mesh)
    lit, white = viewset(mesh, RESOLUTION), viewset(replace(mesh, colors=np.ones_like(mesh.colors)), RESOLUTION)
    seen = []
    for axis, channel in ((0, 3), (0, 6), (1, 3), (2, 3), (2, 6)):
        inside = lit[axis, ..., 0] > 0.5
        if walls:
            inside[RESOLUTION // 2 :] = False
            if axis == 1:
                continue
        colors, light = (v[axis, inside, channel : channel + 3] for v in (lit, white))
        seen.append(np.clip(colors / np.maximum(light, 1e-3), 0, 1))
    return np.concatenate(seen)


class Shown:
    """The colours of one object's surface, each pixel by the nearest name in OKLab.

    walls: of a building, whose colour is that of its walls, not of its roof.
    """

    def __init__(self, mesh: Mesh, walls: bool = False) -> None:
        lab = oklab(surface_colors(mesh, walls))
        self._distance = np.linalg.norm(lab[:, None] - oklab(np.array(list(COLORS.values()))), axis=-1)
        self._nearest = self._distance.argmin(1)

    def _like(self, name: str) -> np.ndarray:
        """[N] whether a pixel would pass for this colour: it is nearest, or hardly further than the nearest."""
        names = [NAMES.index(n) for n in (name, *_ALSO.get(name, ()))]
        return self._distance[:, names].min(1) <= 1.4 * self._distance.min(1) + 0.02

    def share(self, name: str) -> float:
        """Share of the surface that would pass for this colour."""
        return float(self._like(name).mean())

    def rival(self, name: str) -> tuple[str, float]:
        """The chromatic colour that covers most of what would not pass for `name`, and its share."""
        rest = self._nearest[~self._like(name)]
        shares = {other: float((rest == NAMES.index(other)).sum()) / len(self._nearest) for other in CHROMATIC}
        other = max(shares, key=shares.get)
        return other, shares[other]
