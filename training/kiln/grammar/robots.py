"""Robots."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kiln.grammar.animal_kit import cylinder, ellipsoid
from kiln.grammar.base import COLORS, Generator, Rng, Sample, article, pick, shade
from kiln.grammar.shapes import box, lathe, loft, torus, tube
from kiln.mesh import Color, Mesh, merge

STEEL: Color = (0.62, 0.64, 0.67)
IRON: Color = (0.28, 0.29, 0.32)
SCREEN: Color = (0.08, 0.10, 0.14)
GLOW: dict[str, Color] = {
    "blue": (0.25, 0.75, 1.0),
    "red": (1.0, 0.20, 0.15),
    "green": (0.35, 0.95, 0.40),
    "yellow": (1.0, 0.85, 0.25),
}


@dataclass(frozen=True)
class Paints:
    """A robot's colours."""

    main: Color
    trim: Color
    eye: Color


def _robot_head(rng: Rng, shape: str, w: float, c: Paints, eye_style: str) -> list[Mesh]:
    """A head standing on y = 0 about the Y axis, about 2 w wide; and what lies on its face."""
    h, d = w * rng.uniform(0.72, 1.0), w * rng.uniform(0.78, 0.95)
    parts: list[Mesh] = []
    if shape == "box":
        parts.append(box(2 * w, 2 * h, 2 * d, c.main, 0.22 * w).move(0, h, 0))
    elif shape == "round":
        parts.append(ellipsoid(w, h, d, c.main, 24, 14).move(0, h, 0))
    elif shape == "dome":
        profile = [(w, 0), (w, h * 0.9), (0.93 * w, 1.3 * h), (0.7 * w, 1.7 * h), (0.35 * w, 1.93 * h), (0, 2 * h)]
        parts.append(lathe(profile, c.main, 24).scale(1, 1, d / w))
        parts.append(torus(w, 0.07 * w, c.trim, 24, 8).scale(1, 1, d / w).move(0, 0.9 * h, 0))
    else:
        body = [(-d, h, 0.8 * w, 0.8 * h), (-0.8 * d, h, w, h), (0.75 * d, h, w, h), (d, h, 0.85 * w, 0.85 * h)]
        parts.append(loft(body, c.main, 24, 5))
    front = d * (0.99 if shape in ("box", "capsule") else 0.93)
    eye_y = h * 1.12
    if eye_style in ("screen", "visor"):
        sy = 0.55 * h if eye_style == "screen" else 0.26 * h
        parts.append(box(1.5 * w, 2 * sy, 0.3 * d, SCREEN, 0.12 * w).move(0, eye_y, front - 0.08 * d))
        front += 0.08 * d
    if eye_style == "visor":
        parts.append(box(1.2 * w, 0.22 * h, 0.1 * d, c.eye, 0.05 * w).move(0, eye_y, front))
    elif eye_style == "cyclops":
        parts.append(cylinder(0.42 * w, 0.3 * d, IRON).rotate("x", 90).move(0, eye_y, front - 0.1 * d))
        parts.append(ellipsoid(0.3 * w, 0.3 * w, 0.2 * w, c.eye, 16, 8).move(0, eye_y, front + 0.18 * d))
    else:
        r = rng.uniform(0.21, 0.27) * w
        if eye_style == "round":
            rim = cylinder(r * 1.4, 0.2 * d, IRON, sides=16).rotate("x", 90).move(0.42 * w, eye_y, front - 0.1 * d)
            parts += [rim, rim.mirror_x()]
        eye = ellipsoid(r, r, r * 0.7, c.eye, 14, 8).move(0.42 * w, eye_y, front + 0.08 * d)
        parts += [eye, eye.mirror_x()]
    if eye_style in ("round", "plain") and rng.random() < 0.75:
        parts.append(box(0.9 * w, 0.2 * h, 0.12 * d, IRON, 0.03 * w).move(0, 0.42 * h, front))
        for x in (-0.25, 0, 0.25):
            parts.append(box(0.11 * w, 0.2 * h, 0.16 * d, c.trim).move(x * w, 0.42 * h, front))
    if rng.random() < 0.6:
        ear = cylinder(0.3 * w, 0.22 * w, c.trim, 0.22 * w, 16).rotate("z", -90).move(0.95 * w, h, 0)
        parts += [ear, ear.mirror_x()]
    return [p.named("head") for p in parts]


def _antennas(rng: Rng, count: int, w: float, top: float, c: Paints) -> list[Mesh]:
    """Rods with balls on top."""
    parts = []
    high = w * rng.uniform(0.5, 0.9)
    for i in range(count):
        x = 0.0 if count == 1 else (i - 0.5) * w * 1.0
        lean = 0.35 * x
        parts.append(tube([[x, top - 0.15 * w, 0], [x + lean, top + high, 0]], 0.12 * w, STEEL, 8))
        parts.append(ellipsoid(0.24 * w, 0.24 * w, 0.24 * w, c.eye, 12, 8).move(x + lean, top + high, 0))
    return [p.named("antenna") for p in parts]


def _robot_torso(rng: Rng, shape: str, w: float, h: float, d: float, c: Paints) -> list[Mesh]:
    """A torso standing on y = 0, of half sizes w, h, d, with a panel."""
    parts: list[Mesh] = []
    if shape == "box":
        parts.append(box(2 * w, 2 * h, 2 * d, c.main, 0.16 * w).move(0, h, 0))
    elif shape == "barrel":
        profile = [(0.8, 0), (0.97, 0.25), (1.03, 0.9), (1.03, 1.2), (0.95, 1.75), (0.78, 2.0)]
        parts.append(lathe([(r * w, y * h) for r, y in profile], c.main, 24).scale(1, 1, d / w))
    elif shape == "egg":
        parts.append(ellipsoid(w, h * 1.05, d, c.main, 24, 14).move(0, h, 0))
    else:
        rings = [(0, 0.62), (0.2, 0.68), (1.3, 1.0), (1.8, 1.02), (2.0, 0.85)]
        sections = [(y * h, 0.0, s * w, s * d) for y, s in rings]
        parts.append(loft(sections, c.main, 20, 5).rotate("x", -90))
    face = d * (1.0 if shape == "box" else 0.97)
    style = pick(rng, ("panel", "light", "bars", "none"))
    if style == "panel":
        parts.append(box(1.1 * w, 0.9 * h, 0.16 * d, c.trim, 0.06 * w).move(0, 1.1 * h, face))
        for i, x in enumerate((-0.3, 0, 0.3)):
            lamp = list(GLOW.values())[i + 1]
            parts.append(ellipsoid(0.13 * w, 0.13 * w, 0.13 * w, lamp, 10, 6).move(x * w, 1.25 * h, face + 0.08 * d))
        parts.append(box(0.7 * w, 0.16 * h, 0.2 * d, IRON).move(0, 0.9 * h, face + 0.01))
    elif style == "light":
        parts.append(cylinder(0.36 * w, 0.16 * d, c.trim, sides=18).rotate("x", 90).move(0, 1.15 * h, face - 0.06 * d))
        parts.append(ellipsoid(0.25 * w, 0.25 * w, 0.14 * d, c.eye, 14, 8).move(0, 1.15 * h, face + 0.08 * d))
    elif style == "bars":
        for k in range(2):
            parts.append(box(1.0 * w, 0.22 * h, 0.16 * d, c.trim, 0.02 * w).move(0, (0.8 + 0.42 * k) * h, face))
    return [p.named("body") for p in parts]


def _robot_arm(rng: Rng, style: str, x: float, y: float, length: float, r: float, raised: float, c: Paints) -> Mesh:
    """The right-hand (+X) arm from the shoulder at (x, y); `raised` degrees away from hanging."""
    a, b = np.radians(raised), np.radians(min(raised * 1.6 + 8, 165))
    elbow = np.array([x + r * 1.3 + np.sin(a) * length * 0.5, y - np.cos(a) * length * 0.5, 0])
    hand = elbow + length * 0.5 * np.array([np.sin(b) * 0.75, -np.cos(b), 0.3])
    shoulder = np.array([x + r * 1.2, y, 0])
    parts = [ellipsoid(r * 1.7, r * 1.7, r * 1.7, c.trim, 14, 10).move(*shoulder)]
    if style == "segments":
        t = np.linspace(0, 1, 7)[:, None]
        path = (1 - t) ** 2 * shoulder + 2 * t * (1 - t) * elbow + t**2 * hand
        parts += [ellipsoid(r * 1.2, r * 1.2, r * 1.2, STEEL, 10, 8).move(*p) for p in path]
    else:
        parts.append(tube([shoulder, elbow], r, STEEL if style == "thin" else c.main, 10))
        parts.append(ellipsoid(r * 1.3, r * 1.3, r * 1.3, c.trim, 12, 8).move(*elbow))
        parts.append(tube([elbow, hand], [r, r * 1.4] if style == "thick" else r, c.main, 10))
    out = (hand - elbow) / np.linalg.norm(hand - elbow)
    if rng.random() < 0.5:
        # A claw: two curved fingers.
        across = np.cross(out, [0, 0, 1.0])
        across /= np.linalg.norm(across)
        for s in (1, -1):
            finger = [hand, hand + out * r * 1.4 + s * across * r * 1.5, hand + out * r * 3.2 + s * across * r * 0.7]
            parts.append(tube(finger, r * 0.62, c.trim, 8))
    else:
        parts.append(ellipsoid(r * 1.6, r * 1.6, r * 1.6, c.trim, 12, 8).move(*(hand + out * r)))
    return merge(parts).named("arm")


def _robot_base(rng: Rng, style: str, w: float, leg: float, d: float, c: Paints) -> list[Mesh]:
    """Legs, tracks, a wheel or a skirt under the torso, from y = 0 up to `leg`."""
    r = 0.2 * w
    if style == "tracks":
        parts = []
        for sign in (1, -1):
            sections = [(-1.35 * d, 0.5 * leg, 0.1 * leg, 0.3 * leg), (-1.2 * d, 0.5 * leg, 0.26 * w, 0.42 * leg)]
            sections += [(-0.9 * d, 0.5 * leg, 0.26 * w, 0.5 * leg), (0.9 * d, 0.5 * leg, 0.26 * w, 0.5 * leg)]
            sections += [(1.2 * d, 0.5 * leg, 0.26 * w, 0.42 * leg), (1.35 * d, 0.5 * leg, 0.1 * leg, 0.3 * leg)]
            parts.append(loft(sections, IRON, 16, 6).move(sign * 0.8 * w, 0, 0))
            for z in (-0.8, 0, 0.8):
                hub = cylinder(0.28 * leg, 0.1 * w, c.trim, sides=14).rotate("z", -90 * sign)
                parts.append(hub.move(sign * 1.02 * w, 0.5 * leg, z * d))
        parts.append(box(1.2 * w, 0.5 * leg, 1.3 * d, c.trim, 0.05 * w).move(0, 0.72 * leg, 0))
    elif style == "wheel":
        wheel = cylinder(0.6 * leg, 0.6 * w, IRON, sides=22).rotate("z", 90).move(0.3 * w, 0.6 * leg, 0)
        hub = cylinder(0.3 * leg, 0.68 * w, c.trim, sides=16).rotate("z", 90).move(0.34 * w, 0.6 * leg, 0)
        fork = box(0.16 * w, 0.9 * leg, 0.3 * d, STEEL, 0.03 * w).move(0.45 * w, 0.75 * leg, 0)
        parts = [wheel, hub, fork, fork.mirror_x()]
    elif style == "hover":
        profile = [(0.1, 0.35), (0.4, 0.4), (0.75, 0.7), (0.8, 1.0)]
        parts = [lathe([(a * w, y * leg) for a, y in profile], c.trim, 20).scale(1, 1, d / w)]
        parts.append(ellipsoid(0.35 * w, 0.14 * leg, 0.35 * w, c.eye, 16, 8).move(0, 0.34 * leg, 0))
    else:
        thick = r * (1.7 if style == "thick" else 1.25)
        x = 0.52 * w
        side = [tube([[x, leg * 1.02, 0], [x, leg * 0.5, 0.02]], thick, STEEL, 12)]
        side.append(ellipsoid(thick * 1.25, thick * 1.25, thick * 1.25, c.trim, 12, 8).move(x, leg * 0.52, 0.02))
        side.append(tube([[x, leg * 0.5, 0.02], [x, leg * 0.12, 0]], thick * 1.05, c.main, 12))
        side.append(box(0.62 * w, 0.24 * leg + 0.02, 1.3 * d, c.main, 0.09 * w).move(x, 0.12 * leg + 0.01, 0.22 * d))
        half = merge(side)
        parts = [half, half.mirror_x()]
    return [p.named("base") for p in parts]


def robot(rng: Rng) -> Sample:
    """A toy-like robot: any head, torso, arms and base."""
    words = ("red", "blue", "green", "yellow", "orange", "purple", "teal", "white", "gray", "silver", "black", "pink")
    word = pick(rng, words, (2, 2, 1.5, 1.5, 1.5, 1, 1, 2, 2, 2, 1, 0.7))
    metal = {"silver": (0.72, 0.74, 0.77)}
    main = shade(rng, metal.get(word, COLORS.get(word, STEEL)), 0.04)
    trim_word = pick(rng, [w for w in ("gray", "yellow", "black", "orange", "white", "red", "blue") if w != word])
    eye_word = pick(rng, [w for w in GLOW if w != word])
    c = Paints(main, shade(rng, trim_word, 0.04), GLOW[eye_word])
    w, h = 0.24 * rng.uniform(0.85, 1.2), 0.24 * rng.uniform(0.85, 1.3)
    d = w * rng.uniform(0.65, 0.9)
    base = pick(rng, ("legs", "thick", "tracks", "wheel", "hover"), (4, 3, 1, 0.6, 0.4))
    leg = {"legs": rng.uniform(0.28, 0.5), "thick": rng.uniform(0.26, 0.42), "tracks": rng.uniform(0.2, 0.28)}.get(
        base, 0.3
    )
    torso = pick(rng, ("box", "barrel", "egg", "taper"))
    parts = _robot_base(rng, base, w, leg, d, c)
    parts += [p.move(0, leg * 0.98, 0) for p in _robot_torso(rng, torso, w, h, d, c)]
    top = leg + 2 * h
    neck = rng.uniform(0.02, 0.07)
    parts.append(cylinder(0.3 * w, neck + 0.06, IRON, sides=14).move(0, top - 0.03, 0).named("neck"))
    size = w * rng.uniform(0.72, 1.15)
    eye_style = pick(rng, ("round", "plain", "screen", "visor", "cyclops"), (3, 2, 2, 1.5, 1.3))
    head_shape = pick(rng, ("box", "round", "dome", "capsule"))
    head = _robot_head(rng, head_shape, size, c, eye_style)
    head_top = float(merge(head[:1]).bounds()[1][1])
    count = int(rng.choice([0, 1, 2], p=[0.35, 0.35, 0.3]))
    head += _antennas(rng, count, size, head_top, c)
    parts += [p.move(0, top + neck - 0.01, 0) for p in head]
    style = pick(rng, ("thin", "thick", "segments"))
    r = {"thin": 0.22, "thick": 0.27, "segments": 0.24}[style] * w
    waves = bool(rng.random() < 0.15)
    hang = float(rng.uniform(5, 35))
    shoulder = leg + 2 * h * rng.uniform(0.72, 0.82)
    length = h * rng.uniform(1.7, 2.3)
    state = rng.bit_generator.state
    arm = _robot_arm(rng, style, w * 0.95, shoulder, length, r, hang, c)
    rng.bit_generator.state = state  # both hands alike
    other = _robot_arm(rng, style, w * 0.95, shoulder, length, r, 125.0 if waves else hang, c)
    parts += [arm, other.mirror_x()]
    extras = {0: (), 1: ("an antenna",), 2: ("two antennas",)}[count]
    extras += (f"{eye_word} eyes",) if eye_style in ("round", "plain", "screen") else ()
    extras += {"tracks": ("tracks",), "wheel": ("one wheel",)}.get(base, ())
    extras += ("one eye",) if eye_style == "cyclops" else ()
    extras += ("one arm raised",) if waves else ()
    order = rng.permutation(len(extras))
    chosen = [extras[i] for i in order[:2]]
    tail = f" with {' and '.join(chosen)}" if chosen else ""
    shape_word = {"box": "boxy", "egg": "round"}.get(torso, "")
    look = " ".join(x for x in (shape_word, word, "robot") if x)
    captions = [
        pick(rng, ("robot", "a robot")),
        pick(rng, (f"{article(word)} robot", f"{word} robot")),
        article(look) + tail,
        f"a robot{tail}" if tail else "a toy robot",
        pick(rng, ("a toy robot", "a friendly robot", f"{article(word)} toy robot", "android", "a retro robot")),
        pick(
            rng,
            (
                f"{article(word)} and {trim_word} robot",
                f"a robot with {trim_word} joints" if base != "hover" else "a hovering robot",
            ),
        ),
    ]
    if base == "hover":
        captions.append("a floating robot")
    return Sample(merge(parts), "robot", tuple(dict.fromkeys(captions))[:7], f"{torso} {head_shape} {base} {word}")


GENERATORS: dict[str, Generator] = {"robot": robot}
