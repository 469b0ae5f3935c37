"""Single towers: of stone or wood, with clocks, as windmills and as lighthouses."""

from __future__ import annotations

import numpy as np

from kiln.grammar.base import Rng, Sample, article, pick, shade
from kiln.grammar.building_parts import door, on_wall, roof, window
from kiln.grammar.kit import chosen, tint, weighted
from kiln.grammar.solids import ball, block, blocks, instances, pipe, skin, slab, turned
from kiln.mesh import Color, Mesh, merge

STONES = {
    "gray": 0.36,
    "beige": 0.14,
    "white": 0.14,
    "tan": 0.12,
    "dark gray": 0.1,
    "brown": 0.08,
    "red": 0.06,
}
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
GOLD: Color = (0.90, 0.72, 0.22)


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
    kind = {
        "round": {"sides": 20},
        "square": {"sides": 4, "flat": True},
        "octagonal": {"sides": 8, "flat": True},
    }[shape]
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
    rings = int(rng.integers(1, 4))
    lip = max(0.2 * r, 1.6 * px) if form != "wizard" else 0.45 * r
    crown = 0.8 if form != "clock" else height - 1.75 * r - lip
    profile, colors = (
        [(r * slope * 1.12, 0.0), (r * slope * 1.1, 0.05), (r * slope, 0.06)],
        [tint(stone, 0.8)] * 2,
    )
    for i in range(1, rings + 1):
        y = 0.06 + (crown - 0.06) * i / (rings + 0.6)
        at = r * (slope + (1 - slope) * y / crown)
        profile += [(at, y - px), (at + 0.7 * px, y - px), (at + 0.7 * px, y + px), (at, y + px)]
        colors += [stone, trim, trim, trim]
    profile += [(r, crown), (r + lip, crown + 0.9 * lip)]
    colors += [stone, trim]
    if form == "battlements":
        profile += [
            (r + lip, height),
            (r + 0.55 * lip - px, height),
            (r + 0.55 * lip - px, height - 2.5 * px),
        ]
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
            pole = turned([(0.8 * px, -2 * px), (0.8 * px, 6 * px)], (0.3, 0.25, 0.2), 6)
            cloth = slab([(0, 2.5 * px), (5.5 * px, 4.2 * px), (0, 6 * px)], 1.4 * px, shade(rng, flag, 0.04)).rotate(
                "y", -25
            )
            parts += [m.move(0, height + peak).named("flag") for m in (pole, cloth)]
            words.append(f"with {article(flag)} flag on top")
        elif rng.random() < 0.5:
            parts.append(ball(1.6 * px, 1.6 * px, 1.6 * px, GOLD, 8, 6).move(0, height + peak).named("finial"))
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
        max(0.34 * r, 2.2 * px),
        max(0.62 * r, 4 * px),
        px,
        glass,
        trim if rng.random() < 0.5 else None,
        False,
        True,
    )
    gap = (crown - 0.06) / (rings + 0.6)
    levels = [0.06 + gap * (i - 0.5) for i in range(rings, 1, -1)][:2] or [0.06 + 1.3 * gap]
    for i, y in enumerate(levels):
        at = r * (slope + (1 - slope) * y / crown)
        for yaw in (0, 90, 180, 270) if i == 0 else (90, 0, 270):
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
    options += [f"{color} {noun} {w}" for w in words] + [
        f"{article(noun)} {words[0]}",
        f"a stone tower {words[0]}",
    ]
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
            parts.append(pipe(path, 1.5 * px, wood, 6).named("leg"))
    for f in (0.3, 0.68):
        s, y = spread + (half - spread) * f, deck * f
        rails = [(0, y, s), (0, y, -s)]
        parts.append(blocks(rails, (2 * s, 2 * px, 1.6 * px), tint(wood, 0.85)).named("leg"))
        parts.append(blocks([(s, y, 0), (-s, y, 0)], (1.6 * px, 2 * px, 2 * s), tint(wood, 0.85)).named("leg"))
    f = half + 2.5 * px
    parts.append(block(-f, f, deck, deck + 2.5 * px, -f, f, tint(wood, 0.75)).named("deck"))
    wall_top = deck + 0.16
    g = f - px
    for cx, cz, sx, sz in ((0, g, g, px), (0, -g, g, px), (g, 0, px, g), (-g, 0, px, g)):
        parts.append(block(cx - sx, cx + sx, deck, wall_top, cz - sz, cz + sz, tint(wood, 1.12)).named("deck"))
    top = wall_top + 0.16
    parts.append(
        blocks(
            [(sx * g, (deck + top) / 2, sz * g) for sx in (-1, 1) for sz in (-1, 1)],
            (2.2 * px, top - deck, 2.2 * px),
            wood,
        ).named("post")
    )
    peak = rng.uniform(0.16, 0.3)
    parts.append(roof(f + 2.5 * px, f + 2.5 * px, peak, 0, shade(rng, tiles, 0.05), 4, 0.3 * px).move(0, top))
    rungs = np.linspace(0.05, deck, 6)
    lean = spread + 0.05 + (half - spread) * rungs / deck
    parts.append(blocks(np.stack([0 * rungs, rungs, lean], 1), (6 * px, 1.4 * px, 1.4 * px), wood).named("ladder"))
    for s in (-3, 3):
        parts.append(pipe([(s * px, 0, spread + 0.05), (s * px, deck, half + 0.05)], 0.8 * px, wood, 5).named("ladder"))
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


def windmill(rng: Rng) -> Sample:
    """A windmill with four (rarely six) sails on a round, octagonal or square tapering tower."""
    walls = {
        "white": 0.28,
        "brown": 0.16,
        "gray": 0.14,
        "red": 0.12,
        "beige": 0.12,
        "tan": 0.08,
        "green": 0.05,
        "blue": 0.05,
    }
    wall = weighted(rng, walls)
    caps = {"brown": 0.28, "red": 0.24, "dark gray": 0.14, "blue": 0.14, "green": 0.1, "orange": 0.1}
    caps.pop(wall, None)
    cap = weighted(rng, caps)
    shape = pick(rng, ("round", "octagonal", "square"), (0.45, 0.4, 0.15))
    kind = {
        "round": {"sides": 20},
        "octagonal": {"sides": 8, "flat": True},
        "square": {"sides": 4, "flat": True},
    }[shape]
    sail_name = weighted(rng, {"white": 0.5, "beige": 0.2, "brown": 0.15, "red": 0.15})
    px = 1.55 / 57
    body, top_color, sail = shade(rng, wall, 0.05), shade(rng, cap, 0.05), shade(rng, sail_name, 0.04)
    low, high = rng.uniform(0.26, 0.34), rng.uniform(0.15, 0.2)
    height = rng.uniform(0.75, 0.95)
    stone_base = rng.random() < 0.35
    trim = tint(body, 0.8) if wall != "brown" else tint(body, 1.3)
    profile = [(low * 1.06, 0), (low * 1.06, 0.05), (low, 0.06)]
    colors = [tint(shade(rng, "gray", 0.05), 0.9) if stone_base else tint(body, 0.78)] * 2
    for y in (0.36, 0.66, 0.92):
        r = low + (high - low) * y
        profile += [(r, y * height), (r + 0.5 * px, y * height), (r + 0.5 * px, y * height + 1.5 * px)]
        colors += [body, trim, trim]
    profile += [(high, height)]
    colors += [body]
    parts = [turned(profile, colors, crease=25, **kind).named("tower")]
    gallery = rng.random() < 0.35
    if gallery:
        y, r = 0.34 * height, low + (high - low) * 0.34
        wood = tint(shade(rng, "brown", 0.05), 1.1)
        parts.append(turned([(r, y - 2 * px), (r + 0.13, y), (r + 0.13, y + 1.6 * px)], wood, 16).named("gallery"))
        a = np.linspace(0, 2 * np.pi, 12, endpoint=False)
        edge = r + 0.12
        post = blocks([(0, 2.5 * px, 0)], (1.2 * px, 5 * px, 1.2 * px), wood)
        parts.append(
            instances(post, np.stack([edge * np.sin(a), 0 * a + y + px, edge * np.cos(a)], 1)).named("gallery")
        )
        rail = turned(
            [
                (edge - 0.7 * px, y + 5 * px),
                (edge + 0.7 * px, y + 5 * px),
                (edge + 0.7 * px, y + 6.3 * px),
                (edge - 0.7 * px, y + 6.3 * px),
                (edge - 0.7 * px, y + 5 * px),
            ],
            wood,
            16,
        )
        parts.append(rail.named("gallery"))
    e = high + 1.6 * px
    form = pick(rng, ("cone", "dome", "gable"), (0.4, 0.35, 0.25))
    peak = e * rng.uniform(0.95, 1.4)
    if form == "gable" or shape == "square":
        top = roof(e + px, e, peak, e + px, top_color, 4, 0.2 * px).rotate("y", 90)
    elif form == "cone":
        sides = kind if shape == "octagonal" else {"sides": 16}
        top = turned([(e, 0), (0.5 * e, 0.5 * peak), (0, peak)], [top_color, tint(top_color, 0.87)], **sides)
    else:
        t = np.linspace(0, np.pi / 2, 7)
        outline = [(e * np.cos(a), 0.95 * e * np.sin(a)) for a in t[:-1]] + [(0, 0.95 * e)]
        top, peak = turned([(0.9 * e, -px), *outline], top_color, 16, 60), 0.95 * e
    parts.append(top.move(0, height).named("roof"))
    # The sails, in front, turned by any angle.
    hub_y, hub_z = height + 0.28 * peak, e + 3.2 * px
    wood = shade(rng, pick(rng, ((0.40, 0.25, 0.14), (0.88, 0.86, 0.82), (0.25, 0.2, 0.18))), 0.05)
    count = 6 if rng.random() < 0.08 else 4
    long, wide = rng.uniform(0.62, 0.75), rng.uniform(0.12, 0.16)
    lattice = rng.random() < 0.6
    wood = tint(sail, 0.78) if lattice else wood
    one = [blocks([(0, long / 2, 0)], (1.8 * px, long, 1.8 * px), wood)]
    inner, edge = 0.24 * long, wide
    if lattice:
        side = rng.random() < 0.4
        x0, x1 = (0.0, edge) if side else (-edge * 0.6, edge * 0.6)
        one.append(block(x0, x1, inner, long, -0.5 * px, 0.3 * px, sail))
        bars = np.linspace(inner, long, 5)
        one.append(
            blocks(
                np.stack([0 * bars + (x0 + x1) / 2, bars, 0 * bars], 1),
                (x1 - x0 + px, 1.2 * px, 1.8 * px),
                wood,
            )
        )
        ends = (x1,) if side else (x0, x1)
        one.append(blocks([(x, (inner + long) / 2, 0) for x in ends], (1.2 * px, long - inner, 1.8 * px), wood))
    else:
        cloth = slab([(0, 0.1 * long), (edge * 0.9, inner), (edge * 1.35, long), (0, long)], 1.5 * px, sail)
        one.append(cloth)
    sweep = merge(one)
    start = rng.uniform(0, 360 / count)
    turnings = [sweep.rotate("z", start + 360 / count * i) for i in range(count)]
    axle = turned(
        [(1.8 * px, 0), (1.8 * px, e + 3.6 * px), (2.6 * px, e + 3.6 * px), (2.6 * px, e + 5.5 * px)], wood, 8
    ).rotate("x", 90)
    parts += [merge(turnings).move(0, hub_y, hub_z + px).named("sails"), axle.move(0, hub_y, 0).named("hub")]
    glass = GLASS[int(rng.integers(3))]
    pane = window(
        3.4 * px,
        4.2 * px,
        px,
        glass,
        shade(rng, "white", 0.02) if wall != "white" else wood,
        False,
        rng.random() < 0.4,
    )
    for y in (0.52, 0.78):
        r = low + (high - low) * y
        for yaw in (0, 90, 180, 270):
            parts.append(on_wall(pane, yaw, r + 0.1 * px, 0, y * height))
    parts.append(
        on_wall(
            door(0.13, 0.19, px, shade(rng, "brown", 0.08), trim, rng.random() < 0.5),
            0,
            0.97 * low + px,
            0,
            0,
        )
    )
    color = article(wall)
    options = [
        f"{color} windmill",
        f"{wall} windmill",
        f"{color} windmill with {article(cap)} roof",
        f"a windmill with {article(cap)} roof",
        "a dutch windmill",
        "an old windmill",
        f"{color} dutch windmill",
        f"a windmill with {'four' if count == 4 else 'six'} sails",
        f"{color} windmill with {sail_name} sails",
    ]
    return Sample(
        merge(parts),
        "windmill",
        chosen(rng, ["windmill", "a windmill"], options),
        f"windmill {shape} {wall} {cap} {sail_name}",
    )


def lighthouse(rng: Rng) -> Sample:
    """A lighthouse: a tapering tower, striped or plain, with a gallery, a lamp room and a cap."""
    stripes = rng.random() < 0.65
    first = weighted(rng, {"red": 0.55, "blue": 0.17, "black": 0.12, "green": 0.08, "orange": 0.08}) if stripes else ""
    plain = weighted(rng, {"white": 0.6, "red": 0.15, "yellow": 0.1, "gray": 0.15})
    cap = pick(
        rng,
        ["red", "black", "dark gray", "green", "blue"] if not stripes else ["red", "black", "dark gray", first, first],
    )
    shape = pick(rng, ("round", "octagonal"), (0.8, 0.2))
    kind = {"sides": 22} if shape == "round" else {"sides": 8, "flat": True}
    low, high, height = rng.uniform(0.18, 0.26), rng.uniform(0.105, 0.135), 1.0
    px = 1.4 / 57
    bands = int(rng.integers(2, 5)) * 2 + 1
    white, other = shade(rng, "white", 0.02), shade(rng, first or plain, 0.04)
    profile, colors = [(low, 0.0)], []
    n = bands if stripes else 2
    first_white = rng.random() < 0.5
    for i in range(n):
        y = (i + 1) / n
        profile.append((low + (high - low) * y**0.8, y * height))
        colors.append((white if (i % 2 == 0) == first_white else other) if stripes else other)
    parts = [turned(profile, colors, crease=30, **kind).named("tower")]
    metal = shade(rng, cap, 0.04)
    deck = high + 0.055
    parts.append(
        turned([(high, height - 2.5 * px), (deck, height), (deck, height + 1.6 * px)], tint(metal, 0.9), 20).named(
            "gallery"
        )
    )
    a = np.linspace(0, 2 * np.pi, 10, endpoint=False)
    post = blocks([(0, 1.2 * px, 0)], (1.2 * px, 2.4 * px, 1.2 * px), metal)
    edge = deck - 0.8 * px
    parts.append(
        instances(post, np.stack([edge * np.sin(a), 0 * a + height + px, edge * np.cos(a)], 1)).named("gallery")
    )
    ring = [(edge - 0.7 * px, 2.4), (edge + 0.7 * px, 2.4), (edge + 0.7 * px, 3.6), (edge - 0.7 * px, 3.6)]
    ring.append(ring[0])
    parts.append(turned([(r, height + y * px) for r, y in ring], metal, 18).named("gallery"))
    lamp_r, lamp_h = high * 0.82, rng.uniform(0.17, 0.22)
    light = pick(rng, ((0.99, 0.88, 0.45), (0.70, 0.85, 0.93)), (0.7, 0.3))
    parts.append(turned([(lamp_r, height), (lamp_r, height + lamp_h)], light, 12).named("lamp"))
    bars = (np.arange(6) + 0.5) * np.pi / 3
    bar = blocks([(0, lamp_h / 2, 0)], (1.3 * px, lamp_h, 1.3 * px), metal)
    parts.append(
        instances(
            bar,
            np.stack([lamp_r * np.sin(bars), 0 * bars + height, lamp_r * np.cos(bars)], 1),
            np.degrees(bars),
        ).named("lamp")
    )
    e, y = lamp_r + 1.8 * px, height + lamp_h
    if rng.random() < 0.5:
        arc = np.linspace(0, np.pi / 2, 6)
        outline = [(e * np.cos(t) if t < 1.5 else 0.0, 0.85 * e * np.sin(t)) for t in arc]
        top = 0.85 * e
    else:
        outline, top = [(e, 0), (0.5 * e, 0.55 * e), (0, 1.25 * e)], 1.25 * e
    parts.append(turned([(0.9 * e, -px), *outline], metal, 16, 50).move(0, y).named("roof"))
    parts.append(
        turned([(0.8 * px, -2 * px), (1.6 * px, px), (0.7 * px, 2.2 * px), (0.7 * px, 4.5 * px)], metal, 8)
        .move(0, y + top)
        .named("roof")
    )
    pane = window(2.6 * px, 3.6 * px, px, GLASS[int(rng.integers(2))], None, False, True)
    for i, f in enumerate((0.3, 0.55, 0.8)):
        r = low + (high - low) * f**0.8
        for yaw in (0, 180) if i % 2 else (0, 90, 270):
            parts.append(on_wall(pane, yaw, r + 0.2 * px, 0, f * height))
    entry = door(
        4.6 * px,
        7.5 * px,
        px,
        shade(rng, pick(rng, ("brown", "red", "blue", "black")), 0.05),
        tint(white, 0.8),
        True,
    )
    parts.append(on_wall(entry, 0, low * 0.97, 0, 0.0))
    place = pick(rng, ("", "rock", "cottage", "island"), (0.4, 0.28, 0.17, 0.15))
    if place in ("rock", "island"):
        big = low * rng.uniform(1.7, 2.3)
        tall = rng.uniform(0.1, 0.22)
        stone = shade(rng, (0.46, 0.44, 0.42), 0.06)
        grass = shade(rng, (0.36, 0.58, 0.26), 0.05) if place == "island" else tint(stone, 1.12)
        t = np.linspace(0, 2 * np.pi, 13, endpoint=False)
        wob = 1 + rng.uniform(-0.12, 0.12, 13)
        from_below = [(1.0, -tall), (1.02, -0.7 * tall), (0.86, -0.25 * tall), (0.74, 0.0)]
        rings = [
            np.stack([big * f * wob * np.sin(t), np.full(13, h), big * f * wob * np.cos(t)], 1) for f, h in from_below
        ]
        tones = np.array([tint(stone, 0.8), stone, stone, grass])[:, None] * np.ones((1, 13, 1))
        parts.append(skin(np.stack(rings), tones, flat=True).named("rock"))
    elif place == "cottage":
        side = float(rng.choice([-1, 1]))
        w, d, h = 0.16, 0.14, 0.17
        cx = side * (low + w * 0.9)
        parts.append(block(cx - w, cx + w, 0, h, -d, d, white).named("house"))
        tile = shade(rng, "red" if cap == "black" else cap, 0.05)
        parts.append(roof(w + px, d + 1.5 * px, 0.13, w + px, tile, 3, 0.2 * px).move(cx, h - px))
        parts.append(
            on_wall(
                window(3 * px, 3 * px, px, GLASS[1], None, False),
                0,
                d,
                [cx - 0.35 * w * side, cx + 0.5 * w * side],
                0.55 * h,
            )
        )
    name = f"{first} and white" if stripes else plain
    options = [f"{article(name)} lighthouse", f"{name} lighthouse"]
    if stripes:
        options += [
            f"a lighthouse with {first} and white stripes",
            f"{article(first)} and white striped lighthouse",
            "a striped lighthouse",
            f"a tall lighthouse with {first} stripes",
        ]
    else:
        options += [
            f"{article(plain)} lighthouse with {article(cap)} top",
            f"a tall {plain} lighthouse",
            f"a lighthouse with {article(cap)} roof",
        ]
    options += {
        "rock": ["a lighthouse on a rock", f"{article(name)} lighthouse on a rock"],
        "": ["a tall lighthouse"],
        "island": ["a lighthouse on a small island", f"{article(name)} lighthouse on a grassy rock"],
        "cottage": ["a lighthouse with a small house", f"{article(name)} lighthouse with a cottage"],
    }[place]
    return Sample(
        merge(parts),
        "lighthouse",
        chosen(rng, ["lighthouse", "a lighthouse"], options),
        f"lighthouse {name} {cap} {place}".strip(),
    )
