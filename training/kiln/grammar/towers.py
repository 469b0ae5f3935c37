"""Single towers: of stone with battlements, roofs or clocks, and wooden lookouts."""

from __future__ import annotations

import numpy as np

from kiln.grammar.base import Generator, Rng, Sample, article, pick, shade
from kiln.grammar.building_parts import GILT, door, on_wall, roof, window
from kiln.grammar.kit import chosen, tint, weighted
from kiln.grammar.solids import ball, block, blocks, instances, pipe, slab, turned
from kiln.mesh import Color, Mesh, merge

STONES = {"gray": 0.36, "beige": 0.14, "white": 0.14, "tan": 0.12, "dark gray": 0.1, "brown": 0.08, "red": 0.06}
ROOFS = {
    "red": 0.26,
    "blue": 0.22,
    "purple": 0.12,
    "green": 0.1,
    "orange": 0.08,
    "brown": 0.1,
    "teal": 0.06,
    "pink": 0.06,
}
GLASS: tuple[Color, ...] = ((0.13, 0.12, 0.14), (0.16, 0.19, 0.28), (0.98, 0.84, 0.42))


def _crest(radius: float, y: float, n: int, size: float, square: bool, color: Color) -> Mesh:
    """Battlements around a round or square top."""
    if square:
        span = np.linspace(-1, 1, n)
        edge = radius - size / 2
        at = [(a * edge, y + size / 2, b * edge) for a in span for b in span if max(abs(a), abs(b)) > 0.999]
        return blocks(at, (0.52 * 2 * radius / (n - 0.5), size, 0.52 * 2 * radius / (n - 0.5)), color).named(
            "battlements"
        )
    angle = (np.arange(n) + 0.5) * 2 * np.pi / n
    wide = np.pi * radius / n
    one = block(-wide / 2, wide / 2, 0, size, -0.7 * size, 0, color)
    return instances(
        one, np.stack([radius * np.sin(angle), 0 * angle + y, radius * np.cos(angle)], 1), np.degrees(angle)
    ).named("battlements")


def tower(rng: Rng) -> Sample:
    """A free-standing tower: round, square or octagonal; battlements, a pointed roof or a clock."""
    form = pick(rng, ("roofed", "battlements", "clock", "wizard", "watch"), (0.32, 0.26, 0.16, 0.14, 0.12))
    if form == "watch":
        return _watchtower(rng)
    wall = weighted(rng, STONES)
    roofs = {k: v for k, v in ROOFS.items() if k != wall}
    tiles = weighted(rng, roofs)
    shape = pick(rng, ("round", "square", "octagonal"), (0.55, 0.3, 0.15))
    shape = {"clock": "square", "wizard": "round"}.get(form, shape)
    kind = {"round": {"sides": 20}, "square": {"sides": 4, "flat": True}, "octagonal": {"sides": 8, "flat": True}}[
        shape
    ]
    stone, tile = shade(rng, wall, 0.05), shade(rng, tiles, 0.05)
    trim = tint(stone, pick(rng, (0.76, 1.18)))
    glass = GLASS[int(rng.choice(3, p=[0.5, 0.25, 0.25]))]
    height = 1.0
    r = rng.uniform(0.17, 0.30) if form != "wizard" else rng.uniform(0.13, 0.19)
    r = rng.uniform(0.14, 0.19) if form == "clock" else r
    high = pick(rng, ("short", "", "tall")) if form not in ("clock", "wizard") else ""
    r *= {"short": 1.25, "tall": 0.78, "": 1.0}[high]
    peak = r * rng.uniform(1.6, 3.0) if form != "battlements" else 0.0
    px = (height + peak) / 57
    slope = rng.uniform(1.1, 1.3)
    rings = int(rng.integers(1, 3))
    lip = max(0.2 * r, 1.6 * px) if form != "wizard" else 0.45 * r
    crown = 0.8 if form != "clock" else height - 1.75 * r - lip
    profile, colors = ([(r * slope * 1.12, 0.0), (r * slope * 1.1, 0.05), (r * slope, 0.06)], [tint(stone, 0.8)] * 2)
    for i in range(1, rings + 1):
        y = 0.06 + (crown - 0.06) * i / (rings + 0.6)
        at = r * (slope + (1 - slope) * y / crown)
        profile += [(at, y - px), (at + 0.7 * px, y - px), (at + 0.7 * px, y + px), (at, y + px)]
        colors += [stone, trim, trim, trim]
    profile += [(r, crown), (r + lip, crown + 0.9 * lip)]
    colors += [stone, trim]
    if form == "battlements":
        profile += [(r + lip, height), (r + 0.55 * lip - px, height), (r + 0.55 * lip - px, height - 2.5 * px)]
        colors += [stone, stone, tint(stone, 0.7)]
    else:
        profile += [(r + lip, height)]
        colors += [stone]
    parts = [turned(profile, colors, crease=30, **kind).named("tower")]
    words = []
    if form == "battlements":
        size = max(0.36 * r, 2.4 * px)
        parts.append(_crest(r + lip, height, 3 if shape == "square" else 8, size, shape == "square", stone))
        words += ["with battlements", "with battlements on top"]
    else:
        e = r + lip + 1.8 * px
        if shape == "square":
            parts.append(roof(e, e, peak, 0, tile, 5, 0.3 * px).move(0, height))
        else:
            bent = form == "wizard" or rng.random() < 0.4
            curve = (
                ((1.08, 0), (0.78, 0.14), (0.5, 0.38), (0.24, 0.7), (0, 1))
                if bent
                else ((1, 0), (0.75, 0.25), (0.5, 0.5), (0.25, 0.75), (0, 1))
            )
            outline = [(e * 0.8, -px), *((e * a, peak * b) for a, b in curve)]
            tones = [tint(tile, 0.7), tile, tint(tile, 0.88), tile, tint(tile, 0.88)]
            parts.append(turned(outline, tones, crease=50, **kind).move(0, height).named("roof"))
        name = {"round": "cone", "square": "pyramid", "octagonal": "pointed"}[shape]
        words += [f"with {article(tiles)} roof", f"with {article(tiles)} {name} roof"] * 2
        if rng.random() < 0.35 and form != "clock":
            flag = pick(rng, ("red", "blue", "yellow", "white"))
            pole = turned([(1.2 * px, -2 * px), (1.2 * px, 8 * px)], (0.3, 0.25, 0.2), 6)
            cloth = slab([(0, 3.2 * px), (7 * px, 5.6 * px), (0, 8 * px)], 2.2 * px, shade(rng, flag, 0.04)).rotate(
                "y", -25
            )
            parts += [m.move(0, height + peak).named("flag") for m in (pole, cloth)]
            words.append(f"with {article(flag)} flag on top")
        elif rng.random() < 0.5:
            parts.append(ball(2.2 * px, 2.2 * px, 2.2 * px, GILT, 8, 6).move(0, height + peak).named("finial"))
    if form == "clock":
        face = merge(
            [
                turned([(0.72 * r, 0), (0.72 * r, 1.0 * px)], tint(stone, 0.6), 18),
                turned([(0.62 * r, 0), (0.62 * r, 1.5 * px)], (0.95, 0.94, 0.88), 18),
                blocks([(0, 1.7 * px, -0.2 * r)], (1.2 * px, 1.0 * px, 0.45 * r), (0.1, 0.1, 0.1)),
                blocks([(0.14 * r, 1.7 * px, 0)], (0.34 * r, 1.0 * px, 1.2 * px), (0.1, 0.1, 0.1)),
            ]
        ).rotate("x", 90)
        for yaw in (0, 90, 180, 270):
            parts.append(on_wall(face.named("clock"), yaw, r + lip - 0.3 * px, 0, height - 0.88 * r))
    pane = window(
        max(0.4 * r, 3 * px), max(0.66 * r, 5 * px), px, glass, trim if rng.random() < 0.5 else None, False, True
    )
    gap = (crown - 0.06) / (rings + 0.6)
    levels = [0.06 + gap * (i - 0.5) for i in range(rings, 1, -1)][:2] or [0.06 + 1.3 * gap]
    for i, y in enumerate(levels):
        at = r * (slope + (1 - slope) * y / crown)
        for yaw in (0, 90, 180, 270) if i == 0 else (0,):
            parts.append(on_wall(pane, yaw, at + 0.1 * px, 0, y))
    entry = door(max(0.62 * r, 4 * px), max(0.95 * r, 6 * px), px, shade(rng, (0.38, 0.22, 0.11), 0.06), trim, True)
    parts.append(on_wall(entry, 0, r * slope * 1.05, 0, 0.0))
    color = article(wall)
    material = {
        "gray": "stone",
        "dark gray": "stone",
        "beige": "sandstone",
        "tan": "sandstone",
        "red": "brick",
        "brown": "stone",
    }.get(wall, "stone")
    noun = {"clock": "clock tower", "wizard": "wizard tower"}.get(form, "tower")
    options = [
        f"{color} tower",
        f"{wall} tower",
        f"{color} {material} tower",
        f"a {shape} tower" if shape != "octagonal" else "an octagonal tower",
        f"{color} {shape} tower",
        article(noun),
        f"{color} {noun}",
    ]
    options += [f"{color} {noun} {w}" for w in words] + [f"{article(noun)} {words[0]}", f"a stone tower {words[0]}"]
    if high == "tall" and form != "clock":
        options += [f"a tall {wall} tower", f"a tall {shape} tower {words[0]}"]
    if form in ("battlements", "roofed"):
        options += ["a medieval tower", f"a medieval {wall} tower {words[0]}"]
    if wall == "red":
        options = [o for o in options if "stone tower" not in o]
    return Sample(
        merge(parts),
        "tower",
        chosen(rng, ["tower", "a tower"], options),
        f"tower {form} {shape} {wall} {tiles if peak else ''}".strip(),
    )


def _watchtower(rng: Rng) -> Sample:
    """A wooden lookout on four legs."""
    tiles = weighted(rng, {"brown": 0.3, "red": 0.25, "green": 0.15, "blue": 0.15, "dark gray": 0.15})
    wood = shade(rng, pick(rng, ((0.46, 0.29, 0.16), (0.58, 0.40, 0.22), (0.36, 0.23, 0.14))), 0.06)
    px = 1.25 / 57
    spread, half, deck = rng.uniform(0.24, 0.32), rng.uniform(0.17, 0.22), rng.uniform(0.55, 0.68)
    parts = []
    for sx in (-1, 1):
        for sz in (-1, 1):
            path = [(sx * spread, 0, sz * spread), (sx * half, deck, sz * half)]
            parts.append(pipe(path, 2.0 * px, wood, 6).named("leg"))
    for f in (0.3, 0.68):
        s, y = spread + (half - spread) * f, deck * f
        rails = [(0, y, s), (0, y, -s)]
        parts.append(blocks(rails, (2 * s, 2.6 * px, 2.4 * px), tint(wood, 0.85)).named("leg"))
        parts.append(blocks([(s, y, 0), (-s, y, 0)], (2.4 * px, 2.6 * px, 2 * s), tint(wood, 0.85)).named("leg"))
    f = half + 2.5 * px
    parts.append(block(-f, f, deck, deck + 2.5 * px, -f, f, tint(wood, 0.75)).named("deck"))
    wall_top = deck + 0.16
    g = f - px
    for cx, cz, sx, sz in ((0, g, g, px), (0, -g, g, px), (g, 0, px, g), (-g, 0, px, g)):
        parts.append(block(cx - sx, cx + sx, deck, wall_top, cz - sz, cz + sz, tint(wood, 1.12)).named("deck"))
    top = wall_top + 0.16
    parts.append(
        blocks(
            [(sx * g, (deck + top) / 2, sz * g) for sx in (-1, 1) for sz in (-1, 1)], (3 * px, top - deck, 3 * px), wood
        ).named("post")
    )
    peak = rng.uniform(0.16, 0.3)
    parts.append(roof(f + 2.5 * px, f + 2.5 * px, peak, 0, shade(rng, tiles, 0.05), 4, 0.3 * px).move(0, top))
    rungs = np.linspace(0.08, deck, 5)
    lean = spread + 0.05 + (half - spread) * rungs / deck
    parts.append(blocks(np.stack([0 * rungs, rungs, lean], 1), (6 * px, 2.2 * px, 2 * px), wood).named("ladder"))
    for s in (-3, 3):
        parts.append(pipe([(s * px, 0, spread + 0.05), (s * px, deck, half + 0.05)], 1.2 * px, wood, 5).named("ladder"))
    options = [
        "a watchtower",
        "a wooden tower",
        "a wooden watchtower",
        f"a wooden watchtower with {article(tiles)} roof",
        "a lookout tower",
        "a brown wooden tower with a ladder",
        f"a wooden tower on four legs with {article(tiles)} roof",
    ]
    return Sample(
        merge(parts), "tower", chosen(rng, ["tower", "a tower"], options), f"tower watch square brown {tiles}"
    )


GENERATORS: dict[str, Generator] = {"tower": tower}
