"""Farm tractors, old and modern."""

from __future__ import annotations

import numpy as np

from kiln.grammar.base import COLORS, Rng, Sample, article, pick, shade
from kiln.grammar.vehicle_parts import CARBON, CHROME, GLASS, LAMP, axle, choose_captions, wheel
from kiln.grammar.vehicle_solids import blob, block, disc, loft, pipe, rod, skin, slab, turned
from kiln.mesh import Color, Mesh, merge

STEEL: Color = (0.34, 0.35, 0.37)


def arc(z: float, y: float, radius: float, start: float, stop: float, n: int = 10) -> list[tuple[float, float]]:
    t = np.radians(np.linspace(start, stop, n))
    return [(z + radius * np.cos(a), y + radius * np.sin(a)) for a in t]


def _mudguard(
    z: float, y: float, radius: float, width: float, color: Color, start: float, stop: float, thick: float = 0.09
) -> Mesh:
    """A curved strip over a wheel, about x = 0; angles in degrees from +z over the top."""
    inner, outer = np.array(arc(z, y, radius, start, stop)), np.array(arc(z, y, radius + thick, start, stop))
    h = width / 2
    rings = [[(h, *a[::-1]), (h, *b[::-1]), (-h, *b[::-1]), (-h, *a[::-1])] for a, b in zip(inner, outer, strict=True)]
    return skin(np.array(rings), color, 40)


def tractor(rng: Rng) -> Sample:
    """A farm tractor, modern with a glazed cab or old with an open seat."""
    u = rng.uniform
    color = pick(
        rng,
        ["green", "red", "blue", "orange", "yellow", "light blue", "gray", "dark green"],
        [4, 4, 3, 2, 2, 1, 0.7, 1],
    )
    body = shade(rng, color)
    rim_name = pick(rng, ["yellow", "white", "red", "gray", "orange"])
    if rim_name == color:
        rim_name = "white"
    rim = shade(rng, rim_name)
    form = pick(rng, ["cab", "open", "roll bar"], [5, 3, 1.5])
    big, small = u(0.80, 0.98), u(0.42, 0.55)
    back, front = -0.75, u(1.05, 1.35)
    base = big * 0.85
    nose = front + u(0.3, 0.5)
    h, w = u(0.30, 0.36), u(0.30, 0.36)
    top = base + 0.42
    bonnet = [
        (-0.15, top - h, w * 1.02, h),
        (nose - 0.5, top - h - 0.01, w, h),
        (nose - 0.1, top - h - 0.03, w * 0.92, h * 0.94),
        (nose, top - h - 0.05, w * 0.8, h * 0.8),
    ]
    parts = [loft(bonnet, body, 20, 4.5).named("bonnet")]
    parts.append(block(w * 1.3, h * 1.3, 0.08, CARBON, 0.04).move(0, top - h - 0.05, nose - 0.01).named("grille"))
    lamp = merge([disc(0.11, 0.08, CHROME, "z"), blob(0.09, 0.09, 0.07, LAMP, 10, 6).move(0, 0, 0.03)])
    parts.append(lamp.move(w * 0.62, top - 0.20, nose).both_sides().named("headlights"))
    if rng.random() < 0.5:
        stripe = rim if rim_name != "gray" else COLORS["white"]
        parts.append(block(2 * w + 0.04, 0.1, nose - 0.2, stripe).move(0, top - 0.28, nose / 2 - 0.1).named("stripe"))
    parts.append(
        block(0.44, 0.42, nose - back, CARBON, 0.08).move(0, base - 0.38, (nose + back) / 2 - 0.05).named("engine")
    )
    parts.append(
        block(1.0, 0.5, 0.9, body if form == "cab" else CARBON, 0.1).move(0, base - 0.02, back + 0.1).named("body")
    )
    tread = u(0.40, 0.52)
    x = 0.48 + tread / 2
    parts.append(axle(wheel(big, tread, rim, pick(rng, ["disc", "steel"]), 0.60, lugs=True, sides=36), x, big, back))
    parts.append(
        axle(
            wheel(small, tread * 0.7, rim, pick(rng, ["disc", "steel"]), 0.56, lugs=True, sides=28),
            x - 0.06,
            small,
            front,
        )
    )
    parts.append(rod((-x, small, front), (x, small, front), 0.10, CARBON).named("axle"))
    parts.append(rod((-x, big, back), (x, big, back), 0.14, CARBON).named("axle"))
    parts.append(
        _mudguard(back, big, big + 0.05, tread * 0.8, body, 48, 150).move(x - 0.02).both_sides().named("mudguards")
    )
    stack = pipe(
        [(0, top - 0.1, 0), (0, top + 0.7, 0), (0, top + 0.82, -0.07)],
        [0.07, 0.07, 0.06],
        CARBON if rng.random() < 0.6 else CHROME,
    )
    parts.append(stack.move(w * 0.6 if rng.random() < 0.5 else 0, 0, u(0.45, 0.8)).named("exhaust"))
    driver = ""
    if form == "cab":
        c0, c1 = back - 0.35, 0.12
        roof = base + u(1.35, 1.6)
        belt = base + 0.18
        side_view = [(c0 + 0.05, belt), (c0, roof), (c1 - 0.08, roof), (c1 + 0.05, belt)]
        parts.append(slab(side_view, 1.0, GLASS, 0.05).named("windows"))
        for z0, z1 in ((c0 + 0.05, c0), (c1 + 0.04, c1 - 0.08), (-0.52, -0.5)):
            parts.append(pipe([(0.48, belt - 0.05, z0), (0.48, roof, z1)], 0.07, body).both_sides().named("cab"))
        roof_color = body if rng.random() < 0.5 else shade(rng, "white")
        parts.append(
            block(1.24, 0.18, c1 - c0 + 0.34, roof_color, 0.07).move(0, roof + 0.05, (c0 + c1) / 2).named("roof")
        )
    else:
        seat = merge([block(0.5, 0.1, 0.42, CARBON, 0.04), block(0.5, 0.36, 0.1, CARBON, 0.04).move(0, 0.18, -0.2)])
        parts.append(seat.move(0, base + 0.34, back + 0.05).named("seat"))
        ring = [(0.21 * np.cos(t), 0.21 * np.sin(t), 0) for t in np.linspace(0, 2 * np.pi, 13)]
        parts.append(pipe(ring, 0.04, CARBON, 6).rotate("x", -50).move(0, base + 0.72, -0.22).named("steering wheel"))
        parts.append(rod((0, base + 0.3, 0.05), (0, base + 0.72, -0.22), 0.05, CARBON).named("steering wheel"))
        if form == "roll bar":
            bar = [
                (0.42, base, back - 0.3),
                (0.42, base + 1.35, back - 0.3),
                (-0.42, base + 1.35, back - 0.3),
                (-0.42, base, back - 0.3),
            ]
            parts.append(pipe(bar, 0.06, CARBON).named("roll bar"))
        elif rng.random() < 0.55:
            shirt = shade(rng, pick(rng, ["blue", "red", "white", "green"]))
            man = [
                blob(0.2, 0.36, 0.17, shirt).move(0, 0.38),
                blob(0.15, 0.17, 0.15, (0.85, 0.64, 0.50)).move(0, 0.84),
                turned([(0.25, 0), (0.25, 0.03), (0.13, 0.06), (0.11, 0.15), (0, 0.17)], (0.86, 0.72, 0.40), 14).move(
                    0, 0.91, 0
                ),
            ]
            arms = rod((0.18, 0.48, 0), (0.14, 0.34, 0.42), 0.065, shirt).both_sides()
            parts.append(merge([*man, arms]).move(0, base + 0.38, back + 0.08).named("driver"))
            driver = "with a farmer driving"
    tool = pick(rng, ["", "loader", "trailer hitch"], [3, 1.2, 1])
    if tool == "loader":
        arm = pipe([(0, base + 0.35, 0.05), (0, base + 0.2, 0.9), (0, 0.42, nose + 0.55)], 0.08, body)
        bucket = slab(
            [(nose + 0.45, 0.62), (nose + 0.5, 0.1), (nose + 1.05, 0.05), (nose + 0.8, 0.3)], 1.5, STEEL, 0.05
        )
        parts += [arm.move(0.5).both_sides().named("loader"), bucket.named("bucket")]
    elif tool == "trailer hitch":
        parts.append(block(0.9, 0.12, 0.5, STEEL, 0.03).move(0, base - 0.35, back - 0.75).named("hitch"))
    age = "modern" if form == "cab" else "old" if form == "open" else "small"
    options = [
        "a tractor",
        f"{article(color)} tractor",
        "a farm tractor",
        f"{article(color)} tractor with {rim_name} wheels",
        f"{article(age)} {color} tractor",
        f"{color} farm tractor",
        f"{article(color)} tractor with {'a cab' if form == 'cab' else 'big rear wheels'}",
    ]
    if driver:
        options += [f"{article(color)} tractor {driver}"] * 2
    if tool == "loader":
        options.append(f"{article(color)} tractor with a front loader bucket")
    return Sample(
        merge(parts), "tractor", choose_captions(rng, "tractor", options), f"tractor {form} {color} {tool}".strip()
    )


GENERATORS = {"tractor": tractor}
