"""Heads, ears and tails of dogs. Head coordinates: one unit is the skull's half width."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import numpy as np

from kiln.grammar.animal_kit import ellipsoid
from kiln.grammar.base import Rng
from kiln.grammar.quadruped import Body, Posed
from kiln.grammar.skin import WORLD, Skin
from kiln.mesh import Color, Mesh


@dataclass(frozen=True)
class Head:
    """Proportions in half widths of the skull."""

    skull: float = 0.92  # height
    snout: float = 0.9  # length beyond the skull
    root: float = 0.52  # radius of the snout at the skull
    tip: float = 0.34  # and at the nose
    fall: float = 0.12  # how much the tip lies lower than the root
    cheek: float = 1.0
    ear: str = "erect"  # erect, drop, button
    ear_size: float = 1.0
    ear_lean: float = 0.22  # outward

    def vary(self, rng: Rng, amount: float = 0.07) -> Head:
        names = [f.name for f in fields(self) if f.name != "ear"]
        return replace(self, **{n: getattr(self, n) * float(rng.uniform(1 - amount, 1 + amount)) for n in names})


@dataclass(frozen=True)
class Face:
    """Where the painter and the loose parts find things, in head coordinates."""

    root: np.ndarray
    tip: np.ndarray
    radius: float


def add_head(posed: Posed, head: Head) -> Face:
    """Skull, cheeks, snout and ears."""
    skin = posed.skin
    skin.within = posed.head
    skin.ball([0, 0, 0], [1.0, head.skull, 1.0], "head", 0.35)
    skin.both("ball", [0.5, -0.3, 0.22], np.array([0.5, 0.48, 0.55]) * head.cheek, "head", 0.3)
    root = np.array([0, -0.25, 0.55])
    tip = np.array([0, -0.25 - head.fall, 0.85 + head.snout - head.tip])
    skin.limb([root, tip], [head.root, head.tip], "snout", 0.3)
    {"erect": _erect, "drop": _drop, "button": _button}[head.ear](skin, head)
    skin.within = WORLD
    return Face(root, tip, head.tip)


def _erect(skin: Skin, head: Head) -> None:
    s, lean = head.ear_size, head.ear_lean
    base = np.array([0.56, head.skull * 0.6, -0.15])
    mid = base + np.array([0.6 * lean + 0.05, 0.6, 0.06]) * s
    tip = base + np.array([1.1 * lean + 0.08, 1.35, 0.02]) * s
    for sign in (1, -1):
        side = np.array([sign, 1, 1])
        skin.limb(
            np.stack([base, mid, tip]) * side, np.array([0.52, 0.36, 0.07]) * s, "ear", 0.12, 0.5, (0.55 * sign, 0, 1)
        )


def _drop(skin: Skin, head: Head) -> None:
    s = head.ear_size
    path = np.array([[0.78, 0.55, -0.15], [1.06, 0.25, -0.08], [1.1, -0.25 * s, 0.0], [1.02, -0.25 - 0.6 * s, 0.1]])
    for sign in (1, -1):
        side = np.array([sign, 1, 1])
        skin.limb(path * side, [0.26, 0.36, 0.42, 0.28], "ear", 0.1, 0.42, (1, 0.3 * sign, 0))


def _button(skin: Skin, head: Head) -> None:
    s = head.ear_size
    path = np.array([[0.62, 0.75, 0.0], [0.98, 0.62, 0.22], [1.05, 0.62 - 0.55 * s, 0.42]])
    for sign in (1, -1):
        side = np.array([sign, 1, 1])
        skin.limb(path * side, [0.3, 0.34, 0.12], "ear", 0.1, 0.42, (1, 0.6 * sign, 0.3))


def face_parts(posed: Posed, face: Face, nose: Color, eye: Color, tongue: Color | None) -> list[Mesh]:
    """Eyes, nose and, perhaps, a tongue that hangs out."""
    skin, head = posed.skin, posed.head
    parts = []
    look = np.array([[0.5, 0.26, 1.0], [-0.5, 0.26, 1.0]])
    for at in head.local(skin.hit(head.origin, look @ head.turn.T, 2.5 * head.size)):
        ball = ellipsoid(0.16, 0.18, 0.12, eye, 10, 6).rotate("y", float(np.sign(at[0])) * 25)
        parts.append(ball.move(*(at * 0.985)).named("eye"))
    up = np.array([0, 0.62, 0.78])
    at = face.tip + up * face.radius * 0.9
    parts.append(
        ellipsoid(face.radius * 0.72, face.radius * 0.5, face.radius * 0.55, nose, 12, 8).move(*at).named("nose")
    )
    if tongue is not None:
        at = face.tip + np.array([0, -face.radius * 1.0, face.radius * 0.55])
        parts.append(ellipsoid(0.2, 0.34, 0.13, tongue, 10, 8).rotate("x", -18).move(*at).named("tongue"))
    return [head.mesh(p) for p in parts]


def add_tail(posed: Posed, style: str, size: float, rng: Rng) -> None:
    """A stub, a straight, a raised, a curled or a plumed tail at the rump."""
    at, skin = posed.tail, posed.skin
    low = posed.pose in ("sitting", "lying")
    r = 0.035 * size
    if style == "stub":
        skin.ball(at + [0, 0.0, -0.02], [0.055 * size, 0.05 * size, 0.06 * size], "tail", 0.06)
        return
    if style == "curl":
        # Over the back, a little to one side.
        t = np.linspace(-0.6, 3.6, 9)
        radius = 0.15 * size
        sideways = 0.03 * np.linspace(0, 1, 9)
        path = np.stack([sideways, radius * (1 - np.cos(t)), -radius * np.sin(t)], 1)
        path = at + path - path[0]
        if posed.pose == "sitting":
            path += [0, -0.02, -0.02]
        skin.limb(path, np.array([1.3, 1.6, 1.9, 2.0, 2.0, 1.9, 1.7, 1.4, 1.0]) * r, "tail", 0.04)
        return
    length = 0.42 * size
    if low:
        # Along the ground, behind or bent round one side.
        end = np.array([0.35 * rng.choice([-1, 1]) * rng.uniform(0.3, 1), 0, -1])
        end = end / np.linalg.norm(end) * length
        y = max(r * 1.1, 0.0)
        path = np.array(
            [
                at,
                [at[0], max(at[1] * 0.35, y), at[2] - 0.07],
                [end[0] * 0.5, y, at[2] + end[2] * 0.6],
                [end[0], y, at[2] + end[2]],
            ]
        )
    else:
        lift = {"saber": -0.35, "up": 0.95, "plume": 0.25}[style] + rng.uniform(-0.15, 0.15)
        t = np.linspace(0, 1, 5)[:, None]
        out = np.array([0, np.sin(lift), -np.cos(lift)])
        bend = np.array([0, 1, 0.15]) * 0.25 * t**2 + np.array([0, -0.1, 0]) * t * (1 - t) * 4 * (style == "saber")
        path = at + length * (out * t + bend)
    thick = {
        "saber": [1.3, 1.2, 1.1, 1.0, 0.8],
        "up": [1.3, 1.1, 0.95, 0.85, 0.75],
        "plume": [1.3, 1.9, 2.1, 1.8, 1.0],
    }[style]
    thick = np.interp(np.linspace(0, 1, len(path)), np.linspace(0, 1, 5), thick)
    skin.limb(path, thick * r, "tail", 0.05, 0.7 if style == "plume" else 1.0)


def add_poofs(posed: Posed, body: Body) -> None:
    """A poodle's pompons: topknot, ears, ankles and tail."""
    skin = posed.skin
    skin.within = posed.head
    skin.ball([0, 0.75, -0.1], [1.0, 0.8, 0.95], "head", 0.2)
    skin.both("ball", [1.1, -0.3, 0.0], [0.5, 0.85, 0.55], "ear", 0.2)
    skin.within = WORLD
    if posed.pose in ("standing", "walking"):
        r, x = body.limb * 1.75, body.chest[0] * body.stance
        front = posed.trunk.point([0, 0, posed.length])[2]
        for sign in (1, -1):
            skin.ball([sign * x, r * 1.35, front], [r, r * 1.1, r], "poof", 0.03)
            skin.ball([sign * x, r * 1.35, posed.trunk.origin[2] - 0.07], [r, r * 1.1, r], "poof", 0.03)
    elif posed.pose == "sitting":
        shoulder = posed.trunk.point([0, 0, posed.length])
        r = body.limb * 1.6
        skin.both("ball", [body.chest[0] * body.stance, r * 1.3, shoulder[2] + 0.05], [r, r * 1.1, r], "poof", 0.03)
