"""City buses, double-deckers, school buses and coaches."""

from __future__ import annotations

import numpy as np

from kiln.grammar.base import COLORS, Rng, Sample, article, pick, shade
from kiln.grammar.lorries import BRIGHT
from kiln.grammar.vehicle_parts import CARBON, CHROME, DARK, GLASS, LAMP, TAIL_LAMP, axle, choose_captions, other, wheel
from kiln.grammar.vehicle_solids import blob, block, disc, loft, pane, plate, slab
from kiln.mesh import merge


def bus(rng: Rng) -> Sample:
    """A city bus, double-decker, school bus or coach."""
    style = pick(rng, ["city", "double", "school", "coach"], [3, 2.5, 2.5, 2])
    u = rng.uniform
    width = u(2.1, 2.3)
    color = {"school": "yellow", "double": pick(rng, ["red", "red", "red", "green", "blue", "yellow"])}.get(
        style, pick(rng, BRIGHT, [4, 3, 2, 2, 2, 3, 1.5, 1.5, 1, 0.7, 0.7])
    )
    body = shade(rng, (0.96, 0.70, 0.10) if style == "school" else color, 0.03)
    second = other(rng, ("white", "red", "blue", "yellow", "green"), color)
    tone = shade(rng, second)
    radius = u(0.42, 0.5)
    floor = radius - 0.08
    length = {"city": u(5.6, 7.2), "double": u(5.2, 6.4), "school": u(4.6, 5.6), "coach": u(6.4, 7.6)}[style]
    storeys = 2 if style == "double" else 1
    height = {"city": u(2.1, 2.4), "double": u(3.5, 3.9), "school": u(2.05, 2.3), "coach": u(2.4, 2.7)}[style]
    half = length / 2
    roof = floor + height
    rake = u(0.05, 0.3) if style != "coach" else u(0.3, 0.6)
    side_view = [
        (-half, floor),
        (-half - 0.0, roof - 0.14),
        (-half + 0.16, roof),
        (half - rake - 0.16, roof),
        (half - rake, roof - 0.12),
        (half, floor + height * 0.36),
        (half, floor),
    ]
    parts = [slab(side_view, width, body, 0.12).named("body")]
    two_tone = style in ("city", "coach", "double") and rng.random() < 0.5
    if two_tone or style == "school":
        parts.append(
            block(width - 0.1, 0.12, length - rake - 0.5, tone if two_tone else COLORS["white"], 0.05)
            .move(0, roof, -rake / 2 - 0.05)
            .named("roof")
        )
    decks = (
        [(floor + height * 0.44, height * 0.36)]
        if storeys == 1
        else [(floor + height * 0.22, height * 0.22), (floor + height * 0.61, height * 0.24)]
    )
    gap = u(0.12, 0.2)
    for level, (y, h) in enumerate(decks):
        first = half - 0.5 - rake * (0.9 if level or storeys == 1 else 0.2)
        n = int(round((first + half - 0.35) / u(0.8, 1.0)))
        step = (first + half - 0.3) / n
        for i in range(n):
            z = first - (i + 0.5) * step
            parts.append(block(width + 0.05, h, step - gap, GLASS, 0.0).move(0, y + h / 2, z).named("windows"))
        a = np.array(
            [
                half - rake * (0 if y < floor + height * 0.36 else (y - floor - height * 0.36) / (height * 0.6)) + 0.0,
                y - 0.02,
            ]
        )
        b = np.array([half - rake * max(0.0, min(1.0, (y + h - floor - height * 0.36) / (height * 0.6))), y + h + 0.06])
        parts.append(pane(a, b, width * 0.86, GLASS, 0.08).named("windscreen"))
        parts.append(block(width * 0.76, h * 0.9, 0.06, GLASS).move(0, y + h / 2, -half).named("rear window"))
    if two_tone and rng.random() < 0.8 or style == "school":
        stripe = (0.1, 0.1, 0.1) if style == "school" else tone
        y = floor + height * (0.34 if storeys == 1 else 0.52)
        parts.append(
            block(width + 0.05, height * (0.05 if style == "school" else 0.08), length - 0.3, stripe)
            .move(0, y, 0)
            .named("stripe")
        )
        if style == "school":
            parts.append(
                block(width + 0.05, 0.08, length - 0.3, stripe).move(0, floor + height * 0.16, 0).named("stripe")
            )
    nose = half
    if style == "school":
        bonnet = u(0.8, 1.1)
        nose = half + bonnet
        hood = loft(
            [
                (half - 0.2, floor + 0.48, width * 0.44, 0.48),
                (nose - 0.3, floor + 0.46, width * 0.40, 0.44),
                (nose, floor + 0.42, width * 0.34, 0.34),
            ],
            body,
            20,
            5.0,
        )
        parts.append(hood.named("bonnet"))
        arc = [(half + 0.35 + 0.62 * np.cos(t), floor - 0.05 + 0.60 * np.sin(t)) for t in np.linspace(0, np.pi, 9)]
        parts.append(slab(arc, 0.36, body).move(width / 2 - 0.22).both_sides().named("fender"))
        parts.append(block(width * 0.4, 0.46, 0.08, (0.2, 0.2, 0.22), 0.03).move(0, floor + 0.45, nose).named("grille"))
        lamps = [
            disc(0.11, 0.06, c, "z").move(x, roof - 0.16, half - rake * 0.95 + 0.05)
            for x, c in ((width * 0.38, TAIL_LAMP), (width * 0.24, (0.95, 0.7, 0.2)))
        ]
        parts.append(merge(lamps).both_sides().named("lights"))
        if rng.random() < 0.6:
            sign = [(0.22 * np.cos(t), 0.22 * np.sin(t)) for t in np.arange(8) * np.pi / 4 + np.pi / 8]
            parts.append(
                plate(sign, 0.07, COLORS["red"], "x")
                .move(width / 2 + 0.06, floor + height * 0.36, half - 1.0)
                .named("stop sign")
            )
    else:
        doors = [half - 0.62 - rake * 0.25] + ([-0.1 * length] if style == "city" and rng.random() < 0.7 else [])
        for z in doors:
            h = height * (0.78 if storeys == 1 else 0.4)
            door = merge(
                [
                    block(0.08, h, 0.72, DARK),
                    block(0.1, h * 0.86, 0.28, GLASS).move(0, 0.02, 0.17),
                    block(0.1, h * 0.86, 0.28, GLASS).move(0, 0.02, -0.17),
                ]
            )
            parts.append(door.move(-width / 2, floor + h / 2 + 0.08, z).named("door"))
        board = block(width * 0.62, 0.2, 0.1, (0.10, 0.10, 0.10)).move(
            0,
            roof - 0.2 if storeys == 1 else floor + height * 0.53,
            half - (rake if storeys == 1 else rake * 0.4) + 0.02,
        )
        parts.append(board.named("destination sign"))
        parts.append(
            block(width * 0.34, 0.09, 0.12, (0.98, 0.75, 0.15))
            .move(
                0,
                roof - 0.2 if storeys == 1 else floor + height * 0.53,
                half - (rake if storeys == 1 else rake * 0.4) + 0.03,
            )
            .named("destination sign")
        )
        if style == "city" and rng.random() < 0.6:
            parts.append(
                block(width * 0.6, 0.2, 1.2, (0.88, 0.88, 0.88), 0.07)
                .move(0, roof + 0.08, -0.5)
                .named("air conditioner")
            )
    lamp_z = nose - (0.05 if style == "school" else 0.0)
    r = 0.15
    lamp_x = width * (0.28 if style == "school" else 0.36)
    parts.append(
        merge([disc(r * 1.2, 0.08, CHROME, "z"), blob(r, r, 0.09, LAMP, 10, 6)])
        .move(lamp_x, floor + 0.38, lamp_z)
        .both_sides()
        .named("headlights")
    )
    for z in (nose - 0.02, -half + 0.02):
        parts.append(
            block(width * 0.94, 0.22, 0.2, (0.1, 0.1, 0.1) if style == "school" else CARBON, 0.05)
            .move(0, floor + 0.08, z)
            .named("bumper")
        )
    parts.append(
        block(0.2, 0.3, 0.08, TAIL_LAMP, 0.03).move(width * 0.4, floor + 0.42, -half).both_sides().named("tail lights")
    )
    parts.append(
        block(0.12, 0.34, 0.14, DARK, 0.03)
        .move(width / 2 + 0.12, floor + height * (0.6 if storeys == 1 else 0.36), half - 0.1)
        .both_sides()
        .named("mirrors")
    )
    front = half + 0.35 if style == "school" else half - 1.35
    back = -half + 1.3
    axles = [front, back] + ([back + 2.15 * radius] if style == "coach" else [])
    rim = pick(rng, [CHROME, (0.66, 0.66, 0.68), (0.9, 0.9, 0.9), body])
    tyre = wheel(radius, 0.34, rim, pick(rng, ["disc", "steel"]), 0.58)
    for z in axles:
        if style != "school" or z != front:
            parts.append(disc(radius * 1.14, width + 0.03, CARBON, "x", 20).move(0, radius * 1.15, z).named("arches"))
        parts.append(axle(tyre, width / 2 - 0.10, radius, z))
    name = {"city": "city bus", "double": "double-decker bus", "school": "school bus", "coach": "coach"}[style]
    options = ["a bus", article(name), f"{article(color)} {name}", f"{color} bus", f"{article(color)} bus"]
    if two_tone:
        options += [f"{article(f'{color} and {second}')} bus", f"{article(color)} {name} with {article(second)} roof"]
    if style == "double":
        options += [
            "a bus with two floors",
            f"{article(color)} london bus" if color == "red" else f"a tall {color} bus",
        ]
    elif style == "school":
        options += ["an american school bus", "a yellow school bus with black stripes"]
    elif style == "coach":
        options += [f"{article(color)} tour bus", "a long travel coach with six wheels"]
    else:
        options.append(f"{article(color)} public transport bus")
    return Sample(
        merge(parts),
        "bus",
        choose_captions(rng, "bus", options),
        f"bus {style} {color} {second if two_tone else ''}".strip(),
    )


GENERATORS = {"bus": bus}
