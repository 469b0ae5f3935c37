"""Chairs: of wood, upholstered, of plastic, on rockers and for the office.

Units: metres. Legs, posts and slats are 6 to 9 % of the height thick, more than a real chair's: as toys are, and
so that the six views of 64 pixels keep them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kiln.grammar.base import Generator, Rng, Sample, article, pick, shade
from kiln.grammar.furniture_parts import CLOTHS, WOODS, four_legs, padding
from kiln.grammar.kit import chosen, tint, weighted
from kiln.grammar.solids import ball, block, blocks, box, pipe, turned
from kiln.mesh import Color, Mesh, merge

PAINTS = {"white": 0.22, "red": 0.18, "blue": 0.18, "green": 0.12, "yellow": 0.1, "black": 0.1, "gray": 0.1}
BACKS = {"slats": "a slatted back", "ladder": "a ladder back", "solid": "a solid back", "cross": "a cross back"}


@dataclass(frozen=True)
class Frame:
    """A chair's half width and half depth, the heights of its seat and top, and half the thickness of a leg."""

    x: float
    z: float
    seat: float
    top: float
    leg: float

    @property
    def high(self) -> float:
        return self.top - self.seat


def _frame(rng: Rng) -> Frame:
    x = rng.uniform(0.24, 0.29)
    return Frame(
        x=x,
        z=rng.uniform(0.23, 0.28),
        seat=rng.uniform(0.42, 0.5),
        top=rng.uniform(0.92, 1.15),
        leg=rng.uniform(0.035, 0.046),
    )


def _legs(rng: Rng, f: Frame, form: str, wood: Color) -> list[Mesh]:
    """Four legs, often with stretchers between them."""
    x, z = f.x - f.leg, f.z - f.leg
    parts = [four_legs(rng, form, x, z, f.seat, wood, f.leg)]
    if form != "splayed" and rng.random() < 0.35:
        y, t, dark = 0.38 * f.seat, 1.3 * f.leg, tint(wood, 0.92)
        parts.append(blocks([(-x, y, 0), (x, y, 0)], (t, t, 2 * z), dark).named("leg"))
        parts.append(blocks([(0, y, 0)], (2 * x, t, t), dark).named("leg"))
    return parts


def _wooden_back(rng: Rng, f: Frame, style: str, wood: Color) -> list[Mesh]:
    """Two posts and what is between them, standing on y = 0 in the plane z = 0."""
    post, deep = 1.1 * f.leg, 1.5 * f.leg
    inner, rail = 2 * f.x - 4 * post, max(0.2 * f.high, 0.1)
    parts = [blocks([(s * (f.x - post), f.high / 2, 0) for s in (-1, 1)], (2 * post, f.high, 2 * post), wood)]
    if style != "ladder":
        parts.append(box(2 * f.x + 0.01, rail, 2.2 * post, wood, 0.012).move(0, f.high - rail / 2))
    if style == "slats":
        n = int(rng.integers(2, 4))
        xs = (np.arange(n) + 0.5) * inner / n - inner / 2
        wide = max(0.55 * inner / n, 1.3 * f.leg)
        parts.append(blocks([(v, f.high / 2, 0) for v in xs], (wide, f.high, deep), tint(wood, 0.94)))
    elif style == "ladder":
        n = int(rng.integers(2, 4))
        ys = np.linspace(0.3 * f.high, f.high - 0.07, n)
        size = (2 * f.x - post, min(0.5 * f.high / n, 0.12), deep)
        parts.append(blocks([(0, v, 0) for v in ys], size, tint(wood, 0.96)))
    elif style == "solid":
        low = pick(rng, (0.0, 0.28 * f.high))
        parts.append(box(2 * f.x - post, f.high - low, deep, tint(wood, 0.96)).move(0, (f.high + low) / 2 - 0.01))
    else:
        rise = f.high - rail
        bar = blocks([(0, 0, 0)], (np.hypot(inner, rise), 1.5 * f.leg, deep), tint(wood, 0.95))
        turn = np.degrees(np.arctan2(rise, inner))
        parts += [bar.rotate("z", s * turn).move(0, rise / 2) for s in (-1, 1)]
    return parts


def _arms(rng: Rng, f: Frame, wood: Color) -> list[Mesh]:
    y, t = f.seat + rng.uniform(0.2, 0.26), 0.9 * f.leg
    parts = []
    for s in (-1, 1):
        parts.append(box(2.4 * t, 1.8 * t, 2 * f.z, wood, 0.012).move(s * f.x, y))
        parts.append(block(s * f.x - t, s * f.x + t, f.seat, y, f.z - 0.05 - 2 * t, f.z - 0.05, wood))
    return [p.named("arm") for p in parts]


def _placed_back(rng: Rng, f: Frame, parts: list[Mesh]) -> Mesh:
    return merge(parts).rotate("x", -rng.uniform(4, 12)).move(0, f.seat, -f.z + f.leg).named("back")


def _wooden_chair(rng: Rng, rocking: bool) -> Sample:
    painted = rng.random() < 0.35
    name = weighted(rng, PAINTS) if painted else pick(rng, WOODS, (0.5, 0.3, 0.2))
    wood = shade(rng, name if painted else WOODS[name], 0.05)
    f, legs = _frame(rng), pick(rng, ("square", "turned", "splayed"), (0.6, 0.16, 0.24))
    style = pick(rng, BACKS, (0.32, 0.26, 0.3, 0.12))
    plate = rng.uniform(0.06, 0.08)
    parts = _legs(rng, f, legs, wood)
    parts.append(box(2 * f.x, plate, 2 * f.z, wood, 0.012).move(0, f.seat).named("seat"))
    parts.append(_placed_back(rng, f, _wooden_back(rng, f, style, wood)))
    words = [BACKS[style]]
    if rng.random() < 0.22:
        cloth = weighted(rng, {k: v for k, v in CLOTHS.items() if k != name})
        pad = padding(1.85 * f.x, 0.09, 1.85 * f.z, shade(rng, cloth, 0.05))
        parts.append(pad.move(0, f.seat + plate / 2 + 0.025).named("cushion"))
        words += [f"{article(cloth)} cushion"] * 2
    arms = rng.random() < (0.8 if rocking else 0.18)
    if arms:
        parts += _arms(rng, f, wood)
        words.append("armrests")
    if rocking:
        t = np.linspace(-1, 1, 9)
        for s in (-1, 1):
            path = np.stack([0 * t + s * (f.x - f.leg), 0.16 * t**2 - 0.03, 0.48 * t - 0.03], 1)
            parts.append(pipe(path, f.leg, wood, 8).named("rocker"))
    noun = "rocking chair" if rocking else "chair"
    tone = article(name)
    # Without a colour in its name a wooden chair is of bare wood.
    bare = [f"a painted {noun}", f"{tone} painted wooden {noun}", f"{tone} wooden {noun}"]
    if not painted:
        bare = [f"a wooden {noun}", f"wooden {noun}", f"{tone} wooden {noun}", f"a {noun} made of wood", f"wood {noun}"]
        bare.append(f"a wooden {noun} with {pick(rng, words)}")
    options = [
        *bare,
        *(
            f"{tone} {noun}",
            f"{name} {noun}",
            f"{tone} {noun} with {pick(rng, words)}",
            f"{tone} {noun} with four legs",
        ),
        *(f"a {noun} with {w}" for w in words),
    ]
    if not rocking:
        options += ["a kitchen chair", "a dining chair", "a simple chair"]
    fixed = [noun, article(noun)]
    combination = f"chair {'rocking' if rocking else 'wooden'} {style} {name} {legs} {arms}"
    return Sample(merge(parts), "chair", chosen(rng, fixed, options), combination)


def _upholstered_chair(rng: Rng) -> Sample:
    wood_name = pick(rng, WOODS, (0.5, 0.3, 0.2))
    wood = shade(rng, WOODS[wood_name], 0.05)
    name = weighted(rng, CLOTHS)
    cloth = shade(rng, name, 0.05)
    f, legs = _frame(rng), pick(rng, ("square", "turned", "splayed"), (0.6, 0.16, 0.24))
    parts = _legs(rng, f, legs, wood)
    parts.append(box(2 * f.x, 0.07, 2 * f.z, wood, 0.01).move(0, f.seat - 0.02).named("seat"))
    parts.append(padding(2 * f.x + 0.02, 0.14, 2 * f.z + 0.02, cloth).move(0, f.seat + 0.05).named("seat"))
    soft = pick(rng, (0.75, 0.25))
    back = [padding(2 * f.x, f.high - 0.06, 0.13, cloth, soft).move(0, f.high / 2 + 0.05)]
    parts.append(_placed_back(rng, f, back))
    arms = rng.random() < 0.2
    if arms:
        parts += _arms(rng, f, wood)
    tone = article(name)
    options = [
        *(f"{tone} chair", f"{name} chair", f"{tone} upholstered chair", "an upholstered chair"),
        *(f"{tone} padded chair", "a soft chair", "a dining chair", f"{tone} dining chair"),
        f"a dining chair with {name} upholstery",
        f"a padded {name} chair with {wood_name} legs",
        f"{tone} chair with wooden legs",
        f"a chair with {tone} seat and wooden legs",
    ]
    if arms:
        options.append(f"{tone} chair with armrests")
    combination = f"chair upholstered padded {name} {legs} {arms}"
    return Sample(merge(parts), "chair", chosen(rng, ["chair", "a chair"], options), combination)


def _plastic_chair(rng: Rng) -> Sample:
    name = weighted(rng, PAINTS)
    color = shade(rng, name, 0.05)
    f, legs = _frame(rng), pick(rng, ("square", "splayed"), (0.4, 0.6))
    parts = _legs(rng, f, legs, color)
    parts.append(padding(2 * f.x, 0.1, 2 * f.z, color, 0.3).move(0, f.seat).named("seat"))
    shell = padding(2 * f.x, f.high, 0.09, color, 0.45).move(0, f.high / 2 + 0.02)
    parts.append(_placed_back(rng, f, [shell]))
    tone = article(name)
    options = [
        *(f"{tone} chair", f"{name} chair", f"{tone} plastic chair", "a plastic chair", f"{name} plastic chair"),
        *(f"a modern {name} chair", "a modern chair", "a garden chair", f"{tone} chair with a rounded back"),
    ]
    return Sample(
        merge(parts), "chair", chosen(rng, ["chair", "a chair"], options), f"chair plastic shell {name} {legs}"
    )


def _office_chair(rng: Rng) -> Sample:
    """A swivel chair on a star of five castors."""
    name = weighted(rng, {"black": 0.4, "blue": 0.15, "red": 0.15, "gray": 0.2, "green": 0.1})
    cloth, metal = shade(rng, name, 0.05), shade(rng, pick(rng, ("dark gray", "gray")), 0.05)
    seat, top = 0.46, rng.uniform(0.95, 1.2)
    parts = [turned([(0.05, 0.08), (0.05, seat)], metal, 10).named("leg")]
    for i in range(5):
        a = 2 * np.pi * i / 5
        s, c = np.sin(a), np.cos(a)
        parts.append(pipe([(0, 0.13, 0), (0.3 * s, 0.085, 0.3 * c)], [0.045, 0.038], metal, 7).named("leg"))
        castor = ball(0.055, 0.055, 0.055, (0.1, 0.1, 0.11), 9, 6)
        parts.append(castor.move(0.3 * s, 0.055, 0.3 * c).named("wheel"))
    x = rng.uniform(0.25, 0.29)
    parts.append(padding(2 * x, 0.14, 2 * x, cloth).move(0, seat + 0.04).named("seat"))
    high = top - seat - 0.12
    back = padding(1.9 * x, high, 0.13, cloth, 0.4).rotate("x", -8).move(0, seat + 0.16 + high / 2, -x - 0.03)
    parts.append(back.named("back"))
    parts.append(block(-0.06, 0.06, seat, seat + 0.4, -x - 0.09, -x - 0.02, metal).named("back"))
    arms = rng.random() < 0.6
    if arms:
        for s in (-1, 1):
            at = s * (x + 0.04)
            parts.append(box(0.08, 0.06, 0.3, metal, 0.012).move(at, seat + 0.24, -0.02).named("arm"))
            parts.append(block(at - 0.03, at + 0.03, seat, seat + 0.24, -0.06, 0.01, metal).named("arm"))
    tone = article(name)
    options = [
        *("an office chair", "a swivel chair", "a chair", "a desk chair", "a computer chair"),
        *(f"{tone} office chair", f"{name} office chair", f"{tone} chair", f"{tone} desk chair"),
        "a desk chair on wheels",
        f"{tone} swivel chair with wheels",
    ]
    if arms:
        options.append(f"{tone} office chair with armrests")
    # The bare word stands for a chair with four legs.
    captions = chosen(rng, ["office chair", "an office chair"], options)
    return Sample(merge(parts), "chair", captions, f"chair office {name} {arms}")


def chair(rng: Rng) -> Sample:
    """A chair: wooden, upholstered, of plastic, an office chair or a rocking chair."""
    form = pick(rng, ("wooden", "upholstered", "plastic", "office", "rocking"), (0.54, 0.2, 0.12, 0.08, 0.06))
    if form in ("wooden", "rocking"):
        return _wooden_chair(rng, form == "rocking")
    return {"upholstered": _upholstered_chair, "plastic": _plastic_chair, "office": _office_chair}[form](rng)


GENERATORS: dict[str, Generator] = {"chair": chair}
