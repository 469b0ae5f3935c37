"""Propeller planes: light ones, biplanes, seaplanes and old fighters."""

from __future__ import annotations

import numpy as np

from kiln.grammar.aeroplane_parts import PAINTS, fuselage, gear, lift, propeller, tail_fin
from kiln.grammar.base import COLORS, Rng, article, pick, shade
from kiln.grammar.vehicle_parts import CHROME, DARK, GLASS, other
from kiln.grammar.vehicle_solids import blob, block, disc, loft, plate, rod, row
from kiln.mesh import Mesh, merge


def light_plane(rng: Rng) -> tuple[Mesh, str, list[str], str]:
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
        fuselage(body, main, 20, 2.2, tone if striped else None, nose=tone if rng.random() < 0.4 or radial else None)
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
                    (x, -r * 0.5, 0.38 + dz), (x, gap - r * 0.4 + 0.1, 0.38 + dz + stagger), 0.1, (0.55, 0.38, 0.22)
                )
                parts.append(post.both_sides().named("struts"))
        cabane = rod((r * 0.6, r * 0.6, 0.35), (r * 0.7, gap - r * 0.45, 0.35 + stagger), 0.1, (0.55, 0.38, 0.22))
        parts.append(cabane.both_sides().named("struts"))
    else:
        taper = u(0.45, 0.7) if form == "fighter" else u(0.7, 1.0)
        parts.append(
            lift(span, -r * 0.6, 0.60, chord * 1.15, chord * taper, u(0.0, 0.2), u(0.15, 0.35), thick, wing_color, tips)
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
        lift(span * 0.36, 0.16, -1.42, 0.62, 0.44, 0.14, 0, 0.12, wing_color if rng.random() < 0.5 else tail_color)
    )
    blades = 2 if form != "fighter" else int(rng.integers(3, 5))
    if radial:
        parts.append(disc(nose_r * 0.86, 0.08, DARK, "z").move(0, -0.03, 1.52).named("engine"))
    parts.append(
        propeller(u(0.72, 0.88), blades, tone if rng.random() < 0.6 else CHROME, u(0, 180)).move(0, -0.03, 1.50)
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
