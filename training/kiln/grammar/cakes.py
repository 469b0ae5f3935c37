"""Cakes and cupcakes."""

from __future__ import annotations

import numpy as np

from kiln.grammar.base import Generator, Rng, Sample, article, pick, shade
from kiln.grammar.kit import NUMBERS, chosen, weighted
from kiln.grammar.solids import ball, instances, skin, turned
from kiln.mesh import Color, merge

ICING = {"white": 0.22, "pink": 0.26, "brown": 0.24, "yellow": 0.1, "light blue": 0.1, "green": 0.04, "purple": 0.04}


def _icing_words(name: str) -> str:
    return "chocolate" if name == "brown" else name


def cake(rng: Rng) -> Sample:
    """A cake: one to three tiers, with icing, candles or cherries; or a slice; or a cupcake."""
    form = pick(rng, ("round", "tiered", "slice", "cupcake"), (0.46, 0.24, 0.14, 0.16))
    name = weighted(rng, ICING)
    icing = shade(rng, (0.36, 0.21, 0.12) if name == "brown" else name, 0.04)
    sponge_name = pick(rng, ("yellow", "chocolate"), (0.65, 0.35)) if name != "brown" else "chocolate"
    sponge: Color = shade(rng, (0.93, 0.78, 0.48) if sponge_name == "yellow" else (0.34, 0.19, 0.11), 0.04)
    cream = shade(rng, "white", 0.02) if name != "white" else shade(rng, "pink", 0.04)
    word = _icing_words(name)
    if form == "cupcake":
        paper_name = weighted(rng, {"red": 0.2, "blue": 0.2, "brown": 0.2, "yellow": 0.2, "white": 0.2})
        paper = shade(rng, paper_name, 0.05)
        a = np.linspace(0, 2 * np.pi, 36, endpoint=False)
        pleat = np.where(np.arange(36) % 2 == 0, 1.0, 0.93)[None]
        foot, high = rng.uniform(0.26, 0.33), rng.uniform(0.34, 0.44)
        radius = np.array([foot, 0.42])[:, None] * pleat
        rings = np.stack([radius * np.sin(a), np.array([[0.0], [high]]) + 0 * a, radius * np.cos(a)], -1)
        tones = np.asarray(paper) * np.where(np.arange(36) % 2 == 0, 1.08, 0.85)[None, :, None] * np.ones((2, 1, 1))
        parts = [skin(rings, np.clip(tones, 0, 1), flat=True).named("paper")]
        swirl, y, rise = [], high - 0.04, rng.uniform(0.8, 1.15)
        for r, h in ((0.46, 0.17), (0.36, 0.15), (0.24, 0.14), (0.11, 0.14)):
            swirl += [(r * 0.86, y), (r, y + 0.35 * h), (r * 0.92, y + 0.75 * h)]
            y += h * rise * 0.85
        parts.append(turned([*swirl, (0, y + 0.05)], icing, 22, 70).named("icing"))
        cherry = rng.random() < 0.6
        if cherry:
            parts.append(ball(0.1, 0.1, 0.1, (0.78, 0.08, 0.12), 12, 8).move(0, y + 0.05).named("cherry"))
        options = [
            "a cupcake",
            f"a cupcake with {word} icing",
            f"{article(word)} cupcake",
            "a muffin with icing",
            f"a cupcake with {word} frosting in {article(paper_name)} cup",
            "a small cake",
        ]
        if cherry:
            options += ["a cupcake with a cherry on top", f"a cupcake with {word} icing and a cherry"]
        return Sample(
            merge(parts),
            "cake",
            chosen(rng, ["cupcake", "cake"], options),
            f"cake cupcake {name} {paper_name} {cherry}",
        )
    if form == "slice":
        layers = int(rng.integers(2, 4))
        half = np.radians(rng.uniform(17, 24))
        r, tall = 0.9, rng.uniform(0.4, 0.55)
        arc = np.linspace(-half, half, 7)
        plan = np.r_[[[0.0, 0.0]], np.stack([r * np.sin(arc), -r * np.cos(arc)], 1)[::-1]] + [0, 0.5 * r]
        parts = []

        def layer(y0: float, y1: float, color: Color, grow: float) -> None:
            middle = plan.mean(0)
            ring = middle + (plan - middle) * grow
            low = np.stack([ring[:, 0], np.full(len(ring), y0), ring[:, 1]], 1)
            parts.append(skin(np.stack([low, low + np.array([0, y1 - y0, 0])]), color, flat=True).named("cake"))

        each = tall / layers
        for i in range(layers):
            layer(i * each, (i + 0.72) * each, sponge, 1.0)
            layer(
                (i + 0.72) * each, (i + 1) * each, cream if i < layers - 1 else icing, 1.03 if i == layers - 1 else 0.98
            )
        back = np.stack([1.0 * r * np.sin(arc), np.zeros(7), -1.0 * r * np.cos(arc)], 1)
        outer = np.r_[back, (back * [1.06, 1, 1.06])[::-1]] + [0, 0, 0.5 * r]
        parts.append(skin(np.stack([outer, outer + np.array([0, tall + 0.005, 0])]), icing, flat=True).named("icing"))
        topping = pick(rng, ("cherry", "strawberry", ""), (0.4, 0.3, 0.3))
        if topping == "cherry":
            parts.append(ball(0.09, 0.09, 0.09, (0.78, 0.08, 0.12), 12, 8).move(0, tall + 0.07, -0.15).named("cherry"))
        elif topping:
            berry = turned([(0.02, 0.16), (0.07, 0.1), (0.1, 0.02), (0.06, -0.03)][::-1], (0.86, 0.12, 0.14), 12, 60)
            parts.append(berry.move(0, tall + 0.02, -0.15).named("strawberry"))
        options = [
            "a slice of cake",
            "slice of cake",
            f"a slice of cake with {word} icing",
            f"a piece of {word} cake",
            f"a slice of {word} layer cake",
            f"a slice of cake with {NUMBERS[layers]} layers",
        ]
        if topping:
            options += [f"a slice of cake with {article(topping)} on top"] * 2
        return Sample(
            merge(parts),
            "cake",
            chosen(rng, ["cake", "a piece of cake"], options),
            f"cake slice {name} {layers} {topping}",
        )
    tiers = 1 if form == "round" else int(rng.integers(2, 4))
    r0 = rng.uniform(0.5, 0.6)
    each = rng.uniform(0.3, 0.42) if tiers == 1 else rng.uniform(0.26, 0.34)
    parts = []
    plate = rng.random() < 0.6
    y = 0.0
    if plate:
        parts.append(
            turned(
                [(0.7 * r0, -0.05), (1.25 * r0, -0.02), (1.25 * r0, 0.02)],
                shade(rng, "white", 0.02) if name != "white" else (0.75, 0.78, 0.82),
                28,
            ).named("plate")
        )
        y = 0.02
    dressed = rng.random() < 0.55 or name == "white"
    radii = [r0 * (1 - 0.3 * i) for i in range(tiers)]
    for r in radii:
        if dressed:  # iced all over
            parts.append(
                turned([(r, y), (r, y + each - 0.04), (r - 0.04, y + each)], [icing, icing], 28, 50).named("icing")
            )
        else:  # icing running down the sides
            k = 32
            a = np.linspace(0, 2 * np.pi, k, endpoint=False)
            parts.append(
                turned(
                    [
                        (r * 0.97, y),
                        (r * 0.97, y + 0.44 * each),
                        (r * 0.99, y + 0.44 * each),
                        (r * 0.99, y + 0.54 * each),
                        (r * 0.97, y + 0.54 * each),
                        (r * 0.97, y + each - 0.02),
                    ],
                    [sponge, cream, cream, cream, sponge],
                    26,
                ).named("cake")
            )
            n = max(int(r * 16), 6)
            drip = 0.5 + 0.5 * np.cos(n * a) * np.sign(np.cos(0.5 * n * a) + 1.2)
            low = y + each * (0.78 - 0.4 * np.clip(drip, 0, 1))
            rings = [
                np.stack([q * np.sin(a), h, q * np.cos(a)], 1)
                for q, h in (
                    (r * 0.9, low),
                    (r * 1.03, low),
                    (r * 1.03, np.full(k, y + each - 0.02)),
                    (r * 0.96, np.full(k, y + each + 0.02)),
                )
            ]
            parts.append(skin(np.stack(rings), icing, flat=False).named("icing"))
        n = max(int(2 * np.pi * r / 0.14), 8)
        a = 2 * np.pi * np.arange(n) / n
        bead = ball(0.05, 0.05, 0.05, cream, 8, 5)
        if dressed:
            parts.append(instances(bead, np.stack([r * np.sin(a), 0 * a + y + 0.03, r * np.cos(a)], 1)).named("cream"))
        y += each
    r = radii[-1]
    topping = pick(rng, ("candles", "cherries", "strawberries", "plain"), (0.42, 0.24, 0.16, 0.18))
    count = 0
    a = 0.0
    if topping == "candles":
        count = int(rng.integers(1, 7))
        spots = (
            np.zeros((1, 2))
            if count == 1
            else 0.6
            * r
            * np.stack([np.sin(np.arange(count) * 2 * np.pi / count), np.cos(np.arange(count) * 2 * np.pi / count)], 1)
        )
        tall = rng.uniform(0.2, 0.28)
        for i, (cx, cz) in enumerate(spots):
            tone = shade(rng, ("red", "blue", "yellow", "green", "pink", "orange")[i], 0.04)
            stick = turned([(0.034, y - 0.02), (0.034, y + tall)], tone, 9).named("candle")
            flame = turned(
                [(0.02, y + tall), (0.042, y + tall + 0.05), (0, y + tall + 0.13)], (1.0, 0.72, 0.15), 8, 60
            ).named("flame")
            parts += [stick.move(cx, 0, cz), flame.move(cx, 0, cz)]
    elif topping in ("cherries", "strawberries"):
        n = int(rng.integers(5, 9)) if tiers == 1 else 5
        at = 0.72 * r * np.stack([np.sin(np.arange(n) * 2 * np.pi / n), np.cos(np.arange(n) * 2 * np.pi / n)], 1)
        size = min(0.085, 0.3 * r)
        if topping == "cherries":
            one = merge(
                [
                    turned([(0.1, 0), (0.09, 0.04), (0.04, 0.08)], cream, 10, 60),
                    ball(size, size, size, (0.76, 0.07, 0.11), 10, 7).move(0, 0.08 + 0.5 * size),
                ]
            )
        else:
            one = turned(
                [(0.5 * size, -0.02), (1.1 * size, 0.04), (0.8 * size, 0.12), (0, 0.2)], (0.87, 0.12, 0.14), 10, 60
            )
        parts.append(instances(one, np.stack([at[:, 0], np.full(n, y), at[:, 1]], 1)).named(topping))
    color = article(word)
    noun = {1: "cake", 2: "two-tier cake", 3: "three-tier cake"}[tiers]
    options = [f"a cake with {word} icing", f"a {noun} with {word} frosting", f"a cake with {word} frosting"]
    if dressed:
        options += [f"{color} cake", f"{word} cake", f"{color} {noun}", f"{color} iced cake"]
    else:
        options += [f"a {sponge_name} cake with {word} icing" if sponge_name != word else f"{color} cake"]
    if tiers > 1:
        options += [
            f"a {noun}",
            "a wedding cake" if name == "white" else "a tall layered cake",
            f"a cake with {NUMBERS[tiers]} tiers",
        ]
    if topping == "candles":
        some = "one candle" if count == 1 else f"{NUMBERS[count]} candles"
        options += ["a birthday cake", f"a birthday cake with {some}", f"a cake with {some}"] * 2
    elif topping != "plain":
        options += [f"a cake with {topping} on top", f"a cake with {word} icing and {topping}"]
    if plate:
        options.append("a cake on a plate")
    return Sample(
        merge(parts),
        "cake",
        chosen(rng, ["cake", "a cake"], options),
        f"cake {tiers} {name} {topping} {count} {dressed}",
    )


GENERATORS: dict[str, Generator] = {"cake": cake}
