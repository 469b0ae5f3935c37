"""What the furniture shares: woods, cloths, cushions and legs."""

from __future__ import annotations

import numpy as np

from kiln.grammar.base import Rng
from kiln.grammar.solids import block, pipe, skin, turned
from kiln.mesh import Color, Mesh, merge

WOODS: dict[str, Color] = {
    "brown": (0.45, 0.28, 0.15),
    "light brown": (0.68, 0.48, 0.28),
    "dark brown": (0.28, 0.17, 0.10),
}
CLOTHS = {
    "red": 0.18,
    "blue": 0.18,
    "green": 0.12,
    "gray": 0.12,
    "yellow": 0.08,
    "purple": 0.07,
    "pink": 0.06,
    "teal": 0.07,
    "orange": 0.06,
    "beige": 0.06,
}


def padding(x: float, y: float, z: float, color: Color, soft: float = 0.35) -> Mesh:
    """A padded cuboid of full sizes about the origin: rounded corners, swollen faces."""
    t = np.linspace(-np.pi / 2, np.pi / 2, 9)
    a = np.linspace(0, 2 * np.pi, 20, endpoint=False)
    e = 2 / (2 + 4 * (1 - soft))

    def power(v: np.ndarray) -> np.ndarray:
        return np.sign(v) * np.abs(v) ** e

    r, h = power(np.cos(t)), power(np.sin(t))
    r[[0, -1]] = 0
    rings = np.stack(
        [
            np.outer(r, power(np.sin(a))) * x / 2,
            np.repeat(h[:, None], 20, 1) * y / 2,
            np.outer(r, power(np.cos(a))) * z / 2,
        ],
        -1,
    )
    return skin(rings, color)


def four_legs(rng: Rng, form: str, x: float, z: float, height: float, color: Color, thick: float) -> Mesh:
    """Four legs under a seat or a table top, their tops around (±x, height, ±z)."""
    splay = rng.uniform(0.06, 0.14) if form == "splayed" else 0.0
    parts = []
    for sx in (-1, 1):
        for sz in (-1, 1):
            if form == "turned":
                t = thick
                profile = [
                    (0.85 * t, 0),
                    (0.8 * t, 0.1),
                    (1.2 * t, 0.5),
                    (0.85 * t, 0.72),
                    (1.2 * t, 0.8),
                    (1.2 * t, 1),
                ]
                parts.append(turned([(r, y * height) for r, y in profile], color, 9).move(sx * x, 0, sz * z))
            elif form == "square":
                parts.append(block(sx * x - thick, sx * x + thick, 0, height, sz * z - thick, sz * z + thick, color))
            else:
                foot, top = (sx * (x + splay), 0, sz * (z + splay)), (sx * x, height, sz * z)
                parts.append(pipe([foot, top], [0.9 * thick, 1.15 * thick], color, 8))
    return merge(parts).named("leg")
