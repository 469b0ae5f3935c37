"""Container ships."""

from __future__ import annotations

from kiln.grammar.base import COLORS, Rng, article, pick, shade
from kiln.grammar.hulls import hull
from kiln.grammar.ship_parts import Ship, funnel
from kiln.grammar.vehicle_parts import GLASS, WHITE
from kiln.grammar.vehicle_solids import block
from kiln.mesh import Mesh


def container_ship(rng: Rng) -> Ship:
    """A freighter with stacks of containers before its bridge."""
    u = rng.uniform
    parts: list[Mesh] = []
    color = pick(rng, ["blue", "red", "green", "black", "orange", "dark green", "teal"])
    main = shade(rng, color)
    length, beam, depth = u(5.0, 6.2), u(1.35, 1.6), u(0.8, 1.0)
    half = length / 2
    parts.append(
        hull(
            length, beam, depth, main, shade(rng, "red"), main, (0.45, 0.30, 0.26), 0.25, 0.88, 0.1, 0.4, 0.1, 0.0, 0.6
        )
    )
    bridge_z = -half * u(0.55, 0.72)
    parts.append(block(beam * 0.8, 1.3, 0.6, WHITE, 0.05).move(0, 0.65, bridge_z).named("bridge"))
    parts.append(block(beam * 1.02, 0.26, 0.5, WHITE, 0.04).move(0, 1.25, bridge_z + 0.03).named("bridge"))
    parts.append(block(beam * 0.9, 0.14, 0.06, GLASS).move(0, 1.26, bridge_z + 0.29).named("windows"))
    parts.append(funnel(0, 0.6, bridge_z - 0.55, 0.24, 0.9, main, pick(rng, [WHITE, COLORS["yellow"]]), 0))
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
    return Ship(parts, options, color)
