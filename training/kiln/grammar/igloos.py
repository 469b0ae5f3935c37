"""Igloos."""

from __future__ import annotations

import numpy as np

from kiln.grammar.base import Generator, Rng, Sample, shade
from kiln.grammar.kit import chosen
from kiln.grammar.props import by_face
from kiln.grammar.solids import skin, slab, turned
from kiln.mesh import Color, merge

SNOW: Color = (0.92, 0.95, 0.98)


def igloo(rng: Rng) -> Sample:
    """A dome of snow blocks with an entrance tunnel towards +Z; some on a snowy ground."""
    color = np.asarray(shade(rng, SNOW, 0.015))
    high = rng.uniform(0.75, 0.95)
    courses, n = int(rng.integers(5, 8)), int(rng.integers(10, 14))
    sides, rows = 4 * n, 4 * courses
    t = np.linspace(0, np.pi / 2, rows + 1)
    radius = np.cos(t)
    radius[-1] = 0
    dome = turned(np.c_[radius, high * np.sin(t)], tuple(color), sides, 60)

    def bricks(at: np.ndarray) -> np.ndarray:
        level = np.arcsin(np.clip(at[:, 1] / high, 0, 1)) / (np.pi / 2) * courses
        around = (np.arctan2(at[:, 0], at[:, 2]) / (2 * np.pi) + 1) * n + 0.5 * (np.floor(level) % 2)
        joint = (level % 1 < 0.22) | ((around % 1 < 0.2) & (level < courses - 1))
        return np.where(joint[:, None], color * [0.70, 0.78, 0.87], color)

    parts = [by_face(dome, bricks).named("igloo")]
    reach, wide = rng.uniform(1.25, 1.5), rng.uniform(0.34, 0.42)
    a = np.linspace(0, np.pi, 13)
    outer = np.c_[wide * np.cos(a), 0.52 * high * np.sin(a) ** 0.8 * 1.05]
    inner = outer * 0.68
    steps = np.linspace(0.6, reach, 4)
    ring = np.concatenate([outer, inner[::-1]])
    tunnel = skin(
        np.stack([np.c_[ring, np.full(len(ring), z)] for z in steps]), tuple(color * 0.97), flat=True, caps=False
    )
    mouth = np.c_[inner, np.full(13, reach)]
    lip = [np.c_[outer * 1.08, np.full(13, z)] for z in (reach - 0.12, reach + 0.02)]
    parts.append(tunnel.named("tunnel"))
    arc = np.stack([lip[0], lip[1], mouth + [0, 0, 0.02], mouth - [0, 0, 0.12]], 1)
    parts.append(skin(arc[:, ::-1], tuple(color * [0.86, 0.91, 0.96]), flat=True).named("tunnel"))
    hole = slab(inner * 1.02, 0.02, (0.12, 0.14, 0.2))
    parts.append(hole.move(0, 0, reach - 0.16).named("door"))
    ground = bool(rng.random() < 0.4)
    if ground:
        parts.append(
            turned([(1.75, -0.1), (1.75, -0.03), (1.6, 0.015)], tuple(color * [0.88, 0.92, 0.97]), 30).named("ground")
        )
    options = [
        "a white igloo",
        "an ice house",
        "a snow house",
        "an igloo made of snow blocks",
        "an igloo with an entrance tunnel",
    ]
    options += ["an inuit snow hut", "white igloo", "an igloo with a door"]
    options += ["an igloo on the snow", "an igloo on snowy ground"] if ground else []
    style = f"{courses} {n} {ground} {high > 0.85}"
    return Sample(merge(parts), "igloo", chosen(rng, ["igloo", "an igloo"], options), style)


GENERATORS: dict[str, Generator] = {"igloo": igloo}
