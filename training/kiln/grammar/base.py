"""What a generator is, and the words and colours that all generators share."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from kiln.mesh import Color, Mesh

Rng = np.random.Generator


@dataclass(frozen=True)
class Sample:
    """One generated object.

    mesh: any size and place; front towards +Z, upright along +Y.
    kind: the class name, e.g. "castle"; the same word for every object of one generator function's kind.
    captions: two or more true descriptions, from one word to a full phrase; what a person would type.
    combination: the discrete choices ("dalmatian sitting"), by which the held-out split is made.
    """

    mesh: Mesh
    kind: str
    captions: tuple[str, ...]
    combination: str


Generator = Callable[[Rng], Sample]

COLORS: dict[str, Color] = {
    "red": (0.78, 0.12, 0.12),
    "orange": (0.92, 0.48, 0.10),
    "yellow": (0.95, 0.80, 0.16),
    "green": (0.22, 0.58, 0.22),
    "dark green": (0.10, 0.34, 0.16),
    "teal": (0.10, 0.55, 0.55),
    "blue": (0.14, 0.32, 0.78),
    "light blue": (0.48, 0.72, 0.92),
    "purple": (0.48, 0.20, 0.66),
    "pink": (0.94, 0.52, 0.68),
    "brown": (0.42, 0.26, 0.14),
    "tan": (0.80, 0.64, 0.44),
    "beige": (0.90, 0.83, 0.70),
    "white": (0.94, 0.94, 0.93),
    "gray": (0.55, 0.55, 0.56),
    "dark gray": (0.30, 0.30, 0.32),
    "black": (0.09, 0.09, 0.10),
}


def shade(rng: Rng, color: str | Color, amount: float = 0.05) -> Color:
    """A colour by name (or value), a little varied in hue, saturation and value."""
    rgb = COLORS[color] if isinstance(color, str) else color
    h, s, v = colorsys.rgb_to_hsv(*rgb)
    h = (h + rng.uniform(-0.25, 0.25) * amount) % 1
    s = float(np.clip(s * (1 + rng.uniform(-2, 2) * amount), 0, 1))
    v = float(np.clip(v * (1 + rng.uniform(-2, 2) * amount), 0, 1))
    return colorsys.hsv_to_rgb(h, s, v)


def pick(rng: Rng, options, weights=None):
    """One of a sequence (or of a dict's keys), by optional weights."""
    options = list(options)
    if weights is not None:
        weights = np.asarray(weights, float) / np.sum(weights)
    return options[int(rng.choice(len(options), p=weights))]


def article(words: str) -> str:
    """ "a" or "an" in front, by sound as far as spelling tells: "a unicorn", "an f1 car", "an suv"."""
    an = re.match(r"(?!uni|use|eu|one|ufo)[aeiou]|(?:f1|suv|8)", words.lower())
    return f"{'an' if an else 'a'} {words}"
