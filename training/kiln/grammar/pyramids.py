"""Pyramids: Egyptian, stepped and Maya."""

from __future__ import annotations

import numpy as np

from kiln.grammar.base import Generator, Rng, Sample, article, pick, shade
from kiln.grammar.kit import NUMBERS, chosen, weighted
from kiln.grammar.props import GRASS, INK
from kiln.grammar.solids import block, blocks, skin, turned
from kiln.mesh import Mesh, merge


def pyramid(rng: Rng) -> Sample:
    """A pyramid: smooth Egyptian, stepped, or a Maya temple with stairs; some with palms or on sand."""
    form = pick(rng, ("egyptian", "stepped", "maya"), (0.42, 0.26, 0.32))
    name = weighted(rng, {"tan": 0.45, "beige": 0.25, "gray": 0.2, "brown": 0.1})
    color = np.asarray(shade(rng, name, 0.04))
    high = rng.uniform(0.6, 0.8) if form != "maya" else rng.uniform(0.55, 0.7)
    parts: list[Mesh] = []
    words: list[str] = []
    gold = False
    if form == "egyptian":
        rows = 22
        y = np.linspace(0, 1, rows + 1)
        tones = [tuple(color * (0.9 if i % 2 else 1.03) * rng.uniform(0.97, 1.03)) for i in range(rows)]
        gold = bool(rng.random() < 0.25)
        if gold:
            tones[-5:] = [(0.95, 0.76, 0.22)] * 5
            words += ["a pyramid with a golden top", f"{article(name)} pyramid with a golden tip"]
        parts.append(turned(np.c_[0.5 * (1 - y), high * y], np.clip(tones, 0, 1), 4, flat=True).named("pyramid"))
        parts.append(block(-0.05, 0.05, 0, 0.13, 0.4, 0.49, tuple(color * 0.75)).named("door"))
        parts.append(block(-0.03, 0.03, 0, 0.1, 0.45, 0.495, INK).named("door"))
        words += ["an egyptian pyramid", f"{article(name)} stone pyramid", "the great pyramid"]
    else:
        steps = int(rng.integers(4, 8))
        edge = np.linspace(0.5, 0.16, steps)
        rise = high / steps
        profile, tones = [], []
        for i, e in enumerate(edge):
            profile += [(e, i * rise), (e * 0.97, (i + 1) * rise)]
            tones += [tuple(color * 0.92), tuple(np.clip(color * 1.1, 0, 1))]
        parts.append(turned(profile, np.clip(tones[:-1], 0, 1), 4, flat=True).named("pyramid"))
        if form == "maya":
            slope = [(0.58, 0), (0.16, high), (0.1, high), (0.1, 0)]
            stairs = skin(
                np.stack([np.c_[np.full(4, x), [v for _, v in slope], [z for z, _ in slope]] for x in (0.1, -0.1)]),
                tuple(color * 0.8),
                flat=True,
            )
            count = 9
            tread = [(0, (i + 0.5) * high / count, 0.58 - 0.42 * (i + 0.5) / count) for i in range(count)]
            stripes = blocks(tread, (0.2, high / count * 0.55, 0.05), tuple(np.clip(color * 1.05, 0, 1)))
            for turn in (0, 90, 180, 270):
                parts += [m.rotate("y", turn).named("stairs") for m in (stairs, stripes)]
            parts.append(blocks([(0, high + 0.075, 0)], (0.24, 0.15, 0.24), tuple(color)).named("temple"))
            parts.append(
                blocks([(0, high + 0.165, 0)], (0.29, 0.045, 0.29), tuple(np.clip(color * 1.1, 0, 1))).named("temple")
            )
            parts.append(blocks([(0, high + 0.06, 0)], (0.07, 0.11, 0.25), INK).named("temple"))
            words += [
                "a mayan pyramid",
                "an aztec temple",
                "a mayan pyramid with stairs",
                "a step pyramid with a temple on top",
            ]
        else:
            words += ["a step pyramid", f"{article(name)} step pyramid", f"a pyramid with {NUMBERS[steps]} steps"]
    ground = weighted(rng, {"": 0.55, "sand": 0.28, "grass": 0.17})
    if ground:
        tone = shade(rng, (0.90, 0.80, 0.58) if ground == "sand" else GRASS, 0.04)
        parts.append(turned([(0.78, -0.05), (0.78, -0.02), (0.74, 0.006)], tone, 30).named("ground"))
        words += (
            ["a pyramid in the desert", "a pyramid on sand"] if ground == "sand" else ["a pyramid on a green meadow"]
        )
    options = [f"{article(name)} pyramid", f"{name} pyramid", "a stone pyramid", "an ancient pyramid", *words]
    style = f"{form} {name} {ground} {gold}"
    return Sample(merge(parts), "pyramid", chosen(rng, ["pyramid", "a pyramid"], options), style)


GENERATORS: dict[str, Generator] = {"pyramid": pyramid}
