"""Castles, alone and on hills.

Units: the middles of the outer towers are about one unit from the middle of the castle. `px` is the size of a
64th of the finished object in these units: details are never made smaller than they can be seen.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from kiln.grammar.base import COLORS, Rng, Sample, article, pick, shade
from kiln.grammar.kit import NUMBERS, chosen, tint, weighted
from kiln.grammar.solids import arch, ball, block, blocks, instances, skin, slab, turned
from kiln.mesh import Color, Mesh, merge

DARK: Color = (0.13, 0.12, 0.13)

# Wall colour: the words for the castle, and how often.
WALLS: dict[str, tuple[tuple[str, ...], float]] = {
    "gray": (("gray stone", "gray", "stone"), 0.34),
    "beige": (("beige", "sandstone"), 0.14),
    "tan": (("tan", "sandstone"), 0.12),
    "white": (("white",), 0.15),
    "dark gray": (("dark gray", "dark stone", "dark"), 0.10),
    "brown": (("brown", "brown stone"), 0.04),
    "pink": (("pink",), 0.05),
    "light blue": (("light blue",), 0.03),
    "yellow": (("yellow",), 0.03),
}
ROOFS = {
    "red": 0.26,
    "blue": 0.22,
    "purple": 0.09,
    "green": 0.08,
    "dark green": 0.05,
    "orange": 0.09,
    "brown": 0.07,
    "teal": 0.05,
    "dark gray": 0.05,
    "pink": 0.04,
}
FLAGS = {"red": 0.35, "blue": 0.2, "yellow": 0.2, "green": 0.1, "purple": 0.1, "white": 0.05}


@dataclass(frozen=True)
class Style:
    """What all parts of one castle share."""

    wall: str
    stone: Color
    trim: Color
    roof_name: str  # "" where the towers are open, with battlements
    roof: Color
    shape: str  # "round", "square" or "octagonal"
    roof_form: str  # "cone", "witch hat" or "dome"
    flag_name: str  # "" for none
    flag: Color
    wood: Color
    glass: Color
    courses: bool
    px: float


def _style(rng: Rng, px: float) -> Style:
    wall = pick(rng, WALLS, [w for _, w in WALLS.values()])
    stone = shade(rng, wall, 0.05)
    roofed = rng.random() < 0.72
    options = {k: v for k, v in ROOFS.items() if k != wall and not (wall == "gray" and k == "dark gray")}
    roof = weighted(rng, options) if roofed else ""
    flags = {k: v for k, v in FLAGS.items() if k not in (roof, wall)}
    flag = weighted(rng, flags) if rng.random() < 0.6 else ""
    return Style(
        wall=wall,
        stone=stone,
        trim=tint(stone, rng.uniform(1.1, 1.22) if rng.random() < 0.4 else rng.uniform(0.72, 0.86)),
        roof_name=roof,
        roof=shade(rng, roof or "brown", 0.05),
        shape=pick(rng, ("round", "square", "octagonal"), (0.6, 0.28, 0.12)),
        roof_form=pick(rng, ("cone", "witch hat", "dome"), (0.6, 0.3, 0.1)),
        flag_name=flag,
        flag=shade(rng, flag or "red", 0.04),
        wood=shade(rng, (0.36, 0.21, 0.11), 0.08),
        glass=pick(rng, (DARK, (0.16, 0.18, 0.26), (0.98, 0.82, 0.40)), (0.6, 0.25, 0.15)),
        courses=rng.random() < 0.5,
        px=px,
    )


def _sides(shape: str) -> dict:
    return {
        "round": {"sides": 16},
        "square": {"sides": 4, "flat": True},
        "octagonal": {"sides": 8, "flat": True},
    }[shape]


def _roof(style: Style, radius: float, height: float, shape: str) -> Mesh:
    """A pointed roof (or dome) with its eave at y = 0; two tones of tiles in bands."""
    if style.roof_form == "dome" and shape != "square":
        t = np.linspace(0, np.pi / 2, 7)
        profile = [(radius * np.cos(a) ** 0.9, 0.62 * height * np.sin(a)) for a in t[:-1]] + [(0, 0.74 * height)]
    elif style.roof_form == "witch hat":
        profile = [(radius * r, height * y) for r, y in ((1.08, 0), (0.8, 0.13), (0.55, 0.36), (0.3, 0.66), (0, 1))]
    else:
        profile = [(radius * (1 - y), height * y) for y in (0, 0.25, 0.5, 0.75, 1.0)]
    profile = [(profile[0][0] * 0.9, -0.04 * height), *profile]
    dark = tint(style.roof, 0.86)
    colors = [tint(style.roof, 0.7)] + [(style.roof, dark)[i % 2] for i in range(len(profile) - 2)]
    return turned(profile, colors, crease=50, **_sides(shape)).named("roof")


def _flag(style: Style, rng: Rng, top: float, side: int) -> list[Mesh]:
    """A pole with a flag, its foot a little under `top`."""
    px = style.px
    radius, tall, long = 0.8 * px, rng.uniform(4.5, 6.0) * px, rng.uniform(4.0, 5.5) * px
    high = 0.62 * long
    pole = turned([(radius, -2 * px), (radius, tall), (0, tall + 1.2 * px)], (0.35, 0.28, 0.2), 6)
    if rng.random() < 0.6:
        outline = [(0, -high / 2), (long, 0), (0, high / 2)]
    else:
        outline = [(0, -high / 2), (long * 0.85, -high / 2), (long * 0.85, high / 2), (0, high / 2)]
    cloth = slab(outline, 1.3 * px, style.flag).move(0, tall - high / 2)
    cloth = cloth.rotate("y", -28 if side > 0 else 208)
    return [pole.move(0, top).named("flag"), cloth.move(0, top).named("flag")]


def _merlons(n: int, radius: float, y: float, width: float, height: float, depth: float, color: Color) -> Mesh:
    angle = (np.arange(n) + 0.5) * 2 * np.pi / n
    one = block(-width / 2, width / 2, 0, height, -depth, 0, color)
    at = np.stack([radius * np.sin(angle), np.full(n, y), radius * np.cos(angle)], 1)
    return instances(one, at, np.degrees(angle))


def _square_merlons(half_x: float, half_z: float, y: float, size: float, height: float, color: Color) -> Mesh:
    """Merlons around the edge of a rectangle, with one on every corner."""
    at = []
    for half, other, along in ((half_x, half_z, 0), (half_z, half_x, 2)):
        span = 2 * half - size
        n = max(round(span / (2 * size)), 1)
        line = np.linspace(-span / 2, span / 2, n + 1)
        for sign in (-1, 1):
            fixed = np.full(n + 1, sign * (other - size / 2))
            mid = np.full(n + 1, y + height / 2)
            at.append(np.stack([line, mid, fixed] if along == 0 else [fixed, mid, line], 1))
    return blocks(np.unique(np.round(np.concatenate(at), 6), axis=0), (size, height, size), color)


def _windows(style: Style, radius: float, heights, yaws, width: float, tall: float) -> Mesh:
    pointed = style.roof_form == "witch hat"
    deep = 0.4 * radius
    one = slab(arch(width, tall, pointed, 3), deep, style.glass).move(0, 0, 0.25 * style.px - deep / 2)
    yaws = np.asarray(yaws, float)
    a = np.repeat(np.radians(yaws), len(heights))
    y = np.tile(np.asarray(heights, float), len(yaws))
    return instances(one, np.stack([radius * np.sin(a), y, radius * np.cos(a)], 1), np.degrees(a)).named("window")


def _tower(
    rng: Rng,
    style: Style,
    radius: float,
    height: float,
    roof_height: float,
    foot: float,
    flag: bool,
    side: int = 1,
) -> Mesh:
    """A tower on y = 0 (its foot going down to -foot) with its roof or battlements and perhaps a flag."""
    px, shape = style.px, style.shape
    kind = _sides(shape)
    lip = max(0.14 * radius, 0.8 * px)
    crown = max(0.5 * radius, 3.0 * px)
    y0 = height - crown
    merlon = max(0.34 * radius, 2.0 * px)
    if style.roof_name:
        profile = [(radius * 1.12, -foot), (radius * 1.1, 0.02 * height), (radius, 0.16 * height)]
        colors = [tint(style.stone, 0.86)] * 2
        if style.courses:
            profile += [(radius, 0.45 * height), (radius, 0.52 * height)]
            colors += [style.stone, style.trim]
        profile += [(radius, y0), (radius + lip, y0 + lip), (radius + lip, height)]
        colors += [style.stone, style.trim, style.trim]
        parts = [turned(profile, colors, crease=30, **kind).named("tower")]
        parts.append(_roof(style, radius + 2.0 * lip, roof_height, shape).move(0, height))
        top = height + roof_height * (0.72 if style.roof_form == "dome" and shape != "square" else 0.97)
    else:
        deep = 0.6 * merlon
        profile = [(radius * 1.12, -foot), (radius * 1.1, 0.02 * height), (radius, 0.16 * height)]
        colors = [tint(style.stone, 0.86)] * 2
        if style.courses:
            profile += [(radius, 0.45 * height), (radius, 0.52 * height)]
            colors += [style.stone, style.trim]
        profile += [(radius, y0), (radius + lip, y0 + lip), (radius + lip, height)]
        profile += [(radius + lip - 0.8 * merlon, height), (radius + lip - 0.8 * merlon, height - deep)]
        colors += [style.stone, style.trim, style.stone, style.stone, tint(style.stone, 0.7)]
        parts = [turned(profile, colors, crease=30, **kind).named("tower")]
        if shape == "square":
            crest = _square_merlons(radius + lip, radius + lip, height, merlon, merlon, style.stone)
        else:
            n = int(np.clip(round(2 * np.pi * (radius + lip) / (2 * merlon)), 5, 8))
            n = 8 if shape == "octagonal" else n
            crest = _merlons(n, radius + lip, height, merlon * 1.05, merlon, 0.8 * merlon, style.stone)
        parts.append(crest.named("battlements"))
        top = height
    width = max(0.36 * radius, 1.6 * px)
    tall = max(0.62 * radius, 3.0 * px)
    levels = [y0 - 1.25 * tall]
    if levels[0] - 0.3 * height > 1.6 * tall:
        levels.append(0.36 * height)
    yaws = (0, 90, 180, 270)
    parts.append(_windows(style, radius, levels, yaws, width, tall))
    if flag:
        parts += _flag(style, rng, top, side)
    return merge(parts)


def _wall(style: Style, a, b, height: float, thick: float, foot: float) -> list[Mesh]:
    """A curtain wall between the plan points a and b [x, z], with battlements."""
    a, b = np.asarray(a, float), np.asarray(b, float)
    length = float(np.linalg.norm(b - a))
    middle = (a + b) / 2
    yaw = np.degrees(np.arctan2(-(b - a)[1], (b - a)[0]))
    size = max(0.17 * height, 2.1 * style.px)
    band = max(0.1 * height, style.px)
    body = [
        block(-length / 2, length / 2, -foot, height - 0.5 * band, -thick / 2, thick / 2, style.stone),
        block(
            -length / 2,
            length / 2,
            -foot,
            0.14 * height,
            -0.62 * thick,
            0.62 * thick,
            tint(style.stone, 0.86),
        ),
        block(
            -length / 2,
            length / 2,
            height - band,
            height,
            -thick / 2 - 0.5 * style.px,
            thick / 2 + 0.5 * style.px,
            style.trim,
        ),
    ]
    n = max(int(length / (2 * size)), 2)
    x = (np.arange(n) + 0.5) * length / n - length / 2
    crest = blocks(
        np.stack([x, np.full(n, height + size / 2), np.zeros(n)], 1),
        (0.52 * length / n, size, thick + style.px),
        style.stone,
    )
    place = [m.rotate("y", yaw).move(middle[0], 0, middle[1]) for m in (merge(body), crest)]
    return [place[0].named("wall"), place[1].named("battlements")]


def _gate(rng: Rng, style: Style, z: float, wall: float, thick: float, foot: float, house: bool) -> list[Mesh]:
    """The gate in the front wall at z: arch, door or portcullis, perhaps a gatehouse around it."""
    px = style.px
    width = rng.uniform(0.38, 0.52)
    tall = max(min(rng.uniform(0.95, 1.3) * width, 0.86 * wall), 4 * px)
    out: list[Mesh] = []
    front = z + thick / 2
    if house:
        wide, high, deep = width * 1.75, wall * rng.uniform(1.15, 1.35), thick + 0.3
        front = z + deep / 2
        tall = min(tall * 1.15, 0.8 * high)
        out.append(block(-wide / 2, wide / 2, -foot, high, z - deep / 2, front, style.stone).named("gate"))
        if style.roof_name and rng.random() < 0.5:
            ridge = _gable(wide + 2 * px, deep + 2 * px, 0.55 * wide, style.roof)
            out.append(ridge.move(0, high, z).named("roof"))
        else:
            size = max(0.16 * wide, 2 * px)
            crest = _square_merlons(wide / 2 + px / 2, deep / 2 + px / 2, high, size, size, style.stone)
            out.append(crest.move(0, 0, z).named("battlements"))
    rim = max(0.16 * width, 1.1 * px)
    pointed = rng.random() < 0.35
    surround = slab(arch(width + 2 * rim, tall + rim, pointed), 0.16, style.trim).move(0, 0, front)
    closed = rng.random() < 0.6
    door = slab(arch(width, tall, pointed), 0.16, style.wood if closed else DARK).move(0, 0, front + 0.05)
    out += [surround.named("gate"), door.named("gate")]
    if closed:
        line = max(0.06 * width, 0.7 * px)
        out.append(
            block(-line / 2, line / 2, 0, 0.94 * tall, front, front + 0.15, tint(style.wood, 0.55)).named("gate")
        )
    else:
        bar = max(0.09 * width, 0.9 * px)
        x = np.array([-0.27, 0, 0.27]) * width
        bars = blocks(
            np.stack([x, np.full(3, 0.62 * tall), np.full(3, front + 0.1)], 1),
            (bar, 0.5 * tall, 0.1),
            COLORS["gray"],
        )
        out.append(bars.named("gate"))
    return out


def _gable(x: float, z: float, height: float, color: Color) -> Mesh:
    """A gabled roof over a rectangle, ridge along Z, eaves at y = 0."""
    return slab([(-x / 2, -0.06 * height), (x / 2, -0.06 * height), (0, height)], z, color)


def _keep(
    rng: Rng, style: Style, x: float, z0: float, z1: float, height: float, foot: float, eaves: float = 1.0
) -> list[Mesh]:
    """A great square building within the walls; under a roof or battlements."""
    px = style.px
    lip = 0.6 * px
    parts = [block(-x, x, -foot, height - px, z0, z1, style.stone).named("keep")]
    parts.append(block(-x - lip, x + lip, height - 2.2 * px, height, z0 - lip, z1 + lip, style.trim).named("keep"))
    half_z, middle = (z1 - z0) / 2, (z0 + z1) / 2
    if style.roof_name:
        rise = rng.uniform(0.9, 1.3) * min(x, half_z)
        if rng.random() < 0.55:
            roof = turned([(1, 0), (0.5, rise / 2), (0, rise)], [style.roof, tint(style.roof, 0.88)], 4, flat=True)
            roof = roof.scale(x + eaves * 1.5 * px, 1, half_z + 1.5 * px)
        elif x > half_z:
            roof = _gable(2 * half_z + 3 * px, 2 * x + eaves * 3 * px, rise, style.roof).rotate("y", 90)
        else:
            roof = _gable(2 * x + eaves * 3 * px, 2 * half_z + 3 * px, rise, style.roof)
        parts.append(roof.move(0, height, middle).named("roof"))
    else:
        size = max(0.24 * x, 2.2 * px)
        crest = _square_merlons(x + lip, half_z + lip, height, size, size, style.stone)
        parts.append(crest.move(0, 0, middle).named("battlements"))
    tall, wide = max(0.3 * x, 3.2 * px), max(0.18 * x, 1.8 * px)
    y = height - 2.6 * px - 1.3 * tall
    pane = slab(arch(wide, tall, style.roof_form == "witch hat", 3), 0.5 * px, style.glass)
    across = np.array([-0.5, 0.5]) * x if x < 8 * px else np.array([-0.55, 0, 0.55]) * x
    for zz, yaw in ((z1, 0), (z0, 180)):
        at = np.stack([across, np.full(len(across), y), np.full(len(across), zz)], 1)
        parts.append(instances(pane, at, float(yaw)).named("window"))
    for xx, yaw in ((x, 90), (-x, 270)):
        at = [(xx, y, middle - 0.45 * half_z), (xx, y, middle + 0.45 * half_z)]
        parts.append(instances(pane, at, float(yaw)).named("window"))
    return parts


@dataclass(frozen=True)
class Castle:
    """A built castle: its mesh stands on y = 0; `reach` is how far its towers are from the middle."""

    mesh: Mesh
    style: Style
    towers: int
    keep: bool
    reach: float
    gate_z: float


def _build(rng: Rng, px: float, foot: float, compact: bool) -> Castle:
    style = _style(rng, px)
    towers = int(pick(rng, (2, 3, 4, 5, 6), (0.16, 0.16, 0.36, 0.18, 0.14)))
    slender = rng.uniform(0, 1)
    radius = rng.uniform(0.24, 0.32) + (0.04 if compact else 0.0)
    a = rng.uniform(0.78, 0.92) if compact else rng.uniform(0.9, 1.1)
    b = a * rng.uniform(0.75, 1.0)
    wall = rng.uniform(0.55, 0.8)
    height = wall * rng.uniform(1.35, 1.7) + 0.35 * slender
    roof_height = radius * (rng.uniform(2.2, 2.9) + 1.0 * slender)
    thick = max(0.16, 3.0 * px)
    flags = pick(rng, ("all", "tallest", "front"), (0.4, 0.4, 0.2)) if style.flag_name else "none"
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
        ring = [
            (-c, 1.05 * b),
            (c, 1.05 * b),
            (1.15 * a, 0.0),
            (c, -1.05 * b),
            (-c, -1.05 * b),
            (-1.15 * a, 0.0),
        ]
        gate_z, keep = 1.05 * b, rng.random() < 0.6
        radius = min(radius, 0.28)

    parts: list[Mesh] = []
    rear_min = min((z for _, z in ring), default=0.0)
    for p, q in zip(ring, ring[1:] + ring[:1], strict=True):
        parts += _wall(style, p, q, wall, thick, foot)
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
        parts.append(_tower(rng, style, r, tall, roof_height * scale, foot, flag, 1 if x >= 0 else -1).move(x, 0, z))
    for x, z in middle:
        r = radius * rng.uniform(1.2, 1.5)
        tall = max(back, height) * rng.uniform(1.25, 1.5)
        flag = flags in ("all", "tallest")
        parts.append(_tower(rng, style, r, tall, roof_height * r / radius, foot, flag).move(x, 0, z))
    if towers == 2:
        depth = rng.uniform(0.5, 0.75) * a
        more = _keep(rng, style, a, gate_z - 2 * depth, gate_z, hall, foot, 0.0)
        parts += more
        if rng.random() < 0.5:  # a higher block behind
            more = _keep(rng, style, 0.5 * a, gate_z - 2 * depth, gate_z - 0.9 * depth, hall * 1.5, foot)
            parts += more
        parts += _gate(rng, style, gate_z - thick / 2, hall * 0.75, thick, foot, False)
    else:
        if keep:
            half = (0.42 if not middle else 0.5) * a * rng.uniform(0.85, 1.05)
            tall = wall * (rng.uniform(1.25, 1.6) if not middle else rng.uniform(1.1, 1.3))
            more = _keep(rng, style, half, -0.1 - half * 0.9, -0.1 + half * 0.8, tall, foot)
            parts += more
        parts += _gate(rng, style, gate_z, wall, thick, foot, house)
        ground = pick(rng, ("stone", "grass"), (0.7, 0.3)) if not foot else "grass"
        color = tint(style.stone, 0.8) if ground == "stone" else shade(rng, (0.36, 0.52, 0.22), 0.06)
        floor = _floor(ring, 0.08, color)
        parts.append(floor.named("ground"))
    mesh = merge(parts)
    reach = float(np.max(np.linalg.norm(np.asarray(corners), axis=1))) + radius * 1.1
    return Castle(mesh, style, towers, keep, reach, gate_z)


def _floor(ring, height: float, color: Color) -> Mesh:
    """The courtyard, as a slab over the convex polygon of the towers."""
    plan = np.asarray(ring, np.float64)
    low = np.stack([plan[:, 0], np.zeros(len(plan)), plan[:, 1]], 1)
    return skin(np.stack([low, low + np.array([0, height, 0])]), color, flat=True)


def _phrases(castle: Castle, rng: Rng) -> dict[str, str]:
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


def _combination(castle: Castle, kind: str) -> str:
    style = castle.style
    return f"{kind} {castle.towers} {style.shape} {style.wall} {style.roof_name or 'open'}"


def castle(rng: Rng) -> Sample:
    """A castle on level ground."""
    built = _build(rng, 0.046, 0.0, False)
    w = _phrases(built, rng)
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
    return Sample(built.mesh, "castle", chosen(rng, ["castle", "a castle"], options), _combination(built, "castle"))


# Hill: words, colours of foot, slope and top.
HILLS: dict[str, tuple[tuple[str, ...], tuple[Color, Color, Color], float]] = {
    "green": (
        ("green", "grassy", "grassy green"),
        ((0.24, 0.44, 0.16), (0.32, 0.56, 0.20), (0.42, 0.64, 0.26)),
        0.5,
    ),
    "rocky": (("rocky", "gray rocky"), ((0.36, 0.35, 0.35), (0.48, 0.47, 0.45), (0.56, 0.55, 0.52)), 0.18),
    "rocky green": (
        ("rocky green", "rocky"),
        ((0.40, 0.38, 0.36), (0.46, 0.46, 0.38), (0.38, 0.60, 0.24)),
        0.17,
    ),
    "brown": (("brown", "dry brown"), ((0.36, 0.25, 0.15), (0.46, 0.33, 0.20), (0.54, 0.42, 0.26)), 0.06),
    "sandy": (("sandy", "yellow sandy"), ((0.76, 0.62, 0.40), (0.84, 0.71, 0.47), (0.90, 0.79, 0.56)), 0.05),
    "snowy": (("snowy", "white snowy"), ((0.72, 0.76, 0.82), (0.88, 0.90, 0.93), (0.95, 0.96, 0.97)), 0.04),
}


@dataclass(frozen=True)
class Hill:
    """A hill as a function of direction: height over the plan, and its mesh."""

    radius: float
    top: float
    height: float
    phase: np.ndarray
    rough: float
    steep: float

    def outline(self, angle: np.ndarray) -> np.ndarray:
        """Radius factor in direction `angle` (0 is +Z)."""
        a, p = angle, self.phase
        return 1 + self.rough * (0.5 * np.sin(2 * a + p[0]) + 0.3 * np.sin(3 * a + p[1]) + 0.3 * np.sin(5 * a + p[2]))

    def profile(self, t: np.ndarray) -> np.ndarray:
        """Height in [0, 1] at t = 0 (top's edge) to 1 (foot)."""
        smooth = t * t * (3 - 2 * t)
        return 1 - (self.steep * smooth + (1 - self.steep) * t**0.8)

    def at(self, angle: np.ndarray, t: np.ndarray) -> np.ndarray:
        """Surface points [N, 3] for direction and slope position t in [0, 1]."""
        r = (self.top + (self.radius - self.top) * t) * (1 + (self.outline(angle) - 1) * t)
        return np.stack([r * np.sin(angle), self.height * self.profile(t), r * np.cos(angle)], 1)

    def over(self, points: np.ndarray) -> np.ndarray:
        """Height of the surface over the points [..., 3]."""
        r, angle = np.linalg.norm(points[..., [0, 2]], axis=-1), np.arctan2(points[..., 0], points[..., 2])
        t = np.linspace(0, 1, 33)
        grid = (self.top + (self.radius - self.top) * t) * (1 + (self.outline(angle)[..., None] - 1) * t)
        near = np.argmin(np.abs(grid - r[..., None]), axis=-1)
        return self.height * self.profile(t[near])


def _hill_mesh(hill: Hill, colors: tuple[Color, Color, Color], rocky: bool, rng: Rng) -> Mesh:
    sides, levels = (22, 7) if rocky else (36, 9)
    angle = np.linspace(0, 2 * np.pi, sides, endpoint=False)
    rings, tints = [], []
    c = np.asarray(colors)
    for t in np.linspace(1, 0, levels):
        ring = hill.at(angle, np.full(sides, t))
        if rocky and 0 < t < 1:
            ring += rng.uniform(-0.05, 0.05, (sides, 3)) * hill.radius * [1, 0.6, 1]
        rings.append(ring)
        h = hill.profile(t)
        tone = c[0] + (c[1] - c[0]) * h / 0.5 if h < 0.5 else c[1] + (c[2] - c[1]) * (h - 0.5) / 0.5
        tints.append(tone * rng.uniform(0.94, 1.06, (sides, 1)))
    rings.append(rings[-1] * [0.5, 1, 0.5])
    tints.append(np.broadcast_to(c[2], (sides, 3)))
    low = rings[0].copy()
    low[:, 1] = -0.06 * hill.height
    mesh = skin(np.stack([low, *rings]), np.stack([tints[0] * 0.85, *tints]), flat=rocky)
    return mesh.named("hill")


def _path(hill: Hill, rng: Rng, start_z: float, width: float, color: Color) -> tuple[Mesh, np.ndarray]:
    """A path from the gate winding down to the foot; its mesh and the angle at t = 0..1."""
    n = 26
    t = np.linspace(0, 1, n)
    swing = rng.uniform(0.3, 0.75) * rng.choice([-1, 1])
    turns = rng.choice([1.0, 1.5])
    angle = swing * np.sin(turns * np.pi * t) * (1 - 0.15 * t)
    centre = hill.at(angle, t)
    lead = np.array([[0, hill.height, start_z]]) if start_z < centre[0, 2] - 0.02 else np.empty((0, 3))
    centre = np.r_[lead, centre]
    along = np.gradient(centre, axis=0)
    side = np.stack([along[:, 2], np.zeros(len(along)), -along[:, 0]], 1)
    side /= np.maximum(np.linalg.norm(side, axis=1, keepdims=True), 1e-9)
    half = side * width / 2
    rings = np.stack([centre - half, centre + half, centre + half, centre - half], 1)
    # Keep the edges of the path on the slope where it leans sideways.
    edges = rings[:, :2]
    edges[..., 1] = np.maximum(edges[..., 1], hill.over(edges)) + 0.05
    rings[:, 2:, 1] = np.maximum(rings[:, 2:, 1] - 0.3, -0.06 * hill.height)
    mesh = skin(rings[:, ::-1], color, flat=True)
    return mesh.named("path"), angle


def _tree(rng: Rng, px: float, conifer: bool) -> Mesh:
    trunk = turned([(1.1 * px, -2 * px), (0.9 * px, 3 * px)], (0.34, 0.22, 0.12), 6)
    if conifer:
        green = shade(rng, (0.12, 0.36, 0.17), 0.08)
        crown = turned(
            [(2.4 * px, 1.6 * px), (1.2 * px, 4.4 * px), (1.7 * px, 4.4 * px), (0, 8.6 * px)],
            [green, tint(green, 0.8), tint(green, 1.12)],
            9,
        )
    else:
        green = shade(rng, (0.20, 0.46, 0.16), 0.08)
        crown = ball(2.5 * px, 2.4 * px, 2.5 * px, green, 10, 6).move(0, 4.6 * px)
    return merge([trunk, crown]).named("tree")


def castle_on_a_hill(rng: Rng) -> Sample:
    """A castle on the top of a hill, with a path down the front, and perhaps trees and rocks."""
    ratio = rng.uniform(1.42, 1.8)
    px = 0.07
    built = _build(rng, px, 0.35, True)
    name = pick(rng, HILLS, [h[2] for h in HILLS.values()])
    words, colors, _ = HILLS[name]
    light = rng.uniform(0.92, 1.06)
    colors = tuple(tint(shade(rng, c, 0.03), light) for c in colors)
    top = built.reach * rng.uniform(0.9, 1.0)
    hill = Hill(
        radius=built.reach * ratio,
        top=top,
        height=built.reach * rng.uniform(0.65, 1.3),
        phase=rng.uniform(0, 2 * np.pi, 3),
        rough=rng.uniform(0.05, 0.14),
        steep=rng.uniform(0.2, 1.0),
    )
    rocky = name in ("rocky", "rocky green")
    parts = [_hill_mesh(hill, colors, rocky, rng)]
    parts.append(built.mesh.move(0, hill.height - 0.04, 0))
    path = rng.random() < 0.85
    angle_at = np.zeros(1)
    if path:
        sand = shade(rng, (0.80, 0.70, 0.50) if name not in ("sandy", "snowy") else (0.52, 0.40, 0.28), 0.05)
        mesh, angle_at = _path(hill, rng, built.gate_z + 0.1, max(0.3, 3.4 * px), sand)
        parts.append(mesh)
    trees = int(rng.choice([0, 3, 5, 7], p=[0.4, 0.2, 0.2, 0.2]))
    conifer = rng.random() < 0.6
    if trees and name != "sandy":
        tree = _tree(rng, px, conifer)
        t = rng.uniform(0.35, 0.85, 4 * trees)
        angle = rng.uniform(0, 2 * np.pi, 4 * trees)
        if path:
            apart = np.abs(
                (angle - np.interp(t, np.linspace(0, 1, len(angle_at)), angle_at) + np.pi) % (2 * np.pi) - np.pi
            )
            t, angle = t[apart > 0.4], angle[apart > 0.4]
        at = hill.at(angle[:trees], t[:trees])
        parts.append(instances(tree, at, 0.0, rng.uniform(0.8, 1.25, len(at))))
        trees = len(at)
    else:
        trees = 0
    if rocky or rng.random() < 0.3:
        n = int(rng.integers(3, 8))
        at = hill.at(rng.uniform(0.7, 5.6, n), rng.uniform(0.3, 0.95, n))
        stone = turned([(0.7, -0.6), (1.0, 0.0), (0.65, 0.55), (0, 0.75)], shade(rng, (0.47, 0.46, 0.45), 0.06), 6, 10)
        stone = replace(stone, normals=None)
        sizes = rng.uniform(1.4, 3.0, (n, 1)) * px * rng.uniform(0.7, 1.3, (n, 3))
        parts.append(instances(stone, at, rng.uniform(0, 360, n), sizes).named("rock"))
    w = _phrases(built, rng)
    wall, ground = article(w["wall"]), pick(rng, words)
    on = f"on {article(ground)} hill"
    options = [
        f"{wall} castle on a hill",
        f"{w['wall']} castle on a hill",
        f"a castle {on}",
        f"{wall} castle {on}",
        f"{wall} castle with {w['count']} {on}",
        f"a castle with {w['count']} on a hill",
        f"{wall} castle with {w['towers']} on top of {article(ground)} hill",
        "a castle on top of a hill",
        f"a medieval castle {on}",
        f"a fortress {on}",
        f"castle {on}",
    ]
    if w["roof"]:
        options += [
            f"{wall} castle {on} with {w['roof']}",
            f"a castle with {w['roof']} on a hill",
            f"{wall} castle with {w['roof']} {on}",
            f"a fairytale castle with {w['form']} on a hill",
            f"a castle with {w['count']} and {w['roof']} {on}",
        ]
    else:
        options += [f"{wall} castle with battlements {on}", f"a fortress with {w['count']} on a hill"]
    if path:
        options += [f"a castle {on} with a winding path", f"{wall} castle on a hill with a path to the gate"]
    if trees:
        options += [
            f"{wall} castle on a hill with trees",
            f"a castle {on} surrounded by {'pine ' if conifer else ''}trees",
        ]
    if w["flag"]:
        options += [f"{wall} castle with {w['flag']} on a hill"]
    kind = "castle on a hill"
    captions = chosen(rng, [kind, "a castle on a hill"], options)
    return Sample(merge(parts), kind, captions, f"{_combination(built, kind)} {name}")
