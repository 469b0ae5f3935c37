"""Deer: stag, doe, fawn, reindeer."""

from __future__ import annotations

import numpy as np

from kiln.grammar.animal_kit import CREAM, DARK, HOOF, WHITE, describe, ellipsoid, eyes, head_focus, leaf_ears
from kiln.grammar.base import Generator, Rng, Sample, pick, shade
from kiln.grammar.coats import Coat, ramp, spots, within
from kiln.grammar.quadruped import Body, pose
from kiln.grammar.shapes import tube
from kiln.grammar.skin import WORLD, Surface
from kiln.mesh import merge

DEER = Body(
    chest=(0.12, 0.155),
    waist=(0.115, 0.135),
    rump=(0.12, 0.145),
    length=0.5,
    leg=0.46,
    limb=0.05,
    neck=0.36,
    neck_angle=60,
    neck_root=0.12,
    neck_top=0.08,
    head=0.1,
    nod=-10,
    hoof=True,
)


def deer(rng: Rng) -> Sample:
    """A stag, doe, fawn or red-nosed reindeer."""
    form = pick(rng, ("stag", "doe", "fawn", "reindeer"), (4, 2, 1.5, 1.5))
    style = pick(rng, ("standing", "walking", "lying"), (0.65, 0.25, 0.1))
    posed = pose(DEER.vary(rng), style, rng, float(rng.uniform(-25, 25)) if rng.random() < 0.25 else 0.0)
    skin, head = posed.skin, posed.head
    skin.within = head
    skin.ball([0, 0, 0], [0.95, 0.95, 1.05], "head", 0.35)
    skin.limb([[0, -0.2, 0.5], [0, -0.38, 1.5]], [0.62, 0.4], "snout", 0.3)
    leaf_ears(posed, [0.7, 0.55, -0.2], [1.75, 1.15, -0.3], 0.44, 0.45, (-0.4, 0.6, 1.0))
    skin.within = WORLD
    skin.limb([posed.tail + [0, 0.0, 0.0], posed.tail + [0, 0.0, -0.09]], [0.045, 0.03], "tail", 0.04)
    color = shade(rng, (0.58, 0.36, 0.19) if form != "reindeer" else (0.46, 0.32, 0.22), 0.05)
    dotted = form == "fawn"

    def paint(s: Surface) -> np.ndarray:
        h, t = head.local(s.at), posed.trunk.local(s.at)
        layer = Coat(len(s.at), color)
        layer.lay(ramp(t[:, 1], -0.07, -0.13) * s.on("body", "thigh"), CREAM)
        if dotted:
            layer.lay(spots(s.at, rng, 0.085, 0.024) * s.on("body", "thigh") * ramp(t[:, 1], -0.06, 0.0), CREAM)
        layer.lay(within(s.at, posed.tail + [0, -0.03, -0.04], [0.1, 0.11, 0.07], 0.4), WHITE)
        layer.lay(s.on("snout") * ramp(h[:, 1], -0.35, -0.5), CREAM)
        throat = s.on("neck") * ramp(s.normals[:, 2], 0.4, 0.8) * (0.8 if form == "reindeer" else 0.5)
        layer.lay(throat, CREAM)
        layer.lay(s.on("ear") * ramp((s.normals @ head.turn)[:, 2], 0.4, 0.7) * 0.8, CREAM)
        layer.lay(s.on("hoof", "paw"), HOOF)
        return layer.colors

    red = form == "reindeer" and bool(rng.random() < 0.5)
    nose = ellipsoid(0.3 if red else 0.24, 0.3 if red else 0.2, 0.22, (0.88, 0.10, 0.10) if red else DARK, 12, 8)
    parts = [skin.mesh(paint, 2000, head_focus(head, 2.0), 1.25), *eyes(skin, head, (0.8, 0.3, 0.8), 0.22)]
    parts.append(head.mesh(nose.move(0, -0.25, 1.85)).named("nose"))
    antlers = form in ("stag", "reindeer")
    if antlers:
        size = rng.uniform(0.85, 1.25)
        beam = np.array([[0.4, 0.8, -0.1], [0.9, 1.5, -0.35], [1.35, 2.2, -0.35], [1.3, 3.0, -0.05]])
        tines = [
            ([0.72, 1.25, -0.25], [0.75, 1.75, 0.45]),
            ([1.15, 1.9, -0.37], [1.05, 2.5, 0.25]),
            ([1.32, 2.3, -0.33], [1.95, 2.75, -0.3]),
        ]
        bone = (0.74, 0.60, 0.42)
        horns = [tube(beam * [1, 1, 1] * [size, 1, 1], [0.36, 0.34, 0.3, 0.24], bone, 7)]
        horns += [tube(np.array(t) * [size, 1, 1], [0.3, 0.24], bone, 6) for t in tines]
        parts.append(head.mesh(merge(horns).both_sides()).named("antler"))
    noun = {"stag": "deer", "doe": "deer", "fawn": "fawn", "reindeer": "reindeer"}[form]
    extras = (("antlers",) if antlers else ()) + (("a red nose",) if red else ()) + (("white spots",) if dotted else ())
    synonyms = {"stag": ("stag", "buck"), "doe": ("doe",), "fawn": ("baby deer", "deer"), "reindeer": ("deer",)}[form]
    captions = describe(rng, noun, style, "brown", extras, synonyms)
    return Sample(merge(parts), "deer", captions, f"{form} {style}")


GENERATORS: dict[str, Generator] = {"deer": deer}
