"""What compositions stand on: hills, islands and water. Their tops lie at y = 0."""

from __future__ import annotations

import numpy as np

from kiln.grammar.base import Rng, pick, shade
from kiln.grammar.castle_hills import Hill
from kiln.grammar.kit import tint
from kiln.grammar.solids import ball, instances, skin
from kiln.mesh import Color, Mesh, merge

# Colours of foot, slope and top, by the adjective that a caption may use.
HILLS: dict[str, tuple[Color, Color, Color]] = {
    "green": ((0.24, 0.44, 0.16), (0.33, 0.56, 0.22), (0.40, 0.62, 0.26)),
    "grassy": ((0.30, 0.48, 0.18), (0.38, 0.58, 0.24), (0.46, 0.64, 0.28)),
    "rocky": ((0.40, 0.38, 0.37), (0.52, 0.50, 0.48), (0.60, 0.58, 0.55)),
    "snowy": ((0.80, 0.84, 0.90), (0.90, 0.92, 0.95), (0.96, 0.97, 0.98)),
    "sandy": ((0.74, 0.60, 0.38), (0.82, 0.68, 0.44), (0.88, 0.75, 0.52)),
}
SAND: Color = (0.89, 0.78, 0.54)
SEA: Color = (0.18, 0.46, 0.76)


def mound(shape: Hill, colors: tuple[Color, Color, Color], faceted: bool, rng: Rng) -> Mesh:
    """The hill `shape` with its flat top at y = 0, coloured from foot to top; faceted ones are rock."""
    sides, levels = (20, 6) if faceted else (32, 9)
    angle = np.linspace(0, 2 * np.pi, sides, endpoint=False)
    foot, slope, top = (np.asarray(c) for c in colors)
    rings, tones = [], []
    for t in np.linspace(1, 0, levels):
        ring = shape.at(angle, np.full(sides, t))
        if faceted and 0 < t < 1:
            ring = ring + rng.uniform(-0.05, 0.05, (sides, 3)) * shape.radius * [1, 0.6, 1]
        rings.append(ring)
        h = float(shape.profile(t))
        tone = foot + (slope - foot) * h * 2 if h < 0.5 else slope + (top - slope) * (h * 2 - 1)
        tones.append(tone * rng.uniform(0.94, 1.06, (sides, 1)))
    base = rings[0] * [1, 0, 1] - [0, 0.06 * shape.height, 0]
    rings = np.stack([base, *rings])
    body = skin(rings, np.clip(np.stack([tones[0] * 0.85, *tones]), 0, 1), flat=faceted)
    return body.move(0, -shape.height, 0).named("hill")


def hill(rng: Rng, foot: float, tall: float) -> tuple[Mesh, str]:
    """A hill under something with a footprint of radius `foot` that is `tall`; and the adjective of its ground."""
    word = pick(rng, HILLS, (0.36, 0.24, 0.16, 0.14, 0.10))
    radius = max(foot * rng.uniform(1.75, 2.1), tall * rng.uniform(0.6, 0.75))
    shape = Hill(
        radius=radius,
        top=max(foot * 1.02, 0.3 * radius),
        height=radius * rng.uniform(0.42, 0.75),
        phase=rng.uniform(0, 2 * np.pi, 3),
        rough=rng.uniform(0.04, 0.12),
        steep=rng.uniform(0.3, 1.0),
    )
    return mound(shape, HILLS[word], word == "rocky", rng), word


def water(rng: Rng, x: float, z: float, depth: float) -> Mesh:
    """A round piece of sea of half sizes x and z, `depth` deep, with gentle waves on its top at y = 0."""
    sides = 36
    angle = np.linspace(0, 2 * np.pi, sides, endpoint=False)
    color = np.asarray(shade(rng, SEA, 0.05))
    phase = rng.uniform(0, 2 * np.pi)
    rings, tones = [], []
    for r, y in [(0.94, -1.0), (1.0, -0.93), (1.0, -0.1), (0.98, 0.0)]:
        rings.append(np.stack([x * r * np.sin(angle), np.full(sides, y * depth), z * r * np.cos(angle)], 1))
        tones.append(np.broadcast_to(color * (0.72 - 0.2 * y / -1 if y < 0 else 1.0), (sides, 3)))
    for r in np.linspace(0.9, 0.0, 10):
        at = np.stack([x * r * np.sin(angle), np.zeros(sides), z * r * np.cos(angle)], 1)
        wave = np.sin(at[:, 2] / z * 11 + 0.8 * np.sin(at[:, 0] / x * 4 + phase))
        at[:, 1] = 0.02 * min(x, z) * wave
        rings.append(at)
        tones.append(color * (1.02 + 0.13 * wave)[:, None])
    return skin(np.stack(rings), np.clip(np.stack(tones), 0, 1)).named("water")


def island(rng: Rng, foot: float, tall: float) -> tuple[Mesh, str]:
    """A low island with its top at y = 0 in a round piece of sea; and the adjective of its ground."""
    word = pick(rng, ("sandy", "green", "rocky"), (0.5, 0.28, 0.22))
    radius = max(foot * rng.uniform(1.35, 1.6), 0.46 * tall)
    high = radius * (rng.uniform(0.2, 0.34) if word != "rocky" else rng.uniform(0.3, 0.5))
    shape = Hill(radius, max(foot, 0.4 * radius), 1.5 * high, rng.uniform(0, 2 * np.pi, 3), 0.1, 0.9)
    parts = [mound(shape, (SAND, *HILLS[word][1:]) if word != "rocky" else HILLS[word], word == "rocky", rng)]
    sea = water(rng, radius * 1.3, radius * 1.3, 0.3 * radius)
    parts.append(sea.move(0, -high, 0))
    if rng.random() < 0.5:
        n = int(rng.integers(2, 6))
        angle = rng.uniform(0, 2 * np.pi, n)
        at = shape.at(angle, rng.uniform(0.7, 0.95, n)) - [0, shape.height, 0]
        at[:, 1] = np.maximum(at[:, 1], -high)
        stone = ball(0.1 * radius, 0.075 * radius, 0.1 * radius, tint((0.5, 0.49, 0.47), rng.uniform(0.8, 1.1)), 7, 5)
        parts.append(instances(stone, at, rng.uniform(0, 360, n), rng.uniform(0.7, 1.4, n)).named("rock"))
    return merge(parts), word
