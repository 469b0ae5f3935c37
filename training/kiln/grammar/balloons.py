"""Hot air balloons."""

from __future__ import annotations

import numpy as np

from kiln.grammar.base import Generator, Rng, Sample, article, pick, shade
from kiln.grammar.kit import chosen, tint, weighted
from kiln.grammar.props import PAINTS, by_face, except_for
from kiln.grammar.solids import pipe, skin, turned
from kiln.mesh import Color, merge

WICKER: Color = (0.66, 0.45, 0.24)


def hot_air_balloon(rng: Rng) -> Sample:
    """An envelope of gores in stripes, bands or zigzags, with a basket below."""
    names = [weighted(rng, PAINTS)]
    style = pick(rng, ("striped", "plain", "banded", "rainbow", "zigzag"), (0.42, 0.18, 0.18, 0.12, 0.1))
    names.append(
        weighted(rng, except_for(PAINTS, *names) | {"white": 0.3})
        if names[0] != "white"
        else weighted(rng, except_for(PAINTS, "white"))
    )
    colors = [np.asarray(shade(rng, n, 0.04)) for n in names]
    gores = 2 * int(rng.choice([5, 6, 8]))
    sides = 4 * gores
    t = np.linspace(0, 1, 22)
    # A teardrop: a sphere above, drawn down to the mouth.
    y = 1.05 * (1 - np.cos(np.pi * t)) / 2
    radius = 0.5 * np.sin(np.pi * t) ** 0.85 * (0.62 + 0.48 * t) + 0.12 * (1 - t) ** 2
    radius[-1] = 0
    a = np.linspace(0, 2 * np.pi, sides, endpoint=False)
    swell = 1 + 0.022 * np.abs(np.sin(a * gores / 2))
    rings = np.stack(
        [np.outer(radius, np.sin(a) * swell), np.repeat(y[:, None], sides, 1), np.outer(radius, np.cos(a) * swell)], -1
    )
    body = skin(rings, tuple(colors[0]))
    rainbow = np.array(
        [
            (0.80, 0.13, 0.13),
            (0.93, 0.50, 0.10),
            (0.96, 0.82, 0.18),
            (0.24, 0.60, 0.24),
            (0.14, 0.34, 0.80),
            (0.50, 0.22, 0.66),
        ]
    )
    wave = rng.uniform(0.42, 0.6)

    def paint(at: np.ndarray) -> np.ndarray:
        gore = np.floor((np.arctan2(at[:, 0], at[:, 2]) / (2 * np.pi) + 1) * gores).astype(int)
        turn = (np.arctan2(at[:, 0], at[:, 2]) / (2 * np.pi) + 1) * gores
        if style == "rainbow":
            return rainbow[np.clip((at[:, 1] * 6 / 1.05).astype(int), 0, 5)]
        if style == "striped":
            second = gore % 2 == 1
        elif style == "banded":
            second = np.abs(at[:, 1] - wave) < 0.13
        elif style == "zigzag":
            second = np.abs(at[:, 1] - wave - 0.14 * (np.abs(turn % 2 - 1) - 0.5)) < 0.1
        else:
            second = np.zeros(len(at), bool)
        return np.where(second[:, None], colors[1], colors[0])

    parts = [by_face(body, paint).named("envelope")]
    low = -0.36
    box = rng.uniform(0.085, 0.11)
    basket = [
        (0.85 * box, low),
        (box, low + 0.06),
        (1.02 * box, low + 0.16),
        (1.12 * box, low + 0.165),
        (1.12 * box, low + 0.195),
        (0.9 * box, low + 0.195),
        (0.8 * box, low + 0.1),
        (0, low + 0.09),
    ]
    wicker = shade(rng, WICKER, 0.05)
    tones = [wicker, wicker, *[tint(wicker, 0.6)] * 4, tint(wicker, 0.4)]
    square = bool(rng.random() < 0.5)
    parts.append(turned(basket, tones, 4 if square else 14, flat=square).named("basket"))
    spread = box * (0.95 if square else 0.75)
    for sx in (-1, 1):
        for sz in (-1, 1):
            path = [(sx * spread, low + 0.18, sz * spread), (sx * 0.085, 0.03, sz * 0.085)]
            parts.append(pipe(path, 0.016, wicker, 5).named("rope"))
    parts.append(turned([(0.03, -0.09), (0.045, -0.03), (0, 0.06)], (1.0, 0.6, 0.15), 8).named("flame"))
    first, second = names
    a_ = article(first)
    both = f"{first} and {second}"
    options = ["an air balloon", "a hot air balloon with a basket", "a hot-air balloon"]
    if style == "plain":
        options += [f"{a_} hot air balloon", f"{first} hot air balloon", f"{a_} balloon with a basket"]
    elif style == "rainbow":
        options += [
            "a rainbow hot air balloon",
            "a colorful hot air balloon",
            "a rainbow-colored balloon with a basket",
        ]
    else:
        word = {"striped": "striped", "banded": "", "zigzag": "zigzag"}[style]
        options += [f"{article(both)} hot air balloon", f"{article(f'{both} {word}'.strip())} hot air balloon"]
        options += [f"{article(both)} striped balloon with a basket"] if style == "striped" else []
        options += [f"{a_} hot air balloon with {article(second)} band"] if style == "banded" else []
        options += [f"{a_} hot air balloon with {article(second)} zigzag band"] if style == "zigzag" else []
    captions = chosen(rng, ["hot air balloon", "a hot air balloon"], options)
    colors_used = {"plain": first, "rainbow": "all"}.get(style, both)
    return Sample(merge(parts), "hot air balloon", captions, f"{style} {colors_used}")


GENERATORS: dict[str, Generator] = {"hot air balloon": hot_air_balloon}
