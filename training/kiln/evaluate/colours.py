"""Whether an object has a colour: by a rule on its visible surface, not by a trained model.

Every pixel of the views from the front, the back, both sides and above is given to the nearest named colour in
OKLab (Ottosson 2020), lightness counted half, since light is baked into the colours: a surface seen from its side
is taken to be lit by `SIDE_LIGHT` of what falls on one seen from above, which is what viewsets are rendered with
(rasterise.py). The object has a colour if enough of it is nearest to it. Half the lightness, the light and the
share were chosen on training objects, where they tell true from exchanged colours best; held-out real objects show
how often the rule is right.
"""

from __future__ import annotations

import numpy as np

from kiln.colors import oklab
from kiln.grammar.base import COLORS

SIDE_LIGHT = 0.65
LIGHTNESS_WEIGHT = 0.5
SHARE = 0.15

NAMES = tuple(COLORS)
_WEIGHT = np.array([LIGHTNESS_WEIGHT, 1, 1])
_TABLE = oklab(np.array([COLORS[name] for name in NAMES])) * _WEIGHT


def visible_colors(viewset: np.ndarray) -> np.ndarray:
    """The colours [N, 3] of a natural viewset's pixels, seen from all sides but below, as under light from above."""
    seen = []
    for axis in range(3):
        inside = viewset[axis, ..., 0] > 0.5
        for side in range(2):
            if axis == 1:
                if side == 0:
                    seen.append(viewset[axis, inside, 3:6])
            else:
                seen.append(viewset[axis, inside, 3 + 3 * side : 6 + 3 * side] / SIDE_LIGHT)
    return np.clip(np.concatenate(seen), 0, 1)


def shares(viewset: np.ndarray) -> dict[str, float]:
    """Share of the visible surface that is nearest to each named colour; all 0 for an empty viewset."""
    lab = oklab(visible_colors(viewset)) * _WEIGHT
    name = ((lab[:, None] - _TABLE) ** 2).sum(-1).argmin(1)
    share = np.bincount(name, minlength=len(NAMES)) / max(len(lab), 1)
    return dict(zip(NAMES, share.tolist(), strict=True))


def has_colors(viewset: np.ndarray, names: list[str]) -> bool:
    """Whether each of the colours, in any shade ("dark green" is green), covers enough of the visible surface."""
    share = shares(viewset)
    return all(sum(share[n] for n in NAMES if _base(n) == _base(name)) >= SHARE for name in names)


def _base(name: str) -> str:
    return name.split()[-1]
