"""Sports cars: coupes, supercars, roadsters, classics, fastbacks and muscle cars, closed and open."""

from __future__ import annotations

import numpy as np

from kiln.grammar.base import Rng, Sample, article, pick, shade
from kiln.grammar.car_body import Coach, glasshouse, shell
from kiln.grammar.cars import PAINTS, WEIGHTS, fittings, paint_of, wheels
from kiln.grammar.coaches import SPORTS, draw_coach
from kiln.grammar.vehicle_parts import CARBON, CHROME, DARK, choose_captions, other
from kiln.grammar.vehicle_solids import block, pipe, plate, rod, skin
from kiln.mesh import Color, Mesh, merge

LEATHER = {
    "black": (0.16, 0.16, 0.17),
    "tan": (0.66, 0.46, 0.28),
    "red": (0.62, 0.12, 0.12),
    "white": (0.88, 0.86, 0.82),
}


def open_top(rng: Rng, c: Coach, leather: Color, hood: Color | None) -> list[Mesh]:
    """The cockpit of a convertible: opening, two seats, steering wheel, windscreen and the folded hood."""
    w = c.width / 2 * c.tumble
    z0, z1 = c.roof_rear - 0.1, c.cowl - 0.1
    level = min(c.top(z1), c.top(z0)) - 0.02
    corner = [
        (w * 0.92, z0 + 0.12),
        (w * 0.92, z1 - 0.1),
        (w * 0.8, z1),
        (-w * 0.8, z1),
        (-w * 0.92, z1 - 0.1),
        (-w * 0.92, z0 + 0.12),
        (-w * 0.8, z0),
        (w * 0.8, z0),
    ]
    crest = max(c.top(z1), c.top(z0), c.top((z0 + z1) / 2)) + 0.015
    parts = [plate(corner, 0.3, (0.10, 0.10, 0.11), "y").move(0, crest - 0.15, 0).named("interior")]
    mid = z0 + 0.36 * (z1 - z0)
    seat = merge(
        [
            block(0.5, 0.44, 0.20, leather, 0.07).rotate("x", -10).move(0, level + 0.14, mid - 0.22),
            block(0.5, 0.12, 0.46, leather, 0.05).move(0, level + 0.02, mid + 0.08),
            block(0.28, 0.16, 0.14, leather, 0.05).move(0, level + 0.40, mid - 0.26),
        ]
    )
    parts.append(seat.move(w * 0.45).both_sides().named("seats"))
    ring = [(0.17 * np.cos(t), 0.17 * np.sin(t), 0) for t in np.linspace(0, 2 * np.pi, 13)]
    parts.append(
        pipe(ring, 0.035, DARK, 6).rotate("x", -30).move(-w * 0.45, level + 0.16, mid + 0.55).named("steering wheel")
    )
    foot, top = c.top(c.cowl) - 0.03, c.roof - 0.10
    lean = 0.7 * (c.cowl - c.roof_front)
    t = 0.045
    glass = np.array(
        [
            [
                (sx * (w * (0.95 - 0.12 * k)), foot + k * (top - foot), c.cowl - k * lean + dz)
                for sx, dz in ((1, t), (1, -t), (-1, -t), (-1, t))
            ]
            for k in (0.0, 1.0)
        ]
    )
    parts.append(skin(glass, (0.34, 0.42, 0.52), 10).named("windscreen"))
    frame = [glass[0, 1], glass[1, 1], glass[1, 2], glass[0, 2]]
    parts.append(pipe(frame, 0.05, DARK, 6).named("windscreen"))
    if hood is not None:
        parts.append(block(w * 1.7, 0.16, 0.36, hood, 0.07).move(0, crest + 0.02, z0 - 0.06).named("hood"))
    return parts


def sports_car(rng: Rng) -> Sample:
    """A coupe, supercar, roadster, classic, fastback or muscle car, closed or open."""
    style = pick(rng, SPORTS, [3, 3, 2, 2, 2, 2])
    c = draw_coach(rng, SPORTS, style).toy(rng.uniform(0, 0.7))
    is_open = style == "roadster" or (style in ("classic", "coupe") and rng.random() < 0.3)
    color = pick(rng, PAINTS, WEIGHTS)
    body = paint_of(rng, color)
    half, end, w = c.length / 2, -c.length / 2, c.width
    finish = pick(rng, ["plain", "stripe", "two stripes", "roof"], [6, 1, 1.6, 1.2])
    if is_open and finish == "roof":
        finish = "plain"
    second = other(rng, ("white", "black", "red", "blue", "orange"), color)
    if {color, second} in ({"silver", "white"}, {"gray", "white"}, {"beige", "white"}, {"gray", "black"}):
        second = "red"
    b = shade(rng, second)
    twin = finish == "two stripes"
    band = b if "stripe" in finish else None
    c.stripe = rng.uniform(0.26, 0.34) if twin else rng.uniform(0.16, 0.24)
    parts = [shell(c, body, band, twin)]
    leather = pick(rng, list(LEATHER))
    if is_open:
        parts += open_top(rng, c, LEATHER[leather], rng.random() < 0.5 and LEATHER["black"] or None)
    else:
        blind = style in ("supercar", "muscle") and rng.random() < 0.5
        parts.append(glasshouse(c, body, b if finish == "roof" else body, stripe=band, twin=twin, blind_rear=blind))
    classic = style == "classic"
    parts += fittings(
        rng, c, body, "round" if classic or style == "fastback" else pick(rng, ["slim", "slim", "square"]), classic
    )
    if style in ("supercar", "coupe"):
        parts.append(block(w * 0.62, 0.13, 0.14, CARBON, 0.05).move(0, c.sill + 0.17, half - 0.03).named("grille"))
        parts.append(block(w * 0.7, 0.14, 0.14, CARBON, 0.04).move(0, c.sill + 0.16, end + 0.04).named("diffuser"))
    if style == "supercar":
        intake = plate([(-0.25, 0.55), (-0.62, 0.72), (-0.75, 0.55), (-0.66, 0.40)], 0.05, CARBON)
        intake = intake.move(c.side(-0.5) - 0.01, c.shoulder - 0.52, 0)
        parts.append(intake.both_sides().named("intake"))
    pipes = merge([rod((x, c.sill + 0.10, end + 0.2), (x, c.sill + 0.10, end - 0.04), 0.06, CHROME) for x in (0.28,)])
    parts.append(pipes.both_sides().named("exhaust"))
    spoiler = style in ("supercar", "fastback", "coupe", "muscle") and rng.random() < 0.45
    if spoiler:
        y, z = c.tail + rng.uniform(0.14, 0.26), end + 0.30
        blade = block(w * 0.84, 0.09, 0.30, body if rng.random() < 0.6 else CARBON, 0.03).rotate("x", 6).move(0, y, z)
        posts = plate([(z + 0.08, c.tail - 0.1), (z - 0.1, c.tail - 0.1), (z - 0.1, y), (z + 0.08, y)], 0.1, body)
        parts.append(merge([blade, posts.move(w * 0.3).both_sides()]).named("spoiler"))
    rim = pick(rng, [CHROME, (0.66, 0.66, 0.68), (0.90, 0.90, 0.90), (0.85, 0.68, 0.22), (0.24, 0.24, 0.26)])
    parts += wheels(rng, c, ["wire", "disc"] if classic else ["five", "five", "four", "disc"], rim, 0.28, 0.70)

    name = {
        "supercar": "supercar",
        "roadster": "roadster",
        "muscle": "muscle car",
        "classic": "classic sports car",
        "coupe": "coupe",
        "fastback": "sports coupe",
    }[style]
    if is_open and style != "roadster":
        name = "convertible"
    options = [
        "a sports car",
        article(f"{color} sports car"),
        f"{color} sports car",
        article(name),
        article(f"{color} {name}"),
        f"{article(color)} car",
        "a fast car",
    ]
    if is_open:
        options += [
            article(f"{color} convertible"),
            f"{article(color)} open-top sports car with {leather} seats",
            "an open sports car",
        ]
    if "stripe" in finish:
        stripes = f"two {second} stripes" if twin else f"{article(second)} stripe"
        options += [f"{article(color)} sports car with {stripes}", f"{article(color)} {name} with {stripes}"]
    if finish == "roof":
        options += [f"{article(color)} sports car with {article(second)} roof"] * 2
    if spoiler:
        options.append(f"{article(color)} sports car with a rear spoiler")
    kind = f"{style}{' open' if is_open else ''}"
    return Sample(merge(parts), "sports car", choose_captions(rng, "sports car", options), f"sports car {kind} {color}")


GENERATORS = {"sports car": sports_car}
