"""Sweets: ice cream and doughnuts."""

from __future__ import annotations

import numpy as np

from kiln.grammar.base import Generator, Rng, Sample, article, pick, shade
from kiln.grammar.kit import NUMBERS, chosen, tint, weighted
from kiln.grammar.props import TIMBER, by_face, plate
from kiln.grammar.solids import ball, blocks, instances, pipe, skin, turned
from kiln.mesh import Color, Mesh, merge

DOUGH: Color = (0.83, 0.60, 0.33)
CHOCOLATE: Color = (0.34, 0.19, 0.11)
STEM: Color = (0.40, 0.27, 0.14)

SCOOPS: dict[str, Color] = {
    "vanilla": (0.96, 0.90, 0.72),
    "chocolate": (0.38, 0.22, 0.13),
    "strawberry": (0.95, 0.56, 0.66),
    "mint": (0.60, 0.87, 0.72),
    "blueberry": (0.45, 0.42, 0.78),
    "lemon": (0.98, 0.88, 0.38),
}
FLAVOUR_COLOR = {
    "vanilla": "cream-colored",
    "chocolate": "brown",
    "strawberry": "pink",
    "mint": "mint green",
    "blueberry": "purple",
    "lemon": "yellow",
}


def _cone(rng: Rng, high: float, wide: float) -> Mesh:
    """A waffle cone with its tip at y = 0, crossed by darker lines."""
    light, dark = shade(rng, (0.86, 0.62, 0.33), 0.03), (0.62, 0.38, 0.16)
    n, rows = 24, 9
    t = np.linspace(0.04, 1, rows)
    body = turned(
        [(0, 0), *[(wide * v, high * v) for v in t], (wide * 1.06, high), (wide * 1.06, high * 1.06)], light, n, 60
    )

    def waffle(at: np.ndarray) -> np.ndarray:
        around = np.floor((np.arctan2(at[:, 0], at[:, 2]) + np.pi) / (2 * np.pi) * n)
        level = np.floor(at[:, 1] / high * rows)
        line = ((around + level) % 4 < 1) | ((around - level) % 4 < 1)
        return np.where(line[:, None], dark, light)

    return by_face(body, waffle).named("cone")


def ice_cream(rng: Rng) -> Sample:
    """Scoops or soft ice in a cone, or a bar on a stick."""
    form = pick(rng, ("scoops", "soft", "bar"), (0.55, 0.22, 0.23))
    flavours = list(SCOOPS)
    if form == "bar":
        return _ice_bar(rng, pick(rng, flavours))
    high, wide = rng.uniform(0.95, 1.2), rng.uniform(0.34, 0.4)
    parts = [_cone(rng, high, wide)]
    extras: list[str] = []
    if form == "soft":
        chosen_flavours = [pick(rng, ("vanilla", "chocolate", "strawberry"))]
        color = SCOOPS[chosen_flavours[0]]
        turns = 3.2
        t = np.linspace(0, 1, 60)
        reach = 0.28 * (1 - t) ** 0.8 * wide / 0.36
        path = np.stack(
            [reach * np.sin(turns * 2 * np.pi * t), high + 0.1 + 0.78 * t, reach * np.cos(turns * 2 * np.pi * t)], 1
        )
        parts.append(pipe(path, 0.175 * (1 - t) ** 0.6 + 0.03, color, 9).named("ice cream"))
        core = [(wide, high), (0.85 * wide, high + 0.2), (0.4 * wide, high + 0.5), (0, high + 0.8)]
        parts.append(turned(core, tint(color, 0.93), 16).named("ice cream"))
        top = high + 0.9
    else:
        count = int(rng.choice([1, 2, 3], p=[0.4, 0.35, 0.25]))
        chosen_flavours = [str(f) for f in rng.permutation(flavours)[:count]]
        y = high + 0.12
        a = np.linspace(0, 2 * np.pi, 22, endpoint=False)
        for flavour in chosen_flavours:
            r = wide * rng.uniform(1.1, 1.22)
            color = shade(rng, SCOOPS[flavour], 0.02)
            parts.append(ball(r, 0.95 * r, r, color, 22, 12).move(0, y + 0.35 * r).named("ice cream"))
            frill = 1.08 + 0.07 * np.sin(7 * a + rng.uniform(0, 6))
            rings = np.stack(
                [
                    np.stack([r * s * frill * np.sin(a), np.full(22, y + v), r * s * frill * np.cos(a)], 1)
                    for s, v in ((0.86, -0.1), (1.0, -0.02), (0.9, 0.09))
                ]
            )
            parts.append(skin(rings, tint(color, 0.96)).named("ice cream"))
            top = y + 1.25 * r
            y += 1.28 * r
    if rng.random() < 0.4:
        parts.append(ball(0.12, 0.12, 0.12, (0.80, 0.08, 0.12), 12, 8).move(0, top + 0.06).named("cherry"))
        parts.append(pipe([(0, top + 0.12, 0), (0.06, top + 0.32, 0)], 0.03, STEM, 6).named("cherry"))
        extras.append("a cherry on top")
    if form == "scoops" and rng.random() < 0.3:
        stick = pipe([(0.1, top - 0.35, 0.1), (0.34, top + 0.25, 0.02)], 0.065, CHOCOLATE, 8)
        parts.append(stick.named("wafer"))
        extras.append("a chocolate stick")
    words = (
        " and ".join(chosen_flavours)
        if len(chosen_flavours) < 3
        else ", ".join(chosen_flavours[:2]) + f" and {chosen_flavours[2]}"
    )
    options = ["an ice cream cone", f"a {words} ice cream", f"an ice cream cone with {words}", f"{words} ice cream"]
    options += ["ice cream in a waffle cone", "an ice cream in a cone"]
    if form == "soft":
        options += ["soft serve ice cream", f"a {words} soft serve cone", "a swirl of soft ice cream"]
    else:
        scoops = NUMBERS[len(chosen_flavours)] + (" scoop" if len(chosen_flavours) == 1 else " scoops")
        options += [f"an ice cream cone with {scoops}", f"an ice cream with {scoops}"]
    if len(chosen_flavours) == 1:
        tone = FLAVOUR_COLOR[chosen_flavours[0]]
        options += [f"{article(tone)} ice cream", f"an ice cream cone with {tone} ice cream"]
    options += [f"an ice cream with {pick(rng, extras)}", f"an ice cream cone with {extras[0]}"] if extras else []
    captions = chosen(rng, ["ice cream", "an ice cream"], options)
    return Sample(merge(parts), "ice cream", captions, f"{form} {words}")


def _ice_bar(rng: Rng, flavour: str) -> Sample:
    """A bar on a wooden stick, plain, half dipped in chocolate, or striped."""
    color = shade(rng, SCOOPS[flavour], 0.02)
    half, high = rng.uniform(0.3, 0.36), rng.uniform(0.85, 1.0)
    a = np.linspace(0, np.pi, 11)
    outline = np.r_[
        [(-half, 0.06), (-half + 0.06, 0), (half - 0.06, 0), (half, 0.06)],
        np.c_[half * np.cos(a), high - half + half * np.sin(a)],
    ]
    style = pick(rng, ("plain", "dipped", "striped"), (0.4, 0.35, 0.25)) if flavour != "chocolate" else "plain"
    bar = plate(outline, 0.24, color, 0.06)
    parts = [bar.named("bar")]
    if style == "dipped":
        cap = plate(
            np.c_[half * 1.06 * np.cos(a), np.maximum(high - half + 1.05 * half * np.sin(a), 0.5 * high)],
            0.28,
            CHOCOLATE,
            0.05,
        )
        low = plate(
            [
                (-half * 1.06, 0.45 * high),
                (half * 1.06, 0.45 * high),
                (half * 1.06, high - half),
                (-half * 1.06, high - half),
            ],
            0.28,
            CHOCOLATE,
        )
        parts += [cap.named("chocolate"), low.named("chocolate")]
    elif style == "striped":
        other = SCOOPS["strawberry" if flavour != "strawberry" else "lemon"]
        rows = [(0, y, 0) for y in (0.2 * high, 0.5 * high)]
        parts.append(blocks(rows, (2 * half + 0.02, 0.13 * high, 0.26), other).named("bar"))
    parts.append(blocks([(0, -0.2, 0)], (0.15, 0.5, 0.07), TIMBER["light brown"]).named("stick"))
    tone = FLAVOUR_COLOR[flavour]
    options = ["an ice cream bar", "an ice cream on a stick", "a popsicle", "a popsicle on a wooden stick"]
    options += [f"{article(flavour)} ice cream bar"]
    options += [f"{article(tone)} popsicle", f"{article(tone)} ice cream bar"] if style == "plain" else []
    options += (
        ["an ice cream bar dipped in chocolate", f"{article(flavour)} popsicle with a chocolate top"]
        if style == "dipped"
        else []
    )
    options += ["a striped popsicle", "a striped ice cream bar"] if style == "striped" else []
    captions = chosen(rng, ["ice cream", "ice cream bar"], options)
    return Sample(merge(parts), "ice cream", captions, f"bar {flavour} {style}")


ICINGS: dict[str, tuple[Color, float]] = {
    "pink": ((0.94, 0.52, 0.68), 0.32),
    "chocolate": (CHOCOLATE, 0.28),
    "white": ((0.96, 0.95, 0.92), 0.14),
    "blue": ((0.36, 0.60, 0.90), 0.1),
    "green": ((0.45, 0.76, 0.40), 0.08),
    "yellow": ((0.97, 0.84, 0.30), 0.08),
}


def donut(rng: Rng) -> Sample:
    """A ring doughnut lying flat, or standing with its hole towards +Z; iced, sprinkled or plain."""
    name = weighted(rng, {k: w for k, (_, w) in ICINGS.items()})
    plain = bool(rng.random() < 0.1)
    dough, icing = shade(rng, DOUGH, 0.05), shade(rng, ICINGS[name][0], 0.03)
    ring, thick, flat = 1.0, rng.uniform(0.42, 0.55), rng.uniform(0.75, 0.95)
    a = np.linspace(0, 2 * np.pi, 40, endpoint=False)
    b = np.linspace(0, 2 * np.pi, 13)
    wave = 0.0 if plain else 0.35 * np.sin(a * int(rng.integers(5, 8)) + rng.uniform(0, 6)) * rng.uniform(0.5, 1)

    def tube(radius: float, angles: np.ndarray) -> np.ndarray:
        out = ring + radius * np.cos(angles)
        return np.stack([out * np.sin(a), radius * flat * np.sin(angles) + 0 * a, out * np.cos(a)], -1)

    pale = np.exp(-((np.sin(b) / 0.22) ** 2))[:, None, None]
    tones = np.asarray(dough) * (1 - pale) + np.asarray(tint(dough, 1.22)) * pale
    base = np.stack([tube(thick, v + 0 * a) for v in b])
    parts = [skin(base, np.clip(np.broadcast_to(tones, base.shape), 0, 1), caps=False).named("dough")]
    sprinkles = bool(rng.random() < 0.5) and not plain
    if not plain:
        low, high = 0.02 + 0.5 * wave, np.pi - 0.02 - 0.5 * wave
        steps = [tube(thick * 1.03, low + (high - low) * v) for v in np.linspace(0, 1, 9)]
        rings = np.stack([tube(thick * 0.9, low), *steps, tube(thick * 0.9, high)])
        closed = np.concatenate([rings, rings[:1]])
        parts.append(skin(closed, icing, caps=False).named("icing"))
    if sprinkles:
        n = 42
        around, over = rng.uniform(0, 2 * np.pi, n), rng.uniform(0.35, np.pi - 0.35, n)
        out = ring + 1.06 * thick * np.cos(over)
        at = np.stack([out * np.sin(around), 1.06 * thick * flat * np.sin(over), out * np.cos(around)], 1)
        colors = [(0.95, 0.85, 0.2), (0.25, 0.55, 0.9), (0.95, 0.95, 0.95), (0.3, 0.75, 0.35), (0.9, 0.25, 0.3)]
        if name == "white" or name == "yellow":
            colors[2] = (0.55, 0.25, 0.7)
        grain = blocks([(0, 0, 0)], (0.2, 0.06, 0.07), (1, 1, 1))
        for i, color in enumerate(colors):
            own = at[i::5]
            parts.append(instances(grain.paint(color), own, rng.uniform(0, 360, len(own))).named("sprinkle"))
    upright = bool(rng.random() < 0.3)
    mesh = merge(parts)
    if upright:
        mesh = mesh.rotate("x", 90)
    options = ["a doughnut", "a round donut with a hole", "a sweet donut"]
    if plain:
        options += ["a plain donut", "a plain doughnut", "a brown donut"]
    else:
        options += [
            f"{article(name)} donut",
            f"a donut with {name} icing",
            f"a donut with {name} frosting",
            f"{article(name)} glazed donut",
        ]
        options += (
            [
                "a donut with sprinkles",
                f"a donut with {name} icing and sprinkles",
                f"{article(name)} donut with colorful sprinkles",
            ]
            if sprinkles
            else [f"a donut with smooth {name} icing"]
        )
    captions = chosen(rng, ["donut", "a donut"], options)
    return Sample(mesh, "donut", captions, f"{'plain' if plain else name} {sprinkles} {upright}")


GENERATORS: dict[str, Generator] = {"ice cream": ice_cream, "donut": donut}
