"""Mushrooms."""

from __future__ import annotations

import numpy as np

from kiln.grammar.base import Generator, Rng, Sample, article, pick, shade
from kiln.grammar.kit import NUMBERS, chosen, tint, weighted
from kiln.grammar.solids import ball, instances, turned
from kiln.mesh import Mesh, merge


def mushroom(rng: Rng) -> Sample:
    """A mushroom (or a small group) with a domed, flat or pointed cap, often with dots."""
    caps = {"red": 0.42, "brown": 0.2, "orange": 0.08, "white": 0.08, "purple": 0.08, "blue": 0.07, "yellow": 0.07}
    cap = weighted(rng, caps)
    form = pick(rng, ("dome", "flat", "pointed"), (0.55, 0.25, 0.2))
    dots = cap != "white" and rng.random() < (0.85 if cap == "red" else 0.45)
    color = shade(rng, cap, 0.06)
    stem = shade(rng, (0.93, 0.89, 0.80), 0.03)
    gill = tint(shade(rng, (0.90, 0.84, 0.74), 0.03), 0.92)
    count = int(pick(rng, (1, 2, 3), (0.7, 0.14, 0.16)))
    wide = rng.uniform(0.36, 0.5)
    tall = {"dome": rng.uniform(0.75, 1.0), "flat": rng.uniform(0.35, 0.5), "pointed": rng.uniform(1.2, 1.6)}[
        form
    ] * wide
    height = rng.uniform(0.42, 0.75)
    thick = rng.uniform(0.1, 0.17)

    def one(size: float) -> list[Mesh]:
        t = np.linspace(0, np.pi / 2, 8)
        power = 1.0 if form != "pointed" else 1.35
        outline = [(wide * np.cos(a) ** (0.8 if form != "pointed" else power), tall * np.sin(a)) for a in t[:-1]] + [
            (0.0, tall)
        ]
        y = height
        head = [(thick * 0.9, y + 0.03 * wide), (0.88 * wide, y - 0.06 * wide), (0.99 * wide, y - 0.03 * wide)]
        head += [(r, y + v) for r, v in outline]
        tones = [gill, gill, tint(color, 0.85)] + [color] * (len(head) - 4)
        out = [turned(head, tones, 22, 50).named("cap")]
        foot = [(thick * 1.35, 0), (thick * 1.2, 0.12 * y), (thick * 0.95, 0.5 * y), (thick * 0.85, y + 0.05)]
        out.append(turned(foot, stem, 14, 60).named("stem"))
        if ring:
            out.append(
                turned(
                    [(thick, 0.55 * y), (1.75 * thick, 0.53 * y), (1.0 * thick, 0.68 * y)], tint(stem, 0.93), 16
                ).named("stem")
            )
        if dots:
            spots = []
            for level, n in ((0.16, 7), (0.62, 5), (1.15, 3)):
                for k in range(n):
                    a, e = 2 * np.pi * (k + 0.5 * (level > 0.5)) / n + turn, level + rng.uniform(-0.06, 0.06)
                    f = np.cos(e) ** (0.8 if form != "pointed" else power)
                    spots.append((wide * f * np.sin(a), y + tall * np.sin(e), wide * f * np.cos(a)))
            spots.append((0, y + tall * 0.99, 0))
            sizes = rng.uniform(0.11, 0.17, len(spots)) * wide
            out.append(instances(ball(1, 0.8, 1, dot, 8, 6), spots, 0.0, sizes).named("dots"))
        return [merge(out).scale(size)]

    ring, turn = rng.random() < 0.4, rng.uniform(0, 6)
    dot_name = "white" if cap != "yellow" or rng.random() < 0.5 else "orange"
    dot = shade(rng, dot_name, 0.02)
    parts = one(1.0)
    for i in range(count - 1):
        size, a = rng.uniform(0.42, 0.65), (0.9 + 2.6 * i) + rng.uniform(-0.3, 0.3)
        parts += [m.move(wide * 0.95 * np.sin(a), 0, wide * 0.95 * np.cos(a)) for m in one(size)]
    if count > 1 or rng.random() < 0.12:
        r = wide * 1.15
        parts.append(
            turned([(r, -0.08), (r, -0.02), (0.8 * r, 0.03)], shade(rng, (0.33, 0.54, 0.22), 0.06), 20).named("grass")
        )
    color_a = article(cap)
    plural = count > 1
    fixed = ["mushroom", "a mushroom"] if not plural else ["mushrooms", "a group of mushrooms"]
    dotted = f"with {dot_name} dots"
    if plural:
        options = [
            f"{NUMBERS[count]} {cap} mushrooms",
            f"{cap} mushrooms",
            f"{NUMBERS[count]} mushrooms",
            f"a group of {cap} mushrooms",
            f"{cap} mushrooms on grass",
        ]
        options += [f"{cap} mushrooms {dotted}", f"{NUMBERS[count]} {cap} mushrooms {dotted}"] if dots else []
    else:
        options = [
            f"{color_a} mushroom",
            f"{cap} mushroom",
            f"a mushroom with {color_a} cap",
            f"{color_a} mushroom with a white stem",
            "a toadstool" if dots else "a wild mushroom",
        ]
        options += (
            [
                f"{color_a} mushroom {dotted}",
                f"a mushroom with {color_a} cap and {dot_name} dots",
                f"{color_a} toadstool {dotted}",
            ]
            * 2
            if dots
            else []
        )
        options += {"pointed": ["a pointed mushroom"], "flat": ["a mushroom with a flat cap"]}.get(form, [])
    return Sample(merge(parts), "mushroom", chosen(rng, fixed, options), f"mushroom {cap} {form} {count} {dots}")


GENERATORS: dict[str, Generator] = {"mushroom": mushroom}
