"""Race cars: the closed ones (touring, GT, stock, rally, prototype, classic), and single_seaters.py's."""

from __future__ import annotations

import numpy as np

from kiln.grammar.base import COLORS, Rng, Sample, article, pick, shade
from kiln.grammar.car_body import Coach, glasshouse, shell
from kiln.grammar.coaches import RACE, draw_coach
from kiln.grammar.single_seaters import MAIN, MAIN_WEIGHTS, roundel, single_seater, upright
from kiln.grammar.vehicle_parts import CARBON, CHROME, LAMP, TAIL_LAMP, axle, choose_captions, other, wheel
from kiln.grammar.vehicle_solids import blob, block, disc, plate, wing
from kiln.mesh import Color, Mesh, merge

STYLES = ("gt", "touring", "stock", "rally", "prototype", "sixties")


def _spoiler(rng: Rng, c: Coach, style: str, color: Color, carbon: Color) -> Mesh:
    """The rear wing on two posts, a blade on the boot, or a spoiler behind the roof."""
    half, end = c.width / 2, -c.length / 2
    if style == "stock":
        blade = plate(
            [
                (end + 0.06, c.tail - 0.1),
                (end + 0.14, c.tail - 0.1),
                (end + 0.10, c.tail + 0.2),
                (end + 0.0, c.tail + 0.2),
            ],
            c.width * 0.86,
            color,
        )
        return blade.named("spoiler")
    if style == "rally":
        y, z = c.roof + rng.uniform(0.08, 0.16), c.roof_rear - 0.05
        plane = wing([(-half * 0.82, y, z, 0.42, 0.13), (half * 0.82, y, z, 0.42, 0.13)], color)
        ends = upright(z + 0.02, z - 0.46, y - 0.30, y + 0.12, 0.11, color).move(half * 0.82).both_sides()
        return merge([plane, ends]).named("spoiler")
    y = max(c.roof + rng.uniform(-0.12, 0.08), c.tail + 0.28)
    span = half * rng.uniform(0.84, 0.97)
    z = end + rng.uniform(0.28, 0.4)
    plane = wing([(-span, y, z, 0.44, 0.13), (span, y, z, 0.44, 0.13)], color)
    ends = (
        upright(z + 0.05, z - 0.48, y - 0.20, y + 0.14, 0.10, color if rng.random() < 0.5 else carbon, 0.04)
        .move(span)
        .both_sides()
    )
    posts = plate([(z - 0.05, c.tail - 0.15), (z - 0.25, c.tail - 0.15), (z - 0.32, y), (z - 0.12, y)], 0.10, carbon)
    return merge([plane, ends, posts.move(span * 0.45).both_sides()]).named("spoiler")


def _closed(rng: Rng) -> Sample:
    style = pick(rng, STYLES, [3, 2, 1.5, 2, 1.5, 1.8])
    c = draw_coach(rng, RACE, style).toy(rng.uniform(0.0, 1.0))
    main = pick(rng, MAIN, MAIN_WEIGHTS)
    second = other(rng, ("white", "black", "yellow", "red", "blue", "orange", "white"), main)
    if main == "gray" and second in ("white", "black"):
        second = "red"
    livery = pick(rng, ["plain", "stripe", "two stripes", "skirt", "roof"], [2, 3, 3, 2, 1.2])
    if style == "prototype" and livery == "roof":
        livery = "stripe"
    a, b = shade(rng, main), shade(rng, second)
    striped = livery in ("stripe", "two stripes")
    twin = livery == "two stripes"
    c.stripe = rng.uniform(0.26, 0.34) if twin else rng.uniform(0.16, 0.26)
    parts = [
        shell(c, a, b if striped else None, twin, b if livery == "skirt" else None),
        glasshouse(
            c,
            a,
            b if livery == "roof" else a,
            stripe=b if striped else None,
            twin=twin,
            blind_rear=style in ("stock", "gt") and rng.random() < 0.5,
        ),
    ]
    half, end, width = c.length / 2, -c.length / 2, c.width
    # Splitter, side skirts, intake, lamps.
    parts.append(block(width * 0.92, 0.09, 0.5, CARBON).move(0, c.sill + 0.03, half - 0.20).named("splitter"))
    parts.append(block(width * 0.9, 0.12, 0.3, CARBON).move(0, c.sill + 0.06, end + 0.16).named("diffuser"))
    mouth = width * rng.uniform(0.4, 0.62)
    parts.append(block(mouth, 0.16, 0.14, CARBON, 0.05).move(0, c.nose - 0.28, half - 0.04).named("grille"))
    lamp_x, lamp_z = width * 0.34, half - rng.uniform(0.10, 0.18)
    if style == "sixties":
        lamp = blob(0.15, 0.15, 0.12, LAMP).move(lamp_x, c.nose - 0.10, half - 0.10)
    else:
        lamp = block(0.30, 0.12, 0.30, LAMP, 0.05).rotate("y", 16).move(lamp_x, c.nose - 0.10, lamp_z)
    parts.append(lamp.both_sides().named("headlights"))
    tail = block(0.36, 0.12, 0.12, TAIL_LAMP, 0.04).move(width * 0.29, c.tail - 0.16, end + 0.05)
    parts.append(tail.both_sides().named("tail lights"))
    has_wing = style != "sixties" or rng.random() < 0.15
    wing_color = b if livery != "plain" and rng.random() < 0.6 else pick(rng, [a, CARBON])
    if has_wing:
        parts.append(_spoiler(rng, c, "gt" if style == "sixties" else style, wing_color, CARBON))
    else:
        parts.append(
            block(width * 0.7, 0.10, 0.24, a, 0.04).rotate("x", 16).move(0, c.tail + 0.02, end + 0.14).named("spoiler")
        )
    if style == "prototype" and rng.random() < 0.7:
        fin = plate([(-0.3, 0.7), (end + 0.25, 0.7), (end + 0.2, c.roof), (-0.6, c.roof)], 0.10, b if striped else a)
        parts.append(fin.named("fin"))
    if style == "rally":
        parts.append(
            block(0.5, 0.12, 0.4, a, 0.05).move(0, c.roof + 0.02, (c.roof_front + c.roof_rear) / 2 + 0.2).named("scoop")
        )
        if rng.random() < 0.6:
            pod = merge([disc(0.13, 0.14, LAMP, "z").move(x) for x in (0.16, 0.46)]).both_sides()
            parts.append(pod.move(0, c.nose + 0.02, half - 0.12).named("headlights"))
    if style != "prototype":
        parts.append(
            blob(0.13, 0.08, 0.10, a, 10, 6)
            .move(width / 2 * c.tumble + 0.09, c.bonnet + 0.12, c.cowl - 0.42)
            .both_sides()
            .named("mirrors")
        )
    numbered = rng.random() < 0.65
    if numbered:
        z = 0.0 if style != "prototype" else -0.35
        parts.append(roundel(rng, c.side(z) - 0.005, c.sill + (c.shoulder - c.sill) * 0.75, z, rng.uniform(0.22, 0.27)))
        if rng.random() < 0.5 and not striped:
            z = (c.cowl + half) / 2
            slope = np.degrees(np.arctan2(c.top(z - 0.2) - c.top(z + 0.2), 0.4))
            parts.append(disc(0.24, 0.05, COLORS["white"], "y").rotate("x", slope).move(0, c.top(z), z).named("number"))
    rim = pick(rng, [CHROME, (0.62, 0.62, 0.64), (0.85, 0.68, 0.22), (0.90, 0.90, 0.90), b])
    spokes = pick(rng, ["five", "four", "disc", "steel"])
    tyre_w = 0.30
    front = wheel(c.wheel, tyre_w, rim, spokes, 0.70)
    parts += [axle(front, c.side(z) - tyre_w / 2 - 0.01, c.wheel, z) for z in (c.front_axle, c.rear_axle)]
    car = merge(parts)

    name = {
        "gt": "gt race car",
        "touring": "touring car",
        "stock": "stock car",
        "rally": "rally car",
        "prototype": "le mans race car",
        "sixties": "classic race car",
    }[style]
    options = [
        "a race car",
        article(f"{main} race car"),
        f"{main} racing car",
        article(name),
        article(f"{main} {name}"),
        "racing car",
    ]
    if livery == "skirt":
        options.append(f"{article(main)} race car with {second} lower sides")
    elif livery == "roof":
        options.append(f"{article(main)} racing car with {article(second)} roof")
    elif striped:
        stripes = f"two {second} stripes" if twin else f"{article(second)} stripe"
        options += [
            f"{article(main)} race car with {stripes}",
            f"{article(name)} with {stripes}",
            f"a racing car with {stripes}",
        ]
    if has_wing and style != "stock":
        options.append(f"{article(main)} race car with a big rear spoiler")
    if numbered:
        options.append(f"{article(main)} race car with a number on the door")
    captions = choose_captions(rng, "race car", options)
    return Sample(car, "race car", captions, f"race car {style} {main} {livery}")


def race_car(rng: Rng) -> Sample:
    """A single-seater or a closed race car."""
    return single_seater(rng) if rng.random() < 0.55 else _closed(rng)


GENERATORS = {"race car": race_car}
