"""Tents: ridge tents, domes, tipis and circus tents, their openings towards +Z."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kiln.grammar.base import Generator, Rng, Sample, article, pick, shade
from kiln.grammar.kit import chosen, weighted
from kiln.grammar.props import TIMBER, by_face, except_for, plate
from kiln.grammar.solids import arch, hull, pipe, skin, slab, turned
from kiln.mesh import Mesh, merge

CLOTH = {"green": 0.22, "orange": 0.2, "blue": 0.2, "red": 0.16, "yellow": 0.12, "tan": 0.1}
HIDE = {"tan": 0.35, "white": 0.3, "brown": 0.15, "red": 0.1, "blue": 0.1}
BIG_TOP = {"red": 0.5, "blue": 0.2, "yellow": 0.15, "purple": 0.15}


@dataclass(frozen=True)
class Pitched:
    """A tent and what is to be said of it: its colour, a second one ("" if none), and captions of its form."""

    parts: list[Mesh]
    name: str
    second: str
    captions: list[str]


def _colors(rng: Rng, names: dict[str, float]) -> tuple[str, np.ndarray, tuple]:
    """A colour by name, its value, and how it looks inside an opening."""
    name = weighted(rng, names)
    color = np.asarray(shade(rng, name, 0.04))
    return name, color, tuple(color * 0.35)


def _ridge(rng: Rng) -> Pitched:
    name, color, dark = _colors(rng, CLOTH)
    x, y, z = rng.uniform(0.42, 0.55), rng.uniform(0.5, 0.66), rng.uniform(0.5, 0.75)
    fly = plate([(-x - 0.05, 0), (-x + 0.03, 0), (0, y - 0.06), (0, y + 0.05)], 2 * z + 0.1, tuple(color * 0.85))
    edge = 0.55 * x
    door = plate([(-edge, 0), (edge, 0), (0.02, 0.8 * y), (-0.02, 0.8 * y)], 0.02, dark)
    corners = [(edge, 0, z), (0.68 * x, 0, z + 0.03), (0.3 * x, 0, z + 0.16), (0, 0.82 * y, z + 0.02)]
    flap = hull(corners, [(0, 1, 2), (0, 3, 1), (1, 3, 2), (0, 2, 3)], tuple(np.clip(color * 1.12, 0, 1)))
    parts = [
        plate([(-x, 0), (x, 0), (0.02, y), (-0.02, y)], 2 * z, tuple(color)).named("tent"),
        fly.both_sides().named("tent"),
        door.move(0, 0, z).named("door"),
        flap.both_sides().named("flap"),
    ]
    a = article(name)
    options = ["a ridge tent", "a camping tent", f"{a} camping tent", f"{a} a-frame tent", f"{a} tent", f"{name} tent"]
    return Pitched(parts, name, "", options)


def _dome(rng: Rng) -> Pitched:
    """A dome on a square floor, two poles crossed over it; some with a fly of another colour."""
    name, color, dark = _colors(rng, CLOTH)
    y = rng.uniform(0.52, 0.66)
    t = np.linspace(0, np.pi / 2, 15)
    a = np.linspace(0, 2 * np.pi, 48, endpoint=False)
    wide = np.cos(t) ** 0.75
    square = 1 / np.maximum(np.abs(np.cos(a)), np.abs(np.sin(a))) ** 0.45
    flank = np.repeat(np.sin(t)[:, None], 48, 1)
    rings = np.stack([np.outer(wide, np.sin(a) * square), flank, np.outer(wide, np.cos(a) * square)], -1)
    flies = except_for({"white": 0.3, "yellow": 0.2, "gray": 0.2, "orange": 0.15, "blue": 0.15}, name)
    second = weighted(rng, flies) if rng.random() < 0.5 else ""
    top = np.asarray(shade(rng, second, 0.03)) if second else color

    def panels(at: np.ndarray) -> np.ndarray:
        tones = np.where(at[:, 1:2] > 0.78 * y, top, color)
        door = (at[:, 2] > 0) & (np.hypot(at[:, 0], np.maximum(at[:, 1] - 0.55 * y, 0)) < 0.19)
        return np.where(door[:, None], dark, tones)

    parts = [by_face(skin(rings * [0.6, y, 0.6], tuple(color)), panels).named("tent")]
    u = np.linspace(-1, 1, 17)
    lift = np.pi / 2 * (1 - np.abs(u))
    reach = np.sign(u) * 0.62 * 2**0.225 * np.cos(lift) ** 0.75
    for diagonal in (np.pi / 4, -np.pi / 4):
        path = np.stack([reach * np.sin(diagonal), 1.02 * y * np.sin(lift), reach * np.cos(diagonal)], 1)
        parts.append(pipe(path, 0.018, tuple(color * 0.6), 6).named("pole"))
    a_ = article(name)
    options = [
        "a dome tent",
        f"{a_} dome tent",
        "a camping tent",
        f"{a_} camping tent",
        f"{a_} igloo tent",
        f"{a_} tent",
    ]
    options += [f"{a_} tent with {article(second)} top"] if second else []
    return Pitched(parts, name, second, options)


def _tipi(rng: Rng) -> Pitched:
    """A cone of hides over six poles; some with two painted bands."""
    name, color, dark = _colors(rng, HIDE)
    sides, y = int(rng.choice([10, 12, 14])), rng.uniform(0.95, 1.15)
    bands = except_for({"red": 0.4, "blue": 0.25, "orange": 0.2, "green": 0.15}, name)
    second = weighted(rng, bands) if rng.random() < 0.65 else ""
    profile = [(0.5, 0), (0.475, 0.05), (0.4, 0.2), (0.365, 0.27), (0.2, 0.6), (0.18, 0.64), (0.045, 0.92)]
    tones = [tuple(color)] * 6
    if second:
        tones[2] = tones[4] = shade(rng, second, 0.04)
    parts = [turned([(r, v * y) for r, v in profile], tones, sides, flat=True).named("tent")]
    pole = pipe([(0, 0.8 * y, 0.06), (0, 1.12 * y, -0.13)], 0.02, TIMBER["brown"], 5)
    parts += [pole.rotate("y", 60 * i + 17).named("pole") for i in range(6)]
    slope = float(np.degrees(np.arctan2(0.455, 0.92 * y)))
    door = plate([(-0.13, 0), (0.13, 0), (0.0, 0.52 * y)], 0.05, dark).rotate("x", -slope)
    parts.append(door.move(0, 0, 0.487).named("door"))
    a = article(name)
    options = ["a tipi", f"{a} tipi", "a teepee", f"{a} teepee", f"{a} tipi tent", f"{a} tent", f"{name} tent"]
    options += [f"{a} tipi with {second} bands"] * bool(second)
    return Pitched(parts, name, second, options)


def _circus(rng: Rng) -> Pitched:
    """A big top in stripes, with a flag."""
    name, color, dark = _colors(rng, BIG_TOP)
    second = "white" if name != "yellow" else "red"
    light = shade(rng, second, 0.02)
    n = 2 * int(rng.choice([6, 7, 8]))
    profile = [(0.5, 0.0), (0.5, 0.36), (0.56, 0.33), (0.57, 0.37), (0.3, 0.56), (0.12, 0.76), (0.0, 0.9)]

    def stripes(at: np.ndarray) -> np.ndarray:
        gore = np.floor((np.arctan2(at[:, 0], at[:, 2]) / (2 * np.pi) + 1) * n).astype(int)
        return np.where((gore % 2 == 0)[:, None], color, light)

    parts = [
        by_face(turned(profile, tuple(color), 2 * n, 20), stripes).named("tent"),
        slab(arch(0.26, 0.27, True), 0.06, dark).move(0, 0, 0.49).named("door"),
        pipe([(0, 0.85, 0), (0, 1.08, 0)], 0.02, (0.9, 0.75, 0.3), 6).named("pole"),
        plate([(0, 0.96), (0.17, 1.01), (0, 1.07)], 0.03, tuple(color)).move(0.01).named("flag"),
    ]
    options = ["a circus tent", f"{article(name)} and {second} striped circus tent", "a big top", "circus tent"]
    options += [f"a striped {name} and {second} tent", "a circus tent with a flag"]
    return Pitched(parts, name, second, options)


FORMS = {"ridge": (0.34, _ridge), "dome": (0.24, _dome), "tipi": (0.22, _tipi), "circus": (0.2, _circus)}


def tent(rng: Rng) -> Sample:
    """A ridge tent, a dome tent, a tipi, or a circus tent."""
    form = pick(rng, FORMS, [weight for weight, _ in FORMS.values()])
    made = FORMS[form][1](rng)
    style = f"{form} {made.name} {made.second}".strip()
    mesh = merge(made.parts).scale(*rng.uniform(0.93, 1.07, 3))
    return Sample(mesh, "tent", chosen(rng, ["tent", "a tent"], made.captions), style)


GENERATORS: dict[str, Generator] = {"tent": tent}
