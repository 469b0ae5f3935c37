"""Broadleaf trees: oaks and fruit trees, autumn trees, cherries in blossom and birches."""

from __future__ import annotations

import numpy as np

from kiln.grammar.base import Generator, Rng, Sample, article, pick, shade
from kiln.grammar.kit import NUMBERS, chosen, tint, weighted
from kiln.grammar.plant_parts import BARK, lump, trunk
from kiln.grammar.solids import ball, instances, pipe, turned
from kiln.mesh import Color, Mesh, merge


def _broadleaf(rng: Rng, leaf: Color, bark: Color, crown: str, forked: bool) -> Mesh:
    """A tree with a crown of leafy masses: "round", "wide", "tall" or "clouds"."""
    trunk_h = rng.uniform(0.34, 0.48)
    r = rng.uniform(0.055, 0.08)
    wide, tall = {"round": (0.36, 0.34), "wide": (0.46, 0.27), "tall": (0.27, 0.42), "clouds": (0.42, 0.3)}[crown]
    wide, tall = wide * rng.uniform(0.9, 1.1), tall * rng.uniform(0.9, 1.1)
    middle = trunk_h + tall * 0.78
    parts = [trunk(rng, middle, r, bark, 0.04, 1.7)]
    if forked:
        for side in (-1, 1):
            z = rng.uniform(-0.08, 0.08)
            path = [(0, trunk_h * 0.7, 0), (side * wide * 0.3, trunk_h * 0.95, z), (side * wide * 0.55, middle, 2 * z)]
            parts.append(pipe(path, [r * 0.7, r * 0.6, r * 0.4], bark, 8).named("trunk"))
    lumps = []
    if crown == "round":
        lumps.append(lump(rng, (wide, tall, wide), leaf, 0.07, 20, 12).move(0, middle))
    else:
        n = int(rng.integers(6, 10)) if crown != "tall" else 6
        lumps.append(lump(rng, (wide * 0.7, tall * 0.8, wide * 0.7), leaf, 0.06).move(0, middle))
        a = np.arange(n) * 2 * np.pi / n + rng.uniform(0, 6)
        for i in range(n):
            size = rng.uniform(0.36, 0.5)
            up = rng.uniform(-0.45, 0.35) + (0.25 if i % 2 else -0.1)
            out = 0.62 * wide * np.sqrt(max(1 - up * up, 0.2))
            one = lump(
                rng, (size * wide, size * tall * 1.15, size * wide), tint(leaf, rng.uniform(0.92, 1.1)), 0.06, 11, 7
            )
            lumps.append(one.move(out * np.sin(a[i]), middle + up * tall, out * np.cos(a[i])))
        lumps.append(
            lump(rng, (0.45 * wide, 0.5 * tall, 0.45 * wide), tint(leaf, 1.08), 0.06, 12, 8).move(
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
        color = {"red apples": (0.82, 0.1, 0.1), "oranges": (0.96, 0.52, 0.08), "yellow lemons": (0.97, 0.85, 0.2)}
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
        rng, {"orange": (0.88, 0.44, 0.10), "red": (0.72, 0.15, 0.10), "yellow": (0.92, 0.72, 0.14)}[tone], 0.06
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
        rng, {"green": (0.32, 0.58, 0.22), "light green": (0.46, 0.70, 0.28), "yellow": (0.92, 0.76, 0.20)}[tone], 0.06
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
            one = lump(rng, (size, size * 1.05, size), tint(leaf, rng.uniform(0.92, 1.1)), 0.07, 12, 8)
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
        merge(parts), "birch tree", chosen(rng, ["birch tree", "a birch tree"], options), f"birch tree {tone} {stems}"
    )


GENERATORS: dict[str, Generator] = {"tree": oak, "autumn tree": autumn_tree, "cherry tree": cherry, "birch tree": birch}
