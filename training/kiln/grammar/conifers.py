"""Conifers, bare, snowy or dressed for Christmas."""

from __future__ import annotations

import numpy as np

from kiln.grammar.base import Generator, Rng, Sample, article, pick, shade
from kiln.grammar.kit import chosen, tint
from kiln.grammar.plant_parts import BARK
from kiln.grammar.solids import ball, instances, skin, turned
from kiln.mesh import Color, merge


def pine(rng: Rng) -> Sample:
    """A conifer: tiers of drooping branches around a straight trunk."""
    tone = pick(rng, ("dark green", "green", "blue green", "snowy"), (0.45, 0.3, 0.1, 0.15))
    base = {"dark green": (0.09, 0.30, 0.15), "green": (0.22, 0.56, 0.22), "blue green": (0.14, 0.38, 0.34)}
    green = shade(rng, base.get(tone, (0.12, 0.34, 0.17)), 0.08)
    tiers = int(rng.integers(3, 7))
    shape = pick(rng, ("wide", "slim", ""), (0.3, 0.3, 0.4))
    radius = rng.uniform(0.24, 0.30) * {"wide": 1.3, "slim": 0.72, "": 1.0}[shape]
    trunk = rng.uniform(0.10, 0.22)
    bark = shade(rng, pick(rng, BARK), 0.06)
    parts = [turned([(0.055, 0), (0.04, trunk), (0.03, 0.7)], bark, 9).named("trunk")]
    sharp = rng.random() < 0.5
    white: Color = (0.93, 0.95, 0.98)
    sides = 16
    angle = np.linspace(0, 2 * np.pi, sides, endpoint=False)
    step = (1.0 - trunk) / (tiers + 0.35)
    for i in range(tiers):
        r = radius * (1 - i / (tiers + 0.25)) ** rng.uniform(0.85, 1.0)
        low = trunk + i * step
        high = min(low + step * 1.75, 1.0) if i < tiers - 1 else 1.0
        wave = np.where(np.arange(sides) % 2 == 0, 1.0, 0.8 if sharp else 0.97)
        drop = np.where(np.arange(sides) % 2 == 0, -0.25, 0.0) * step * sharp
        turn = angle + rng.uniform(0, 6)
        # The rim is there twice: a crease between the underside and the top.
        profile = [(0.35, 0.22), (1.0, 0.0), (1.0, 0.0), (0.62, 0.42), (0.3, 0.75), (0.0, 1.0)]
        rings, tones = [], []
        for k, (f, y) in enumerate(profile):
            w = 1 + (wave - 1) * min(f * 1.4, 1)
            rings.append(
                np.stack(
                    [r * f * w * np.sin(turn), low + (high - low) * y + drop * (f == 1), r * f * w * np.cos(turn)], 1
                )
            )
            snow = tone == "snowy" and k > 2
            color = white if snow else tint(green, (0.55, 0.8, 0.9, 1.05, 1.12, 1.15)[k])
            tones.append(np.broadcast_to(color, (sides, 3)))
        parts.append(skin(rings, np.stack(tones)).named("leaves"))
    star = rng.random() < 0.14
    words: list[str] = []
    kind = pick(rng, ("pine tree", "fir tree", "spruce tree", "conifer", "evergreen tree"))
    noun = "pine tree"
    if star:  # dressed for Christmas
        gold: Color = (0.95, 0.80, 0.25)
        a = np.pi / 2 + np.arange(10) * np.pi / 5
        r = np.where(np.arange(10) % 2 == 0, 0.085, 0.038)
        outline = np.stack([r * np.cos(a), r * np.sin(a)], 1)
        rings = np.stack([np.c_[outline, np.full(10, z)] for z in (-0.02, 0.02)])
        parts.append(skin(rings, gold, flat=True).move(0, 1.03).named("star"))
        n = 26
        t = rng.uniform(0.06, 0.85, n)
        at_angle = rng.uniform(0, 2 * np.pi, n)
        y = trunk + (1 - trunk) * t
        r = radius * (1 - t) * 0.86
        at = np.stack([r * np.sin(at_angle), y, r * np.cos(at_angle)], 1)
        for j, color in enumerate(((0.85, 0.12, 0.12), (0.95, 0.75, 0.2), (0.2, 0.4, 0.85))):
            bauble = ball(0.032, 0.032, 0.032, color, 8, 5)
            parts.append(instances(bauble, at[j::3]).named("bauble"))
        words = [
            "a christmas tree",
            "a christmas tree with a gold star",
            "a decorated christmas tree with colorful baubles",
        ]
    color = {"snowy": "snowy", "blue green": "blue green"}.get(tone, tone)
    options = [
        f"{article(color)} {noun}",
        f"{color} {noun}",
        article(kind),
        kind,
        f"{article(color)} {kind}",
        *words * 2,
    ]
    options += [f"a tall {color} {noun}" if shape == "slim" else f"{article(color)} {noun} with a brown trunk"]
    if shape:
        options.append(f"a {shape} {noun}")
    if tone == "snowy":
        options += ["a pine tree with snow", "a snow-covered pine tree"]
    fixed = ["pine tree", "a pine tree"] if not star else ["christmas tree", "pine tree"]
    return Sample(
        merge(parts),
        "pine tree",
        chosen(rng, fixed, options),
        f"pine tree {tone} {tiers} {shape} {star}".replace("  ", " "),
    )


GENERATORS: dict[str, Generator] = {"pine tree": pine}
