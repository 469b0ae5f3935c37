"""Crowns and hats."""

from __future__ import annotations

import numpy as np

from kiln.grammar.base import Generator, Rng, Sample, article, pick, shade
from kiln.grammar.kit import NUMBERS, chosen, weighted
from kiln.grammar.props import BRASS, PAINTS, except_for
from kiln.grammar.solids import ball, blocks, instances, pipe, skin, turned
from kiln.mesh import Color, Mesh, merge

JEWELS: dict[str, Color] = {
    "red": (0.82, 0.08, 0.16),
    "blue": (0.12, 0.30, 0.85),
    "green": (0.08, 0.58, 0.30),
    "purple": (0.50, 0.18, 0.70),
}


def crown(rng: Rng) -> Sample:
    """A ring with points, jewels, perhaps a cap of velvet and arches with an orb."""
    metal = weighted(rng, {"gold": 0.8, "silver": 0.2})
    color = np.asarray(shade(rng, (0.96, 0.75, 0.20) if metal == "gold" else (0.80, 0.82, 0.85), 0.03))
    points = int(rng.choice([5, 6, 8]))
    jewel = pick(rng, JEWELS)
    r, low, high = 0.5, rng.uniform(0.2, 0.28), rng.uniform(0.42, 0.6)
    flare = rng.uniform(1.02, 1.2)
    sides = points * 8
    a = np.linspace(0, 2 * np.pi, sides, endpoint=False)
    phase = np.abs((a * points / (2 * np.pi)) % 1 * 2 - 1)  # 1 at a point, 0 in a dip
    form = pick(rng, ("pointed", "rounded"))
    peak = phase if form == "pointed" else np.sin(phase * np.pi / 2) ** 2
    y = low + (high - low) * peak
    out = 1 + (flare - 1) * y / high

    def ring(radius: np.ndarray, level: np.ndarray) -> np.ndarray:
        return np.stack([radius * np.sin(a), level, radius * np.cos(a)], 1)

    zero = np.zeros(sides)
    rings = [ring(r + zero, zero), ring(r * out, y), ring(0.9 * r * out, y), ring(0.9 * r + zero, zero)]
    rings = np.stack([*rings, rings[0]])
    tones = np.broadcast_to(color, rings.shape).copy()
    tones[2:4] = color * 0.62
    parts = [skin(rings, tones, flat=True, caps=False).named("crown")]
    rim = [(1.06 * r, 0), (1.1 * r, 0.03), (1.06 * r, 0.1), (0.88 * r, 0.1), (0.88 * r, 0.0), (1.06 * r, 0)]
    parts.append(turned(rim, tuple(color * 0.88), 32).named("crown"))
    tips = 2 * np.pi * (np.arange(points)) / points
    at = np.stack([0.95 * r * flare * np.sin(tips), np.full(points, high + 0.03), 0.95 * r * flare * np.cos(tips)], 1)
    parts.append(instances(ball(0.06, 0.06, 0.06, tuple(np.clip(color * 1.1, 0, 1)), 10, 6), at).named("crown"))
    gem = ball(0.06, 0.075, 0.04, JEWELS[jewel], 10, 6)
    half = tips + np.pi / points
    place = np.stack([1.02 * r * np.sin(tips), np.full(points, 0.23), 1.02 * r * np.cos(tips)], 1)
    parts.append(instances(gem, place, np.degrees(tips)).named("jewel"))
    place = np.stack([1.07 * r * np.sin(half), np.full(points, 0.055), 1.07 * r * np.cos(half)], 1)
    other = pick(rng, [k for k in JEWELS if k != jewel]) if rng.random() < 0.4 else jewel
    parts.append(instances(ball(0.045, 0.04, 0.035, JEWELS[other], 8, 5), place, np.degrees(half)).named("jewel"))
    cap = weighted(rng, {"": 0.6, "red": 0.25, "purple": 0.15})
    if cap:
        dome = [(0.9 * r, 0.05), (0.98 * r, 0.24), (0.8 * r, 0.46), (0.4 * r, 0.56), (0, 0.57)]
        parts.append(turned(dome, shade(rng, cap, 0.04), 22).named("cap"))
        t = np.linspace(0, np.pi, 11)
        arc = np.stack([0.98 * r * np.cos(t), 0.12 + 0.5 * np.sin(t) ** 0.8, 0 * t], 1)
        for turn in (45, -45):
            parts.append(pipe(arc, 0.045, tuple(color), 7).rotate("y", turn).named("arch"))
        parts.append(ball(0.09, 0.09, 0.09, tuple(color), 12, 8).move(0, 0.7).named("orb"))
    word = "golden" if metal == "gold" else "silver"
    options = [f"a {word} crown", f"a {metal} crown", "a king's crown", "a royal crown", f"a {word} crown with jewels"]
    options += [f"a {word} crown with {NUMBERS[points]} points"]
    options += [f"a {word} crown with {jewel} jewels"] * 2 if other == jewel else []
    options += [f"a {word} crown with a {cap} cap"] if cap else ["a queen's crown"]
    style = f"{metal} {points} {jewel} {other} {cap} {form}"
    return Sample(merge(parts), "crown", chosen(rng, ["crown", "a crown"], options), style)


def _brim(x: float, z: float, curl: float, color: Color, sides: int = 32) -> Mesh:
    """An oval brim about the origin, its sides curled up."""
    a = np.linspace(0, 2 * np.pi, sides, endpoint=False)
    lift = curl * np.sin(a) ** 2
    rings = []
    for r, y in ((0.5, -0.025), (1.0, -0.025), (1.03, 0.0), (1.0, 0.025), (0.5, 0.025)):
        rings.append(np.stack([x * r * np.sin(a), y + lift * max(r - 0.5, 0) * 2, z * r * np.cos(a)], 1))
    return skin(np.stack(rings), color)


def hat(rng: Rng) -> Sample:
    """A top hat, cowboy hat, witch hat, party hat, straw hat, beanie, baseball cap or helmet."""
    forms = ("top hat", "cowboy hat", "witch hat", "party hat", "straw hat", "beanie", "baseball cap", "santa hat")
    form = pick(rng, forms, (0.17, 0.15, 0.15, 0.11, 0.1, 0.11, 0.12, 0.09))
    make = {
        "top hat": _top_hat,
        "cowboy hat": _cowboy,
        "witch hat": _witch,
        "party hat": _party,
        "straw hat": _straw,
        "beanie": _beanie,
        "baseball cap": _cap,
        "santa hat": _santa,
    }[form]
    parts, name, extra = make(rng)
    a = article(name)
    options = [article(form), form, f"{a} {form}", f"{a} hat" if "hat" in form else f"{a} {form} hat"]
    if extra:
        options += [f"{article(form)} with {extra}", f"{a} {form} with {extra}"]
    options += {
        "top hat": ["a magician's hat", f"{a} cylinder hat"],
        "cowboy hat": ["a western hat", f"{a} stetson"],
        "witch hat": ["a wizard hat", "a pointed hat", f"a pointed {name} hat"],
        "party hat": ["a birthday hat", "a cone hat"],
        "straw hat": ["a summer hat", "a sun hat"],
        "beanie": ["a winter hat", "a knitted hat", f"{a} bobble hat"],
        "baseball cap": ["a cap", f"{a} cap", "a sports cap"],
        "santa hat": ["a christmas hat", "santa's hat"],
    }[form]
    mesh = merge(parts).scale(*rng.uniform(0.93, 1.07, 3))
    return Sample(mesh, "hat", chosen(rng, ["hat", "a hat"], options), f"{form} {name} {extra}".strip())


def _top_hat(rng: Rng) -> tuple[list[Mesh], str, str]:
    name = weighted(rng, {"black": 0.6, "red": 0.1, "purple": 0.1, "white": 0.08, "green": 0.12})
    band_name = weighted(rng, except_for({"red": 0.4, "white": 0.2, "purple": 0.2, "yellow": 0.2}, name))
    color, band = shade(rng, name, 0.03), shade(rng, band_name, 0.03)
    high = rng.uniform(0.5, 0.72)
    crown_ = [(0.36, 0), (0.355, 0.03), (0.355, 0.15), (0.36, 0.16), (0.38, high), (0.37, high + 0.02)]
    parts = [turned(crown_, [color, band, band, color, color], 28).named("hat")]
    parts.append(_brim(0.6, 0.56, 0.07, color).named("brim"))
    return parts, name, f"{article(band_name)} band"


def _cowboy(rng: Rng) -> tuple[list[Mesh], str, str]:
    name = weighted(rng, {"brown": 0.5, "tan": 0.2, "black": 0.18, "white": 0.12})
    color = shade(rng, name, 0.04)
    band_name = weighted(rng, except_for({"black": 0.4, "red": 0.3, "white": 0.3}, name))
    band = shade(rng, band_name, 0.03)
    a = np.linspace(0, 2 * np.pi, 28, endpoint=False)
    rings, tones = [], []
    for r, y, tone in (
        (0.36, 0, band),
        (0.355, 0.08, band),
        (0.352, 0.085, color),
        (0.33, 0.28, color),
        (0.27, 0.4, color),
        (0.15, 0.39, color),
        (0.0, 0.34, color),
    ):
        dent = 1 - 0.3 * (y / 0.4) ** 2 * np.sin(a) ** 2
        rings.append(np.stack([0.92 * r * dent * np.sin(a), np.full(28, y), 1.1 * r * np.cos(a)], 1))
        tones.append(np.broadcast_to(np.asarray(tone), (28, 3)))
    parts = [skin(np.stack(rings), np.stack(tones)).named("hat")]
    parts.append(_brim(0.68, 0.72, rng.uniform(0.2, 0.3), color).named("brim"))
    return parts, name, f"{article(band_name)} band"


def _witch(rng: Rng) -> tuple[list[Mesh], str, str]:
    name = weighted(rng, {"black": 0.4, "purple": 0.3, "blue": 0.15, "green": 0.15})
    band_name = weighted(rng, except_for({"purple": 0.3, "orange": 0.3, "yellow": 0.2, "green": 0.2}, name))
    color, band = shade(rng, name, 0.03), shade(rng, band_name, 0.03)
    high = rng.uniform(0.85, 1.1)
    t = np.linspace(0, 1, 12)
    bend = rng.uniform(-0.25, 0.25)
    a = np.linspace(0, 2 * np.pi, 24, endpoint=False)
    rings, tones = [], []
    for i, v in enumerate([0.0, 0.03, 0.14, 0.15, *t[2:]]):
        r = 0.36 * (1 - v) ** 1.1 + 0.02 * (v < 1)
        rings.append(np.stack([r * np.sin(a) + bend * v**2.5, np.full(24, v * high), r * np.cos(a)], 1))
        tones.append(np.broadcast_to(np.asarray(band if i in (1, 2) else color), (24, 3)))
    parts = [skin(np.stack(rings), np.stack(tones)).named("hat")]
    parts.append(_brim(0.68, 0.66, rng.uniform(-0.05, 0.1), color).named("brim"))
    buckle = bool(rng.random() < 0.6)
    if buckle:
        parts.append(blocks([(0.0, 0.09 * high, 0.345)], (0.15, 0.13, 0.05), BRASS).named("buckle"))
        parts.append(blocks([(0.0, 0.09 * high, 0.36)], (0.08, 0.07, 0.05), color).named("buckle"))
    return parts, name, f"{article(band_name)} band" + (" and a buckle" if buckle else "")


def _party(rng: Rng) -> tuple[list[Mesh], str, str]:
    name = weighted(rng, except_for(PAINTS, "black"))
    other = weighted(rng, except_for(PAINTS, name, "black"))
    high, rows = rng.uniform(0.9, 1.1), int(rng.choice([5, 6, 7]))
    style = pick(rng, ("stripes", "dots"))
    color, second = shade(rng, name, 0.03), shade(rng, other, 0.03)
    y = np.linspace(0, 1, rows + 1)
    tones = [second if style == "stripes" and i % 2 else color for i in range(rows)]
    parts = [turned(np.c_[0.4 * (1 - y), high * y], tones, 26).named("hat")]
    if style == "dots":
        level = np.array([0.1, 0.1, 0.1, 0.1, 0.1, 0.36, 0.36, 0.36, 0.36, 0.6, 0.6])
        turn = np.array([0, 72, 144, 216, 288, 36, 126, 216, 306, 0, 180.0]) + 10
        r = 0.4 * (1 - level)
        at = np.stack([r * np.sin(np.radians(turn)), level * high, r * np.cos(np.radians(turn))], 1)
        parts.append(instances(ball(0.065, 0.07, 0.03, second, 8, 5), at, turn).named("dot"))
    parts.append(ball(0.12, 0.12, 0.12, second, 12, 8).move(0, high).named("pompom"))
    return parts, name, f"{other} {style}"


def _straw(rng: Rng) -> tuple[list[Mesh], str, str]:
    band_name = weighted(rng, {"red": 0.3, "black": 0.25, "blue": 0.25, "green": 0.2})
    straw, band = np.asarray(shade(rng, (0.90, 0.75, 0.42), 0.04)), shade(rng, band_name, 0.03)
    profile = [(0.37, 0), (0.365, 0.02), (0.36, 0.11), (0.36, 0.12), (0.34, 0.24), (0.25, 0.33), (0.1, 0.36), (0, 0.36)]
    tones = [tuple(straw), band, band, *[tuple(straw * (0.9 if i % 2 else 1.0)) for i in range(4)]]
    parts = [turned(profile, tones, 28).named("hat")]
    rows = [(r, 0.02 - 0.05 * (r - 0.36) ** 2) for r in np.linspace(0.34, 0.78, 8)]
    brim = [(0.3, -0.03), (0.8, -0.05), *[(r, y) for r, y in rows[::-1]]]
    shades = [tuple(straw * 0.8), tuple(straw * 0.8), *[tuple(straw * (0.88 if i % 2 else 1.03)) for i in range(7)]]
    parts.append(turned(brim, np.clip(shades, 0, 1), 32).named("brim"))
    return parts, "tan", f"{article(band_name)} band"


def _beanie(rng: Rng) -> tuple[list[Mesh], str, str]:
    name = weighted(rng, except_for(PAINTS, "white"))
    other = weighted(rng, except_for(PAINTS, name) | {"white": 0.4})
    color, second = shade(rng, name, 0.04), shade(rng, other, 0.03)
    profile = [(0.46, 0), (0.5, 0.04), (0.5, 0.18), (0.46, 0.2), (0.45, 0.36), (0.36, 0.55), (0.2, 0.66), (0, 0.69)]
    striped = bool(rng.random() < 0.4)
    tones = [second, second, second, color, second if striped else color, color, color]
    a = np.linspace(0, 2 * np.pi, 40, endpoint=False)
    rib = 1 + 0.025 * (np.arange(40) % 2)
    rings, shades = [], []
    groove = (0.85 + 0.17 * (np.arange(40) % 2))[:, None]
    for i, (r, y) in enumerate(profile):
        # A ring twice, in the colours of the bands below and above: a crisp edge.
        for tone in (tones[max(i - 1, 0)], tones[min(i, 6)]):
            rings.append(np.stack([r * rib * np.sin(a), np.full(40, y), r * rib * np.cos(a)], 1))
            shades.append(np.asarray(tone) * groove)
    parts = [skin(np.stack(rings), np.clip(np.stack(shades), 0, 1), flat=True).named("hat")]
    parts.append(ball(0.15, 0.15, 0.15, second, 14, 9).move(0, 0.76).named("pompom"))
    return parts, name, f"{article(other)} pompom"


def _cap(rng: Rng) -> tuple[list[Mesh], str, str]:
    name = weighted(rng, PAINTS)
    other = weighted(rng, except_for(PAINTS, name)) if rng.random() < 0.55 else name
    color, peak = shade(rng, name, 0.04), shade(rng, other, 0.03)
    profile = [(0.44, 0), (0.45, 0.06), (0.42, 0.22), (0.32, 0.36), (0.16, 0.43), (0, 0.45)]
    parts = [turned(profile, color, 28).named("hat")]
    parts.append(ball(0.05, 0.03, 0.05, peak, 8, 5).move(0, 0.46).named("button"))
    t = np.linspace(-1, 1, 15)
    inner = np.stack([0.43 * np.sin(t * 1.25), 0.42 * np.cos(t * 1.25)], 1)
    outer = np.stack([0.42 * np.sin(t * 1.45), 0.42 * np.cos(t * 1.25) + 0.42 * np.maximum(1 - t**2, 0) ** 0.5], 1)
    sag = -0.06 * np.abs(t) ** 2
    rings = np.stack(
        [
            np.c_[inner[:, 0], sag, inner[:, 1] - 0.1],
            np.c_[outer[:, 0], sag - 0.04, outer[:, 1]],
            np.c_[outer[:, 0], sag + 0.01, outer[:, 1]],
            np.c_[inner[:, 0], sag + 0.07, inner[:, 1] - 0.1],
        ],
        1,
    )
    parts.append(skin(rings[:, ::-1], peak, flat=True).named("peak"))
    badge = bool(rng.random() < 0.4)
    if badge:
        tone = shade(rng, "white" if name != "white" else "red", 0.02)
        parts.append(ball(0.11, 0.1, 0.03, tone, 12, 6).rotate("x", -24).move(0, 0.2, 0.41).named("badge"))
    extra = f"{article(other)} brim" if other != name else ""
    return parts, name, extra


def _santa(rng: Rng) -> tuple[list[Mesh], str, str]:
    red, white = shade(rng, "red", 0.04), shade(rng, "white", 0.01)
    side = rng.choice([-1, 1])
    t = np.linspace(0, 1, 9)
    path = np.stack([side * 0.55 * t**2.2, 0.12 + 0.72 * np.sin(t * 2.0) / np.sin(2.0) * (1 - 0.22 * t**2), 0 * t], 1)
    parts = [pipe(path, 0.44 * (1 - t) ** 0.8 + 0.05, red, 18).named("hat")]
    parts.append(ball(0.14, 0.14, 0.14, white, 12, 8).move(*path[-1]).named("pompom"))
    a = np.linspace(0, 2 * np.pi, 9)
    rim = [(0.44 + 0.09 * np.cos(v), 0.09 + 0.1 * np.sin(v)) for v in a]
    parts.append(turned(rim, white, 26).named("rim"))
    return parts, "red", "a white pompom"


GENERATORS: dict[str, Generator] = {"crown": crown, "hat": hat}
