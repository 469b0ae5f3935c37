"""Vans: delivery vans, camper vans, ambulances, ice cream vans and minibuses."""

from __future__ import annotations

import numpy as np

from kiln.grammar.base import COLORS, Rng, Sample, article, pick, shade
from kiln.grammar.car_body import Coach, glasshouse, shell
from kiln.grammar.cars import PAINTS, WEIGHTS, fittings, paint_of, wheels
from kiln.grammar.vehicle_parts import DARK, choose_captions, other
from kiln.grammar.vehicle_solids import blob, block, turned
from kiln.mesh import Color, Mesh, merge


def beacons(rng: Rng, width: float, colors: tuple[Color, Color]) -> Mesh:
    """A light bar across a roof, its foot at y = 0."""
    lamp = block(width * 0.4, 0.18, 0.28, colors[0], 0.05).move(width * 0.27, 0.11, 0)
    other_lamp = block(width * 0.4, 0.18, 0.28, colors[1], 0.05).move(-width * 0.27, 0.11, 0)
    return merge([lamp, other_lamp, block(width * 0.96, 0.08, 0.26, DARK).move(0, 0.04, 0)]).named("lights")


def _van_coach(rng: Rng, style: str) -> Coach:
    u = rng.uniform
    if style == "camper":
        return Coach(
            length=u(4.2, 4.5),
            width=u(1.74, 1.84),
            sill=0.30,
            nose=u(1.05, 1.12),
            bonnet=u(1.12, 1.16),
            deck=u(1.14, 1.18),
            tail=u(1.10, 1.15),
            roof=u(1.92, 2.1),
            cowl=2.02,
            roof_front=1.72,
            roof_rear=-1.9,
            rear_foot=-2.08,
            front_axle=1.3,
            rear_axle=-1.2,
            shoulder=0.8,
            wheel=0.35,
            arch=0.41,
            flare=0.02,
            pillars=(0.95, 0.0, -1.0),
            tumble=0.96,
            pinch=0.84,
            power=3.6,
        )
    tall = u(1.85, 2.4)
    return Coach(
        length=u(4.6, 5.3),
        width=u(1.86, 2.0),
        sill=0.30,
        nose=u(0.92, 1.0),
        bonnet=u(1.14, 1.24),
        deck=u(1.2, 1.28),
        tail=u(1.2, 1.26),
        roof=tall,
        cowl=u(1.55, 1.75),
        roof_front=u(0.9, 1.1),
        roof_rear=-2.2,
        rear_foot=-2.3,
        front_axle=1.5,
        rear_axle=-1.45,
        shoulder=0.9,
        wheel=0.36,
        arch=0.43,
        flare=0.01,
        pillars=(u(0.25, 0.4),),
        tumble=0.95,
        pinch=0.92,
        power=4.5,
    )


def van(rng: Rng) -> Sample:
    """A delivery van, ambulance, ice cream van, minibus or camper van."""
    role = pick(rng, ["delivery", "camper", "ambulance", "ice cream", "minibus"], [4, 3, 2, 1.5, 1.2])
    c = _van_coach(rng, role)
    c.rear_foot, c.roof_rear = -c.length / 2 + 0.06, -c.length / 2 + 0.16
    if role != "camper":
        c.cowl = min(c.cowl, c.length / 2 - 0.75)
    else:
        c.cowl, c.roof_front = c.length / 2 - 0.10, c.length / 2 - 0.42
    color = {
        "ambulance": pick(rng, ["white", "yellow"], [3, 1]),
        "ice cream": pick(rng, ["pink", "white", "light blue", "yellow"]),
    }.get(role, pick(rng, PAINTS, WEIGHTS))
    body = paint_of(rng, color)
    second, two_tone = "", None
    if role in ("camper", "ice cream") and (role == "ice cream" or rng.random() < 0.75):
        second = (
            "white"
            if color not in ("white", "beige", "silver")
            else pick(rng, ["red", "blue", "orange", "teal", "pink"])
        )
        two_tone = shade(rng, second)
    if role == "minibus":
        c.pillars = (c.roof_front - 0.75, c.roof_front - 1.55, c.roof_front - 2.35)
    c = c.toy(rng.uniform(0, 0.9))
    parts = [
        shell(c, body, two_tone=two_tone if role == "camper" else None),
        glasshouse(c, two_tone or body, two_tone or body, blind_rear=role in ("delivery", "ambulance", "ice cream")),
    ]
    parts += fittings(rng, c, body, "round" if role == "camper" else "square", role == "camper")
    half, w = c.length / 2, c.width
    x = w / 2 * c.tumble
    wall = c.top(-0.8) + 0.02
    extra = ""
    if role == "ambulance":
        stripe = shade(rng, "red")
        y = c.shoulder
        parts += [
            block(2 * c.side(z) + 0.03, 0.17, 0.25, stripe).move(0, y, z).named("stripe")
            for z in np.arange(-half + 0.45, half - 0.8, 0.25)
        ]
        y = (wall + c.roof) / 2
        lean = x * (0.985 - 0.09)
        cross = merge([block(2 * lean, 0.42, 0.15, stripe), block(2 * lean, 0.15, 0.42, stripe)]).move(
            0, y - 0.03, -0.9
        )
        parts += [
            cross.named("cross"),
            beacons(rng, w * 0.8, ((0.12, 0.25, 0.85), (0.12, 0.25, 0.85))).move(0, c.roof - 0.04, c.roof_front - 0.25),
        ]
    elif role == "ice cream":
        hatch = block(2 * x * 0.93, 0.44, 1.1, (0.20, 0.22, 0.28)).move(0, (wall + c.roof) / 2 - 0.06, -0.8)
        awning = [
            block(0.34, 0.08, 0.2, COLORS["red"] if i % 2 else COLORS["white"])
            .rotate("z", -24)
            .move(x + 0.06, c.roof - 0.28, -0.8 + 0.2 * (i - 3))
            for i in range(7)
        ]
        parts += [hatch.named("hatch"), merge(awning).named("awning")]
        cone = turned([(0.0, 0.0), (0.06, 0.02), (0.24, 0.52), (0.0, 0.54)], (0.80, 0.58, 0.30), 12).move(
            0, c.roof - 0.05, 0
        )
        scoop_color = pick(rng, [(0.97, 0.93, 0.85), (0.95, 0.60, 0.70), (0.45, 0.28, 0.18)])
        scoop = merge(
            [
                cone,
                blob(0.27, 0.25, 0.27, scoop_color).move(0, c.roof + 0.58, 0),
                blob(0.09, 0.09, 0.09, COLORS["red"], 8, 5).move(0, c.roof + 0.86, 0),
            ]
        )
        parts.append(scoop.move(0, 0, c.roof_front - 0.5).named("ice cream"))
    elif role == "camper" and rng.random() < 0.4:
        extra = pick(rng, ["surfboard", "luggage"])
        if extra == "surfboard":
            board = blob(0.26, 0.07, 1.15, shade(rng, pick(rng, ["white", "yellow", "orange", "light blue"])), 14, 6)
            parts.append(board.move(0.12, c.roof + 0.08, -0.1).named("surfboard"))
        else:
            parts.append(block(0.9, 0.28, 0.7, (0.42, 0.26, 0.16), 0.06).move(0, c.roof + 0.1, 0.1).named("luggage"))
            parts.append(block(0.7, 0.22, 0.5, (0.25, 0.34, 0.30), 0.06).move(0, c.roof + 0.08, -0.7).named("luggage"))
    elif role == "delivery" and rng.random() < 0.4:
        second = other(rng, ("white", "yellow", "red", "blue", "orange"), color)
        if {color, second} in ({"white", "silver"}, {"silver", "white"}):
            second = "red"
        parts += [
            block(2 * c.side(z) + 0.03, 0.26, 0.22, shade(rng, second, 0.0))
            .move(0, c.shoulder - 0.02, z)
            .named("stripe")
            for z in np.arange(-half + 0.4, 0.9 * c.front_axle - c.arch, 0.22)
        ]
        extra = "stripe"
    parts += wheels(rng, c, ["disc", "steel"] if role != "delivery" else ["disc", "steel", "five"], None, 0.26, 0.62)
    names = {
        "delivery": ("delivery van", "panel van", "cargo van"),
        "camper": ("camper van", "vw camper van", "hippie van"),
        "ambulance": ("ambulance",),
        "ice cream": ("ice cream van", "ice cream truck"),
        "minibus": ("minibus", "passenger van"),
    }
    name = pick(rng, names[role])
    noun = "ambulance" if role == "ambulance" else "van"
    options = ["van", article(name), article(f"{color} {name}"), f"{color} {name}"]
    if role != "ambulance":
        options += ["a van", f"{article(color)} van", name]
    if role == "camper" and two_tone:
        options += [
            f"{article(color)} and {second} camper van",
            f"{article(color)} camper van with {article(second)} roof",
        ]
    if role == "ambulance":
        options += [
            "a white van with a red cross" if color == "white" else "a yellow van with a red cross",
            f"{article(color)} ambulance with a red stripe and blue lights",
        ]
    if role == "ice cream":
        options.append(f"{article(color)} van with an ice cream cone on the roof")
        options.append(f"{article(f'{color} and {second}')} ice cream van")
    if extra == "stripe":
        options += [f"{article(color)} van with {article(second)} stripe"] * 2
    elif extra:
        options.append(f"{article(color)} camper van with {extra.replace('surf', 'a surf')} on the roof")
    return Sample(merge(parts), "van", choose_captions(rng, noun, options), f"van {role} {color}")


GENERATORS = {"van": van}
