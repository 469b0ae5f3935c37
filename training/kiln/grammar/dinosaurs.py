"""Dinosaurs: tyrannosaur, long-neck, triceratops, stegosaur."""

from __future__ import annotations

import numpy as np

from kiln.grammar.animal_kit import DARK, cylinder, describe, ellipsoid, eyes, head_focus
from kiln.grammar.base import Generator, Rng, Sample, pick, shade
from kiln.grammar.coats import Coat, blotches, ramp, stripes
from kiln.grammar.quadruped import Body, Posed, pose
from kiln.grammar.shapes import prism
from kiln.grammar.skin import WORLD, Frame, Skin, Surface, frame
from kiln.mesh import Color, Mesh, merge

COLORS_OF: dict[str, Color] = {
    "green": (0.36, 0.58, 0.26),
    "brown": (0.50, 0.36, 0.22),
    "gray": (0.52, 0.54, 0.55),
    "orange": (0.88, 0.52, 0.20),
    "blue": (0.18, 0.38, 0.74),
    "purple": (0.50, 0.34, 0.62),
    "red": (0.72, 0.24, 0.18),
    "yellow": (0.90, 0.76, 0.30),
}
IVORY: Color = (0.95, 0.91, 0.80)


def _hide(rng: Rng, color: Color, pattern: str, belly: Color):
    """A painter: darker back, pale belly, and stripes or spots."""

    def paint(s: Surface) -> np.ndarray:
        layer = Coat(len(s.at), color)
        dark = tuple(c * 0.58 for c in color)
        up = s.normals[:, 1]
        main = s.on("body", "neck", "tail", "head", "thigh")
        if pattern == "striped":
            layer.lay(stripes(s.at[:, 2], rng, 0.16, 0.4, s.at[:, 1] * 0.2) * ramp(up, -0.1, 0.4) * main, dark)
        elif pattern == "spotted":
            layer.lay(blotches(s.at, rng, 0.12, 0.3) * ramp(up, -0.2, 0.3) * main, dark)
        else:
            layer.lay(ramp(up, 0.5, 0.95) * main * 0.5, dark)
        layer.lay(ramp(up, -0.25, -0.6) * main, belly)
        layer.lay(s.on("claw"), IVORY)
        layer.lay(s.on("hoof") * ramp(s.normals[:, 2], 0.35, 0.65) * ramp(s.at[:, 1], 0.06, 0.04), IVORY)
        layer.tint(s.on("frill"), 0.9)
        return layer.colors

    return paint


def _tyrannosaur(rng: Rng) -> tuple[Skin, Frame, list[Mesh]]:
    """On two legs, leaning forward, with a big head, small arms and a heavy tail."""
    skin = Skin()
    fat, up = rng.uniform(0.92, 1.1), rng.uniform(0.0, 0.16)
    hip = np.array([0, 0.52, -0.08])
    chest = hip + [0, 0.05 + up, 0.27 - up * 0.3]
    skin.ball(hip, [0.155 * fat, 0.18, 0.2], "body", 0.1)
    skin.limb([hip, chest], [0.155 * fat, 0.13 * fat], "body", 0.1)
    end = hip + [rng.uniform(-0.12, 0.12), rng.uniform(-0.2, 0.1), -0.75]
    mid = (hip + end) / 2 + [0, -0.06, 0]
    skin.limb([hip + [0, 0.0, -0.08], mid, end], [0.14 * fat, 0.085, 0.025], "tail", 0.1)
    skull = chest + [0, 0.2 + 0.08 * rng.random(), 0.17]
    skin.limb([chest, skull], [0.125, 0.105], "neck", 0.1)
    head = frame(skull, pitch=float(rng.uniform(-8, 10)), size=0.125)
    skin.within = head
    skin.ball([0, 0.1, 0.2], [1.0, 1.0, 1.1], "head", 0.4)
    gape = rng.uniform(0.15, 0.5)
    skin.limb([[0, 0.15, 0.6], [0, 0.05, 2.0]], [0.82, 0.6], "head", 0.3, 0.95)
    skin.limb([[0, -0.5, 0.3], [0, -0.62 - gape, 1.75]], [0.5, 0.34], "head", 0.1, 1.35)
    skin.both("ball", [0.55, 0.75, 0.75], [0.25, 0.22, 0.4], "head", 0.15)
    skin.within = WORLD
    stride = rng.uniform(0, 0.14)
    for sign in (1, -1):
        side = np.array([sign, 1, 1])
        step = stride * sign
        skin.ball((hip + [0.13 * fat, -0.06, 0.02]) * side, [0.085, 0.18, 0.15], "thigh", 0.06)
        path = np.array(
            [[0.15 * fat, 0.42, 0.0], [0.16 * fat, 0.3, 0.06], [0.16 * fat, 0.15, -0.07], [0.16 * fat, 0.05, -0.02]]
        )
        shift = np.array([0, 0.3, 0.8, 1.0])[:, None] * [0, 0, step]
        skin.limb((path + shift) * side, [0.1, 0.075, 0.05, 0.05], "leg", 0.05)
        foot = np.array([0.16 * fat * sign, 0.0, -0.02 + step])
        for angle in (-22, 0, 22):
            a = np.radians(angle)
            tip = foot + [np.sin(a) * 0.13, 0.028, np.cos(a) * 0.15]
            skin.limb([foot + [0, 0.04, 0], tip], [0.045, 0.03], "leg", 0.02)
            skin.ball(tip + [np.sin(a) * 0.03, -0.005, 0.025], [0.02, 0.02, 0.03], "claw", 0.005)
        arm = chest + [0.115 * fat, -0.04, 0.06]
        skin.limb(
            np.array([arm, arm + [0.03, -0.09, 0.05], arm + [0.01, -0.09, 0.13]]) * side,
            [0.042, 0.034, 0.03],
            "leg",
            0.03,
        )
    parts = []
    for k in range(5):
        for sign in (1, -1):
            z = 0.9 + 0.3 * k
            tooth = cylinder(0.11, 0.28, IVORY, 0.02, 6).rotate("x", 180).move(sign * (0.62 - 0.06 * k), -0.3, z)
            parts.append(head.mesh(tooth).named("teeth"))
    mouth = ellipsoid(0.42, 0.16, 0.75, (0.72, 0.28, 0.28), 12, 6).move(0, -0.42, 1.2)
    parts.append(head.mesh(mouth).named("mouth"))
    nostrils = ellipsoid(0.1, 0.09, 0.1, DARK, 8, 6).move(0.28, 0.5, 2.3).both_sides()
    return skin, head, [*parts, head.mesh(nostrils).named("nostril")]


def _tail(posed: Posed, length: float, root: float, lift: float) -> None:
    """A long tapering tail."""
    t = np.linspace(0, 1, 6)[:, None]
    path = posed.tail + [0, -0.03, 0.06] + length * (np.array([0, lift, -1]) * t + np.array([0, -0.3, 0]) * t * (1 - t))
    path[:, 1] = np.maximum(path[:, 1], 0.03)
    posed.skin.limb(path, root * (1 - t[:, 0]) ** 0.8 + 0.022, "tail", 0.1)


LONG_NECK = Body(
    chest=(0.165, 0.19),
    waist=(0.19, 0.205),
    rump=(0.165, 0.19),
    length=0.46,
    leg=0.27,
    limb=0.068,
    paw=1.0,
    neck=0.62,
    neck_angle=58,
    neck_root=0.14,
    neck_top=0.062,
    head=0.085,
    hoof=True,
)


def _sauropod(rng: Rng) -> tuple[Skin, Frame, list[Mesh]]:
    posed = pose(LONG_NECK.vary(rng, 0.1), pick(rng, ("standing", "walking")), rng)
    skin, head = posed.skin, posed.head
    skin.within = head
    skin.ball([0, 0, 0.2], [1.0, 0.95, 1.2], "head", 0.3)
    skin.limb([[0, -0.15, 0.6], [0, -0.25, 1.5]], [0.75, 0.6], "head", 0.3)
    skin.within = WORLD
    _tail(posed, rng.uniform(0.65, 0.9), 0.13, rng.uniform(-0.35, 0.1))
    return skin, head, []


TRICERATOPS = Body(
    chest=(0.185, 0.205),
    waist=(0.205, 0.215),
    rump=(0.185, 0.20),
    length=0.46,
    leg=0.20,
    limb=0.07,
    neck=0.15,
    neck_angle=14,
    neck_root=0.17,
    neck_top=0.15,
    head=0.16,
    nod=-10,
    hoof=True,
)


def _triceratops(rng: Rng) -> tuple[Skin, Frame, list[Mesh]]:
    posed = pose(TRICERATOPS.vary(rng), pick(rng, ("standing", "walking")), rng)
    skin, head = posed.skin, posed.head
    skin.within = head
    skin.ball([0, 0, 0.1], [0.95, 0.9, 1.0], "head", 0.4)
    skin.limb([[0, -0.2, 0.6], [0, -0.45, 1.65]], [0.68, 0.3], "head", 0.3)
    wide = rng.uniform(1.45, 1.75)
    skin.ball([0, 0.65, -0.35], [wide, 1.3, 0.26], "frill", 0.2, pitch=24)
    skin.within = WORLD
    _tail(posed, rng.uniform(0.42, 0.55), 0.09, -0.3)
    long = rng.uniform(1.3, 1.9)
    horn = cylinder(0.3, long, IVORY, 0.05, 10).rotate("x", 62).rotate("z", -9).move(0.5, 0.6, 0.55).both_sides()
    nose = cylinder(0.26, 0.75, IVORY, 0.05, 10).rotate("x", 30).move(0, 0.1, 1.45)
    beak = ellipsoid(0.26, 0.3, 0.3, (0.40, 0.36, 0.28), 10, 8).move(0, -0.5, 1.75)
    parts = [head.mesh(horn).named("horn"), head.mesh(nose).named("horn"), head.mesh(beak).named("beak")]
    for angle in np.linspace(-100, 100, 9):
        a = np.radians(angle)
        knob = ellipsoid(0.17, 0.2, 0.14, IVORY, 8, 6).move(
            wide * np.sin(a), 0.65 + 1.2 * np.cos(a), -0.35 - 0.5 * np.cos(a)
        )
        parts.append(head.mesh(knob).named("frill"))
    return skin, head, parts


STEGOSAUR = Body(
    chest=(0.14, 0.16),
    waist=(0.175, 0.205),
    rump=(0.165, 0.20),
    length=0.48,
    leg=0.20,
    limb=0.065,
    neck=0.24,
    neck_angle=8,
    neck_root=0.12,
    neck_top=0.07,
    head=0.085,
    nod=-6,
    hoof=True,
)


def _stegosaur(rng: Rng, plate: Color) -> tuple[Skin, Frame, list[Mesh]]:
    posed = pose(STEGOSAUR.vary(rng), pick(rng, ("standing", "walking")), rng)
    skin, head = posed.skin, posed.head
    skin.within = head
    skin.ball([0, 0, 0.2], [0.9, 0.85, 1.1], "head", 0.3)
    skin.limb([[0, -0.1, 0.6], [0, -0.25, 1.5]], [0.66, 0.42], "head", 0.3)
    skin.within = WORLD
    _tail(posed, 0.6, 0.12, -0.12)
    parts = []
    count = int(rng.integers(6, 9))
    big = rng.uniform(0.9, 1.2)
    for i in range(count):
        t = i / (count - 1)
        z = posed.head.origin[2] - 0.12 - t * (posed.head.origin[2] - posed.tail[2] + 0.3)
        at = skin.hit([0, 0.05, z], [[0, 1, 0]], 1.2)[0]
        size = (0.07 + 0.12 * np.sin(np.pi * min(max(t, 0.08), 0.94))) * big
        outline = np.array([(-0.55, -0.3), (0.55, -0.3), (0.85, 0.45), (0.0, 1.35), (-0.85, 0.45)]) * size
        leaf = prism(outline, 0.035, plate).rotate("y", 90).move(*(at + [0.02 * (-1) ** i, size * 0.12, 0]))
        parts.append(leaf.named("plate"))
    back = posed.tail[2] - 0.50
    at = skin.hit([0, posed.tail[1] - 0.09, back], [[0, 1, 0]], 0.4)[0]
    for k in (0, 0.08):
        spike = (
            cylinder(0.03, 0.2, IVORY, 0.008, 8).rotate("x", -35).rotate("z", -40).move(0.01, at[1] - 0.02, back + k)
        )
        parts.append(spike.both_sides().named("spike"))
    return skin, head, parts


NOUNS = {
    "tyrannosaur": ("t-rex", ("tyrannosaurus rex", "trex", "dinosaur")),
    "long neck": ("long neck dinosaur", ("brachiosaurus", "sauropod", "dinosaur")),
    "triceratops": ("triceratops", ("dinosaur", "three horned dinosaur")),
    "stegosaurus": ("stegosaurus", ("dinosaur", "stegosaurus dinosaur")),
}


def dinosaur(rng: Rng) -> Sample:
    """One of four kinds of dinosaur, plain, striped or spotted."""
    species = pick(rng, NOUNS, (3, 2.5, 2, 2))
    word = pick(rng, COLORS_OF, (5, 2, 2, 1, 1.5, 1, 1, 0.7))
    pattern = pick(rng, ("", "striped", "spotted"), (3, 1.5, 1))
    color = shade(rng, COLORS_OF[word], 0.05)
    extras: tuple[str, ...] = ()
    if species == "tyrannosaur":
        skin, head, parts = _tyrannosaur(rng)
        look, size = (0.8, 0.62, 0.75), 0.17
        extras = pick(rng, ((), ("sharp teeth",)))
    elif species == "long neck":
        skin, head, parts = _sauropod(rng)
        look, size = (0.8, 0.35, 0.7), 0.25
        extras = pick(rng, ((), ("a long tail",)))
    elif species == "triceratops":
        skin, head, parts = _triceratops(rng)
        look, size = (0.75, 0.22, 0.85), 0.15
        extras = pick(rng, ((), ("three horns",)))
    else:
        plate_word = pick(rng, ("orange", "red", "yellow", "brown", "green"))
        skin, head, parts = _stegosaur(rng, shade(rng, plate_word, 0.05))
        look, size = (0.8, 0.35, 0.8), 0.22
        extras = (f"{plate_word} plates",)
    belly = tuple(0.45 * c + 0.55 * i for c, i in zip(color, (0.95, 0.88, 0.70), strict=True))
    body = skin.mesh(_hide(rng, color, pattern, belly), 2200, head_focus(head, 2.2), 1.25)
    eye = pick(rng, (DARK, DARK, (0.95, 0.75, 0.15)))
    parts = [body, *eyes(skin, head, look, size, eye, DARK if eye != DARK else None), *parts]
    noun, synonyms = NOUNS[species]
    coat = f"{pattern} {word}".strip()
    captions = describe(rng, noun, "", coat, extras, synonyms)
    captions = (
        *captions[:5],
        pick(rng, ("dinosaur", "a dinosaur")),
        f"a {word} dinosaur" if word != "orange" else "an orange dinosaur",
    )
    return Sample(merge(parts), "dinosaur", tuple(dict.fromkeys(captions)), f"{species} {word} {pattern}".strip())


GENERATORS: dict[str, Generator] = {"dinosaur": dinosaur}
