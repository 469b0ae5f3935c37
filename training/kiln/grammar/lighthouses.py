"""Lighthouses."""

from __future__ import annotations

import numpy as np

from kiln.grammar.base import Generator, Rng, Sample, article, pick, shade
from kiln.grammar.building_parts import door, on_wall, roof, window
from kiln.grammar.kit import chosen, tint, weighted
from kiln.grammar.solids import block, blocks, instances, skin, turned
from kiln.grammar.towers import GLASS
from kiln.mesh import merge


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
    low, high, height = rng.uniform(0.22, 0.29), rng.uniform(0.13, 0.16), 1.0
    px = 1.4 / 57
    bands = int(rng.integers(2, 4)) * 2 + 1
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
    post = blocks([(0, 1.2 * px, 0)], (1.6 * px, 2.4 * px, 1.6 * px), metal)
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
    bars = (np.arange(4) + 0.5) * np.pi / 2
    bar = blocks([(0, lamp_h / 2, 0)], (1.8 * px, lamp_h, 1.8 * px), metal)
    parts.append(
        instances(
            bar, np.stack([lamp_r * np.sin(bars), 0 * bars + height, lamp_r * np.cos(bars)], 1), np.degrees(bars)
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
        turned([(1.2 * px, -2 * px), (2.2 * px, px), (1.2 * px, 2.4 * px), (1.2 * px, 4 * px)], metal, 8)
        .move(0, y + top)
        .named("roof")
    )
    pane = window(3 * px, 4.4 * px, px, GLASS[int(rng.integers(2))], None, False, True)
    for i, f in enumerate((0.4, 0.72)):
        r = low + (high - low) * f**0.8
        for yaw in (0, 180) if i % 2 else (0, 90, 270):
            parts.append(on_wall(pane, yaw, r + 0.2 * px, 0, f * height))
    entry = door(
        4.6 * px, 7.5 * px, px, shade(rng, pick(rng, ("brown", "red", "blue", "black")), 0.05), tint(white, 0.8), True
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


GENERATORS: dict[str, Generator] = {"lighthouse": lighthouse}
