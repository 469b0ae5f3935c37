"""Parts that all vehicles share: wheels, numbers, and the words of their captions."""

from __future__ import annotations

import numpy as np

from kiln.grammar.base import Rng, article, pick
from kiln.grammar.vehicle_solids import block, skin
from kiln.mesh import Color, Mesh, merge

GLASS: Color = (0.16, 0.20, 0.27)
TYRE: Color = (0.10, 0.10, 0.11)
DARK: Color = (0.13, 0.13, 0.14)
CARBON: Color = (0.12, 0.12, 0.13)
WHITE: Color = (0.94, 0.94, 0.94)
CHROME: Color = (0.78, 0.79, 0.81)
LAMP: Color = (0.98, 0.95, 0.80)
TAIL_LAMP: Color = (0.80, 0.08, 0.08)


def wheel(
    radius: float,
    width: float,
    rim: Color = CHROME,
    style: str = "disc",
    rim_size: float = 0.62,
    band: Color | None = None,
    tyre: Color = TYRE,
    sides: int = 20,
    lugs: bool = False,
) -> Mesh:
    """A wheel on the x axis about the origin, its outer face towards +x.

    `style`: "disc" a dished light disc, "five" or "four" thick spokes, "wire" a bright lip with a big hub,
    "steel" a disc with a dark centre. `band`: a coloured ring on the sidewall.
    `lugs`: a tractor's coarse tread.
    """
    h, r, q = width / 2, radius, radius * rim_size
    wall = band or tyre
    steps = [
        (0.0, -0.6 * h, tyre),
        (q, -0.6 * h, tyre),
        (q * 1.04, -0.92 * h, tyre),
        (r * 0.93, -h, tyre),
        (r, -0.78 * h, tyre),
        (r, 0.78 * h, tyre),
        (r * 0.94, h, wall if band else tyre),
        (q * 1.18, h, tyre),
        (q, 0.94 * h, rim),
        (q * 0.84, 0.82 * h, None),
        (q * 0.3, 0.72 * h, rim),
        (q * 0.26, 0.9 * h, rim),
    ]
    profile = np.array([s[:2] for s in steps] + [(0.0, 0.9 * h)])
    dark = tuple(0.28 * c for c in rim) if min(rim) > 0.3 else DARK
    spoke = np.zeros(sides, bool)
    if style == "five":
        spoke = np.arange(sides) % 4 < 2
    elif style == "four":
        spoke = np.arange(sides) % 5 < 3
    elif style == "disc":
        spoke[:] = True
    hub = dark if style in ("disc", "steel") else rim
    if style == "steel":
        spoke[:] = True
    colors = np.empty((len(steps), sides, 3))
    for i, (_, _, c) in enumerate(steps):
        colors[i] = np.where(spoke[:, None], rim, dark) if c is None else c
    colors[-2:] = hub
    t = np.linspace(0, 2 * np.pi, sides, endpoint=False)
    reach = np.repeat(profile[:, :1], sides, 1)
    if lugs:
        reach[3:7] *= np.where(np.arange(sides) % 2, 0.91, 1.0)
    y, z = reach * np.cos(t), reach * np.sin(t)
    rings = np.stack([np.repeat(profile[:, 1:], sides, 1), y, z], -1)
    return skin(rings, colors, 50).named("wheel")


RIM_STYLES = ("disc", "five", "four", "steel", "wire")


def axle(part: Mesh, x: float, y: float, z: float) -> Mesh:
    """A wheel made for the +x side, and its mirror image, at ±x."""
    return part.move(x, y, z).both_sides()


# Bars of a seven-segment digit that are lit: a top, b and c right, d bottom, e and f left, g middle.
_SEGMENTS = {1: "bc", 2: "abged", 3: "abgcd", 4: "fgbc", 5: "afgcd", 6: "afgcde", 7: "abc", 8: "abcdefg", 9: "abfgcd"}


def digit(value: int, height: float, depth: float, color: Color) -> Mesh:
    """A digit 1 to 9 in the xy plane about the origin, read from +z."""
    w, h, s = height * 0.5, height, height * 0.2
    bars = {
        "a": (0, h / 2, w, 0),
        "d": (0, -h / 2, w, 0),
        "g": (0, 0, w, 0),
        "b": (w / 2, h / 4, 0, h / 2),
        "c": (w / 2, -h / 4, 0, h / 2),
        "e": (-w / 2, -h / 4, 0, h / 2),
        "f": (-w / 2, h / 4, 0, h / 2),
    }
    if value == 1:
        bars = {"b": (0, h / 4, 0, h / 2), "c": (0, -h / 4, 0, h / 2)}
    k = (h - s) / h
    parts = [
        block(bw * k + s, bh * k + s, depth, color).move(x * k, y * k)
        for x, y, bw, bh in (bars[name] for name in _SEGMENTS[value])
    ]
    return merge(parts).named("number")


def choose_captions(rng: Rng, noun: str, options: list[str], low: int = 5, high: int = 7) -> tuple[str, ...]:
    """The noun, bare and with its article, and a random choice of the options: distinct, `low` to `high` in all."""
    fixed = (noun, article(noun))
    rest = [o for o in dict.fromkeys(options) if o not in fixed]
    total = int(rng.integers(low, high + 1))
    chosen = rng.permutation(len(rest))[: total - len(fixed)]
    return (*fixed, *(rest[i] for i in sorted(chosen)))


def other(rng: Rng, colors, *taken: str) -> str:
    """A colour name that is none of those taken."""
    return pick(rng, [c for c in colors if c not in taken])
