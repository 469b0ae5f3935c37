"""Sports cars: coupes, supercars, roadsters, classics, fastbacks and muscle cars, closed and open."""

from __future__ import annotations

import numpy as np

from kiln.grammar.base import Rng, Sample, article, pick, shade
from kiln.grammar.car_body import Coach, glasshouse, shell
from kiln.grammar.cars import CARBON, PAINTS, WEIGHTS, fittings, paint_of, wheels
from kiln.grammar.vehicle_parts import CHROME, DARK, choose_captions, other
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


SPORTS = ("coupe", "supercar", "roadster", "classic", "fastback", "muscle")


def _sports_coach(rng: Rng, style: str) -> Coach:
    u = rng.uniform
    shapes = {
        "coupe": lambda: Coach(
            length=u(4.3, 4.6),
            width=u(1.84, 1.96),
            sill=0.19,
            nose=u(0.62, 0.70),
            bonnet=u(0.82, 0.88),
            deck=u(0.92, 0.98),
            tail=u(0.86, 0.94),
            roof=u(1.24, 1.32),
            cowl=u(0.4, 0.65),
            roof_front=u(-0.2, -0.05),
            roof_rear=u(-0.95, -0.8),
            rear_foot=u(-1.75, -1.6),
            wheel=0.35,
            arch=0.39,
            flare=u(0.02, 0.06),
            hump=u(0.02, 0.08),
            shoulder=0.60,
            front_axle=1.32,
            rear_axle=-1.28,
            pillars=(u(-0.85, -0.7),),
            tumble=0.84,
        ),
        "supercar": lambda: Coach(
            length=u(4.3, 4.6),
            width=u(1.94, 2.06),
            sill=0.15,
            nose=u(0.46, 0.56),
            bonnet=u(0.74, 0.80),
            deck=u(0.92, 1.0),
            tail=u(0.84, 0.92),
            roof=u(1.10, 1.18),
            cowl=u(0.85, 1.1),
            roof_front=u(0.0, 0.2),
            roof_rear=u(-0.6, -0.4),
            rear_foot=u(-1.8, -1.5),
            wheel=0.355,
            arch=0.40,
            flare=u(0.02, 0.06),
            hump=u(0.03, 0.10),
            shoulder=0.52,
            front_axle=1.34,
            rear_axle=-1.26,
            pillars=(u(-0.5, -0.35),),
            tumble=0.78,
            power=4.0,
        ),
        "roadster": lambda: Coach(
            length=u(3.9, 4.3),
            width=u(1.74, 1.86),
            sill=0.20,
            nose=u(0.62, 0.70),
            bonnet=u(0.82, 0.88),
            deck=u(0.88, 0.94),
            tail=u(0.82, 0.9),
            roof=u(1.24, 1.32),
            cowl=u(0.3, 0.5),
            roof_front=u(-0.1, 0.0),
            roof_rear=u(-0.85, -0.7),
            rear_foot=-1.5,
            wheel=0.33,
            arch=0.37,
            flare=u(0.01, 0.04),
            hump=u(0.0, 0.08),
            shoulder=0.60,
            front_axle=1.2,
            rear_axle=-1.15,
            pillars=(),
            tumble=0.86,
        ),
        "classic": lambda: Coach(
            length=u(4.0, 4.4),
            width=u(1.66, 1.78),
            sill=0.22,
            nose=u(0.62, 0.72),
            bonnet=u(0.84, 0.90),
            deck=u(0.86, 0.92),
            tail=u(0.74, 0.84),
            roof=u(1.24, 1.32),
            cowl=u(0.2, 0.45),
            roof_front=u(-0.15, -0.05),
            roof_rear=u(-0.8, -0.7),
            rear_foot=u(-1.7, -1.45),
            wheel=0.34,
            arch=0.38,
            flare=u(0.0, 0.03),
            hump=u(0.05, 0.12),
            shoulder=0.56,
            front_axle=1.25,
            rear_axle=-1.15,
            pillars=(u(-0.7, -0.6),),
            tumble=0.80,
            pinch=0.66,
            power=2.4,
        ),
        "fastback": lambda: Coach(
            length=u(4.2, 4.5),
            width=u(1.80, 1.92),
            sill=0.19,
            nose=u(0.62, 0.70),
            bonnet=u(0.82, 0.88),
            deck=u(0.90, 0.96),
            tail=u(0.78, 0.86),
            roof=u(1.26, 1.33),
            cowl=u(0.65, 0.85),
            roof_front=u(0.1, 0.2),
            roof_rear=u(-0.65, -0.5),
            rear_foot=u(-1.95, -1.8),
            wheel=0.345,
            arch=0.385,
            flare=u(0.02, 0.05),
            hump=u(0.04, 0.10),
            shoulder=0.58,
            front_axle=1.26,
            rear_axle=-1.2,
            pillars=(u(-0.5, -0.4),),
            tumble=0.82,
            pinch=0.74,
            power=2.7,
        ),
        "muscle": lambda: Coach(
            length=u(4.7, 4.95),
            width=u(1.88, 1.98),
            sill=0.22,
            nose=u(0.80, 0.86),
            bonnet=u(0.90, 0.96),
            deck=u(0.98, 1.04),
            tail=u(0.94, 1.0),
            roof=u(1.32, 1.40),
            cowl=u(0.5, 0.65),
            roof_front=u(-0.1, 0.0),
            roof_rear=u(-1.1, -0.9),
            rear_foot=u(-1.85, -1.6),
            wheel=0.36,
            arch=0.40,
            flare=u(0.0, 0.03),
            hump=u(0.0, 0.05),
            shoulder=0.68,
            front_axle=1.48,
            rear_axle=-1.38,
            pillars=(u(-0.8, -0.7),),
            tumble=0.84,
            pinch=0.9,
            power=4.2,
        ),
    }
    return shapes[style]()


def sports_car(rng: Rng) -> Sample:
    """A coupe, supercar, roadster, classic, fastback or muscle car, closed or open."""
    style = pick(rng, SPORTS, [3, 3, 2, 2, 2, 2])
    c = _sports_coach(rng, style).toy(rng.uniform(0, 0.7))
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
        rng,
        c,
        body,
        "round" if classic or style == "fastback" else pick(rng, ["slim", "slim", "square"]),
        classic,
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
