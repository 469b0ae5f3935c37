"""Galleons and pirate ships."""

from __future__ import annotations

import numpy as np

from kiln.grammar.base import COLORS, Rng, article, pick, shade
from kiln.grammar.hulls import DARK_WOOD, PALE_WOOD, WOOD, hull, triangle_sail
from kiln.grammar.ship_parts import Ship, square_sail
from kiln.grammar.vehicle_solids import blob, block, copies, plate, rod, slab
from kiln.mesh import Mesh, merge


def galleon(rng: Rng, style: str) -> Ship:
    """A wooden ship with square sails, some of pirates."""
    u = rng.uniform
    parts: list[Mesh] = []
    pirate = style == "pirate"
    color = "brown"
    main = shade(rng, pick(rng, [WOOD, DARK_WOOD, (0.48, 0.31, 0.18)]))
    trim_name = pick(rng, ["yellow", "red", "blue", "dark green"])
    trim = (0.80, 0.62, 0.22) if trim_name == "yellow" else shade(rng, trim_name)
    length, beam, depth = u(4.2, 5.0), u(1.35, 1.6), u(0.85, 1.05)
    half = length / 2
    parts.append(
        hull(
            length,
            beam,
            depth,
            main,
            tuple(0.6 * v for v in main),
            trim,
            PALE_WOOD,
            0.35,
            0.78,
            0.5,
            0.5,
            0.12,
            0.6,
            0.5,
        )
    )
    castle = [(-half - 0.12, -0.05), (-half - 0.22, 0.78), (-half * 0.45, 0.62), (-half * 0.42, -0.05)]
    parts.append(slab(castle, beam * 0.86, main, 0.05).named("stern castle"))
    parts.append(
        block(beam * 0.9, 0.12, half * 0.62, trim, 0.02)
        .rotate("x", 5)
        .move(0, 0.72, -half * 0.78)
        .named("stern castle")
    )
    parts.append(block(beam * 0.6, 0.24, 0.08, (0.95, 0.80, 0.40)).move(0, 0.40, -half - 0.19).named("windows"))
    bow = [(half * 0.45, 0.05), (half * 0.45, 0.42), (half * 0.80, 0.56), (half * 0.84, 0.15)]
    parts.append(slab(bow, beam * 0.52, main, 0.04).named("forecastle"))
    ports = np.linspace(-half * 0.55, half * 0.4, 5)
    gun = merge(
        [block(0.1, 0.17, 0.19, (0.1, 0.08, 0.07)), rod((0, 0, 0), (0.16, 0, 0), 0.055, (0.12, 0.12, 0.12), sides=6)]
    )
    parts.append(copies(gun, [(beam * 0.47, -0.22, z) for z in ports]).both_sides().named("cannons"))
    parts.append(rod((0, 0.35, half * 0.8), (0, 0.85, half * 1.35), 0.11, DARK_WOOD, 0.09).named("bowsprit"))
    sail_name = (
        pick(rng, ["black", "red", "white", "gray"], [4, 1.5, 1, 1])
        if pirate
        else pick(rng, ["white", "beige", "red"], [5, 3, 1])
    )
    cloth = (0.16, 0.16, 0.17) if sail_name == "black" else shade(rng, sail_name, 0.03)
    striped = not pirate and rng.random() < 0.25 and sail_name != "red"
    red = shade(rng, "red")
    masts = [(half * 0.45, u(2.5, 2.9)), (-half * 0.12, u(3.0, 3.4)), (-half * 0.68, u(2.4, 2.8))]
    belly = u(0.14, 0.24)
    if rng.random() < 0.35:
        masts = masts[:2]
    for i, (z, h) in enumerate(masts):
        parts.append(rod((0, -0.1, z), (0, h + 0.3, z), 0.13, DARK_WOOD, 0.1).named("mast"))
        tiers = 2
        for level in range(tiers):
            drop = (h - 0.65) / tiers
            w = (1.25 + 0.42 * level) * (1.0 if i == 1 else 0.86)
            y = h - level * drop
            parts.append(rod((-w / 2 - 0.14, y, z + 0.06), (w / 2 + 0.14, y, z + 0.06), 0.09, DARK_WOOD).named("yard"))
            strips = [red if striped and k % 2 else cloth for k in range(5)]
            parts.append(square_sail(w, drop * 0.84, belly, strips).move(0, y, z + 0.08))
        flag = COLORS["black"] if pirate else shade(rng, pick(rng, ["red", "blue", "yellow"]))
        if i == 1 or rng.random() < 0.4:
            parts.append(
                plate([(z, h + 0.08), (z, h + 0.42), (z - 0.55, h + 0.40), (z - 0.5, h + 0.1)], 0.11, flag).named(
                    "flag"
                )
            )
            parts.append(rod((0, h, z), (0, h + 0.46, z), 0.09, DARK_WOOD).named("mast"))
    if pirate:
        z, h = masts[1]
        drop = (h - 0.65) / 2
        bone = (0.93, 0.92, 0.88)
        skull = merge(
            [
                blob(0.22, 0.21, 0.1, bone, 10, 6),
                block(0.2, 0.16, 0.12, bone, 0.03).move(0, -0.2, 0),
                copies(blob(0.06, 0.065, 0.1, (0.08, 0.08, 0.08), 8, 5), [(0.09, -0.01, 0.05), (-0.09, -0.01, 0.05)]),
            ]
        )
        if sail_name != "white":
            parts.append(skull.move(0, h - drop * 1.42, z + 0.16 + 1.75 * belly).named("skull"))
    jib = triangle_sail(
        (half * 1.28, 0.95), (half * 0.55, 0.75), (half * 0.5, masts[0][1] * 0.9), 0.0, 0.06, [cloth] * 6, 0.13
    )
    parts.append(jib)
    name = "pirate ship" if pirate else pick(rng, ["galleon", "tall ship", "old sailing ship"])
    sails = f"{sail_name} and red striped sails" if striped else f"{sail_name} sails"
    number = {2: "two", 3: "three"}[len(masts)]
    options = [
        article(name),
        f"a wooden {name.replace('old ', '')}",
        f"{article(name)} with {sails}",
        name,
        f"a wooden ship with {number} masts",
        f"a wooden ship with {sails}",
    ]
    if pirate and sail_name != "white":
        options.append(f"a pirate ship with a skull on its {sail_name} sail")
    color = f"{color} {sail_name}"
    return Ship(parts, options, color)
