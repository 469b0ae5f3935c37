"""Tents: ridge tents, domes, tipis and circus tents."""

from __future__ import annotations

import numpy as np

from kiln.grammar.base import Generator, Rng, Sample, article, pick, shade
from kiln.grammar.kit import chosen, weighted
from kiln.grammar.props import TIMBER, by_face, except_for, plate
from kiln.grammar.solids import arch, hull, pipe, skin, slab, turned
from kiln.mesh import merge


def tent(rng: Rng) -> Sample:
    """A ridge tent, a dome tent, a tipi, or a circus tent; its opening towards +Z."""
    form = pick(rng, ("ridge", "dome", "tipi", "circus"), (0.34, 0.24, 0.22, 0.2))
    name = weighted(rng, {"green": 0.22, "orange": 0.2, "blue": 0.2, "red": 0.16, "yellow": 0.12, "tan": 0.1})
    if form == "tipi":
        name = weighted(rng, {"tan": 0.35, "white": 0.3, "brown": 0.15, "red": 0.1, "blue": 0.1})
    color = np.asarray(shade(rng, name, 0.04))
    dark = tuple(color * 0.35)
    words: list[str] = []
    noun = {"ridge": "ridge tent", "dome": "dome tent", "tipi": "tipi", "circus": "circus tent"}[form]
    second = ""
    if form == "ridge":
        x, y, z = rng.uniform(0.42, 0.55), rng.uniform(0.5, 0.66), rng.uniform(0.5, 0.75)
        roof = plate([(-x, 0), (x, 0), (0.02, y), (-0.02, y)], 2 * z, tuple(color))
        over = [(-x - 0.05, 0), (-x + 0.03, 0), (0, y - 0.06), (x - 0.03, 0), (x + 0.05, 0), (0, y + 0.05)]
        rings = np.stack([np.c_[over, np.full(6, v)] for v in (-z - 0.04, z + 0.06)])
        trim = skin(rings, tuple(color * 0.85), flat=True, caps=False)
        parts = [roof.named("tent"), trim.named("tent")]
        parts.append(
            plate([(-0.55 * x, 0), (0.55 * x, 0), (0.02, 0.8 * y), (-0.02, 0.8 * y)], 0.02, dark)
            .move(0, 0, z)
            .named("door")
        )
        for s in (-1, 1):
            flap = hull(
                [
                    (s * 0.55 * x, 0, z),
                    (s * 0.68 * x, 0, z + 0.03),
                    (s * 0.3 * x, 0, z + 0.16),
                    (0, 0.82 * y, z + 0.02),
                ],
                [(0, 1, 2), (0, 3, 1), (1, 3, 2), (0, 2, 3)] if s > 0 else [(2, 1, 0), (1, 3, 0), (2, 3, 1), (3, 2, 0)],
                tuple(np.clip(color * 1.12, 0, 1)),
            )
            parts.append(flap.named("flap"))
        words = ["a camping tent", f"{article(name)} camping tent", f"{article(name)} a-frame tent"]
    elif form == "dome":
        y = rng.uniform(0.52, 0.66)
        t = np.linspace(0, np.pi / 2, 15)
        a = np.linspace(0, 2 * np.pi, 48, endpoint=False)
        wide = np.cos(t) ** 0.75
        square = 1 / np.maximum(np.abs(np.cos(a)), np.abs(np.sin(a))) ** 0.45
        flank = np.repeat(np.sin(t)[:, None], 48, 1)
        rings = np.stack([np.outer(wide, np.sin(a) * square), flank, np.outer(wide, np.cos(a) * square)], -1)
        second = weighted(
            rng, except_for({"white": 0.3, "yellow": 0.2, "gray": 0.2, "orange": 0.15, "blue": 0.15}, name)
        )
        top = np.asarray(shade(rng, second, 0.03))
        if rng.random() < 0.5:
            second = ""

        def panels(at: np.ndarray) -> np.ndarray:
            tones = np.where((at[:, 1:2] > 0.78 * y) & bool(second), top, color)
            door = (at[:, 2] > 0) & (np.hypot(at[:, 0], np.maximum(at[:, 1] - 0.55 * y, 0)) < 0.19)
            return np.where(door[:, None], dark, tones)

        parts = [by_face(skin(rings * [0.6, y, 0.6], tuple(color)), panels).named("tent")]
        u = np.linspace(-1, 1, 17)
        lift = np.pi / 2 * (1 - np.abs(u))
        reach = np.sign(u) * 0.62 * 2**0.225 * np.cos(lift) ** 0.75
        for diagonal in (np.pi / 4, -np.pi / 4):
            path = np.stack([reach * np.sin(diagonal), 1.02 * y * np.sin(lift), reach * np.cos(diagonal)], 1)
            parts.append(pipe(path, 0.018, tuple(color * 0.6), 6).named("pole"))
        words = ["a camping tent", f"{article(name)} camping tent", f"{article(name)} igloo tent"]
    elif form == "tipi":
        sides, y = int(rng.choice([10, 12, 14])), rng.uniform(0.95, 1.15)
        band_name = weighted(rng, except_for({"red": 0.4, "blue": 0.25, "orange": 0.2, "green": 0.15}, name))
        band = shade(rng, band_name, 0.04)
        patterned = rng.random() < 0.65
        profile = [
            (0.5, 0),
            (0.475, 0.05 * y),
            (0.4, 0.2 * y),
            (0.365, 0.27 * y),
            (0.2, 0.6 * y),
            (0.18, 0.64 * y),
            (0.045, 0.92 * y),
        ]
        tones = [tuple(color)] * 6
        if patterned:
            tones[2] = tones[4] = band
            second = band_name
        parts = [turned(profile, tones, sides, flat=True).named("tent")]
        poles = []
        for i in range(6):
            b = 2 * np.pi * i / 6 + 0.3
            poles.append(
                pipe(
                    [(0.06 * np.sin(b), 0.8 * y, 0.06 * np.cos(b)), (-0.13 * np.sin(b), 1.12 * y, -0.13 * np.cos(b))],
                    0.02,
                    TIMBER["brown"],
                    5,
                )
            )
        parts += [p.named("pole") for p in poles]
        slope = float(np.degrees(np.arctan2(0.455, 0.92 * y)))
        parts.append(
            plate([(-0.13, 0), (0.13, 0), (0.0, 0.52 * y)], 0.05, dark)
            .rotate("x", -slope)
            .move(0, 0, 0.487)
            .named("door")
        )
        words = ["a teepee", f"{article(name)} teepee", f"{article(name)} tipi tent"]
    else:
        name = weighted(rng, {"red": 0.5, "blue": 0.2, "yellow": 0.15, "purple": 0.15})
        second = "white" if name != "yellow" else "red"
        light = shade(rng, second, 0.02)
        color = np.asarray(shade(rng, name, 0.04))
        dark = tuple(color * 0.35)
        n = 2 * int(rng.choice([6, 7, 8]))
        profile = np.array([(0.5, 0.0), (0.5, 0.36), (0.56, 0.33), (0.57, 0.37), (0.3, 0.56), (0.12, 0.76), (0.0, 0.9)])
        body = turned(profile, tuple(color), 2 * n, 20)

        def stripes(at: np.ndarray) -> np.ndarray:
            gore = np.floor((np.arctan2(at[:, 0], at[:, 2]) / (2 * np.pi) + 1) * n).astype(int)
            return np.where((gore % 2 == 0)[:, None], color, light)

        parts = [by_face(body, stripes).named("tent")]
        parts.append(slab(arch(0.26, 0.27, True), 0.06, dark).move(0, 0, 0.49).named("door"))
        parts.append(pipe([(0, 0.85, 0), (0, 1.08, 0)], 0.02, (0.9, 0.75, 0.3), 6).named("pole"))
        parts.append(plate([(0, 0.96), (0.17, 1.01), (0, 1.07)], 0.03, tuple(color)).move(0.01).named("flag"))
        words = [
            f"{article(name)} and {second} striped circus tent",
            f"a striped {name} and {second} tent",
            "a big top",
        ]
    a_ = article(name)
    options = [article(noun), noun, *words]
    if form != "circus":
        options += [f"{a_} tent", f"{name} tent", f"{a_} {noun}"]
    if form == "tipi" and second:
        options += [f"{a_} tipi with {second} bands"]
    if form == "dome" and second:
        options += [f"{a_} tent with {article(second)} top"]
    style = f"{form} {name} {second}".strip()
    mesh = merge(parts).scale(*rng.uniform(0.93, 1.07, 3))
    return Sample(mesh, "tent", chosen(rng, ["tent", "a tent"], options), style)


GENERATORS: dict[str, Generator] = {"tent": tent}
