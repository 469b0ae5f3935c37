"""Tugboats and fishing boats."""

from __future__ import annotations

from kiln.grammar.base import Rng, article, pick, shade
from kiln.grammar.hulls import DARK_WOOD, PALE_WOOD, hull
from kiln.grammar.ship_parts import Ship, funnel, portholes
from kiln.grammar.vehicle_parts import DARK, GLASS, WHITE, other
from kiln.grammar.vehicle_solids import blob, block, copies, disc, rod, slab
from kiln.mesh import Mesh, merge


def workboat(rng: Rng, style: str) -> Ship:
    """A tug with tyres along its sides, or a trawler with a net."""
    u = rng.uniform
    parts: list[Mesh] = []
    color = pick(rng, ["red", "blue", "green", "black", "orange", "yellow", "teal", "light blue"])
    main = shade(rng, color)
    length, beam, depth = u(3.6, 4.3), u(1.4, 1.65), u(0.75, 0.95)
    half = length / 2
    band = shade(rng, other(rng, ("white", "yellow", "red"), color))
    parts.append(
        hull(
            length,
            beam,
            depth,
            main,
            shade(rng, "dark gray"),
            band if style == "trawler" else DARK,
            PALE_WOOD,
            u(0.35, 0.55),
            0.72,
            0.3,
            0.35,
            0.14,
            0.2,
            0.5,
        )
    )
    house_name = pick(rng, ["white", "white", "red", "yellow"])
    house_name = "white" if house_name == color else house_name
    house = shade(rng, house_name, 0.02)
    z = 0.35 if style == "tug" else (-0.75 if rng.random() < 0.5 else 0.6)
    parts.append(
        slab([(z - 0.75, 0), (z - 0.75, 0.55), (z + 0.62, 0.55), (z + 0.72, 0)], beam * 0.62, house, 0.06).named(
            "cabin"
        )
    )
    parts.append(portholes([z - 0.45, z, z + 0.4], 0.30, beam * 0.62, 0.10))
    up = 0.55
    parts.append(
        slab(
            [(z - 0.28, up), (z - 0.30, up + 0.62), (z + 0.50, up + 0.62), (z + 0.44, up)], beam * 0.50, house, 0.05
        ).named("wheelhouse")
    )
    parts.append(block(beam * 0.52, 0.26, 0.5, GLASS).move(0, up + 0.36, z + 0.08).named("windows"))
    parts.append(block(beam * 0.40, 0.26, 0.1, GLASS).move(0, up + 0.36, z + 0.45).named("windows"))
    roof = shade(rng, other(rng, ("red", "blue", "black", "green"), house_name))
    parts.append(block(beam * 0.60, 0.10, 1.0, roof, 0.03).move(0, up + 0.66, z + 0.1).named("roof"))
    if style == "tug":
        funnel_name = pick(rng, ["red", "yellow", "black", "orange", "blue"])
        parts.append(funnel(0, 0.4, z - 0.72, 0.26, u(0.95, 1.15), shade(rng, funnel_name), WHITE, 5))
        tyre = disc(0.21, 0.16, (0.11, 0.11, 0.11), "x", 14)
        hole = disc(0.10, 0.18, (0.30, 0.30, 0.30), "x", 10)
        fenders = copies(
            merge([tyre, hole]), [(beam * 0.49, -0.10, zz) for zz in (-half * 0.6, -half * 0.2, half * 0.2)]
        )
        parts.append(fenders.both_sides().named("fenders"))
        parts.append(rod((0, up + 0.6, z - 0.1), (0, up + 1.35, z - 0.15), 0.1, DARK).named("mast"))
        options = [
            "a tugboat",
            f"{article(color)} tugboat",
            f"{article(color)} tugboat with {article(house_name)} cabin",
            "a small harbour ship",
            f"a tugboat with {article(funnel_name)} funnel",
            f"{color} tug",
        ]
    else:
        mast_z = -0.2 if z > 0 else 0.65
        poles = [
            rod((0, 0, mast_z), (0, 2.0, mast_z), 0.11, DARK_WOOD),
            rod((0, 0.5, mast_z), (0, 1.75, mast_z + (-1.25 if z > 0 else 1.1)), 0.09, DARK_WOOD),
            rod((0, 1.9, mast_z), (0, 0.3, -half + 0.1 if z > 0 else half - 0.2), 0.08, DARK),
        ]
        parts.append(merge(poles).named("mast"))
        net = blob(0.34, 0.24, 0.4, (0.25, 0.52, 0.50), 10, 6).move(0, 0.15, mast_z + (-0.9 if z > 0 else 0.55))
        crates = copies(
            block(0.32, 0.22, 0.3, (0.30, 0.50, 0.72)), [(0.42, 0.13, mast_z - 0.45), (-0.4, 0.13, mast_z - 0.4)]
        )
        parts += [net.named("net"), crates.named("crates")]
        options = [
            "a fishing boat",
            f"{article(color)} fishing boat",
            "a fishing trawler",
            f"{article(color)} fishing boat with {article(house_name)} cabin",
            f"{article(color)} trawler with a mast and a net",
            "a boat",
        ]
    return Ship(parts, options, color)
