"""Passenger ships: cruise ships and ocean liners."""

from __future__ import annotations

import numpy as np

from kiln.grammar.base import Rng, article, pick, shade
from kiln.grammar.hulls import DARK_WOOD, PALE_WOOD, hull
from kiln.grammar.ship_parts import Ship, funnel, portholes
from kiln.grammar.vehicle_parts import GLASS, WHITE
from kiln.grammar.vehicle_solids import blob, block, plate, rod, row
from kiln.mesh import Mesh, merge


def passenger_ship(rng: Rng, style: str) -> Ship:
    """A white cruise ship, or a steamship with two to four funnels."""
    u = rng.uniform
    parts: list[Mesh] = []
    cruise = style == "cruise"
    color = (
        "white"
        if cruise and rng.random() < 0.7
        else pick(rng, ["black", "blue", "red", "dark green"] if not cruise else ["blue", "light blue", "red"])
    )
    main = shade(rng, color, 0.03)
    length, beam, depth = u(5.0, 6.2), u(1.25, 1.5), u(0.85, 1.05)
    half = length / 2
    bottom = shade(rng, pick(rng, ["red", "blue", "red"]))
    parts.append(
        hull(
            length,
            beam,
            depth,
            main,
            bottom,
            WHITE if not cruise else main,
            PALE_WOOD,
            u(0.15, 0.3),
            0.62,
            0.2,
            u(0.3, 0.8),
            0.08,
            0.2,
            0.5,
        )
    )
    decks = int(rng.integers(3, 5)) if cruise else int(rng.integers(2, 4))
    y = 0.0
    step = 0.30
    front, back = half * 0.60, -half * 0.78
    for i in range(decks):
        w = beam * (0.84 - 0.05 * i)
        shape = [
            (w / 2, back),
            (w / 2, front - 0.5),
            (w / 4, front),
            (-w / 4, front),
            (-w / 2, front - 0.5),
            (-w / 2, back),
        ]
        parts.append(plate(shape, step, WHITE, "y").move(0, y + step / 2, 0).named("decks"))
        n = int((front - back - 0.7) / 0.36)
        spots = back + 0.25 + np.arange(n) * 0.36
        window = block(w + 0.04, step * 0.42, 0.20, GLASS)
        parts.append(row(window.move(0, y + step * 0.52, 0), "z", spots).named("windows"))
        y += step
        front -= u(0.25, 0.5)
        back += u(0.1, 0.35)
    parts.append(block(beam * 0.72, 0.26, 0.5, WHITE, 0.05).move(0, y + 0.1, front - 0.2).named("bridge"))
    parts.append(block(beam * 0.68, 0.12, 0.08, GLASS).move(0, y + 0.12, front + 0.04).named("windows"))
    funnel_name = pick(rng, ["red", "yellow", "orange", "blue"]) if color != "red" else pick(rng, ["yellow", "black"])
    count = 1 if cruise else int(rng.integers(2, 5))
    spread = (front - back) * 0.62
    for i in range(count):
        z = (front + back) / 2 - 0.2 + (0 if count == 1 else spread * (0.5 - i / (count - 1)))
        if cruise:
            z = back + (front - back) * 0.25
        parts.append(
            funnel(
                0,
                y - 0.05,
                z,
                0.34 if cruise else 0.24,
                u(0.7, 0.9) if cruise else u(0.95, 1.1),
                shade(rng, funnel_name),
                WHITE,
                10,
            )
        )
    boat_z = np.linspace(back + 0.6, front - 0.8, 5)
    lifeboat = (
        blob(0.11, 0.11, 0.26, shade(rng, "orange") if cruise else WHITE, 8, 5)
        .move(beam * 0.43, step * 1.15, 0)
        .both_sides()
    )
    parts.append(row(lifeboat, "z", boat_z).named("lifeboats"))
    if not cruise:
        parts.append(
            merge([rod((0, 0, z), (0, 2.0, z - 0.05), 0.1, DARK_WOOD) for z in (half * 0.72, -half * 0.72)]).named(
                "mast"
            )
        )
    if rng.random() < 0.6 and color != "white":
        parts.append(portholes(np.linspace(-half * 0.7, half * 0.45, 12), -0.2, beam * 0.985, 0.075, (0.9, 0.88, 0.75)))
    if cruise:
        pool = block(beam * 0.34, 0.06, 0.6, (0.25, 0.65, 0.85)).move(0, y + 0.01, back + (front - back) * 0.6)
        parts.append(pool.named("pool"))
        options = [
            "a cruise ship",
            f"{article(color)} cruise ship",
            f"a cruise ship with {article(funnel_name)} funnel",
            "a big passenger ship",
            f"{article(color)} cruise liner",
            f"{article(color)} ship with many decks",
        ]
    else:
        number = {2: "two", 3: "three", 4: "four"}[count]
        options = [
            "a steamship",
            "an ocean liner",
            f"{article(color)} ocean liner",
            f"a ship with {number} {funnel_name} funnels",
            f"{article(color)} ship with {number} funnels",
            f"an old {color} passenger ship",
        ]
    return Ship(parts, options, color)
