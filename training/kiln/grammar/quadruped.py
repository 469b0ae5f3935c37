"""The four-legged body that dogs, cats, horses and others share: one skin in a pose, and where its parts lie.

Lengths are in trunk lengths (shoulder to hip is about 0.62). The ground is y = 0, the head looks towards +Z.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import numpy as np

from kiln.grammar.base import Rng
from kiln.grammar.skin import WORLD, Frame, Skin, frame

POSES = ("standing", "walking", "sitting", "lying")


@dataclass(frozen=True)
class Body:
    """Proportions. Pairs are half width and half height."""

    chest: tuple[float, float] = (0.17, 0.20)
    waist: tuple[float, float] = (0.15, 0.16)
    rump: tuple[float, float] = (0.16, 0.175)
    length: float = 0.62  # shoulder to hip
    leg: float = 0.42  # ground to the underside of the chest
    limb: float = 0.06  # radius of the lower leg
    thigh: float = 1.0
    paw: float = 1.0
    stance: float = 0.62  # leg offset, as a share of the chest's half width
    neck: float = 0.30  # chest to skull
    neck_angle: float = 55.0  # degrees up from the horizontal
    neck_root: float = 0.13
    neck_top: float = 0.10
    ruff: float = 0.0  # a furry chest
    head: float = 0.14  # half width of the skull
    nod: float = 0.0  # pitch of the head, degrees up
    hoof: bool = False

    def vary(self, rng: Rng, amount: float = 0.06) -> Body:
        """Every length a little different."""

        def jitter(value):
            if isinstance(value, tuple):
                return tuple(v * rng.uniform(1 - amount, 1 + amount) for v in value)
            return value * rng.uniform(1 - amount, 1 + amount)

        changed = {f.name: jitter(getattr(self, f.name)) for f in fields(self) if f.name not in ("hoof", "nod")}
        return replace(self, nod=self.nod + float(rng.uniform(-6, 6)), **changed)


@dataclass(frozen=True)
class Posed:
    """A skin with trunk, neck and legs, and the coordinates of what is to be added or painted."""

    skin: Skin
    trunk: Frame  # origin at the hip, +Z towards the shoulder
    head: Frame  # origin in the skull, one unit is its half width
    neck: np.ndarray  # [2, 3] from root to skull
    tail: np.ndarray  # [3] where the tail grows
    length: float
    pose: str


def pose(body: Body, style: str, rng: Rng, turn: float = 0.0) -> Posed:
    """Trunk, neck and legs of `body`; the head, turned by `turn` degrees, is left to the caller."""
    skin = Skin()
    length = body.length
    if style == "sitting":
        length *= 0.88
        pitch = float(rng.uniform(48, 56))
        hip = np.array([0.0, body.rump[1] * 0.92, -0.3])
    elif style == "lying":
        pitch = float(rng.uniform(2, 6))
        hip = np.array([0.0, body.rump[1] * 0.88, -0.3])
    else:
        pitch = 0.0
        hip = np.array([0.0, body.leg + 2 * body.chest[1] - body.rump[1] * 1.02, -length / 2])
    trunk = frame(hip, pitch=pitch)
    drop = 0.0 if style in ("sitting", "lying") else body.rump[1] - body.chest[1]
    _trunk(skin, body, trunk, length, drop)
    shoulder = trunk.point([0, drop, length])
    skin.within = WORLD
    if style == "sitting":
        _sitting_legs(skin, body, trunk, shoulder)
    elif style == "lying":
        _lying_legs(skin, body, trunk, shoulder)
    else:
        _standing_legs(skin, body, trunk, shoulder, float(rng.uniform(16, 26)) if style == "walking" else 0.0)
    angle = np.radians(body.neck_angle + (14 if style == "sitting" else 8 if style == "lying" else 0))
    root = shoulder + np.array([0, body.chest[1] * 0.35, body.chest[1] * 0.35])
    skull = root + (body.neck + body.chest[1] * 0.3) * np.array([0, np.sin(angle), np.cos(angle)])
    skin.limb([root, skull], [body.neck_root, body.neck_top], "neck", 0.1)
    head = frame(skull, pitch=body.nod, yaw=turn, size=body.head)
    tail = trunk.point([0, body.rump[1] * 0.55, -body.rump[1] * 0.95])
    return Posed(skin, trunk, head, np.stack([root, skull]), tail, length, style)


def _trunk(skin: Skin, body: Body, trunk: Frame, length: float, drop: float) -> None:
    skin.within = trunk
    (cw, ch), (ww, wh), (rw, rh) = body.chest, body.waist, body.rump
    skin.ball([0, drop, length], [cw, ch, ch * 1.15], "body", 0.1)
    # The waist hangs from the back line, so that the belly tucks up.
    back = (drop + ch + rh) / 2
    skin.ball([0, back - wh, length * 0.48], [ww, wh, length * 0.55], "body", 0.1)
    skin.ball([0, 0, 0], [rw, rh, rh * 1.1], "body", 0.1)
    if body.ruff > 0:
        skin.ball(
            [0, drop + ch * 0.05, length + ch * 0.6], [cw * 0.75, ch * 0.85, ch * (0.45 + body.ruff)], "chest", 0.1
        )


def _standing_legs(skin: Skin, body: Body, trunk: Frame, shoulder, swing: float) -> None:
    r, x, leg = body.limb, body.chest[0] * body.stance, body.leg
    hip = trunk.origin
    hx = body.rump[0] * body.stance
    step = np.tan(np.radians(swing))
    ground = r * body.paw * 0.6
    for sign in (1, -1):
        # Walking: diagonal legs swing together.
        front, rear = sign * step * leg, -sign * step * leg
        side = np.array([sign, 1, 1])
        top = np.array([x, shoulder[1] - body.chest[1] * 0.2, shoulder[2] - 0.02]) * side
        elbow = np.array([x, leg + body.chest[1] * 0.15, shoulder[2] - 0.035]) * side
        wrist = np.array([x * 1.02, leg * 0.42 + ground * 0.3, shoulder[2] - 0.01]) * side + [0, 0, front * 0.45]
        foot = np.array([x * 1.02, ground, shoulder[2] + 0.0]) * side + [0, 0, front]
        skin.limb([top, elbow], [r * 1.45, r * 1.35], "leg", 0.06)
        skin.limb([elbow, wrist, foot], [r * 1.3, r * 1.02, r * 0.95], "leg", 0.05)
        _foot(skin, body, foot * [1, 0, 1])
        thigh = np.array([hx * 0.95, hip[1] - body.rump[1] * 0.25, hip[2] + 0.015]) * side
        knee = np.array([hx * 1.12, leg * 0.85 + 0.02, hip[2] + 0.045]) * side + [0, 0, rear * 0.3]
        hock = np.array([hx * 1.08, leg * 0.42, hip[2] - 0.06 - 0.08 * leg]) * side + [0, 0, rear * 0.7]
        toe = np.array([hx * 1.08, ground, hip[2] - 0.05 - 0.05 * leg]) * side + [0, 0, rear]
        skin.ball(
            thigh, np.array([body.rump[0] * 0.55, body.rump[1] * 0.85, body.rump[1] * 0.75]) * body.thigh, "thigh", 0.06
        )
        skin.limb([thigh - [0, body.rump[1] * 0.3, 0], knee], [r * 1.9 * body.thigh, r * 1.5], "thigh", 0.05)
        skin.limb([knee, hock, toe], [r * 1.4, r * 0.95, r * 0.95], "leg", 0.04)
        _foot(skin, body, toe * [1, 0, 1])


def _foot(skin: Skin, body: Body, at) -> None:
    """A paw, or a hoof, at a point on the ground."""
    r = body.limb * body.paw
    if body.hoof:
        skin.limb([at + [0, r * 0.6, r * 0.1], at + [0, r * 1.5, 0]], [r * 1.2, r * 0.95], "hoof", 0.01)
    else:
        skin.ball(at + [0, r * 0.75, r * 0.55], [r * 1.12, r * 0.75, r * 1.5], "paw", 0.03)


def _feet(skin: Skin, body: Body, at) -> None:
    """A foot at a point on the ground, and its mirror image."""
    for sign in (1, -1):
        _foot(skin, body, np.asarray(at, float) * [sign, 1, 1])


def _sitting_legs(skin: Skin, body: Body, trunk: Frame, shoulder) -> None:
    r, x, hip = body.limb, body.chest[0] * body.stance, trunk.origin
    ground = r * body.paw * 0.6
    foot_z = shoulder[2] + body.chest[1] * 0.32
    top = [x, shoulder[1] - body.chest[1] * 0.1, shoulder[2] + body.chest[1] * 0.1]
    wrist = [x * 0.98, max(shoulder[1] * 0.4, ground), foot_z - 0.01]
    skin.both("limb", [top, wrist, [x, ground, foot_z]], [r * 1.5, r * 1.1, r], "leg", 0.05)
    _feet(skin, body, [x, 0, foot_z])
    hx = body.rump[0]
    size = body.rump[1] * body.thigh
    skin.both(
        "ball",
        [hx * 0.85, size * 0.72, hip[2] + size * 0.55],
        [hx * 0.5, size * 0.72, size * 0.95],
        "thigh",
        0.06,
        pitch=12,
    )
    skin.both("limb", [[hx, r, hip[2] + size * 0.4], [hx * 1.1, r * 0.95, hip[2] + size * 1.45]], r * 0.95, "leg", 0.05)
    _feet(skin, body, [hx * 1.1, 0, hip[2] + size * 1.5])


def _lying_legs(skin: Skin, body: Body, trunk: Frame, shoulder) -> None:
    r, x, hip = body.limb, body.chest[0] * max(body.stance, 0.7), trunk.origin
    reach = 0.22 + 0.45 * min(body.leg, 0.6)
    elbow = [x * 1.1, r * 1.3, shoulder[2] - 0.02]
    skin.both("limb", [[x, shoulder[1], shoulder[2]], elbow], [r * 1.6, r * 1.3], "leg", 0.06)
    skin.both("limb", [elbow, [x, r, shoulder[2] + reach]], [r * 1.25, r], "leg", 0.05)
    _feet(skin, body, [x, 0, shoulder[2] + reach])
    hx, size = body.rump[0], body.rump[1] * body.thigh
    skin.both(
        "ball",
        [hx * 0.92, size * 0.72, hip[2] + size * 0.35],
        [hx * 0.48, size * 0.72, size * 0.95],
        "thigh",
        0.06,
        pitch=8,
    )
    skin.both("limb", [[hx * 1.1, r, hip[2] + size * 0.2], [hx * 1.2, r, hip[2] + size * 1.2]], r, "leg", 0.05)
    _feet(skin, body, [hx * 1.2, 0, hip[2] + size * 1.25])
