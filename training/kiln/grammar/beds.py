"""Beds."""

from __future__ import annotations

import numpy as np

from kiln.grammar.base import Generator, Rng, Sample, article, pick, shade
from kiln.grammar.furniture_parts import CLOTHS, WOODS, padding
from kiln.grammar.kit import chosen, tint, weighted
from kiln.grammar.solids import ball, block, blocks, box, slab
from kiln.mesh import Color, Mesh, merge


def bed(rng: Rng) -> Sample:
    """A bed with its head towards -Z: single, double or bunk bed, with frame, pillows and blanket."""
    name = weighted(rng, {**CLOTHS, "white": 0.12})
    cloth = shade(rng, name, 0.05)
    painted = rng.random() < 0.3
    wood_name = pick(rng, WOODS, (0.5, 0.3, 0.2)) if not painted else pick(rng, ("white", "black", "gray"))
    wood = shade(rng, WOODS.get(wood_name, "white") if not painted else wood_name, 0.05)
    size = pick(rng, ("single", "double", "bunk", "canopy"), (0.38, 0.44, 0.12, 0.06))
    x = rng.uniform(0.42, 0.5) if size in ("single", "bunk") else rng.uniform(0.68, 0.82)
    z = rng.uniform(0.92, 1.02)
    sheet: Color = shade(rng, "white", 0.02)
    parts: list[Mesh] = []

    def level(y: float) -> None:
        parts.append(box(2 * x, 0.14, 2 * z, wood, 0.015).move(0, y).named("frame"))
        parts.append(padding(2 * x - 0.05, 0.22, 2 * z - 0.06, sheet, 0.2).move(0, y + 0.14).named("mattress"))
        start = -z + rng.uniform(0.5, 0.75)
        blanket = box(2 * x + 0.03, 0.2, z - start + 0.02, cloth, 0.04).move(0, y + 0.175, (z + start) / 2)
        parts.append(blanket.named("blanket"))
        fold = box(2 * x + 0.045, 0.2, 0.13, sheet if name != "white" else tint(cloth, 0.85), 0.04)
        parts.append(fold.move(0, y + 0.185, start).named("blanket"))
        n = 1 if x < 0.55 else 2
        for i in range(n):
            cx = 0 if n == 1 else (i - 0.5) * x * 0.95
            wide = 0.62 if n == 1 else 0.85 * x
            parts.append(padding(wide, 0.17, 0.34, pillow, 0.5).move(cx, y + 0.3, -z + 0.27).named("pillow"))

    pillow_name = name if rng.random() < 0.3 else "white"
    pillow = tint(cloth, 1.1) if pillow_name == name else (0.97, 0.97, 0.96)
    foot = rng.uniform(0.18, 0.3)
    head = foot + rng.uniform(0.45, 0.75)
    low = foot + rng.uniform(0.15, 0.35)
    post = 0.05
    if size == "bunk":
        level(0.26)
        level(1.1)
        for sx in (-1, 1):
            for sz in (-1, 1):
                parts.append(
                    block(sx * x - post, sx * x + post, 0, 1.55, sz * z - post, sz * z + post, wood).named("frame")
                )
        for y in (0.55, 1.42):
            parts.append(blocks([(0, y, -z), (0, y, z)], (2 * x, 0.1, 0.06), wood).named("frame"))
        parts.append(blocks([(-x, 1.42, 0)], (0.06, 0.09, 2 * z), wood).named("frame"))
        lx = x + 0.03
        for dz in (0.25, 0.6):
            parts.append(block(lx - 0.03, lx + 0.03, 0, 1.5, dz - 0.03, dz + 0.03, wood).named("ladder"))
        parts.append(blocks([(lx, y, 0.42) for y in (0.3, 0.6, 0.9, 1.2)], (0.055, 0.055, 0.36), wood).named("ladder"))
    else:
        level(foot)
        canopy = size == "canopy"
        tall = 1.5 if canopy else head
        for sx in (-1, 1):
            parts.append(block(sx * x - post, sx * x + post, 0, tall, -z - post, -z + post, wood).named("frame"))
            parts.append(
                block(sx * x - post, sx * x + post, 0, 1.5 if canopy else low, z - post, z + post, wood).named("frame")
            )
            if not canopy:
                parts.append(ball(0.06, 0.06, 0.06, wood, 9, 6).move(sx * x, head + 0.03, -z).named("frame"))
        curved = rng.random() < 0.4
        if curved:
            a = np.linspace(0, np.pi, 11)
            outline = [(-x, foot), (x, foot)] + [(x * np.cos(v), head - 0.18 + 0.28 * np.sin(v)) for v in a]
            parts.append(slab(outline, 0.07, tint(wood, 0.95)).move(0, 0, -z).named("headboard"))
        else:
            parts.append(
                box(2 * x, head - foot - 0.05, 0.07, tint(wood, 0.95), 0.015)
                .move(0, (head + foot) / 2, -z)
                .named("headboard")
            )
        parts.append(
            box(2 * x, low - foot, 0.06, tint(wood, 0.95), 0.012).move(0, (low + foot) / 2 - 0.03, z).named("footboard")
        )
        if canopy:
            parts.append(box(2 * x + 0.2, 0.1, 2 * z + 0.2, cloth, 0.02).move(0, 1.52).named("canopy"))
    color, wood_a = article(name), article(wood_name)
    noun = {"single": "single bed", "double": "double bed", "bunk": "bunk bed", "canopy": "canopy bed"}[size]
    options = [
        article(noun),
        noun,
        *([f"{wood_a} bed"] if painted or wood_name == "brown" else []),
        f"a bed with {color} blanket",
        f"a {noun} with {color} blanket",
        f"{wood_a} bed with {color} blanket",
        f"a bed with {pillow_name} pillows" if size != "single" else f"a bed with {article(pillow_name)} pillow",
    ]
    if not painted:
        options += ["a wooden bed", "wooden bed", f"a wooden {noun} with {color} blanket"]
    if size == "bunk":
        options += ["a bunk bed with a ladder", f"a bunk bed with {name} blankets"]
        options = [o for o in options if ("pillow" not in o and "blanket" not in o) or "blankets" in o]
    return Sample(merge(parts), "bed", chosen(rng, ["bed", "a bed"], options), f"bed {size} {name} {wood_name}")


GENERATORS: dict[str, Generator] = {"bed": bed}
