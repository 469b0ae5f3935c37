"""The dogs' colours: each painter lays a breed's pattern on the skin."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from kiln.grammar.base import Rng, shade
from kiln.grammar.coats import Coat, ramp, spots, within
from kiln.grammar.dog_parts import Face
from kiln.grammar.quadruped import Posed
from kiln.grammar.skin import Surface
from kiln.mesh import Color

ORANGE: Color = (0.83, 0.50, 0.22)
TAN: Color = (0.80, 0.57, 0.32)
RED: Color = (0.72, 0.36, 0.15)
CREAM: Color = (0.95, 0.88, 0.76)
WHITE: Color = (0.96, 0.95, 0.92)
BLACK: Color = (0.13, 0.12, 0.12)
GOLD: Color = (0.85, 0.63, 0.34)
YELLOW: Color = (0.91, 0.78, 0.54)
FAWN: Color = (0.87, 0.73, 0.53)
APRICOT: Color = (0.88, 0.66, 0.44)
CHOCOLATE: Color = (0.33, 0.19, 0.11)
BROWN: Color = (0.50, 0.28, 0.14)
GREY: Color = (0.44, 0.45, 0.48)


@dataclass(frozen=True)
class Scene:
    """What a painter needs to know of the dog."""

    surface: Surface
    posed: Posed
    face: Face
    rng: Rng

    def trunk(self) -> np.ndarray:
        """[V, 3] in trunk coordinates: z = 0 at the hip, 1 at the shoulder."""
        return self.posed.trunk.local(self.surface.at) / np.array([1, 1, self.posed.length])

    def head(self) -> np.ndarray:
        """[V, 3] in head coordinates."""
        return self.posed.head.local(self.surface.at)

    def facing(self) -> np.ndarray:
        """[V, 3] normals in head coordinates."""
        return self.surface.normals @ self.posed.head.turn


Painter = Callable[[Scene], np.ndarray]
_SKULL = ("head", "snout", "ear")
_TORSO = ("body", "chest", "thigh", "neck")


def _inner_ears(coat: Coat, scene: Scene, color: Color = (0.90, 0.68, 0.60)) -> None:
    forward = ramp(scene.facing()[:, 2], 0.35, 0.75)
    coat.lay(scene.surface.on("ear") * forward * ramp(scene.head()[:, 1], 0.75, 0.95), color)


def _feet(scene: Scene, share: float) -> np.ndarray:
    """Paws, and the legs up to `share` of the hip's height."""
    s = scene.surface
    high = scene.posed.trunk.origin[1] * share
    return np.maximum(s.on("paw"), s.on("leg") * ramp(s.at[:, 1], high * 1.15, high * 0.85))


def _belly(scene: Scene, level: float) -> np.ndarray:
    """The torso below a level, in trunk lengths above the hip."""
    return ramp(scene.trunk()[:, 1], level + 0.03, level - 0.03) * scene.surface.on(*_TORSO)


def _bib(scene: Scene, top: float = -0.4) -> np.ndarray:
    """The front of chest and neck, below a height in head units."""
    s, h, t = scene.surface, scene.head(), scene.trunk()
    ahead = s.normals @ np.array([0.0, -0.2, 1.0])
    return ramp(ahead, 0.15, 0.45) * ramp(t[:, 2], 0.95, 1.1) * ramp(h[:, 1], top + 0.2, top) * s.on(*_TORSO)


def _blaze(scene: Scene, width: float, top: float = 0.75) -> np.ndarray:
    """A stripe from the forehead, widening over the snout."""
    h = scene.head()
    wide = width + ramp(h[:, 2], 0.75, 1.15) * 0.26
    stripe = ramp(np.abs(h[:, 0]), wide + 0.09, wide - 0.06)
    return stripe * ramp(h[:, 2], 0.15, 0.45) * ramp(h[:, 1], top + 0.2, top) * scene.surface.on("head", "snout")


def _muzzle(scene: Scene, start: float = 0.85, top: float = 0.1) -> np.ndarray:
    """The snout from `start` on and the jaw below it."""
    h = scene.head()
    ahead = ramp(h[:, 2], start, start + 0.2) * ramp(h[:, 1], top + 0.12, top - 0.12)
    jaw = ramp(h[:, 1], -0.38, -0.58) * ramp(h[:, 2], 0.1, 0.4)
    return np.maximum(ahead, jaw) * scene.surface.on("head", "snout")


def _saddle(scene: Scene, level: float, front: float = 1.1) -> np.ndarray:
    """The back above a level, in trunk lengths above the hip."""
    t = scene.trunk()
    return ramp(t[:, 1], level - 0.03, level + 0.03) * scene.surface.on(*_TORSO) * ramp(t[:, 2], front + 0.12, front)


def corgi(color: Color, back: Color | None = None) -> Painter:
    """Coloured above; blaze, muzzle, collar, chest, belly, legs and feet white."""

    def paint(scene: Scene) -> np.ndarray:
        s, rng, t, h = scene.surface, scene.rng, scene.trunk(), scene.head()
        main = shade(rng, color, 0.05)
        coat = Coat(len(s.at), main)
        if back is None:
            coat.tint(ramp(t[:, 1], 0.03, 0.18) * ~s.on(*_SKULL), 0.9)
            coat.tint(s.on("ear"), 0.88)
        else:
            coat.lay(np.maximum(_saddle(scene, 0.03), s.on("tail")), back)
            coat.lay(s.on("ear"), tuple(0.7 * b + 0.3 * c for b, c in zip(back, main, strict=True)))
        coat.lay(within(t, [0, -0.05, -0.32], [0.16, 0.12, 0.17], 0.7) * 0.9, CREAM)
        coat.lay(_belly(scene, rng.uniform(-0.11, -0.08)) * ramp(t[:, 2], -0.2, 0.1), WHITE)
        coat.lay(_bib(scene), WHITE)
        if rng.random() < 0.7:
            coat.lay(s.on("neck") * ramp(h[:, 1], -0.3, -0.8) * ramp(h[:, 2], -1.2, -0.7), WHITE)
        coat.lay(_feet(scene, rng.uniform(0.5, 0.75)), WHITE)
        coat.lay(_blaze(scene, rng.uniform(0.13, 0.24)), WHITE)
        coat.lay(_muzzle(scene), WHITE)
        coat.lay(within(h, [0.62, -0.55, 0.45], [0.5, 0.4, 0.6], 0.6) * s.on("head"), WHITE)
        coat.lay(within(h, [-0.62, -0.55, 0.45], [0.5, 0.4, 0.6], 0.6) * s.on("head"), WHITE)
        _inner_ears(coat, scene)
        return coat.colors

    return paint


def dalmatian(spot: Color) -> Painter:
    def paint(scene: Scene) -> np.ndarray:
        s, rng = scene.surface, scene.rng
        coat = Coat(len(s.at), WHITE)
        gap = rng.uniform(0.10, 0.14)
        coat.lay(spots(s.at, rng, gap, gap * rng.uniform(0.28, 0.36)), spot)
        coat.lay(s.on("ear") * rng.uniform(0.75, 1.0), spot)
        coat.lay(s.on("snout") * ramp(scene.head()[:, 1], -0.2, -0.1), WHITE)
        return coat.colors

    return paint


def husky(color: Color) -> Painter:
    """A dark cap and back; white face with a widow's peak, chest, belly and legs."""

    def paint(scene: Scene) -> np.ndarray:
        s, rng, h = scene.surface, scene.rng, scene.head()
        coat = Coat(len(s.at), shade(rng, color, 0.05))
        coat.lay(_belly(scene, rng.uniform(-0.07, -0.02)), WHITE)
        coat.lay(_feet(scene, 0.85), WHITE)
        coat.lay(_bib(scene, 0.0), WHITE)
        coat.lay(s.on("tail") * ramp(s.normals[:, 2], 0.1, -0.3) * 0.8, WHITE)
        mask = ramp(h[:, 1], 0.36, 0.2) * ramp(h[:, 2], -0.15, 0.15)
        brows = within(np.abs(h) * [1, 0, 1] + h * [0, 1, 0], [0.42, 0.5, 0.75], [0.26, 0.18, 0.5], 0.4)
        coat.lay(np.maximum(mask, brows) * s.on("head", "snout"), WHITE)
        ridge = ramp(np.abs(h[:, 0]), 0.2, 0.1) * ramp(h[:, 1], -0.2, 0.0) * ramp(h[:, 2], 1.5, 1.2)
        coat.lay(ridge * s.on("head", "snout"), color)
        coat.lay(s.on("neck") * ramp(h[:, 1], -0.5, -0.8) * ramp(h[:, 2], -0.6, -0.2), WHITE)
        _inner_ears(coat, scene, (0.86, 0.76, 0.72))
        return coat.colors

    return paint


def shepherd(color: Color) -> Painter:
    """A black saddle and mask."""

    def paint(scene: Scene) -> np.ndarray:
        s, rng, h, t = scene.surface, scene.rng, scene.head(), scene.trunk()
        coat = Coat(len(s.at), shade(rng, color, 0.05))
        coat.lay(_saddle(scene, rng.uniform(-0.03, 0.05), 1.25), BLACK)
        coat.lay(s.on("tail") * ramp(s.normals[:, 1], -0.2, 0.4), BLACK)
        coat.lay(s.on("neck") * ramp(s.normals[:, 2], -0.1, -0.5), BLACK)
        coat.lay(ramp(h[:, 2], 0.95, 1.2) * s.on("snout", "head"), BLACK)
        coat.lay(s.on("ear") * ramp(scene.facing()[:, 2], 0.3, -0.1), (0.25, 0.18, 0.14))
        coat.lay(_bib(scene, -1.2) * 0.5 * ramp(t[:, 1], 0.1, -0.1), CREAM)
        _inner_ears(coat, scene, (0.80, 0.62, 0.50))
        return coat.colors

    return paint


def plain(color: Color, pale: float = 0.25) -> Painter:
    """One colour, paler below."""

    def paint(scene: Scene) -> np.ndarray:
        s, rng, t = scene.surface, scene.rng, scene.trunk()
        main = shade(rng, color, 0.05)
        coat = Coat(len(s.at), main)
        light = tuple(c + (1 - c) * 0.6 for c in main)
        coat.lay(_belly(scene, -0.08) * pale, light)
        coat.lay(_bib(scene, -0.5) * pale, light)
        coat.lay(_feet(scene, 0.2) * pale, light)
        coat.tint(ramp(t[:, 1], 0.03, 0.2) * ~s.on(*_SKULL), 0.93)
        coat.tint(s.on("ear"), 0.88)
        return coat.colors

    return paint


def pug(color: Color) -> Painter:
    """A black mask and black ears."""

    def paint(scene: Scene) -> np.ndarray:
        s, h = scene.surface, scene.head()
        coat = Coat(len(s.at), shade(scene.rng, color, 0.04))
        coat.lay(s.on("ear"), BLACK)
        mask = within(h, [0, -0.3, 1.0], [0.72, 0.55, 0.75], 0.3)
        around = within(np.abs(h) * [1, 0, 1] + h * [0, 1, 0], [0.5, 0.22, 0.85], [0.32, 0.3, 0.4], 0.4)
        coat.lay(np.maximum(mask, around) * s.on("head", "snout"), BLACK)
        # Wrinkles on the brow.
        fold = ramp(np.abs(h[:, 1] - 0.62), 0.07, 0.02) * ramp(np.abs(h[:, 0]), 0.5, 0.35) * ramp(h[:, 2], 0.3, 0.5)
        coat.tint(fold * s.on("head"), 0.6)
        return coat.colors

    return paint


def beagle(back: Color) -> Painter:
    """Saddle of one colour, tan head and thighs, white below."""

    def paint(scene: Scene) -> np.ndarray:
        s, rng = scene.surface, scene.rng
        coat = Coat(len(s.at), shade(rng, (0.72, 0.42, 0.18), 0.05))
        coat.lay(_saddle(scene, rng.uniform(-0.02, 0.04), 1.15), back)
        coat.lay(_belly(scene, -0.07), WHITE)
        coat.lay(_feet(scene, 0.8), WHITE)
        coat.lay(_bib(scene, -0.2), WHITE)
        coat.lay(s.on("tail"), back)
        reach = np.linalg.norm(s.at - scene.posed.tail, axis=1)
        coat.lay(s.on("tail") * ramp(reach, 0.22, 0.28), WHITE)
        coat.lay(_blaze(scene, rng.uniform(0.1, 0.2)), WHITE)
        coat.lay(_muzzle(scene, 0.95), WHITE)
        coat.tint(s.on("ear"), 0.8)
        return coat.colors

    return paint


def black_and_tan(scene: Scene) -> np.ndarray:
    """Black with tan muzzle, brows, chest and feet: dachshunds."""
    s, h = scene.surface, scene.head()
    tan = shade(scene.rng, (0.66, 0.38, 0.16), 0.05)
    coat = Coat(len(s.at), BLACK)
    coat.lay(_feet(scene, 0.5), tan)
    coat.lay(_muzzle(scene, 0.9, 0.0), tan)
    coat.lay(within(np.abs(h) * [1, 0, 1] + h * [0, 1, 0], [0.4, 0.55, 0.8], [0.2, 0.14, 0.4]) * s.on("head"), tan)
    coat.lay(_bib(scene, -1.0), tan)
    return coat.colors
