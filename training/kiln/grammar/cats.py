"""Cats: tabby, plain, tuxedo, calico and Siamese; standing, walking, sitting, lying."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from kiln.grammar.animal_kit import BLACK, CREAM, PINK, WHITE, describe, ellipsoid, eyes, head_focus
from kiln.grammar.base import Generator, Rng, Sample, article, pick, shade
from kiln.grammar.coats import Coat, blotches, ramp, stripes, within
from kiln.grammar.quadruped import Body, Posed, pose
from kiln.grammar.skin import WORLD, Surface
from kiln.mesh import Color, merge

BODY = Body(
    chest=(0.125, 0.145),
    waist=(0.125, 0.135),
    rump=(0.135, 0.145),
    length=0.50,
    leg=0.25,
    limb=0.045,
    neck=0.17,
    neck_angle=55,
    neck_root=0.105,
    neck_top=0.10,
    head=0.165,
)
ORANGE: Color = (0.86, 0.52, 0.20)
GREY: Color = (0.52, 0.52, 0.54)
BROWN: Color = (0.56, 0.42, 0.28)
Paint = Callable[[Surface, Posed, Rng], np.ndarray]


def _tabby(color: Color, dark: Color) -> Paint:
    """Stripes down the flanks, rings on legs and tail, bars on the brow, a pale muzzle."""

    def paint(s: Surface, posed: Posed, rng: Rng) -> np.ndarray:
        t, h = posed.trunk.local(s.at), posed.head.local(s.at)
        coat = Coat(len(s.at), shade(rng, color, 0.04))
        torso = s.on("body", "thigh", "chest", "neck")
        bands = stripes(t[:, 2], rng, rng.uniform(0.12, 0.15), 0.42, t[:, 1] * 0.25)
        coat.lay(bands * torso * ramp(t[:, 1], -0.11, 0.0), dark)
        coat.lay(torso * ramp(np.abs(t[:, 0]), 0.05, 0.02) * ramp(t[:, 1], 0.05, 0.1), dark)
        coat.lay(stripes(s.at[:, 1], rng, 0.1, 0.4) * s.on("leg"), dark)
        coat.lay(stripes(np.linalg.norm(s.at - posed.tail, axis=1), rng, 0.12, 0.45) * s.on("tail"), dark)
        bars = stripes(np.abs(h[:, 0]), rng, 0.42, 0.4) * ramp(h[:, 1], 0.3, 0.55)
        cheeks = stripes(h[:, 1], rng, 0.4, 0.35) * ramp(np.abs(h[:, 0]), 0.6, 0.8) * ramp(h[:, 1], 0.4, 0.2)
        coat.lay(np.maximum(bars, cheeks) * s.on("head"), dark)
        light = CREAM if rng.random() < 0.5 else WHITE
        coat.lay(s.on("muzzle") * 0.9, light)
        coat.lay(within(h, [0, -0.75, 0.7], [0.6, 0.35, 0.6], 0.5) * s.on("head", "neck"), light)
        if rng.random() < 0.5:
            _socks(coat, s, posed, light)
        return coat.colors

    return paint


def _socks(coat: Coat, s: Surface, posed: Posed, color: Color) -> None:
    """White paws and a white bib."""
    coat.lay(s.on("paw"), color)
    t = posed.trunk.local(s.at)
    ahead = s.normals @ np.array([0.0, -0.2, 1.0])
    bib = ramp(ahead, 0.2, 0.5) * ramp(t[:, 2], posed.length, posed.length + 0.08)
    coat.lay(bib * s.on("body", "neck", "chest"), color)


def _plain(color: Color) -> Paint:
    def paint(s: Surface, posed: Posed, rng: Rng) -> np.ndarray:
        coat = Coat(len(s.at), shade(rng, color, 0.04))
        coat.tint(s.on("muzzle"), 1.08)
        return coat.colors

    return paint


def _tuxedo(s: Surface, posed: Posed, rng: Rng) -> np.ndarray:
    h = posed.head.local(s.at)
    coat = Coat(len(s.at), BLACK)
    _socks(coat, s, posed, WHITE)
    coat.lay(posed.trunk.local(s.at)[:, 1] < -0.1, WHITE)
    coat.lay(s.on("muzzle"), WHITE)
    coat.lay(ramp(np.abs(h[:, 0]), 0.3, 0.15) * ramp(h[:, 2], 0.3, 0.5) * ramp(h[:, 1], 0.5, 0.3) * s.on("head"), WHITE)
    coat.lay(s.on("leg") * ramp(s.at[:, 1], 0.12, 0.08), WHITE)
    return coat.colors


def _calico(s: Surface, posed: Posed, rng: Rng) -> np.ndarray:
    coat = Coat(len(s.at), WHITE)
    coat.lay(blotches(s.at, rng, 0.3, 0.38), ORANGE)
    coat.lay(blotches(s.at, rng, 0.28, 0.24), BLACK)
    coat.lay(s.on("muzzle", "paw"), WHITE)
    return coat.colors


def _siamese(s: Surface, posed: Posed, rng: Rng) -> np.ndarray:
    h = posed.head.local(s.at)
    dark = (0.30, 0.21, 0.16)
    coat = Coat(len(s.at), (0.91, 0.84, 0.72))
    coat.lay(within(h, [0, -0.15, 1.0], [0.75, 0.65, 0.9], 0.6) * s.on("head", "muzzle"), dark)
    coat.lay(s.on("ear", "tail", "paw"), dark)
    coat.lay(s.on("leg") * ramp(s.at[:, 1], 0.2, 0.06), dark)
    return coat.colors


COATS: dict[str, tuple[float, Paint]] = {
    "orange tabby": (2, _tabby(ORANGE, (0.66, 0.32, 0.09))),
    "gray tabby": (2, _tabby((0.60, 0.60, 0.60), (0.24, 0.24, 0.25))),
    "brown tabby": (1.5, _tabby((0.64, 0.50, 0.34), (0.25, 0.17, 0.11))),
    "black": (2.5, _plain(BLACK)),
    "white": (2, _plain(WHITE)),
    "orange": (2, _plain(ORANGE)),
    "gray": (1.5, _plain(GREY)),
    "brown": (0.7, _plain(BROWN)),
    "black and white": (1.5, _tuxedo),
    "calico": (1, _calico),
    "siamese": (1, _siamese),
}
EYES: tuple[Color, ...] = ((0.52, 0.70, 0.24), (0.86, 0.72, 0.18), (0.88, 0.55, 0.14), (0.30, 0.58, 0.82))


def _head(posed: Posed, rng: Rng) -> None:
    skin = posed.skin
    skin.within = posed.head
    skin.ball([0, 0, 0], [1.0, 0.86, 0.88], "head", 0.35)
    skin.both("ball", [0.5, -0.3, 0.25], [0.5, 0.42, 0.5], "head", 0.25)
    skin.both("ball", [0.17, -0.28, 0.82], [0.26, 0.22, 0.26], "muzzle", 0.15)
    skin.ball([0, -0.46, 0.72], [0.24, 0.2, 0.24], "muzzle", 0.15)
    size = rng.uniform(1.0, 1.25)
    for sign in (1, -1):
        side = np.array([sign, 1, 1])
        path = np.array([[0.55, 0.5, -0.05], [0.66, 0.8, -0.03], [0.82, 0.6 + 0.75 * size, -0.05]])
        skin.limb(path * side, np.array([0.52, 0.38, 0.06]) * size, "ear", 0.1, 0.55, (0.4 * sign, 0, 1))
    skin.within = WORLD


def _tail(posed: Posed, rng: Rng) -> str:
    """A long tail: raised in an S, hanging in a curve, or laid round the body."""
    skin, at = posed.skin, posed.tail
    r = rng.uniform(0.036, 0.044)
    if posed.pose in ("sitting", "lying"):
        side = rng.choice([-1, 1])
        t = np.linspace(0, 1, 7)
        x = side * (0.26 * np.sin(t * np.pi * 0.62))
        z = at[2] - 0.04 - 0.14 * np.sin(t * np.pi * 0.9) + 0.5 * t**2
        y = r + max(at[1] - r, 0) * (1 - t) ** 3
        skin.limb(np.stack([x, y, z], 1), r * np.linspace(1.1, 0.85, 7), "tail", 0.03)
        return "curled"
    t = np.linspace(0, 1, 7)
    if rng.random() < 0.6:
        y, z = 0.46 * t, -0.16 * np.sin(t * np.pi * 0.8) + 0.05 * t
        word = "raised"
    else:
        y, z = -0.16 * np.sin(t * np.pi * 0.75) + 0.12 * t**2, -0.42 * t
        word = ""
    skin.limb(at + np.stack([0 * t, y, z], 1), r * np.linspace(1.15, 0.85, 7), "tail", 0.04)
    return word


def cat(rng: Rng) -> Sample:
    """A cat in one of eleven coats."""
    style = pick(rng, ("sitting", "standing", "walking", "lying"), (0.4, 0.35, 0.1, 0.15))
    coat = pick(rng, COATS, [w for w, _ in COATS.values()])
    collar = pick(rng, ("red", "blue", "green", "yellow", "pink", "purple")) if rng.random() < 0.2 else None
    turn = float(rng.uniform(-30, 30)) if rng.random() < 0.25 else 0.0
    posed = pose(BODY.vary(rng), style, rng, turn)
    _head(posed, rng)
    tail = _tail(posed, rng)
    paint = COATS[coat][1]

    def cover(s: Surface) -> np.ndarray:
        layer = Coat(len(s.at), (0, 0, 0))
        layer.colors = paint(s, posed, rng)
        facing = s.normals @ posed.head.turn
        inner = s.on("ear") * ramp(facing[:, 2], 0.4, 0.75) * ramp(posed.head.local(s.at)[:, 1], 0.6, 0.8)
        layer.lay(inner * (0.5 if coat in ("black", "siamese") else 1), PINK)
        return layer.colors

    head = posed.head
    body = posed.skin.mesh(cover, 2300, head_focus(head, 2.0), 1.35)
    iris = EYES[3] if coat == "siamese" else pick(rng, EYES, (4, 3, 2, 0.7))
    nose = ellipsoid(0.11, 0.08, 0.08, (0.80, 0.45, 0.45) if coat != "black" else (0.3, 0.2, 0.2), 10, 6)
    parts = [body, *eyes(posed.skin, head, (0.44, 0.1, 1.0), 0.2, iris, (0.05, 0.05, 0.05))]
    parts.append(head.mesh(nose.move(0, -0.16, 1.04).named("nose")))
    if collar:
        axis = posed.neck[1] - posed.neck[0]
        band = posed.skin.band(posed.neck[0] + axis * 0.45, axis, 0.05, 0.02, shade(rng, collar, 0.04), 0.4)
        parts.append(band.named("collar"))
    extras = (f"{article(collar)} collar",) if collar else ()
    extras += ("a raised tail",) if tail == "raised" else ()
    synonyms = ("kitty", "house cat", "feline") + (("tabby", "tabby cat") if "tabby" in coat else ())
    captions = describe(rng, "cat", style, coat, extras, synonyms)
    return Sample(merge(parts), "cat", captions, f"{coat} {style}")


GENERATORS: dict[str, Generator] = {"cat": cat}
