"""Warships."""

from __future__ import annotations

from kiln.grammar.base import Rng, pick, shade
from kiln.grammar.hulls import hull
from kiln.grammar.ship_parts import Ship, funnel
from kiln.grammar.vehicle_parts import GLASS
from kiln.grammar.vehicle_solids import block, copies, rod, slab
from kiln.mesh import Mesh, merge


def warship(rng: Rng) -> Ship:
    """A grey ship with gun turrets before and behind its bridge."""
    u = rng.uniform
    parts: list[Mesh] = []
    color = "gray"
    main = shade(rng, pick(rng, [(0.55, 0.57, 0.60), (0.45, 0.48, 0.52), (0.62, 0.64, 0.66)]), 0.03)
    dark = tuple(0.75 * v for v in main)
    length, beam, depth = u(5.4, 6.2), u(1.1, 1.3), u(0.7, 0.85)
    half = length / 2
    parts.append(
        hull(
            length,
            beam,
            depth,
            main,
            shade(rng, pick(rng, ["red", "dark gray"])),
            main,
            dark,
            u(0.25, 0.4),
            0.6,
            0.4,
            0.7,
            0.05,
            0.0,
            0.45,
        )
    )
    y = 0.0
    for w, a, b, h in ((0.72, -1.3, 1.2, 0.35), (0.56, -0.7, 0.95, 0.35), (0.44, 0.15, 0.8, 0.4)):
        parts.append(
            slab([(a, y), (a + 0.08, y + h), (b - 0.2, y + h), (b, y)], beam * w, main, 0.04).named("superstructure")
        )
        y += h
    parts.append(block(beam * 0.46, 0.13, 0.4, GLASS).move(0, y - 0.16, 0.48).named("windows"))
    mast = [
        rod((0, y - 0.1, 0.3), (0, y + 0.95, 0.25), 0.12, dark, 0.09),
        block(0.7, 0.09, 0.12, dark).move(0, y + 0.45, 0.27),
        block(0.4, 0.16, 0.12, dark).move(0, y + 0.75, 0.26),
    ]
    parts.append(merge(mast).named("mast"))
    for z in (-0.35,) if rng.random() < 0.5 else (-0.2, -0.9):
        parts.append(funnel(0, 0.3, z, 0.24, 0.95, main, dark, 8))

    def turret(z: float, yy: float, facing: int) -> Mesh:
        house = slab([(-0.34, 0), (-0.30, 0.26), (0.16, 0.26), (0.36, 0.0)], 0.52, main, 0.05)
        guns = copies(
            rod((0, 0.16, 0.1), (0, 0.30, 1.0), 0.055, dark), [(x, 0, 0) for x in ((-0.13, 0.13) if two else (0.0,))]
        )
        made = merge([house, guns])
        return (made if facing > 0 else made.rotate("y", 180)).move(0, yy, z).named("turret")

    two = rng.random() < 0.7
    parts += [turret(half * 0.52, 0.06, 1), turret(-half * 0.62, 0.02, -1)]
    if rng.random() < 0.6:
        parts += [turret(half * 0.52 - 0.85, 0.36 if half * 0.52 - 0.85 < 1.2 else 0.26, 1)]
    options = [
        "a warship",
        "a battleship",
        "a gray warship",
        "a navy ship with guns",
        "a gray navy destroyer",
        "a military ship",
    ]
    return Ship(parts, options, color)
