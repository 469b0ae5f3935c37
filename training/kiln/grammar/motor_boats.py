"""Motor boats: speedboats, runabouts, cabin cruisers and inflatables."""

from __future__ import annotations

import numpy as np

from kiln.grammar.base import Rng, Sample, article, pick, shade
from kiln.grammar.hulls import DARK_WOOD, PALE_WOOD, WOOD, hull
from kiln.grammar.sailing_boats import HULLS
from kiln.grammar.vehicle_parts import CHROME, DARK, GLASS, choose_captions, other
from kiln.grammar.vehicle_solids import blob, block, pane, pipe, plate, rod, row, skin, slab, turned
from kiln.mesh import Mesh, merge


def motor_boat(rng: Rng) -> Sample:
    """A speedboat, varnished runabout, cabin cruiser or rubber dinghy."""
    u = rng.uniform
    style = pick(rng, ["speedboat", "runabout", "cruiser", "inflatable"], [4, 1.3, 3.4, 1.3])
    length, beam, depth = u(4.0, 4.8), u(1.5, 1.8), u(0.62, 0.8)
    half = length / 2
    color = "brown" if style == "runabout" else pick(rng, HULLS, [4, 4, 3, 1.5, 2.5, 1.5, 2.5, 1.5, 1, 0.6, 0.8])
    main = shade(rng, pick(rng, [WOOD, (0.50, 0.26, 0.14), DARK_WOOD]), 0.08) if color == "brown" else shade(rng, color)
    second = other(rng, ("white", "white", "red", "blue", "yellow", "black", "orange"), color)
    tone = shade(rng, second)
    leather = pick(rng, [(0.92, 0.90, 0.86), (0.75, 0.20, 0.16), (0.78, 0.60, 0.40), (0.25, 0.30, 0.45)])
    parts: list[Mesh] = []
    glass = (0.36, 0.46, 0.56)
    extra = ""
    if style == "inflatable":
        r = u(0.24, 0.30)
        path = [
            (0.62, 0, -half * 0.9),
            (0.66, 0, 0),
            (0.60, 0.04, half * 0.45),
            (0.36, 0.14, half * 0.85),
            (0, 0.20, half * 0.98),
        ]
        path = path + [(-x, y, z) for x, y, z in path[-2::-1]]
        at = np.linspace(0, len(path) - 1, 21)
        path = np.stack([np.interp(at, np.arange(len(path)), np.array(path)[:, i]) for i in range(3)], 1)
        parts.append(pipe(path, r, main, 14).named("tube"))
        parts += [blob(r, r, 0.2, tone, 12, 6).move(0.62, 0, -half * 0.9).both_sides().named("tube")]
        floor = [
            (0.6, -half * 0.85),
            (0.6, half * 0.4),
            (0.3, half * 0.85),
            (-0.3, half * 0.85),
            (-0.6, half * 0.4),
            (-0.6, -half * 0.85),
        ]
        parts.append(plate(floor, 0.16, (0.30, 0.31, 0.33), "y").move(0, -0.12, 0).named("floor"))
        parts.append(row(block(1.1, 0.1, 0.34, tone).move(0, 0.08, 0), "z", [-0.6, 0.5]).named("bench"))
        back = -half * 0.82
        parts.append(block(1.1, 0.42, 0.12, DARK).move(0, 0.06, back).named("transom"))
        deck_y = 0.25
        motor = True
    else:
        deck = PALE_WOOD if style == "runabout" or rng.random() < 0.3 else (0.92, 0.92, 0.90)
        if style == "runabout":
            deck = tuple(min(1.0, 1.18 * v) for v in main)
        bottom = (
            pick(rng, [main, tone, shade(rng, "white")])
            if style != "runabout"
            else shade(rng, pick(rng, ["white", "red", "dark green"]))
        )
        band = tone if style != "runabout" else (0.92, 0.91, 0.88)
        parts.append(
            hull(
                length,
                beam,
                depth,
                main,
                bottom,
                band,
                deck if style != "speedboat" else pick(rng, [main, deck]),
                u(0.05, 0.28),
                u(0.82, 0.95),
                u(0.6, 0.9),
                u(0.5, 1.0),
                0.07,
                0.0,
                u(0.35, 0.5),
            )
        )
        back = -half
        motor = style == "speedboat" and rng.random() < 0.7
        deck_y = 0.05
        if style in ("speedboat", "runabout"):
            z0, z1 = -half * 0.62, half * u(0.05, 0.18)
            pit = [
                (beam * 0.36, z0),
                (beam * 0.36, z1 - 0.2),
                (beam * 0.26, z1),
                (-beam * 0.26, z1),
                (-beam * 0.36, z1 - 0.2),
                (-beam * 0.36, z0),
            ]
            parts.append(plate(pit, 0.1, (0.16, 0.15, 0.15), "y").move(0, 0.06, 0).named("cockpit"))
            seat = merge(
                [
                    block(beam * 0.62, 0.12, 0.36, leather, 0.04),
                    block(beam * 0.62, 0.36, 0.12, leather, 0.05).move(0, 0.14, -0.2),
                ]
            )
            parts.append(row(seat.move(0, 0.15, 0), "z", [z0 + 0.35, z0 + 0.40 + (z1 - z0) * 0.45]).named("seats"))
            for x0, zz0, x1, zz1 in (
                (beam * 0.40, z1 - 0.45, beam * 0.24, z1 + 0.02),
                (beam * 0.24, z1 + 0.02, -beam * 0.24, z1 + 0.02),
                (-beam * 0.24, z1 + 0.02, -beam * 0.40, z1 - 0.45),
            ):
                t = 0.05
                rings = [
                    [(x, 0.03, z + t), (x, 0.03, z - t), (x * 0.92, 0.42, z - 0.22 - t), (x * 0.92, 0.42, z - 0.22 + t)]
                    for x, z in ((x0, zz0), (x1, zz1))
                ]
                parts.append(skin(np.array(rings), glass, 10).named("windscreen"))
            ring = [(0.15 * np.cos(t), 0.15 * np.sin(t), 0) for t in np.linspace(0, 2 * np.pi, 11)]
            parts.append(
                pipe(ring, 0.04, DARK, 6).rotate("x", -35).move(-beam * 0.18, 0.30, z1 - 0.35).named("steering wheel")
            )
            if rng.random() < 0.45:
                extra = "driver"
                shirt = shade(rng, pick(rng, ["red", "blue", "white", "orange", "yellow"]))
                man = merge(
                    [
                        blob(0.19, 0.30, 0.16, shirt).move(0, 0.34),
                        blob(0.15, 0.17, 0.15, (0.86, 0.66, 0.52)).move(0, 0.74),
                        blob(0.16, 0.10, 0.16, shade(rng, pick(rng, ["brown", "black", "yellow"]))).move(
                            0, 0.83, -0.02
                        ),
                    ]
                )
                parts.append(man.move(-beam * 0.18, 0.12, z0 + 0.46 + (z1 - z0) * 0.45).named("driver"))
            if style == "runabout":
                strip = block(0.08, 0.05, half * 0.62, (0.92, 0.90, 0.84)).move(0, 0.09, half * 0.48)
                parts.append(strip.named("deck"))
            if style == "speedboat" and rng.random() < 0.35:
                extra = "arch"
                arch = pipe(
                    [
                        (beam * 0.44, 0.05, z0 + 0.2),
                        (beam * 0.40, 0.7, z0),
                        (-beam * 0.40, 0.7, z0),
                        (-beam * 0.44, 0.05, z0 + 0.2),
                    ],
                    0.075,
                    tone,
                )
                parts.append(arch.named("arch"))
        else:
            h1 = u(0.55, 0.7)
            c0, c1 = -half * 0.45, half * u(0.35, 0.5)
            white = (0.94, 0.94, 0.93)
            lower = [(c0, 0), (c0 + 0.05, h1), (c1 - 0.75, h1), (c1 - 0.05, 0.12), (c1, 0)]
            parts.append(slab(lower, beam * 0.72, white, 0.09).named("cabin"))
            parts.append(pane((c1 - 0.16, 0.22), (c1 - 0.66, h1 - 0.06), beam * 0.56, GLASS, 0.1).named("windscreen"))
            n = int(rng.integers(2, 4))
            span = (c1 - 0.85 - c0) / n
            window = block(beam * 0.72 + 0.04, h1 * 0.40, span * 0.76, GLASS, 0.0).move(0, h1 * 0.58, 0)
            parts.append(row(window, "z", [c0 + 0.06 + (i + 0.5) * span for i in range(n)]).named("windows"))
            if rng.random() < 0.55:
                extra = "two decks"
                f0, f1 = c0 + 0.1, c1 - 0.95
                parts.append(
                    block(beam * 0.66, 0.10, f1 - f0 + 0.5, white, 0.03).move(0, h1 + 0.03, (f0 + f1) / 2).named("deck")
                )
                parts.append(
                    pane((f1 + 0.1, h1 + 0.06), (f1 - 0.1, h1 + 0.36), beam * 0.6, glass, 0.08).named("windscreen")
                )
                parts.append(block(beam * 0.5, 0.24, 0.4, leather, 0.06).move(0, h1 + 0.16, f0 + 0.3).named("seats"))
                top = (
                    rod((0, h1, f0 + 0.1), (0, h1 + 0.8, f0 + 0.25), 0.06, (0.9, 0.9, 0.9))
                    .move(beam * 0.3)
                    .both_sides()
                )
                parts += [
                    top.named("arch"),
                    block(beam * 0.70, 0.11, 0.9, tone if rng.random() < 0.5 else white, 0.04)
                    .move(0, h1 + 0.82, f0 + 0.45)
                    .named("roof"),
                ]
            else:
                parts.append(
                    block(beam * 0.76, 0.10, c1 - c0 - 0.5, tone if rng.random() < 0.6 else white, 0.04)
                    .move(0, h1 + 0.04, (c0 + c1) / 2 - 0.32)
                    .named("roof")
                )
                mast = rod((0, h1, c0 + 0.5), (0, h1 + 0.7, c0 + 0.4), 0.055, (0.9, 0.9, 0.9))
                parts.append(merge([mast, block(0.4, 0.09, 0.12, white).move(0, h1 + 0.55, c0 + 0.42)]).named("mast"))
            well = block(beam * 0.74, 0.06, half * 0.42, PALE_WOOD).move(0, 0.05, -half * 0.72)
            bench = block(beam * 0.66, 0.22, 0.24, leather, 0.05).move(0, 0.14, -half * 0.88)
            rail = pipe(
                [
                    (beam * 0.40, 0.3, half * 0.25),
                    (beam * 0.36, 0.42, half * 0.55),
                    (beam * 0.14, 0.46, half * 0.85),
                    (0, 0.46, half * 0.92),
                ],
                0.05,
                CHROME,
                6,
            )
            posts = [
                rod((x, 0.05, z), (x, y, z), 0.045, CHROME, sides=6)
                for x, y, z in ((beam * 0.36, 0.42, half * 0.55), (beam * 0.14, 0.46, half * 0.85))
            ]
            parts += [well.named("cockpit"), bench.named("seats"), merge([rail, *posts]).both_sides().named("railing")]
    if motor:
        cowl = shade(rng, pick(rng, ["black", "white", "red", "gray", "blue"]))
        engine = merge(
            [
                block(0.36, 0.42, 0.46, cowl, 0.1).move(0, deck_y + 0.34, back - 0.22),
                block(0.18, 0.9, 0.22, DARK, 0.04).move(0, deck_y - 0.2, back - 0.24),
                turned([(0, 0), (0.2, 0.02), (0.2, 0.1), (0, 0.12)], DARK, 12)
                .rotate("x", -90)
                .move(0, deck_y - 0.6, back - 0.30),
            ]
        )
        parts.append(engine.named("engine"))
    words = {"brown": "wooden"}.get(color, color)
    name = {
        "speedboat": "speedboat",
        "runabout": "wooden motor boat",
        "cruiser": pick(rng, ["cabin cruiser", "motor yacht"]),
        "inflatable": pick(rng, ["inflatable boat", "rubber dinghy"]),
    }[style]
    bare = name.replace("wooden ", "")
    options = [
        "a motor boat",
        article(f"{words} motor boat"),
        article(name),
        article(f"{words} {bare}"),
        "a motorboat",
        f"{words} {bare}",
    ]
    if style == "cruiser":
        options += [f"{article(words)} boat with a white cabin"]
        if extra == "two decks":
            options.append(f"{article(words)} motor yacht with an upper deck")
    elif style == "speedboat":
        options += ["a fast boat", f"{article(words)} speedboat with a windshield"]
    elif style == "runabout":
        options += ["a classic wooden speedboat"]
    elif style == "inflatable":
        options += [f"{article(words)} rubber boat with an outboard motor"]
    if extra == "driver":
        options.append(f"{article(words)} {bare} with a driver")
    return Sample(
        merge(parts), "motor boat", choose_captions(rng, "motor boat", options), f"motor boat {style} {color}"
    )


GENERATORS = {"motor boat": motor_boat}
