"""What things are kept in: treasure chests, barrels, gift boxes and crates."""

from __future__ import annotations

import numpy as np

from kiln.grammar.base import Generator, Rng, Sample, article, pick, shade
from kiln.grammar.kit import chosen, tint, weighted
from kiln.grammar.props import BRASS, INK, IRON, PAINTS, STEEL, TIMBER, by_face, except_for
from kiln.grammar.solids import ball, block, blocks, box, instances, skin, turned
from kiln.mesh import Color, Mesh, merge

GOLD: Color = (0.97, 0.78, 0.20)
GEMS: tuple[Color, ...] = ((0.85, 0.10, 0.20), (0.10, 0.60, 0.30), (0.15, 0.35, 0.85), (0.95, 0.95, 0.98))


def _lid(x: float, z: float, rise: float, color: Color, band: Color) -> Mesh:
    """A barrel-vaulted lid with its hinge edge at the origin, closed towards +Z, with three metal bands."""
    a = np.linspace(0, np.pi, 13)
    arc = np.c_[rise * np.sin(a), z - z * np.cos(a)]

    def vault(x0: float, x1: float, grow: float, tone: Color) -> Mesh:
        section = (arc - [0, z]) * grow + [0, z]
        rings = np.stack([np.c_[np.full(13, v), section] for v in (x0, x1)])
        return skin(rings, tone, flat=True)

    plank = [vault(-x, x, 1.0, color)]
    plank += [vault(v - 0.05, v + 0.05, 1.05, band) for v in (-x + 0.05, 0.0, x - 0.05)]
    plank.append(block(-x - 0.01, x + 0.01, -0.03, 0.06, 2 * z - 0.06, 2 * z + 0.02, band))
    return merge(plank)


def treasure_chest(rng: Rng) -> Sample:
    """A wooden chest with metal bands and a lock: shut, or open and full of gold and gems."""
    name = weighted(rng, {"brown": 0.5, "dark brown": 0.2, "light brown": 0.1, "red": 0.12, "blue": 0.08})
    color = shade(rng, TIMBER.get(name, name), 0.04)
    metal_name = weighted(rng, {"gold": 0.55, "gray": 0.3, "black": 0.15})
    band = {"gold": BRASS, "gray": STEEL, "black": IRON}[metal_name]
    x, y, z = rng.uniform(0.48, 0.58), rng.uniform(0.36, 0.46), rng.uniform(0.28, 0.34)
    rise = z * rng.uniform(0.8, 1.0)
    opened = bool(rng.random() < 0.55)
    parts = [block(-x, x, 0.02, y, -z, z, color).named("chest")]
    grooves = [(0, v * y, 0) for v in (0.34, 0.67)]
    parts.append(blocks(grooves, (2 * x + 0.012, 0.02, 2 * z + 0.012), tint(color, 0.62)).named("chest"))
    straps = [(v, y / 2, 0) for v in (-x + 0.05, 0.0, x - 0.05)]
    parts.append(blocks(straps, (0.1, y, 2 * z + 0.04), band).named("band"))
    parts.append(block(-x - 0.015, x + 0.015, 0, 0.07, -z - 0.02, z + 0.02, band).named("band"))
    parts.append(block(-x - 0.015, x + 0.015, y - 0.06, y, -z - 0.02, z + 0.02, band).named("band"))
    parts.append(box(0.17, 0.19, 0.06, tint(band, 1.15), 0.02).move(0, y - 0.06, z + 0.03).named("lock"))
    parts.append(blocks([(0, y - 0.07, z + 0.06)], (0.04, 0.08, 0.02), INK).named("lock"))
    lid = _lid(x, z, rise, tint(color, 1.05), band)
    if opened:
        parts.append(lid.rotate("x", -rng.uniform(62, 85)).move(0, y, -z).named("lid"))
        wave = np.linspace(0, 1, 6)
        heap = [((1 - v) ** 0.5, y - 0.02 + 0.2 * z * v + 0.16 * v**0.7) for v in wave]
        gold = shade(rng, GOLD, 0.03)
        mound = turned([(heap[0][0], y - 0.06), *heap], gold, 18).scale(0.9 * x, 1, 0.85 * z)
        parts.append(mound.named("gold"))
        n = 26
        r, a = np.sqrt(rng.uniform(0, 0.85, n)), rng.uniform(0, 2 * np.pi, n)
        at = np.stack([0.88 * x * r * np.sin(a), y + 0.17 * (1 - r), 0.82 * z * r * np.cos(a)], 1)
        coin = turned([(0.06, -0.015), (0.06, 0.015)], tint(gold, 1.12), 10)
        parts.append(instances(coin.rotate("x", 25), at[:18], rng.uniform(0, 360, 18)).named("gold"))
        for k, gem in enumerate(GEMS):
            own = at[18 + 2 * k : 20 + 2 * k] + [0, 0.02, 0]
            parts.append(instances(ball(0.055, 0.05, 0.055, gem, 6, 4), own).named("gem"))
    else:
        parts.append(lid.move(0, y, -z).named("lid"))
    a_ = article(name)
    options = [
        "a pirate treasure chest",
        f"{a_} treasure chest",
        "a wooden chest" if name in TIMBER else "a painted chest",
    ]
    options += [f"{a_} chest with {metal_name} bands", "a pirate chest"]
    if opened:
        options += ["an open treasure chest", "a treasure chest full of gold", "an open chest with gold coins and gems"]
    else:
        options += ["a closed treasure chest", "a closed chest with a lock", f"a closed {name} treasure chest"]
    captions = chosen(rng, ["treasure chest", "a treasure chest"], options)
    return Sample(merge(parts), "treasure chest", captions, f"{name} {metal_name} {opened}")


def barrel(rng: Rng) -> Sample:
    """A wooden barrel with hoops, standing or lying on its side, or a steel drum."""
    steel = bool(rng.random() < 0.25)
    if steel:
        name = weighted(rng, except_for(PAINTS, "pink", "purple"))
        color = shade(rng, name, 0.04)
        r, high = 0.36, rng.uniform(0.95, 1.1)
        profile = [(r, 0.0), (1.05 * r, 0.0), (1.05 * r, 0.04), (r, 0.05)]
        tones = [color] * 3
        for v in (0.33, 0.66):
            profile += [
                (r, v * high - 0.04),
                (1.06 * r, v * high - 0.02),
                (1.06 * r, v * high + 0.02),
                (r, v * high + 0.04),
            ]
            tones += [color, tint(color, 0.85), tint(color, 0.85), tint(color, 0.85)]
        profile += [
            (r, high - 0.05),
            (1.05 * r, high - 0.04),
            (1.05 * r, high),
            (0.95 * r, high),
            (0.93 * r, high - 0.04),
            (0, high - 0.04),
        ]
        tones += [color, color, color, tint(color, 0.9), tint(color, 0.7), tint(color, 0.8)]
        parts = [turned(profile, tones, 26).named("barrel")]
        parts.append(turned([(0.06, high - 0.04), (0.06, high + 0.0)], STEEL, 10).move(0.2, 0, 0.05).named("cap"))
        hoop_name, pose = "", "standing"
    else:
        name = pick(rng, TIMBER, (0.5, 0.32, 0.18))
        color = np.asarray(shade(rng, TIMBER[name], 0.04))
        hoop_name = weighted(rng, {"gray": 0.5, "black": 0.35, "gold": 0.15})
        hoop = {"gray": STEEL, "black": IRON, "gold": BRASS}[hoop_name]
        high, bulge = rng.uniform(0.85, 1.05), rng.uniform(1.18, 1.32)
        r = 0.3
        y = np.linspace(0, 1, 21)
        wide = r * (1 + (bulge - 1) * (1 - (2 * y - 1) ** 2))
        bands = (np.abs(np.abs(2 * y - 1)[:, None] - np.array([0.95, 0.36])) < 0.07).any(1)
        profile = [(w * (1.03 if b else 1.0), v * high) for w, v, b in zip(wide, y, bands, strict=True)]
        profile += [(0.86 * r, high), (0.86 * r, high - 0.05), (0, high - 0.05)]
        staves, sides = 12, 48
        body = turned(profile, tuple(color), sides, 40)
        metal = [bool(bands[i] and bands[i + 1]) for i in range(20)]

        def wood(at: np.ndarray) -> np.ndarray:
            stave = np.floor((np.arctan2(at[:, 0], at[:, 2]) / (2 * np.pi) + 1) * staves * 4).astype(int)
            tone = color * np.where(stave % 4 == 0, 0.68, 0.94 + 0.1 * (stave // 4 % 2))[:, None]
            row = np.clip((at[:, 1] / high * 20).astype(int), 0, 19)
            inside = np.hypot(at[:, 0], at[:, 2]) < 0.87 * r
            return np.where((np.array(metal)[row] & ~inside)[:, None], hoop, tone)

        parts = [by_face(body, wood).named("barrel")]
        pose = "standing" if rng.random() < 0.7 else "lying"
        if pose == "lying":
            parts = [p.move(0, -high / 2).rotate("x", 90) for p in parts]
            parts.append(blocks([(0, r * bulge + 0.01, 0)], (0.1, 0.06, 0.1), tuple(color * 0.5)).named("bung"))
            rests = [(0, -r * bulge + 0.02, s * 0.3 * high) for s in (-1, 1)]
            parts.append(blocks(rests, (0.5, 0.14, 0.12), tuple(color * 0.75)).named("rest"))
    a = article(name)
    options = [f"{a} barrel", f"{name} barrel"]
    if steel:
        options += ["an oil drum", f"{a} oil drum", "a metal barrel", f"{a} steel barrel", "an oil barrel"]
    else:
        options += ["a wooden barrel", f"{a} wooden barrel", "a wine barrel", f"a wooden barrel with {hoop_name} hoops"]
        options += ["a barrel lying on its side"] * 2 if pose == "lying" else ["an old barrel", "a keg"]
    style = f"{'steel' if steel else 'wood'} {name} {hoop_name} {pose}"
    return Sample(merge(parts), "barrel", chosen(rng, ["barrel", "a barrel"], options), style)


def gift_box(rng: Rng) -> Sample:
    """A wrapped present with ribbons and a bow; plain or dotted paper; a cube or a flat one."""
    name = weighted(rng, except_for(PAINTS, "black"))
    ribbon_name = weighted(
        rng, except_for({"red": 0.25, "yellow": 0.22, "white": 0.18, "blue": 0.15, "green": 0.1, "pink": 0.1}, name)
    )
    color, ribbon = np.asarray(shade(rng, name, 0.04)), shade(rng, ribbon_name, 0.03)
    form = pick(rng, ("cube", "flat", "tall"), (0.5, 0.3, 0.2))
    x, z = rng.uniform(0.42, 0.5), rng.uniform(0.38, 0.48)
    y = {"cube": 0.8, "flat": 0.42, "tall": 1.1}[form] * rng.uniform(0.92, 1.08)
    lid = bool(rng.random() < 0.6)
    top = y
    parts = [block(-x, x, 0, y, -z, z, tuple(color)).named("box")]
    dotted = bool(rng.random() < 0.3)
    if dotted:
        dot_name = "white" if name != "white" else ribbon_name
        spots = [
            (u, v)
            for i, v in enumerate(np.arange(0.14, y - 0.12, 0.22))
            for u in np.arange(-0.75 + 0.18 * (i % 2), 0.8, 0.36)
        ]
        front = [(u * x, v, s * z) for u, v in spots for s in (-1, 1) if abs(u * x) > 0.1]
        sides = [(s * x, v, u * z) for u, v in spots for s in (-1, 1) if abs(u * z) > 0.1]
        dot = ball(0.055, 0.055, 0.02, shade(rng, dot_name, 0.02), 8, 4)
        parts += [instances(dot, front).named("dot"), instances(dot, sides, 90).named("dot")]
    if lid:
        high = min(0.16, 0.3 * y)
        parts.append(
            block(
                -x - 0.04, x + 0.04, y - high, y + 0.02, -z - 0.04, z + 0.04, tuple(np.clip(color * 1.1, 0, 1))
            ).named("lid")
        )
        top = y + 0.02
    wide = 0.075
    grow = 0.055 if lid else 0.015
    low = 0.0
    parts.append(block(-wide, wide, low, top + 0.015, -z - grow, z + grow, ribbon).named("ribbon"))
    parts.append(block(-x - grow, x + grow, low, top + 0.015, -wide, wide, ribbon).named("ribbon"))
    loops = int(rng.choice([2, 4], p=[0.55, 0.45]))
    t = np.linspace(0, 2 * np.pi, 17)
    for i in range(loops):
        # A loop of ribbon: a flattened ring, leaning outwards from the knot.
        path = np.stack([0.17 - 0.17 * np.cos(t), 0.11 * np.sin(t), 0 * t], 1)
        across = np.array([0, 0, 0.075])
        out = np.stack([-np.cos(t), np.sin(t) * 1.3, 0 * t], 1)
        rings = np.stack([path + across, path + across + 0.03 * out, path - across + 0.03 * out, path - across], 1)[:-1]
        loop = skin(np.concatenate([rings, rings[:1]])[:, ::-1], ribbon, flat=True, caps=False)
        parts.append(
            loop.rotate("z", 24)
            .rotate("y", 360 / loops * i + (45 if loops == 4 else 0))
            .move(0, top + 0.09)
            .named("bow")
        )
    parts.append(ball(0.085, 0.075, 0.085, tint(ribbon, 0.92), 12, 7).move(0, top + 0.08).named("bow"))
    a = article(name)
    options = [
        "a present",
        "a gift",
        f"{a} gift box",
        f"{a} present",
        f"{a} gift box with {article(ribbon_name)} ribbon",
    ]
    options += [f"{a} present with {article(ribbon_name)} bow", "a christmas present", "a wrapped gift"]
    options += [f"{a} gift box with {dot_name} dots", "a dotted gift box"] if dotted else []
    options += [f"a tall {name} gift box"] if form == "tall" else [f"a flat {name} gift box"] if form == "flat" else []
    style = f"{name} {ribbon_name} {form} {dotted}"
    return Sample(merge(parts), "gift box", chosen(rng, ["gift box", "a gift box"], options), style)


GENERATORS: dict[str, Generator] = {"treasure chest": treasure_chest, "barrel": barrel, "gift box": gift_box}
