"""What the plants share: bark, leafy masses, trunks and flower pots."""

from __future__ import annotations

import numpy as np

from kiln.grammar.base import Rng, shade
from kiln.grammar.kit import tint, weighted
from kiln.grammar.solids import pipe, skin, turned
from kiln.mesh import Color, Mesh

BARK: tuple[Color, ...] = ((0.36, 0.24, 0.14), (0.44, 0.31, 0.19), (0.30, 0.21, 0.14), (0.48, 0.38, 0.28))


def lump(rng: Rng, radius, color: Color, rough: float = 0.08, sides: int = 14, stacks: int = 9) -> Mesh:
    """A leafy mass: an ellipsoid of half axes `radius` [3] with a wavy surface, darker below."""
    t = np.linspace(-np.pi / 2, np.pi / 2, stacks + 1)[:, None]
    a = np.linspace(0, 2 * np.pi, sides, endpoint=False)[None]
    p = rng.uniform(0, 2 * np.pi, 4)
    wave = np.sin(3 * a + p[0]) * np.cos(2 * t + p[1]) + 0.8 * np.sin(5 * a + p[2]) * np.cos(4 * t + p[3])
    r = 1 + rough * wave * np.cos(t)
    rings = np.stack([r * np.cos(t) * np.sin(a), r * np.sin(t) + 0 * a, r * np.cos(t) * np.cos(a)], -1)
    rings[[0, -1]] = rings[[0, -1]].mean(1, keepdims=True)
    light = 1 + 0.14 * np.sin(t) + rough * 1.2 * wave * np.cos(t)
    return skin(rings * np.asarray(radius), np.clip(np.asarray(color) * light[..., None], 0, 1))


def trunk(rng: Rng, height: float, radius: float, color: Color, lean: float = 0.0, flare: float = 1.5) -> Mesh:
    """A tapering, slightly bent stem from y = 0."""
    t = np.linspace(0, 1, 6)
    bend = rng.uniform(-1, 1, 2) * lean
    path = np.stack([bend[0] * t**2, height * t, bend[1] * t**2], 1)
    return pipe(path, radius * (1 - 0.4 * t + (flare - 1) * np.exp(-8 * t)), color, 9).named("trunk")


def flower_pot(rng: Rng, radius: float, height: float) -> tuple[Mesh, str]:
    """A flower pot with earth, its top at y = 0, and the name of its colour."""
    name = weighted(rng, {"orange": 0.4, "brown": 0.2, "white": 0.2, "blue": 0.1, "yellow": 0.1})
    clay = shade(rng, (0.76, 0.40, 0.22) if name == "orange" else name, 0.05)
    outline = [(0.72 * radius, -height), (0.92 * radius, -0.25 * height), (1.1 * radius, -0.25 * height)]
    outline += [(1.12 * radius, 0.0), (0.9 * radius, 0.0), (0.9 * radius, -0.08 * height)]
    tones = [clay, tint(clay, 0.9), clay, clay, (0.26, 0.17, 0.11)]
    return turned(outline, tones, 20).named("pot"), name
