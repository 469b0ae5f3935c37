"""Soft and hard-shelled animals of the sea: octopus and crab."""

from __future__ import annotations

import numpy as np

from kiln.grammar.animal_kit import DARK, WHITE, describe, ellipsoid
from kiln.grammar.base import Generator, Rng, Sample, pick, shade
from kiln.grammar.coats import Coat, ramp, spots
from kiln.grammar.skin import Skin, Surface
from kiln.mesh import Mesh, merge

SOFT = {"red": 3, "purple": 2.5, "orange": 2.5, "pink": 1.5, "blue": 1.5, "green": 0.8, "yellow": 0.6}


def _goggle(at, size: float, out: float) -> list[Mesh]:
    """Two white eyeballs with pupils at (±x, y, z), looking along +Z and `out` to the sides."""
    at = np.asarray(at, float)
    white = ellipsoid(size, size, size, WHITE, 14, 9)
    dot = ellipsoid(0.55 * size, 0.6 * size, 0.4 * size, DARK, 10, 6).move(out * size, 0.05 * size, 0.75 * size)
    return [m.move(*at).both_sides().named("eye") for m in (white, dot)]


def octopus(rng: Rng) -> Sample:
    """A big head on eight arms that curl outwards on the ground."""
    word = pick(rng, SOFT, list(SOFT.values()))
    color = np.asarray(shade(rng, word, 0.05))
    pale = tuple(color * 0.45 + np.array((0.98, 0.85, 0.78)) * 0.55)
    skin = Skin()
    tall, wide = rng.uniform(0.34, 0.46), rng.uniform(0.27, 0.33)
    base = 0.22
    skin.ball([0, base + 0.62 * tall, -0.02], [wide, tall, wide * 0.98], "head", 0.08)
    skin.ball([0, base, 0], [0.21, 0.16, 0.21], "head", 0.1)
    reach, curl = rng.uniform(0.5, 0.62), rng.uniform(0.1, 0.26)
    twist = rng.uniform(0.15, 0.4) * rng.choice([-1, 1])
    for i in range(8):
        a = np.pi / 8 + i * np.pi / 4 + rng.uniform(-0.08, 0.08)
        t = np.linspace(0, 1, 7)
        r = 0.12 + reach * t
        bend = a + twist * t**2
        lift = curl * rng.uniform(0.5, 1.2)
        y = np.maximum(base * (1 - t) ** 1.6, 0.06) + lift * np.maximum(t - 0.6, 0) ** 2 * 6
        path = np.stack([r * np.sin(bend), y, r * np.cos(bend)], 1)
        skin.limb(path, 0.085 - 0.048 * t, "arm", 0.05)
    dotted = bool(rng.random() < 0.3)

    def paint(s: Surface) -> np.ndarray:
        layer = Coat(len(s.at), tuple(color))
        layer.lay(ramp(s.normals[:, 1], 0.5, 1.0) * 0.3 * s.on("head"), tuple(np.clip(color * 1.3, 0, 1)))
        layer.lay(ramp(s.normals[:, 1], -0.1, -0.45) * s.on("arm"), pale)
        if dotted:
            layer.lay(spots(s.at, rng, 0.2, 0.05) * ramp(s.normals[:, 1], -0.2, 0.2), pale)
        return layer.colors

    parts = [skin.mesh(paint, 2400)]
    big = rng.uniform(0.085, 0.12)
    z = float(skin.hit([0.11, base + 0.4 * tall, 0], [[0, 0, 1]], 0.8)[0][2])
    parts += _goggle((0.125, base + 0.42 * tall, z - 0.35 * big), big, 0.1)
    smile = bool(rng.random() < 0.45)
    if smile:
        t = np.linspace(-1, 1, 7)
        mouth = Skin()
        y = base + 0.08 * tall - 0.03 * (1 - t**2)
        front = [float(skin.hit([x, v, 0], [[0, 0, 1]], 0.8)[0][2]) for x, v in zip(0.08 * t, y, strict=True)]
        mouth.limb(np.stack([0.08 * t, y, np.array(front)], 1), 0.02, "mouth", 0.0)
        parts.append(mouth.mesh(DARK, 200))
    extras = ("eight arms",) + (("pale spots",) if dotted else ())
    captions = describe(rng, "octopus", "", word, extras, ("octopus with tentacles", "sea creature", "squid"))
    captions = tuple(c for c in captions if "squid" not in c)
    captions = tuple(dict.fromkeys((*captions, "an octopus with eight tentacles")))[:7]
    return Sample(merge(parts), "octopus", captions, f"{word} {dotted} {smile} {tall > 0.4}")


def crab(rng: Rng) -> Sample:
    """A broad shell with eight legs, two big claws and eyes on stalks."""
    word = pick(rng, ("red", "orange", "blue", "brown", "purple", "green"), (4, 3, 1.2, 0.8, 0.6, 0.5))
    color = np.asarray(shade(rng, word, 0.05))
    pale = tuple(color * 0.5 + np.array((0.98, 0.88, 0.74)) * 0.5)
    skin = Skin()
    wide, deep, high = rng.uniform(0.3, 0.38), rng.uniform(0.22, 0.27), rng.uniform(0.12, 0.16)
    y = rng.uniform(0.19, 0.25)
    skin.ball([0, y, 0], [wide, high, deep], "shell", 0.03)
    skin.ball([0, y - 0.04, 0.0], [wide * 0.85, high * 0.8, deep * 0.85], "belly", 0.04)
    for i, z in enumerate((0.09, -0.01, -0.11, -0.19)):
        turn = np.radians((18, 2, -16, -36)[i])
        out = np.array([np.cos(turn), 0, np.sin(turn)])
        root = np.array([wide * 0.72, y - 0.04, z])
        knee = root + out * rng.uniform(0.19, 0.24) + [0, 0.09, 0]
        foot = knee + out * rng.uniform(0.1, 0.15)
        foot[1] = 0.03
        skin.both("limb", [root, knee, foot], [0.055, 0.05, 0.028], "leg", 0.02)
    grow = rng.uniform(0.9, 1.2)
    up = rng.uniform(0.0, 0.25)
    uneven = bool(rng.random() < 0.3)
    for sign in (1, -1):
        side = np.array([sign, 1, 1])
        g = grow * (1.25 if uneven and sign > 0 else 1.0)
        elbow = np.array([wide + 0.17, y + 0.03, 0.12])
        wrist = np.array([wide + 0.14, y + 0.13 + 0.4 * up, 0.24])
        skin.limb(np.array([[wide * 0.75, y, 0.1], elbow, wrist]) * side, [0.06, 0.062, 0.055], "arm", 0.02)
        # The claw's own axes: along its length, and across it towards the middle.
        along = np.array([-0.3, 0.75, 0.55]) / 0.977
        across = np.array([-0.9, -0.42, 0.08])
        palm = wrist + along * 0.1 * g
        skin.ball(palm * side, np.array([0.1, 0.115, 0.08]) * g, "claw", 0.03)
        for lean, size in ((-1.0, 0.062), (1.0, 0.05)):
            finger = [(0.06, 0.055), (0.15, 0.095), (0.25, 0.04)]
            path = [palm + (along * u + across * lean * v) * g for u, v in finger]
            skin.limb(np.array(path) * side, np.array([1.0, 0.85, 0.3]) * size * g, "claw", 0.01)
    dotted = bool(rng.random() < 0.35)

    def paint(s: Surface) -> np.ndarray:
        layer = Coat(len(s.at), tuple(color))
        layer.lay(ramp(s.normals[:, 1], -0.2, -0.6) * s.on("shell", "belly"), pale)
        layer.lay(s.on("claw") * ramp(s.at[:, 1], y + 0.3, y + 0.45) * 0.6, pale)
        layer.tint(s.on("leg") * ramp(s.at[:, 1], 0.12, 0.03), 0.75)
        if dotted:
            layer.lay(spots(s.at, rng, 0.12, 0.028) * s.on("shell") * ramp(s.normals[:, 1], 0.2, 0.5), pale)
        return layer.colors

    parts = [skin.mesh(paint, 2400)]
    stalk = rng.uniform(0.05, 0.11)
    stem = ellipsoid(0.03, stalk, 0.03, tuple(color * 0.85), 8, 6)
    at = np.array([0.085, y + 0.7 * high + stalk * 0.6, deep * 0.72])
    parts.append(stem.move(*at).both_sides().named("stalk"))
    parts += _goggle(at + [0, stalk * 0.8, 0.01], 0.062, 0.15)
    extras = ("big claws",) if grow > 1.02 else ("claws",)
    captions = describe(rng, "crab", "", word, extras, ("crustacean", "sea crab", "crab with two claws"))
    if word != "brown" and dotted:
        captions = (*captions, f"a spotted {word} crab")
    captions = tuple(dict.fromkeys((*captions, "a crab with eight legs")))[:7]
    return Sample(merge(parts), "crab", captions, f"{word} {dotted} {uneven} {grow > 1.02}")


GENERATORS: dict[str, Generator] = {"octopus": octopus, "crab": crab}
