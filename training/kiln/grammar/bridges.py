"""Bridges: arched stone, humped timber, suspension and truss. They run along X, so that +Z sees their side."""

from __future__ import annotations

import numpy as np

from kiln.grammar.base import Generator, Rng, Sample, article, pick, shade
from kiln.grammar.kit import NUMBERS, chosen, tint, weighted
from kiln.grammar.props import STEEL, TIMBER
from kiln.grammar.solids import block, blocks, pipe, skin, turned
from kiln.mesh import Color, Mesh, merge

STONES: dict[str, Color] = {
    "gray": (0.60, 0.60, 0.60),
    "beige": (0.82, 0.73, 0.56),
    "brown": (0.50, 0.38, 0.29),
    "white": (0.90, 0.89, 0.86),
}
STEELS = {"red": 0.3, "gray": 0.2, "green": 0.15, "blue": 0.15, "orange": 0.1, "white": 0.1}


def _through(x, low, high, half: float, parapet: float, tones) -> Mesh:
    """A bridge's body between the curves low(x) and high(x), with parapets; tones [N, 8, 3]."""
    wall = 0.22 * half
    section = [(half, 0), (half, parapet), (half - wall, parapet), (half - wall, 0)]
    section += [(-z, y) for z, y in section[::-1]]
    top = np.stack([np.stack([x, high + y, np.full_like(x, z)], 1) for z, y in section[1:-1]], 1)
    feet = [np.stack([x, low, np.full_like(x, z)], 1)[:, None] for z in (half, -half)]
    rings = np.concatenate([feet[0], top, feet[1]], 1)
    return skin(rings[:, ::-1], tones[:, ::-1], flat=True)


def _stone(rng: Rng) -> tuple[list[Mesh], dict[str, str]]:
    """One to four round arches under a level or humped road."""
    name = pick(rng, STONES, (0.5, 0.25, 0.15, 0.1))
    color = shade(rng, STONES[name], 0.04)
    arches = int(rng.choice([1, 2, 3, 4], p=[0.3, 0.25, 0.3, 0.15]))
    span = {1: 0.62, 2: 0.36, 3: 0.255, 4: 0.2}[arches] * rng.uniform(0.92, 1.05)
    pier = {1: 0.2, 2: 0.1, 3: 0.08, 4: 0.065}[arches]
    pitch = 2 * span + pier
    reach = arches * pitch / 2 + (0.3 if arches == 1 else 0.16)
    rise = span * rng.uniform(0.85, 1.05)
    foot = 0.0 if arches == 1 else rng.uniform(0.0, 0.22)
    crown = foot + rise + rng.uniform(0.1, 0.16)
    hump = rng.uniform(0.12, 0.3) if rng.random() < 0.6 else 0.0
    half = rng.uniform(0.22, 0.32)
    middles = (np.arange(arches) - (arches - 1) / 2) * pitch
    turn = np.cos(np.linspace(np.pi, 0, 19)) * span
    x = np.unique(np.round(np.r_[-reach, reach, (middles[:, None] + turn).ravel()], 6))
    apart = np.abs(x[:, None] - middles).min(1) / span
    opening = np.where(apart < 1, foot + rise * np.sqrt(np.maximum(1 - apart**2, 0)), 0.0)
    road = crown + hump * (1 - (x / reach) ** 2) - 0.02
    parts = []
    # Each arch is a vault between piers: the body above, then the piers below it.
    low = np.where(apart < 1 - 1e-6, opening, np.where(foot > 0, foot, 0.0))
    rough = rng.uniform(0.93, 1.05, (len(x), 1, 1))
    tones = np.clip(np.asarray(color) * rough * np.ones((len(x), 8, 1)), 0, 1)
    road_tone = tint(color, 0.78)
    tones[:, 3:5] = road_tone
    parts.append(_through(x, low, road, half, 0.09, tones).named("wall"))
    if foot > 0:
        edges = np.r_[middles - pitch / 2, middles[-1] + pitch / 2]
        for at in edges[1:-1]:
            parts.append(
                block(at - pier / 2, at + pier / 2, 0, foot + 0.02, -half, half, tint(color, 0.95)).named("pier")
            )
        for sign in (-1, 1):
            inner, outer = edges[-1] - pier / 2, reach
            x0, x1 = sorted((sign * inner, sign * outer))
            parts.append(block(x0, x1, 0, foot + 0.02, -half, half, tint(color, 0.95)).named("pier"))
    # A ring of pale voussoirs proud of each arch, and a string course below the parapet.
    pale = tint(color, 1.22 if name != "white" else 0.86)
    for m in middles:
        a = np.linspace(0, np.pi, 17)
        inner = np.stack([m + span * np.cos(a), foot + rise * np.sin(a)], 1)
        outer = np.stack([m + (span + 0.05) * np.cos(a), foot + (rise + 0.05) * np.sin(a)], 1)
        rings = np.stack(
            [
                np.c_[p, np.full(17, z)]
                for p, z in ((inner, half + 0.02), (outer, half + 0.02), (outer, -half - 0.02), (inner, -half - 0.02))
            ],
            1,
        )
        parts.append(skin(rings, pale, flat=True).named("arch"))
    ends = [sign * (reach - 0.05) for sign in (-1, 1)]
    posts = [(e, crown + 0.06 - 0.02, sign * (half - 0.03)) for e in ends for sign in (-1, 1)]
    parts.append(blocks(posts, (0.11, 0.24, 0.12), pale).named("post"))
    count = NUMBERS[arches] + (" arch" if arches == 1 else " arches")
    shape = "arched" if hump else "level"
    return parts, {"form": "stone", "color": name, "count": count, "extra": shape}


def _timber(rng: Rng) -> tuple[list[Mesh], dict[str, str]]:
    """A humped garden bridge of planks with handrails."""
    name = weighted(rng, {"red": 0.35, "brown": 0.3, "light brown": 0.15, "white": 0.12, "green": 0.08})
    color = shade(rng, TIMBER.get(name, name), 0.04)
    plank = color if name in TIMBER else shade(rng, TIMBER["light brown"], 0.04)
    rise, half = rng.uniform(0.22, 0.5), rng.uniform(0.24, 0.34)
    x = np.linspace(-1, 1, 25)
    arc = rise * np.cos(np.pi / 2 * x)

    def beam(y0: float, y1: float, z0: float, z1: float, tone) -> Mesh:
        corners = [(y0, z0), (y0, z1), (y1, z1), (y1, z0)]
        rings = np.stack([np.stack([x, arc + y, np.full_like(x, z)], 1) for y, z in corners], 1)
        return skin(rings[:, ::-1], tone, flat=True)

    stripes = np.asarray(plank) * np.where(np.arange(25) % 2, 1.06, 0.86)[:, None, None] * np.ones((25, 4, 1))
    parts = [beam(0.0, 0.07, -half, half, np.clip(stripes, 0, 1)).named("deck")]
    high = rng.uniform(0.26, 0.36)
    for sign in (-1, 1):
        z0, z1 = sorted((sign * half, sign * (half + 0.06)))
        parts.append(beam(-0.06, 0.1, z0, z1, tint(color, 0.92)).named("beam"))
        parts.append(beam(high, high + 0.075, z0 - 0.01, z1 + 0.01, color).named("rail"))
        if rng.random() < 0.5:
            parts.append(beam(0.5 * high, 0.5 * high + 0.05, z0, z1, color).named("rail"))
    count = int(rng.integers(5, 8))
    at = np.linspace(-0.94, 0.94, count)
    posts = [(v, rise * np.cos(np.pi / 2 * v) + high / 2 + 0.02, s * (half + 0.03)) for v in at for s in (-1, 1)]
    sizes = np.full((len(posts), 3), (0.075, high + 0.16, 0.08))
    parts.append(blocks(posts, sizes, tint(color, 0.96)).named("post"))
    finials = [
        (v, rise * np.cos(np.pi / 2 * v) + high + 0.13, s * (half + 0.03)) for v in (-0.94, 0.94) for s in (-1, 1)
    ]
    parts.append(blocks(finials, (0.1, 0.09, 0.11), tint(color, 0.85)).named("post"))
    return parts, {"form": "wooden", "color": name, "count": "handrails", "extra": "arched"}


def _suspension(rng: Rng) -> tuple[list[Mesh], dict[str, str]]:
    """Two towers, two main cables with hangers, and a road."""
    name = weighted(rng, STEELS)
    color = shade(rng, name, 0.04)
    stone = rng.random() < 0.3
    tower = shade(rng, STONES["beige"], 0.04) if stone else color
    at, high, deck = rng.uniform(0.5, 0.6), rng.uniform(0.62, 0.85), rng.uniform(0.18, 0.26)
    half, thick = rng.uniform(0.13, 0.18), rng.uniform(0.05, 0.07)
    road = shade(rng, "dark gray", 0.04)
    parts = [
        block(-1, 1, deck - 0.05, deck, -half, half, tint(color, 0.85)).named("deck"),
        block(-1, 1, deck, deck + 0.012, -half * 0.8, half * 0.8, road).named("road"),
    ]
    levels = (0.3 * high, 0.66 * high, 0.94 * high)
    for s in (-1, 1):
        legs = [(s * at, high / 2, z) for z in (-half, half)]
        parts.append(blocks(legs, (2 * thick, high, 1.6 * thick), tower).named("tower"))
        bars = [(s * at, y, 0) for y in levels[1:]]
        parts.append(blocks(bars, (1.6 * thick, 0.09, 2 * half), tower).named("tower"))
        caps = [(s * at, high + 0.02, z) for z in (-half, half)]
        parts.append(blocks(caps, (2.5 * thick, 0.05, 2.1 * thick), tint(tower, 0.9)).named("tower"))
        parts.append(
            block(s * at - 1.7 * thick, s * at + 1.7 * thick, 0, 0.1, -half - 0.07, half + 0.07, STONES["gray"])
        )
    sag = deck + 0.07

    def cable(x):
        inside = sag + (high - sag) * (x / at) ** 2
        t = np.clip((np.abs(x) - at) / (1 - at), 0, 1)
        return np.where(np.abs(x) <= at, inside, high + (deck + 0.02 - high) * (1.25 * t - 0.25 * t**2))

    x = np.unique(np.r_[np.linspace(-1, 1, 29), -at, at])
    for z in (-half, half):
        parts.append(pipe(np.stack([x, cable(x), np.full_like(x, z)], 1), 0.026, tint(color, 0.8), 6).named("cable"))
    hang = np.linspace(-0.86, 0.86, 13)
    hang = hang[(np.abs(np.abs(hang) - at) > 0.08) & (cable(hang) > deck + 0.1)]
    centres = [(v, (cable(v) + deck) / 2, z) for v in hang for z in (-half, half)]
    sizes = [(0.034, cable(v) - deck, 0.034) for v in hang for _ in range(2)]
    parts.append(blocks(centres, sizes, tint(color, 0.8)).named("cable"))
    extra = "stone towers" if stone else "two tall towers"
    return parts, {"form": "suspension", "color": name, "count": "two towers", "extra": extra}


def _truss(rng: Rng) -> tuple[list[Mesh], dict[str, str]]:
    """A steel railway or road bridge: two lattice girders on stone piers."""
    name = weighted(rng, STEELS)
    color = shade(rng, name, 0.04)
    half, high, lift = rng.uniform(0.2, 0.26), rng.uniform(0.34, 0.46), rng.uniform(0.1, 0.3)
    bays = int(rng.choice([4, 5, 6]))
    bowed = rng.random() < 0.5
    x = np.linspace(-1, 1, bays + 1)
    top = lift + high * (0.55 + 0.6 * np.cos(np.pi / 2 * x) if bowed else np.ones(bays + 1))
    thick = 0.034
    parts = [block(-1.05, 1.05, lift - 0.08, lift, -half, half, tint(color, 0.8)).named("deck")]
    rails = rng.random() < 0.5
    ground = shade(rng, "brown" if rails else "dark gray", 0.04)
    parts.append(block(-1.05, 1.05, lift, lift + 0.015, -0.8 * half, 0.8 * half, ground).named("road"))
    if rails:
        for z in (-0.09, 0.09):
            parts.append(block(-1.05, 1.05, lift, lift + 0.035, z - 0.02, z + 0.02, STEEL).named("rail"))
    for z in (-half, half):
        upper = np.stack([x[1:-1], top[1:-1], np.full(bays - 1, z)], 1)
        ends = [[-1, lift, z], *upper, [1, lift, z]]
        bars = [(a, b) for a, b in zip(ends[:-1], ends[1:], strict=True)]
        for i in range(1, bays):
            bars.append(([x[i], lift, z], [x[i], top[i], z]))
        for i in range(1, bays - 1):
            down = i < bays / 2
            bars.append(
                ([x[i], top[i], z], [x[i + 1], lift, z]) if down else ([x[i], lift, z], [x[i + 1], top[i + 1], z])
            )
        parts += [pipe([a, b], thick, color, 4).named("girder") for a, b in bars]
    cross = [(x[i], top[i], 0) for i in range(1, bays)]
    parts.append(blocks(cross, (0.05, 0.05, 2 * half), color).named("girder"))
    stone = shade(rng, STONES["gray"], 0.04)
    for s in (-1, 1):
        pier = [(half * 1.2, 0), (half * 1.05, lift - 0.06)]
        parts.append(turned(pier, stone, 4, flat=True).scale(0.6, 1, 1).move(s * 0.92).named("pier"))
    return parts, {
        "form": "steel",
        "color": name,
        "count": "stone piers",
        "extra": "railway" if rails else "truss",
    }


def bridge(rng: Rng) -> Sample:
    """A bridge of stone, timber or steel."""
    build = pick(rng, (_stone, _timber, _suspension, _truss), (0.4, 0.22, 0.2, 0.18))
    parts, w = build(rng)
    name, form = w["color"], w["form"]
    a = article(name)
    if form == "stone":
        options = [
            "a stone bridge",
            "stone bridge",
            f"{a} stone bridge",
            f"a stone bridge with {w['count']}",
            f"{a} stone bridge with {w['count']}",
            "an old stone bridge",
        ]
        options += ["an arched stone bridge", "a humpback bridge"] if w["extra"] == "arched" else ["an arch bridge"]
    elif form == "wooden":
        options = ["an arched bridge", f"{a} bridge", f"{a} bridge with handrails", "a garden bridge", "a footbridge"]
        if name in TIMBER:
            options += ["a wooden bridge", "a wooden footbridge", f"{a} wooden bridge"]
        else:
            options += [f"{a} wooden bridge", f"{a} footbridge"]
        if name == "red":
            options += ["a red Japanese bridge"]
    elif form == "suspension":
        options = [
            "a suspension bridge",
            "suspension bridge",
            f"{a} suspension bridge",
            f"a suspension bridge with {w['extra']}",
            "a bridge with two towers",
            f"{a} bridge with two towers and cables",
        ]
    else:
        options = [
            "a steel bridge",
            f"{a} steel bridge",
            "a truss bridge",
            f"{a} {w['extra']} bridge",
            f"{a} metal bridge",
        ]
        if w["extra"] == "railway":
            options += ["a railway bridge", "a train bridge"]
    captions = chosen(rng, ["bridge", "a bridge"], options)
    return Sample(merge(parts), "bridge", captions, f"{form} {name} {w['count']} {w['extra']}")


GENERATORS: dict[str, Generator] = {"bridge": bridge}
