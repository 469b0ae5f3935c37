"""Hen, rooster and chick."""

from __future__ import annotations

import numpy as np

from kiln.grammar.animal_kit import BLACK, DARK, WHITE, cylinder, describe, ellipsoid, eyes, head_focus
from kiln.grammar.base import Generator, Rng, Sample, pick, shade
from kiln.grammar.coats import Coat, ramp
from kiln.grammar.shapes import tube
from kiln.grammar.skin import WORLD, Skin, Surface, frame
from kiln.mesh import Color, merge

COATS: dict[str, Color] = {"white": WHITE, "brown": (0.56, 0.31, 0.14), "black": BLACK, "yellow": (0.98, 0.84, 0.30)}
RED: Color = (0.82, 0.10, 0.10)


def chicken(rng: Rng) -> Sample:
    """A hen, a rooster with a sickle tail, or a chick."""
    form = pick(rng, ("hen", "rooster", "chick"), (4, 3, 2))
    coat = "yellow" if form == "chick" else pick(rng, ("white", "brown", "black"), (3, 3, 1))
    color = shade(rng, COATS[coat], 0.04)
    skin = Skin()
    fat = rng.uniform(0.92, 1.12)
    y = 0.45 if form != "chick" else 0.36
    if form == "chick":
        skin.ball([0, y, 0], [0.235 * fat, 0.22, 0.25], "body", 0.1)
        skin.limb([[0, y + 0.05, -0.18], [0, y + 0.12, -0.28]], [0.08, 0.03], "tail", 0.06)
        top = np.array([0, y + 0.29, 0.1])
        size = 0.18
    else:
        skin.ball([0, y, 0], [0.215 * fat, 0.21, 0.29], "body", 0.1)
        skin.ball([0, y + 0.03, 0.15], [0.17 * fat, 0.18, 0.16], "body", 0.1)
        top = np.array([0, y + (0.42 if form == "rooster" else 0.36), 0.25])
        size = 0.115
        skin.limb([[0, y + 0.05, 0.17], top], [0.155, 0.085], "neck", 0.08)
        fans = ((0.5, 0.2), (0.35, 0.34), (0.15, 0.42)) if form == "rooster" else ((0.26, 0.2), (0.14, 0.24))
        for rise, back in fans:
            root = np.array([0, y + 0.06, -0.17])
            mid = root + [0, rise * 0.75, -back * 0.45]
            tip = root + [0, rise * (0.75 if form == "rooster" else 1.1), -back]
            skin.limb([root, mid, tip], [0.09, 0.075, 0.04], "tail", 0.04, 0.5)
    head = frame(top, size=size, yaw=float(rng.uniform(-25, 25)) if rng.random() < 0.2 else 0.0)
    skin.within = head
    skin.ball([0, 0, 0], [1.0, 1.0, 1.05], "head", 0.3)
    skin.within = WORLD
    for sign in (1, -1):
        path = np.array([[0.18 * fat, y + 0.05, 0.1], [0.22 * fat, y + 0.02, -0.05], [0.17 * fat, y + 0.05, -0.22]])
        skin.limb(path * [sign, 1, 1], [0.09, 0.115, 0.04], "wing", 0.02, 0.42, (1, 0, 0))
    tail: Color = (0.08, 0.24, 0.20) if form == "rooster" and coat == "brown" else color
    cape: Color = (0.86, 0.52, 0.16) if form == "rooster" and coat == "brown" else color

    def paint(s: Surface) -> np.ndarray:
        layer = Coat(len(s.at), color)
        layer.tint(s.on("wing"), 0.88)
        layer.lay(s.on("tail"), tail)
        layer.lay(s.on("neck") * ramp(s.at[:, 1], y + 0.08, y + 0.16), cape)
        layer.lay(s.on("head"), cape)
        return layer.colors

    parts = [skin.mesh(paint, 2000, head_focus(head, 1.5), 1.3)]
    parts += eyes(skin, head, (0.7, 0.25, 0.8), 0.17, DARK if coat != "black" else (0.9, 0.6, 0.15))
    bill: Color = (0.95, 0.64, 0.14)
    parts.append(head.mesh(cylinder(0.34, 0.75, bill, 0.05, 10).rotate("x", 96).move(0, -0.08, 0.85)).named("beak"))
    if form != "chick":
        high = 1.35 if form == "rooster" else 1.0
        for z, r in ((0.65, 0.32), (0.2, 0.42), (-0.3, 0.38), (-0.7, 0.28)):
            lobe = ellipsoid(0.24, r * high, 0.3, RED, 10, 8).move(0, 1.0 + 0.2 * high - abs(z) * 0.35, z)
            parts.append(head.mesh(lobe).named("comb"))
        wattle = ellipsoid(0.2, 0.42 * high, 0.24, RED, 10, 8).move(0.24, -0.75, 0.8).both_sides()
        parts.append(head.mesh(wattle).named("wattle"))
    for sign in (1, -1):
        x = 0.095 * sign * fat
        leg = [[x, y - 0.15, 0.0], [x, 0.04, 0.03]]
        parts.append(tube(leg, 0.032, bill, 8).named("leg"))
        for angle in (-35, 0, 35, 180):
            a = np.radians(angle)
            end = np.array([x + 0.12 * np.sin(a), 0.025, 0.03 + 0.12 * np.cos(a)])
            parts.append(tube([[x, 0.035, 0.03], end], [0.03, 0.022], bill, 6).named("foot"))
    noun = {"hen": "chicken", "rooster": "rooster", "chick": "chick"}[form]
    extras = ("a red comb",) if form != "chick" else ()
    synonyms = {"hen": ("hen",), "rooster": ("cockerel", "chicken"), "chick": ("baby chicken", "baby bird")}[form]
    captions = describe(rng, noun, "", coat, extras, synonyms)
    return Sample(merge(parts), "chicken", captions, f"{form} {coat}")


GENERATORS: dict[str, Generator] = {"chicken": chicken}
