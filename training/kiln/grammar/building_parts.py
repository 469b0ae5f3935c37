"""Roofs, windows and doors that buildings share. `px` is a 64th of the finished object."""

from __future__ import annotations

import numpy as np

from kiln.grammar.kit import tint
from kiln.grammar.solids import arch, blocks, instances, skin, slab, turned
from kiln.mesh import Color, Mesh, merge

GILT: Color = (0.90, 0.72, 0.22)
NEUTRAL = ("white", "beige", "tan", "brown", "gray", "dark gray", "black")


def roof(x: float, z: float, height: float, ridge: float, color: Color, rows: int = 5, overlap: float = 0.02) -> Mesh:
    """A roof over the rectangle of half sizes x, z, eaves at y = 0, in rows of tiles of two tones.

    ridge: half length of the ridge along X: 0 for a pyramid, x for a gable, between for a hipped roof.
    """
    low, high = np.array([x, z]), np.array([ridge, 0.0])
    parts = []
    for i in range(rows):
        a, b = i / rows, (i + 1) / rows
        (x0, z0), (x1, z1) = low + (high - low) * a + overlap * (1 - a), low + (high - low) * b
        x0 = min(x0, x) if ridge >= x else x0
        y0, y1 = height * a - overlap, height * b
        corners = [(x0, y0, z0), (x0, y0, -z0), (-x0, y0, -z0), (-x0, y0, z0)]
        corners += [(x1, y1, z1), (x1, y1, -z1), (-x1, y1, -z1), (-x1, y1, z1)]
        parts.append(_frustum(np.array(corners), tint(color, (1.0, 0.87)[i % 2])))
    return merge(parts).named("roof")


def calm_roofs(roofs: dict[str, float], wall: str) -> dict[str, float]:
    """The roof colours that suit a wall: another colour, and over coloured walls mostly a dark or grey one.

    "A yellow house" under a big red roof would be as much a red one.
    """
    loud = wall not in NEUTRAL
    return {k: v * (1.0 if not loud or k in NEUTRAL else 0.25) for k, v in roofs.items() if k != wall}


def _frustum(corners: np.ndarray, color: Color) -> Mesh:
    return skin(corners.reshape(2, 4, 3), color, flat=True)


def gable_end(z: float, height: float, depth: float, color: Color) -> Mesh:
    """The wall under a gable, a triangle of half width z in the XY plane, on y = 0."""
    return slab([(-z, 0), (z, 0), (0, height)], depth, color).named("wall")


def window(
    width: float, height: float, px: float, glass: Color, frame: Color | None, bars: bool, arched: bool = False
) -> Mesh:
    """A window on the plane z = 0 looking towards +Z, its middle at the origin."""
    out = []
    rim = 1.3 * px
    if arched:
        if frame:
            out.append(
                slab(arch(width + 2 * rim, height + 1.5 * rim, False, 3), 0.6 * px, frame).move(
                    0, -height / 2 - rim / 2
                )
            )
        out.append(slab(arch(width, height, False, 3), 1.0 * px, glass).move(0, -height / 2))
        return merge(out).named("window")
    if frame:
        out.append(blocks([(0, 0, 0)], (width + 2 * rim, height + 2 * rim, 0.6 * px), frame))
    out.append(blocks([(0, 0, 0)], (width, height, 1.0 * px), glass))
    if bars and frame and width > 5 * px:
        line = 1.4 * px
        out.append(blocks([(0, 0, 0), (0, 0, 0)], [(line, height, 1.3 * px), (width, line, 1.3 * px)], frame))
    return merge(out).named("window")


def door(width: float, height: float, px: float, color: Color, frame: Color, arched: bool = False) -> Mesh:
    """A door on the plane z = 0 looking towards +Z, standing on y = 0."""
    rim = 1.3 * px
    if arched:
        outer = slab(arch(width + 2 * rim, height + rim), 0.8 * px, frame)
        leaf = slab(arch(width, height), 1.3 * px, color)
    else:
        outer = blocks([(0, (height + rim) / 2, 0)], (width + 2 * rim, height + rim, 0.8 * px), frame)
        leaf = blocks([(0, height / 2, 0)], (width, height, 1.3 * px), color)
    knob = blocks([(0.3 * width, 0.45 * height, 0)], (1.6 * px, 1.6 * px, 2.2 * px), (0.90, 0.74, 0.25))
    return merge([outer, leaf, knob]).named("door")


def on_wall(mesh: Mesh, yaw: float, distance: float, along, heights) -> Mesh:
    """Copies of `mesh` on the wall that faces `yaw` (0 is +Z, 90 +X) at `distance` from the middle."""
    along = np.atleast_1d(np.asarray(along, float))
    heights = np.broadcast_to(np.asarray(heights, float), along.shape)
    a = np.radians(yaw)
    at = np.stack([distance * np.sin(a) + along * np.cos(a), heights, distance * np.cos(a) - along * np.sin(a)], 1)
    return instances(mesh, at, yaw)


def column(radius: float, height: float, color: Color) -> Mesh:
    """A post with base and capital, standing on y = 0."""
    wide, low = 1.35 * radius, 0.08 * height
    return turned(
        [(wide, 0), (wide, low), (radius, low), (radius, height - low), (wide, height - low), (wide, height)], color, 8
    )
