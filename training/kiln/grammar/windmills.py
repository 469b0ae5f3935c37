"""Windmills.

Units: the tower is a little less than one unit high. `PX` is about a 64th of the finished object: no part of a
sail is thinner than three of them, or the six views of 64 pixels would lose it.
"""

from __future__ import annotations

import numpy as np

from kiln.grammar.base import Generator, Rng, Sample, article, pick, shade
from kiln.grammar.building_parts import calm_roofs, door, on_wall, roof, window
from kiln.grammar.kit import chosen, tint, weighted
from kiln.grammar.solids import ball, block, blocks, slab, turned
from kiln.grammar.towers import GLASS
from kiln.mesh import Color, Mesh, merge

PX = 1.6 / 57
WALLS = {
    "white": 0.3,
    "brown": 0.16,
    "gray": 0.13,
    "red": 0.12,
    "beige": 0.11,
    "tan": 0.08,
    "blue": 0.06,
    "green": 0.04,
}
CAPS = {"brown": 0.28, "red": 0.26, "dark gray": 0.14, "blue": 0.16, "green": 0.09, "orange": 0.07}
SAILS = {"white": 0.4, "brown": 0.25, "beige": 0.15, "red": 0.2}


def _cap(form: str, radius: float, height: float, color: Color, sides: dict) -> Mesh:
    """The roof over the tower's top, its eave at y = 0."""
    if form == "gable":
        return roof(radius + PX, radius, height, radius + PX, color, 3, 0.2 * PX).rotate("y", 90)
    if form == "cone":
        tones = [color, tint(color, 0.88)]
        return turned([(radius, 0), (0.5 * radius, 0.5 * height), (0, height)], tones, **sides).named("roof")
    t = np.linspace(0, np.pi / 2, 7)[:-1]
    outline = [(radius * np.cos(a), height * np.sin(a)) for a in t]
    return turned([(0.9 * radius, -PX), *outline, (0, height)], color, 16, 60).named("roof")


def _sail(form: str, length: float, width: float, cloth: Color, spar: Color) -> Mesh:
    """One sail upright on the hub at the origin, its front towards +Z."""
    bar = 3.2 * PX
    inner = 0.22 * length
    parts = [block(-bar / 2, bar / 2, 0, length, -1.6 * PX, 1.6 * PX, spar)]
    if form == "board":
        parts.append(block(-width / 2, width / 2, inner, length, -1.5 * PX, 1.0 * PX, cloth))
    elif form == "slatted":
        parts.append(block(-width / 2, width / 2, inner, length, -1.5 * PX, 0.8 * PX, cloth))
        rungs = np.linspace(inner + bar / 2, length - bar / 2, 3)
        at = np.stack([0 * rungs, rungs, 0 * rungs - 0.2 * PX], 1)
        parts.append(blocks(at, (width, 2.4 * PX, 2.6 * PX), spar))
    else:
        outline = [(0, 0.12 * length), (0.8 * width, inner), (1.15 * width, length), (0, length)]
        parts.append(slab(outline, 2.6 * PX, cloth))
    return merge(parts)


def windmill(rng: Rng) -> Sample:
    """A windmill with four (rarely six) broad sails on a round, octagonal or square tapering tower."""
    wall = weighted(rng, WALLS)
    cap = weighted(rng, calm_roofs(CAPS, wall))
    # White cloth on a white tower is common, but any other colour of the wall would swallow the sails.
    sail_name = weighted(rng, {k: v for k, v in SAILS.items() if k != wall or (k == "white" and rng.random() < 0.4)})
    shape = pick(rng, ("round", "octagonal", "square"), (0.45, 0.4, 0.15))
    kind = {"round": {"sides": 20}, "octagonal": {"sides": 8, "flat": True}, "square": {"sides": 4, "flat": True}}[
        shape
    ]
    body, top_color, cloth = shade(rng, wall, 0.05), shade(rng, cap, 0.05), shade(rng, sail_name, 0.04)
    low, high = rng.uniform(0.32, 0.4), rng.uniform(0.2, 0.25)
    height = rng.uniform(0.78, 0.95)
    stone_base = rng.random() < 0.35
    foot = tint(shade(rng, "gray", 0.05), 0.85) if stone_base else tint(body, 0.8)
    profile = [(low * 1.06, 0), (low * 1.06, 0.1), (low, 0.12), (high, height)]
    parts = [turned(profile, [foot, foot, body], crease=25, **kind).named("tower")]

    def radius(y: float) -> float:
        return low + (high - low) * (y - 0.12) / (height - 0.12)

    gallery = shape != "square" and rng.random() < 0.3
    if gallery:
        y = 0.32 * height
        r = radius(y)
        wood = tint(shade(rng, "brown", 0.05), 1.1)
        ring = [(r, y - 2.5 * PX), (r + 0.1, y), (r + 0.1, y + 2.5 * PX), (r, y + 2.5 * PX)]
        parts.append(turned(ring, wood, 16).named("gallery"))
    eave = high + 1.8 * PX
    form = "gable" if shape == "square" else pick(rng, ("cone", "dome", "gable"), (0.45, 0.35, 0.2))
    peak = eave * (rng.uniform(1.0, 1.35) if form != "dome" else 0.95)
    sides = kind if shape == "octagonal" else {"sides": 16}
    parts.append(_cap(form, eave, peak, top_color, sides).move(0, height))

    spar = tint(cloth, 0.72) if rng.random() < 0.5 else shade(rng, (0.36, 0.23, 0.13), 0.05)
    count = 6 if rng.random() < 0.05 else 4
    long = rng.uniform(0.62, 0.74)
    width = rng.uniform(0.19, 0.25) * (0.75 if count == 6 else 1.0)
    style = pick(rng, ("board", "slatted", "cloth"), (0.5, 0.2, 0.3))
    sail = _sail(style, long, width, cloth, spar)
    # Mostly a diagonal or an upright cross, as windmills are drawn.
    turn = pick(rng, (45.0, 0.0, rng.uniform(10, 80)), (0.75, 0.15, 0.1))
    hub_y, hub_z = height + 0.24 * peak, eave + 3.6 * PX
    sweep = merge([sail.rotate("z", turn + 360 / count * i) for i in range(count)])
    axle = turned([(2.2 * PX, 0), (2.2 * PX, hub_z)], spar, 8).rotate("x", 90)
    knob = ball(3.4 * PX, 3.4 * PX, 3.0 * PX, tint(spar, 0.85), 12, 7).move(0, 0, hub_z + PX)
    parts += [sweep.move(0, hub_y, hub_z).named("sails"), merge([axle, knob]).move(0, hub_y).named("hub")]

    glass = GLASS[int(rng.integers(3))]
    pane = window(5 * PX, 6 * PX, PX, glass, None, False, rng.random() < 0.5)
    for yaw in (90, 180, 270):
        parts.append(on_wall(pane, yaw, radius(0.62 * height), 0, 0.62 * height))
    leaf = shade(rng, "brown" if wall != "brown" else (0.25, 0.15, 0.09), 0.08)
    entry = door(7 * PX, 9.5 * PX, 1.4 * PX, leaf, tint(body, 0.8), rng.random() < 0.5)
    parts.append(on_wall(entry, 0, low + 0.6 * PX, 0, 0))

    color, sails = article(wall), f"{sail_name} sails"
    options = [
        f"{color} windmill",
        f"{wall} windmill",
        f"{color} windmill with {article(cap)} roof",
        f"a windmill with {article(cap)} roof",
        f"a windmill with {sails}",
        f"{color} windmill with {sails}",
        f"{color} windmill with {article(cap)} roof and {sails}",
        f"a windmill with {'four' if count == 4 else 'six'} sails",
        f"a windmill with {'four' if count == 4 else 'six'} blades",
        *("a dutch windmill", "an old windmill", "wind mill", "a wind mill", "mill", "a grain mill"),
        f"{color} dutch windmill",
    ]
    if gallery:
        options.append(f"{color} windmill with a wooden gallery")
    if stone_base and wall != "gray":
        options.append(f"{color} windmill on a stone base")
    captions = chosen(rng, ["windmill", "a windmill"], options)
    return Sample(merge(parts), "windmill", captions, f"windmill {shape} {wall} {cap} {sail_name}")


GENERATORS: dict[str, Generator] = {"windmill": windmill}
