"""Houses."""

from __future__ import annotations

import numpy as np

from kiln.grammar.base import Generator, Rng, Sample, article, pick, shade
from kiln.grammar.building_parts import calm_roofs, column, door, gable_end, on_wall, roof, window
from kiln.grammar.house_parts import DOORS, GLASS, ROOFS, SIDES, WALLS, bush, chimney, storey_walls
from kiln.grammar.kit import chosen, tint, weighted
from kiln.grammar.solids import block, blocks, instances
from kiln.mesh import merge


def house(rng: Rng) -> Sample:
    """A dwelling of one to three storeys."""
    style = pick(rng, ("family", "cottage", "townhouse", "log cabin", "modern"), (0.45, 0.2, 0.14, 0.1, 0.11))
    storeys = {"cottage": 1, "log cabin": 1, "townhouse": int(rng.integers(2, 4))}.get(style, int(rng.integers(1, 3)))
    wall = "brown" if style == "log cabin" else weighted(rng, WALLS)
    tiles = weighted(rng, calm_roofs(ROOFS, wall))
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
    parts = [storey_walls(x, z, height, wall_color, px, base, style == "log cabin")]

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
        rows = int(np.clip(rise / (4.5 * px), 2, 4))
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
    tall, wide = 0.62 * storey, max(0.3 * storey, 5 * px)
    at = 0.0 if rng.random() < 0.65 else float(rng.choice([-0.45, 0.45])) * x
    arched = style == "cottage" and rng.random() < 0.4
    parts.append(on_wall(door(wide, tall, px, shade(rng, leaf, 0.05), trim, arched), 0, z, at, 0.0))
    pane_w, pane_h = (max(rng.uniform(0.3, 0.4) * storey, 4.5 * px), max(rng.uniform(0.36, 0.48) * storey, 5 * px))
    if style == "modern":
        pane_w *= 1.9
    pane = window(pane_w, pane_h, px, glass, trim, rng.random() < 0.3)
    if style not in ("modern", "log cabin") and rng.random() < 0.2:
        shutter = shade(rng, pick(rng, ("blue", "green", "red", "brown", "dark green", "teal")), 0.05)
        offset = pane_w / 2 + 2.6 * px
        pane = merge(
            [
                pane,
                blocks([(-offset, 0, 0), (offset, 0, 0)], (2.8 * px, pane_h + 2 * px, 1.4 * px), shutter).named(
                    "window"
                ),
            ]
        )
    for level in range(storeys):
        y = level * storey + 0.55 * storey
        for yaw, name in SIDES:
            half, distance = (x, z) if name in ("front", "back") else (z, x)
            n = 1 if half < 0.62 or (pane_w > 0.6 * half) else 2
            if name in ("front", "back") and style != "modern" and half > 0.7:
                n = 2
            spots = np.array([0.0]) if n == 1 else np.linspace(-0.58, 0.58, n) * half
            if name == "front" and level == 0:
                spots = np.array([-0.58, 0.58]) * half if at == 0.0 else np.array([-0.58, 0.0, 0.58]) * half
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
        parts.append(chimney(cx, cz, height, top + rng.uniform(0.08, 0.22), size, brick))
        words.append("a chimney")
    extra = pick(rng, ("none", "porch", "dormers", "wing", "garage"), (0.45, 0.16, 0.13, 0.13, 0.13))
    if extra == "porch" and form != "flat":
        deep, w = 0.38 * z + 3 * px, min(x, 1.7 * wide + 4 * px) if rng.random() < 0.5 else x
        cx = at if w < x else 0.0
        cx = float(np.clip(cx, w - x, x - w))
        y = tall + 3 * px
        cover = roof(w + px, deep / 2 + px, 0.3 * deep + 3 * px, 0.75 * w, roof_color, 2, 0.2 * px)
        parts.append(cover.move(cx, y, z + deep / 2))
        parts.append(block(cx - w, cx + w, 0, 2 * px, z, z + deep, base).named("porch"))
        post = column(1.5 * px, y, trim)
        posts = np.array([-1, 1]) * (w - 1.2 * px) if w < 0.8 * x else np.array([-1, -0.35, 0.35, 1]) * (w - 1.8 * px)
        parts.append(
            instances(post, np.stack([cx + posts, 0 * posts, 0 * posts + z + deep - 1.2 * px], 1)).named("porch")
        )
        words.append("a porch")
    elif extra == "dormers" and form == "gabled" and rise > 9 * px:
        w, h = 0.2 * x + 2 * px, 0.42 * rise
        one = merge(
            [
                block(-w / 2, w / 2, 0, h, -0.6 * z, 0, wall_color).named("wall"),
                roof(0.35 * z + 1.5 * px, w / 2 + 1.5 * px, 0.45 * w + px, 0.35 * z + 1.5 * px, roof_color, 2, 0.2 * px)
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
        parts.append(storey_walls(w, deep, low, wall_color, px, base, style == "log cabin").move(cx, 0, z))
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
        parts.append(storey_walls(w, deep, low, tint(wall_color, 0.97), px, base, False).move(cx, 0, z - deep))
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
                    cx - 0.75 * w, cx + 0.75 * w, k * low, k * low + 1.4 * px, z - px, z + 0.8 * px, tint(trim, 0.75)
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
        parts.append(instances(bush(rng, px), np.stack([spots, 0 * spots, 0 * spots + high[2] + 2 * px], 1)))

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


GENERATORS: dict[str, Generator] = {"house": house}
