"""Fire engines."""

from __future__ import annotations

from kiln.grammar.base import COLORS, Rng, article, pick, shade
from kiln.grammar.lorries import driver_cab
from kiln.grammar.vans import beacons
from kiln.grammar.vehicle_parts import CARBON, CHROME, TAIL_LAMP, axle, wheel
from kiln.grammar.vehicle_solids import block, disc, turned
from kiln.mesh import Mesh, merge


def fire_truck(rng: Rng) -> tuple[Mesh, str, list[str], str]:
    color = pick(rng, ["red", "red", "red", "yellow"])
    body = shade(rng, color)
    width, radius = 2.1, rng.uniform(0.46, 0.52)
    floor = radius + 0.05
    load = rng.uniform(3.0, 3.8)
    height = rng.uniform(1.55, 1.75)
    tall = rng.uniform(1.45, 1.65)
    parts = [driver_cab(rng, body, -0.05, floor, width, False, height, crew=rng.uniform(0.7, 0.95))]
    mid = -0.1 - load / 2
    parts.append(block(width + 0.04, tall, load, body, 0.07).move(0, floor + tall / 2, mid).named("body"))
    shutters = int(rng.integers(3, 5))
    length = load / shutters
    for i in range(shutters):
        z = -0.1 - (i + 0.5) * length
        over = abs(z - (-load * 0.62)) < radius + length * 0.3
        h = tall * (0.42 if over else 0.62)
        parts.append(
            block(width + 0.1, h, length * 0.78, (0.72, 0.73, 0.75))
            .move(0, floor + tall * 0.88 - h / 2, z)
            .named("lockers")
        )
    band = COLORS["white"] if color == "red" else COLORS["red"]
    parts.append(block(width + 0.12, 0.16, load, band).move(0, floor + tall * 0.16, mid).named("stripe"))
    parts.append(block(width + 0.05, 0.16, 1.2, band).move(0, floor + 0.22, 0.75).named("stripe"))
    ladder_tone = pick(rng, [(0.80, 0.81, 0.83), (0.80, 0.81, 0.83), (0.93, 0.93, 0.92)])
    reach = load + rng.uniform(0.2, 1.2)
    rails = block(0.13, 0.17, reach, ladder_tone).move(0.36).both_sides()
    rungs = [block(0.7, 0.11, 0.13, ladder_tone).move(0, 0, (i - 3.5) * reach / 8) for i in range(8)]
    ladder = merge([rails, *rungs]).move(0, 0, reach / 2)
    raised = rng.random() < 0.35
    top = floor + tall
    lift = rng.uniform(14, 32) if raised else rng.uniform(0, 3)
    turntable = turned([(0.5, 0), (0.5, 0.2), (0.3, 0.35), (0, 0.36)], (0.30, 0.30, 0.32), 16)
    parts.append(turntable.move(0, top - 0.02, -load + 0.5).named("turntable"))
    parts.append(
        ladder.rotate("x", -lift)
        .move(0, top + 0.32 + (0.15 if not raised and tall < height else 0), -load + 0.1)
        .named("ladder")
    )
    parts.append(
        beacons(rng, width * 0.8, ((0.12, 0.25, 0.85), (0.12, 0.25, 0.85))).move(0, floor + height - 0.02, 0.55)
    )
    rim = pick(rng, [CHROME, (0.9, 0.9, 0.9), body])
    tyre = wheel(radius, 0.36, rim, pick(rng, ["disc", "steel"]), 0.58)
    parts += [axle(tyre, width / 2 - 0.07, radius, z) for z in (1.1, -load * 0.62)]
    arches = [disc(radius * 1.16, width + 0.13, CARBON, "x", 20).move(0, radius * 1.17, z) for z in (1.1, -load * 0.62)]
    parts.append(merge(arches).scale(0.985, 1, 1).named("arches"))
    parts.append(
        block(0.3, 0.2, 0.08, TAIL_LAMP).move(width * 0.36, floor + 0.4, -0.1 - load).both_sides().named("tail lights")
    )
    state = "a raised ladder" if raised else "a ladder on top"
    options = [
        "truck",
        "a fire truck",
        "a fire engine",
        f"{article(color)} fire truck",
        f"{article(color)} fire engine with {state}",
        f"a fire truck with {state}",
        f"{color} fire engine with blue lights",
    ]
    return merge(parts), "fire truck", options, color
