"""Colours and small parts that houses, churches and barns share."""

from __future__ import annotations

from kiln.grammar.base import Rng, shade
from kiln.grammar.kit import tint
from kiln.grammar.solids import ball, block
from kiln.mesh import Color, Mesh, merge

WALLS = {
    "white": 0.24,
    "beige": 0.14,
    "yellow": 0.11,
    "red": 0.07,
    "light blue": 0.09,
    "blue": 0.04,
    "green": 0.05,
    "gray": 0.08,
    "pink": 0.06,
    "brown": 0.08,
    "tan": 0.06,
    "orange": 0.03,
    "purple": 0.02,
}
ROOFS = {
    "red": 0.28,
    "brown": 0.18,
    "dark gray": 0.16,
    "black": 0.06,
    "blue": 0.12,
    "green": 0.06,
    "dark green": 0.05,
    "orange": 0.06,
    "teal": 0.03,
}
DOORS = {"brown": 0.4, "red": 0.15, "blue": 0.12, "green": 0.1, "white": 0.08, "black": 0.08, "yellow": 0.07}
GLASS: tuple[Color, ...] = ((0.18, 0.22, 0.30), (0.55, 0.75, 0.90), (0.98, 0.84, 0.45), (0.25, 0.38, 0.52))
SIDES = ((0, "front"), (180, "back"), (90, "right"), (270, "left"))


def bush(rng: Rng, px: float) -> Mesh:
    return ball(2.4 * px, 2.2 * px, 2.4 * px, shade(rng, (0.20, 0.46, 0.18), 0.08), 10, 6).move(0, px).named("bush")


def chimney(x: float, z: float, low: float, top: float, size: float, color: Color) -> Mesh:
    cap = 0.18 * size
    return merge(
        [
            block(x - size / 2, x + size / 2, low, top, z - size / 2, z + size / 2, color),
            block(
                x - size / 2 - cap,
                x + size / 2 + cap,
                top - 2 * cap,
                top + cap,
                z - size / 2 - cap,
                z + size / 2 + cap,
                tint(color, 0.72),
            ),
        ]
    ).named("chimney")


def storey_walls(x: float, z: float, height: float, color: Color, px: float, base: Color, logs: bool) -> Mesh:
    """The body of a house on a stone base; logs: in bands of two browns."""
    parts = [block(-x - 0.5 * px, x + 0.5 * px, 0, 1.6 * px, -z - 0.5 * px, z + 0.5 * px, base)]
    if logs:
        n = max(int(height / (2.6 * px)), 3)
        for i in range(n):
            grow = 0.35 * px * (i % 2)
            y0, y1 = height * i / n, height * (i + 1) / n
            parts.append(block(-x - grow, x + grow, y0, y1, -z - grow, z + grow, tint(color, (0.86, 1.08)[i % 2])))
    else:
        parts.append(block(-x, x, 0, height, -z, z, color))
    return merge(parts).named("wall")
