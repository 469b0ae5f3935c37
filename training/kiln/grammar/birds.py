"""Duck, owl, penguin."""

from __future__ import annotations

import numpy as np

from kiln.grammar.animal_kit import BLACK, DARK, WHITE, cylinder, describe, ellipsoid, eyes, head_focus
from kiln.grammar.base import COLORS, Generator, Rng, Sample, article, pick, shade
from kiln.grammar.coats import Coat, ramp, stripes, within
from kiln.grammar.shapes import tube
from kiln.grammar.skin import WORLD, Skin, Surface, frame
from kiln.mesh import Color, Mesh, merge

BILL: Color = (0.94, 0.56, 0.12)


def _webbed_foot(x: float, z: float, size: float, color: Color) -> Mesh:
    """Three flat toes on the ground."""
    toes = []
    for angle in (-28, 0, 28):
        toe = ellipsoid(0.34 * size, 0.2 * size, 0.75 * size, color, 10, 6).move(0, 0.18 * size, 0.55 * size)
        toes.append(toe.rotate("y", angle))
    return merge(toes).move(x, 0, z).named("foot")


def duck(rng: Rng) -> Sample:
    """A duck: yellow toy or duckling, white, or a mallard; afloat ones have no legs."""
    coat = pick(rng, ("yellow", "white", "mallard", "brown"), (4, 2, 2, 1))
    rubber = bool(coat == "yellow" and rng.random() < 0.5)
    legs = not rubber and bool(rng.random() < 0.75)
    skin = Skin()
    fat = rng.uniform(0.9, 1.12)
    ground = 0.2 if legs else 0.0
    y = ground + 0.25
    tail_up = rng.uniform(0.1, 0.2)
    skin.ball([0, y, 0], [0.25 * fat, 0.22, 0.36], "body", 0.1, pitch=6)
    skin.ball([0, y + 0.05, 0.2], [0.2 * fat, 0.19, 0.18], "chest", 0.1)
    skin.limb(
        [[0, y + 0.05, -0.25], [0, y + tail_up, -0.44], [0, y + tail_up + 0.1, -0.52]],
        [0.14, 0.07, 0.025],
        "tail",
        0.08,
    )
    neck = rng.uniform(0.16, 0.26) if not rubber else 0.16
    top = np.array([0, y + 0.2 + neck, 0.32])
    skin.limb([[0, y + 0.08, 0.22], [0, y + 0.16 + neck * 0.4, 0.29], top], [0.14, 0.095, 0.1], "neck", 0.08)
    head = frame(top + [0, 0.04, 0.02], size=0.155 if coat == "yellow" else 0.135)
    skin.within = head
    skin.ball([0, 0, 0], [1.0, 1.0, 1.05], "head", 0.3)
    skin.within = WORLD
    spread = rng.uniform(0, 0.04)
    for sign in (1, -1):
        path = np.array(
            [
                [0.17 * fat, y + 0.06, 0.12],
                [0.215 * fat + spread, y + 0.05, -0.1],
                [0.16 * fat + spread, y + 0.1, -0.34],
            ]
        )
        skin.limb(path * [sign, 1, 1], [0.1, 0.13, 0.03], "wing", 0.02, 0.4, (sign, 0.2, 0))
    main: Color = shade(
        rng,
        {"yellow": (0.97, 0.80, 0.16), "white": WHITE, "mallard": (0.66, 0.63, 0.60), "brown": (0.55, 0.40, 0.27)}[
            coat
        ],
        0.03,
    )

    def paint(s: Surface) -> np.ndarray:
        layer = Coat(len(s.at), main)
        h = head.local(s.at)
        layer.tint(s.on("wing"), 0.92)
        if coat == "mallard":
            layer.lay(s.on("chest"), (0.42, 0.24, 0.15))
            layer.lay(s.on("wing"), (0.48, 0.42, 0.37))
            layer.lay(
                s.on("wing") * within(s.at * [0, 1, 1], [0, y + 0.06, -0.16], [1, 0.05, 0.09]), (0.16, 0.26, 0.62)
            )
            layer.lay(s.on("head", "neck"), (0.08, 0.36, 0.20))
            ring = s.on("neck", "head") * ramp(np.abs(s.at[:, 1] - y - 0.17), 0.035, 0.02)
            layer.lay(ring, WHITE)
            layer.lay(s.on("neck") * ramp(s.at[:, 1], y + 0.15, y + 0.13), (0.42, 0.24, 0.15))
            layer.lay(s.on("tail") * ramp(s.at[:, 2], -0.36, -0.42), (0.12, 0.11, 0.11))
        if coat == "brown":
            mottle = stripes(s.at[:, 2], rng, 0.09, 0.45, 0.04 * np.sin(s.at[:, 1] * 60 + s.at[:, 0] * 40))
            layer.lay(mottle * s.on("body", "wing", "chest") * 0.6, (0.33, 0.23, 0.15))
            layer.tint(s.on("head") * ramp(h[:, 1], 0.4, 0.6), 0.7)
        return layer.colors

    parts = [skin.mesh(paint, 2000, head_focus(head, 1.5), 1.3)]
    bill = shade(rng, (0.90, 0.72, 0.16) if coat == "mallard" else BILL, 0.04)
    upper = ellipsoid(0.46, 0.17, 0.75, bill, 14, 8).move(0, -0.1, 1.35)
    lower = ellipsoid(0.38, 0.12, 0.55, bill, 12, 6).move(0, -0.28, 1.2)
    parts += [head.mesh(m).named("bill") for m in (upper, lower)]
    parts += eyes(skin, head, (0.62, 0.36, 0.85), 0.18, DARK)
    if legs:
        for sign in (1, -1):
            x = 0.1 * fat * sign
            parts.append(tube([[x, 0.03, 0.02], [x, y - 0.12, -0.02]], 0.032, bill, 8).named("leg"))
            parts.append(_webbed_foot(x, 0.0, 0.15, bill))
    extras: tuple[str, ...] = ("an orange beak",) if coat in ("yellow", "white") and rng.random() < 0.5 else ()
    hat = None
    if rng.random() < 0.08:
        hat = pick(rng, ("red", "blue", "black"))
        brim = cylinder(1.0, 0.14, COLORS[hat]).move(0, 0.75, 0)
        crown = cylinder(0.62, 0.8, COLORS[hat]).move(0, 0.8, 0)
        parts += [head.mesh(m).named("hat") for m in (brim, crown)]
        extras = (f"{article(hat)} top hat", *extras)
    noun = "rubber duck" if rubber else "mallard duck" if coat == "mallard" else "duck"
    word = "" if coat == "mallard" else coat
    synonyms = ("toy duck", "duck") if rubber else ("mallard",) if coat == "mallard" else ("bird",)
    style = pick(rng, ("standing", "")) if legs else pick(rng, ("swimming", "floating", ""))
    captions = describe(rng, noun, "" if rubber else style, word, extras, synonyms)
    if noun != "duck":
        captions = (*captions[:6], "a duck")
    return Sample(merge(parts), "duck", tuple(dict.fromkeys(captions)), f"{noun} {coat} {'legs' if legs else 'afloat'}")


OWLS: dict[str, tuple[Color, Color]] = {
    "brown": ((0.48, 0.32, 0.19), (0.82, 0.68, 0.48)),
    "gray": ((0.50, 0.49, 0.49), (0.80, 0.78, 0.75)),
    "white": (WHITE, (0.97, 0.97, 0.96)),
    "tan": ((0.76, 0.58, 0.36), (0.93, 0.86, 0.74)),
}


def owl(rng: Rng) -> Sample:
    """An owl perched upright, some on a branch."""
    coat = pick(rng, OWLS, (4, 2, 2, 1.5))
    tufts = bool(coat != "white" and rng.random() < 0.65)
    branch = bool(rng.random() < 0.3)
    back, front = (shade(rng, c, 0.03) for c in OWLS[coat])
    skin = Skin()
    wide = rng.uniform(0.92, 1.1)
    tall = rng.uniform(0.9, 1.12)
    skin.ball([0, 0.36 * tall, 0], [0.26 * wide, 0.36 * tall, 0.24], "body", 0.1, pitch=-6)
    head = frame(
        (0, 0.74 * tall, 0.03), yaw=float(rng.uniform(-25, 25)) if rng.random() < 0.3 else 0.0, size=0.25 * wide
    )
    skin.within = head
    skin.ball([0, 0, 0], [1.0, 0.85, 0.88], "head", 0.25)
    if tufts:
        skin.both("limb", [[0.5, 0.55, 0.1], [0.82, 1.15, 0.05]], [0.3, 0.07], "ear", 0.12, 0.7, (0, 0, 1))
    skin.within = WORLD
    for sign in (1, -1):
        path = np.array(
            [[0.21 * wide, 0.52 * tall, 0.0], [0.27 * wide, 0.34 * tall, -0.03], [0.18 * wide, 0.08, -0.15]]
        )
        skin.limb(path * [sign, 1, 1], [0.11, 0.14, 0.05], "wing", 0.02, 0.45, (1, 0, 0.5 * sign))
    skin.limb([[0, 0.16, -0.18], [0, 0.0, -0.27]], [0.1, 0.08], "tail", 0.05, 0.4, (0, 0.5, 1))

    def paint(s: Surface) -> np.ndarray:
        h = head.local(s.at)
        layer = Coat(len(s.at), back)
        dark = tuple(c * 0.62 for c in back)
        bars = stripes(s.at[:, 1], rng, 0.085, 0.45, 0.02 * np.cos(s.at[:, 0] * 50))
        belly = s.on("body") * ramp(s.normals[:, 2], 0.15, 0.4)
        layer.lay(belly, front)
        flecks = (0.35, 0.33, 0.32) if coat == "white" else back
        layer.lay(belly * bars * (0.35 if coat == "white" else 0.7), flecks)
        layer.lay(s.on("wing", "tail") * bars * (0.4 if coat == "white" else 0.75), flecks if coat == "white" else dark)
        # The facial discs, dark-rimmed.
        d = np.linalg.norm((np.abs(h[:, :2]) * [1, 0] + h[:, :2] * [0, 1] - [0.4, 0.02]) / [0.46, 0.5], axis=1)
        face = ramp(h[:, 2], 0.2, 0.45) * s.on("head")
        layer.lay(face * ramp(d, 1.15, 1.0), dark if coat != "white" else front)
        layer.lay(face * ramp(d, 0.98, 0.85), front)
        return layer.colors

    iris = shade(rng, pick(rng, ((0.97, 0.77, 0.12), (0.94, 0.50, 0.10))), 0.03)
    parts = [skin.mesh(paint, 2200, head_focus(head, 1.4), 1.25)]
    parts += eyes(skin, head, (0.4, 0.06, 0.85), 0.26, iris, DARK)
    beak = cylinder(0.17, 0.5, (0.86, 0.62, 0.18), 0.03, 10).rotate("x", 160).move(0, 0.02, 0.95)
    parts.append(head.mesh(beak).named("beak"))
    for sign in (1, -1):
        for k in (-1, 0, 1):
            toe = ellipsoid(0.03, 0.035, 0.065, (0.80, 0.60, 0.22), 8, 6)
            parts.append(toe.move(0.1 * sign + 0.052 * k, 0.02, 0.16).named("foot"))
    extras: tuple[str, ...] = ("ear tufts",) if tufts and rng.random() < 0.5 else ()
    if branch:
        length = rng.uniform(0.4, 0.55)
        path = [[-length, -0.06, 0.06], [-0.1, -0.05, 0.12], [0.2, -0.05, 0.12], [length, -0.02, 0.05]]
        parts.append(tube(path, [0.045, 0.055, 0.055, 0.04], (0.36, 0.24, 0.15), 10).named("branch"))
    noun = "snowy owl" if coat == "white" and rng.random() < 0.5 else "owl"
    captions = describe(rng, noun, "", coat, extras, ("bird", "owl"))
    captions += (f"{article(coat)} owl on a branch", "an owl sitting on a branch") if branch else ("a perched owl",)
    return Sample(merge(parts), "owl", tuple(dict.fromkeys(captions))[:7], f"{coat} {tufts} {branch}")


def penguin(rng: Rng) -> Sample:
    """A penguin upright; some wear a scarf or a hat."""
    kind = pick(rng, ("black", "emperor", "chick", "blue"), (4, 2, 1, 1))
    back: Color = {
        "black": BLACK,
        "emperor": (0.15, 0.16, 0.19),
        "chick": (0.60, 0.60, 0.62),
        "blue": (0.16, 0.26, 0.48),
    }[kind]
    back = shade(rng, back, 0.03)
    skin = Skin()
    wide, tall = rng.uniform(0.9, 1.15), rng.uniform(0.92, 1.1)
    skin.ball([0, 0.40 * tall, 0], [0.245 * wide, 0.38 * tall, 0.235 * wide], "body", 0.1)
    skin.ball([0, 0.27 * tall, 0.02], [0.255 * wide, 0.24, 0.25 * wide], "body", 0.1)
    head = frame((0, 0.82 * tall, 0.03), yaw=float(rng.uniform(-30, 30)) if rng.random() < 0.25 else 0.0, size=0.175)
    skin.limb([[0, 0.6 * tall, 0], head.origin], [0.19 * wide, 0.16], "neck", 0.08)
    skin.within = head
    skin.ball([0, 0, 0], [1.0, 0.98, 1.0], "head", 0.3)
    skin.within = WORLD
    lift = rng.uniform(0.0, 0.22)
    for sign in (1, -1):
        path = np.array(
            [
                [0.2 * wide, 0.60 * tall, 0],
                [0.28 * wide + lift * 0.6, 0.42 * tall, 0.0],
                [0.29 * wide + lift * 1.1, 0.24 * tall, 0.02],
            ]
        )
        skin.limb(path * [sign, 1, 1], [0.09, 0.11, 0.06], "wing", 0.03, 0.38, (1, 0.5 * sign, 0))
    skin.limb([[0, 0.12, -0.18], [0, 0.04, -0.28]], [0.09, 0.04], "tail", 0.05)

    def paint(s: Surface) -> np.ndarray:
        h = head.local(s.at)
        layer = Coat(len(s.at), back)
        belly = (
            s.on("body", "neck") * ramp(np.abs(s.at[:, 0]), 0.205 * wide, 0.18 * wide) * ramp(s.at[:, 2], 0.02, 0.06)
        )
        layer.lay(belly * ramp(h[:, 1], -0.45, -0.65), WHITE)
        if kind == "emperor":
            collar = s.on("neck", "body", "head") * within(s.at, [0, 0.66 * tall, 0.2], [0.17, 0.1, 0.2], 0.6)
            layer.lay(collar, (0.97, 0.78, 0.25))
            cheek = within(np.abs(h) * [1, 0, 0] + h * [0, 1, 1], [0.85, -0.2, 0.2], [0.35, 0.45, 0.45], 0.4)
            layer.lay(cheek * s.on("head", "neck"), (0.97, 0.72, 0.15))
        else:
            d = np.linalg.norm((np.abs(h[:, :2]) * [1, 0] + h[:, :2] * [0, 1] - [0.4, -0.1]) / [0.44, 0.52], axis=1)
            layer.lay(s.on("head") * ramp(d, 1.08, 0.92) * ramp(h[:, 2], 0.2, 0.4), WHITE)
            layer.lay(s.on("head", "neck") * ramp(h[:, 1], -0.35, -0.5) * ramp(h[:, 2], 0.3, 0.5), WHITE)
        return layer.colors

    parts = [skin.mesh(paint, 1900, head_focus(head, 1.3), 1.25)]
    eye = (0.92, 0.90, 0.86) if kind == "emperor" else DARK
    parts += eyes(skin, head, (0.45, 0.12, 0.9), 0.17, eye, DARK if kind == "emperor" else None)
    bill = cylinder(0.28, rng.uniform(0.55, 0.85), BILL, 0.06, 12).scale(1, 1, 0.7).rotate("x", 95).move(0, -0.12, 0.85)
    parts.append(head.mesh(bill).named("beak"))
    parts += [_webbed_foot(0.12 * sign, 0.06, 0.17, BILL) for sign in (1, -1)]
    extras: tuple[str, ...] = ()
    if rng.random() < 0.22:
        word = pick(rng, ("red", "blue", "green", "yellow", "purple"))
        scarf = shade(rng, word, 0.04)
        level = 0.66 * tall
        parts.append(skin.band([0, level, 0.015], [0, 1, 0], 0.1, 0.035, scarf, 0.5).named("scarf"))
        end = skin.hit([0.09, level - 0.12, 0], [[0.2, 0, 1]], 0.5)[0]
        hang = tube([[0.09, level, end[2] + 0.0], [0.1, level - 0.2, end[2] + 0.03]], 0.045, scarf, 8)
        parts.append(hang.named("scarf"))
        extras += (f"{article(word)} scarf",)
    if rng.random() < 0.15:
        word = pick(rng, ("red", "blue", "green", "black"))
        hat = shade(rng, word, 0.04)
        if word == "black":
            brim = cylinder(0.95, 0.14, hat).move(0, 0.72, 0)
            crown = cylinder(0.6, 0.85, hat).move(0, 0.75, 0)
            parts += [head.mesh(m).named("hat") for m in (brim, crown)]
            extras += ("a top hat",)
        else:
            cap = ellipsoid(0.98, 0.75, 0.98, hat, 16, 8).move(0, 0.52, -0.02)
            bobble = ellipsoid(0.3, 0.3, 0.3, (0.95, 0.95, 0.94), 10, 6).move(0, 1.3, 0)
            parts += [head.mesh(m).named("hat") for m in (cap, bobble)]
            extras += (f"{article(word)} hat",)
    noun = {"emperor": "emperor penguin", "chick": "baby penguin"}.get(kind, "penguin")
    coat = {"black": "black and white", "blue": "blue and white", "chick": "gray"}.get(kind, "")
    captions = describe(rng, noun, pick(rng, ("standing", "")), coat, extras, ("penguin", "bird"))
    return Sample(merge(parts), "penguin", captions, f"{kind} {len(extras)}")


GENERATORS: dict[str, Generator] = {"duck": duck, "owl": owl, "penguin": penguin}
