"""Castles on level ground."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kiln.grammar.base import Generator, Rng, Sample, article, pick, shade
from kiln.grammar.castle_parts import (
    WALLS,
    Style,
    castle_style,
    castle_tower,
    courtyard,
    curtain_wall,
    gate,
    great_keep,
)
from kiln.grammar.kit import NUMBERS, chosen, tint
from kiln.mesh import Mesh, merge


@dataclass(frozen=True)
class Castle:
    """A built castle: its mesh stands on y = 0; `reach` is how far its towers are from the middle."""

    mesh: Mesh
    style: Style
    towers: int
    keep: bool
    reach: float
    gate_z: float


def build(rng: Rng, px: float, foot: float, compact: bool) -> Castle:
    style = castle_style(rng, px)
    towers = int(pick(rng, (2, 3, 4, 5, 6), (0.12, 0.14, 0.52, 0.16, 0.06)))
    slender = rng.uniform(0, 1)
    radius = rng.uniform(0.27, 0.35) + (0.05 if compact else 0.0)
    a = rng.uniform(0.86, 0.98) if compact else rng.uniform(0.9, 1.1)
    b = a * rng.uniform(0.75, 1.0)
    wall = rng.uniform(0.55, 0.8)
    height = wall * rng.uniform(1.35, 1.7) + 0.35 * slender
    if not style.roof_name:  # open towers make up for their missing roofs
        height *= 1.2
    roof_height = radius * (rng.uniform(2.2, 2.9) + 1.0 * slender)
    thick = max(0.16, 3.0 * px)
    flags = pick(rng, ("all", "tallest", "front"), (0.25, 0.55, 0.2)) if style.flag_name else "none"
    house = rng.random() < 0.45
    back = height * (rng.uniform(1.1, 1.35) if rng.random() < 0.5 else 1.0)

    front = [(-a, b), (a, b)]
    middle: list[tuple[float, float]] = []
    keep = False
    gate_z, hall = b, 0.0
    if towers == 2:
        ring, keep, hall = [], True, wall * rng.uniform(1.05, 1.3)
        front = [(-a, 0.25), (a, 0.25)]
        gate_z = 0.45 * a
    elif towers == 3:
        ring, middle = [(-a, b), (a, b), (0.0, -0.75 * b)], []
    elif towers == 4:
        ring, keep = [(-a, b), (a, b), (a, -b), (-a, -b)], rng.random() < 0.75
    elif towers == 5:
        ring, middle = [(-a, b), (a, b), (a, -b), (-a, -b)], [(0.0, -0.1)]
        keep = rng.random() < 0.5
    else:
        c = 0.62 * a
        ring = [(-c, 1.05 * b), (c, 1.05 * b), (1.15 * a, 0.0), (c, -1.05 * b), (-c, -1.05 * b), (-1.15 * a, 0.0)]
        gate_z, keep = 1.05 * b, rng.random() < 0.6
        radius = min(radius, 0.28)

    parts: list[Mesh] = []
    rear_min = min((z for _, z in ring), default=0.0)
    for p, q in zip(ring, ring[1:] + ring[:1], strict=True):
        parts += curtain_wall(style, p, q, wall, thick, foot)
    corners = ring or front
    heights = []
    for x, z in corners:
        rear = bool(ring) and z <= rear_min + 1e-6
        tall, r = (back, radius) if rear else (height, radius)
        if towers == 3 and rear:
            tall, r = max(back, height * 1.25), radius * 1.15
        heights.append(tall)
        flag = flags == "all" or (flags == "front" and z >= max(v for _, v in corners) - 1e-6)
        flag = flag or (flags == "tallest" and not middle and tall >= max(back if ring else height, height) - 1e-6)
        if flags == "tallest" and not middle and towers != 3 and back == height:
            flag = z >= max(v for _, v in corners) - 1e-6
        scale = r / radius
        parts.append(
            castle_tower(rng, style, r, tall, roof_height * scale, foot, flag, 1 if x >= 0 else -1).move(x, 0, z)
        )
    for x, z in middle:
        r = radius * rng.uniform(1.2, 1.5)
        tall = max(back, height) * rng.uniform(1.25, 1.5)
        flag = flags in ("all", "tallest")
        parts.append(castle_tower(rng, style, r, tall, roof_height * r / radius, foot, flag).move(x, 0, z))
    if towers == 2:
        depth = rng.uniform(0.5, 0.75) * a
        more = great_keep(rng, style, a, gate_z - 2 * depth, gate_z, hall, foot, 0.0)
        parts += more
        if rng.random() < 0.5:  # a higher block behind
            more = great_keep(rng, style, 0.5 * a, gate_z - 2 * depth, gate_z - 0.9 * depth, hall * 1.5, foot)
            parts += more
        parts += gate(rng, style, gate_z - thick / 2, hall * 0.75, thick, foot, False)
    else:
        if keep:
            half = (0.42 if not middle else 0.5) * a * rng.uniform(0.85, 1.05)
            tall = wall * (rng.uniform(1.25, 1.6) if not middle else rng.uniform(1.1, 1.3))
            more = great_keep(rng, style, half, -0.1 - half * 0.9, -0.1 + half * 0.8, tall, foot)
            parts += more
        parts += gate(rng, style, gate_z, wall, thick, foot, house)
        ground = pick(rng, ("stone", "grass"), (0.7, 0.3)) if not foot else "grass"
        color = tint(style.stone, 0.8) if ground == "stone" else shade(rng, (0.36, 0.52, 0.22), 0.06)
        floor = courtyard(ring, 0.08, color)
        parts.append(floor.named("ground"))
    mesh = merge(parts)
    reach = float(np.max(np.linalg.norm(np.asarray(corners), axis=1))) + radius * 1.1
    return Castle(mesh, style, towers, keep, reach, gate_z)


def phrases(castle: Castle, rng: Rng) -> dict[str, str]:
    """The words for what is to be seen of a castle."""
    style = castle.style
    wall = pick(rng, WALLS[style.wall][0])
    plural = {"round": ("cone roofs", "conical roofs", "pointed roofs"), "octagonal": ("pointed roofs",)}
    roofs = "domes" if style.roof_form == "dome" and style.shape != "square" else "roofs"
    form = pick(rng, plural.get(style.shape, ("pyramid roofs", "pointed roofs"))) if roofs == "roofs" else "domes"
    return {
        "wall": wall,
        "roof": f"{style.roof_name} {roofs}" if style.roof_name else "",
        "form": f"{style.roof_name} {form}" if style.roof_name else "",
        "count": f"{NUMBERS[castle.towers]} towers",
        "towers": f"{style.shape} towers",
        "flag": f"{style.flag_name} flags" if style.flag_name else "",
    }


def combination(castle: Castle, kind: str) -> str:
    style = castle.style
    return f"{kind} {castle.towers} {style.shape} {style.wall} {style.roof_name or 'open'}"


def castle(rng: Rng) -> Sample:
    """A castle on level ground."""
    built = build(rng, 0.046, 0.0, False)
    w = phrases(built, rng)
    wall = article(w["wall"])
    options = [
        f"{w['wall']} castle",
        f"{wall} castle",
        f"{wall} castle with {w['count']}",
        f"a castle with {w['count']}",
        f"a castle with {w['towers']}",
        f"a medieval {w['wall']} castle with {w['towers']} and a gate",
        f"a {w['wall']} fortress" if w["wall"][0] not in "aeiou" else "a fortress",
    ]
    if w["roof"]:
        options += [
            f"{wall} castle with {w['roof']}",
            f"a castle with {w['roof']}",
            f"{wall} castle with {w['count']} and {w['form']}",
            f"castle with {w['form']}",
            f"a fairytale castle with {w['roof']}",
            f"{wall} castle with {w['towers']} and {w['form']}",
        ]
    else:
        options += [
            f"{wall} castle with battlements",
            f"a medieval fortress with {w['count']} and battlements",
            f"{wall} castle with {w['count']} and battlements",
            "a medieval castle",
        ]
    if w["flag"]:
        options += [f"{wall} castle with {w['flag']}", f"a castle with {w['flag']} on its towers"]
    return Sample(built.mesh, "castle", chosen(rng, ["castle", "a castle"], options), combination(built, "castle"))


GENERATORS: dict[str, Generator] = {"castle": castle}
