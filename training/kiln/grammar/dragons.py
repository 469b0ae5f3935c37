"""Dragons: four-legged and winged, standing, walking, sitting or lying."""

from __future__ import annotations

import numpy as np

from kiln.grammar.animal_kit import DARK, HORN, cylinder, describe, ellipsoid, eyes, head_focus
from kiln.grammar.base import Generator, Rng, Sample, article, pick, shade
from kiln.grammar.coats import Coat, ramp
from kiln.grammar.quadruped import Body, Posed, pose
from kiln.grammar.skin import WORLD, Surface
from kiln.grammar.solids import pipe, skin
from kiln.mesh import Color, Mesh, merge

BODY = Body(
    chest=(0.15, 0.175),
    waist=(0.145, 0.16),
    rump=(0.15, 0.165),
    length=0.46,
    leg=0.24,
    limb=0.06,
    paw=1.2,
    neck=0.4,
    neck_angle=60,
    neck_root=0.125,
    neck_top=0.085,
    head=0.125,
    nod=-4,
)
SCALES: dict[str, Color] = {
    "red": (0.76, 0.16, 0.13),
    "green": (0.25, 0.55, 0.24),
    "blue": (0.17, 0.37, 0.76),
    "purple": (0.47, 0.22, 0.64),
    "black": (0.14, 0.13, 0.15),
    "orange": (0.90, 0.48, 0.13),
    "white": (0.92, 0.92, 0.93),
    "yellow": (0.92, 0.75, 0.18),
}
BELLIES: dict[str, Color] = {"yellow": (0.95, 0.80, 0.40), "cream": (0.95, 0.87, 0.68), "orange": (0.95, 0.62, 0.25)}


def _wing(rng: Rng, root: np.ndarray, span: float, lift: float, bone: Color, membrane: Color) -> list[Mesh]:
    """The right wing of a bat: an arm up to the wrist, four fingers, and a scalloped membrane."""
    back = -rng.uniform(0.12, 0.35)
    shape = np.array([(0.36, 0.42), (1.0, 0.5), (0.94, 0.08), (0.62, -0.18), (0.14, -0.12)])
    rise = np.radians(12 + 30 * lift)
    turned = shape @ np.array([[np.cos(rise), np.sin(rise)], [-np.sin(rise), np.cos(rise)]])
    depth = back * np.array([0.3, 1.0, 1.05, 0.9, 0.6])
    wrist, *tips = root + span * np.c_[turned, depth]
    rim = [wrist, tips[0]]
    for a, b in zip(tips[:-1], tips[1:], strict=True):
        rim += [(a + b) / 2 * 0.72 + wrist * 0.28, b]
    rim.append(root)
    outline = np.array(rim)
    normal = np.cross(tips[0] - wrist, tips[2] - wrist)
    normal /= np.linalg.norm(normal)
    sheet = skin(np.stack([outline - 0.014 * normal, outline + 0.014 * normal]), membrane, flat=True)
    bones = [pipe([root, wrist], [0.045, 0.036], bone, 7)]
    bones += [pipe([wrist, tip], [0.03, 0.018], bone, 6) for tip in tips]
    claw = ellipsoid(0.035, 0.05, 0.035, HORN, 8, 5).move(*(wrist + [0, 0.03, 0.02]))
    return [sheet.named("wing"), *(b.named("wing") for b in bones), claw.named("claw")]


def _tail(posed: Posed, rng: Rng, seated: bool) -> np.ndarray:
    """A long tail in a curve; returns its path [N, 3]."""
    t = np.linspace(0, 1, 8)[:, None]
    length, swing = rng.uniform(0.7, 0.95), rng.choice([-1, 1]) * rng.uniform(0.1, 0.3)
    path = posed.tail + [0, -0.04, 0.06] + length * np.array([0, 0, -1.0]) * t
    path = path + np.array([1.0, 0, 0]) * swing * np.sin(t * np.pi * 0.9)
    drop = posed.tail[1] - 0.07
    path[:, 1] -= drop * np.minimum(1.25 * t[:, 0], 1) ** 1.2
    if not seated:
        path[:, 1] += 0.35 * t[:, 0] ** 3
    path[:, 1] = np.maximum(path[:, 1], 0.045)
    posed.skin.limb(path, 0.12 * (1 - t[:, 0]) ** 0.9 + 0.026, "tail", 0.08)
    return path


def dragon(rng: Rng) -> Sample:
    """A winged dragon with horns, a row of spikes, a pale belly; some breathe fire."""
    word = pick(rng, SCALES, (4, 4, 2, 2, 1.5, 1.2, 1, 0.8))
    color = np.asarray(shade(rng, SCALES[word], 0.05))
    belly_word = pick(rng, [w for w in BELLIES if w != word])
    belly = BELLIES[belly_word]
    wing_word = pick(rng, [w for w in ("yellow", "orange", "red", "purple", "blue") if w != word])
    same = bool(rng.random() < 0.45)
    membrane = tuple(np.clip(color * 1.25, 0, 1)) if same else shade(rng, SCALES[wing_word], 0.05)
    style = pick(rng, ("standing", "sitting", "walking", "lying"), (0.45, 0.3, 0.13, 0.12))
    posed = pose(BODY.vary(rng, 0.08), style, rng)
    flesh, head = posed.skin, posed.head
    gape = rng.uniform(0.15, 0.45)
    flesh.within = head
    flesh.ball([0, 0.05, 0.1], [0.95, 0.9, 1.05], "head", 0.35)
    flesh.limb([[0, 0.1, 0.6], [0, -0.02, 1.75]], [0.7, 0.56], "head", 0.3, 0.9)
    flesh.limb([[0, -0.42, 0.3], [0, -0.5 - gape, 1.55]], [0.45, 0.33], "head", 0.1, 1.3)
    flesh.both("ball", [0.3, 0.38, 1.85], [0.24, 0.2, 0.24], "head", 0.15)
    flesh.both("ball", [0.5, 0.62, 0.55], [0.26, 0.22, 0.4], "head", 0.15)
    flesh.within = WORLD
    tail = _tail(posed, rng, style in ("sitting", "lying"))

    def paint(s: Surface) -> np.ndarray:
        layer = Coat(len(s.at), tuple(color))
        up, ahead = s.normals[:, 1], s.normals[:, 2]
        layer.lay(ramp(up, 0.4, 0.95) * 0.35, tuple(color * 0.6))
        under = np.maximum(ramp(up, -0.2, -0.5), ramp(ahead, 0.35, 0.6) * s.on("neck", "chest"))
        ribs = 0.86 + 0.14 * (np.sin((s.at[:, 1] + s.at[:, 2]) * 2 * np.pi / 0.09) > -0.3)
        layer.lay(under * s.on("body", "neck", "chest", "tail"), belly)
        layer.colors *= np.where((under > 0.5) & s.on("body", "neck", "chest", "tail"), ribs, 1.0)[:, None]
        claws = s.on("paw") * ramp(ahead, 0.55, 0.8)
        layer.lay(claws, HORN)
        return layer.colors

    body = flesh.mesh(paint, 2200, head_focus(head, 2.2), 1.25)
    parts = [body, *eyes(flesh, head, (0.75, 0.32, 0.85), 0.2, (0.97, 0.82, 0.15), DARK)]
    curve = rng.uniform(0.2, 0.6)
    horn = pipe([(0.45, 0.6, -0.2), (0.62, 1.1, -0.85), (0.7, 1.4 + curve, -1.5)], [0.26, 0.19, 0.05], HORN, 8)
    parts.append(head.mesh(horn.both_sides()).named("horn"))
    spike = tuple(np.clip(color * 0.55 if word != "black" else np.array((0.7, 0.15, 0.1)), 0, 1))
    spine = [
        posed.neck[1] + [0, 0.02, -0.09],
        *posed.neck[0] + np.linspace(0.75, 0.1, 3)[:, None] * (posed.neck[1] - posed.neck[0]) + [0, 0.02, -0.1],
    ]
    trunk = [posed.trunk.point([0, 0.1, z * posed.length]) for z in (0.85, 0.55, 0.25, -0.05)]
    for i, at in enumerate([*spine, *trunk, *tail[1:6]]):
        size = 0.075 * (1 - 0.05 * i) + 0.012
        top = flesh.hit(np.asarray(at, float), [[0, 1, -0.35]], 0.5)[0]
        cone = cylinder(size * 0.6, 1.9 * size, spike, 0.06 * size, 7).scale(0.6, 1, 1).rotate("x", -25)
        parts.append(cone.move(*(top - [0, 0.2 * size, 0])).named("spike"))
    tip = tail[-1]
    parts.append(ellipsoid(0.1, 0.035, 0.13, spike, 10, 6).move(*(tip + [0, 0, -0.05])).named("spike"))
    root = posed.trunk.point([0.11, 0.12, posed.length * 0.75])
    span, lift = rng.uniform(0.75, 1.0), rng.uniform(0.25, 0.85)
    wing = merge(_wing(rng, root, span, lift, tuple(color * 0.8), membrane))
    parts.append(wing.both_sides())
    fire = bool(rng.random() < 0.2)
    if fire:
        flame = [[0, -0.25, 1.7], [0, -0.35, 2.6], [0, -0.45, 3.6]]
        parts.append(head.mesh(pipe(flame, [0.2, 0.5, 0.06], (1.0, 0.55, 0.1), 9)).named("fire"))
        core = [[0, -0.25, 1.7], [0.1, -0.15, 2.6], [0.1, -0.1, 3.2]]
        parts.append(head.mesh(pipe(core, [0.15, 0.42, 0.05], (1.0, 0.85, 0.25), 9)).named("fire"))
    extras = (f"a {belly_word} belly" if belly_word != "orange" else "an orange belly",)
    extras = ("wings",) if same else (f"{wing_word} wings", *extras)
    captions = list(describe(rng, "dragon", style, word, extras, ("winged dragon", "fantasy dragon")))
    captions = [c for c in captions if "toy" not in c][:5]
    captions.append(f"{article(word)} dragon with wings")
    captions += ["a dragon breathing fire", f"{article(word)} fire-breathing dragon"] if fire else ["a mythical dragon"]
    wings = "same" if same else wing_word
    return Sample(merge(parts), "dragon", tuple(dict.fromkeys(captions)), f"{word} {style} {wings}")


GENERATORS: dict[str, Generator] = {"dragon": dragon}
