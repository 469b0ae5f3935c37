"""Teddy bears: seated plush toys."""

from __future__ import annotations

import numpy as np

from kiln.grammar.animal_kit import CREAM, describe, ellipsoid, eyes, head_focus
from kiln.grammar.base import Generator, Rng, Sample, article, pick, shade
from kiln.grammar.coats import Coat, ramp, within
from kiln.grammar.skin import WORLD, Skin, Surface, frame
from kiln.mesh import Color, merge

PLUSH: dict[str, Color] = {
    "brown": (0.55, 0.35, 0.19),
    "tan": (0.80, 0.62, 0.40),
    "white": (0.94, 0.92, 0.88),
    "pink": (0.94, 0.62, 0.72),
    "blue": (0.20, 0.40, 0.80),
    "gray": (0.60, 0.59, 0.59),
}


def teddy_bear(rng: Rng) -> Sample:
    """A plush bear sitting with its legs ahead; some wear a bow tie or hold a heart."""
    coat = pick(rng, PLUSH, (5, 3, 1.5, 1.5, 1, 1))
    color = shade(rng, PLUSH[coat], 0.04)
    pale = tuple(0.4 * c + 0.6 * p for c, p in zip(color, CREAM, strict=True))
    skin = Skin()
    fat, arm = rng.uniform(0.9, 1.12), rng.uniform(-0.25, 0.45)
    skin.ball([0, 0.26, 0], [0.225 * fat, 0.26, 0.2], "body", 0.08)
    skin.ball([0, 0.2, 0.03], [0.235 * fat, 0.19, 0.205], "body", 0.08)
    head = frame((0, 0.64, 0.03), roll=float(rng.uniform(-8, 8)), size=0.23 * rng.uniform(0.93, 1.1))
    skin.within = head
    skin.ball([0, 0, 0], [1.0, 0.9, 0.88], "head", 0.2)
    skin.ball([0, -0.25, 0.72], [0.46, 0.36, 0.36], "muzzle", 0.12)
    skin.both("ball", [0.78, 0.68, -0.02], [0.37, 0.37, 0.2], "ear", 0.08)
    skin.within = WORLD
    skin.both("limb", [[0.17 * fat, 0.42, 0.02], [0.34 * fat, 0.30 + arm * 0.35, 0.1]], [0.085, 0.095], "arm", 0.03)
    skin.both("limb", [[0.14 * fat, 0.12, 0.08], [0.23 * fat, 0.105, 0.33]], [0.11, 0.105], "leg", 0.03)
    skin.both("ball", [0.235 * fat, 0.13, 0.38], [0.105, 0.13, 0.07], "foot", 0.03)
    patch = bool(rng.random() < 0.6)

    def paint(s: Surface) -> np.ndarray:
        layer = Coat(len(s.at), color)
        facing = s.normals @ head.turn
        layer.lay(s.on("muzzle"), pale)
        layer.lay(s.on("ear") * ramp(facing[:, 2], 0.6, 0.85), pale)
        layer.lay(s.on("foot") * ramp(s.normals[:, 2], 0.75, 0.9), pale)
        if patch:
            layer.lay(within(s.at, [0, 0.24, 0.2], [0.15, 0.17, 0.12], 0.2) * s.on("body"), pale)
        return layer.colors

    parts = [skin.mesh(paint, 2300, head_focus(head, 1.4), 1.2), *eyes(skin, head, (0.4, 0.12, 0.9), 0.13)]
    nose = ellipsoid(0.17, 0.12, 0.1, (0.18, 0.11, 0.09), 12, 8).move(0, -0.1, 1.05)
    parts.append(head.mesh(nose).named("nose"))
    extras: tuple[str, ...] = ()
    worn = pick(rng, ("bow", "scarf", "heart", ""), (2.5, 1.2, 1.2, 3))
    word = pick(rng, [w for w in ("red", "blue", "green", "yellow", "purple") if w != coat])
    cloth = shade(rng, word, 0.04)
    if worn == "bow":
        at = skin.hit([0, 0.455, 0], [[0, 0, 1]], 0.6)[0] + [0, 0, 0.02]
        wing = ellipsoid(0.075, 0.055, 0.035, cloth, 12, 8).move(0.075, 0, 0).both_sides()
        parts += [m.move(*at).named("bow") for m in (wing, ellipsoid(0.032, 0.036, 0.042, cloth, 10, 8))]
        extras = (f"{article(word)} bow tie",)
    elif worn == "scarf":
        parts.append(skin.band([0, 0.46, 0.01], [0, 1, 0.1], 0.08, 0.03, cloth, 0.5, 30).named("scarf"))
        extras = (f"{article(word)} scarf",)
    elif worn == "heart":
        love = Skin()
        for sign in (1, -1):
            love.limb([[0.055 * sign, 0.30, 0.27], [0, 0.20, 0.28]], [0.07, 0.03], "heart", 0.02, 0.55, (0, 0, 1))
        parts.append(love.mesh(shade(rng, "red", 0.03), 350))
        extras = ("a red heart",)
    captions = describe(
        rng, "teddy bear", pick(rng, ("sitting", "")), coat, extras, ("teddy", "plush bear", "stuffed bear")
    )
    return Sample(merge(parts), "teddy bear", captions, f"{coat} {worn}".strip())


GENERATORS: dict[str, Generator] = {"teddy bear": teddy_bear}
