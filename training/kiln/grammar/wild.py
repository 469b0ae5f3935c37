"""Elephant, bear (brown, black, polar, panda) and rabbit."""

from __future__ import annotations

import numpy as np

from kiln.grammar.animal_kit import BLACK, CREAM, DARK, PINK, WHITE, describe, ellipsoid, eyes, head_focus
from kiln.grammar.base import Generator, Rng, Sample, article, pick, shade
from kiln.grammar.coats import Coat, blotches, ramp
from kiln.grammar.quadruped import Body, Posed, pose
from kiln.grammar.shapes import tube
from kiln.grammar.skin import WORLD, Skin, Surface, frame
from kiln.mesh import Color, merge

ELEPHANT = Body(
    chest=(0.215, 0.24),
    waist=(0.235, 0.245),
    rump=(0.21, 0.235),
    length=0.46,
    leg=0.26,
    limb=0.083,
    paw=1.0,
    stance=0.6,
    neck=0.13,
    neck_angle=32,
    neck_root=0.18,
    neck_top=0.16,
    head=0.185,
    hoof=True,
)


def elephant(rng: Rng) -> Sample:
    """An elephant with its trunk down, curled forward or raised."""
    style = pick(rng, ("standing", "walking", "sitting"), (0.65, 0.22, 0.13))
    word = pick(rng, ("gray", "light gray", "blue gray", "brown", "pink"), (5, 2, 1.5, 1, 0.3))
    color = shade(
        rng,
        {
            "gray": (0.52, 0.52, 0.54),
            "light gray": (0.68, 0.68, 0.69),
            "blue gray": (0.46, 0.53, 0.62),
            "brown": (0.50, 0.42, 0.36),
            "pink": (0.92, 0.62, 0.70),
        }[word],
        0.03,
    )
    posed = pose(ELEPHANT.vary(rng), style, rng, float(rng.uniform(-18, 18)) if rng.random() < 0.2 else 0)
    skin, head = posed.skin, posed.head
    trunk = pick(rng, ("down", "raised", "forward"), (0.5, 0.3, 0.2))
    skin.within = head
    skin.ball([0, 0, 0], [1.0, 1.05, 1.0], "head", 0.4)
    skin.both("ball", [0.4, 0.55, 0.0], [0.5, 0.5, 0.6], "head", 0.3)
    path = {
        "down": [[0, -0.25, 0.7], [0, -0.75, 1.15], [0, -1.35, 1.3], [0, -1.85, 1.35], [0, -2.1, 1.6]],
        "raised": [[0, -0.25, 0.7], [0, -0.6, 1.3], [0, -0.35, 1.9], [0, 0.35, 2.15], [0, 0.95, 2.0]],
        "forward": [[0, -0.25, 0.7], [0, -0.75, 1.2], [0, -1.05, 1.7], [0, -0.9, 2.2], [0, -0.5, 2.4]],
    }[trunk]
    skin.limb(path, [0.52, 0.42, 0.34, 0.28, 0.23], "trunk", 0.25)
    big = rng.uniform(0.95, 1.3)
    spread = rng.uniform(0.55, 1.0)
    for sign in (1, -1):
        skin.within = head
        at = head.point([sign * (0.85 + 0.45 * big * spread), 0.0, -0.25])
        skin.within = frame(at, yaw=sign * (90 - 60 * spread), roll=0, size=head.size)
        skin.ball([0, 0.05, 0], np.array([0.82, 0.95, 0.2]) * [big, big, 1], "ear", 0.08)
        skin.ball([-sign * 0.1, -0.5 * big, 0], np.array([0.55, 0.6, 0.18]) * [big, big, 1], "ear", 0.08)
    skin.within = WORLD
    at = posed.tail
    tail = np.array([at, at + [0, -0.06, -0.06], at + [0, -0.26, -0.08]])
    tail[:, 1] = np.maximum(tail[:, 1], 0.03)
    skin.limb(tail, [0.03, 0.026, 0.03], "tail", 0.03)

    def paint(s: Surface) -> np.ndarray:
        layer = Coat(len(s.at), color)
        facing = s.normals @ head.turn
        layer.lay(s.on("ear") * ramp(facing[:, 2], 0.3, 0.7) * 0.45, PINK)
        layer.tint(s.on("trunk") * (0.5 + 0.5 * np.sin(np.linalg.norm(head.local(s.at), axis=1) * 22)), 0.9)
        layer.lay(s.on("hoof") * ramp(s.normals[:, 2], 0.4, 0.7) * ramp(s.at[:, 1], 0.06, 0.04), (0.86, 0.82, 0.74))
        return layer.colors

    parts = [skin.mesh(paint, 2300, head_focus(head, 2.0), 1.2), *eyes(skin, head, (0.62, 0.2, 0.95), 0.13)]
    tusks = bool(rng.random() < 0.7)
    if tusks:
        size = rng.uniform(0.8, 1.3)
        path = np.array([[0.42, -0.55, 0.75], [0.55, -0.85, 1.05 + 0.1 * size], [0.55, -0.8, 1.1 + 0.55 * size]])
        parts.append(head.mesh(tube(path, [0.17, 0.15, 0.08], (0.94, 0.90, 0.78), 8).both_sides()).named("tusk"))
    extras = ("tusks",) if tusks else ()
    extras += {"raised": ("a raised trunk",), "down": (), "forward": ()}[trunk]
    captions = describe(rng, "elephant", style, word, extras, ("baby elephant",) if not tusks else ())
    return Sample(merge(parts), "elephant", captions, f"{word} {style} {trunk}")


BEAR = Body(
    chest=(0.185, 0.205),
    waist=(0.195, 0.205),
    rump=(0.19, 0.205),
    length=0.46,
    leg=0.20,
    limb=0.07,
    paw=1.1,
    stance=0.6,
    neck=0.16,
    neck_angle=36,
    neck_root=0.17,
    neck_top=0.14,
    head=0.165,
)
BEARS: dict[str, Color] = {
    "brown": (0.42, 0.26, 0.14),
    "black": (0.13, 0.12, 0.12),
    "polar": (0.95, 0.94, 0.90),
    "panda": (0.96, 0.95, 0.93),
    "grizzly": (0.50, 0.35, 0.21),
}


def bear(rng: Rng) -> Sample:
    """A bear on four legs or sitting."""
    species = pick(rng, BEARS, (3, 1.5, 2, 2.5, 1))
    style = pick(rng, ("standing", "walking", "sitting"), (0.45, 0.2, 0.35))
    posed = pose(BEAR.vary(rng), style, rng, float(rng.uniform(-20, 20)) if rng.random() < 0.2 else 0)
    skin, head = posed.skin, posed.head
    skin.within = head
    skin.ball([0, 0, 0], [1.0, 0.92, 0.95], "head", 0.4)
    skin.both("ball", [0.5, -0.3, 0.2], [0.5, 0.45, 0.5], "head", 0.3)
    skin.limb([[0, -0.25, 0.6], [0, -0.32, 1.1]], [0.45, 0.36], "muzzle", 0.2)
    size = rng.uniform(0.85, 1.15)
    skin.both("ball", [0.68, 0.72, -0.05], np.array([0.38, 0.38, 0.22]) * size, "ear", 0.1)
    skin.within = WORLD
    skin.ball(posed.tail + [0, 0, -0.02], 0.05, "tail", 0.03)
    color = shade(rng, BEARS[species], 0.03)

    def paint(s: Surface) -> np.ndarray:
        h, t = head.local(s.at), posed.trunk.local(s.at)
        layer = Coat(len(s.at), color)
        facing = s.normals @ head.turn
        inner = s.on("ear") * ramp(facing[:, 2], 0.5, 0.8)
        if species == "panda":
            layer.lay(s.on("ear", "leg", "paw"), BLACK)
            if style == "sitting":
                layer.lay(s.on("thigh") * ramp(s.at[:, 1], 0.24, 0.16), BLACK)
            band = ramp(np.abs(t[:, 2] - posed.length - 0.02), 0.13, 0.09)
            layer.lay(band * s.on("body", "chest", "neck") * ramp(h[:, 1], -0.5, -0.8), BLACK)
            spot = np.linalg.norm(
                (np.abs(h) * [1, 0, 0] + h * [0, 1, 1] - [0.45, 0.08, 0.8]) / [0.32, 0.36, 0.5], axis=1
            )
            layer.lay(ramp(spot, 1.1, 0.85) * s.on("head"), BLACK)
        elif species == "polar":
            layer.lay(inner * 0.3, (0.6, 0.5, 0.45))
        else:
            light = (0.68, 0.50, 0.32) if species != "black" else (0.55, 0.40, 0.27)
            layer.lay(s.on("muzzle") * 0.85, light)
            layer.lay(inner * 0.8, light)
            if species == "grizzly":
                layer.lay(ramp(t[:, 1], 0.08, 0.2) * s.on("body") * 0.5, (0.72, 0.56, 0.36))
        return layer.colors

    parts = [skin.mesh(paint, 2300, head_focus(head, 1.8), 1.25)]
    on_black = species in ("black", "panda")
    parts += eyes(skin, head, (0.42, 0.16, 1.0), 0.13 if not on_black else 0.15, (0.75, 0.6, 0.4) if on_black else DARK)
    nose = ellipsoid(0.24, 0.17, 0.15, DARK, 12, 8).move(0, -0.18, 1.42)
    parts.append(head.mesh(nose).named("nose"))
    noun = {"polar": "polar bear", "panda": "panda", "grizzly": "grizzly bear"}.get(species, "bear")
    coat = {"polar": "white", "panda": "black and white", "grizzly": "brown"}.get(species, species)
    synonyms = {"panda": ("panda bear", "giant panda", "bear"), "brown": ("bear cub",)}.get(species, ("bear",))
    captions = describe(rng, noun, style, coat, (), synonyms)
    return Sample(merge(parts), "bear", captions, f"{species} {style}")


RABBITS: dict[str, Color] = {
    "white": WHITE,
    "brown": (0.52, 0.36, 0.23),
    "gray": (0.55, 0.55, 0.56),
    "black": (0.15, 0.14, 0.14),
    "tan": (0.82, 0.66, 0.46),
    "black and white": WHITE,
}


def _crouched(rng: Rng) -> Posed:
    """A rabbit's body: an egg over big haunches, the forepaws together."""
    skin = Skin()
    fat, tall = rng.uniform(0.92, 1.1), rng.uniform(0.9, 1.12)
    trunk = frame((0, 0.2 * tall, -0.16), pitch=float(rng.uniform(14, 26)))
    skin.within = trunk
    skin.ball([0, 0.02, 0.0], [0.2 * fat, 0.21, 0.22], "body", 0.1)
    skin.ball([0, 0.0, 0.2], [0.155 * fat, 0.165, 0.2], "body", 0.1)
    skin.ball([0, -0.01, 0.32], [0.12, 0.12, 0.1], "chest", 0.1)
    skin.within = WORLD
    skin.both("ball", [0.15 * fat, 0.15, -0.12], [0.1, 0.15, 0.17], "thigh", 0.05)
    skin.both("limb", [[0.17 * fat, 0.04, -0.14], [0.18 * fat, 0.04, 0.1]], [0.045, 0.05], "paw", 0.04)
    skin.both("limb", [[0.075, 0.2, 0.17], [0.075, 0.05, 0.22], [0.075, 0.04, 0.26]], [0.06, 0.045, 0.045], "leg", 0.04)
    skin.ball([0, 0.2, -0.39], 0.075, "tail", 0.02)
    top = trunk.point([0, 0.18 * tall, 0.36])
    skin.limb([trunk.point([0, 0.03, 0.22]), top], [0.13, 0.11], "neck", 0.08)
    head = frame(top + [0, 0.02, 0.02], pitch=-6, size=0.15 * rng.uniform(0.93, 1.1))
    return Posed(
        skin, trunk, head, np.stack([trunk.point([0, 0.03, 0.22]), top]), np.array([0, 0.2, -0.39]), 0.3, "sitting"
    )


def rabbit(rng: Rng) -> Sample:
    """A crouching rabbit, ears up or lopped."""
    coat = pick(rng, RABBITS, (3, 3, 2, 1, 1.5, 1))
    lop = bool(rng.random() < 0.2)
    posed = _crouched(rng)
    skin, head = posed.skin, posed.head
    skin.within = head
    skin.ball([0, 0, 0], [0.92, 0.9, 1.0], "head", 0.3)
    skin.both("ball", [0.42, -0.25, 0.35], [0.48, 0.45, 0.5], "head", 0.3)
    skin.both("ball", [0.18, -0.22, 0.88], [0.27, 0.24, 0.25], "muzzle", 0.15)
    length = rng.uniform(1.5, 2.2)
    if lop:
        ear = np.array([[0.5, 0.75, -0.2], [0.98, 0.6, -0.15], [1.1, -0.1, -0.05], [1.1, 0.3 - length * 0.65, 0.1]])
        skin.both("limb", ear, [0.2, 0.3, 0.34, 0.26], "ear", 0.1, 0.5, (1, 0.3, 0))
    else:
        lean = rng.uniform(0.05, 0.4)
        tip = np.array([0.36 + lean, 0.7 + length, -0.25 - rng.uniform(0, 0.6)])
        ear = np.array([[0.34, 0.6, -0.15], [0.36 + lean * 0.5, 0.7 + length * 0.55, -0.2], tip])
        skin.both("limb", ear, [0.22, 0.32, 0.17], "ear", 0.1, 0.5, (0.35, 0, 1))
    skin.within = WORLD
    color = shade(rng, RABBITS[coat], 0.04)
    pale = coat in ("brown", "gray", "tan")

    def paint(s: Surface) -> np.ndarray:
        layer = Coat(len(s.at), color)
        if coat == "black and white":
            layer.lay(blotches(s.at, rng, 0.4, 0.45) * ~s.on("muzzle", "paw", "tail"), BLACK)
            layer.lay(s.on("ear"), BLACK)
        if pale:
            layer.lay(s.on("muzzle", "tail", "chest") * 0.85, CREAM)
        elif coat == "black":
            layer.lay(s.on("tail") * 0.6, WHITE)
        facing = s.normals @ head.turn
        inside = (
            ramp(facing[:, 0] * np.sign(head.local(s.at)[:, 0]), 0.3, 0.6) if lop else ramp(facing[:, 2], 0.35, 0.7)
        )
        layer.lay(s.on("ear") * inside * (0 if lop else 1) * ramp(head.local(s.at)[:, 1], 0.9, 1.2), PINK)
        return layer.colors

    parts = [skin.mesh(paint, 2300, head_focus(head, 2.2), 1.25)]
    eye = pick(rng, (DARK, (0.75, 0.15, 0.2))) if coat == "white" else (0.7, 0.5, 0.3) if coat == "black" else DARK
    parts += eyes(skin, head, (0.75, 0.2, 0.95), 0.17, eye)
    nose = ellipsoid(0.13, 0.09, 0.09, (0.88, 0.52, 0.54), 10, 6).move(0, -0.06, 1.1)
    parts.append(head.mesh(nose).named("nose"))
    extras: tuple[str, ...] = ("floppy ears",) if lop else ("long ears",) if length > 1.8 else ()
    carrot = bool(rng.random() < 0.12)
    if carrot:
        root = tube([[0, 0.05, 0.36], [0, 0.05, 0.56]], [0.06, 0.018], (0.93, 0.47, 0.10), 12)
        leaves = [tube([[0, 0.05, 0.31], [x, 0.09, 0.22]], [0.022, 0.028], (0.25, 0.6, 0.2), 8) for x in (-0.04, 0.04)]
        at = rng.uniform(0.14, 0.2)
        parts += [m.rotate("y", 90).move(-0.43 + 0.2, 0, 0.32 + at - 0.1).named("carrot") for m in (root, *leaves)]
        extras = ("a carrot",)
    captions = describe(rng, "rabbit", "sitting", coat, extras, ("bunny", "bunny rabbit", "hare"))
    if coat != "black and white" and rng.random() < 0.5:
        captions = (*captions[:6], f"{article(coat)} bunny")
    return Sample(merge(parts), "rabbit", tuple(dict.fromkeys(captions)), f"{coat} {'lop' if lop else 'upright'}")


GENERATORS: dict[str, Generator] = {"elephant": elephant, "bear": bear, "rabbit": rabbit}
