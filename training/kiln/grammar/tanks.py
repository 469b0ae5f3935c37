"""Battle tanks."""

from __future__ import annotations

import numpy as np

from kiln.grammar.base import COLORS, Rng, Sample, article, pick, shade
from kiln.grammar.tractors import arc
from kiln.grammar.vehicle_parts import CARBON, LAMP, choose_captions
from kiln.grammar.vehicle_solids import block, disc, plate, rod, row, skin, slab, turned
from kiln.mesh import merge

CAMOUFLAGE = {
    "green": ((0.30, 0.46, 0.20), "army green"),
    "dark green": ((0.20, 0.29, 0.16), "olive"),
    "tan": ((0.76, 0.64, 0.44), "sand-coloured"),
    "gray": ((0.47, 0.49, 0.50), "grey"),
    "brown": ((0.40, 0.31, 0.20), "brown"),
    "white": ((0.88, 0.89, 0.88), "snow white"),
}


def tank(rng: Rng) -> Sample:
    """A battle tank on tracks, with a round or an angular turret."""
    u = rng.uniform
    color = pick(rng, list(CAMOUFLAGE), [4, 3, 3, 2, 1, 0.6])
    paint, phrase = CAMOUFLAGE[color]
    body = shade(rng, paint, 0.04)
    dark = tuple(0.72 * v for v in body)
    length, r, track_w = u(4.4, 5.4), u(0.40, 0.50), u(0.50, 0.62)
    half = length / 2
    hull_w = u(1.5, 1.8)
    x = hull_w / 2 + track_w / 2
    belly, deck = r * 0.7, r * 2 + u(0.22, 0.4)
    old = rng.random() < 0.4
    glacis = u(0.35, 0.8) if not old else u(0.05, 0.25)
    hull = [
        (-half + 0.25, belly),
        (-half + 0.02, r * 1.5),
        (-half + 0.15, deck),
        (half - glacis - 0.15, deck),
        (half - 0.02, r * 1.35),
        (half - 0.35, belly),
    ]
    parts = [slab(hull, hull_w, body, 0.05).named("hull")]
    run = half - r - 0.05
    loop = arc(run, r, r, -90, 90, 9) + arc(-run, r, r, 90, 270, 9)
    # Slanted ends: the first and last wheels sit higher than the road wheels.
    lift = u(0.0, 0.22)
    loop = np.array(
        [(z, y + lift * max(0.0, (abs(z) - run * 0.80) / (half - run * 0.80)) * (1 if y < r else 0.3)) for z, y in loop]
    )
    belt = slab(loop, track_w, (0.13, 0.13, 0.13), 0.05)
    n = int(length / 0.32)
    at = (np.arange(n) - (n - 1) / 2) * (2 * run / n)
    shoe = block(track_w * 1.02, 0.07, 0.15, (0.24, 0.24, 0.24))
    shoes = [row(shoe.move(0, y, 0), "z", at) for y in (-0.01, 2 * r + lift * 0.1)]
    wheels_ = []
    count = int(rng.integers(5, 8))
    pitch = 2 * run / (count - 1)
    road = min(pitch * 0.46, r * 0.78)
    for i in range(count):
        z = -run + i * pitch
        end = i in (0, count - 1)
        y = r + lift * 0.5 if end else road + 0.06
        size = road * (0.85 if end else 1.0)
        hub = [disc(size, track_w + 0.08, body, "x", 16), disc(size * 0.42, track_w + 0.14, dark, "x", 10)]
        wheels_.append(merge(hub).move(0, y, z))
    parts.append(
        merge([belt.named("tracks"), merge(shoes).named("tracks"), merge(wheels_).named("wheels")]).move(x).both_sides()
    )
    guard = block(track_w + 0.08, 0.09, length * 0.98, body, 0.03).move(x, 2 * r + 0.10, 0)
    parts.append(guard.both_sides().named("mudguards"))
    if not old and rng.random() < 0.5:
        skirt = [
            block(0.07, r * 0.75, length * 0.86 / 4 - 0.06, body, 0.02).move(
                x + track_w / 2 + 0.04, 1.72 * r, (i - 1.5) * length * 0.86 / 4
            )
            for i in range(4)
        ]
        parts.append(merge(skirt).both_sides().named("skirts"))
    tz = u(-0.25, 0.3)
    turn = pick(rng, [0, 0, 0, 1]) * u(-35, 35)
    th = u(0.58, 0.82)
    tw = hull_w / 2 * u(0.82, 1.0)
    form = pick(rng, ["round", "angular"])
    if form == "round":
        k = tw / 0.9
        dome = [
            (0.92 * k, 0),
            (1.0 * k, th * 0.25),
            (0.92 * k, th * 0.6),
            (0.70 * k, th * 0.88),
            (0.35 * k, th),
            (0, th),
        ]
        turret = [turned(dome, body, 24).scale(0.95, 1, 1.12)]
        front = 0.9 * k
    else:
        back, front = -u(1.0, 1.3), u(0.8, 1.05)
        low = [(tw * 0.72, back), (tw, back + 0.4), (tw, front - 0.5), (tw * 0.5, front)]
        low = low + [(-px, pz) for px, pz in low[::-1]]
        rings = [
            [(px * s, y, pz * s2) for px, pz in low]
            for s, s2, y in ((0.92, 0.96, 0), (1.0, 1.0, th * 0.4), (0.80, 0.82, th))
        ]
        turret = [skin(np.array(rings), body, 20)]
    hatch = turned([(0.26, 0), (0.26, 0.14), (0.2, 0.18), (0, 0.19)], dark, 14).move(-tw * 0.36, th - 0.03, -0.2)
    turret.append(hatch)
    turret.append(block(0.3, 0.14, 0.3, dark, 0.04).move(tw * 0.36, th + 0.02, -0.1))
    barrel = u(1.9, 2.9)
    gun = [
        (0.17, 0),
        (0.15, 0.35),
        (0.105, 0.36),
        (0.095, barrel * 0.55),
        (0.125, barrel * 0.56),
        (0.125, barrel * 0.70),
        (0.09, barrel * 0.71),
        (0.085, barrel),
    ]
    if rng.random() < 0.6:
        gun += [(0.14, barrel), (0.14, barrel + 0.24), (0.07, barrel + 0.25)]
    gun = turned([(0, 0), *gun, (0, gun[-1][1])], body, 12).rotate("x", 90 - u(0, 9)).move(0, th * 0.5, front * 0.82)
    mantlet = block(0.6, th * 0.62, 0.36, dark, 0.08).move(0, th * 0.5, front * 0.9)
    turret += [gun.named("gun"), mantlet]
    aerial = rng.random() < 0.12
    if aerial:
        turret.append(rod((tw * 0.5, th * 0.8, -0.7), (tw * 0.55, th + 0.6, -0.8), 0.06, CARBON, 0.05).named("aerial"))
    if rng.random() < 0.5:
        mg = [rod((0, 0, 0), (0, 0.04, 0.6), 0.055, CARBON), block(0.12, 0.15, 0.3, CARBON)]
        turret.append(merge(mg).move(-tw * 0.36, th + 0.24, -0.05).named("machine gun"))
    emblem = pick(rng, ["", "star", "number"], [3, 1, 1]) if color != "white" else ""
    if emblem:
        t = np.linspace(0, 2 * np.pi, 10, endpoint=False) + np.pi / 2
        size = np.where(np.arange(10) % 2 == 0, 0.24, 0.10)
        star = plate(np.stack([size * np.cos(t), size * np.sin(t)], 1), 0.05, COLORS["white"], "x")
        if emblem == "number":
            star = block(0.05, 0.16, 0.5, COLORS["white"])
        if form == "round":
            star = star.rotate("z", 10)
        turret.append(
            star.move(tw * (0.99 if form == "angular" else 1.04), th * 0.42, -0.15).both_sides().named("emblem")
        )
    parts.append(
        merge([t_.named("turret") if t_.part_names == ("body",) else t_ for t_ in turret])
        .rotate("y", turn)
        .move(0, deck - 0.02, tz)
    )
    parts.append(
        disc(0.12, 0.1, LAMP, "z")
        .move(hull_w * 0.36, deck - 0.12, half - glacis - 0.1)
        .both_sides()
        .named("headlights")
    )
    for z in (-half + 0.45, -half + 0.75):
        parts.append(block(hull_w * 0.7, 0.06, 0.14, dark).move(0, deck + 0.01, z).named("grille"))
    options = [
        "a tank",
        f"{article(color)} tank",
        "an army tank",
        f"{article(phrase)} tank",
        "a battle tank with a long gun",
        f"{article(color)} military tank",
        f"a tank with {article(form)} turret",
        f"{article(phrase)} battle tank with tracks",
    ]
    if emblem == "star":
        options += [f"{article(color)} tank with a white star"] * 2
    if turn:
        options.append("a tank with its turret turned to the side")
    return Sample(
        merge(parts), "tank", choose_captions(rng, "tank", options), f"tank {form} {color} {'old' if old else 'modern'}"
    )


GENERATORS = {"tank": tank}
