"""Houses, churches and barns: walls under gabled, hipped, gambrel and flat roofs."""

from __future__ import annotations

import numpy as np

from kiln.grammar.base import Rng, Sample, article, pick, shade
from kiln.grammar.building_parts import column, door, gable_end, on_wall, roof, window
from kiln.grammar.kit import chosen, tint, weighted
from kiln.grammar.solids import ball, block, blocks, instances, slab, turned
from kiln.mesh import Color, Mesh, merge

WALLS = {
    "white": 0.24,
    "beige": 0.14,
    "yellow": 0.11,
    "red": 0.07,
    "light blue": 0.09,
    "blue": 0.04,
    "green": 0.05,
    "gray": 0.08,
    "pink": 0.06,
    "brown": 0.08,
    "tan": 0.06,
    "orange": 0.03,
    "purple": 0.02,
}
ROOFS = {
    "red": 0.28,
    "brown": 0.18,
    "dark gray": 0.16,
    "black": 0.06,
    "blue": 0.12,
    "green": 0.06,
    "dark green": 0.05,
    "orange": 0.06,
    "teal": 0.03,
}
DOORS = {"brown": 0.4, "red": 0.15, "blue": 0.12, "green": 0.1, "white": 0.08, "black": 0.08, "yellow": 0.07}
GLASS: tuple[Color, ...] = ((0.18, 0.22, 0.30), (0.55, 0.75, 0.90), (0.98, 0.84, 0.45), (0.25, 0.38, 0.52))
SIDES = ((0, "front"), (180, "back"), (90, "right"), (270, "left"))


def _bush(rng: Rng, px: float) -> Mesh:
    return ball(2.4 * px, 2.2 * px, 2.4 * px, shade(rng, (0.20, 0.46, 0.18), 0.08), 10, 6).move(0, px).named("bush")


def _chimney(x: float, z: float, low: float, top: float, size: float, color: Color) -> Mesh:
    cap = 0.18 * size
    return merge(
        [
            block(x - size / 2, x + size / 2, low, top, z - size / 2, z + size / 2, color),
            block(
                x - size / 2 - cap,
                x + size / 2 + cap,
                top - 2 * cap,
                top + cap,
                z - size / 2 - cap,
                z + size / 2 + cap,
                tint(color, 0.72),
            ),
        ]
    ).named("chimney")


def _walls(x: float, z: float, height: float, color: Color, px: float, base: Color, logs: bool) -> Mesh:
    """The body of a house on a stone base; logs: in bands of two browns."""
    parts = [block(-x - 0.5 * px, x + 0.5 * px, 0, 1.6 * px, -z - 0.5 * px, z + 0.5 * px, base)]
    if logs:
        n = max(int(height / (2.6 * px)), 3)
        for i in range(n):
            grow = 0.35 * px * (i % 2)
            y0, y1 = height * i / n, height * (i + 1) / n
            parts.append(block(-x - grow, x + grow, y0, y1, -z - grow, z + grow, tint(color, (0.86, 1.08)[i % 2])))
    else:
        parts.append(block(-x, x, 0, height, -z, z, color))
    return merge(parts).named("wall")


def house(rng: Rng) -> Sample:
    """A dwelling of one to three storeys."""
    style = pick(rng, ("family", "cottage", "townhouse", "log cabin", "modern"), (0.45, 0.2, 0.14, 0.1, 0.11))
    storeys = {"cottage": 1, "log cabin": 1, "townhouse": int(rng.integers(2, 4))}.get(style, int(rng.integers(1, 3)))
    wall = "brown" if style == "log cabin" else weighted(rng, WALLS)
    roofs = {k: v for k, v in ROOFS.items() if k != wall}
    tiles = weighted(rng, roofs)
    leaf = weighted(rng, DOORS)
    form = pick(rng, ("gabled", "front gabled", "hipped", "pyramid"), (0.4, 0.3, 0.2, 0.1))
    if style == "modern":
        form = "flat"
    elif style == "log cabin":
        form = pick(rng, ("gabled", "front gabled"))

    storey = rng.uniform(0.62, 0.78)
    x = {"townhouse": rng.uniform(0.55, 0.75)}.get(style, rng.uniform(0.85, 1.2))
    z = rng.uniform(0.62, 0.95) if style != "townhouse" else rng.uniform(0.6, 0.8)
    height = storey * storeys
    px = max(2 * x, 2 * z, height + 0.6) / 52
    wall_color = shade(rng, wall, 0.05)
    roof_color = shade(rng, tiles, 0.05)
    trim = (
        shade(rng, "white", 0.02)
        if wall != "white" or rng.random() < 0.3
        else shade(rng, pick(rng, ("brown", "dark gray", "gray")), 0.04)
    )
    glass = GLASS[int(rng.choice(4, p=[0.35, 0.3, 0.15, 0.2]))]
    base = shade(rng, "gray", 0.08)
    parts = [_walls(x, z, height, wall_color, px, base, style == "log cabin")]

    rise, eave, top = 0.0, rng.uniform(2.0, 3.5) * px, height
    if form == "flat":
        slabs = shade(rng, pick(rng, ("white", "dark gray", "gray")), 0.03)
        parts.append(block(-x - eave, x + eave, height, height + 3 * px, -z - eave, z + eave, slabs).named("roof"))
        top = height + 3 * px
        if rng.random() < 0.6:  # a smaller upper floor to one side
            side, w = rng.choice([-1, 1]), 0.55 * x
            cx = side * (x - w)
            upper = 0.85 * storey
            parts.append(
                block(cx - w, cx + w, top, top + upper, -z * 0.9, z * 0.75, tint(wall_color, 0.92)).named("wall")
            )
            parts.append(
                block(
                    cx - w - eave,
                    cx + w + eave,
                    top + upper,
                    top + upper + 2.5 * px,
                    -z * 0.9 - eave,
                    z * 0.75 + eave,
                    slabs,
                ).named("roof")
            )
            wide = window(1.3 * w, 0.5 * upper, px, glass, trim, True)
            parts.append(on_wall(wide, 0, 0.75 * z, cx, top + 0.5 * upper))
            parts.append(on_wall(wide, 180, 0.9 * z, -cx, top + 0.5 * upper))
        tiles = ""
    else:
        steep = rng.uniform(0.6, 1.0) if style != "cottage" else rng.uniform(0.85, 1.25)
        along_z = form == "front gabled"
        half, length = (x, z) if along_z else (z, x)
        rise = steep * half
        rows = int(np.clip(rise / (3 * px), 3, 6))
        drop = eave * rise / half * 0.6
        ridge = {"hipped": max(length - half, 0.25 * length) * rng.uniform(0.8, 1.1), "pyramid": 0.0}.get(
            form, length + eave
        )
        ridge = min(ridge, length + eave)
        cover = roof(length + eave, half + eave, rise + drop, ridge, roof_color, rows, 0.35 * px)
        cover = cover.rotate("y", 90) if along_z else cover
        parts.append(cover.move(0, height - drop))
        top = height + rise
        if form in ("gabled", "front gabled"):
            inner = gable_end(half - 0.2 * px, rise - 1.2 * px, 2 * (length + eave) + 0.8 * px, wall_color)
            parts.append((inner if along_z else inner.rotate("y", 90)).move(0, height))
            if along_z and rise > 9 * px:
                pane = window(4 * px, 4 * px, px, glass, trim, True)
                parts.append(on_wall(pane, 0, length + eave + 0.4 * px, 0, height + 0.33 * rise))

    # Doors and windows.
    tall, wide = 0.62 * storey, max(0.27 * storey, 4 * px)
    at = 0.0 if rng.random() < 0.65 else float(rng.choice([-0.45, 0.45])) * x
    arched = style == "cottage" and rng.random() < 0.4
    parts.append(on_wall(door(wide, tall, px, shade(rng, leaf, 0.05), trim, arched), 0, z, at, 0.0))
    pane_w, pane_h = (
        max(rng.uniform(0.26, 0.36) * storey, 4 * px),
        max(rng.uniform(0.34, 0.46) * storey, 4.5 * px),
    )
    if style == "modern":
        pane_w *= 1.9
    pane = window(pane_w, pane_h, px, glass, trim, rng.random() < 0.7)
    if style not in ("modern", "log cabin") and rng.random() < 0.35:
        shutter = shade(rng, pick(rng, ("blue", "green", "red", "brown", "dark green", "teal")), 0.05)
        offset = pane_w / 2 + 2.0 * px
        pane = merge(
            [
                pane,
                blocks([(-offset, 0, 0), (offset, 0, 0)], (2 * px, pane_h + 1.5 * px, 1.2 * px), shutter).named(
                    "window"
                ),
            ]
        )
    for level in range(storeys):
        y = level * storey + 0.55 * storey
        for yaw, name in SIDES:
            half, distance = (x, z) if name in ("front", "back") else (z, x)
            n = 1 if half < 0.62 or (pane_w > 0.6 * half) else (2 if half < 1.05 or name != "back" else 3)
            if name in ("front", "back") and style != "modern" and half > 0.7:
                n = 3 if level and half > 0.9 else 2
            spots = np.array([0.0]) if n == 1 else np.linspace(-0.58, 0.58, n) * half
            if name == "front" and level == 0:
                spots = np.array([-0.58, 0.0, 0.58]) * half
                spots = spots[np.abs(spots - at) > pane_w / 2 + wide / 2 + 2.5 * px]
            if len(spots):
                parts.append(on_wall(pane, yaw, distance, spots, y))

    # What makes each one different.
    words: list[str] = []
    smoke = rng.random() < (0.65 if form != "flat" else 0.0)
    if smoke:
        size = max(0.17, 4 * px)
        if form == "front gabled":
            cx, cz = 0.5 * x * rng.choice([-1, 1]), -0.35 * z
        else:
            cx, cz = 0.5 * x * rng.choice([-1, 1]), -0.3 * z
        brick = shade(rng, pick(rng, ((0.58, 0.25, 0.18), (0.55, 0.54, 0.53), (0.9, 0.88, 0.85))), 0.05)
        parts.append(_chimney(cx, cz, height, top + rng.uniform(0.08, 0.22), size, brick))
        words.append("a chimney")
    extra = pick(rng, ("none", "porch", "dormers", "wing", "garage"), (0.3, 0.25, 0.15, 0.15, 0.15))
    if extra == "porch" and form != "flat":
        deep, w = 0.38 * z + 3 * px, min(x, 1.7 * wide + 4 * px) if rng.random() < 0.5 else x
        cx = at if w < x else 0.0
        cx = float(np.clip(cx, w - x, x - w))
        y = tall + 3 * px
        cover = roof(w + px, deep / 2 + px, 0.3 * deep + 3 * px, 0.75 * w, roof_color, 2, 0.2 * px)
        parts.append(cover.move(cx, y, z + deep / 2))
        parts.append(block(cx - w, cx + w, 0, 2 * px, z, z + deep, base).named("porch"))
        post = column(0.9 * px, y, trim)
        posts = np.array([-1, 1]) * (w - 1.2 * px) if w < 0.8 * x else np.array([-1, -0.4, 0.4, 1]) * (w - 1.2 * px)
        parts.append(
            instances(post, np.stack([cx + posts, 0 * posts, 0 * posts + z + deep - 1.2 * px], 1)).named("porch")
        )
        words.append("a porch")
    elif extra == "dormers" and form == "gabled" and rise > 9 * px:
        w, h = 0.2 * x + 2 * px, 0.42 * rise
        one = merge(
            [
                block(-w / 2, w / 2, 0, h, -0.6 * z, 0, wall_color).named("wall"),
                roof(
                    0.35 * z + 1.5 * px,
                    w / 2 + 1.5 * px,
                    0.45 * w + px,
                    0.35 * z + 1.5 * px,
                    roof_color,
                    2,
                    0.2 * px,
                )
                .rotate("y", 90)
                .move(0, h, -0.3 * z),
                window(0.55 * w, 0.6 * h, px, glass, trim, False).move(0, 0.5 * h, 0),
            ]
        )
        base_y, base_z = height + 0.14 * rise, z * 0.9
        for sx in (-0.5, 0.5):
            parts.append(one.move(sx * x, base_y, base_z))
        words.append("dormer windows")
    elif extra == "wing" and form in ("gabled", "hipped"):
        w, deep = 0.4 * x, 0.45 * z
        side = -1.0 if at > 0 else 1.0
        cx = side * (x - w)
        low = height if storeys == 1 else height * rng.choice([1.0, 0.55])
        parts.append(_walls(w, deep, low, wall_color, px, base, style == "log cabin").move(cx, 0, z))
        up = 0.8 * w
        cover = roof(deep + eave, w + eave, up * (1 + eave / w), deep + eave, roof_color, 4, 0.3 * px).rotate("y", 90)
        parts.append(cover.move(cx, low - up * eave / w, z))
        parts.append(gable_end(w - 0.2 * px, up - px, 2 * (deep + eave) + 0.8 * px, wall_color).move(cx, low, z))
        parts.append(
            on_wall(window(min(pane_w * 1.25, w), pane_h, px, glass, trim, True), 0, z + deep, cx, 0.55 * storey)
        )
    elif extra == "garage" and style in ("family", "modern"):
        w, deep, low = 0.42, 0.8 * z, 0.8 * storey
        side = -1.0 if at > 0 else 1.0
        cx = side * (x + w)
        parts.append(_walls(w, deep, low, tint(wall_color, 0.97), px, base, False).move(cx, 0, z - deep))
        if form == "flat":
            parts.append(
                block(cx - w - px, cx + w + px, low, low + 3 * px, z - 2 * deep - px, z + px, roof_color).named("roof")
            )
        else:
            cover = roof(deep + eave, w + eave, 0.6 * w, deep + eave, roof_color, 3, 0.3 * px).rotate("y", 90)
            parts.append(cover.move(cx, low - px, z - deep))
            parts.append(
                gable_end(w - 2 * px, 0.42 * w, 2 * (deep + eave) + 0.8 * px, wall_color).move(cx, low - px, z - deep)
            )
        gate = [block(cx - 0.75 * w, cx + 0.75 * w, 0, 0.72 * low, z - px, z + 0.5 * px, trim).named("door")]
        for k in (0.25, 0.5):
            gate.append(
                block(
                    cx - 0.75 * w,
                    cx + 0.75 * w,
                    k * low,
                    k * low + 0.8 * px,
                    z - px,
                    z + 0.8 * px,
                    tint(trim, 0.75),
                ).named("door")
            )
        parts += gate
        words.append("a garage")
    lawn = rng.random() < 0.2
    if lawn:
        low, high = merge(parts).bounds()
        m = 5 * px
        grass = shade(rng, (0.36, 0.58, 0.24), 0.06)
        parts.append(
            block(low[0] - m, high[0] + m, -2.5 * px, 0.2 * px, low[2] - m, high[2] + m + 4 * px, grass).named("ground")
        )
        stone = shade(rng, (0.75, 0.70, 0.62), 0.05)
        parts.append(block(at - 2 * px, at + 2 * px, 0, 0.6 * px, z, high[2] + m + 3.5 * px, stone).named("path"))
        n = int(rng.integers(2, 5))
        spots = np.array([-0.85, 0.85, -0.5, 0.5])[:n] * x
        spots = spots[np.abs(spots - at) > 5 * px]
        parts.append(instances(_bush(rng, px), np.stack([spots, 0 * spots, 0 * spots + high[2] + 2 * px], 1)))

    noun = pick(
        rng,
        {
            "cottage": ("cottage",),
            "log cabin": ("log cabin", "cabin", "wooden cabin"),
            "townhouse": ("townhouse", "town house", "tall house"),
            "modern": ("modern house",),
        }.get(style, ("house",)),
    )
    counts = {1: "one-story", 2: "two-story", 3: "three-story"}
    color = article(wall)
    upper = form == "flat"  # an upper floor may stand on a flat roof: its storeys are not told
    options = [
        f"{color} house",
        f"{wall} house",
        article(noun),
        f"{color} {noun}" if style != "log cabin" else "a brown log cabin",
        f"{color} house with {article(leaf)} door",
    ]
    if not upper:
        options += [f"a {counts[storeys]} house", f"{color} {counts[storeys]} house"]
        options += [f"{color} house with {article(tiles)} roof", f"a house with {article(tiles)} roof"] * 2
        options += [
            f"{color} {noun} with {article(tiles)} roof"
            if style != "log cabin"
            else f"a log cabin with {article(tiles)} roof"
        ]
        name = {"gabled": "gable", "front gabled": "gable", "hipped": "hip", "pyramid": "pyramid"}[form]
        options += [f"{color} house with {article(tiles)} {name} roof"]
    else:
        options += ["a house with a flat roof", f"{color} modern house with a flat roof", "modern house"]
    if words:
        extras = " and ".join(words)
        options += [f"{color} house with {extras}", f"a house with {words[-1]}"]
        if tiles:
            options.append(f"{color} house with {article(tiles)} roof and {words[0]}")
    if lawn:
        options.append(f"{color} house with a lawn and a path")
    return Sample(
        merge(parts),
        "house",
        chosen(rng, ["house", "a house"], options),
        f"house {style} {storeys} {wall} {tiles} {form}",
    )


def _cross(px: float, color: Color) -> Mesh:
    return blocks(
        [(0, 2.6 * px, 0), (0, 3.5 * px, 0)],
        [(1.3 * px, 6 * px, 1.3 * px), (4 * px, 1.3 * px, 1.3 * px)],
        color,
    ).named("cross")


def church(rng: Rng) -> Sample:
    """A church: a nave, a steeple and arched windows."""
    walls = {
        "white": 0.36,
        "gray": 0.2,
        "beige": 0.18,
        "red": 0.08,
        "tan": 0.08,
        "light blue": 0.04,
        "yellow": 0.06,
    }
    wall = weighted(rng, walls)
    roofs = {
        "red": 0.22,
        "dark gray": 0.22,
        "brown": 0.16,
        "blue": 0.12,
        "green": 0.08,
        "teal": 0.06,
        "black": 0.06,
        "orange": 0.08,
    }
    roofs.pop(wall, None)
    tiles = weighted(rng, roofs)
    form = pick(rng, ("front tower", "side tower", "chapel", "twin towers", "domes"), (0.42, 0.16, 0.16, 0.14, 0.12))
    x, z, height = rng.uniform(0.42, 0.55), rng.uniform(0.85, 1.15), rng.uniform(0.62, 0.85)
    px = 0.045
    stone, tile = shade(rng, wall, 0.05), shade(rng, tiles, 0.05)
    trim = tint(stone, 0.82) if wall != "red" else shade(rng, "white", 0.03)
    glass = pick(rng, ((0.16, 0.18, 0.26), (0.30, 0.45, 0.72), (0.95, 0.80, 0.40)), (0.5, 0.3, 0.2))
    gold: Color = (0.90, 0.72, 0.22)
    wood = shade(rng, pick(rng, ((0.38, 0.22, 0.12), (0.55, 0.14, 0.12))), 0.06)
    rise = x * rng.uniform(1.1, 1.6)
    parts = [_walls(x, z, height, stone, px, tint(stone, 0.75), False)]
    cover = roof(z + px, x + 2 * px, rise * (1 + 2 * px / x), z + px, tile, 5, 0.3 * px).rotate("y", 90)
    parts.append(cover.move(0, height - 2 * px * rise / x))
    parts.append(gable_end(x, rise - px, 2 * (z + px) + 0.8 * px, stone).move(0, height))
    n = int(rng.integers(3, 5))
    tall = 0.5 * height
    pane = window(max(0.13, 2.6 * px), tall, px, glass, trim, False, arched=True)
    along = np.linspace(-0.62, 0.55, n) * z
    for yaw in (90, 270):
        parts.append(on_wall(pane, yaw, x, along if yaw == 270 else -along, 0.52 * height))
    if rng.random() < 0.5:  # apse
        parts.append(
            turned(
                [(0.7 * x, 0), (0.7 * x, 0.8 * height), (0.78 * x, 0.8 * height), (0, 1.25 * height)],
                [stone, tile, tile],
                14,
            )
            .move(0, 0, -z)
            .named("apse")
        )
    entry = door(max(0.2, 4.4 * px), 0.5 * height, px, wood, trim, arched=True)
    spire = rng.uniform(0.7, 1.2)

    def steeple(cx: float, cz: float, half: float, top: float, pointed: float, crossed: bool = True) -> None:
        body = [block(cx - half, cx + half, 0, top, cz - half, cz + half, stone).named("tower")]
        body.append(
            block(
                cx - half - 0.6 * px,
                cx + half + 0.6 * px,
                top - 2 * px,
                top + 0.3 * px,
                cz - half - 0.6 * px,
                cz + half + 0.6 * px,
                trim,
            ).named("tower")
        )
        if form == "domes":
            r = 1.1 * half
            onion = [
                (0.8 * r, 0),
                (0.8 * r, 0.4 * r),
                (1.0 * r, 0.75 * r),
                (1.05 * r, 1.1 * r),
                (0.8 * r, 1.6 * r),
                (0.35 * r, 2.05 * r),
                (0.1 * r, 2.4 * r),
                (0, 2.7 * r),
            ]
            cap = turned(onion, [stone] + [dome] * 6, 14)
            pointed = 2.6 * r
        elif octagon:
            cap = turned(
                [(1.0 * half, 0), (0.5 * half, 0.5 * pointed), (0, pointed)],
                [tile, tint(tile, 0.9)],
                8,
                flat=True,
            )
        else:
            cap = roof(half + 1.3 * px, half + 1.3 * px, pointed, 0, tile, 5, 0.2 * px)
        body.append(cap.move(cx, top, cz).named("roof"))
        for yaw in (0, 90, 180, 270):
            a = np.radians(yaw)
            louvre = window(max(0.55 * half, 2 * px), max(0.9 * half, 3.5 * px), px, glass, trim, False, arched=True)
            out = half + (cx * np.sin(a) + cz * np.cos(a))
            side = cx * np.cos(a) - cz * np.sin(a)
            body.append(on_wall(louvre, yaw, out, side, top - 1.5 * half - 1.5 * px))
        if crossed:
            body.append(_cross(px, gold).move(cx, top + pointed - 0.6 * px, cz))
        parts.extend(body)

    octagon = rng.random() < 0.4
    domes = ("gold", "blue", "green")
    dome_name = pick(rng, domes, (0.6, 0.25, 0.15))
    dome = gold if dome_name == "gold" else shade(rng, dome_name, 0.05)
    words = "a steeple"
    if form == "front tower":
        half = rng.uniform(0.22, 0.3)
        steeple(0, z + 0.4 * half, half, height + rise * rng.uniform(0.9, 1.4), spire)
        parts.append(on_wall(entry, 0, z + 1.4 * half, 0, 0))
    elif form == "side tower":
        half, side = rng.uniform(0.2, 0.27), float(rng.choice([-1, 1]))
        steeple(side * (x + 0.7 * half), z - 1.1 * half, half, height + rise * rng.uniform(0.8, 1.3), spire)
        words = "a bell tower"
    elif form == "twin towers":
        half = rng.uniform(0.19, 0.24)
        for side in (-1, 1):
            steeple(side * (x - 0.1 * half), z - 0.2 * half, half, height + rise * 1.05, spire * 0.8)
        words = "two towers"
    elif form == "domes":
        steeple(0, -0.1, 0.3, height + rise * 0.95, 0)
        for cx, cz in ((-0.75 * x, 0.75 * z), (0.75 * x, 0.75 * z)):
            steeple(cx, cz, 0.15, height + 0.35 * rise, 0)
        words = f"{dome_name} domes"
    else:
        steeple(0, 0.72 * z, 0.15, height + rise + 0.12, 0.32)
        words = "a small bell tower"
    if form != "front tower":
        front = z + 0.6 * px if form != "twin towers" else z + 0.5 * px
        parts.append(on_wall(entry, 0, front, 0, 0))
        rose = turned([(0.3 * x, 0), (0.3 * x, 1.6 * px)], trim, 14).rotate("x", 90)
        eye = turned([(0.21 * x, 0), (0.21 * x, 2.1 * px)], glass, 14).rotate("x", 90)
        parts += [m.move(0, height + 0.12 * rise, z + px * 0.5).named("window") for m in (rose, eye)]
    color = article(wall)
    brick = {"red": "brick ", "gray": "stone "}.get(wall, "")
    noun = "chapel" if form == "chapel" else "church"
    options = [
        f"{color} church",
        f"{wall} church",
        f"a church with {words}",
        f"{color} church with {words}",
        f"{color} {brick}{noun}",
    ]
    if form != "domes":
        options += [
            f"{color} church with {article(tiles)} roof",
            f"a church with {article(tiles)} roof and {words}",
            f"{color} {noun} with {article(tiles)} roof",
            f"a church with {article(tiles)} roof",
        ]
    else:
        options += [f"an orthodox church with {dome_name} domes", f"{color} orthodox church"]
    if form == "front tower":
        options += [
            "a village church with a pointed steeple",
            f"{color} church with a tall steeple and a cross",
        ]
    return Sample(merge(parts), "church", chosen(rng, ["church", "a church"], options), f"church {form} {wall} {tiles}")


def barn(rng: Rng) -> Sample:
    """A barn with a gambrel or gabled roof, big doors with white crossed boards, and perhaps a silo."""
    colors = {
        "red": 0.5,
        "white": 0.14,
        "brown": 0.14,
        "gray": 0.07,
        "green": 0.05,
        "blue": 0.05,
        "yellow": 0.05,
    }
    wall = weighted(rng, colors)
    roofs = {
        "gray": 0.25,
        "dark gray": 0.22,
        "brown": 0.15,
        "black": 0.1,
        "white": 0.1,
        "red": 0.08,
        "green": 0.1,
    }
    roofs.pop(wall, None)
    tiles = weighted(rng, roofs)
    gambrel = rng.random() < 0.7
    px = 0.045
    x, z, height = rng.uniform(0.62, 0.85), rng.uniform(0.8, 1.15), rng.uniform(0.55, 0.75)
    board, tile = shade(rng, wall, 0.05), shade(rng, tiles, 0.05)
    trim = shade(rng, "white", 0.02) if wall != "white" else shade(rng, pick(rng, ("red", "dark gray", "brown")), 0.05)
    parts = [_walls(x, z, height, board, px, tint(shade(rng, "gray", 0.05), 0.8), False)]
    rise = x * (rng.uniform(0.95, 1.15) if gambrel else rng.uniform(0.7, 0.95))
    eave = 2.2 * px

    def shape(grow: float, lift: float) -> list[tuple[float, float]]:
        w = x + grow
        if gambrel:
            return [
                (-w, -lift),
                (w, -lift),
                (0.68 * w, 0.62 * rise),
                (0, rise + lift * 0.6),
                (-0.68 * w, 0.62 * rise),
            ]
        return [(-w, -lift), (w, -lift), (0, rise + lift * 0.5)]

    parts.append(slab(shape(eave, 1.2 * px), 2 * (z + eave), tile).move(0, height).named("roof"))
    outer = [(0.93 * a, -1.2 * px + 0.93 * (b + 1.2 * px)) for a, b in shape(eave, 1.2 * px)]
    inner = [(0.82 * a, 0.82 * b) for a, b in shape(eave, 1.2 * px)]
    edge = slab(outer, 2 * (z + eave) + 0.6 * px, trim).move(0, height).named("trim")
    parts += [edge, slab(inner, 2 * (z + eave) + 1.2 * px, board).move(0, height).named("wall")]
    ridge = block(-1.2 * px, 1.2 * px, height + rise, height + rise + 1.8 * px, -z - eave, z + eave, tint(tile, 0.8))
    parts.append(ridge.named("roof"))
    # Corner boards and the doors.
    corners = [(sx * x, height / 2, sz * z) for sx in (-1, 1) for sz in (-1, 1)]
    parts.append(blocks(corners, (2 * px, height, 2 * px), trim).named("trim"))
    w, h = rng.uniform(0.3, 0.38), 0.82 * height
    line = 1.5 * px
    out = z + 0.4 * px
    parts.append(block(-w - line, w + line, 0, h + line, z - px, out, trim).named("door"))
    leaf = tint(board, 0.82)
    for s in (-1, 1):
        parts.append(
            block(min(0.02 * s, s * w), max(0.02 * s, s * w), 0.0, h, z - px, out + 0.4 * px, leaf).named("door")
        )
        length, turn = np.hypot(w, h), np.degrees(np.arctan2(h, w))
        for d in (-1, 1):
            plank = blocks([(0, 0, 0)], (0.9 * length, line, 0.4 * px), trim).rotate("z", d * turn)
            parts.append(plank.move(s * w / 2, h / 2, out + 0.5 * px).named("door"))
    parts.append(block(-line / 2, line / 2, 0, h, z, out + 0.7 * px, trim).named("door"))
    loft = 0.13 + 0.02
    y = height + 0.3 * rise
    face = z + eave + 0.6 * px
    pieces = [blocks([(0, y, 0)], (2 * loft + 2 * line, 2 * loft + 2 * line, 2 * (face + 0.4 * px)), trim)]
    pieces.append(blocks([(0, y, 0)], (2 * loft, 2 * loft, 2 * (face + 0.8 * px)), tint(board, 0.6)))
    parts += [p.named("window") for p in pieces]
    pane = window(4 * px, 4.5 * px, px, (0.2, 0.23, 0.3), trim, True)
    for yaw in (90, 270):
        parts.append(on_wall(pane, yaw, x, np.linspace(-0.55, 0.55, 3) * z, 0.55 * height))
    silo = rng.random() < 0.4
    if silo:
        r, tall, side = (
            rng.uniform(0.24, 0.32),
            height + rise * rng.uniform(0.8, 1.4),
            float(rng.choice([-1, 1])),
        )
        metal = shade(rng, pick(rng, ("gray", "white", "light blue", "tan")), 0.05)
        cap = tint(metal, 0.85) if rng.random() < 0.5 else shade(rng, "red", 0.05)
        profile, tones = [(r, 0.0)], []
        for i in range(4):
            profile += [(r, tall * (i + 0.85) / 4), (r, tall * (i + 1) / 4)]
            tones += [metal, tint(metal, 0.8)]
        arc = np.linspace(0, np.pi / 2, 6)[1:]
        profile += [(1.04 * r * np.cos(a) if a < 1.5 else 0.0, tall + 0.8 * r * np.sin(a)) for a in arc]
        parts.append(turned(profile, tones + [cap] * 5, 18).move(side * (x + r + 0.06), 0, -0.25 * z).named("silo"))
    elif rng.random() < 0.5:
        cup = block(-3.2 * px, 3.2 * px, height + rise - px, height + rise + 5 * px, -3.2 * px, 3.2 * px, trim)
        parts += [
            cup.named("cupola"),
            roof(4.4 * px, 4.4 * px, 4.5 * px, 0, tile, 2, 0.1 * px).move(0, height + rise + 5 * px),
        ]
    color = article(wall)
    form = "gambrel" if gambrel else "gable"
    options = [
        f"{color} barn",
        f"{wall} barn",
        f"{color} farm barn",
        f"{color} barn with {article(tiles)} roof",
        f"a barn with {article(tiles)} roof",
        f"{color} wooden barn",
        f"{color} barn with a {form} roof",
    ]
    if wall != "white":
        options.append(f"{color} barn with white trim")
    if silo:
        options += [
            "a barn with a silo",
            f"{color} barn with a silo",
            f"{color} barn with {article(tiles)} roof and a silo",
        ]
    return Sample(
        merge(parts),
        "barn",
        chosen(rng, ["barn", "a barn"], options),
        f"barn {wall} {tiles} {form} {'silo' if silo else ''}".strip(),
    )
