"""Drums: marching and snare drums, djembes, bongos and kits."""

from __future__ import annotations

import numpy as np

from kiln.grammar.base import Rng, Sample, article, pick, shade
from kiln.grammar.kit import NUMBERS, chosen, tint, weighted
from kiln.grammar.props import BRASS, PAINTS, STEEL, TIMBER, disc, except_for
from kiln.grammar.solids import ball, blocks, instances, pipe, turned
from kiln.mesh import Color, Mesh, merge

HEAD: Color = (0.95, 0.93, 0.88)


def shell(radius: float, high: float, color, rim: Color, head: Color = HEAD, sides: int = 28) -> Mesh:
    """A cylinder standing on y = 0 with a hoop at each end and a skin on top."""
    hoop = 0.13 * min(radius, high)
    profile = [
        (radius, 0.0),
        (1.07 * radius, 0.0),
        (1.07 * radius, hoop),
        (radius, hoop),
        (radius, high - hoop),
        (1.07 * radius, high - hoop),
        (1.07 * radius, high),
        (0.98 * radius, high),
        (0.96 * radius, high - 0.25 * hoop),
        (0.0, high - 0.2 * hoop),
    ]
    tones = [rim, rim, rim, color, rim, rim, rim, head, head]
    return turned(profile, tones, sides)


def sticks(rng: Rng, radius: float, high: float) -> list[Mesh]:
    """Two drumsticks lying crossed on the skin."""
    wood = shade(rng, TIMBER["light brown"], 0.04)
    parts = []
    for sign in (-1, 1):
        path = [(sign * 0.55 * radius, high + 0.03, 0.5 * radius), (-sign * 0.5 * radius, high + 0.05, -0.75 * radius)]
        parts.append(pipe(path, [0.045 * radius + 0.012, 0.035 * radius + 0.01], wood, 7))
        parts.append(ball(0.075 * radius, 0.06 * radius, 0.1 * radius, wood, 8, 5).move(*path[1]))
    return [p.named("stick") for p in parts]


def _marching(rng: Rng) -> tuple[list[Mesh], dict[str, str]]:
    name = weighted(rng, {k: v for k, v in PAINTS.items() if k not in ("pink", "teal")})
    rim_name = weighted(rng, except_for({"white": 0.3, "yellow": 0.25, "red": 0.15, "blue": 0.15, "black": 0.15}, name))
    color, rim = shade(rng, name, 0.04), shade(rng, rim_name, 0.04)
    radius, high = rng.uniform(0.42, 0.5), rng.uniform(0.45, 0.85)
    parts = [shell(radius, high, color, rim).named("drum")]
    laced = bool(rng.random() < 0.65)
    if laced:
        n = 2 * int(rng.choice([6, 7, 8]))
        a = np.arange(n + 1) * 2 * np.pi / n
        y = np.where(np.arange(n + 1) % 2, high * 0.86, high * 0.14)
        rope = np.stack([1.02 * radius * np.sin(a), y, 1.02 * radius * np.cos(a)], 1)
        lace = HEAD if name != "white" else rim
        parts += [pipe(rope[i : i + 2], 0.026, lace, 5).named("rope") for i in range(n)]
    else:
        n = int(rng.choice([8, 10]))
        a = np.arange(n) * 2 * np.pi / n
        at = np.stack([1.04 * radius * np.sin(a), np.full(n, high / 2), 1.04 * radius * np.cos(a)], 1)
        lug = turned([(0.035, -0.32 * high), (0.035, 0.32 * high)], STEEL if rim_name != "yellow" else BRASS, 6)
        parts.append(instances(lug, at).named("lug"))
    held = bool(rng.random() < 0.55)
    if held:
        parts += sticks(rng, radius, high)
    return parts, {
        "noun": pick(rng, ("snare drum", "toy drum")) if not laced else pick(rng, ("marching drum", "toy drum")),
        "color": name,
        "with": f"{rim_name} rims",
        "extra": "two drumsticks" if held else "",
    }


def _hand(rng: Rng) -> tuple[list[Mesh], dict[str, str]]:
    """A goblet-shaped djembe, or a pair of bongos."""
    bongos = rng.random() < 0.4
    name = weighted(rng, {"brown": 0.35, "light brown": 0.2, "red": 0.17, "blue": 0.1, "green": 0.08, "black": 0.1})
    color = shade(rng, TIMBER.get(name, name), 0.05)
    metal = STEEL if rng.random() < 0.6 else BRASS
    if bongos:
        parts = []
        for x, r in ((-0.29, 0.24), (0.27, 0.29)):
            side = [
                (0.82 * r, 0.0),
                (0.95 * r, 0.2),
                (r, 0.4),
                (1.1 * r, 0.4),
                (1.1 * r, 0.47),
                (0.95 * r, 0.48),
                (0, 0.475),
            ]
            parts.append(turned(side, [color, color, metal, metal, metal, HEAD], 24).move(x).named("drum"))
        parts.append(blocks([(-0.03, 0.22, 0)], (0.16, 0.13, 0.16), tint(color, 0.55)).named("drum"))
        return parts, {"noun": "bongo drums", "color": name, "with": "", "extra": ""}
    high, r = rng.uniform(0.95, 1.15), rng.uniform(0.34, 0.4)
    side = [(0.62 * r, 0.0), (0.5 * r, 0.14), (0.43 * r, 0.36), (0.55 * r, 0.46), (0.85 * r, 0.6), (r, 0.78), (r, 0.88)]
    side += [(1.1 * r, 0.88), (1.1 * r, 0.95), (r, 0.97), (0, 0.965)]
    band_name = weighted(rng, except_for({"red": 0.3, "green": 0.25, "yellow": 0.25, "white": 0.2}, name))
    band, ring = shade(rng, band_name, 0.04), tint(color, 0.6)
    tones = [color, color, ring, color, band, color, ring, ring, HEAD, HEAD]
    parts = [turned([(x, y * high) for x, y in side], tones, 24).named("drum")]
    n = 10
    a = np.arange(2 * n + 1) * np.pi / n
    level = np.where(np.arange(2 * n + 1) % 2, 0.88, 0.66) * high
    wide = np.interp(level / high, [0.6, 0.78, 0.88], [0.87 * r, 1.03 * r, 1.03 * r])
    rope = np.stack([wide * np.sin(a), level, wide * np.cos(a)], 1)
    parts += [pipe(rope[i : i + 2], 0.022, HEAD, 5).named("rope") for i in range(2 * n)]
    return parts, {
        "noun": pick(rng, ("djembe", "African drum")),
        "color": name,
        "with": f"a {band_name} band",
        "extra": "",
    }


def _cymbal(x: float, y: float, z: float, r: float, tilt: float) -> list[Mesh]:
    dish = turned([(0, 0.03), (0.25 * r, 0.06), (r, 0.0), (r, 0.025), (0.25 * r, 0.1), (0, 0.11)][::1], BRASS, 20)
    stand = pipe([(x, 0, z), (x, y, z)], 0.028, STEEL, 6)
    feet = [
        pipe([(x, 0.16, z), (x + 0.17 * np.sin(a), 0, z + 0.17 * np.cos(a))], 0.025, STEEL, 5) for a in (0.5, 2.6, 4.7)
    ]
    return [dish.rotate("x", tilt).move(x, y, z).named("cymbal"), *(p.named("stand") for p in [stand, *feet])]


def _kit(rng: Rng) -> tuple[list[Mesh], dict[str, str]]:
    """Bass drum towards the audience (+Z), toms on top, a floor tom, a snare, and cymbals."""
    name = weighted(rng, PAINTS)
    color, rim = shade(rng, name, 0.04), STEEL if name != "white" else shade(rng, "dark gray", 0.03)
    r = rng.uniform(0.4, 0.46)
    bass = shell(r, 0.5, color, rim).rotate("x", 90).move(0, 1.05 * r, -0.2)
    parts = [bass.named("bass drum")]
    if rng.random() < 0.5:
        parts.append(disc(0.5 * r, 0.02, color).move(0, 1.05 * r, 0.3).named("bass drum"))
    tom = shell(0.22, 0.24, color, rim, sides=20)
    top = 2.05 * r + 0.06
    parts += [tom.rotate("x", -14).rotate("z", s * 6).move(-s * 0.26, top, 0.0).named("tom") for s in (-1, 1)]
    parts.append(pipe([(0, 1.9 * r, 0.03), (0, top + 0.1, 0.03)], 0.05, STEEL, 6).named("stand"))
    floor = shell(0.27, 0.42, color, rim, sides=22).move(0.66, 0.2, -0.25)
    snare = shell(0.24, 0.19, color, rim, sides=22).move(-0.66, 0.46, -0.25)
    parts += [floor.named("tom"), snare.named("snare")]
    legs = [(0.66 + 0.27 * np.sin(a), 0.17, -0.25 + 0.27 * np.cos(a)) for a in (0.6, 2.7, 4.8)]
    parts.append(blocks(legs, (0.05, 0.34, 0.05), STEEL).named("stand"))
    parts.append(pipe([(-0.66, 0, -0.25), (-0.66, 0.47, -0.25)], 0.035, STEEL, 6).named("stand"))
    parts += [
        pipe([(-0.66, 0.14, -0.25), (-0.66 + 0.22 * np.sin(a), 0, -0.25 + 0.22 * np.cos(a))], 0.028, STEEL, 5).named(
            "stand"
        )
        for a in (0.5, 2.6, 4.7)
    ]
    count = int(rng.integers(2, 4))
    spots = [(-0.82, 1.12, 0.12, 0.3, 12), (0.78, 1.22, 0.05, 0.33, 14), (-0.98, 0.82, -0.32, 0.24, 0)]
    for spot in spots[:count]:
        parts += _cymbal(*spot)
    return parts, {"noun": "drum kit", "color": name, "with": f"{NUMBERS[count]} cymbals", "extra": "drum set"}


def drum(rng: Rng) -> Sample:
    """A single drum, a pair of bongos, or a kit."""
    form = pick(rng, ("marching", "hand", "kit"), (0.5, 0.25, 0.25))
    parts, w = {"marching": _marching, "hand": _hand, "kit": _kit}[form](rng)
    a, noun = article(w["color"]), w["noun"]
    plural = noun.endswith("s")
    if form == "kit":
        fixed = ["drum kit", "drum set"]
        options = ["a drum kit", "a drum set", f"{a} drum kit", f"{a} drum set", f"a drum kit with {w['with']}"]
        options += [f"{a} drum kit with {w['with']}", "drums", f"{w['color']} drums"]
    elif plural:
        fixed = ["bongos", "bongo drums"]
        options = [
            "a pair of bongos",
            f"{w['color']} bongos",
            f"{w['color']} bongo drums",
            "two small drums",
            "bongo drum",
        ]
    else:
        fixed = ["drum", "a drum"]
        options = [f"{a} drum", f"{w['color']} drum", article(noun), f"{a} {noun}", f"{a} drum with {w['with']}"]
        if w["extra"]:
            options += [f"a drum with {w['extra']}", f"{a} drum with {w['extra']}", f"{a} drum with drumsticks on top"]
        if form == "hand":
            options.append("a tall hand drum")
    return Sample(merge(parts), "drum", chosen(rng, fixed, options), f"{noun} {w['color']} {w['with']}".strip())
