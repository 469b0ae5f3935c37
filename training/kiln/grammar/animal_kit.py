"""What the animals share: eyes on a skin, captions, and the last step from skin to sample."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from kiln.grammar import shapes
from kiln.grammar.base import Rng, article, pick
from kiln.grammar.quadruped import Posed
from kiln.grammar.skin import Frame, Skin, frame
from kiln.mesh import Color, Mesh

BLACK: Color = (0.13, 0.12, 0.12)
BROWN: Color = (0.45, 0.26, 0.13)
DARK: Color = (0.07, 0.06, 0.06)
WHITE: Color = (0.96, 0.95, 0.92)
CREAM: Color = (0.95, 0.88, 0.76)
PINK: Color = (0.92, 0.64, 0.62)
HOOF: Color = (0.22, 0.18, 0.15)
HORN: Color = (0.88, 0.82, 0.68)


@lru_cache(maxsize=256)
def _unit(shape: str, *args) -> Mesh:
    """Smoothing costs far more than placing: each shape is smoothed once, at unit size."""
    return getattr(shapes, shape)(*args)


def ellipsoid(rx: float, ry: float, rz: float, color: Color, sides: int = 20, stacks: int = 12) -> Mesh:
    """As `shapes.ellipsoid`, but cheap."""
    return _unit("ellipsoid", 1.0, 1.0, 1.0, shapes.GREY, sides, stacks).scale(rx, ry, rz).paint(color)


def cylinder(radius: float, height: float, color: Color, top: float | None = None, sides: int = 20) -> Mesh:
    """As `shapes.cylinder`, but cheap; the taper is rounded to a hundredth."""
    taper = 1.0 if top is None else round(top / radius, 2)
    return _unit("cylinder", 1.0, 1.0, shapes.GREY, taper, sides).scale(radius, height, radius).paint(color)


def eyes(skin: Skin, head: Frame, look, size: float, color: Color = DARK, pupil: Color | None = None) -> list[Mesh]:
    """Two eyes where rays along `look` [3] and its mirror image leave the head; sizes in head units.

    An iris of `color` gets a `pupil` only if one is asked for: below two pixels it would only darken it.
    """
    parts = []
    for sign in (1, -1):
        way = np.asarray(look, float) * [sign, 1, 1]
        at = head.local(skin.hit(head.origin, way @ head.turn.T, 3 * head.size))[0]
        yaw = float(np.degrees(np.arctan2(way[0], way[2])))
        turn = frame(yaw=yaw).turn
        ball = ellipsoid(size, size * 1.1, size * 0.6, color, 12, 8)
        parts.append(ball.transform(turn, at * 0.99).named("eye"))
        if pupil is not None:
            dot = ellipsoid(size * 0.5, size * 0.75, size * 0.3, pupil, 10, 6)
            parts.append(dot.move(0, 0, size * 0.42).transform(turn, at * 0.99).named("eye"))
    return [head.mesh(p) for p in parts]


def head_focus(head: Frame, reach: float) -> tuple[np.ndarray, np.ndarray]:
    """The box about the head that `Skin.mesh` refines."""
    return head.origin - reach * head.size, head.origin + reach * head.size


def describe(
    rng: Rng, noun: str, style: str = "", coat: str = "", extras: tuple[str, ...] = (), synonyms: tuple[str, ...] = ()
) -> tuple[str, ...]:
    """Captions of an animal: `style` is its pose, `coat` an adjective, `extras` what follows "with"."""
    tail = f" with {' and '.join(extras[:2])}" if extras else ""
    both = " ".join(w for w in (style, coat, noun) if w)
    options = [noun, article(noun), article(both) + tail]
    if style:
        options.append(pick(rng, (article(f"{style} {noun}"), f"{article(noun)} {style}")))
    if coat:
        options.append(pick(rng, (article(f"{coat} {noun}"), f"{coat} {noun}")))
    if extras:
        options.append(article(noun) + " with " + pick(rng, extras))
        options.append(article(" ".join(w for w in (coat, noun) if w)) + tail)
    scarce = len(set(options)) < 4
    if synonyms and (scarce or rng.random() < 0.6):
        options.append(pick(rng, (pick(rng, synonyms), article(pick(rng, synonyms)))))
    if scarce or rng.random() < 0.25:
        options.append(pick(rng, (f"a cute {noun}", f"{article(noun)} figurine", f"{article(noun)} toy")))
    return tuple(dict.fromkeys(options))[:7]


def leaf_ears(posed: Posed, at, tip, radius: float, flat: float = 0.45, across=(0.0, 0.3, 1.0)) -> None:
    """Two leaf-shaped ears from `at` to `tip` in head coordinates."""
    at, tip = np.asarray(at, float), np.asarray(tip, float)
    path = np.stack([at, at * 0.45 + tip * 0.55, tip])
    posed.skin.both("limb", path, [radius * 0.7, radius, radius * 0.3], "ear", 0.15, flat, across)


def thin_tail(posed: Posed, length: float, radius: float, tuft: float) -> None:
    """A hanging tail with a tuft."""
    t = np.linspace(0, 1, 5)[:, None]
    path = posed.tail + length * (np.array([0, -1, 0]) * t**1.4 + np.array([0, 0, -0.28]) * np.sqrt(t))
    path[:, 1] = np.maximum(path[:, 1], radius * 1.5)
    posed.skin.limb(path, radius, "tail", 0.03)
    posed.skin.limb(path[-2:], [radius * 1.2, tuft], "tuft", 0.03)
