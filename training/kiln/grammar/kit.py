"""Words and colours that several generator modules share."""

from __future__ import annotations

import numpy as np

from kiln.grammar.base import Rng, pick
from kiln.mesh import Color

GOLD: Color = (0.88, 0.70, 0.26)
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def tint(color: Color, factor: float) -> Color:
    """The colour made lighter or darker."""
    return tuple(float(np.clip(c * factor, 0, 1)) for c in color)  # type: ignore[return-value]


def weighted(rng: Rng, options: dict[str, float]) -> str:
    """One of the keys, by the weights that are the values."""
    return pick(rng, options, list(options.values()))


def chosen(rng: Rng, fixed: list[str], options: list[str], most: int = 7) -> tuple[str, ...]:
    """`fixed` and some of `options` at random: distinct, four to `most` captions."""
    rest = [o for o in dict.fromkeys(options) if o not in fixed]
    count = min(len(rest), max(most - len(fixed), 1), int(rng.integers(3, 6)))
    return tuple(fixed + [rest[i] for i in rng.permutation(len(rest))[:count]])
