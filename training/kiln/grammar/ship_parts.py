"""What ships share: funnels, portholes and square sails."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kiln.grammar.hulls import sail
from kiln.grammar.vehicle_parts import GLASS
from kiln.grammar.vehicle_solids import copies, disc, turned
from kiln.mesh import Color, Mesh


@dataclass(frozen=True)
class Ship:
    """A built ship: its parts, what may be said of it, and its colour word."""

    parts: list[Mesh]
    options: list[str]
    color: str


def funnel(x: float, y: float, z: float, r: float, h: float, body: Color, band: Color, lean: float = 6) -> Mesh:
    profile = [
        (0, 0),
        (r, 0),
        (r * 0.97, h * 0.55),
        (r * 0.97, h * 0.56),
        (r * 0.96, h * 0.80),
        (r * 0.96, h * 0.81),
        (r * 0.95, h),
        (r * 0.7, h),
        (0, h - 0.05),
    ]
    tint = np.array([body, body, band, band, (0.1, 0.1, 0.1), (0.1, 0.1, 0.1), (0.1, 0.1, 0.1), (0.1, 0.1, 0.1)])
    return turned(profile, tint, 18).scale(0.85, 1, 1.15).rotate("x", -lean).move(x, y, z).named("funnel")


def portholes(z, y: float, width, r: float = 0.07, color: Color = GLASS) -> Mesh:
    """A row of portholes on both sides, flush at ±width / 2 (a number or one per place)."""
    hole = disc(r, 0.08, color, "x", 8)
    at = np.stack(
        [np.broadcast_to(np.asarray(width, float) / 2, (len(z),)), np.full(len(z), y), np.asarray(z, float)], 1
    )
    return copies(hole, at).both_sides().named("portholes")


def square_sail(width: float, height: float, belly: float, colors, thickness: float = 0.2) -> Mesh:
    """A square sail hanging below y = 0, bellied towards +z."""
    n = len(colors)
    y = -np.linspace(0, height, n + 1)
    wide = width / 2 * (1 + 0.10 * np.sin(np.linspace(0, np.pi / 2, n + 1)))
    made = sail(np.stack([-wide, y], 1), np.stack([wide, y], 1), belly, thickness, colors)
    return made.rotate("y", -90)
