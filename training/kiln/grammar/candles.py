"""Candles and candelabra."""

from __future__ import annotations

import numpy as np

from kiln.grammar.base import Generator, Rng, Sample, article, pick, shade
from kiln.grammar.kit import NUMBERS, chosen, tint, weighted
from kiln.grammar.props import BRASS, INK
from kiln.grammar.solids import pipe, turned
from kiln.mesh import Mesh, merge


def candle(rng: Rng) -> Sample:
    """A lit candle: a thick one, one in a holder, or a candelabrum with three or five."""
    form = pick(rng, ("pillar", "holder", "candelabrum"), (0.36, 0.34, 0.3))
    name = weighted(rng, {"white": 0.45, "red": 0.22, "yellow": 0.1, "pink": 0.08, "blue": 0.08, "green": 0.07})
    wax = shade(rng, (0.95, 0.92, 0.82) if name == "white" else name, 0.03)
    lit = bool(rng.random() < 0.85)

    def stick(r: float, high: float) -> Mesh:
        drip = [(r, 0), (r, high - 0.05), (0.92 * r, high), (0.6 * r, high - 0.015), (0, high - 0.02)]
        parts = [turned(drip, [wax, wax, tint(wax, 1.08), tint(wax, 0.9)], 16)]
        for angle, low in zip(rng.uniform(0, 360, 3), rng.uniform(0.35, 0.75, 3), strict=True):
            path = [(0, high - 0.02, 0.95 * r), (0, high * (1 - 0.4 * low), 1.02 * r)]
            parts.append(pipe(path, [0.28 * r, 0.2 * r], tint(wax, 1.05), 6).rotate("y", float(angle)))
        parts.append(pipe([(0, high - 0.03, 0), (0, high + 0.06, 0)], 0.022, INK, 6))
        whole = [m.named("candle") for m in parts]
        if lit:
            f = max(0.075, 0.5 * r) * 0.9
            tongue = [(0, 0), (0.75 * f, 0.4 * f), (f, f), (0.7 * f, 1.9 * f), (0.25 * f, 2.8 * f), (0, 3.3 * f)]
            orange, yellow = (1.0, 0.58, 0.12), (1.0, 0.86, 0.30)
            flame = turned(tongue, [yellow, yellow, yellow, orange, orange], 12, 60)
            whole.append(flame.move(0, high + 0.03).named("flame"))
        return merge(whole)

    metal_name = weighted(rng, {"golden": 0.6, "silver": 0.25, "black": 0.15})
    metal = {"golden": BRASS, "silver": (0.76, 0.78, 0.80), "black": (0.16, 0.16, 0.17)}[metal_name]
    extra = ""
    if form == "pillar":
        r, high = rng.uniform(0.2, 0.3), rng.uniform(0.45, 0.85)
        parts = [stick(r, high)]
        dish = bool(rng.random() < 0.5)
        if dish:
            rim = [(1.2 * r, -0.06), (1.55 * r, -0.02), (1.6 * r, 0.03), (1.5 * r, 0.03), (1.3 * r, 0.0)]
            parts.append(turned(rim, metal, 22).named("dish"))
            extra = f"on a {metal_name} dish"
    elif form == "holder":
        parts = [stick(0.1, rng.uniform(0.55, 0.75)).move(0, 0.12)]
        rim = [
            (0.3, -0.02),
            (0.4, 0.02),
            (0.42, 0.07),
            (0.38, 0.07),
            (0.3, 0.03),
            (0.14, 0.03),
            (0.15, 0.18),
            (0.1, 0.18),
        ]
        parts.append(turned(rim, metal, 22).named("holder"))
        t = np.linspace(-2.3, 2.3, 13)
        ring = np.stack([0.52 + 0.14 * np.cos(t), 0.09 + 0.11 * np.sin(t), 0 * t], 1)
        parts.append(pipe(ring, 0.035, metal, 7).named("holder"))
        extra = f"in a {metal_name} holder"
    else:
        arms = int(rng.choice([3, 5], p=[0.6, 0.4]))
        foot = [
            (0.34, 0),
            (0.34, 0.05),
            (0.18, 0.1),
            (0.07, 0.16),
            (0.1, 0.3),
            (0.055, 0.4),
            (0.055, 0.7),
            (0.11, 0.76),
            (0.06, 0.85),
        ]
        parts = [turned(foot, metal, 16).named("holder")]
        spots = [(0.0, 0.9)] + [(s * w, h) for w, h in ((0.42, 0.8), (0.74, 0.72))[: arms // 2] for s in (-1, 1)]
        for x, y in spots:
            if x:
                t = np.linspace(0, 1, 9)
                path = np.stack(
                    [x * np.sin(t * np.pi / 2), 0.5 - 0.16 * np.sin(t * np.pi) + (y - 0.5) * t**3, 0 * t], 1
                )
                parts.append(pipe(path, 0.042, metal, 7).named("holder"))
            cup = turned([(0.06, -0.07), (0.13, 0.0), (0.14, 0.05), (0.08, 0.05)], metal, 14)
            parts.append(cup.move(x, y).named("holder"))
            parts.append(stick(0.075, 0.42).move(x, y + 0.04))
        extra = f"{arms}"
    a = article(name)
    if form == "candelabrum":
        count = NUMBERS[int(extra)]
        options = [
            "a candelabra",
            "a candelabrum",
            f"a {metal_name} candelabra",
            f"a {metal_name} candelabra with {count} candles",
        ]
        options += [f"{count} candles on a {metal_name} candlestick", f"a candle holder with {count} {name} candles"]
        fixed = ["candles", "candelabra"]
    else:
        options = [
            f"{a} candle",
            f"{name} candle",
            "a wax candle",
            f"a thick {name} candle" if form == "pillar" else f"a thin {name} candle",
        ]
        options += (
            ["a burning candle", "a lit candle", f"a burning {name} candle", "a candle with a flame"]
            if lit
            else ["an unlit candle"]
        )
        options += [f"a candle {extra}", f"{a} candle {extra}"] if extra else []
        fixed = ["candle", "a candle"]
    captions = chosen(rng, fixed, options)
    return Sample(merge(parts), "candle", captions, f"{form} {name} {metal_name} {lit}")


GENERATORS: dict[str, Generator] = {"candle": candle}
