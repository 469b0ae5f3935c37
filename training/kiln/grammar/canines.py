"""Fox and wolf: the dog's head and tail on wilder bodies."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from kiln.grammar.animal_kit import BLACK, CREAM, DARK, WHITE, describe, head_focus
from kiln.grammar.base import Generator, Rng, Sample, pick, shade
from kiln.grammar.coats import Coat, ramp
from kiln.grammar.dog_parts import Head, add_head, add_tail, face_parts
from kiln.grammar.quadruped import Body, Posed, pose
from kiln.grammar.skin import Surface, frame
from kiln.mesh import Color, Mesh, merge

FOX = Body(
    chest=(0.125, 0.15),
    waist=(0.12, 0.13),
    rump=(0.125, 0.14),
    length=0.5,
    leg=0.26,
    limb=0.043,
    neck=0.2,
    neck_angle=50,
    neck_root=0.11,
    neck_top=0.1,
    ruff=0.12,
    head=0.145,
)
WOLF = Body(
    chest=(0.145, 0.185),
    waist=(0.13, 0.15),
    rump=(0.14, 0.155),
    leg=0.38,
    limb=0.052,
    neck=0.27,
    neck_angle=38,
    neck_root=0.15,
    neck_top=0.12,
    ruff=0.15,
    head=0.15,
)
FOXES: dict[str, tuple[Color, Color, Color]] = {
    # coat word -> body, legs, tip of the tail
    "orange": ((0.86, 0.42, 0.12), (0.20, 0.13, 0.10), WHITE),
    "red": ((0.74, 0.30, 0.11), (0.18, 0.12, 0.10), WHITE),
    "arctic": ((0.95, 0.95, 0.94), (0.92, 0.92, 0.91), (0.97, 0.97, 0.97)),
}
WOLVES: dict[str, tuple[Color, Color]] = {
    "gray": ((0.42, 0.42, 0.44), (0.80, 0.79, 0.76)),
    "black": ((0.14, 0.13, 0.14), (0.28, 0.27, 0.27)),
    "white": ((0.93, 0.93, 0.92), (0.97, 0.97, 0.96)),
    "brown": ((0.44, 0.34, 0.25), (0.78, 0.70, 0.58)),
}


def _canine(rng: Rng, posed: Posed, head: Head, tail: tuple[str, float], coat, eye: Color) -> Mesh:
    """Head, tail, skin and face of a fox or wolf; `coat` paints a surface."""
    face = add_head(posed, head.vary(rng))
    add_tail(posed, *tail, rng)
    body = posed.skin.mesh(coat, 2300, head_focus(posed.head, 2.6), 1.35)
    return merge([body, *face_parts(posed, face, DARK, eye, None)])


def fox(rng: Rng) -> Sample:
    """A fox: pointed face, black stockings, white-tipped brush."""
    style = pick(rng, ("standing", "walking", "sitting", "lying"), (0.45, 0.15, 0.27, 0.13))
    coat = pick(rng, FOXES, (4, 2, 1))
    color, legs, tip = FOXES[coat]
    color = shade(rng, color, 0.04)
    posed = pose(FOX.vary(rng), style, rng, float(rng.uniform(-25, 25)) if rng.random() < 0.2 else 0.0)

    def paint(s: Surface) -> np.ndarray:
        h, t = posed.head.local(s.at), posed.trunk.local(s.at)
        facing = s.normals @ posed.head.turn
        layer = Coat(len(s.at), color)
        knee = posed.trunk.origin[1] * 0.5
        layer.lay(s.on("leg") * ramp(s.at[:, 1], knee * 1.2, knee * 0.8), legs)
        layer.lay(s.on("paw"), legs)
        layer.lay(s.on("tail") * ramp(np.linalg.norm(s.at - posed.tail, axis=1), 0.27, 0.33), tip)
        ahead = s.normals @ np.array([0.0, -0.3, 1.0])
        layer.lay(
            ramp(ahead, 0.2, 0.5) * ramp(t[:, 2], posed.length, posed.length + 0.08) * s.on("body", "chest", "neck"),
            WHITE,
        )
        cheeks = ramp(h[:, 1], -0.12, -0.3) * ramp(h[:, 2], 0.0, 0.3)
        layer.lay(cheeks * s.on("head", "snout"), WHITE)
        back = s.on("ear") * ramp(facing[:, 2], 0.2, -0.2)
        layer.lay(back * ramp(h[:, 1], 0.9, 1.2) * (0 if coat == "arctic" else 1), BLACK)
        layer.lay(s.on("ear") * ramp(facing[:, 2], 0.4, 0.75) * ramp(h[:, 1], 0.75, 0.95), CREAM)
        return layer.colors

    head = Head(snout=1.05, root=0.46, tip=0.22, fall=0.16, cheek=1.05, ear_size=1.1, ear_lean=0.2)
    mesh = _canine(rng, posed, head, ("plume", float(rng.uniform(1.25, 1.45))), paint, DARK)
    noun = "arctic fox" if coat == "arctic" else "fox"
    word = "white" if coat == "arctic" else coat
    extras = ("a bushy tail",) if rng.random() < 0.4 else ()
    synonyms = ("fox",) if coat == "arctic" else ("red fox",)
    captions = describe(rng, noun, style, word, extras, synonyms)
    return Sample(mesh, "fox", captions, f"{coat} {style}")


def wolf(rng: Rng) -> Sample:
    """A wolf, its head carried low, or sitting and howling."""
    style = pick(rng, ("standing", "walking", "sitting"), (0.5, 0.25, 0.25))
    coat = pick(rng, WOLVES, (4, 1.5, 1.5, 1))
    color, pale = WOLVES[coat]
    howl = bool(rng.random() < 0.2)
    posed = pose(WOLF.vary(rng), style, rng)
    if howl:
        lifted = posed.head.turn @ frame(pitch=50).turn
        posed = replace(posed, head=replace(posed.head, turn=lifted))

    def paint(s: Surface) -> np.ndarray:
        h, t = posed.head.local(s.at), posed.trunk.local(s.at)
        facing = s.normals @ posed.head.turn
        layer = Coat(len(s.at), shade(rng, color, 0.03))
        layer.lay(ramp(t[:, 1], -0.02, -0.1) * s.on("body", "chest", "thigh"), pale)
        layer.lay(s.on("leg", "paw") * 0.9, pale)
        layer.lay(s.on("head", "snout") * ramp(h[:, 1], -0.1, -0.35) * ramp(h[:, 2], 0.1, 0.4), pale)
        layer.tint(s.on("tail") * ramp(np.linalg.norm(s.at - posed.tail, axis=1), 0.25, 0.35), 0.5)
        layer.tint(ramp(t[:, 1], 0.06, 0.16) * s.on("body", "neck"), 0.75 if coat != "white" else 0.97)
        layer.lay(s.on("ear") * ramp(facing[:, 2], 0.4, 0.75) * ramp(h[:, 1], 0.75, 0.95), pale)
        return layer.colors

    head = Head(snout=1.15, root=0.52, tip=0.32, ear_size=0.85, ear_lean=0.18, cheek=1.1)
    eye = (0.92, 0.72, 0.18)
    mesh = _canine(rng, posed, head, ("saber", float(rng.uniform(1.25, 1.45))), paint, eye)
    extras = ("a bushy tail",) if rng.random() < 0.4 else ()
    captions = describe(rng, "wolf", "howling" if howl else style, coat, extras, ("wild wolf", "timber wolf"))
    return Sample(mesh, "wolf", captions, f"{coat} {style} {'howling' if howl else ''}".strip())


GENERATORS: dict[str, Generator] = {"fox": fox, "wolf": wolf}
