"""The parts of aeroplanes: fuselages, wings, fins, propellers, wheels and jet engines."""

from __future__ import annotations

import numpy as np

from kiln.grammar.vehicle_parts import CHROME, GLASS, wheel
from kiln.grammar.vehicle_solids import block, loft, rod, turned, wing
from kiln.mesh import Color, Mesh, merge

PAINTS = ("white", "red", "blue", "yellow", "green", "orange", "light blue", "purple", "pink", "teal", "gray", "black")


def fuselage(
    sections,
    main: Color,
    sides: int = 24,
    power: float = 2.1,
    stripe: Color | None = None,
    belly: Color | None = None,
    glass: tuple[int, ...] = (),
    nose: Color | None = None,
    tail: Color | None = None,
) -> Mesh:
    """A body through (z, y, half width, half height), z ascending, with a stripe and a windscreen.

    `glass`: numbers of the segments between sections whose upper front is the windscreen.
    """
    colors = np.broadcast_to(np.asarray(main, float), (len(sections) - 1, sides, 3)).copy()
    angle = np.degrees((np.arange(sides) + 1.0) * 2 * np.pi / sides)
    up = np.sin(np.radians(angle))
    if belly is not None:
        colors[:, up < -0.30] = belly
    if stripe is not None:
        colors[:, np.abs(up + 0.02) < 0.20] = stripe
    if tail is not None:
        colors[0] = tail
    if nose is not None:
        colors[-1] = nose
    for i in glass:
        colors[i, up > 0.42] = GLASS
    return loft(sections, colors, sides, power).named("fuselage")


def lift(
    span: float,
    y: float,
    z: float,
    root: float,
    tip: float,
    sweep: float,
    dihedral: float,
    thick: float,
    color: Color,
    tip_color: Color | None = None,
) -> Mesh:
    """Both halves of a wing: `span` in all, its tips `sweep` behind and `dihedral` above its root."""
    half = span / 2
    rings = [
        (s * half, y + dihedral * s, z - sweep * s, root + (tip - root) * s, 1.7 * thick * (1 - 0.2 * s))
        for s in (0, 0.5, 0.84, 1)
    ]
    colors = np.broadcast_to(np.asarray(color, float), (3, 8, 3)).copy()
    if tip_color is not None:
        colors[-1] = tip_color
    return wing(rings, colors).both_sides().named("wings")


def tail_fin(
    height: float,
    y: float,
    z: float,
    root: float,
    tip: float,
    sweep: float,
    thick: float,
    color: Color,
    top: Color | None = None,
) -> Mesh:
    """An upright tail fin standing at height y."""
    rings = [(s * height, 0, z - sweep * s, root + (tip - root) * s, 1.6 * thick) for s in (0.0, 0.55, 1.0)]
    colors = np.broadcast_to(np.asarray(color, float), (2, 8, 3)).copy()
    if top is not None:
        colors[-1] = top
    return wing(rings, colors).rotate("z", 90).move(0, y, 0).named("tail")


def propeller(radius: float, blades: int, spinner: Color, phase: float, tip: Color | None = None) -> Mesh:
    """A propeller on the z axis about the origin, its spinner towards +z."""
    parts = [turned([(0.16, 0), (0.14, 0.12), (0.07, 0.24), (0, 0.28)], spinner, 12).rotate("x", 90)]
    blade = merge(
        [
            block(0.27, radius * 0.8, 0.18, (0.16, 0.16, 0.17), 0.03).move(0, radius * 0.5, 0.08),
            block(0.27, radius * 0.2, 0.182, tip or (0.95, 0.80, 0.2), 0.03).move(0, radius * 0.94, 0.08),
        ]
    )
    parts += [blade.rotate("z", phase + 360 * i / blades) for i in range(blades)]
    return merge(parts).named("propeller")


def gear(points, radius: float, leg: float, color: Color) -> Mesh:
    """Landing wheels at (x, z) with legs of length `leg`, wheel centres on y = 0."""
    tyre = wheel(radius, radius * 0.75, CHROME, "disc", 0.5, sides=14)
    made = []
    for x, z in points:
        made.append(tyre.move(x, 0, z))
        made.append(rod((x * 0.9, 0, z), (x * 0.72, leg, z), 0.1, color))
    return merge(made).named("landing gear")


def jet_engine(radius: float, length: float, color: Color) -> Mesh:
    """A nacelle about the origin, its intake towards +z."""
    profile = [
        (0, -length / 2 - 0.12),
        (radius * 0.35, -length / 2 - 0.05),
        (radius * 0.62, -length / 2),
        (radius * 0.95, -length * 0.1),
        (radius, length * 0.3),
        (radius * 0.93, length / 2),
        (radius * 0.74, length / 2 - 0.02),
        (radius * 0.7, length / 2 - 0.10),
        (0, length / 2 - 0.04),
    ]
    steel, dark = (0.55, 0.56, 0.58), (0.14, 0.14, 0.15)
    return (
        turned(profile, np.array([steel, steel, color, color, color, CHROME, dark, dark]), 16)
        .rotate("x", 90)
        .named("engine")
    )
