"""Clocks: alarm, wall, grandfather and mantel clocks."""

from __future__ import annotations

import numpy as np

from kiln.grammar.base import Generator, Rng, Sample, article, pick, shade
from kiln.grammar.kit import chosen, tint, weighted
from kiln.grammar.props import BRASS, INK, PAINTS, STEEL, TIMBER, disc, except_for, plate
from kiln.grammar.solids import blocks, box, pipe, turned
from kiln.mesh import Color, Mesh, merge


def _dial(rng: Rng, r: float, face: Color, hand: Color) -> list[Mesh]:
    """A clock face about the origin towards +Z: twelve marks, two hands at a random hour."""
    parts = [disc(r, 0.04, face, 28).named("face")]
    a = np.arange(12) * np.pi / 6
    at = np.stack([0.82 * r * np.sin(a), 0.82 * r * np.cos(a), np.full(12, 0.025)], 1)
    big = np.arange(12) % 3 == 0
    parts.append(blocks(at[big], (0.14 * r, 0.14 * r, 0.02), hand).named("face"))
    parts.append(blocks(at[~big], (0.075 * r, 0.075 * r, 0.02), hand).named("face"))
    hour, minute = int(rng.integers(12)), int(rng.choice([0, 15, 30, 45]))
    for turn, long, wide in ((30 * hour + minute / 2, 0.45, 0.13), (6 * minute, 0.68, 0.1)):
        bar = box(wide * r, long * r, 0.025, hand, 0.0).move(0, 0.42 * long * r, 0.035)
        parts.append(bar.rotate("z", -turn).named("hand"))
    parts.append(disc(0.09 * r, 0.03, hand, 10).move(0, 0, 0.045).named("hand"))
    return parts


def clock(rng: Rng) -> Sample:
    """An alarm clock with bells, a wall clock, a grandfather clock or a mantel clock."""
    form = pick(rng, ("alarm clock", "wall clock", "grandfather clock", "mantel clock"), (0.36, 0.24, 0.22, 0.18))
    name = weighted(rng, except_for(PAINTS, "white"))
    if form in ("grandfather clock", "mantel clock"):
        name = weighted(rng, {"brown": 0.6, "dark brown": 0.2, "light brown": 0.2})
    color = shade(rng, TIMBER.get(name, name), 0.04)
    face = shade(rng, (0.96, 0.95, 0.90), 0.01)
    a = article(name)
    parts: list[Mesh] = []
    options = [f"{a} clock", f"{name} clock", article(form), form, f"{a} {form}"]
    if form == "alarm clock":
        parts.append(disc(0.46, 0.3, color, 30, 0.05).named("case"))
        parts += [m.move(0, 0, 0.15) for m in _dial(rng, 0.38, face, INK)]
        metal = BRASS if name != "yellow" and rng.random() < 0.6 else STEEL
        bell = turned([(0.17, 0), (0.16, 0.07), (0.09, 0.14), (0, 0.16)], metal, 16)
        for s in (-1, 1):
            parts.append(bell.rotate("z", -s * 32).move(s * 0.29, 0.42).named("bell"))
            parts.append(pipe([(s * 0.3, -0.33, 0), (s * 0.4, -0.55, 0)], [0.05, 0.04], metal, 8).named("leg"))
        parts.append(blocks([(0, 0.52, 0)], (0.05, 0.13, 0.06), metal).named("hammer"))
        parts.append(pipe([(-0.16, 0.58, 0), (0, 0.68, 0), (0.16, 0.58, 0)], 0.03, metal, 6).named("handle"))
        options += ["an alarm clock with two bells", f"{a} alarm clock with bells", "an old alarm clock"]
    elif form == "wall clock":
        square = bool(rng.random() < 0.3)
        if square:
            parts.append(box(0.96, 0.96, 0.12, color, 0.04).named("case"))
            options.append(f"a square {name} wall clock")
        else:
            parts.append(disc(0.5, 0.12, color, 34, 0.03).named("case"))
            options += [f"a round {name} clock", "a round wall clock"]
        parts += [m.move(0, 0, 0.05) for m in _dial(rng, 0.41, face, INK)]
    elif form == "grandfather clock":
        high = rng.uniform(1.5, 1.75)
        base = 0.36
        parts += [
            box(0.56, base, 0.4, color, 0.02).move(0, base / 2).named("case"),
            box(0.62, 0.07, 0.45, tint(color, 0.8), 0.015).move(0, 0.035).named("case"),
            box(0.42, high - base - 0.5, 0.3, color, 0.015).move(0, (high - 0.5 + base) / 2).named("case"),
            box(0.26, high - base - 0.66, 0.02, (0.12, 0.09, 0.07))
            .move(0, (high - 0.5 + base) / 2, 0.15)
            .named("window"),
            box(0.56, 0.56, 0.38, color, 0.02).move(0, high - 0.25).named("case"),
            box(0.64, 0.06, 0.45, tint(color, 1.2), 0.015).move(0, high + 0.03).named("case"),
            plate([(-0.3, 0), (0.3, 0), (0.12, 0.14), (0, 0.19), (-0.12, 0.14)], 0.34, color)
            .move(0, high + 0.06)
            .named("case"),
        ]
        parts += [m.move(0, high - 0.26, 0.19) for m in _dial(rng, 0.22, face, INK)]
        swing = (high - 0.55 + base) / 2
        parts.append(pipe([(0, high - 0.6, 0.165), (0.02, swing - 0.12, 0.165)], 0.022, BRASS, 6).named("pendulum"))
        parts.append(disc(0.095, 0.035, BRASS, 16).move(0.02, swing - 0.16, 0.17).named("pendulum"))
        options += [
            "a tall pendulum clock",
            "an antique clock",
            "a wooden grandfather clock",
            "a clock with a pendulum",
        ]
    else:
        t = np.linspace(0, np.pi, 15)
        outline = np.r_[
            [(-0.52, 0.08), (0.52, 0.08), (0.42, 0.22)],
            np.c_[0.37 * np.cos(t), 0.5 + 0.36 * np.sin(t)],
            [(-0.42, 0.22)],
        ]
        parts.append(plate(outline, 0.3, color, 0.02).named("case"))
        parts.append(box(1.16, 0.1, 0.4, tint(color, 0.85), 0.02).move(0, 0.05).named("case"))
        parts += [m.move(0, 0.5, 0.15) for m in _dial(rng, 0.28, face, INK)]
        parts.append(
            turned([(0.3, -0.02), (0.3, 0.02), (0.26, 0.02), (0.26, -0.02), (0.3, -0.02)], BRASS, 26)
            .rotate("x", 90)
            .move(0, 0.5, 0.16)
            .named("rim")
        )
        options += ["a wooden clock", "a table clock", "an antique wooden clock"]
    captions = chosen(rng, ["clock", "a clock"], options)
    mesh = merge(parts).scale(*rng.uniform(0.93, 1.07, 3))
    return Sample(mesh, "clock", captions, f"{form} {name}")


GENERATORS: dict[str, Generator] = {"clock": clock}
