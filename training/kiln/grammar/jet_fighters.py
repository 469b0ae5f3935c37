"""Jet fighters."""

from __future__ import annotations

from kiln.grammar.aeroplane_parts import fuselage, lift, tail_fin
from kiln.grammar.base import COLORS, Rng, article, pick, shade
from kiln.grammar.vehicle_parts import DARK, GLASS, other
from kiln.grammar.vehicle_solids import blob, block, copies, loft, turned
from kiln.mesh import Mesh, merge


def jet_fighter(rng: Rng) -> tuple[Mesh, str, list[str], str]:
    color = pick(
        rng, ["gray", "dark gray", "blue", "green", "tan", "white", "red", "black"], [4, 1.5, 1.5, 1, 1, 1, 1.5, 1]
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
    parts = [fuselage(body, main, 20, 2.6, nose=nose)]
    parts.append(
        turned([(0, 0), (0.24, 0), (0.20, 0.2), (0, 0.05)], (0.22, 0.21, 0.21), 14)
        .rotate("x", -90)
        .move(0, 0.02, -half)
        .named("engine")
    )
    intake = loft(
        [(-1.2, 0.0, 0.12, 0.14), (-0.2, -0.02, 0.2, 0.24), (0.55, -0.02, 0.18, 0.24)], main, 14, 4, ends=(main, DARK)
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
                loft([(-0.6, 0, 0.11, 0.11), (0.5, 0, 0.11, 0.11), (0.75, 0, 0.02, 0.02)], (0.90, 0.90, 0.88), 10),
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
