"""Cow, pig, sheep."""

from __future__ import annotations

import numpy as np

from kiln.grammar.animal_kit import (
    BLACK,
    BROWN,
    DARK,
    HOOF,
    HORN,
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
from kiln.grammar.coats import Coat, blotches, ramp
from kiln.grammar.quadruped import Body, pose
from kiln.grammar.shapes import loft, tube
from kiln.grammar.skin import WORLD, Surface
from kiln.mesh import Color, merge

COW = Body(
    chest=(0.17, 0.205),
    waist=(0.185, 0.20),
    rump=(0.17, 0.19),
    length=0.60,
    leg=0.27,
    limb=0.05,
    stance=0.62,
    neck=0.20,
    neck_angle=34,
    neck_root=0.15,
    neck_top=0.115,
    head=0.118,
    nod=-16,
    hoof=True,
)


def cow(rng: Rng) -> Sample:
    """A cow or a bull: spotted or plain."""
    bull = bool(rng.random() < 0.15)
    style = pick(rng, ("standing", "walking", "lying"), (0.7, 0.18, 0.12))
    coat = pick(rng, ("black and white", "brown and white", "brown", "black", "white", "tan"), (4, 2, 2, 1, 0.7, 1))
    posed = pose(COW.vary(rng), style, rng, float(rng.uniform(-20, 20)) if rng.random() < 0.2 else 0.0)
    skin, head = posed.skin, posed.head
    skin.within = head
    skin.ball([0, 0, 0], [1.0, 1.0, 1.0], "head", 0.4)
    skin.limb([[0, -0.25, 0.5], [0, -0.4, 1.3]], [0.85, 0.68], "head", 0.3)
    skin.ball([0, -0.45, 1.55], [0.78, 0.62, 0.5], "muzzle", 0.2)
    leaf_ears(posed, [0.8, 0.35, -0.2], [2.0, 0.3, -0.1], 0.42, 0.45, (0.0, 0.4, 1.0))
    skin.within = WORLD
    thin_tail(posed, min(0.42, posed.tail[1] * 0.75), 0.026, 0.045)
    if not bull and style != "lying":
        at = posed.trunk.point([0, 0, 0.1])
        skin.ball([0, at[1] - 0.175, at[2]], [0.09, 0.075, 0.1], "udder", 0.04)
    main: Color = {"brown": BROWN, "black": BLACK, "white": WHITE, "tan": (0.78, 0.58, 0.38)}.get(coat, WHITE)
    patch = BLACK if coat == "black and white" else shade(rng, (0.48, 0.25, 0.12), 0.05)

    def paint(s: Surface) -> np.ndarray:
        h = head.local(s.at)
        layer = Coat(len(s.at), shade(rng, main, 0.03))
        if " and " in coat:
            body = s.on("body", "thigh", "neck", "leg", "tail")
            layer.lay(blotches(s.at, rng, rng.uniform(0.24, 0.36), rng.uniform(0.38, 0.5), 0.06) * body, patch)
            layer.lay(s.on("leg") * ramp(s.at[:, 1], 0.2, 0.14), WHITE)
            layer.lay(s.on("head", "ear") * ramp(np.abs(h[:, 0]), 0.3, 0.45), patch)
        else:
            layer.tint(s.on("body") * ramp(s.normals[:, 1], 0.2, -0.6), 1.12)
        layer.lay(s.on("muzzle"), PINK if coat != "black" else (0.3, 0.25, 0.25))
        layer.lay(s.on("udder"), PINK)
        layer.lay(s.on("tuft"), patch if " and " in coat else DARK)
        layer.lay(s.on("hoof", "paw"), HOOF)
        return layer.colors

    parts = [skin.mesh(paint, 2300, head_focus(head, 2.2), 1.25), *eyes(skin, head, (0.75, 0.3, 0.85), 0.2)]
    for sign in (1, -1):
        nostril = ellipsoid(0.13, 0.1, 0.08, (0.35, 0.2, 0.2), 8, 6).move(0.3 * sign, -0.32, 2.0)
        parts.append(head.mesh(nostril).named("nostril"))
    extras: tuple[str, ...] = ()
    if bull or rng.random() < 0.6:
        size = 1.5 if bull else 1.0
        path = np.array([[0.5, 0.75, -0.15], [0.95, 1.0, -0.1], [1.15, 1.45, 0.05]]) * [size, 1, 1]
        horn = tube(path * [1, 1, 1], np.array([0.24, 0.2, 0.09]) * size, HORN, 8)
        parts.append(head.mesh(horn.both_sides()).named("horn"))
        extras += ("horns",)
    if not bull and rng.random() < 0.2:
        axis = posed.neck[1] - posed.neck[0]
        at = posed.neck[0] + axis * 0.45
        color = pick(rng, ("red", "blue", "brown"))
        parts.append(skin.band(at, axis, 0.05, 0.02, shade(rng, color, 0.04), 0.4).named("collar"))
        hang = skin.hit(at, [[0, -0.75, 0.66]], 0.4)[0]
        bell = cylinder(0.055, 0.085, (0.88, 0.68, 0.2), 0.032, 12).move(*(hang + [0, -0.07, 0.02]))
        parts.append(bell.named("bell"))
        extras += ("a bell",)
    noun = "bull" if bull else "cow"
    captions = describe(rng, noun, style, coat, extras, ("ox", "cattle") if bull else ("dairy cow", "cattle"))
    if " and " in coat and not bull:
        captions = (*captions[:6], f"a {coat.split()[0]} spotted cow")
    return Sample(merge(parts), "cow", captions, f"{noun} {coat} {style}")


PIG = Body(
    chest=(0.195, 0.20),
    waist=(0.215, 0.215),
    rump=(0.20, 0.20),
    length=0.44,
    leg=0.13,
    limb=0.055,
    stance=0.6,
    neck=0.10,
    neck_angle=25,
    neck_root=0.17,
    neck_top=0.15,
    head=0.165,
    hoof=True,
)


def pig(rng: Rng) -> Sample:
    """A pig, mostly pink."""
    style = pick(rng, ("standing", "walking", "sitting"), (0.65, 0.2, 0.15))
    coat = pick(rng, ("pink", "spotted", "black", "brown"), (6, 1.5, 1, 1))
    posed = pose(PIG.vary(rng), style, rng)
    skin, head = posed.skin, posed.head
    skin.within = head
    skin.ball([0, 0, 0], [1.0, 0.95, 0.95], "head", 0.4)
    skin.both("ball", [0.45, -0.35, 0.25], [0.5, 0.45, 0.5], "head", 0.3)
    skin.limb([[0, -0.12, 0.6], [0, -0.14, 1.15]], [0.46, 0.42], "head", 0.2)
    size = rng.uniform(0.9, 1.2)
    path = np.array([[0.5, 0.65, 0.1], [0.66, 0.98, 0.25], [0.78, 0.8, 0.65]])
    skin.both("limb", path, np.array([0.34, 0.3, 0.08]) * size, "ear", 0.1, 0.5, (0.3, 0.6, 1.0))
    skin.within = WORLD
    t = np.linspace(0, 2.6 * np.pi, 12)
    curl = posed.tail + np.stack([0.045 * np.sin(t), 0.045 * (1 - np.cos(t)), -0.05 - 0.010 * t], 1)
    pink = shade(rng, (0.93, 0.64, 0.62), 0.05)
    main = {"pink": pink, "spotted": pink, "black": (0.18, 0.16, 0.17), "brown": (0.50, 0.32, 0.22)}[coat]
    muddy = bool(coat == "pink" and rng.random() < 0.12)

    def paint(s: Surface) -> np.ndarray:
        layer = Coat(len(s.at), main)
        if coat == "spotted":
            layer.lay(blotches(s.at, rng, 0.3, 0.25) * ~s.on("hoof"), (0.20, 0.17, 0.17))
        if muddy:
            layer.lay(blotches(s.at, rng, 0.3, 0.3) * ramp(s.at[:, 1], 0.35, 0.2), (0.36, 0.24, 0.14))
        layer.tint(s.on("ear"), 0.88)
        layer.lay(s.on("hoof"), (0.36, 0.24, 0.22))
        return layer.colors

    snout = tuple(c * 0.86 for c in (pink if coat != "black" else (0.5, 0.38, 0.38)))
    disc = loft([(0, 0, 0.40, 0.34), (0.16, 0, 0.47, 0.40), (0.26, 0, 0.40, 0.34)], snout, 16).move(0, -0.12, 1.4)
    holes = ellipsoid(0.1, 0.14, 0.06, tuple(c * 0.45 for c in snout), 8, 6).move(0.17, -0.12, 1.66).both_sides()
    parts = [skin.mesh(paint, 2300, head_focus(head, 1.9), 1.25), *eyes(skin, head, (0.55, 0.34, 1.0), 0.14)]
    parts += [head.mesh(disc).named("snout"), head.mesh(holes).named("nostril")]
    parts.append(tube(curl, 0.024, main, 8).named("tail"))
    extras = ("mud on its legs",) if muddy else ("a curly tail",) if rng.random() < 0.4 else ()
    captions = describe(rng, "pig", style, coat, extras, ("piglet", "hog", "swine"))
    return Sample(merge(parts), "pig", captions, f"{coat} {style}")


SHEEP = Body(
    chest=(0.15, 0.165),
    waist=(0.16, 0.165),
    rump=(0.155, 0.165),
    length=0.44,
    leg=0.24,
    limb=0.043,
    neck=0.15,
    neck_angle=42,
    neck_root=0.12,
    neck_top=0.10,
    head=0.112,
    nod=-14,
    hoof=True,
)


def sheep(rng: Rng) -> Sample:
    """A woolly sheep; some are rams with curled horns."""
    style = pick(rng, ("standing", "walking", "lying"), (0.7, 0.15, 0.15))
    wool_word = pick(rng, ("white", "black", "brown", "gray"), (6, 1.2, 0.8, 0.8))
    wool = shade(
        rng,
        {
            "white": (0.95, 0.93, 0.88),
            "black": (0.16, 0.15, 0.15),
            "brown": (0.48, 0.34, 0.24),
            "gray": (0.62, 0.61, 0.60),
        }[wool_word],
        0.03,
    )
    face_word = pick(rng, ("black", "white", "brown"), (3, 2, 1)) if wool_word == "white" else "black"
    skin_color = {"black": (0.15, 0.14, 0.14), "white": (0.90, 0.82, 0.74), "brown": (0.45, 0.31, 0.22)}[face_word]
    ram = bool(rng.random() < 0.2)
    posed = pose(SHEEP.vary(rng), style, rng)
    skin, head = posed.skin, posed.head
    # Tufts of wool, spread evenly over the trunk (Fibonacci spiral).
    count = 34
    i = np.arange(count) + 0.5
    y = 1 - 2 * i / count
    turn = i * np.pi * (3 - np.sqrt(5)) + rng.uniform(0, 6)
    out = np.stack([np.sqrt(1 - y * y) * np.cos(turn), y, np.sqrt(1 - y * y) * np.sin(turn)], 1)
    skin.within = posed.trunk
    for o in out:
        at = o * [0.15, 0.15, 0.36] + [0, 0.0, posed.length * 0.5]
        skin.ball(at, 0.078 * rng.uniform(0.9, 1.15), "wool", 0.012)
    skin.within = head
    skin.ball([0, 0, 0], [0.9, 0.95, 0.9], "head", 0.3)
    skin.limb([[0, -0.2, 0.4], [0, -0.38, 1.15]], [0.72, 0.52], "head", 0.3)
    for x, up, z in ((0, 0.75, -0.1), (0.42, 0.62, -0.2), (-0.42, 0.62, -0.2), (0, 0.62, 0.4), (0, 0.4, -0.6)):
        skin.ball([x, up, z], 0.5, "wool", 0.08)
    leaf_ears(posed, [0.75, 0.15, -0.15], [1.75, -0.15, 0.0], 0.36, 0.45, (0.0, 0.5, 1.0))
    skin.within = WORLD
    skin.ball(posed.tail + [0, -0.03, -0.06], [0.05, 0.075, 0.05], "wool", 0.02)

    def paint(s: Surface) -> np.ndarray:
        layer = Coat(len(s.at), wool)
        layer.lay(s.on("head", "ear", "leg"), skin_color)
        layer.lay(s.on("hoof", "paw"), HOOF)
        return layer.colors

    body = skin.mesh(paint, 2300, head_focus(head, 1.9), 1.2)
    eye = DARK if face_word != "black" else (0.93, 0.90, 0.84)
    parts = [body, *eyes(skin, head, (0.6, 0.15, 0.9), 0.2, eye)]
    if face_word == "black":
        parts += [m for m in eyes(skin, head, (0.57, 0.15, 1.0), 0.11, DARK)]
    extras: tuple[str, ...] = (f"{article(face_word)} face",) if wool_word == "white" else ()
    if ram:
        t = np.linspace(0.3, 5.2, 14)
        r = 0.58 - 0.055 * t
        path = np.stack([0.95 + 0.075 * t, 0.25 + r * np.sin(t), -0.15 - r * np.cos(t) * -1], 1)
        horn = tube(path, np.linspace(0.25, 0.1, 14), (0.72, 0.60, 0.42), 8).both_sides()
        parts.append(head.mesh(horn).named("horn"))
        extras += ("curled horns",)
    noun = "ram" if ram else "sheep"
    captions = describe(rng, noun, style, wool_word, extras, ("sheep",) if ram else ("lamb", "woolly sheep", "ewe"))
    return Sample(merge(parts), "sheep", captions, f"{noun} {wool_word} {face_word} {style}")


GENERATORS: dict[str, Generator] = {"cow": cow, "pig": pig, "sheep": sheep}
