"""Airliners and private jets."""

from __future__ import annotations

import numpy as np

from kiln.grammar.aeroplane_parts import PAINTS, fuselage, gear, jet_engine, lift, tail_fin
from kiln.grammar.base import Rng, article, pick, shade
from kiln.grammar.vehicle_parts import GLASS, WHITE, other
from kiln.grammar.vehicle_solids import block, row
from kiln.mesh import Mesh, merge


def airliner(rng: Rng) -> tuple[Mesh, str, list[str], str]:
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
        fuselage(
            body, main, 24, 2.05, tone if livery == "stripe" else None, tone if livery == "belly" else None, glass=(7,)
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
            lift(span * 0.38, r * 0.45, -half * 0.70, length * 0.12, length * 0.06, length * 0.09, 0.08, 0.12, main)
        )
    pod = tone if livery == "tail and engines" else (main if rng.random() < 0.6 else (0.72, 0.73, 0.75))
    four = not private and rng.random() < 0.35
    if private:
        engines = jet_engine(0.3, 1.0, pod).move(r + 0.28, r * 0.35, -half * 0.42).both_sides()
    else:
        spots = (0.34, 0.62) if four else (0.36,)
        engines = merge(
            [
                jet_engine(0.29 if four else 0.36, 1.0, pod).move(
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
