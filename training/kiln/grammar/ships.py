"""Ships: container ships, cruise ships, liners, tugs, trawlers, warships and galleons."""

from __future__ import annotations

import numpy as np

from kiln.grammar.base import COLORS, Rng, Sample, article, pick, shade
from kiln.grammar.hulls import DARK_WOOD, PALE_WOOD, WOOD, hull, sail, triangle_sail
from kiln.grammar.vehicle_parts import DARK, GLASS, choose_captions, other
from kiln.grammar.vehicle_solids import (
    blob,
    block,
    copies,
    disc,
    plate,
    rod,
    row,
    slab,
    turned,
)
from kiln.mesh import Color, Mesh, merge


def _funnel(x: float, y: float, z: float, r: float, h: float, body: Color, band: Color, lean: float = 6) -> Mesh:
    profile = [
        (0, 0),
        (r, 0),
        (r * 0.97, h * 0.55),
        (r * 0.97, h * 0.56),
        (r * 0.96, h * 0.80),
        (r * 0.96, h * 0.81),
        (r * 0.95, h),
        (r * 0.7, h),
        (0, h - 0.05),
    ]
    tint = np.array([body, body, band, band, (0.1, 0.1, 0.1), (0.1, 0.1, 0.1), (0.1, 0.1, 0.1), (0.1, 0.1, 0.1)])
    return turned(profile, tint, 18).scale(0.85, 1, 1.15).rotate("x", -lean).move(x, y, z).named("funnel")


def _ports(z, y: float, width, r: float = 0.07, color: Color = GLASS) -> Mesh:
    """A row of portholes on both sides, flush at ±width / 2 (a number or one per place)."""
    hole = disc(r, 0.08, color, "x", 8)
    at = np.stack(
        [np.broadcast_to(np.asarray(width, float) / 2, (len(z),)), np.full(len(z), y), np.asarray(z, float)],
        1,
    )
    return copies(hole, at).both_sides().named("portholes")


def _square_sail(width: float, height: float, belly: float, colors, thickness: float = 0.2) -> Mesh:
    """A square sail hanging below y = 0, bellied towards +z."""
    n = len(colors)
    y = -np.linspace(0, height, n + 1)
    wide = width / 2 * (1 + 0.10 * np.sin(np.linspace(0, np.pi / 2, n + 1)))
    made = sail(np.stack([-wide, y], 1), np.stack([wide, y], 1), belly, thickness, colors)
    return made.rotate("y", -90)


def ship(rng: Rng) -> Sample:
    """A container ship, cruise ship, liner, tug, trawler, warship or galleon."""
    u = rng.uniform
    style = pick(
        rng,
        ["container", "cruise", "steamship", "tug", "trawler", "warship", "galleon", "pirate"],
        [2.5, 2.5, 2, 2, 1.6, 1.6, 2, 1.6],
    )
    parts: list[Mesh] = []
    white = (0.94, 0.94, 0.93)
    options: list[str]
    if style == "container":
        color = pick(rng, ["blue", "red", "green", "black", "orange", "dark green", "teal"])
        main = shade(rng, color)
        length, beam, depth = u(5.0, 6.2), u(1.35, 1.6), u(0.8, 1.0)
        half = length / 2
        parts.append(
            hull(
                length,
                beam,
                depth,
                main,
                shade(rng, "red"),
                main,
                (0.45, 0.30, 0.26),
                0.25,
                0.88,
                0.1,
                0.4,
                0.1,
                0.0,
                0.6,
            )
        )
        bridge_z = -half * u(0.55, 0.72)
        parts.append(block(beam * 0.8, 1.3, 0.6, white, 0.05).move(0, 0.65, bridge_z).named("bridge"))
        parts.append(block(beam * 1.02, 0.26, 0.5, white, 0.04).move(0, 1.25, bridge_z + 0.03).named("bridge"))
        parts.append(block(beam * 0.9, 0.14, 0.06, GLASS).move(0, 1.26, bridge_z + 0.29).named("windows"))
        parts.append(_funnel(0, 0.6, bridge_z - 0.55, 0.24, 0.9, main, pick(rng, [white, COLORS["yellow"]]), 0))
        boxes = [shade(rng, c) for c in ("red", "blue", "green", "orange", "gray", "yellow", "teal", "brown", "white")]
        bay = 0.82
        z = half * 0.62
        while z - bay > bridge_z + 0.4:
            taper = 1.0 if z < half * 0.4 else 0.68
            stack = int(rng.integers(1, 4))
            across = 3
            w = beam * 0.84 * taper / across
            for level in range(stack):
                for i in range(across):
                    if level == stack - 1 and rng.random() < 0.15 and stack > 1:
                        continue
                    parts.append(
                        block(w * 0.94, 0.34, bay * 0.92, boxes[int(rng.integers(len(boxes)))])
                        .move((i - 1) * w, 0.2 + level * 0.36, z - bay / 2)
                        .named("containers")
                    )
            z -= bay
        options = [
            "a container ship",
            f"{article(color)} container ship",
            "a cargo ship loaded with containers",
            f"{article(color)} cargo ship",
            f"{article(color)} ship carrying colourful containers",
            "a freighter",
        ]
    elif style in ("cruise", "steamship"):
        cruise = style == "cruise"
        color = (
            "white"
            if cruise and rng.random() < 0.7
            else pick(rng, ["black", "blue", "red", "dark green"] if not cruise else ["blue", "light blue", "red"])
        )
        main = shade(rng, color, 0.03)
        length, beam, depth = u(5.0, 6.2), u(1.25, 1.5), u(0.85, 1.05)
        half = length / 2
        bottom = shade(rng, pick(rng, ["red", "blue", "red"]))
        parts.append(
            hull(
                length,
                beam,
                depth,
                main,
                bottom,
                white if not cruise else main,
                PALE_WOOD,
                u(0.15, 0.3),
                0.62,
                0.2,
                u(0.3, 0.8),
                0.08,
                0.2,
                0.5,
            )
        )
        decks = int(rng.integers(3, 5)) if cruise else int(rng.integers(2, 4))
        y = 0.0
        step = 0.30
        front, back = half * 0.60, -half * 0.78
        for i in range(decks):
            w = beam * (0.84 - 0.05 * i)
            shape = [
                (w / 2, back),
                (w / 2, front - 0.5),
                (w / 4, front),
                (-w / 4, front),
                (-w / 2, front - 0.5),
                (-w / 2, back),
            ]
            parts.append(plate(shape, step, white, "y").move(0, y + step / 2, 0).named("decks"))
            n = int((front - back - 0.7) / 0.36)
            spots = back + 0.25 + np.arange(n) * 0.36
            window = block(w + 0.04, step * 0.42, 0.20, GLASS)
            parts.append(row(window.move(0, y + step * 0.52, 0), "z", spots).named("windows"))
            y += step
            front -= u(0.25, 0.5)
            back += u(0.1, 0.35)
        parts.append(block(beam * 0.72, 0.26, 0.5, white, 0.05).move(0, y + 0.1, front - 0.2).named("bridge"))
        parts.append(block(beam * 0.68, 0.12, 0.08, GLASS).move(0, y + 0.12, front + 0.04).named("windows"))
        funnel_name = (
            pick(rng, ["red", "yellow", "orange", "blue"]) if color != "red" else pick(rng, ["yellow", "black"])
        )
        count = 1 if cruise else int(rng.integers(2, 5))
        spread = (front - back) * 0.62
        for i in range(count):
            z = (front + back) / 2 - 0.2 + (0 if count == 1 else spread * (0.5 - i / (count - 1)))
            if cruise:
                z = back + (front - back) * 0.25
            parts.append(
                _funnel(
                    0,
                    y - 0.05,
                    z,
                    0.34 if cruise else 0.24,
                    u(0.7, 0.9) if cruise else u(0.95, 1.1),
                    shade(rng, funnel_name),
                    white,
                    10,
                )
            )
        boat_z = np.linspace(back + 0.6, front - 0.8, 5)
        lifeboat = (
            blob(0.11, 0.11, 0.26, shade(rng, "orange") if cruise else white, 8, 5)
            .move(beam * 0.43, step * 1.15, 0)
            .both_sides()
        )
        parts.append(row(lifeboat, "z", boat_z).named("lifeboats"))
        if not cruise:
            parts.append(
                merge([rod((0, 0, z), (0, 2.0, z - 0.05), 0.1, DARK_WOOD) for z in (half * 0.72, -half * 0.72)]).named(
                    "mast"
                )
            )
        if rng.random() < 0.6 and color != "white":
            parts.append(
                _ports(np.linspace(-half * 0.7, half * 0.45, 12), -0.2, beam * 0.985, 0.075, (0.9, 0.88, 0.75))
            )
        if cruise:
            pool = block(beam * 0.34, 0.06, 0.6, (0.25, 0.65, 0.85)).move(0, y + 0.01, back + (front - back) * 0.6)
            parts.append(pool.named("pool"))
            options = [
                "a cruise ship",
                f"{article(color)} cruise ship",
                f"a cruise ship with {article(funnel_name)} funnel",
                "a big passenger ship",
                f"{article(color)} cruise liner",
                f"{article(color)} ship with many decks",
            ]
        else:
            number = {2: "two", 3: "three", 4: "four"}[count]
            options = [
                "a steamship",
                "an ocean liner",
                f"{article(color)} ocean liner",
                f"a ship with {number} {funnel_name} funnels",
                f"{article(color)} ship with {number} funnels",
                f"an old {color} passenger ship",
            ]
    elif style in ("tug", "trawler"):
        color = pick(rng, ["red", "blue", "green", "black", "orange", "yellow", "teal", "light blue"])
        main = shade(rng, color)
        length, beam, depth = u(3.6, 4.3), u(1.4, 1.65), u(0.75, 0.95)
        half = length / 2
        band = shade(rng, other(rng, ("white", "yellow", "red"), color))
        parts.append(
            hull(
                length,
                beam,
                depth,
                main,
                shade(rng, "dark gray"),
                band if style == "trawler" else DARK,
                PALE_WOOD,
                u(0.35, 0.55),
                0.72,
                0.3,
                0.35,
                0.14,
                0.2,
                0.5,
            )
        )
        house_name = pick(rng, ["white", "white", "red", "yellow"])
        house_name = "white" if house_name == color else house_name
        house = shade(rng, house_name, 0.02)
        z = 0.35 if style == "tug" else (-0.75 if rng.random() < 0.5 else 0.6)
        parts.append(
            slab([(z - 0.75, 0), (z - 0.75, 0.55), (z + 0.62, 0.55), (z + 0.72, 0)], beam * 0.62, house, 0.06).named(
                "cabin"
            )
        )
        parts.append(_ports([z - 0.45, z, z + 0.4], 0.30, beam * 0.62, 0.10))
        up = 0.55
        parts.append(
            slab(
                [(z - 0.28, up), (z - 0.30, up + 0.62), (z + 0.50, up + 0.62), (z + 0.44, up)],
                beam * 0.50,
                house,
                0.05,
            ).named("wheelhouse")
        )
        parts.append(block(beam * 0.52, 0.26, 0.5, GLASS).move(0, up + 0.36, z + 0.08).named("windows"))
        parts.append(block(beam * 0.40, 0.26, 0.1, GLASS).move(0, up + 0.36, z + 0.45).named("windows"))
        roof = shade(rng, other(rng, ("red", "blue", "black", "green"), house_name))
        parts.append(block(beam * 0.60, 0.10, 1.0, roof, 0.03).move(0, up + 0.66, z + 0.1).named("roof"))
        if style == "tug":
            funnel_name = pick(rng, ["red", "yellow", "black", "orange", "blue"])
            parts.append(_funnel(0, 0.4, z - 0.72, 0.26, u(0.95, 1.15), shade(rng, funnel_name), white, 5))
            tyre = disc(0.21, 0.16, (0.11, 0.11, 0.11), "x", 14)
            hole = disc(0.10, 0.18, (0.30, 0.30, 0.30), "x", 10)
            fenders = copies(
                merge([tyre, hole]),
                [(beam * 0.49, -0.10, zz) for zz in (-half * 0.6, -half * 0.2, half * 0.2)],
            )
            parts.append(fenders.both_sides().named("fenders"))
            parts.append(rod((0, up + 0.6, z - 0.1), (0, up + 1.35, z - 0.15), 0.1, DARK).named("mast"))
            options = [
                "a tugboat",
                f"{article(color)} tugboat",
                f"{article(color)} tugboat with {article(house_name)} cabin",
                "a small harbour ship",
                f"a tugboat with {article(funnel_name)} funnel",
                f"{color} tug",
            ]
        else:
            mast_z = -0.2 if z > 0 else 0.65
            poles = [
                rod((0, 0, mast_z), (0, 2.0, mast_z), 0.11, DARK_WOOD),
                rod((0, 0.5, mast_z), (0, 1.75, mast_z + (-1.25 if z > 0 else 1.1)), 0.09, DARK_WOOD),
                rod((0, 1.9, mast_z), (0, 0.3, -half + 0.1 if z > 0 else half - 0.2), 0.08, DARK),
            ]
            parts.append(merge(poles).named("mast"))
            net = blob(0.34, 0.24, 0.4, (0.25, 0.52, 0.50), 10, 6).move(0, 0.15, mast_z + (-0.9 if z > 0 else 0.55))
            crates = copies(
                block(0.32, 0.22, 0.3, (0.30, 0.50, 0.72)),
                [(0.42, 0.13, mast_z - 0.45), (-0.4, 0.13, mast_z - 0.4)],
            )
            parts += [net.named("net"), crates.named("crates")]
            options = [
                "a fishing boat",
                f"{article(color)} fishing boat",
                "a fishing trawler",
                f"{article(color)} fishing boat with {article(house_name)} cabin",
                f"{article(color)} trawler with a mast and a net",
                "a boat",
            ]
    elif style == "warship":
        color = "gray"
        main = shade(rng, pick(rng, [(0.55, 0.57, 0.60), (0.45, 0.48, 0.52), (0.62, 0.64, 0.66)]), 0.03)
        dark = tuple(0.75 * v for v in main)
        length, beam, depth = u(5.4, 6.2), u(1.1, 1.3), u(0.7, 0.85)
        half = length / 2
        parts.append(
            hull(
                length,
                beam,
                depth,
                main,
                shade(rng, pick(rng, ["red", "dark gray"])),
                main,
                dark,
                u(0.25, 0.4),
                0.6,
                0.4,
                0.7,
                0.05,
                0.0,
                0.45,
            )
        )
        y = 0.0
        for w, a, b, h in ((0.72, -1.3, 1.2, 0.35), (0.56, -0.7, 0.95, 0.35), (0.44, 0.15, 0.8, 0.4)):
            parts.append(
                slab([(a, y), (a + 0.08, y + h), (b - 0.2, y + h), (b, y)], beam * w, main, 0.04).named(
                    "superstructure"
                )
            )
            y += h
        parts.append(block(beam * 0.46, 0.13, 0.4, GLASS).move(0, y - 0.16, 0.48).named("windows"))
        mast = [
            rod((0, y - 0.1, 0.3), (0, y + 0.95, 0.25), 0.12, dark, 0.09),
            block(0.7, 0.09, 0.12, dark).move(0, y + 0.45, 0.27),
            block(0.4, 0.16, 0.12, dark).move(0, y + 0.75, 0.26),
        ]
        parts.append(merge(mast).named("mast"))
        for z in (-0.35,) if rng.random() < 0.5 else (-0.2, -0.9):
            parts.append(_funnel(0, 0.3, z, 0.24, 0.95, main, dark, 8))

        def turret(z: float, yy: float, facing: int) -> Mesh:
            house = slab([(-0.34, 0), (-0.30, 0.26), (0.16, 0.26), (0.36, 0.0)], 0.52, main, 0.05)
            guns = copies(
                rod((0, 0.16, 0.1), (0, 0.30, 1.0), 0.055, dark),
                [(x, 0, 0) for x in ((-0.13, 0.13) if two else (0.0,))],
            )
            made = merge([house, guns])
            return (made if facing > 0 else made.rotate("y", 180)).move(0, yy, z).named("turret")

        two = rng.random() < 0.7
        parts += [turret(half * 0.52, 0.06, 1), turret(-half * 0.62, 0.02, -1)]
        if rng.random() < 0.6:
            parts += [turret(half * 0.52 - 0.85, 0.36 if half * 0.52 - 0.85 < 1.2 else 0.26, 1)]
        options = [
            "a warship",
            "a battleship",
            "a gray warship",
            "a navy ship with guns",
            "a gray navy destroyer",
            "a military ship",
        ]
    else:
        pirate = style == "pirate"
        color = "brown"
        main = shade(rng, pick(rng, [WOOD, DARK_WOOD, (0.48, 0.31, 0.18)]))
        trim_name = pick(rng, ["yellow", "red", "blue", "dark green"])
        trim = (0.80, 0.62, 0.22) if trim_name == "yellow" else shade(rng, trim_name)
        length, beam, depth = u(4.2, 5.0), u(1.35, 1.6), u(0.85, 1.05)
        half = length / 2
        parts.append(
            hull(
                length,
                beam,
                depth,
                main,
                tuple(0.6 * v for v in main),
                trim,
                PALE_WOOD,
                0.35,
                0.78,
                0.5,
                0.5,
                0.12,
                0.6,
                0.5,
            )
        )
        castle = [(-half - 0.12, -0.05), (-half - 0.22, 0.78), (-half * 0.45, 0.62), (-half * 0.42, -0.05)]
        parts.append(slab(castle, beam * 0.86, main, 0.05).named("stern castle"))
        parts.append(
            block(beam * 0.9, 0.12, half * 0.62, trim, 0.02)
            .rotate("x", 5)
            .move(0, 0.72, -half * 0.78)
            .named("stern castle")
        )
        parts.append(block(beam * 0.6, 0.24, 0.08, (0.95, 0.80, 0.40)).move(0, 0.40, -half - 0.19).named("windows"))
        bow = [(half * 0.45, 0.05), (half * 0.45, 0.42), (half * 0.80, 0.56), (half * 0.84, 0.15)]
        parts.append(slab(bow, beam * 0.52, main, 0.04).named("forecastle"))
        ports = np.linspace(-half * 0.55, half * 0.4, 5)
        gun = merge(
            [
                block(0.1, 0.17, 0.19, (0.1, 0.08, 0.07)),
                rod((0, 0, 0), (0.16, 0, 0), 0.055, (0.12, 0.12, 0.12), sides=6),
            ]
        )
        parts.append(copies(gun, [(beam * 0.47, -0.22, z) for z in ports]).both_sides().named("cannons"))
        parts.append(rod((0, 0.35, half * 0.8), (0, 0.85, half * 1.35), 0.11, DARK_WOOD, 0.09).named("bowsprit"))
        sail_name = (
            pick(rng, ["black", "red", "white", "gray"], [4, 1.5, 1, 1])
            if pirate
            else pick(rng, ["white", "beige", "red"], [5, 3, 1])
        )
        cloth = (0.16, 0.16, 0.17) if sail_name == "black" else shade(rng, sail_name, 0.03)
        striped = not pirate and rng.random() < 0.25 and sail_name != "red"
        red = shade(rng, "red")
        masts = [(half * 0.45, u(2.5, 2.9)), (-half * 0.12, u(3.0, 3.4)), (-half * 0.68, u(2.4, 2.8))]
        belly = u(0.14, 0.24)
        if rng.random() < 0.35:
            masts = masts[:2]
        for i, (z, h) in enumerate(masts):
            parts.append(rod((0, -0.1, z), (0, h + 0.3, z), 0.13, DARK_WOOD, 0.1).named("mast"))
            tiers = 2
            for level in range(tiers):
                drop = (h - 0.65) / tiers
                w = (1.25 + 0.42 * level) * (1.0 if i == 1 else 0.86)
                y = h - level * drop
                parts.append(
                    rod((-w / 2 - 0.14, y, z + 0.06), (w / 2 + 0.14, y, z + 0.06), 0.09, DARK_WOOD).named("yard")
                )
                strips = [red if striped and k % 2 else cloth for k in range(5)]
                parts.append(_square_sail(w, drop * 0.84, belly, strips).move(0, y, z + 0.08))
            flag = COLORS["black"] if pirate else shade(rng, pick(rng, ["red", "blue", "yellow"]))
            if i == 1 or rng.random() < 0.4:
                parts.append(
                    plate([(z, h + 0.08), (z, h + 0.42), (z - 0.55, h + 0.40), (z - 0.5, h + 0.1)], 0.11, flag).named(
                        "flag"
                    )
                )
                parts.append(rod((0, h, z), (0, h + 0.46, z), 0.09, DARK_WOOD).named("mast"))
        if pirate:
            z, h = masts[1]
            drop = (h - 0.65) / 2
            bone = (0.93, 0.92, 0.88)
            skull = merge(
                [
                    blob(0.22, 0.21, 0.1, bone, 10, 6),
                    block(0.2, 0.16, 0.12, bone, 0.03).move(0, -0.2, 0),
                    copies(
                        blob(0.06, 0.065, 0.1, (0.08, 0.08, 0.08), 8, 5),
                        [(0.09, -0.01, 0.05), (-0.09, -0.01, 0.05)],
                    ),
                ]
            )
            if sail_name != "white":
                parts.append(skull.move(0, h - drop * 1.42, z + 0.16 + 1.75 * belly).named("skull"))
        jib = triangle_sail(
            (half * 1.28, 0.95),
            (half * 0.55, 0.75),
            (half * 0.5, masts[0][1] * 0.9),
            0.0,
            0.06,
            [cloth] * 6,
            0.13,
        )
        parts.append(jib)
        name = "pirate ship" if pirate else pick(rng, ["galleon", "tall ship", "old sailing ship"])
        sails = f"{sail_name} and red striped sails" if striped else f"{sail_name} sails"
        number = {2: "two", 3: "three"}[len(masts)]
        options = [
            article(name),
            f"a wooden {name.replace('old ', '')}",
            f"{article(name)} with {sails}",
            name,
            f"a wooden ship with {number} masts",
            f"a wooden ship with {sails}",
        ]
        if pirate and sail_name != "white":
            options.append(f"a pirate ship with a skull on its {sail_name} sail")
        color = f"{color} {sail_name}"
    return Sample(merge(parts), "ship", choose_captions(rng, "ship", ["a ship", *options]), f"ship {style} {color}")


GENERATORS = {"ship": ship}
