"""Lorries of many trades, and fire engines. The kind is "truck", see trucks.py."""

from __future__ import annotations

import numpy as np

from kiln.grammar.base import COLORS, Rng, article, pick, shade
from kiln.grammar.vehicle_parts import CARBON, CHROME, DARK, GLASS, LAMP, TAIL_LAMP, axle, other, wheel
from kiln.grammar.vehicle_solids import blob, block, disc, loft, pane, pipe, rod, skin, slab, turned
from kiln.mesh import Color, Mesh, merge

BRIGHT = ("red", "blue", "yellow", "green", "orange", "white", "light blue", "teal", "dark green", "pink", "purple")


def driver_cab(
    rng: Rng, color: Color, z: float, floor: float, width: float, nosed: bool, height: float, crew: float = 0.0
) -> Mesh:
    """A lorry's cab, its rear wall at z, with a bonnet or flat; `crew` is extra length for more seats."""
    top = floor + height
    belt = floor + 0.48 * height
    if nosed:
        depth, bonnet = 1.15 + crew, 1.0
        nose = z + depth + bonnet
        cabin = [(z, floor), (z, top), (z + depth - 0.35, top), (z + depth, belt + 0.1), (z + depth, floor)]
        hood = loft(
            [
                (z + depth - 0.1, floor + 0.36 * height, width * 0.43, 0.36 * height),
                (nose - 0.25, floor + 0.32 * height, width * 0.40, 0.32 * height),
                (nose, floor + 0.28 * height, width * 0.36, 0.27 * height),
            ],
            color,
            20,
            6.0,
        )
        wing_r = 0.62
        fender = slab(
            [(nose - 0.25 + wing_r * np.cos(t), floor - 0.06 + 0.62 * np.sin(t)) for t in np.linspace(0.15, np.pi, 9)]
            + [(nose - 0.25 - wing_r, floor - 0.1), (nose - 0.05, floor - 0.1)],
            0.34,
            color,
        ).move(width * 0.40)
        parts = [hood, fender.both_sides()]
        glass_a, glass_b = (z + depth + 0.02, belt + 0.16), (z + depth - 0.31, top - 0.08)
    else:
        depth = 1.25 + crew
        nose = z + depth
        lean = rng.uniform(0.08, 0.28)
        cabin = [(z, floor), (z, top), (z + depth - lean, top), (nose, belt), (nose, floor)]
        parts = []
        glass_a, glass_b = (nose - 0.01, belt + 0.04), (nose - lean + 0.02, top - 0.14)
    parts.append(slab(cabin, width, color, 0.08))
    made = [merge(parts).named("cab"), pane(glass_a, glass_b, width * 0.84, GLASS, 0.08).named("windscreen")]
    h = top - belt - 0.22
    front = z + depth - 0.35
    for i in range(2 if crew > 0.4 else 1):
        length = 0.55 if crew <= 0.4 else 0.5 * (front - z - 0.1) - 0.05
        made.append(
            block(width + 0.04, h, length, GLASS)
            .move(0, belt + 0.1 + h / 2, front - length / 2 - i * (length + 0.12))
            .named("windows")
        )
    made.append(
        block(width * 0.56, 0.34 if nosed else 0.26, 0.08, (0.22, 0.22, 0.24), 0.03)
        .move(0, floor + 0.24 * height, nose)
        .named("grille")
    )
    made.append(
        block(width * 0.98, 0.26, 0.22, CHROME if rng.random() < 0.4 else CARBON, 0.06)
        .move(0, floor + 0.02, nose - 0.02)
        .named("bumper")
    )
    made.append(
        block(0.3, 0.2, 0.1, LAMP, 0.05)
        .move(width * 0.37, floor + 0.22 * height, nose - 0.0)
        .both_sides()
        .named("headlights")
    )
    made.append(
        block(0.1, 0.36, 0.16, DARK, 0.03)
        .move(width / 2 + 0.13, belt + 0.25, front + 0.14)
        .both_sides()
        .named("mirrors")
    )
    return merge(made)


def _cargo_box(
    rng: Rng, color: Color, z0: float, z1: float, floor: float, width: float, height: float, band: Color | None
) -> Mesh:
    parts = [block(width, height, z1 - z0, color, 0.07).move(0, floor + height / 2, (z0 + z1) / 2)]
    if band is not None:
        style = rng.integers(3)
        middle = (z0 + z1) / 2
        if style == 0:
            parts.append(block(width + 0.04, height * 0.24, z1 - z0 - 0.1, band).move(0, floor + height * 0.5, middle))
        elif style == 1:
            parts.append(disc(height * 0.30, width + 0.05, band, "x").move(0, floor + height * 0.52, middle))
        else:
            parts.append(block(width + 0.04, height * 0.3, z1 - z0 - 0.08, band).move(0, floor + height * 0.17, middle))
    return merge(parts).named("cargo box")


TRADES = ("box", "dump", "tanker", "mixer", "logs", "flatbed", "garbage")


def lorry(rng: Rng) -> tuple[Mesh, str, list[str], str]:
    trade = pick(rng, TRADES, [4, 3, 2, 2, 1.5, 1.5, 1.5])
    nosed = rng.random() < 0.35
    long = trade in ("box", "tanker", "logs") and rng.random() < 0.3
    color = pick(rng, BRIGHT, [4, 3, 3, 2, 3, 2, 1.5, 1, 1.5, 1, 1])
    cab_color = shade(rng, color)
    second = other(rng, ("white", "yellow", "red", "blue", "orange", "green", "gray"), color)
    tone = shade(rng, second)
    width = rng.uniform(1.95, 2.15)
    radius = rng.uniform(0.44, 0.52)
    floor = radius + 0.22
    load = rng.uniform(3.6, 4.2) if long else rng.uniform(2.6, 3.2)
    z_cab = 0.0
    back = -0.12 - load
    parts = [driver_cab(rng, cab_color, z_cab, floor - 0.12, width * 0.96, nosed, rng.uniform(1.55, 1.8))]
    parts.append(
        block(width * 0.5, 0.22, load + 1.6, CARBON).move(0, floor - 0.08, back + (load + 1.6) / 2).named("chassis")
    )
    deck = floor + 0.08
    mid = back + load / 2
    band = ""
    carrier = ""  # the colour of what it carries its load in, where that is as large as the cab
    if trade == "box":
        has_band = rng.random() < 0.5
        carrier = box_color = pick(rng, ["white", second, color])
        if has_band:
            band = other(rng, ("red", "blue", "yellow", "green", "orange"), box_color)
        parts.append(
            _cargo_box(
                rng,
                shade(rng, box_color),
                back,
                back + load,
                deck,
                width + 0.12,
                rng.uniform(1.7, 2.1),
                shade(rng, band) if has_band else None,
            )
        )
        name, phrase = (
            pick(rng, ["box truck", "delivery truck", "lorry", "cargo truck"]),
            f"with {article(box_color)} box",
        )
    elif trade == "dump":
        bed_color = tone if rng.random() < 0.6 else cab_color
        carrier = bed_name = second if bed_color is tone else color
        h = 0.85
        bed = [(back - 0.1, h), (back + 0.25, 0.0), (back + load - 0.15, 0.0), (back + load, h + 0.15)]
        tilt = rng.random() < 0.4
        walls = [slab(bed, 0.14, bed_color, 0.03).move(width / 2).both_sides()]
        walls += [
            pane(bed[2], bed[3], width, bed_color, 0.14),
            pane(bed[0], bed[1], width, bed_color, 0.14),
            block(width, 0.14, load - 0.3, bed_color).move(0, 0.02, mid + 0.05),
        ]
        load_tone = pick(rng, [(0.62, 0.50, 0.34), (0.45, 0.44, 0.43), (0.36, 0.25, 0.17)])
        heap = blob(width * 0.45, 0.62, load * 0.42, load_tone, 16, 8).move(0, h * 0.75, mid)
        walls.append(heap.named("load"))
        visor = block(width, 0.1, 0.6, bed_color).move(0, h + 0.14, back + load + 0.22)
        tipper = merge([merge(walls[:-1]).named("bed"), walls[-1], visor.named("bed")])
        if tilt:
            tipper = tipper.move(0, 0, -back).rotate("x", -rng.uniform(15, 28)).move(0, 0, back)
            parts.append(rod((0, deck, mid + load * 0.1), (0, deck + 0.9, mid + load * 0.25), 0.1, CHROME).named("ram"))
        parts.append(tipper.move(0, deck, 0))
        name, phrase = (pick(rng, ["dump truck", "tipper truck", "tipper lorry"]), f"with {article(bed_name)} bed")
        if tilt:
            phrase = "with its bed raised"
    elif trade == "tanker":
        silver = rng.random() < 0.5
        carrier = "silver" if silver else second
        tank = (0.76, 0.77, 0.79) if silver else tone
        r = 0.92
        body = loft(
            [
                (back + 0.02, deck + r, width * 0.30, r * 0.72),
                (back + 0.12, deck + r, width * 0.48, r),
                (back + load - 0.12, deck + r, width * 0.48, r),
                (back + load - 0.02, deck + r, width * 0.30, r * 0.72),
            ],
            tank,
            24,
            2.3,
        )
        rings = [
            loft(
                [(z - 0.05, deck + r, width * 0.50, r * 1.04), (z + 0.05, deck + r, width * 0.50, r * 1.04)],
                DARK if silver else cab_color,
                24,
                2.3,
            )
            for z in (mid - load * 0.22, mid + load * 0.22)
        ]
        hatches = [
            turned([(0.2, 0), (0.2, 0.14), (0, 0.15)], DARK, 10).move(0, deck + 2 * r - 0.02, mid + d)
            for d in (-0.6, 0.6)
        ]
        parts += [body.named("tank"), merge(rings).named("tank"), merge(hatches).named("hatch")]
        name, phrase = (
            pick(rng, ["tanker truck", "fuel tanker", "tank truck"]),
            f"with {article('silver' if silver else second)} tank",
        )
    elif trade == "mixer":
        carrier = second
        r = 0.98
        n = 20
        drum = [(-1.35, 0.42), (-1.25, 0.52), (-0.35, 1.0), (0.35, 1.0), (1.1, 0.62), (1.15, 0.4)]
        grid = np.broadcast_to(np.asarray(tone, float), (len(drum) * 2, n, 3)).copy()
        z = np.linspace(-1.35, 1.15, len(drum) * 2 + 1)
        rad = np.interp(z, [d[0] for d in drum], [d[1] for d in drum]) * r
        stripe = COLORS["white"] if second != "white" else COLORS["red"]
        for i in range(len(grid)):
            for k in range(3):
                grid[i, (i * 2 + k * 7 + np.arange(2)) % n] = stripe
        t = np.linspace(0, 2 * np.pi, n, endpoint=False)
        rings = np.stack([np.outer(rad, np.cos(t)), np.outer(rad, np.sin(t)), np.repeat(z[:, None], n, 1)], -1)
        barrel = skin(rings, grid, 60).scale(1, 1, load / 2.7).rotate("x", -14)
        parts.append(barrel.move(0, deck + 1.12, mid).named("drum"))
        parts.append(pane((back - 0.05, deck + 1.75), (back - 0.42, deck + 0.75), 0.5, DARK, 0.12).named("chute"))
        parts.append(block(0.7, 1.0, 0.25, CARBON).move(0, deck + 0.45, back + 0.3).named("chassis"))
        parts.append(block(0.7, 0.8, 0.25, CARBON).move(0, deck + 0.35, back + load - 0.3).named("chassis"))
        name, phrase = (
            pick(rng, ["cement mixer", "concrete mixer truck", "cement truck"]),
            f"with {article(second)} drum",
        )
    elif trade == "logs":
        bark = (0.44, 0.29, 0.17)
        rr = 0.25
        for row, count in enumerate((4, 3, 2)):
            for i in range(count):
                x = (i - (count - 1) / 2) * rr * 2
                end = rng.uniform(-0.08, 0.08)
                log = loft(
                    [(back + end, 0, rr, rr), (back + load - 0.1 + end, 0, rr, rr)],
                    bark,
                    10,
                    2.0,
                    ends=((0.78, 0.60, 0.38),) * 2,
                )
                parts.append(log.move(x, deck + rr + row * rr * 1.75, 0).named("logs"))
        posts = [
            block(0.11, 1.15, 0.14, CARBON).move(width / 2, deck + 0.5, z).both_sides()
            for z in (mid - load * 0.32, mid, mid + load * 0.32)
        ]
        parts.append(merge(posts).named("chassis"))
        name, phrase = pick(rng, ["logging truck", "log truck"]), "loaded with logs"
    elif trade == "flatbed":
        parts.append(block(width + 0.06, 0.16, load, (0.50, 0.36, 0.22)).move(0, deck, mid).named("bed"))
        parts.append(block(width, 0.9, 0.12, cab_color, 0.03).move(0, deck + 0.45, back + load - 0.06).named("bed"))
        cargo = pick(rng, ["", "barrels", "crates"])
        if cargo == "barrels":
            barrel_color = shade(rng, pick(rng, ["blue", "red", "green", "gray"]))
            for i in range(4):
                for x in (-0.5, 0.5):
                    barrel = turned([(0.34, 0), (0.37, 0.3), (0.37, 0.6), (0.34, 0.9)], barrel_color, 12)
                    parts.append(barrel.move(x, deck + 0.06, back + (i + 0.5) * load / 4.4).named("cargo"))
        elif cargo == "crates":
            for i in range(3):
                s = rng.uniform(0.7, 0.85)
                parts.append(
                    block(s * 1.7, s, s, (0.68, 0.50, 0.30), 0.04)
                    .move(rng.uniform(-0.1, 0.1), deck + 0.06 + s / 2, back + (i + 0.5) * load / 3.2)
                    .named("cargo")
                )
        name, phrase = (
            "flatbed truck",
            {"": "with an empty bed", "barrels": "carrying barrels", "crates": "carrying crates"}[cargo],
        )
    else:
        carrier = second
        parts.append(
            slab(
                [
                    (back - 0.1, deck + 0.1),
                    (back - 0.35, deck + 1.3),
                    (back + 0.2, deck + 1.75),
                    (back + load - 0.1, deck + 1.75),
                    (back + load - 0.1, deck - 0.02),
                    (back + 0.2, deck - 0.02),
                ],
                width + 0.06,
                tone,
                0.08,
            ).named("body")
        )
        parts += [
            block(width + 0.14, 1.6, 0.12, cab_color).move(0, deck + 0.88, back + load * f).named("body")
            for f in (0.3, 0.6, 0.88)
        ]
        parts.append(
            pane((back - 0.14, deck + 0.25), (back - 0.36, deck + 1.15), width * 0.8, DARK, 0.12).named("hatch")
        )
        name, phrase = (pick(rng, ["garbage truck", "bin lorry", "refuse truck"]), f"with {article(second)} body")
    rim = pick(rng, [CHROME, (0.66, 0.66, 0.68), (0.90, 0.90, 0.90), cab_color])
    tyre = wheel(radius, 0.34, rim, pick(rng, ["disc", "steel", "five"]), 0.58)
    x = width / 2 - 0.14
    axles = (
        [back + radius + 0.2, back + 3.3 * radius + 0.24] if load > 2.9 or rng.random() < 0.5 else [back + load * 0.28]
    )
    parts += [axle(tyre, x, radius, z) for z in axles]
    parts.append(axle(tyre, x, radius, 1.9 if nosed else 0.62))
    guards = block(0.1, 0.4, max(0.3, -0.45 - (axles[-1] + radius + 0.15)), (0.30, 0.30, 0.32), 0.03)
    parts.append(
        guards.move(width / 2 - 0.08, floor - 0.2, (-0.4 + axles[-1] + radius + 0.1) / 2).both_sides().named("chassis")
    )
    parts.append(
        block(0.28, 0.14, 0.08, TAIL_LAMP)
        .move(width * 0.36, floor - 0.08, back - 0.02)
        .both_sides()
        .named("tail lights")
    )
    if nosed and rng.random() < 0.7:
        stack = pipe([(0, floor, -0.05), (0, floor + 1.9, -0.05), (0, floor + 2.1, -0.12)], 0.09, CHROME)
        parts.append(stack.move(width / 2 - 0.02).both_sides().named("exhaust"))
    whole = color if carrier in (color, "white", "gray", "silver", "") else f"{color} and {carrier}"
    options = [
        "a truck",
        article(name),
        f"{article(whole)} {name}",
        f"{article(whole)} truck",
        f"{article(color)} {name} {phrase}",
        f"{article(whole)} lorry",
        "a lorry",
        f"{article(name)} {phrase}",
        name,
    ]
    if band:
        options.append(f"{article(color)} truck with {article(band)} marking on its box")
    return merge(parts), trade, options, color
