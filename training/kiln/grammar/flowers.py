"""Flowers on a stem."""

from __future__ import annotations

import numpy as np

from kiln.grammar.base import Generator, Rng, Sample, article, pick, shade
from kiln.grammar.kit import NUMBERS, chosen, tint, weighted
from kiln.grammar.plant_parts import flower_pot
from kiln.grammar.solids import ball, instances, pipe, skin, turned
from kiln.mesh import Color, Mesh, merge


def _petal(long: float, wide: float, thick: float, color: Color, cup: float, pointed: bool) -> Mesh:
    """A petal from the origin outward along +Z, rising by `cup`; darker at its root."""
    s = np.linspace(0, 1, 7)
    half = wide / 2 * (np.sin(np.pi * s**1.1) ** 0.7 if pointed else np.sqrt(np.clip(1 - (2 * s**0.8 - 1) ** 2, 0, 1)))
    half = np.maximum(half, 0.02 * wide)
    a = np.linspace(0, 2 * np.pi, 8, endpoint=False)
    x = half[:, None] * np.sin(-a)
    y = (cup * s**1.6)[:, None] + thick * (half / half.max() * 0.6 + 0.4)[:, None] * np.cos(a)
    z = np.broadcast_to((long * s)[:, None], x.shape)
    tones = np.asarray(color) * (0.78 + 0.25 * s)[:, None, None] * np.ones((1, 8, 1))
    return skin(np.stack([x, y, z], -1), np.clip(tones, 0, 1))


def _shell(radii, tall: float, wide: float, color: Color) -> Mesh:
    """An upright petal wrapped around the Y axis at +Z: `radii` is its distance from foot to tip."""
    s = np.linspace(0, 1, 7)
    r = np.interp(s, np.linspace(0, 1, len(radii)), radii)
    half = wide * np.sin(np.pi * (0.1 + 0.9 * s) ** 1.1) ** 0.6 + 0.004
    a = np.linspace(0, 2 * np.pi, 8, endpoint=False)
    x = half[:, None] * np.sin(a)
    z = r[:, None] - 0.35 * x**2 / max(radii) + 0.016 * np.cos(a)
    y = np.broadcast_to((s * tall)[:, None], x.shape)
    tones = np.asarray(color) * (0.85 + 0.2 * s)[:, None, None] * np.ones((1, 8, 1))
    return skin(np.stack([x, y, z], -1), np.clip(tones, 0, 1))


def flower(rng: Rng) -> Sample:
    """A flower on a stem: daisy, sunflower, tulip or rose-like; alone or in a pot."""
    form = pick(rng, ("daisy", "sunflower", "tulip", "rose", "bell"), (0.34, 0.2, 0.24, 0.16, 0.06))
    colors = {"red": 0.22, "pink": 0.2, "yellow": 0.16, "purple": 0.12, "white": 0.14, "orange": 0.08, "blue": 0.08}
    tone = "yellow" if form == "sunflower" else weighted(rng, colors)
    petal_color = shade(rng, tone if form != "sunflower" else (0.97, 0.78, 0.12), 0.05)
    green = shade(rng, (0.24, 0.52, 0.20), 0.06)
    stem_h = rng.uniform(0.5, 0.75)
    bend = rng.uniform(-0.05, 0.05, 2)
    t = np.linspace(0, 1, 6)
    path = np.stack([bend[0] * np.sin(np.pi * t), stem_h * t, bend[1] * np.sin(np.pi * t)], 1)
    parts = [pipe(path, 0.036, green, 8).named("stem")]
    leaves = int(rng.integers(1, 4))
    for i in range(leaves):
        long = rng.uniform(0.2, 0.3)
        leaf = _petal(long, long * 0.45, 0.024, green, 0.35 * long, True)
        if form == "tulip":
            leaf = _petal(1.6 * long, long * 0.42, 0.024, green, 1.5 * long, True)
        y = stem_h * (0.12 + 0.18 * i) if form != "tulip" else 0.03
        parts.append(leaf.rotate("y", 90 + 180 * i + rng.uniform(-30, 30)).move(0, y).named("leaf"))
    petals = 0
    if form in ("daisy", "sunflower"):
        petals = int(rng.integers(5, 10)) if form == "daisy" else int(rng.integers(13, 17))
        r = rng.uniform(0.2, 0.28)
        heart = r * (0.36 if form == "daisy" else 0.55)
        middle = {"yellow": (0.45, 0.26, 0.12)}.get(tone, (0.96, 0.76, 0.18))
        wide = 2 * np.pi * r / petals * (0.82 if petals < 9 else 1.1)
        one = _petal(r, min(wide, 0.85 * r), 0.034, petal_color, 0.06 * r, petals > 9)
        angle = np.arange(petals) * 360 / petals
        out = 0.55 * heart
        rad = np.radians(angle)
        ring = instances(one, np.stack([out * np.sin(rad), 0 * rad, out * np.cos(rad)], 1), angle)
        parts_head = [ring.named("petals")]
        if form == "sunflower":
            back = instances(
                one, np.stack([out * np.sin(rad + 0.2), 0 * rad - 0.02, out * np.cos(rad + 0.2)], 1), angle + 11.5
            )
            parts_head.append(back.paint(lambda p: np.broadcast_to(tint(petal_color, 0.9), p.shape)).named("petals"))
        parts_head.append(
            ball(heart, 0.45 * heart, heart, shade(rng, middle, 0.05), 14, 7).move(0, 0.012).named("heart")
        )
        face = rng.uniform(50, 80)
        head = merge(parts_head).rotate("x", face).move(0, stem_h, 0.03)
    elif form == "tulip":
        r, tall = rng.uniform(0.13, 0.17), rng.uniform(0.26, 0.34)
        outline = [
            (0.03, 0.0),
            (0.7 * r, 0.05 * tall),
            (1.0 * r, 0.35 * tall),
            (0.92 * r, 0.7 * tall),
            (0.55 * r, 0.9 * tall),
        ]
        core = turned(outline, tint(petal_color, 0.85), 14, 60)
        tips = []
        for i in range(6):
            grow, tone_i = r * (1.0 if i % 2 else 1.1), tint(petal_color, 1.05 if i % 2 else 0.94)
            radii = np.array([0.2, 0.95, 1.05, 0.95, 0.78]) * grow
            tips.append(_shell(radii, tall * (1.08 if i % 2 else 1.0), 0.72 * r, tone_i).rotate("y", 60 * i))
        head = merge([core, *tips]).named("petals").move(0, stem_h - 0.01)
    elif form == "rose":
        r = rng.uniform(0.16, 0.21)
        layers = []
        for layer, (n, size, tall) in enumerate(((5, 1.0, 0.95), (5, 0.72, 1.12), (3, 0.42, 1.25))):
            radii = np.array([0.25, 0.85, 1.0, 1.05, 1.2 - 0.15 * layer]) * r * size
            one = _shell(radii, r * tall, 0.78 * r * size, tint(petal_color, (1.05, 0.92, 0.8)[layer]))
            layers += [one.rotate("y", 360 / n * i + 36 * layer) for i in range(n)]
        layers.append(ball(0.7 * r, 0.55 * r, 0.7 * r, tint(petal_color, 0.8), 12, 7).move(0, 0.5 * r))
        layers.append(turned([(0.03, -0.02), (0.55 * r, 0.18 * r), (0, 0.3 * r)], green, 10))
        head = merge(layers).named("petals").rotate("x", rng.uniform(5, 40)).move(0, stem_h)
    else:
        r, tall = rng.uniform(0.13, 0.17), rng.uniform(0.24, 0.3)
        outline = [(0.04, 0.0), (0.6 * r, 0.1 * tall), (0.72 * r, 0.5 * tall), (1.0 * r, 0.85 * tall), (1.35 * r, tall)]
        bell = turned([*outline, (0.7 * r, 0.75 * tall)], petal_color, 16, 60)
        head = merge(
            [bell.named("petals"), ball(0.05, 0.09, 0.05, (0.96, 0.8, 0.2), 8, 5).move(0, 0.8 * tall).named("heart")]
        )
        head = head.rotate("x", 25).move(0, stem_h)
    parts.append(head)
    potted = rng.random() < 0.35
    name = {"daisy": "daisy", "sunflower": "sunflower", "tulip": "tulip", "rose": "rose", "bell": "flower"}[form]
    options = [
        f"{article(tone)} flower",
        f"{tone} flower",
        article(name),
        f"{article(tone)} {name}",
        f"{article(tone)} flower with green leaves" if leaves > 1 else f"{article(tone)} flower on a green stem",
    ]
    if form == "sunflower":
        options += ["sunflower", "a yellow sunflower with a brown center", "a big sunflower"]
    if form == "daisy":
        options += [f"a flower with {NUMBERS[petals]} {tone} petals", f"a flower with {NUMBERS[petals]} petals"]
    if potted:
        pot, clay = flower_pot(rng, 0.17, rng.uniform(0.2, 0.3))
        parts.append(pot)
        options += [
            f"{article(tone)} flower in {article(clay)} pot",
            f"{article(name)} in a pot",
            "a flower in a pot",
            "a potted flower",
        ] * 2
    combination = f"flower {form} {tone} {petals} {'pot' if potted else ''}".strip()
    return Sample(merge(parts), "flower", chosen(rng, ["flower", "a flower"], options), combination)


GENERATORS: dict[str, Generator] = {"flower": flower}
