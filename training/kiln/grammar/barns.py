"""Barns."""

from __future__ import annotations

import numpy as np

from kiln.grammar.base import Generator, Rng, Sample, article, pick, shade
from kiln.grammar.building_parts import calm_roofs, on_wall, roof, window
from kiln.grammar.house_parts import storey_walls
from kiln.grammar.kit import chosen, tint, weighted
from kiln.grammar.solids import block, blocks, slab, turned
from kiln.mesh import merge


def barn(rng: Rng) -> Sample:
    """A barn with a gambrel or gabled roof, big doors with white crossed boards, and perhaps a silo."""
    colors = {"red": 0.5, "white": 0.14, "brown": 0.14, "gray": 0.07, "green": 0.05, "blue": 0.05, "yellow": 0.05}
    wall = weighted(rng, colors)
    roofs = {"gray": 0.25, "dark gray": 0.22, "brown": 0.15, "black": 0.1, "white": 0.1, "red": 0.08, "green": 0.1}
    tiles = weighted(rng, calm_roofs(roofs, wall))
    gambrel = rng.random() < 0.7
    px = 0.045
    x, z, height = rng.uniform(0.62, 0.85), rng.uniform(0.8, 1.15), rng.uniform(0.55, 0.75)
    board, tile = shade(rng, wall, 0.05), shade(rng, tiles, 0.05)
    trim = shade(rng, "white", 0.02) if wall != "white" else shade(rng, pick(rng, ("red", "dark gray", "brown")), 0.05)
    parts = [storey_walls(x, z, height, board, px, tint(shade(rng, "gray", 0.05), 0.8), False)]
    rise = x * (rng.uniform(0.95, 1.15) if gambrel else rng.uniform(0.7, 0.95))
    eave = 2.2 * px

    def shape(grow: float, lift: float) -> list[tuple[float, float]]:
        w = x + grow
        if gambrel:
            return [(-w, -lift), (w, -lift), (0.68 * w, 0.62 * rise), (0, rise + lift * 0.6), (-0.68 * w, 0.62 * rise)]
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
        r, tall, side = (rng.uniform(0.24, 0.32), height + rise * rng.uniform(0.8, 1.4), float(rng.choice([-1, 1])))
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


GENERATORS: dict[str, Generator] = {"barn": barn}
