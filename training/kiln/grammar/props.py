"""What the everyday things share: palettes, outlined plates, discs, and colours by face."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from kiln.grammar.solids import skin, turned
from kiln.mesh import Color, Mesh

# Names of bold paints, with their weights.
PAINTS: dict[str, float] = {
    "red": 0.19,
    "blue": 0.17,
    "green": 0.13,
    "yellow": 0.11,
    "white": 0.08,
    "purple": 0.08,
    "orange": 0.08,
    "pink": 0.07,
    "black": 0.05,
    "teal": 0.04,
}
TIMBER: dict[str, Color] = {
    "brown": (0.46, 0.29, 0.16),
    "light brown": (0.70, 0.50, 0.30),
    "dark brown": (0.29, 0.18, 0.11),
}
BRASS: Color = (0.86, 0.67, 0.25)
STEEL: Color = (0.62, 0.64, 0.67)
IRON: Color = (0.22, 0.22, 0.24)
INK: Color = (0.08, 0.08, 0.09)
GRASS: Color = (0.33, 0.56, 0.22)


def except_for(weights: dict[str, float], *names: str) -> dict[str, float]:
    """The weighted options without some."""
    return {k: v for k, v in weights.items() if k not in names}


def plate(outline, depth: float, color: Color, bevel: float = 0.0, side: Color | None = None) -> Mesh:
    """An outline [(x, y), ...], counter-clockwise and star-shaped about its mean, extruded along Z about z = 0.

    bevel: how far its edges are rounded off; side: another colour between the two faces.
    """
    outline = np.asarray(outline, float)
    middle = outline.mean(0)
    b = min(bevel, 0.45 * depth)
    shrunk = middle + (outline - middle) * (1 - b / np.linalg.norm(outline - middle, axis=1).mean())
    back, front = (shrunk, -depth / 2), (shrunk, depth / 2)
    walls = [(outline, b - depth / 2), (outline, depth / 2 - b)]
    # The outer rings twice: the colour changes between them, and the faces of no area vanish.
    steps = [back, back, *walls, front, front] if b > 0 else [back, back, front, front]
    rings = np.stack([np.c_[o, np.full(len(o), z)] for o, z in steps])
    tones = np.empty_like(rings)
    tones[:] = color if side is None else side
    tones[[0, -1]] = color
    return skin(rings, tones, flat=True)


def disc(radius: float, depth: float, color: Color, sides: int = 24, bevel: float = 0.0) -> Mesh:
    """A round plate about the origin that faces +Z."""
    half = depth / 2
    b = min(bevel, 0.9 * half)
    profile = [(radius - b, -half), (radius, b - half), (radius, half - b), (radius - b, half)]
    return turned(profile, color, sides).rotate("x", 90)


def by_face(mesh: Mesh, color: Callable[[np.ndarray], np.ndarray]) -> Mesh:
    """The mesh with one colour for each face, from the faces' centres [F, 3] to colours [F, 3]: crisp marks."""
    tint = np.asarray(color(mesh.positions[mesh.faces].mean(1)), np.float32)
    return replace(mesh, colors=np.clip(np.repeat(tint[:, None], 3, axis=1), 0, 1))


def smooth_outline(points, steps: int = 6) -> np.ndarray:
    """A closed Catmull-Rom spline [N * steps, 2] through points [N, (x, y)]."""
    p = np.asarray(points, float)
    f = np.linspace(0, 1, steps, endpoint=False)[None, :, None]
    p0, p1, p2, p3 = (np.roll(p, s, axis=0)[:, None] for s in (1, 0, -1, -2))
    curve = p1 + 0.5 * f * (p2 - p0 + f * (2 * p0 - 5 * p1 + 4 * p2 - p3 + f * (3 * (p1 - p2) + p3 - p0)))
    return curve.reshape(-1, 2)


def mirrored(points) -> list[tuple[float, float]]:
    """The right half of an outline [(x, y), ...], from bottom to top, and its mirror image: counter-clockwise."""
    points = [tuple(p) for p in points]
    return points + [(-x, y) for x, y in reversed(points) if x > 1e-9]
