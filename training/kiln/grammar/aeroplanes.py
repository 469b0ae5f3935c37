"""Aeroplanes: airliners, private jets, propeller planes, biplanes, seaplanes and fighters."""

from __future__ import annotations

import numpy as np

from kiln.grammar.base import COLORS, Rng, Sample, article, pick, shade
from kiln.grammar.vehicle_parts import CHROME, DARK, GLASS, choose_captions, other, wheel
from kiln.grammar.vehicle_solids import (
    blob,
    block,
    copies,
    disc,
    loft,
    plate,
    rod,
    row,
    turned,
    wing,
)
from kiln.mesh import Color, Mesh, merge

PAINTS = (
    "white",
    "red",
    "blue",
    "yellow",
    "green",
    "orange",
    "light blue",
    "purple",
    "pink",
    "teal",
    "gray",
    "black",
)
WHITE: Color = (0.94, 0.94, 0.94)


def _fuselage(
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


def _propeller(radius: float, blades: int, spinner: Color, phase: float, tip: Color | None = None) -> Mesh:
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


def _jet_engine(radius: float, length: float, color: Color) -> Mesh:
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


def _airliner(rng: Rng) -> tuple[Mesh, str, list[str], str]:
    u = rng.uniform
    private = rng.random() < 0.3
    color = pick(rng, PAINTS[:10], [8, 1.5, 1.5, 1.5, 1, 1, 1, 0.6, 0.6, 0.6])
    second = other(rng, ("red", "blue", "orange", "green", "light blue", "purple", "yellow", "white"), color)
    main, tone = (WHITE if color == "white" else shade(rng, color)), shade(rng, second)
    livery = pick(rng, ["tail", "stripe", "belly", "tail and engines"])
    length = u(4.8, 5.8)
    r = u(0.5, 0.62) if not private else u(0.42, 0.5)
    half = length / 2
    body = [
        (-half, r * 0.62, 0.05, 0.06),
        (-half * 0.9, r * 0.52, r * 0.28, r * 0.32),
        (-half * 0.62, r * 0.26, r * 0.68, r * 0.74),
        (-half * 0.34, 0.03, r * 0.97, r * 0.97),
        (0, 0, r, r),
        (half * 0.55, 0, r, r),
        (half * 0.70, -0.01, r * 0.95, r * 0.96),
        (half * 0.80, -r * 0.08, r * 0.84, r * 0.86),
        (half * 0.90, -r * 0.22, r * 0.58, r * 0.60),
        (half * 0.965, -r * 0.32, r * 0.32, r * 0.34),
        (half, -r * 0.38, 0.05, 0.05),
    ]
    tail_tone = tone
    parts = [
        _fuselage(
            body,
            main,
            24,
            2.05,
            tone if livery == "stripe" else None,
            tone if livery == "belly" else None,
            glass=(7,),
        )
    ]
    n = int(u(5, 8))
    z = np.linspace(-half * 0.42, half * 0.56, n)
    spacing = z[1] - z[0]
    hole = block(2 * r * 0.985 + 0.03, r * 0.26, spacing * 0.55, GLASS)
    parts.append(row(hole.move(0, r * 0.22, 0), "z", z).named("windows"))
    span = length * u(0.88, 1.04)
    wing_color = main if rng.random() < 0.5 else (0.78, 0.79, 0.81)
    low = -r * 0.5
    sweep = length * u(0.16, 0.24)
    dihedral = u(0.12, 0.3)
    root_z = half * 0.30
    parts.append(
        lift(
            span,
            low,
            root_z,
            length * 0.24,
            length * 0.08,
            sweep,
            dihedral,
            0.16,
            wing_color,
            tone if rng.random() < 0.4 else None,
        )
    )
    tee = private and rng.random() < 0.7
    fin_h = length * u(0.17, 0.21)
    parts.append(
        tail_fin(
            fin_h,
            r * 0.42,
            -half * 0.62,
            length * 0.18,
            length * 0.09,
            length * 0.12,
            0.14,
            tail_tone,
            main if rng.random() < 0.25 else None,
        )
    )
    if tee:
        parts.append(
            lift(
                span * 0.36,
                r * 0.42 + fin_h,
                -half * 0.62 - length * 0.11,
                length * 0.10,
                length * 0.06,
                length * 0.05,
                0,
                0.12,
                main,
            )
        )
    else:
        parts.append(
            lift(
                span * 0.38,
                r * 0.45,
                -half * 0.70,
                length * 0.12,
                length * 0.06,
                length * 0.09,
                0.08,
                0.12,
                main,
            )
        )
    pod = tone if livery == "tail and engines" else (main if rng.random() < 0.6 else (0.72, 0.73, 0.75))
    four = not private and rng.random() < 0.35
    if private:
        engines = _jet_engine(0.3, 1.0, pod).move(r + 0.28, r * 0.35, -half * 0.42).both_sides()
    else:
        spots = (0.34, 0.62) if four else (0.36,)
        engines = merge(
            [
                _jet_engine(0.29 if four else 0.36, 1.0, pod).move(
                    span / 2 * s, low + dihedral * s - 0.3, root_z - sweep * s + 0.22
                )
                for s in spots
            ]
        ).both_sides()
    parts.append(engines)
    if rng.random() < 0.4:
        parts.append(
            gear([(0, half * 0.66), (0.45, -0.15), (-0.45, -0.15)], 0.17, 0.5, (0.6, 0.6, 0.62)).move(0, -r - 0.42, 0)
        )
    name = (
        "private jet"
        if private
        else pick(rng, ["airliner", "passenger plane", "jet airliner", "jumbo jet" if four else "airliner"])
    )
    detail = {
        "tail": f"with {article(second)} tail",
        "stripe": f"with {article(second)} stripe",
        "belly": f"with {article(second)} belly",
        "tail and engines": f"with {second} tail and engines",
    }[livery]
    options = [
        article(name),
        f"{article(color)} airplane",
        article(f"{color} {name}"),
        f"{article(color)} plane {detail}",
        f"{article(color)} {name} {detail}",
        "a jet plane",
        f"{article(color)} aeroplane {detail}",
    ]
    options.append("an airplane with four engines" if four else "a plane with two jet engines")
    return merge(parts), "private jet" if private else "airliner", options, color


def _light_plane(rng: Rng) -> tuple[Mesh, str, list[str], str]:
    u = rng.uniform
    form = pick(rng, ["high wing", "low wing", "biplane", "fighter", "seaplane"], [2.5, 2, 3, 2, 1.3])
    color = (
        pick(rng, PAINTS, [2, 4, 3, 3.5, 2, 2, 1.5, 0.7, 0.7, 0.8, 0.6, 0.4])
        if form != "fighter"
        else pick(rng, ["green", "gray", "tan", "dark green", "blue"])
    )
    military = {
        "green": (0.36, 0.42, 0.24),
        "dark green": (0.18, 0.28, 0.17),
        "tan": (0.74, 0.62, 0.43),
        "blue": (0.20, 0.28, 0.46),
        "gray": (0.56, 0.58, 0.60),
    }
    main = shade(rng, military[color] if form == "fighter" else color)
    second = other(rng, ("white", "red", "yellow", "blue", "orange"), color)
    if form == "fighter":
        second = other(rng, ("red", "yellow", "white"), color)
    if {second, color} == {"white", "gray"}:
        second = "red"
    tone = shade(rng, second)
    r = u(0.44, 0.52)
    open_cockpit = form == "biplane"
    radial = form in ("biplane", "fighter") and rng.random() < 0.6
    striped = rng.random() < 0.45
    nose_r = r * (0.92 if radial else 0.70)
    body = [
        (-2.1, 0.16, 0.06, 0.10),
        (-1.6, 0.12, r * 0.42, r * 0.46),
        (-0.7, 0.04, r * 0.86, r * 0.88),
        (0.0, 0.0, r, r),
        (0.7, -0.02, r, r),
        (1.15, -0.03, r * 0.95, r * 0.95),
        (1.45, -0.03, nose_r, nose_r),
        (1.52, -0.03, nose_r * 0.9, nose_r * 0.9),
    ]
    parts = [
        _fuselage(
            body,
            main,
            20,
            2.2,
            tone if striped else None,
            nose=tone if rng.random() < 0.4 or radial else None,
        )
    ]
    wings_second = not striped and form != "fighter" and rng.random() < 0.35
    wing_color = tone if wings_second else main
    span = u(4.6, 5.6)
    chord = u(0.85, 1.05)
    tips = tone if rng.random() < 0.45 and not wings_second else None
    thick = 0.17
    top_y = r + (0.34 if form in ("high wing", "seaplane") else 0.0)
    if form in ("high wing", "seaplane"):
        cabin = [
            (-0.55, r * 0.7, r * 0.55, r * 0.3),
            (-0.1, r + 0.02, r * 0.80, 0.36),
            (0.45, r + 0.02, r * 0.80, 0.36),
            (0.85, r * 0.62, r * 0.62, 0.22),
        ]
        colors = np.broadcast_to(np.asarray(GLASS, float), (3, 20, 3)).copy()
        colors[0, :] = main
        parts.append(loft(cabin, colors, 20, 3.0, ends=(main, GLASS)).named("cabin"))
        parts.append(
            row(block(2 * r * 0.80 + 0.03, 0.5, 0.09, main).move(0, r + 0.12, 0), "z", [-0.08, 0.40]).named("cabin")
        )
        parts.append(
            lift(span, top_y, 0.55, chord, chord * u(0.7, 1.0), u(0, 0.1), u(0, 0.15), thick, wing_color, tips)
        )
        strut = rod((r * 0.9, -0.1, 0.15), (span * 0.25, top_y, 0.1), 0.1, main)
        parts.append(strut.both_sides().named("struts"))
    elif form == "biplane":
        gap = u(0.85, 1.0)
        stagger = u(0.0, 0.25)
        parts.append(lift(span, -r * 0.55, 0.55, chord, chord * 0.85, 0.04, 0.08, thick, wing_color, tips))
        parts.append(
            lift(
                span * 1.04,
                -r * 0.55 + gap + 0.1,
                0.55 + stagger,
                chord,
                chord * 0.85,
                0.04,
                0.08,
                thick,
                wing_color,
                tips,
            )
        )
        for x in (span * 0.36,):
            for dz in (0.0, -0.55):
                post = rod(
                    (x, -r * 0.5, 0.38 + dz),
                    (x, gap - r * 0.4 + 0.1, 0.38 + dz + stagger),
                    0.1,
                    (0.55, 0.38, 0.22),
                )
                parts.append(post.both_sides().named("struts"))
        cabane = rod((r * 0.6, r * 0.6, 0.35), (r * 0.7, gap - r * 0.45, 0.35 + stagger), 0.1, (0.55, 0.38, 0.22))
        parts.append(cabane.both_sides().named("struts"))
    else:
        taper = u(0.45, 0.7) if form == "fighter" else u(0.7, 1.0)
        parts.append(
            lift(
                span,
                -r * 0.6,
                0.60,
                chord * 1.15,
                chord * taper,
                u(0.0, 0.2),
                u(0.15, 0.35),
                thick,
                wing_color,
                tips,
            )
        )
    if form in ("low wing", "fighter"):
        parts.append(blob(r * 0.62, 0.30, 0.62, GLASS, 14, 8).move(0, r * 0.86, -0.15).named("canopy"))
        bars = [disc(0.30, 0.07, main, "z", 14).scale(r * 2.1, 0.98, 1).move(0, r * 0.86, z) for z in (-0.3, 0.05)]
        parts.append(merge(bars).named("canopy"))
    if open_cockpit:
        parts.append(blob(r * 0.55, 0.08, 0.34, (0.14, 0.12, 0.11), 12, 6).move(0, r * 0.92, -0.45).named("cockpit"))
        cap = pick(rng, [(0.40, 0.25, 0.14), (0.85, 0.85, 0.82), (0.7, 0.12, 0.12)])
        head = merge(
            [
                blob(0.18, 0.20, 0.19, cap, 12, 7),
                blob(0.13, 0.10, 0.1, (0.86, 0.66, 0.52), 10, 6).move(0, -0.04, 0.11),
                block(0.26, 0.09, 0.1, DARK).move(0, 0.05, 0.15),
            ]
        )
        parts.append(head.move(0, r + 0.18, -0.45).named("pilot"))
        parts.append(
            plate([(-0.14, r * 0.9), (0.02, r * 0.9), (-0.1, r + 0.22)], 0.34, (0.45, 0.55, 0.65)).named("windscreen")
        )
    tail_color = tone if rng.random() < 0.5 else main
    fin_h = u(0.62, 0.8)
    parts.append(tail_fin(fin_h, 0.14, -1.38, 0.85, 0.45, 0.34, 0.13, tail_color))
    parts.append(
        lift(
            span * 0.36,
            0.16,
            -1.42,
            0.62,
            0.44,
            0.14,
            0,
            0.12,
            wing_color if rng.random() < 0.5 else tail_color,
        )
    )
    blades = 2 if form != "fighter" else int(rng.integers(3, 5))
    if radial:
        parts.append(disc(nose_r * 0.86, 0.08, DARK, "z").move(0, -0.03, 1.52).named("engine"))
    parts.append(
        _propeller(u(0.72, 0.88), blades, tone if rng.random() < 0.6 else CHROME, u(0, 180)).move(0, -0.03, 1.50)
    )
    if form == "seaplane":
        float_ = loft(
            [
                (-1.3, 0.04, 0.05, 0.05),
                (-0.9, 0.0, 0.16, 0.15),
                (0.3, 0, 0.2, 0.19),
                (1.1, 0.04, 0.17, 0.15),
                (1.5, 0.12, 0.05, 0.05),
            ],
            tone,
            14,
            2.6,
        )
        parts.append(float_.move(0.62, -r - 0.62, 0.15).both_sides().named("floats"))
        legs = [rod((0.62, -r - 0.5, z), (r * 0.6, -r * 0.6, z), 0.1, main) for z in (0.7, -0.35)]
        parts.append(merge(legs).both_sides().named("floats"))
    elif form != "fighter" or rng.random() < 0.5:
        parts.append(gear([(0.55, 0.75), (-0.55, 0.75)], 0.24, 0.5, main).move(0, -r - 0.42, 0))
        parts.append(gear([(0, -1.85)], 0.11, 0.25, main).move(0, -0.16, 0))
    if form == "fighter":
        ring = COLORS["blue"] if color != "blue" else COLORS["white"]
        marks = merge([disc(0.30, 0.06, ring, "y", 16), disc(0.17, 0.09, COLORS["red"], "y", 14)])
        parts.append(marks.move(span * 0.36, -r * 0.6 + 0.30, 0.14).both_sides().named("roundels"))
        side = merge([disc(0.2, 0.06, ring, "x", 14), disc(0.11, 0.09, COLORS["red"], "x", 12)])
        parts.append(side.move(r * 0.72, 0.07, -0.95).both_sides().named("roundels"))
    name = {
        "high wing": "propeller plane",
        "low wing": "small plane",
        "biplane": "biplane",
        "fighter": "old fighter plane",
        "seaplane": "seaplane",
    }[form]
    options = [
        "an airplane",
        article(name),
        f"{article(color)} {name}" if not name.startswith("old") else f"an old {color} fighter plane",
        f"{article(color)} airplane with a propeller",
        f"{article(color)} plane",
        "a propeller plane",
        f"a small {color} airplane",
    ]
    if wings_second:
        both = f"{color} and {second}"
        options = [article(name), "a propeller plane", f"{article(both)} plane", f"{article(both)} airplane"]
        options += [f"{article(both)} {name}", f"{article(color)} {name} with {second} wings"]
    if striped:
        options.append(f"{article(color)} {name} with {article(second)} stripe".replace("a old", "an old"))
    if form == "biplane":
        options += ["a biplane with a pilot", "an old airplane with two wings on each side", "a double-decker plane"]
    elif form == "seaplane":
        options.append(f"{article(color)} plane with {second} floats")
    elif form == "fighter":
        options = [
            "an airplane",
            "an old fighter plane",
            f"an old {color} fighter plane",
            f"{article(color)} warplane",
            "a world war two plane",
            f"{article(color)} propeller fighter",
        ]
    return merge(parts), form, options, color


def _jet_fighter(rng: Rng) -> tuple[Mesh, str, list[str], str]:
    color = pick(
        rng,
        ["gray", "dark gray", "blue", "green", "tan", "white", "red", "black"],
        [4, 1.5, 1.5, 1, 1, 1, 1.5, 1],
    )
    main = shade(rng, {"green": (0.34, 0.40, 0.24), "tan": (0.76, 0.64, 0.45)}.get(color, COLORS[color]), 0.03)
    second = other(rng, ("red", "yellow", "white", "blue"), color)
    tone = shade(rng, second)
    half = 2.6
    r = 0.42
    body = [
        (-half, 0.02, 0.20, 0.20),
        (-half + 0.3, 0.02, 0.30, 0.28),
        (-1.2, 0.02, r * 1.15, r),
        (0.0, 0.02, r * 1.1, r),
        (0.9, 0.02, r * 0.92, r),
        (1.6, -0.01, r * 0.62, r * 0.68),
        (2.2, -0.05, 0.14, 0.15),
        (half + 0.1, -0.07, 0.04, 0.04),
    ]
    nose = (0.18, 0.18, 0.19) if rng.random() < 0.5 else tone
    parts = [_fuselage(body, main, 20, 2.6, nose=nose)]
    parts.append(
        turned([(0, 0), (0.24, 0), (0.20, 0.2), (0, 0.05)], (0.22, 0.21, 0.21), 14)
        .rotate("x", -90)
        .move(0, 0.02, -half)
        .named("engine")
    )
    intake = loft(
        [(-1.2, 0.0, 0.12, 0.14), (-0.2, -0.02, 0.2, 0.24), (0.55, -0.02, 0.18, 0.24)],
        main,
        14,
        4,
        ends=(main, DARK),
    )
    parts.append(intake.move(r * 1.05, -0.04, 0).both_sides().named("intake"))
    parts.append(
        blob(0.27, 0.3, 0.68, GLASS if rng.random() < 0.7 else (0.75, 0.55, 0.15), 14, 8)
        .move(0, 0.34, 1.0)
        .named("canopy")
    )
    form = pick(rng, ["swept", "delta", "straight"], [3, 2, 1])
    tips = tone if rng.random() < 0.4 else None
    if form == "delta":
        parts.append(lift(3.6, -0.02, 0.75, 2.6, 0.45, 2.1, 0.0, 0.15, main, tips))
        if rng.random() < 0.5:
            parts.append(lift(1.5, 0.12, 1.15, 0.6, 0.2, 0.4, 0.0, 0.12, main))
    else:
        parts.append(lift(3.9, 0.0, 0.55, 1.7, 0.55, 1.15 if form == "swept" else 0.55, -0.05, 0.15, main, tips))
        parts.append(lift(2.1, 0.0, -1.62, 0.85, 0.35, 0.55, 0.0, 0.13, main))
    twin = rng.random() < 0.5
    fin = tail_fin(0.95, 0.1, -1.15, 1.15, 0.5, 0.65, 0.13, main, tone if rng.random() < 0.6 else None)
    parts.append(fin.rotate("z", -14).move(0.3, 0, 0).both_sides() if twin else fin)
    if rng.random() < 0.3:
        missile = merge(
            [
                loft(
                    [(-0.6, 0, 0.11, 0.11), (0.5, 0, 0.11, 0.11), (0.75, 0, 0.02, 0.02)],
                    (0.90, 0.90, 0.88),
                    10,
                ),
                block(0.4, 0.12, 0.26, (0.9, 0.9, 0.88)).move(0, 0, -0.5),
            ]
        )
        parts.append(copies(missile, [(x, -0.22, -0.3) for x in (0.85, 1.3)]).both_sides().named("missiles"))
    options = [
        "a fighter jet",
        f"{article(color)} fighter jet",
        "a jet fighter",
        f"{article(color)} military jet",
        "a military airplane",
        f"{article(color)} jet plane",
        f"a fighter jet with {'two tail fins' if twin else 'one tail fin'}",
    ]
    if form == "delta":
        options.append(f"{article(color)} fighter jet with triangular wings")
    return merge(parts), f"jet fighter {form}", options, color


def aeroplane(rng: Rng) -> Sample:
    """An airliner, private jet, propeller plane, biplane, seaplane or fighter."""
    which = pick(rng, [_airliner, _light_plane, _jet_fighter], [4, 5, 2])
    mesh, form, options, color = which(rng)
    mesh = mesh.scale(1.0, rng.uniform(0.95, 1.15), rng.uniform(0.9, 1.1))
    noun = pick(rng, ["airplane", "aeroplane", "plane"])
    options = [article(noun), *options]
    return Sample(mesh, "aeroplane", choose_captions(rng, noun, options), f"aeroplane {form} {color}")


GENERATORS = {"aeroplane": aeroplane}
