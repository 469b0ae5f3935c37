"""Trucks: pickups, monster trucks, and the lorries of lorries.py."""

from __future__ import annotations

from kiln.grammar.base import COLORS, Rng, Sample, article, pick
from kiln.grammar.car_body import Coach, glasshouse, shell
from kiln.grammar.cars import PAINTS, WEIGHTS, fittings, paint_of, wheels
from kiln.grammar.fire_trucks import fire_truck
from kiln.grammar.lorries import lorry
from kiln.grammar.vehicle_parts import CARBON, CHROME, DARK, TAIL_LAMP, axle, choose_captions, wheel
from kiln.grammar.vehicle_solids import block, rod
from kiln.mesh import Mesh, merge


def _pickup(rng: Rng, monster: bool) -> tuple[Mesh, str, list[str], str]:
    u = rng.uniform
    color = pick(rng, PAINTS, WEIGHTS)
    body = paint_of(rng, color)
    length = u(4.7, 5.2)
    wheel_r = 0.41
    c = Coach(
        length=length,
        width=u(1.86, 1.98),
        sill=0.38,
        nose=u(0.98, 1.06),
        bonnet=u(1.10, 1.2),
        deck=1.14,
        tail=0.72,
        roof=u(1.70, 1.82),
        cowl=u(0.95, 1.1),
        roof_front=u(0.5, 0.62),
        roof_rear=u(-0.35, -0.2),
        rear_foot=-0.55,
        front_axle=1.55,
        rear_axle=-1.5,
        shoulder=0.7,
        wheel=wheel_r,
        arch=0.50,
        flare=0.03,
        pillars=(0.1,),
        tumble=0.9,
        pinch=0.92,
        power=5,
        bed=0.78,
    )
    if rng.random() < 0.4:
        c.roof_rear, c.rear_foot, c.pillars = c.roof_rear - 0.55, -1.0, (0.05,)
    c = c.toy(u(0, 0.8))
    half, w = c.length / 2, c.width
    rail = c.top(c.rear_foot)
    front, back = c.rear_foot - 0.02, -half + 0.06
    parts = [shell(c, body), glasshouse(c, body, body)]
    parts += fittings(rng, c, body, "square", rng.random() < 0.4)
    wall_h = rail - c.bed + 0.2
    parts.append(
        block(0.13, wall_h, front - back, body, 0.03)
        .move(w / 2 - 0.10, rail - wall_h / 2, (front + back) / 2)
        .both_sides()
        .named("bed")
    )
    parts.append(block(w - 0.14, wall_h, 0.12, body, 0.03).move(0, rail - wall_h / 2, back + 0.02).named("tailgate"))
    parts.append(block(w - 0.3, 0.06, front - back, CARBON).move(0, c.bed + 0.02, (front + back) / 2).named("bed"))
    tail = block(0.14, 0.28, 0.1, TAIL_LAMP).move(w / 2 - 0.16, rail - 0.22, back - 0.05)
    parts.append(tail.both_sides().named("tail lights"))
    cargo = pick(rng, ["", "crates", "logs", "hay"], [3, 1, 1, 1])
    mid, depth = (front + back) / 2, front - back
    if cargo == "crates":
        for i in range(3):
            s = u(0.38, 0.52)
            parts.append(
                block(s, s, s, (0.66, 0.47, 0.28), 0.03)
                .rotate("y", u(-20, 20))
                .move((i - 1) * 0.5, c.bed + s / 2, mid + u(-0.3, 0.3) * depth)
                .named("cargo")
            )
    elif cargo == "logs":
        for x, y in ((-0.5, 0.14), (-0.17, 0.14), (0.17, 0.14), (0.5, 0.14), (-0.33, 0.42), (0, 0.42), (0.33, 0.42)):
            parts.append(
                rod((x, c.bed + y, back + 0.1), (x, c.bed + y, front - 0.12), 0.165, (0.46, 0.30, 0.17), sides=8).named(
                    "cargo"
                )
            )
    elif cargo == "hay":
        for z in (mid + depth * 0.24, mid - depth * 0.24):
            parts.append(
                block(w * 0.62, 0.5, depth * 0.42, (0.86, 0.72, 0.32), 0.08).move(0, c.bed + 0.26, z).named("cargo")
            )
    if monster:
        r = u(0.78, 0.95)
        lift = r - 0.2
        truck = merge(parts).move(0, lift, 0)
        big = wheel(r, 0.62, pick(rng, [CHROME, body, (0.95, 0.8, 0.16)]), "five", 0.5, lugs=True, sides=30)
        shafts = [rod((-0.9, r, z), (0.9, r, z), 0.12, DARK) for z in (c.front_axle, c.rear_axle)]
        springs = [
            rod((0.55, r, z), (0.5, lift + 0.6, z + d), 0.08, COLORS["yellow"])
            for z in (c.front_axle, c.rear_axle)
            for d in (-0.2, 0.2)
        ]
        truck = merge(
            [
                truck,
                axle(big, w / 2 + 0.12, r, c.front_axle),
                axle(big, w / 2 + 0.12, r, c.rear_axle),
                merge(shafts).named("axle"),
                merge(springs).both_sides().named("suspension"),
            ]
        )
        options = [
            "a monster truck",
            f"{article(color)} monster truck",
            "a truck with giant wheels",
            f"{article(color)} pickup with huge wheels",
        ]
        return truck, "monster truck", options, color
    parts += wheels(rng, c, ["five", "four", "steel", "disc"], None, 0.28, 0.60)
    options = [
        "a truck",
        "a pickup truck",
        f"{article(color)} pickup truck",
        f"{color} pickup",
        f"{article(color)} pickup",
        f"{article(color)} truck",
    ]
    if cargo:
        load = {"crates": "boxes", "logs": "logs", "hay": "hay bales"}[cargo]
        options += [f"{article(color)} pickup truck loaded with {load}", f"a pickup with {load} in the back"]
    return merge(parts), "pickup truck", options, color


def truck(rng: Rng) -> Sample:
    """A pickup, monster truck, lorry of some trade, or fire engine."""
    which = pick(rng, ["pickup", "monster", "lorry", "fire"], [3, 1, 5, 2.5])
    if which in ("pickup", "monster"):
        mesh, form, options, color = _pickup(rng, which == "monster")
    else:
        mesh, form, options, color = lorry(rng) if which == "lorry" else fire_truck(rng)
    noun = "fire truck" if which == "fire" else "truck"
    return Sample(mesh, "truck", choose_captions(rng, noun, options), f"truck {form} {color}")


GENERATORS = {"truck": truck}
