"""The parts of castles: towers, walls, gates and keeps, all in one style.

Units: the middles of the outer towers are about one unit from the middle of the castle. `px` is the size of a
64th of the finished object in these units: details are never made smaller than they can be seen.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kiln.grammar.base import COLORS, Rng, pick, shade
from kiln.grammar.building_parts import calm_roofs
from kiln.grammar.kit import tint, weighted
from kiln.grammar.solids import arch, block, blocks, instances, skin, slab, turned
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


def castle_style(rng: Rng, px: float) -> Style:
    wall = pick(rng, WALLS, [w for _, w in WALLS.values()])
    stone = shade(rng, wall, 0.05)
    roofed = rng.random() < 0.72
    options = {k: v for k, v in ROOFS.items() if k != wall and not (wall == "gray" and k == "dark gray")}
    roof = weighted(rng, calm_roofs(options, wall)) if roofed else ""
    flags = {k: v for k, v in FLAGS.items() if k not in (roof, wall)}
    flag = weighted(rng, flags) if rng.random() < 0.45 else ""
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
        courses=rng.random() < 0.2,
        px=px,
    )


def _sides(shape: str) -> dict:
    return {"round": {"sides": 16}, "square": {"sides": 4, "flat": True}, "octagonal": {"sides": 8, "flat": True}}[
        shape
    ]


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
    radius, tall, long = 1.2 * px, rng.uniform(6.0, 7.5) * px, rng.uniform(5.5, 7.0) * px
    high = 0.62 * long
    pole = turned([(radius, -2 * px), (radius, tall), (0, tall + 1.2 * px)], (0.35, 0.28, 0.2), 6)
    if rng.random() < 0.6:
        outline = [(0, -high / 2), (long, 0), (0, high / 2)]
    else:
        outline = [(0, -high / 2), (long * 0.85, -high / 2), (long * 0.85, high / 2), (0, high / 2)]
    cloth = slab(outline, 2.2 * px, style.flag).move(0, tall - high / 2)
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


def castle_tower(
    rng: Rng, style: Style, radius: float, height: float, roof_height: float, foot: float, flag: bool, side: int = 1
) -> Mesh:
    """A tower on y = 0 (its foot going down to -foot) with its roof or battlements and perhaps a flag."""
    px, shape = style.px, style.shape
    kind = _sides(shape)
    lip = max(0.16 * radius, 1.2 * px)
    crown = max(0.6 * radius, 4.0 * px)
    y0 = height - crown
    merlon = max(0.46 * radius, 3.0 * px)
    profile = [(radius * 1.12, -foot), (radius * 1.1, 0.02 * height), (radius, 0.16 * height)]
    colors = [tint(style.stone, 0.86)] * 2
    if style.courses:
        profile += [(radius, 0.45 * height), (radius, 0.52 * height)]
        colors += [style.stone, style.trim]
    profile += [(radius, y0), (radius + lip, y0 + lip), (radius + lip, height)]
    if style.roof_name:
        colors += [style.stone, style.trim, style.trim]
        parts = [turned(profile, colors, crease=30, **kind).named("tower")]
        parts.append(_roof(style, radius + 2.0 * lip, roof_height, shape).move(0, height))
        top = height + roof_height * (0.72 if style.roof_form == "dome" and shape != "square" else 0.97)
    else:
        inner, deep = radius + lip - 0.8 * merlon, 0.6 * merlon
        profile += [(inner, height), (inner, height - deep)]
        colors += [style.stone, style.trim, style.stone, style.stone, tint(style.stone, 0.7)]
        parts = [turned(profile, colors, crease=30, **kind).named("tower")]
        if shape == "square":
            crest = _square_merlons(radius + lip, radius + lip, height, merlon, merlon, style.stone)
        else:
            n = int(np.clip(round(2 * np.pi * (radius + lip) / (2 * merlon)), 5, 6))
            n = 8 if shape == "octagonal" else n
            crest = _merlons(n, radius + lip, height, merlon * 1.05, merlon, 0.8 * merlon, style.stone)
        parts.append(crest.named("battlements"))
        top = height
    width = max(0.42 * radius, 2.6 * px)
    tall = max(0.75 * radius, 4.4 * px)
    parts.append(_windows(style, radius, [y0 - 1.2 * tall], (0, 90, 180, 270), width, tall))
    if flag:
        parts += _flag(style, rng, top, side)
    return merge(parts)


def curtain_wall(style: Style, a, b, height: float, thick: float, foot: float) -> list[Mesh]:
    """A curtain wall between the plan points a and b [x, z], with battlements."""
    a, b = np.asarray(a, float), np.asarray(b, float)
    length = float(np.linalg.norm(b - a))
    middle = (a + b) / 2
    yaw = np.degrees(np.arctan2(-(b - a)[1], (b - a)[0]))
    size = max(0.24 * height, 3.2 * style.px)
    band = max(0.14 * height, 2.0 * style.px)
    body = [
        block(-length / 2, length / 2, -foot, height - 0.5 * band, -thick / 2, thick / 2, style.stone),
        block(-length / 2, length / 2, -foot, 0.14 * height, -0.62 * thick, 0.62 * thick, tint(style.stone, 0.86)),
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


def gate(rng: Rng, style: Style, z: float, wall: float, thick: float, foot: float, house: bool) -> list[Mesh]:
    """The gate in the front wall at z: arch, door or portcullis, perhaps a gatehouse around it."""
    px = style.px
    width = rng.uniform(0.44, 0.58)
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
            size = max(0.2 * wide, 3 * px)
            crest = _square_merlons(wide / 2 + px / 2, deep / 2 + px / 2, high, size, size, style.stone)
            out.append(crest.move(0, 0, z).named("battlements"))
    rim = max(0.18 * width, 1.8 * px)
    pointed = rng.random() < 0.35
    surround = slab(arch(width + 2 * rim, tall + rim, pointed), 0.16, style.trim).move(0, 0, front)
    closed = rng.random() < 0.6
    door = slab(arch(width, tall, pointed), 0.16, style.wood if closed else DARK).move(0, 0, front + 0.05)
    out += [surround.named("gate"), door.named("gate")]
    if not closed:
        bar = max(0.16 * width, 1.6 * px)
        x = np.array([-0.24, 0.24]) * width
        bars = blocks(
            np.stack([x, np.full(2, 0.62 * tall), np.full(2, front + 0.1)], 1), (bar, 0.5 * tall, 0.1), COLORS["gray"]
        )
        out.append(bars.named("gate"))
    return out


def _gable(x: float, z: float, height: float, color: Color) -> Mesh:
    """A gabled roof over a rectangle, ridge along Z, eaves at y = 0."""
    return slab([(-x / 2, -0.06 * height), (x / 2, -0.06 * height), (0, height)], z, color)


def great_keep(
    rng: Rng, style: Style, x: float, z0: float, z1: float, height: float, foot: float, eaves: float = 1.0
) -> list[Mesh]:
    """A great square building within the walls; under a roof or battlements."""
    px = style.px
    lip = px
    parts = [block(-x, x, -foot, height - px, z0, z1, style.stone).named("keep")]
    parts.append(block(-x - lip, x + lip, height - 2.6 * px, height, z0 - lip, z1 + lip, style.trim).named("keep"))
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
        size = max(0.28 * x, 3.2 * px)
        crest = _square_merlons(x + lip, half_z + lip, height, size, size, style.stone)
        parts.append(crest.move(0, 0, middle).named("battlements"))
    tall, wide = max(0.32 * x, 4.2 * px), max(0.2 * x, 2.8 * px)
    y = height - 2.6 * px - 1.3 * tall
    pane = slab(arch(wide, tall, style.roof_form == "witch hat", 3), 0.5 * px, style.glass)
    across = np.array([-0.5, 0.5]) * x
    for zz, yaw in ((z1, 0), (z0, 180)):
        at = np.stack([across, np.full(len(across), y), np.full(len(across), zz)], 1)
        parts.append(instances(pane, at, float(yaw)).named("window"))
    for xx, yaw in ((x, 90), (-x, 270)):
        at = [(xx, y, middle)]
        parts.append(instances(pane, at, float(yaw)).named("window"))
    return parts


def courtyard(ring, height: float, color: Color) -> Mesh:
    """The courtyard, as a slab over the convex polygon of the towers."""
    plan = np.asarray(ring, np.float64)
    low = np.stack([plan[:, 0], np.zeros(len(plan)), plan[:, 1]], 1)
    return skin(np.stack([low, low + np.array([0, height, 0])]), color, flat=True)
