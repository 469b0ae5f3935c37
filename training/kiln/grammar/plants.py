"""Plants: trees by kind, cactuses, mushrooms and flowers."""

from __future__ import annotations

import numpy as np

from kiln.grammar.base import Generator, Rng, Sample, article, pick, shade
from kiln.grammar.kit import NUMBERS, chosen, tint, weighted
from kiln.grammar.solids import ball, instances, pipe, skin, turned
from kiln.mesh import Color, Mesh, merge

BARK: tuple[Color, ...] = ((0.36, 0.24, 0.14), (0.44, 0.31, 0.19), (0.30, 0.21, 0.14), (0.48, 0.38, 0.28))


def _lump(rng: Rng, radius, color: Color, rough: float = 0.08, sides: int = 14, stacks: int = 9) -> Mesh:
    """A leafy mass: an ellipsoid of half axes `radius` [3] with a wavy surface, darker below."""
    t = np.linspace(-np.pi / 2, np.pi / 2, stacks + 1)[:, None]
    a = np.linspace(0, 2 * np.pi, sides, endpoint=False)[None]
    p = rng.uniform(0, 2 * np.pi, 4)
    wave = np.sin(3 * a + p[0]) * np.cos(2 * t + p[1]) + 0.8 * np.sin(5 * a + p[2]) * np.cos(4 * t + p[3])
    r = 1 + rough * wave * np.cos(t)
    rings = np.stack([r * np.cos(t) * np.sin(a), r * np.sin(t) + 0 * a, r * np.cos(t) * np.cos(a)], -1)
    rings[[0, -1]] = rings[[0, -1]].mean(1, keepdims=True)
    light = 1 + 0.14 * np.sin(t) + rough * 1.2 * wave * np.cos(t)
    return skin(rings * np.asarray(radius), np.clip(np.asarray(color) * light[..., None], 0, 1))


def _trunk(rng: Rng, height: float, radius: float, color: Color, lean: float = 0.0, flare: float = 1.5) -> Mesh:
    """A tapering, slightly bent stem from y = 0."""
    t = np.linspace(0, 1, 6)
    bend = rng.uniform(-1, 1, 2) * lean
    path = np.stack([bend[0] * t**2, height * t, bend[1] * t**2], 1)
    return pipe(path, radius * (1 - 0.4 * t + (flare - 1) * np.exp(-8 * t)), color, 9).named("trunk")


def _pot(rng: Rng, radius: float, height: float) -> tuple[Mesh, str]:
    """A flower pot with earth, its top at y = 0, and the name of its colour."""
    name = weighted(rng, {"orange": 0.4, "brown": 0.2, "white": 0.2, "blue": 0.1, "yellow": 0.1})
    clay = shade(rng, (0.76, 0.40, 0.22) if name == "orange" else name, 0.05)
    outline = [(0.72 * radius, -height), (0.92 * radius, -0.25 * height), (1.1 * radius, -0.25 * height)]
    outline += [(1.12 * radius, 0.0), (0.9 * radius, 0.0), (0.9 * radius, -0.08 * height)]
    tones = [clay, tint(clay, 0.9), clay, clay, (0.26, 0.17, 0.11)]
    return turned(outline, tones, 20).named("pot"), name


def pine(rng: Rng) -> Sample:
    """A conifer: tiers of drooping branches around a straight trunk."""
    tone = pick(rng, ("dark green", "green", "blue green", "snowy"), (0.45, 0.3, 0.1, 0.15))
    base = {"dark green": (0.09, 0.30, 0.15), "green": (0.18, 0.46, 0.18), "blue green": (0.14, 0.38, 0.34)}
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
                    [
                        r * f * w * np.sin(turn),
                        low + (high - low) * y + drop * (f == 1),
                        r * f * w * np.cos(turn),
                    ],
                    1,
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


def _broadleaf(rng: Rng, leaf: Color, bark: Color, crown: str, forked: bool) -> Mesh:
    """A tree with a crown of leafy masses: "round", "wide", "tall" or "clouds"."""
    trunk_h = rng.uniform(0.34, 0.48)
    r = rng.uniform(0.055, 0.08)
    wide, tall = {"round": (0.36, 0.34), "wide": (0.46, 0.27), "tall": (0.27, 0.42), "clouds": (0.42, 0.3)}[crown]
    wide, tall = wide * rng.uniform(0.9, 1.1), tall * rng.uniform(0.9, 1.1)
    middle = trunk_h + tall * 0.78
    parts = [_trunk(rng, middle, r, bark, 0.04, 1.7)]
    if forked:
        for side in (-1, 1):
            z = rng.uniform(-0.08, 0.08)
            path = [
                (0, trunk_h * 0.7, 0),
                (side * wide * 0.3, trunk_h * 0.95, z),
                (side * wide * 0.55, middle, 2 * z),
            ]
            parts.append(pipe(path, [r * 0.7, r * 0.6, r * 0.4], bark, 8).named("trunk"))
    lumps = []
    if crown == "round":
        lumps.append(_lump(rng, (wide, tall, wide), leaf, 0.07, 20, 12).move(0, middle))
    else:
        n = int(rng.integers(6, 10)) if crown != "tall" else 6
        lumps.append(_lump(rng, (wide * 0.7, tall * 0.8, wide * 0.7), leaf, 0.06).move(0, middle))
        a = np.arange(n) * 2 * np.pi / n + rng.uniform(0, 6)
        for i in range(n):
            size = rng.uniform(0.36, 0.5)
            up = rng.uniform(-0.45, 0.35) + (0.25 if i % 2 else -0.1)
            out = 0.62 * wide * np.sqrt(max(1 - up * up, 0.2))
            one = _lump(
                rng,
                (size * wide, size * tall * 1.15, size * wide),
                tint(leaf, rng.uniform(0.92, 1.1)),
                0.06,
                11,
                7,
            )
            lumps.append(one.move(out * np.sin(a[i]), middle + up * tall, out * np.cos(a[i])))
        lumps.append(
            _lump(rng, (0.45 * wide, 0.5 * tall, 0.45 * wide), tint(leaf, 1.08), 0.06, 12, 8).move(
                0, middle + 0.6 * tall
            )
        )
    parts.append(merge(lumps).named("leaves"))
    return merge(parts)


def _fruit(rng: Rng, tree: Mesh, count: int, size: float, color: Color) -> Mesh:
    """Fruit all over the leaves."""
    leaves = tree.faces[tree.part == tree.part_names.index("leaves"), 0]
    at = tree.positions[rng.choice(leaves, count, replace=False)]
    return instances(ball(size, size, size, color, 8, 5), at).named("fruit")


def oak(rng: Rng) -> Sample:
    """A broadleaf tree in leaf, sometimes with fruit."""
    tone = weighted(rng, {"green": 0.55, "dark green": 0.25, "light green": 0.2})
    leaf = shade(
        rng,
        {"green": (0.24, 0.52, 0.17), "dark green": (0.12, 0.36, 0.14), "light green": (0.48, 0.70, 0.24)}[tone],
        0.07,
    )
    crown = pick(rng, ("round", "wide", "tall", "clouds"), (0.3, 0.22, 0.15, 0.33))
    mesh = _broadleaf(rng, leaf, shade(rng, pick(rng, BARK), 0.06), crown, rng.random() < 0.5)
    parts, fruit = [mesh], ""
    if rng.random() < 0.16:
        fruit = pick(rng, ("red apples", "oranges", "yellow lemons"))
        color = {
            "red apples": (0.82, 0.1, 0.1),
            "oranges": (0.96, 0.52, 0.08),
            "yellow lemons": (0.97, 0.85, 0.2),
        }
        parts.append(_fruit(rng, mesh, 48, 0.034, color[fruit]))
    options = [
        "a tree",
        f"{article(tone)} tree",
        f"{tone} tree",
        "an oak tree" if not fruit else "a fruit tree",
        "a leafy tree",
        f"{article(tone)} tree with a brown trunk",
        "a broadleaf tree" if not fruit else f"a tree with {fruit}",
    ]
    if not fruit:
        options += [f"{article(tone)} oak tree", "oak tree", "a deciduous tree"]
    if crown == "round":
        options += ["a round tree", f"a round {tone} tree"]
    elif crown == "wide":
        options += ["a wide spreading tree", f"a wide {tone} tree"]
    elif crown == "tall":
        options += ["a tall narrow tree", f"a tall {tone} tree"]
    if fruit:
        name = {"red apples": "apple tree", "oranges": "orange tree", "yellow lemons": "lemon tree"}[fruit]
        options += [article(name), name, f"{article(tone)} tree with {fruit}"] * 2
    return Sample(
        merge(parts), "tree", chosen(rng, ["tree", "a tree"], options), f"tree {tone} {crown} {fruit}".strip()
    )


def autumn_tree(rng: Rng) -> Sample:
    """A broadleaf tree in autumn colours."""
    tone = weighted(rng, {"orange": 0.38, "red": 0.3, "yellow": 0.32})
    leaf = shade(
        rng,
        {"orange": (0.88, 0.44, 0.10), "red": (0.72, 0.15, 0.10), "yellow": (0.92, 0.72, 0.14)}[tone],
        0.06,
    )
    crown = pick(rng, ("round", "wide", "tall", "clouds"), (0.25, 0.22, 0.15, 0.38))
    mesh = _broadleaf(rng, leaf, shade(rng, pick(rng, BARK), 0.06), crown, rng.random() < 0.5)
    parts = [mesh]
    fallen = rng.random() < 0.3
    if fallen:
        low, high = mesh.bounds()
        r = 0.5 * (high[0] - low[0]) * rng.uniform(0.7, 1.0)
        disc = turned([(r, -0.03), (r * 0.9, 0.0), (0.5 * r, 0.02)], [tint(leaf, 0.8), tint(leaf, 0.88)], 18)
        parts.append(disc.named("fallen leaves"))
    kind = pick(rng, ("maple tree", "fall tree", "autumn tree"))
    options = [
        f"{article(tone)} autumn tree",
        f"a tree with {tone} leaves",
        f"{article(tone)} tree",
        f"{tone} tree",
        article(kind),
        f"an autumn tree with {tone} leaves",
        f"{article(tone)} tree in autumn",
        f"{article(tone)} maple tree",
    ]
    if fallen:
        options += [f"an autumn tree with fallen {tone} leaves"]
    return Sample(
        merge(parts),
        "autumn tree",
        chosen(rng, ["autumn tree", "an autumn tree"], options),
        f"autumn tree {tone} {crown} {fallen}",
    )


def cherry(rng: Rng) -> Sample:
    """A cherry tree in blossom."""
    tone = weighted(rng, {"pink": 0.7, "white": 0.3})
    leaf = shade(rng, {"pink": (0.95, 0.60, 0.74), "white": (0.96, 0.90, 0.92)}[tone], 0.04)
    crown = pick(rng, ("wide", "clouds", "round"), (0.4, 0.45, 0.15))
    bark = shade(rng, (0.30, 0.19, 0.15), 0.06)
    mesh = _broadleaf(rng, leaf, bark, crown, True)
    parts = [mesh]
    petals = rng.random() < 0.35
    if petals:
        r = rng.uniform(0.28, 0.42)
        parts.append(turned([(r, -0.03), (r * 0.9, 0.0), (0.5 * r, 0.02)], tint(leaf, 0.96), 18).named("petals"))
    options = [
        f"{article(tone)} tree",
        f"a cherry tree with {tone} blossoms",
        "a cherry blossom tree",
        "a sakura tree",
        f"{article(tone)} cherry tree",
        "a blooming cherry tree",
        f"a tree with {tone} flowers",
        f"{article(tone)} blossoming tree",
    ]
    return Sample(
        merge(parts),
        "cherry tree",
        chosen(rng, ["cherry tree", "a cherry tree"], options),
        f"cherry tree {tone} {crown} {petals}",
    )


def birch(rng: Rng) -> Sample:
    """A birch: a white trunk with dark marks under a light, tall crown."""
    tone = weighted(rng, {"green": 0.5, "light green": 0.3, "yellow": 0.2})
    leaf = shade(
        rng,
        {"green": (0.32, 0.58, 0.22), "light green": (0.55, 0.74, 0.30), "yellow": (0.92, 0.76, 0.20)}[tone],
        0.06,
    )
    stems = int(pick(rng, (1, 2, 3), (0.7, 0.18, 0.12)))
    white: Color = (0.93, 0.92, 0.88)
    dark: Color = (0.16, 0.15, 0.14)
    parts = []
    for i in range(stems):
        height = rng.uniform(0.85, 1.0)
        a = 2 * np.pi * i / stems + rng.uniform(0, 6)
        lean = (0.0 if stems == 1 else 0.18) * np.array([np.sin(a), np.cos(a)])
        r = 0.042 * (1.0 if stems == 1 else 0.85)
        n = 15
        t = np.linspace(0, 1, n)
        marks = [(r * (1 - 0.55 * y), y * height) for y in t]
        tones = [dark if k % 3 == 1 else white for k in range(n - 1)]
        heights = np.array([y for _, y in marks])
        heights[1:-1] += np.where(np.arange(1, n - 1) % 3 == 2, -0.028, 0) * height
        stem = turned([(x, y) for (x, _), y in zip(marks, heights, strict=True)], tones, 10)
        shear = np.eye(3)
        shear[0, 1], shear[2, 1] = lean / height
        stem = stem.transform(shear)
        parts.append(stem.named("trunk"))
        wide = 0.2 if stems == 1 else 0.14
        levels = np.linspace(0.46, 1.05, 7 if stems == 1 else 5)
        for k, y in enumerate(levels):
            b = 2.4 * k + a
            size = max(wide * (1.1 - 0.75 * abs(y - 0.62) / 0.5), 0.09) * rng.uniform(0.85, 1.1)
            out = 0.45 * size * (0 if k == len(levels) - 1 else 1)
            one = _lump(rng, (size, size * 1.05, size), tint(leaf, rng.uniform(0.92, 1.1)), 0.07, 12, 8)
            parts.append(
                one.move(lean[0] * y + out * np.sin(b), y * height, lean[1] * y + out * np.cos(b)).named("leaves")
            )
    options = [
        "a birch",
        "birch",
        f"{article(tone)} birch tree",
        "a birch tree with a white trunk",
        "a tall birch tree",
        f"a birch with {tone} leaves",
        "a tree with a white trunk",
        f"{article(tone)} tree with a white trunk",
    ]
    if stems > 1:
        options = [o.replace("a white trunk", "white trunks") for o in options] + [
            f"a birch tree with {NUMBERS[stems]} trunks"
        ]
    return Sample(
        merge(parts),
        "birch tree",
        chosen(rng, ["birch tree", "a birch tree"], options),
        f"birch tree {tone} {stems}",
    )


def palm(rng: Rng) -> Sample:
    """A palm: a bent, ringed trunk and a crown of arching fronds."""
    tone = weighted(rng, {"green": 0.6, "dark green": 0.25, "light green": 0.15})
    leaf = shade(
        rng,
        {"green": (0.24, 0.56, 0.18), "dark green": (0.11, 0.38, 0.16), "light green": (0.50, 0.70, 0.22)}[tone],
        0.06,
    )
    bark = shade(rng, pick(rng, ((0.55, 0.40, 0.25), (0.46, 0.34, 0.22), (0.62, 0.50, 0.36))), 0.05)
    height = rng.uniform(0.75, 1.1)
    bend = rng.uniform(0, 0.35) * rng.choice([-1, 1])
    n = 13
    t = np.linspace(0, 1, n)
    path = np.stack([bend * t**1.7, height * t, 0.15 * bend * t], 1)
    radius = 0.048 * (1 - 0.35 * t + 0.5 * np.exp(-9 * t)) * np.where(np.arange(n) % 2 == 0, 1.12, 0.9)
    parts = [pipe(path, radius, bark, 9).named("trunk")]
    top = path[-1]
    fronds = int(rng.integers(7, 11))
    long, droop = rng.uniform(0.42, 0.55), rng.uniform(0.6, 1.15)
    for i in range(fronds):
        a = 2 * np.pi * i / fronds + rng.uniform(-0.15, 0.15)
        rise = rng.uniform(0.15, 0.6) if i % 2 else rng.uniform(-0.05, 0.25)
        s = np.linspace(0, 1, 8)
        size = long * rng.uniform(0.88, 1.08)
        out = size * (s - 0.18 * droop * s**2)
        up = size * (rise * s - droop * 0.75 * s**2)
        half = size * 0.17 * np.sin(np.pi * (0.08 + 0.9 * s) ** 0.8) + 0.006
        fold = 0.55 * half
        section = np.array([(1, -1), (0, 0.35), (-1, -1), (0, -0.35)])  # a V upside down
        x = section[None, :, 0] * half[:, None]
        y = up[:, None] + section[None, :, 1] * fold[:, None] + np.where(section[:, 1] > -0.5, 1, -0.4)[None] * 0.011
        z = np.broadcast_to(out[:, None], x.shape)
        tones = (
            np.asarray(tint(leaf, rng.uniform(0.88, 1.1)))
            * np.linspace(0.85, 1.1, 8)[:, None, None]
            * np.ones((1, 4, 1))
        )
        blade = skin(np.stack([x, y, z], -1), np.clip(tones, 0, 1), flat=True)
        parts.append(blade.rotate("y", np.degrees(a)).move(*top).named("leaves"))
    parts.append(ball(0.06, 0.05, 0.06, tint(leaf, 0.8), 10, 6).move(*top).named("leaves"))
    coconuts = rng.random() < 0.4
    if coconuts:
        a = np.arange(4) * np.pi / 2 + rng.uniform(0, 2)
        at = top + np.stack([0.06 * np.sin(a), 0 * a - 0.045, 0.06 * np.cos(a)], 1)
        parts.append(instances(ball(0.042, 0.045, 0.042, (0.35, 0.22, 0.12), 9, 6), at).named("coconut"))
    island = rng.random() < 0.22
    if island:
        r = rng.uniform(0.3, 0.45)
        sand = shade(rng, (0.90, 0.79, 0.55), 0.05)
        parts.append(
            turned([(r, -0.07), (0.96 * r, -0.04), (0.7 * r, 0.02), (0.3 * r, 0.05)], sand, 20, 60).named("sand")
        )
    options = [
        "a tropical palm tree",
        f"{article(tone)} palm tree",
        "palm",
        "a coconut palm" if coconuts else "a tall palm tree",
        f"a palm tree with {tone} leaves",
        f"a palm tree with a brown trunk and {tone} leaves",
    ]
    if abs(bend) > 0.15:
        options += ["a bent palm tree", "a leaning palm tree"]
    if coconuts:
        options += ["a palm tree with coconuts", "a coconut tree"]
    if island:
        options += ["a palm tree on a small island", "a palm tree on sand"] * 2
    combination = f"palm tree {tone} {fronds} {coconuts} {island}"
    return Sample(merge(parts), "palm tree", chosen(rng, ["palm tree", "a palm tree"], options), combination)


def _ribbed(path, radius, color: Color, ribs: int) -> Mesh:
    """A cactus limb: ribs along a round-ended tube."""
    path = np.asarray(path, float)
    steps = np.linspace(0, 1, 14)
    knots = np.r_[0, np.cumsum(np.linalg.norm(np.diff(path, axis=0), axis=1))]
    at = np.stack([np.interp(steps * knots[-1], knots, path[:, i]) for i in range(3)], 1)
    at[1:-1] = (at[:-2] + 2 * at[1:-1] + at[2:]) / 4
    left = (1 - steps) * knots[-1]
    end = np.sqrt(np.clip(1 - (1 - np.minimum(left / radius, 1)) ** 2, 0, 1))
    tangent = np.gradient(at, axis=0)
    tangent /= np.linalg.norm(tangent, axis=1, keepdims=True)
    side = np.cross(tangent, [0, 0, 1.0])
    side /= np.linalg.norm(side, axis=1, keepdims=True)
    other = np.cross(tangent, side)
    a = np.linspace(0, 2 * np.pi, 2 * ribs, endpoint=False)
    ridge = np.where(np.arange(2 * ribs) % 2 == 0, 1.0, 0.84)
    r = radius * (0.02 + 0.98 * end)[:, None] * ridge
    rings = at[:, None] + r[..., None] * (np.cos(a)[:, None] * side[:, None] + np.sin(a)[:, None] * other[:, None])
    tones = np.asarray(color) * np.where(np.arange(2 * ribs) % 2 == 0, 1.12, 0.8)[None, :, None] * np.ones((14, 1, 1))
    return skin(rings, np.clip(tones, 0, 1))


def cactus(rng: Rng) -> Sample:
    """A cactus: a saguaro with arms, a barrel, or a prickly pear; in sand or in a pot."""
    form = pick(rng, ("arms", "column", "barrel", "paddles"), (0.52, 0.12, 0.18, 0.18))
    green = shade(rng, pick(rng, ((0.22, 0.52, 0.22), (0.14, 0.42, 0.22), (0.36, 0.58, 0.28))), 0.06)
    parts: list[Mesh] = []
    arms, top = 0, np.array([[0.0, 1.0, 0.0]])
    if form in ("arms", "column"):
        r = rng.uniform(0.085, 0.12)
        ribs = int(rng.integers(7, 10))
        tall = rng.uniform(0.85, 1.1)
        top = np.array([[0.0, tall, 0.0]])
        parts.append(_ribbed([(0, 0, 0), (0, tall, 0)], r, green, ribs))
        if form == "arms":
            arms = int(pick(rng, (1, 2, 3, 4), (0.15, 0.5, 0.25, 0.1)))
            for i in range(arms):
                y, out, up = rng.uniform(0.3, 0.58), rng.uniform(0.23, 0.32), rng.uniform(0.2, 0.42)
                arm = _ribbed(
                    [(0, y, 0), (out * 0.8, y + 0.01, 0), (out, y + 0.08, 0), (out, y + up, 0)],
                    r * 0.68,
                    green,
                    7,
                )
                parts.append(arm.rotate("y", (0, 180, -90, 90)[i] + rng.uniform(-15, 15)))
        r_pot = 0.22
    elif form == "barrel":
        a = np.linspace(0, 2 * np.pi, 24, endpoint=False)
        t = np.linspace(-0.42 * np.pi, np.pi / 2, 11)[:, None]
        ridge = np.where(np.arange(24) % 2 == 0, 1.0, 0.85)[None]
        tall = rng.uniform(0.85, 1.3)
        rings = 0.34 * np.stack(
            [
                np.cos(t) * ridge * np.sin(a),
                tall * (np.sin(t) + 0.9) + 0 * a[None],
                np.cos(t) * ridge * np.cos(a),
            ],
            -1,
        )
        rings[-1] = rings[-1].mean(0)
        tones = np.asarray(green) * np.where(np.arange(24) % 2 == 0, 1.15, 0.78)[None, :, None] * np.ones((11, 1, 1))
        parts.append(skin(rings, np.clip(tones, 0, 1)))
        top = np.array([[0.0, 0.34 * tall * 1.9, 0.0]])
        r_pot = 0.36
    else:
        pads = [(0.0, 0.24, 0.0, 0.26, 0.0)]
        for side in (-1, 1):
            pads.append((side * 0.19, 0.56, rng.uniform(-0.06, 0.06), 0.19, side * rng.uniform(25, 45)))
            pads.append(
                (
                    side * rng.uniform(0.22, 0.32),
                    0.82,
                    rng.uniform(-0.05, 0.05),
                    0.13,
                    side * rng.uniform(0, 25),
                )
            )
        pads.append((rng.uniform(-0.04, 0.04), 0.66, 0.0, 0.17, 0.0))
        for x, y, z, size, tilt in pads:
            size *= rng.uniform(0.88, 1.08)
            pad = _lump(rng, (0.72 * size, size, 0.3 * size), tint(green, rng.uniform(0.92, 1.08)), 0.0, 14, 9)
            parts.append(pad.rotate("z", -tilt).move(x, y, z))
        top = np.array([[p[0], p[1] + 0.95 * p[3], p[2]] for p in pads[1:]])
        r_pot = 0.27
    parts = [merge(parts).named("cactus")]
    flower = pick(rng, ("", "pink", "red", "yellow"), (0.6, 0.2, 0.1, 0.1))
    if flower:
        petals = ball(0.07, 0.05, 0.07, shade(rng, flower, 0.04), 9, 6)
        parts.append(instances(petals, top).named("flower"))
    place = pick(rng, ("pot", "sand", ""), (0.4, 0.25, 0.35))
    options = ["a green cactus", "green cactus", "a desert cactus" if place != "pot" else "a potted cactus"]
    if place == "pot":
        pot, name = _pot(rng, r_pot, r_pot * rng.uniform(1.1, 1.5))
        parts.append(pot.move(0, 0.03))
        options += [
            "a cactus in a pot",
            f"a cactus in {article(name)} pot",
            f"a green cactus in {article(name)} pot",
        ] * 2
    elif place == "sand":
        sand = shade(rng, (0.88, 0.74, 0.48), 0.05)
        parts.append(turned([(0.42, -0.08), (0.4, -0.05), (0.26, 0.02), (0.1, 0.04)], sand, 18, 60).named("sand"))
        options += ["a cactus in the sand", "a cactus in the desert"]
    if arms:
        count = NUMBERS[arms] + (" arm" if arms == 1 else " arms")
        options += ["a saguaro cactus", f"a cactus with {count}", f"a tall green cactus with {count}"]
    options += {
        "barrel": ["a round cactus", "a barrel cactus"],
        "paddles": ["a prickly pear cactus", "a cactus with flat pads"],
        "column": ["a column cactus", "a tall cactus"],
    }.get(form, [])
    if flower:
        options += [
            f"a cactus with {article(flower)} flower" if len(top) == 1 else f"a cactus with {flower} flowers"
        ] * 2
    return Sample(
        merge(parts),
        "cactus",
        chosen(rng, ["cactus", "a cactus"], options),
        f"cactus {form} {arms} {flower} {place}",
    )


def mushroom(rng: Rng) -> Sample:
    """A mushroom (or a small group) with a domed, flat or pointed cap, often with dots."""
    caps = {
        "red": 0.42,
        "brown": 0.2,
        "orange": 0.08,
        "white": 0.08,
        "purple": 0.08,
        "blue": 0.07,
        "yellow": 0.07,
    }
    cap = weighted(rng, caps)
    form = pick(rng, ("dome", "flat", "pointed"), (0.55, 0.25, 0.2))
    dots = cap != "white" and rng.random() < (0.85 if cap == "red" else 0.45)
    color = shade(rng, cap, 0.06)
    stem = shade(rng, (0.93, 0.89, 0.80), 0.03)
    gill = tint(shade(rng, (0.90, 0.84, 0.74), 0.03), 0.92)
    count = int(pick(rng, (1, 2, 3), (0.7, 0.14, 0.16)))
    wide = rng.uniform(0.36, 0.5)
    tall = {"dome": rng.uniform(0.75, 1.0), "flat": rng.uniform(0.35, 0.5), "pointed": rng.uniform(1.2, 1.6)}[
        form
    ] * wide
    height = rng.uniform(0.42, 0.75)
    thick = rng.uniform(0.1, 0.17)

    def one(size: float) -> list[Mesh]:
        t = np.linspace(0, np.pi / 2, 8)
        power = 1.0 if form != "pointed" else 1.35
        outline = [(wide * np.cos(a) ** (0.8 if form != "pointed" else power), tall * np.sin(a)) for a in t[:-1]] + [
            (0.0, tall)
        ]
        y = height
        head = [
            (thick * 0.9, y + 0.03 * wide),
            (0.88 * wide, y - 0.06 * wide),
            (0.99 * wide, y - 0.03 * wide),
        ]
        head += [(r, y + v) for r, v in outline]
        tones = [gill, gill, tint(color, 0.85)] + [color] * (len(head) - 4)
        out = [turned(head, tones, 22, 50).named("cap")]
        foot = [(thick * 1.35, 0), (thick * 1.2, 0.12 * y), (thick * 0.95, 0.5 * y), (thick * 0.85, y + 0.05)]
        out.append(turned(foot, stem, 14, 60).named("stem"))
        if ring:
            out.append(
                turned(
                    [(thick, 0.55 * y), (1.75 * thick, 0.53 * y), (1.0 * thick, 0.68 * y)],
                    tint(stem, 0.93),
                    16,
                ).named("stem")
            )
        if dots:
            spots = []
            for level, n in ((0.16, 7), (0.62, 5), (1.15, 3)):
                for k in range(n):
                    a, e = 2 * np.pi * (k + 0.5 * (level > 0.5)) / n + turn, level + rng.uniform(-0.06, 0.06)
                    f = np.cos(e) ** (0.8 if form != "pointed" else power)
                    spots.append((wide * f * np.sin(a), y + tall * np.sin(e), wide * f * np.cos(a)))
            spots.append((0, y + tall * 0.99, 0))
            sizes = rng.uniform(0.11, 0.17, len(spots)) * wide
            out.append(instances(ball(1, 0.8, 1, dot, 8, 6), spots, 0.0, sizes).named("dots"))
        return [merge(out).scale(size)]

    ring, turn = rng.random() < 0.4, rng.uniform(0, 6)
    dot_name = "white" if cap != "yellow" or rng.random() < 0.5 else "orange"
    dot = shade(rng, dot_name, 0.02)
    parts = one(1.0)
    for i in range(count - 1):
        size, a = rng.uniform(0.42, 0.65), (0.9 + 2.6 * i) + rng.uniform(-0.3, 0.3)
        parts += [m.move(wide * 0.95 * np.sin(a), 0, wide * 0.95 * np.cos(a)) for m in one(size)]
    if count > 1 or rng.random() < 0.2:
        r = wide * 1.25
        parts.append(
            turned([(r, -0.08), (r, -0.02), (0.8 * r, 0.03)], shade(rng, (0.33, 0.54, 0.22), 0.06), 20).named("grass")
        )
    color_a = article(cap)
    plural = count > 1
    fixed = ["mushroom", "a mushroom"] if not plural else ["mushrooms", f"{NUMBERS[count]} mushrooms"]
    dotted = f"with {dot_name} dots"
    if plural:
        options = [
            f"{NUMBERS[count]} {cap} mushrooms",
            f"{cap} mushrooms",
            "a group of mushrooms",
            f"a group of {cap} mushrooms",
            f"{cap} mushrooms on grass",
        ]
        options += [f"{cap} mushrooms {dotted}", f"{NUMBERS[count]} {cap} mushrooms {dotted}"] if dots else []
    else:
        options = [
            f"{color_a} mushroom",
            f"{cap} mushroom",
            f"a mushroom with {color_a} cap",
            f"{color_a} mushroom with a white stem",
            "a toadstool" if dots else "a wild mushroom",
        ]
        options += (
            [
                f"{color_a} mushroom {dotted}",
                f"a mushroom with {color_a} cap and {dot_name} dots",
                f"{color_a} toadstool {dotted}",
            ]
            * 2
            if dots
            else []
        )
        options += {"pointed": ["a pointed mushroom"], "flat": ["a mushroom with a flat cap"]}.get(form, [])
    return Sample(merge(parts), "mushroom", chosen(rng, fixed, options), f"mushroom {cap} {form} {count} {dots}")


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
    colors = {
        "red": 0.22,
        "pink": 0.2,
        "yellow": 0.16,
        "purple": 0.12,
        "white": 0.14,
        "orange": 0.08,
        "blue": 0.08,
    }
    tone = "yellow" if form == "sunflower" else weighted(rng, colors)
    petal_color = shade(rng, tone if form != "sunflower" else (0.97, 0.78, 0.12), 0.05)
    green = shade(rng, (0.24, 0.52, 0.20), 0.06)
    stem_h = rng.uniform(0.5, 0.75)
    bend = rng.uniform(-0.05, 0.05, 2)
    t = np.linspace(0, 1, 6)
    path = np.stack([bend[0] * np.sin(np.pi * t), stem_h * t, bend[1] * np.sin(np.pi * t)], 1)
    parts = [pipe(path, 0.028, green, 8).named("stem")]
    leaves = int(rng.integers(1, 4))
    for i in range(leaves):
        long = rng.uniform(0.2, 0.3)
        leaf = _petal(long, long * 0.45, 0.014, green, 0.35 * long, True)
        if form == "tulip":
            leaf = _petal(1.6 * long, long * 0.42, 0.014, green, 1.5 * long, True)
        y = stem_h * (0.12 + 0.18 * i) if form != "tulip" else 0.03
        parts.append(leaf.rotate("y", 90 + 180 * i + rng.uniform(-30, 30)).move(0, y).named("leaf"))
    petals = 0
    if form in ("daisy", "sunflower"):
        petals = int(rng.integers(5, 10)) if form == "daisy" else int(rng.integers(13, 17))
        r = rng.uniform(0.2, 0.28)
        heart = r * (0.36 if form == "daisy" else 0.55)
        middle = {"yellow": (0.45, 0.26, 0.12)}.get(tone, (0.96, 0.76, 0.18))
        wide = 2 * np.pi * r / petals * (0.82 if petals < 9 else 1.1)
        one = _petal(r, min(wide, 0.85 * r), 0.02, petal_color, 0.06 * r, petals > 9)
        angle = np.arange(petals) * 360 / petals
        out = 0.55 * heart
        rad = np.radians(angle)
        ring = instances(one, np.stack([out * np.sin(rad), 0 * rad, out * np.cos(rad)], 1), angle)
        parts_head = [ring.named("petals")]
        if form == "sunflower":
            back = instances(
                one,
                np.stack([out * np.sin(rad + 0.2), 0 * rad - 0.02, out * np.cos(rad + 0.2)], 1),
                angle + 11.5,
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
        outline = [
            (0.04, 0.0),
            (0.6 * r, 0.1 * tall),
            (0.72 * r, 0.5 * tall),
            (1.0 * r, 0.85 * tall),
            (1.35 * r, tall),
        ]
        bell = turned([*outline, (0.7 * r, 0.75 * tall)], petal_color, 16, 60)
        head = merge(
            [
                bell.named("petals"),
                ball(0.05, 0.09, 0.05, (0.96, 0.8, 0.2), 8, 5).move(0, 0.8 * tall).named("heart"),
            ]
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
        options += [
            f"a flower with {NUMBERS[petals]} {tone} petals",
            f"a flower with {NUMBERS[petals]} petals",
        ]
    if potted:
        pot, clay = _pot(rng, 0.17, rng.uniform(0.2, 0.3))
        parts.append(pot)
        options += [
            f"{article(tone)} flower in {article(clay)} pot",
            f"{article(name)} in a pot",
            "a flower in a pot",
            "a potted flower",
        ] * 2
    combination = f"flower {form} {tone} {petals} {'pot' if potted else ''}".strip()
    return Sample(merge(parts), "flower", chosen(rng, ["flower", "a flower"], options), combination)


GENERATORS: dict[str, Generator] = {
    "tree": oak,
    "pine tree": pine,
    "palm tree": palm,
    "birch tree": birch,
    "autumn tree": autumn_tree,
    "cherry tree": cherry,
    "cactus": cactus,
    "mushroom": mushroom,
    "flower": flower,
}
