"""Churches."""

from __future__ import annotations

import numpy as np

from kiln.grammar.base import Generator, Rng, Sample, article, pick, shade
from kiln.grammar.building_parts import GILT, calm_roofs, door, gable_end, on_wall, roof, window
from kiln.grammar.house_parts import storey_walls
from kiln.grammar.kit import chosen, tint, weighted
from kiln.grammar.solids import block, blocks, turned
from kiln.mesh import Color, Mesh, merge


def _cross(px: float, color: Color) -> Mesh:
    return blocks(
        [(0, 2.6 * px, 0), (0, 3.5 * px, 0)], [(1.3 * px, 6 * px, 1.3 * px), (4 * px, 1.3 * px, 1.3 * px)], color
    ).named("cross")


def church(rng: Rng) -> Sample:
    """A church: a nave, a steeple and arched windows."""
    walls = {"white": 0.36, "gray": 0.2, "beige": 0.18, "red": 0.08, "tan": 0.08, "light blue": 0.04, "yellow": 0.06}
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
    tiles = weighted(rng, calm_roofs(roofs, wall))
    form = pick(rng, ("front tower", "side tower", "chapel", "twin towers", "domes"), (0.42, 0.16, 0.16, 0.14, 0.12))
    x, z, height = rng.uniform(0.42, 0.55), rng.uniform(0.85, 1.15), rng.uniform(0.62, 0.85)
    px = 0.045
    stone, tile = shade(rng, wall, 0.05), shade(rng, tiles, 0.05)
    trim = tint(stone, 0.82) if wall != "red" else shade(rng, "white", 0.03)
    glass = pick(rng, ((0.16, 0.18, 0.26), (0.30, 0.45, 0.72), (0.95, 0.80, 0.40)), (0.5, 0.3, 0.2))
    wood = shade(rng, pick(rng, ((0.38, 0.22, 0.12), (0.55, 0.14, 0.12))), 0.06)
    rise = x * rng.uniform(1.1, 1.6)
    parts = [storey_walls(x, z, height, stone, px, tint(stone, 0.75), False)]
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
                [(1.0 * half, 0), (0.5 * half, 0.5 * pointed), (0, pointed)], [tile, tint(tile, 0.9)], 8, flat=True
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
            body.append(_cross(px, GILT).move(cx, top + pointed - 0.6 * px, cz))
        parts.extend(body)

    octagon = rng.random() < 0.4
    domes = ("gold", "blue", "green")
    dome_name = pick(rng, domes, (0.6, 0.25, 0.15))
    dome = GILT if dome_name == "gold" else shade(rng, dome_name, 0.05)
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
        options += ["a village church with a pointed steeple", f"{color} church with a tall steeple and a cross"]
    return Sample(merge(parts), "church", chosen(rng, ["church", "a church"], options), f"church {form} {wall} {tiles}")


GENERATORS: dict[str, Generator] = {"church": church}
