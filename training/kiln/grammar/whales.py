"""Whale, orca and dolphin."""

from __future__ import annotations

import numpy as np

from kiln.grammar.animal_kit import BLACK, DARK, WHITE, describe, ellipsoid
from kiln.grammar.base import Generator, Rng, Sample, pick, shade
from kiln.grammar.coats import Coat, ramp, stripes, within
from kiln.grammar.skin import Skin, Surface
from kiln.mesh import Color, Mesh, merge


def _flukes(skin: Skin, at: np.ndarray, span: float, back: float) -> None:
    """A level tail fin, its two blades swept back."""
    for sign in (1, -1):
        path = at + np.array([[0, 0, 0.02], [sign * span * 0.55, 0, -0.05], [sign * span, 0.0, -back]])
        skin.limb(path, [0.075, 0.085, 0.03], "fin", 0.03, 0.36, (0, 1, 0))


def _flippers(skin: Skin, x: float, y: float, z: float, length: float, droop: float) -> None:
    """A pair of flippers, swept back and down."""
    path = np.array([[x, y, z], [x + length * 0.55, y - droop * 0.5, z - 0.07], [x + length, y - droop, z - 0.2]])
    skin.both("limb", path, [0.07, 0.075, 0.03], "fin", 0.03, 0.38, (0.3, 1, 0))


def _eyes(skin: Skin, y: float, z: float, size: float, color: Color) -> list[Mesh]:
    """A small eye on each side."""
    spots = skin.hit([0, y, z], [[1, 0, 0.15], [-1, 0, 0.15]], 0.6)
    return [ellipsoid(size * 0.6, size, size, color, 10, 6).move(*at).named("eye") for at in spots]


def whale(rng: Rng) -> Sample:
    """A big round whale, grooved below; or an orca."""
    orca = bool(rng.random() < 0.3)
    word = pick(rng, ("blue", "gray", "dark blue", "light blue"), (4, 2, 1.5, 1.5))
    back: Color = {"blue": (0.16, 0.36, 0.76), "gray": (0.46, 0.50, 0.55), "dark blue": (0.13, 0.22, 0.42)}.get(
        word, (0.45, 0.68, 0.86)
    )
    back = BLACK if orca else shade(rng, back, 0.04)
    skin = Skin()
    fat = rng.uniform(0.85, 1.1)
    lift = rng.uniform(0.02, 0.3)
    if orca:
        skin.ball([0, 0, 0.1], [0.17 * fat, 0.18 * fat, 0.42], "body", 0.1)
        skin.ball([0, -0.01, 0.36], [0.13 * fat, 0.13 * fat, 0.2], "body", 0.1)
        skin.limb([[0, 0.1, 0.12], [0, 0.28, 0.02], [0, 0.4, -0.03]], [0.09, 0.065, 0.025], "fin", 0.03, 0.4)
        root = 0.14
    else:
        skin.ball([0, 0, 0.16], [0.25 * fat, 0.235 * fat, 0.38], "body", 0.1)
        skin.ball([0, -0.03, 0.0], [0.23 * fat, 0.2 * fat, 0.38], "body", 0.1)
        root = 0.17
    path = np.array([[0, 0, -0.05], [0, lift * 0.2, -0.38], [0, lift * 0.7, -0.6], [0, lift, -0.72]])
    skin.limb(path, np.array([1, 0.62, 0.34, 0.24]) * root * fat, "body", 0.1)
    _flukes(skin, path[-1], rng.uniform(0.24, 0.32), 0.14)
    _flippers(skin, 0.15 * fat, -0.1, 0.26, rng.uniform(0.2, 0.3), rng.uniform(0.02, 0.14))

    def paint(s: Surface) -> np.ndarray:
        layer = Coat(len(s.at), back)
        level = s.at[:, 1] - 0.05 * ramp(s.at[:, 2], 0.0, -0.7)
        belly = s.on("body") * ramp(level, -0.05, -0.09)
        layer.lay(belly, WHITE)
        if orca:
            patch = within(np.abs(s.at) * [1, 0, 0] + s.at * [0, 1, 1], [0.13, 0.05, 0.33], [0.15, 0.035, 0.085], 0.3)
            layer.lay(patch, WHITE)
            layer.lay(within(s.at, [0, 0.12, -0.12], [0.16, 0.07, 0.08], 0.4) * s.on("body"), (0.5, 0.5, 0.52))
        else:
            grooves = stripes(s.at[:, 0], rng, 0.075, 0.35) * ramp(s.at[:, 2], 0.0, 0.1)
            layer.tint(belly * grooves, 0.78)
        layer.lay(s.on("fin") * ramp(s.normals[:, 1], -0.4, -0.7) * 0.5, WHITE)
        return layer.colors

    parts = [skin.mesh(paint, 2200)]
    parts += _eyes(skin, 0.0, 0.36, 0.028, (0.55, 0.6, 0.65) if orca else DARK)
    extras: tuple[str, ...] = ("a white belly",)
    spout = not orca and bool(rng.random() < 0.3)
    if spout:
        top = skin.hit([0, 0, 0.2], [[0, 1, 0]], 0.6)[0]
        water = Skin()
        jet = top + np.array([[0, -0.02, 0], [0, 0.14, 0]])
        water.limb(jet, [0.03, 0.035], "water", 0.03)
        for a in np.linspace(0, 2 * np.pi, 5, endpoint=False):
            out = np.array([np.sin(a), 0, np.cos(a)])
            water.limb(
                [jet[1], jet[1] + out * 0.08 + [0, 0.06, 0], jet[1] + out * 0.15], [0.032, 0.034, 0.036], "water", 0.03
            )
        parts.append(water.mesh((0.66, 0.86, 0.97), 350))
        extras += ("a water spout",)
    noun = "orca" if orca else "whale"
    coat = "black and white" if orca else word
    captions = describe(
        rng, noun, "", coat, extras, ("killer whale", "whale") if orca else ("baby whale", "sea animal")
    )
    return Sample(merge(parts), "whale", captions, f"{noun} {coat} {'spout' if spout else ''}".strip())


def dolphin(rng: Rng) -> Sample:
    """A dolphin, level or leaping in an arc."""
    leap = bool(rng.random() < 0.4)
    word = pick(rng, ("gray", "blue", "light gray"), (4, 2.5, 1))
    back = shade(rng, {"gray": (0.50, 0.55, 0.61), "blue": (0.18, 0.38, 0.76)}.get(word, (0.70, 0.73, 0.76)), 0.04)
    skin = Skin()
    bend = rng.uniform(0.3, 0.5) if leap else rng.uniform(-0.05, 0.08)
    fat = rng.uniform(0.9, 1.12)
    z = np.array([0.42, 0.25, 0.05, -0.2, -0.45, -0.64])
    y = -bend * z**2 * 1.3
    radii = np.array([0.085, 0.135, 0.155, 0.13, 0.075, 0.04]) * fat
    skin.limb(np.stack([0 * z, y, z], 1), radii, "body", 0.1)
    nose = np.array([0, y[0] - 0.03, 0.44])
    slope = np.array([0, -bend * 1.1 - 0.05, 1.0])
    skin.limb([nose, nose + slope * 0.2], [0.055, 0.032], "beak", 0.05)
    skin.limb(
        np.array([[0, y[2] + 0.1, 0.04], [0, y[3] + 0.24, -0.12], [0, y[3] + 0.27, -0.2]]),
        [0.08, 0.05, 0.022],
        "fin",
        0.03,
        0.42,
    )
    _flukes(skin, np.array([0, y[-1], z[-1]]), rng.uniform(0.2, 0.26), 0.12)
    _flippers(skin, 0.1, y[1] - 0.05, 0.24, rng.uniform(0.17, 0.24), 0.1)

    def paint(s: Surface) -> np.ndarray:
        layer = Coat(len(s.at), back)
        level = s.at[:, 1] + bend * s.at[:, 2] ** 2 * 1.3
        layer.lay(s.on("body", "beak") * ramp(level, -0.02, -0.07), (0.93, 0.94, 0.95))
        return layer.colors

    parts = [skin.mesh(paint, 2100), *_eyes(skin, y[0] + 0.02, 0.4, 0.022, DARK)]
    extras = ("a white belly",) if rng.random() < 0.5 else ()
    style = pick(rng, ("leaping", "jumping")) if leap else pick(rng, ("swimming", ""))
    captions = describe(rng, "dolphin", style, word, extras, ("bottlenose dolphin", "porpoise"))
    return Sample(merge(parts), "dolphin", captions, f"{word} {'leaping' if leap else 'level'}")


GENERATORS: dict[str, Generator] = {"whale": whale, "dolphin": dolphin}
