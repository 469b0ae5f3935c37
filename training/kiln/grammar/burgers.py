"""Hamburgers."""

from __future__ import annotations

import numpy as np

from kiln.grammar.base import Generator, Rng, Sample, pick, shade
from kiln.grammar.kit import NUMBERS, chosen, tint
from kiln.grammar.solids import ball, instances, skin, turned
from kiln.mesh import Color, Mesh, merge


def burger(rng: Rng) -> Sample:
    """A burger: buns around patties with cheese, salad, tomato and onion."""
    patties = int(pick(rng, (1, 2, 3), (0.62, 0.3, 0.08)))
    cheese, salad, tomato = rng.random() < 0.75, rng.random() < 0.8, rng.random() < 0.6
    onion = rng.random() < 0.25
    seeds = rng.random() < 0.6
    bun_name = pick(rng, ("golden", "dark"), (0.85, 0.15))
    bun = shade(rng, (0.83, 0.54, 0.24) if bun_name == "golden" else (0.50, 0.29, 0.13), 0.06)
    crumb = tint(bun, 1.22)
    r = 0.5
    parts, y = [], 0.0
    low = rng.uniform(0.13, 0.18)
    parts.append(
        turned([(0.85 * r, 0), (0.98 * r, 0.05), (r, low - 0.03), (0.97 * r, low)], [bun, bun, crumb], 26, 50).named(
            "bun"
        )
    )
    y += low

    def wavy(y0: float, radius: float, thick: float, color: Color, waves: int, swing: float) -> Mesh:
        k = 40
        a = np.linspace(0, 2 * np.pi, k, endpoint=False)
        wave = np.sin(waves * a + phase)
        rr, h = radius * (1 + 0.05 * np.sin((waves + 3) * a)), y0 + swing * wave
        rings = [
            np.stack(
                [q * rr * np.sin(a), np.interp(q, [0, 0.6, 1], [0, 0, 1]) * (h - y0) + y0 + up, q * rr * np.cos(a)], 1
            )
            for q, up in ((0.6, 0.0), (1.0, 0.0), (1.02, thick / 2), (1.0, thick), (0.6, thick))
        ]
        return skin(np.stack(rings), color)

    phase = rng.uniform(0, 6)
    if salad:
        green = shade(rng, (0.40, 0.68, 0.20), 0.06)
        parts.append(wavy(y + 0.01, 1.14 * r, 0.055, green, int(rng.integers(6, 9)), 0.035).named("salad"))
        y += 0.06
    for _ in range(patties):
        meat = shade(rng, (0.33, 0.18, 0.10), 0.08)
        h = rng.uniform(0.11, 0.14)
        parts.append(
            turned(
                [(0.95 * r, y), (1.04 * r, y + 0.3 * h), (1.04 * r, y + 0.7 * h), (0.95 * r, y + h)], meat, 24, 60
            ).named("patty")
        )
        y += h
        if cheese:
            yellow = shade(rng, (0.98, 0.74, 0.16), 0.04)
            k = 32
            a = np.linspace(0, 2 * np.pi, k, endpoint=False)
            square = np.minimum(0.98 * r / np.maximum(np.abs(np.sin(a)), np.abs(np.cos(a))), 1.3 * r)
            edge = np.minimum(square, 1.07 * r)
            drop = 0.9 * (square - edge)
            flat = np.full(k, y)
            outline = [(0.5 * edge, flat), (edge, flat), (edge + 0.03, flat - drop), (edge + 0.055, flat - drop)]
            outline += [(edge + 0.02, flat + 0.035), (0.5 * edge, flat + 0.035)]
            rings = [np.stack([q * np.sin(a), v, q * np.cos(a)], 1) for q, v in outline]
            parts.append(skin(np.stack(rings), yellow).rotate("y", rng.uniform(0, 90)).named("cheese"))
            y += 0.035
    if tomato:
        red = shade(rng, (0.84, 0.16, 0.10), 0.05)
        disc = turned([(0.3, 0), (0.32, 0.025), (0.3, 0.05)], red, 18, 60)
        at = [(0.24 * np.sin(v), y, 0.24 * np.cos(v)) for v in np.arange(4) * np.pi / 2 + 0.6]
        parts.append(instances(disc, at).named("tomato"))
        y += 0.05
    if onion:
        parts.append(
            turned(
                [(0.98 * r, y), (1.02 * r, y + 0.02), (0.98 * r, y + 0.04)], shade(rng, (0.86, 0.72, 0.84), 0.04), 22
            ).named("onion")
        )
        y += 0.04
    tall = rng.uniform(0.28, 0.38)
    t = np.linspace(0, np.pi / 2, 8)
    dome = [(1.0 * r * np.cos(v) ** 0.7, y + 0.05 + tall * np.sin(v)) for v in t[:-1]] + [(0.0, y + 0.05 + tall)]
    parts.append(turned([(0.94 * r, y), (1.02 * r, y + 0.03), *dome], [crumb, bun, *([bun] * 7)], 26, 60).named("bun"))
    if seeds:
        n = 26
        e = np.arcsin(rng.uniform(0.45, 1.0, n))
        a = np.arange(n) * 2.4
        f = np.cos(e) ** 0.7 * r
        at = np.stack([f * np.sin(a), y + 0.05 + tall * np.sin(e), f * np.cos(a)], 1)
        parts.append(instances(ball(0.03, 0.02, 0.042, (0.98, 0.92, 0.76), 7, 5), at, np.degrees(a)).named("seeds"))
    inside = [w for w, there in (("cheese", cheese), ("lettuce", salad), ("tomato", tomato), ("onion", onion)) if there]
    noun = "cheeseburger" if cheese else "hamburger"
    count = {1: "", 2: "double ", 3: "triple "}[patties]
    options = [
        "a hamburger" if not cheese else "a cheeseburger",
        noun,
        f"a {count}burger",
        f"a {count}{noun}",
        "a fast food burger",
    ]
    if inside:
        options += [f"a burger with {' and '.join(inside[-2:])}", f"a {count}burger with {inside[0]}"]
        if len(inside) > 2:
            options.append(f"a burger with {', '.join(inside[:-1])} and {inside[-1]}")
    if seeds:
        options += ["a burger with a sesame bun", "a burger with sesame seeds"]
    if patties > 1:
        options += [f"a burger with {NUMBERS[patties]} patties"] * 2
    combination = f"burger {patties} {' '.join(inside)} {'seeds' if seeds else ''} {bun_name}"
    return Sample(merge(parts), "burger", chosen(rng, ["burger", "a burger"], options), combination)


GENERATORS: dict[str, Generator] = {"burger": burger}
