"""Sailing boats, with their whole hulls: no water."""

from __future__ import annotations

import numpy as np

from kiln.grammar.base import Rng, Sample, article, pick, shade
from kiln.grammar.hulls import DARK_WOOD, PALE_WOOD, WOOD, hull, sail, triangle_sail
from kiln.grammar.kit import tint
from kiln.grammar.vehicle_parts import GLASS, choose_captions, other
from kiln.grammar.vehicle_solids import block, disc, loft, plate, rod, row, slab
from kiln.mesh import Mesh, merge

HULLS = ("white", "red", "blue", "green", "yellow", "black", "orange", "light blue", "teal", "dark green", "pink")


def sailing_boat(rng: Rng) -> Sample:
    """A dinghy, yacht, two-masted schooner or catamaran under sail."""
    u = rng.uniform
    style = pick(rng, ["dinghy", "yacht", "schooner", "catamaran"], [3, 5, 1.6, 1.3])
    length = u(3.4, 4.0) if style != "schooner" else u(4.2, 4.8)
    beam, depth = u(1.4, 1.8), u(0.8, 1.05)
    color = pick(rng, (*HULLS, "brown"), [4, 3, 3, 2, 1.5, 1.2, 1.5, 1.5, 1, 1, 0.8, 2.5])
    main = WOOD if color == "brown" else shade(rng, color)
    sail_name = pick(
        rng,
        ["white", "red", "yellow", "orange", "blue", "beige", "light blue", "pink", "green"],
        [8, 2, 1.5, 1.2, 1.2, 1.5, 0.8, 0.6, 0.8],
    )
    cloth = shade(rng, sail_name, 0.03)
    if sail_name == "white":
        cloth = (0.96, 0.96, 0.94)
    pattern = pick(rng, ["plain", "striped", "two-tone", "emblem"], [5, 1.5, 1.2, 1.5])
    second = other(rng, ("red", "blue", "yellow", "orange", "green", "white"), sail_name)
    if {second, sail_name} == {"white", "beige"}:
        second = "red"
    tone = shade(rng, second)
    if pattern == "striped":
        strips = [tone if i % 2 else cloth for i in range(8)]
    elif pattern == "two-tone":
        strips = [tone] * 2 + [cloth] * 4
    else:
        strips = [cloth] * 6
    trim_name = other(rng, ("white", "red", "blue", "brown"), color)
    trim = WOOD if trim_name == "brown" else shade(rng, trim_name)
    bottom = pick(
        rng, [main, tint(main, 0.7), shade(rng, "red"), shade(rng, "dark gray"), shade(rng, "blue")], [5, 3, 1, 1, 1]
    )
    deck = pick(rng, [PALE_WOOD, PALE_WOOD, (0.88, 0.87, 0.84)])
    thin = 0.22
    spar = pick(rng, [WOOD, DARK_WOOD, (0.85, 0.85, 0.86)])
    parts: list[Mesh] = []
    if style == "catamaran":
        float_ = (
            hull(length, 0.6, depth * 0.8, main, bottom, trim, deck, 0.12, 0.6, 0.6, 0.4, 0.02)
            .move(u(0.65, 0.8), 0, 0)
            .both_sides()
        )
        net = block(1.6, 0.2, length * 0.42, (0.55, 0.57, 0.60)).move(0, 0.0, -0.15).named("deck")
        beams = row(block(1.7, 0.22, 0.24, spar).move(0, 0.03, 0), "z", [length * 0.10, -length * 0.30]).named("deck")
        parts += [float_, net, beams]
    else:
        parts.append(
            hull(
                length,
                beam,
                depth,
                main,
                bottom,
                trim,
                deck,
                u(0.08, 0.25),
                u(0.45, 0.75),
                u(0.3, 0.8),
                u(0.2, 0.7),
                0.09,
            )
        )
    if style in ("dinghy",):
        inside = loft(
            [
                (-length * 0.36, 0.05, beam * 0.22, 0.05),
                (-length * 0.30, 0.05, beam * 0.30, 0.05),
                (0, 0.05, beam * 0.36, 0.05),
                (length * 0.12, 0.05, beam * 0.30, 0.05),
            ],
            tuple(0.55 * v for v in deck),
            16,
            4,
        )
        bench = row(block(beam * 0.86, 0.09, 0.26, WOOD).move(0, 0.10, 0), "z", [-length * 0.24, -length * 0.02])
        parts += [inside.named("cockpit"), bench.named("bench")]
    if style in ("yacht", "schooner"):
        cabin_l = length * u(0.22, 0.34)
        z0 = -length * 0.06 if style == "yacht" else -length * 0.28
        cabin = [
            (z0 - cabin_l * 0.5, 0),
            (z0 - cabin_l * 0.48, 0.36),
            (z0 + cabin_l * 0.30, 0.34),
            (z0 + cabin_l * 0.5, 0.02),
        ]
        wall = (0.93, 0.93, 0.91) if rng.random() < 0.6 or style == "yacht" else WOOD
        parts.append(slab(cabin, beam * 0.55, wall, 0.06).named("cabin"))
        parts.append(
            block(beam * 0.55 + 0.06, 0.17, cabin_l * 0.5, GLASS, 0.02)
            .move(0, 0.18, z0 - cabin_l * 0.06)
            .named("windows")
        )
        pit = block(beam * 0.5, 0.06, length * 0.2, tuple(0.6 * v for v in deck), 0.02).move(
            0, 0.03, z0 - cabin_l * 0.5 - length * 0.12
        )
        parts.append(pit.named("cockpit"))
    parts.append(
        plate(
            [
                (-length / 2 + 0.12, 0.1),
                (-length / 2 - 0.14, 0.1),
                (-length / 2 - 0.12, -depth * 0.95),
                (-length / 2 + 0.14, -depth * 0.95),
            ],
            0.12,
            trim,
        ).named("rudder")
    )
    camber = u(0.04, 0.14) * (1 if rng.random() < 0.5 else -1)
    tall = u(2.9, 3.5)

    def rig(z: float, height: float, boom: float, gaff: bool) -> list[Mesh]:
        top = height
        made = [rod((0, -0.1, z), (0, top, z), 0.12, spar, 0.1).named("mast")]
        low = 0.5
        made.append(rod((0, low, z), (0, low + 0.04, z - boom - 0.1), 0.1, spar).named("boom"))
        if gaff:
            k = np.linspace(0, 1, 7)[:, None]
            luff = np.array([z - 0.05, low + 0.08]) + k * np.array([0, height * 0.66 - low])
            end = np.array([z - boom * 0.72, height * 0.95])
            leech = np.array([z - boom, low + 0.12]) + k * (end - np.array([z - boom, low + 0.12]))
            colors = [strips[i * len(strips) // 6] for i in range(6)]
            made.append(sail(luff, leech, camber, thin, colors))
            made.append(rod((0, height * 0.66, z), (0, height * 0.97, z - boom * 0.74), 0.1, spar).named("mast"))
        else:
            made.append(
                triangle_sail(
                    (z - 0.06, low + 0.08),
                    (z - boom, low + 0.12),
                    (z - 0.08, top * 0.98),
                    boom * 0.07,
                    camber,
                    strips,
                    thin,
                )
            )
        return made

    masts = 1
    if style == "schooner":
        masts = 2
        parts += rig(length * 0.12, tall * 0.92, length * 0.27, True)
        parts += rig(-length * 0.18, tall, length * 0.29, rng.random() < 0.7)
        jib = triangle_sail(
            (length * 0.5, 0.42), (length * 0.17, 0.6), (length * 0.14, tall * 0.8), 0.0, camber, [cloth] * 6, thin
        )
        parts += [jib, rod((0, 0.15, length * 0.42), (0, 0.36, length * 0.6), 0.1, spar).named("bowsprit")]
    else:
        z = length * u(0.08, 0.16)
        gaff = style == "dinghy" and rng.random() < 0.35
        parts += rig(z, tall, length * u(0.40, 0.50), gaff)
        if style != "dinghy" or rng.random() < 0.6:
            jib_colors = strips if pattern == "striped" else [cloth] * 6
            parts.append(
                triangle_sail(
                    (length * 0.46, 0.3),
                    (z - length * u(0.0, 0.06), 0.50),
                    (z + 0.08, tall * u(0.72, 0.9)),
                    0.0,
                    camber,
                    jib_colors,
                    thin,
                )
            )
    if pattern == "emblem":
        z = length * 0.12 - length * 0.17 if style != "schooner" else -length * 0.18 - length * 0.11
        r = 0.34
        parts.append(
            disc(r, abs(camber) * 0.5 + thin + 0.05, tone, "x", 18).move(camber * 1.1, 1.35, z).named("emblem")
        )
    flag_color = shade(rng, pick(rng, ["red", "blue", "yellow", "orange", "green"]))
    if rng.random() < 0.4:
        z = length * 0.12 if style != "schooner" else -length * 0.18
        flag = plate([(z, tall - 0.02), (z, tall + 0.44), (z - 0.65, tall + 0.2)], 0.2, flag_color)
        parts += [flag.named("flag"), rod((0, tall - 0.2, z), (0, tall + 0.46, z), 0.1, spar).named("mast")]
    name = {"dinghy": "dinghy", "yacht": "sailing yacht", "schooner": "schooner", "catamaran": "catamaran"}[style]
    hull_words = "wooden" if color == "brown" else color
    sails = f"{sail_name} sails"
    options = [
        *(
            "a sailing boat",
            "a sailboat",
            "sailboat",
            "a sail boat",
            "a boat with sails",
            "a boat",
            "a small sailing boat",
        ),
        article(name),
        f"a sailing boat with {sails}",
        f"a sailing boat with {article(hull_words)} hull",
        article(f"{hull_words} {name} with {sails}"),
        article(f"{hull_words} boat with {sails}"),
        article(f"{hull_words} sailing boat with {sails}"),
    ]
    # Coloured sails are larger than the hull: then the hull's colour alone would not be the boat's.
    if sail_name in ("white", "beige", color) and pattern in ("plain", "emblem"):
        whole = (f"{hull_words} sailing boat", f"{hull_words} sailboat", f"{hull_words} {name}")
        options += [*whole, *(article(w) for w in whole)]
    if pattern == "striped":
        options += [f"a sailing boat with {sail_name} and {second} striped sails"] * 2
    elif pattern == "emblem":
        options.append(f"a sailboat with {article(second)} spot on its sail")
    if masts == 2:
        options.append("a sailing ship with two masts")
    return Sample(
        merge(parts),
        "sailing boat",
        choose_captions(rng, "sailing boat", options),
        f"sailing boat {style} {color} {sail_name} {pattern}",
    )


GENERATORS = {"sailing boat": sailing_boat}
