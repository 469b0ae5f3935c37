"""Lamps."""

from __future__ import annotations

import numpy as np

from kiln.grammar.base import Generator, Rng, Sample, article, pick, shade
from kiln.grammar.kit import chosen, tint, weighted
from kiln.grammar.solids import ball, pipe, turned
from kiln.mesh import merge


def lamp(rng: Rng) -> Sample:
    """A lamp: table or floor lamp with a shade, or a desk lamp with a bent arm."""
    form = pick(rng, ("table", "floor", "desk"), (0.45, 0.3, 0.25))
    shades = {
        "white": 0.2,
        "yellow": 0.16,
        "beige": 0.16,
        "red": 0.14,
        "blue": 0.12,
        "green": 0.1,
        "orange": 0.06,
        "pink": 0.06,
    }
    name = weighted(rng, shades)
    bases = {"brown": 0.25, "black": 0.2, "gray": 0.15, "white": 0.12, "gold": 0.13, "blue": 0.08, "red": 0.07}
    bases.pop(name, None)
    base_name = weighted(rng, bases)
    color = shade(rng, name, 0.05)
    base = shade(rng, (0.84, 0.66, 0.25) if base_name == "gold" else base_name, 0.05)
    parts = []
    if form == "desk":
        parts.append(turned([(0.22, 0), (0.22, 0.05), (0.07, 0.09)], tint(base, 0.95), 20).named("base"))
        elbow = np.array([0.0, rng.uniform(0.4, 0.5), -0.18])
        tip = np.array([0.0, rng.uniform(0.68, 0.8), 0.18])
        parts.append(pipe([(0, 0.03, 0), elbow], 0.042, base, 8).named("arm"))
        parts.append(pipe([elbow, tip], 0.042, base, 8).named("arm"))
        parts.append(ball(0.06, 0.06, 0.06, tint(base, 0.8), 10, 6).move(*elbow).named("arm"))
        hood = turned([(0.17, -0.2), (0.15, -0.17), (0.07, -0.02), (0.05, 0.05), (0, 0.06)], color, 18, 30)
        bulb = ball(0.1, 0.08, 0.1, (1.0, 0.94, 0.7), 12, 7).move(0, -0.18)
        parts.append(merge([hood.named("shade"), bulb.named("bulb")]).rotate("x", -rng.uniform(20, 45)).move(*tip))
        kind_name = "desk lamp"
    else:
        tall = rng.uniform(0.32, 0.45) if form == "table" else rng.uniform(0.85, 1.1)
        r = rng.uniform(0.22, 0.28) if form == "table" else rng.uniform(0.27, 0.34)
        if form == "floor":
            parts.append(
                turned([(0.2, 0), (0.19, 0.05), (0.07, 0.09), (0.045, 0.13), (0.045, tall)], base, 18).named("base")
            )
        else:
            body = pick(rng, ("vase", "ball", "column"))
            if body == "vase":
                profile = [
                    (0.1, 0),
                    (0.11, 0.03),
                    (0.06, 0.05),
                    (0.13, 0.5 * tall),
                    (0.11, 0.72 * tall),
                    (0.05, 0.9 * tall),
                    (0.04, tall),
                ]
            elif body == "ball":
                a = np.linspace(-1.3, 1.3, 9)
                profile = (
                    [(0.1, 0), (0.1, 0.025)]
                    + [(0.15 * np.cos(v), 0.4 * tall + 0.15 * np.sin(v)) for v in a]
                    + [(0.03, 0.8 * tall), (0.03, tall)]
                )
            else:
                profile = [(0.15, 0), (0.15, 0.05), (0.055, 0.08), (0.055, tall)]
            parts.append(turned(profile, base, 20, 35).named("base"))
        high = rng.uniform(0.24, 0.34)
        top_r = r * pick(rng, (0.55, 0.75, 1.0))
        band = tint(color, 0.8)
        parts.append(
            turned(
                [(r, tall - 0.04), (r, tall), (top_r, tall + high - 0.04), (top_r, tall + high)],
                [band, color, band],
                24,
                20,
            ).named("shade")
        )
        parts.append(ball(0.034, 0.04, 0.034, base, 8, 5).move(0, tall + high + 0.015).named("base"))
        kind_name = f"{form} lamp"
    a, b = article(name), article(base_name)
    options = [
        f"{a} lamp",
        f"{name} lamp",
        article(kind_name),
        f"{a} {kind_name}",
        f"a lamp with {a} shade",
        f"a {kind_name} with {a} shade",
        f"a lamp with {a} shade and {b} base",
        kind_name,
    ]
    return Sample(merge(parts), "lamp", chosen(rng, ["lamp", "a lamp"], options), f"lamp {form} {name} {base_name}")


GENERATORS: dict[str, Generator] = {"lamp": lamp}
