"""Helicopters: with a bubble, for passengers, rescue, police and army."""

from __future__ import annotations

import numpy as np

from kiln.grammar.aeroplane_parts import PAINTS, gear
from kiln.grammar.base import Rng, Sample, article, pick, shade
from kiln.grammar.vehicle_parts import CHROME, DARK, GLASS, WHITE, choose_captions, other
from kiln.grammar.vehicle_solids import blob, block, disc, loft, pipe, plate, rod, row, turned
from kiln.mesh import Mesh, merge


def helicopter(rng: Rng) -> Sample:
    """A bubble, passenger, rescue or military helicopter."""
    u = rng.uniform
    form = pick(rng, ["passenger", "bubble", "rescue", "military", "police"], [4, 2, 2, 2, 1])
    if form == "military":
        color = pick(rng, ["green", "gray", "tan", "dark green"])
        main = shade(
            rng,
            {
                "green": (0.33, 0.40, 0.22),
                "tan": (0.74, 0.62, 0.43),
                "gray": (0.50, 0.52, 0.54),
                "dark green": (0.17, 0.27, 0.16),
            }[color],
            0.03,
        )
        second, tone = "", tuple(0.75 * v for v in main)
    else:
        color = {"rescue": pick(rng, ["red", "orange", "yellow"]), "police": pick(rng, ["blue", "white", "black"])}.get(
            form
        ) or pick(rng, PAINTS, [3, 4, 4, 3, 2, 2.5, 1.5, 1, 1, 1, 0.7, 1])
        main = shade(rng, color)
        second = "white" if form == "rescue" else other(rng, ("white", "yellow", "red", "black", "blue"), color)
        if {second, color} == {"white", "gray"}:
            second = "red"
        tone = shade(rng, second)
    r = u(0.72, 0.86)
    parts: list[Mesh] = []
    boom_z = -u(2.3, 2.8)
    tail_y = u(0.25, 0.45)
    if form == "bubble":
        parts.append(blob(r, r * 0.98, r * 1.05, (0.42, 0.56, 0.66), 18, 11).move(0, 0, 0.45).named("cockpit"))
        parts.append(
            loft(
                [(-0.6, 0.0, 0.3, 0.34), (-0.25, -0.02, 0.5, 0.52), (0.2, -0.05, r * 0.98, r * 0.9)], main, 18, 2.4
            ).named("body")
        )
        parts.append(
            loft(
                [(-0.2, -r * 0.72, 0.3, 0.12), (0.5, -r * 0.78, 0.42, 0.2), (1.1, -r * 0.62, 0.2, 0.10)], main, 16, 2.4
            ).named("body")
        )
        for y in (0.16, -0.12):
            parts.append(
                pipe([(0.17, y * 1.5, -0.4), (0.06, tail_y * 0.6 + y * 0.3, boom_z)], 0.1, main, 6)
                .both_sides()
                .named("tail boom")
            )
        cross = [
            rod((0.0, 0.20 - 0.02 * i, z), (0.0, -0.10 + 0.04 * i, z - 0.25), 0.09, main, sides=6)
            for i, z in enumerate(np.linspace(-0.7, boom_z + 0.5, 4))
        ]
        parts.append(merge(cross).named("tail boom"))
        seat = block(0.7, 0.3, 0.3, tone if second else DARK, 0.06).move(0, -0.2, 0.2)
        parts.append(seat.named("seats"))
    else:
        nose = u(1.2, 1.5)
        body = [
            (-1.15, 0.10, r * 0.36, r * 0.40),
            (-0.6, 0.02, r * 0.82, r * 0.86),
            (0.0, 0, r, r),
            (0.5, -0.02, r * 0.99, r * 0.98),
            (0.85, -0.08, r * 0.90, r * 0.86),
            (1.12, -0.18, r * 0.70, r * 0.64),
            (nose, -0.30, r * 0.38, r * 0.32),
            (nose + 0.12, -0.34, r * 0.12, r * 0.1),
        ]
        n = 24
        colors = np.broadcast_to(np.asarray(main, float), (len(body) - 1, n, 3)).copy()
        up = np.sin((np.arange(n) + 1) * 2 * np.pi / n)
        if form != "military":
            kind = pick(rng, ["belly", "stripe", "plain"])
            if kind == "belly":
                colors[:, up < -0.35] = tone
            elif kind == "stripe":
                colors[:, np.abs(up + 0.32) < 0.16] = tone
        else:
            kind = "plain"
        colors[3:5, up > 0.18] = GLASS
        colors[5, up > 0.35] = GLASS
        colors[3:5, (up > 0.96)] = main
        parts.append(loft(body, colors, n, 2.5).named("body"))
        n_w = 1
        window = block(2 * r * 0.99, r * 0.55, 0.5, GLASS, 0.0)
        parts.append(row(window.move(0, r * 0.28, 0), "z", [-0.05 - 0.56 * i for i in range(n_w)]).named("windows"))
        parts.append(
            loft(
                [(boom_z, tail_y + 0.1, 0.15, 0.17), (-1.6, 0.2, 0.23, 0.25), (-0.8, 0.14, r * 0.5, r * 0.5)],
                main,
                16,
                2.2,
            ).named("tail boom")
        )
        parts.append(
            loft(
                [
                    (-0.9, r + 0.02, 0.14, 0.12),
                    (-0.3, r + 0.02, 0.30, 0.22),
                    (0.35, r, 0.26, 0.18),
                    (0.6, r - 0.04, 0.14, 0.10),
                ],
                tone if kind != "plain" and rng.random() < 0.4 else main,
                16,
                3,
            ).named("engine")
        )
    mast_y = r + (0.24 if form != "bubble" else 0.30)
    parts.append(rod((0, r * 0.6, 0), (0, mast_y + 0.16, 0), 0.14, (0.3, 0.3, 0.31)).named("rotor"))
    parts.append(
        turned([(0.2, 0), (0.2, 0.1), (0.1, 0.16), (0, 0.16)], (0.25, 0.25, 0.26), 12)
        .move(0, mast_y + 0.06, 0)
        .named("rotor")
    )
    blades = pick(rng, [2, 3, 4, 4])
    reach = u(2.2, 2.7)
    phase = u(0, 360)
    tip = pick(rng, [(0.95, 0.80, 0.15), (0.92, 0.92, 0.92), (0.8, 0.15, 0.12)])
    blade = merge(
        [
            block(0.32, 0.2, reach * 0.86, (0.20, 0.20, 0.21), 0.03).move(0, 0, reach * 0.45),
            block(0.32, 0.202, reach * 0.14, tip, 0.03).move(0, 0, reach * 0.93),
        ]
    )
    parts.append(
        merge([blade.rotate("y", phase + 360 * i / blades) for i in range(blades)])
        .move(0, mast_y + 0.14, 0)
        .named("rotor")
    )
    fin_y = tail_y + 0.05
    fin = plate(
        [
            (boom_z + 0.36, fin_y),
            (boom_z - 0.05, fin_y + 0.72),
            (boom_z - 0.34, fin_y + 0.72),
            (boom_z - 0.12, fin_y - 0.1),
        ],
        0.2,
        tone if second else main,
    )
    parts.append(fin.named("tail"))
    parts.append(block(1.1, 0.18, 0.4, main, 0.03).move(0, tail_y + 0.1, boom_z + 0.55).named("tail"))
    small = merge(
        [
            block(0.16, 1.0, 0.22, (0.22, 0.22, 0.23), 0.02),
            block(0.16, 0.22, 1.0, (0.22, 0.22, 0.23), 0.02),
            disc(0.17, 0.2, CHROME, "x", 10),
        ]
    )
    parts.append(small.rotate("x", u(0, 90)).move(0.15, fin_y + 0.42, boom_z - 0.08).named("tail rotor"))
    if form == "military" and rng.random() < 0.7:
        stub = block(2.0, 0.12, 0.5, main, 0.03).move(0, -0.1, -0.05)
        pods = merge([disc(0.17, 0.8, tone, "z", 12), disc(0.12, 0.84, DARK, "z", 10)]).move(0.95, -0.28, 0.02)
        parts += [stub.named("wings"), pods.both_sides().named("pods")]
        feet = gear([(0.62, 0.75), (-0.62, 0.75)], 0.2, 0.5, tone).move(0, -r - 0.30, 0)
        parts += [feet, gear([(0, boom_z + 0.3)], 0.15, 0.3, tone).move(0, -0.25, 0)]
    else:
        skid_y = -r - 0.42
        skid = pipe(
            [(0, skid_y, -1.0), (0, skid_y, 1.0), (0, skid_y + 0.16, 1.32)],
            0.115,
            tone if rng.random() < 0.3 and second else (0.35, 0.35, 0.37),
        )
        legs = [rod((-0.12, -r * 0.75, z), (0, skid_y, z), 0.1, (0.35, 0.35, 0.37)) for z in (-0.55, 0.55)]
        parts.append(merge([skid, *legs]).move(r * 0.86).both_sides().named("skids"))
    if form == "rescue":
        arm = r * 0.5
        cross = merge(
            [block(2 * r * 1.0 + 0.05, arm, arm * 0.34, WHITE), block(2 * r * 1.0 + 0.05, arm * 0.34, arm, WHITE)]
        )
        parts.append(cross.move(0, -0.18, 0.1).named("cross"))
    noun = {
        "rescue": "rescue helicopter",
        "military": "military helicopter",
        "police": "police helicopter",
        "bubble": "small helicopter",
        "passenger": "helicopter",
    }[form]
    number = {2: "two", 3: "three", 4: "four"}[blades]
    options = [
        "a helicopter",
        f"{article(color)} helicopter",
        f"{color} helicopter",
        article(noun),
        "a chopper",
        f"{article(color)} chopper",
        f"a helicopter with {number} rotor blades",
    ]
    if form == "military":
        options += ["an army helicopter", f"{article(color)} army helicopter"]
    elif form == "bubble":
        options += [
            f"{article(color)} helicopter with a glass bubble cockpit",
            "an old helicopter with a round glass cabin",
        ]
    elif form == "rescue":
        options += [f"{article(color)} rescue helicopter", f"{article(color)} helicopter with a white cross"]
    elif form == "police":
        options += [f"{article(color)} police helicopter"]
    if form not in ("military", "bubble") and kind == "belly":
        options.append(f"{article(f'{color} and {second}')} helicopter")
    if form not in ("military", "bubble") and kind == "stripe":
        options.append(f"{article(color)} helicopter with {article(second)} stripe")
    return Sample(
        merge(parts), "helicopter", choose_captions(rng, "helicopter", options), f"helicopter {form} {color} {blades}"
    )


GENERATORS = {"helicopter": helicopter}
