"""Horse and giraffe."""

from __future__ import annotations

import numpy as np

from kiln.grammar.animal_kit import (
    BROWN,
    HOOF,
    PINK,
    WHITE,
    cylinder,
    describe,
    ellipsoid,
    eyes,
    head_focus,
    leaf_ears,
    thin_tail,
)
from kiln.grammar.base import Generator, Rng, Sample, article, pick, shade
from kiln.grammar.coats import Coat, blotches, patches, ramp, spots
from kiln.grammar.quadruped import Body, pose
from kiln.grammar.skin import WORLD, Surface
from kiln.mesh import Color, merge

HORSE = Body(
    chest=(0.135, 0.175),
    waist=(0.135, 0.155),
    rump=(0.14, 0.165),
    length=0.56,
    leg=0.46,
    limb=0.053,
    paw=1.05,
    stance=0.6,
    neck=0.36,
    neck_angle=52,
    neck_root=0.15,
    neck_top=0.085,
    head=0.088,
    nod=-38,
    hoof=True,
)
# Coat word -> (body, mane, points: the colour of the lower legs or None)
HORSES: dict[str, tuple[Color, Color, Color | None]] = {
    "brown": ((0.46, 0.26, 0.13), (0.12, 0.09, 0.08), (0.14, 0.10, 0.08)),
    "chestnut": ((0.60, 0.31, 0.14), (0.54, 0.27, 0.12), None),
    "black": ((0.12, 0.11, 0.11), (0.06, 0.06, 0.06), None),
    "white": ((0.95, 0.94, 0.92), (0.86, 0.85, 0.82), None),
    "gray": ((0.58, 0.58, 0.60), (0.28, 0.28, 0.30), (0.35, 0.35, 0.37)),
    "palomino": ((0.85, 0.66, 0.36), (0.96, 0.92, 0.82), None),
    "pinto": ((0.95, 0.94, 0.92), (0.30, 0.17, 0.09), None),
}


def horse(rng: Rng) -> Sample:
    """A horse or, with a horn, a unicorn; some saddled."""
    unicorn = bool(rng.random() < 0.12)
    style = pick(rng, ("standing", "walking"), (0.7, 0.3))
    coat = "white" if unicorn and rng.random() < 0.8 else pick(rng, HORSES)
    color, mane, points = HORSES[coat]
    mane_word = ""
    if unicorn:
        mane_word = pick(rng, ("pink", "purple", "light blue", "yellow"))
        mane = shade(rng, mane_word, 0.04)
    saddle = pick(rng, ("red", "blue", "brown", "green")) if rng.random() < 0.2 and not unicorn else None
    posed = pose(HORSE.vary(rng), style, rng)
    skin, head = posed.skin, posed.head
    skin.within = head
    skin.ball([0, 0, 0.1], [1.0, 1.15, 1.2], "head", 0.4)
    skin.limb([[0, -0.1, 0.3], [0, -0.15, 2.3]], [0.95, 0.62], "head", 0.3)
    skin.ball([0, -0.15, 2.45], [0.66, 0.66, 0.6], "muzzle", 0.3)
    leaf_ears(posed, [0.5, 0.95, -0.25], [0.62, 2.1, -0.15], 0.34)
    skin.within = WORLD
    root, top = posed.neck
    along = top - root
    back = np.array([0, along[2], -along[1]]) / np.linalg.norm(along)
    back = back if back[2] < 0 else -back
    crest = np.stack([top + [0, 0.1, -0.0], top + back * 0.06, (root + top) / 2 + back * 0.115, root + back * 0.14])
    skin.limb(crest, [0.05, 0.07, 0.08, 0.06], "mane", 0.02, 0.62)
    skin.limb([top + [0, 0.11, 0.0], head.point([0, 0.85, 0.9])], [0.045, 0.025], "mane", 0.02, 0.8)
    length = rng.uniform(0.40, 0.5)
    drop = posed.tail + np.array([[0, 0, 0], [0, 0.0, -0.08], [0, -0.45 * length, -0.13], [0, -length, -0.12]])
    skin.limb(drop, [0.04, 0.055, 0.07, 0.03], "tail", 0.03)
    socks = bool(rng.random() < 0.35) and coat not in ("white", "pinto")
    blaze = bool(rng.random() < 0.4) and coat not in ("white",)

    def paint(s: Surface) -> np.ndarray:
        h = head.local(s.at)
        layer = Coat(len(s.at), shade(rng, color, 0.03))
        if coat == "pinto":
            layer.lay(blotches(s.at, rng, 0.5, 0.45) * ~s.on("leg", "hoof"), shade(rng, BROWN, 0.05))
        knee = posed.trunk.origin[1] * 0.42
        if points is not None:
            layer.lay(s.on("leg") * ramp(s.at[:, 1], knee * 1.15, knee * 0.75), points)
        if socks:
            layer.lay(s.on("leg") * ramp(s.at[:, 1], knee * 0.95, knee * 0.85), WHITE)
        if coat != "black":
            layer.lay(s.on("muzzle") * 0.55, (0.30, 0.24, 0.22) if coat != "white" else PINK)
        if blaze:
            layer.lay(ramp(np.abs(h[:, 0]), 0.42, 0.28) * (h[:, 1] > 0) * ramp(h[:, 2], 0.3, 0.6) * s.on("head"), WHITE)
        layer.lay(s.on("mane", "tail"), mane)
        layer.lay(s.on("hoof"), HOOF)
        return layer.colors

    parts = [skin.mesh(paint, 2250, head_focus(head, 2.6), 1.25)]
    parts += eyes(skin, head, (0.9, 0.35, 0.75), 0.26)
    if unicorn:
        horn = cylinder(0.3, 2.3, (0.95, 0.80, 0.35), 0.05, 10).rotate("x", 62).move(0, 0.95, 0.55)
        parts.append(head.mesh(horn).named("horn"))
    extras: tuple[str, ...] = ()
    if saddle:
        at = posed.trunk.point([0, 0.0, posed.length * 0.55])
        blanket = skin.band(at, (0, 0, 1), 0.2, 0.016, shade(rng, saddle, 0.04), 0.4)
        seat = ellipsoid(0.085, 0.05, 0.12, (0.30, 0.17, 0.09), 12, 8).move(*(at + [0, 0.17, 0]))
        parts += [blanket.named("saddle"), seat.named("saddle")]
        extras += (f"{article(saddle)} saddle",)
    if socks:
        extras += ("white socks",)
    if unicorn:
        extras += (f"{article(mane_word)} mane", "a golden horn")
    noun = "unicorn" if unicorn else "horse"
    synonyms = () if unicorn else ("pony", "stallion", "mare")
    captions = describe(rng, noun, style, coat, extras, synonyms)
    if unicorn:
        captions = ("horse with a horn", *captions)
    return Sample(merge(parts), "horse", captions, f"{noun} {coat} {style}")


GIRAFFE = Body(
    chest=(0.125, 0.165),
    waist=(0.12, 0.14),
    rump=(0.12, 0.14),
    length=0.42,
    leg=0.47,
    limb=0.058,
    stance=0.62,
    neck=0.64,
    neck_angle=68,
    neck_root=0.13,
    neck_top=0.085,
    head=0.098,
    nod=-14,
    hoof=True,
)


def giraffe(rng: Rng) -> Sample:
    """A giraffe with polygonal patches."""
    style = pick(rng, ("standing", "walking"), (0.75, 0.25))
    posed = pose(GIRAFFE.vary(rng), style, rng)
    skin, head = posed.skin, posed.head
    skin.within = head
    skin.ball([0, 0, 0], [1.0, 1.05, 1.1], "head", 0.4)
    skin.limb([[0, -0.2, 0.5], [0, -0.35, 1.8]], [0.85, 0.55], "head", 0.3)
    skin.ball([0, -0.38, 1.95], [0.6, 0.5, 0.45], "muzzle", 0.2)
    leaf_ears(posed, [0.75, 0.5, -0.3], [1.9, 0.85, -0.35], 0.34)
    skin.both("limb", [[0.38, 0.8, -0.1], [0.45, 1.75, -0.2]], 0.24, "horn", 0.08)
    skin.both("ball", [0.45, 1.8, -0.2], 0.3, "knob", 0.05)
    skin.within = WORLD
    root, top = posed.neck
    skin.limb([root + [0, 0.02, -0.1], top + [0, 0.02, -0.07]], [0.05, 0.035], "mane", 0.02, 0.7)
    thin_tail(posed, 0.36, 0.032, 0.055)
    base = shade(rng, (0.94, 0.80, 0.54), 0.04)
    patch = shade(rng, pick(rng, ((0.66, 0.36, 0.13), (0.50, 0.26, 0.11), (0.80, 0.48, 0.16))), 0.05)
    size = rng.uniform(0.15, 0.2)
    dots = bool(rng.random() < 0.3)

    def paint(s: Surface) -> np.ndarray:
        layer = Coat(len(s.at), base)
        area = s.on("body", "neck", "thigh", "leg", "chest", "tail")
        area = area * ramp(s.at[:, 1], 0.16, 0.26)
        mask = spots(s.at, rng, size * 0.75, size * 0.3) if dots else patches(s.at, rng, size, size * 0.16)
        layer.lay(mask * area, patch)
        layer.lay(s.on("muzzle") * 0.6, (0.55, 0.42, 0.32))
        layer.lay(s.on("mane"), tuple(c * 0.75 for c in patch))
        layer.lay(s.on("tuft", "knob"), (0.20, 0.13, 0.09))
        layer.lay(s.on("hoof"), HOOF)
        return layer.colors

    parts = [skin.mesh(paint, 2000, head_focus(head, 2.2), 1.2), *eyes(skin, head, (0.85, 0.3, 0.75), 0.24)]
    extras = pick(rng, ((), ("brown spots",), ("a long neck",)))
    captions = describe(rng, "giraffe", style, "", extras, ("tall giraffe",))
    return Sample(merge(parts), "giraffe", captions, f"{'dots' if dots else 'patches'} {style}")


GENERATORS: dict[str, Generator] = {"horse": horse, "giraffe": giraffe}
