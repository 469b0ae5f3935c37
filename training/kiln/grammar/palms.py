"""Palm trees."""

from __future__ import annotations

import numpy as np

from kiln.grammar.base import Generator, Rng, Sample, article, pick, shade
from kiln.grammar.kit import chosen, tint, weighted
from kiln.grammar.solids import ball, instances, pipe, skin, turned
from kiln.mesh import merge


def palm(rng: Rng) -> Sample:
    """A palm: a bent, ringed trunk and a crown of arching fronds."""
    tone = weighted(rng, {"green": 0.6, "dark green": 0.25, "light green": 0.15})
    leaf = shade(
        rng,
        {"green": (0.24, 0.56, 0.18), "dark green": (0.11, 0.38, 0.16), "light green": (0.50, 0.70, 0.22)}[tone],
        0.06,
    )
    bark = shade(rng, pick(rng, ((0.55, 0.40, 0.25), (0.46, 0.34, 0.22), (0.62, 0.50, 0.36))), 0.05)
    height = rng.uniform(0.7, 0.95)
    bend = pick(rng, (rng.uniform(0, 0.08), rng.uniform(0.15, 0.35)), (0.6, 0.4)) * rng.choice([-1, 1])
    n = 13
    t = np.linspace(0, 1, n)
    path = np.stack([bend * t**1.7, height * t, 0.15 * bend * t], 1)
    radius = 0.068 * (1 - 0.35 * t + 0.5 * np.exp(-9 * t)) * np.where(np.arange(n) % 2 == 0, 1.12, 0.9)
    parts = [pipe(path, radius, bark, 9).named("trunk")]
    top = path[-1]
    fronds = int(rng.integers(6, 9))
    long, droop = rng.uniform(0.46, 0.58), rng.uniform(0.6, 1.1)
    for i in range(fronds):
        a = 2 * np.pi * i / fronds + rng.uniform(-0.15, 0.15)
        rise = rng.uniform(0.15, 0.6) if i % 2 else rng.uniform(-0.05, 0.25)
        s = np.linspace(0, 1, 8)
        size = long * rng.uniform(0.88, 1.08)
        out = size * (s - 0.18 * droop * s**2)
        up = size * (rise * s - droop * 0.75 * s**2)
        half = size * 0.24 * np.sin(np.pi * (0.08 + 0.9 * s) ** 0.8) + 0.012
        fold = 0.45 * half
        section = np.array([(1, -1), (0, 0.35), (-1, -1), (0, -0.35)])  # a V upside down
        x = section[None, :, 0] * half[:, None]
        y = up[:, None] + section[None, :, 1] * fold[:, None] + np.where(section[:, 1] > -0.5, 1, -0.4)[None] * 0.024
        z = np.broadcast_to(out[:, None], x.shape)
        tones = (
            np.asarray(tint(leaf, rng.uniform(0.88, 1.1)))
            * np.linspace(0.85, 1.1, 8)[:, None, None]
            * np.ones((1, 4, 1))
        )
        blade = skin(np.stack([x, y, z], -1), np.clip(tones, 0, 1), flat=True)
        parts.append(blade.rotate("y", np.degrees(a)).move(*top).named("leaves"))
    parts.append(ball(0.1, 0.09, 0.1, tint(leaf, 0.85), 10, 6).move(*top).named("leaves"))
    coconuts = rng.random() < 0.4
    if coconuts:
        a = np.arange(4) * np.pi / 2 + rng.uniform(0, 2)
        at = top + np.stack([0.09 * np.sin(a), 0 * a - 0.07, 0.09 * np.cos(a)], 1)
        parts.append(instances(ball(0.058, 0.062, 0.058, (0.35, 0.22, 0.12), 9, 6), at).named("coconut"))
    island = rng.random() < 0.22
    if island:
        r = rng.uniform(0.3, 0.45)
        sand = shade(rng, (0.90, 0.79, 0.55), 0.05)
        parts.append(
            turned([(r, -0.07), (0.96 * r, -0.04), (0.7 * r, 0.02), (0.3 * r, 0.05)], sand, 20, 60).named("sand")
        )
    options = [
        "a tropical palm tree",
        "palmtree",
        "a palm",
        "a tropical tree",
        f"{tone} palm tree",
        f"{article(tone)} palm tree",
        "palm",
        "a coconut palm" if coconuts else "a tall palm tree",
        f"a palm tree with {tone} leaves",
        f"a palm tree with a brown trunk and {tone} leaves",
    ]
    if abs(bend) > 0.15:
        options += ["a bent palm tree", "a leaning palm tree"]
    if coconuts:
        options += ["a palm tree with coconuts", "a coconut tree"]
    if island:
        options += ["a palm tree on a small island", "a palm tree on sand", "a palm tree on an island"] * 2
    combination = f"palm tree {tone} {fronds} {coconuts} {island}"
    return Sample(merge(parts), "palm tree", chosen(rng, ["palm tree", "a palm tree"], options), combination)


GENERATORS: dict[str, Generator] = {"palm tree": palm}
