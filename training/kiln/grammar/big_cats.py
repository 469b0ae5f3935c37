"""Lion and tiger."""

from __future__ import annotations

import numpy as np

from kiln.grammar.animal_kit import BLACK, CREAM, WHITE, describe, ellipsoid, eyes, head_focus
from kiln.grammar.base import Generator, Rng, Sample, article, pick, shade
from kiln.grammar.coats import Coat, ramp, stripes, within
from kiln.grammar.quadruped import Body, Posed, pose
from kiln.grammar.skin import WORLD, Surface
from kiln.mesh import merge

BIG_CAT = Body(
    chest=(0.15, 0.175),
    waist=(0.14, 0.155),
    rump=(0.145, 0.165),
    length=0.54,
    leg=0.27,
    limb=0.06,
    paw=1.1,
    neck=0.17,
    neck_angle=42,
    neck_root=0.14,
    neck_top=0.12,
    head=0.155,
)


def _big_cat(rng: Rng, style: str, mane: bool, tuft: bool) -> Posed:
    """The skin of a lion or tiger."""
    posed = pose(BIG_CAT.vary(rng), style, rng, float(rng.uniform(-20, 20)) if rng.random() < 0.2 else 0.0)
    skin, head = posed.skin, posed.head
    skin.within = head
    skin.ball([0, 0, 0], [1.0, 0.92, 0.95], "head", 0.35)
    skin.limb([[0, -0.18, 0.5], [0, -0.25, 1.0]], [0.52, 0.44], "muzzle", 0.2)
    skin.both("ball", [0.2, -0.38, 1.15], [0.28, 0.24, 0.24], "muzzle", 0.12)
    skin.both("ball", [0.72, 0.72, 0.0], [0.34, 0.34, 0.2], "ear", 0.1)
    if mane:
        # A ring of locks about the face, and a ruff down the chest.
        for a in np.linspace(0, 2 * np.pi, 12, endpoint=False):
            skin.ball([1.05 * np.sin(a), 0.95 * np.cos(a) - 0.1, -0.3], [0.55, 0.55, 0.6], "mane", 0.06)
        skin.ball([0, -0.1, -0.7], [1.3, 1.25, 0.8], "mane", 0.1)
        skin.ball([0, -1.35, -0.25], [0.85, 0.95, 0.6], "mane", 0.1)
    skin.within = WORLD
    at = posed.tail
    if posed.pose in ("sitting", "lying"):
        path = np.array([at, [0.05, 0.05, at[2] - 0.1], [0.24, 0.04, at[2] + 0.02], [0.32, 0.04, at[2] + 0.2]])
    else:
        path = at + np.array([[0, 0, 0], [0, -0.05, -0.14], [0, -0.2, -0.22], [0, -0.24, -0.36], [0, -0.16, -0.46]])
    skin.limb(path, 0.032, "tail", 0.04)
    if tuft:
        skin.ball(path[-1], [0.055, 0.055, 0.075], "tuft", 0.03)
    return posed


def lion(rng: Rng) -> Sample:
    """A lion with a mane, or a lioness."""
    male = bool(rng.random() < 0.75)
    style = pick(rng, ("standing", "walking", "sitting", "lying"), (0.4, 0.15, 0.27, 0.18))
    posed = _big_cat(rng, style, male, True)
    color = shade(rng, (0.84, 0.62, 0.32), 0.05)
    word = pick(rng, ("brown", "orange", "dark brown"), (3, 1.5, 1))
    mane = shade(
        rng, {"brown": (0.50, 0.28, 0.11), "orange": (0.78, 0.40, 0.10), "dark brown": (0.27, 0.16, 0.09)}[word], 0.05
    )

    def paint(s: Surface) -> np.ndarray:
        t = posed.trunk.local(s.at)
        layer = Coat(len(s.at), color)
        layer.lay(ramp(t[:, 1], -0.06, -0.13) * s.on("body", "thigh", "chest") * 0.7, CREAM)
        layer.lay(s.on("muzzle") * ramp(posed.head.local(s.at)[:, 1], -0.15, -0.35), CREAM)
        layer.lay(s.on("mane", "tuft"), mane)
        return layer.colors

    head = posed.head
    parts = [posed.skin.mesh(paint, 2300, head_focus(head, 2.0), 1.25)]
    parts += eyes(posed.skin, head, (0.42, 0.2, 1.0), 0.14)
    parts.append(head.mesh(ellipsoid(0.22, 0.15, 0.14, (0.30, 0.17, 0.13), 12, 8).move(0, -0.08, 1.36)).named("nose"))
    noun = "lion" if male else "lioness"
    extras = (f"{article(word)} mane",) if male else ()
    captions = describe(
        rng, noun, style, "", extras, ("king of the jungle", "male lion") if male else ("female lion", "lion")
    )
    return Sample(merge(parts), "lion", captions, f"{noun} {style} {word if male else ''}".strip())


def tiger(rng: Rng) -> Sample:
    """An orange or white tiger with black stripes."""
    style = pick(rng, ("standing", "walking", "sitting", "lying"), (0.4, 0.2, 0.22, 0.18))
    white = bool(rng.random() < 0.2)
    posed = _big_cat(rng, style, False, False)
    color = shade(rng, (0.94, 0.93, 0.90) if white else (0.90, 0.50, 0.13), 0.03)
    head = posed.head

    def paint(s: Surface) -> np.ndarray:
        t, h = posed.trunk.local(s.at), head.local(s.at)
        layer = Coat(len(s.at), color)
        layer.lay(ramp(t[:, 1], -0.07, -0.12) * s.on("body", "thigh", "chest"), WHITE)
        layer.lay(s.on("muzzle") * 0.9, WHITE)
        layer.lay(
            within(np.abs(h) * [1, 0, 0] + h * [0, 1, 1], [0.6, -0.4, 0.4], [0.45, 0.4, 0.6], 0.4) * s.on("head"), WHITE
        )
        torso = s.on("body", "thigh", "neck", "chest")
        bend = 0.05 * np.sin(t[:, 1] * 24) + t[:, 1] * 0.2
        bands = stripes(t[:, 2], rng, rng.uniform(0.11, 0.14), 0.36, bend)
        layer.lay(bands * torso * ramp(t[:, 1], -0.15, -0.04), BLACK)
        layer.lay(stripes(s.at[:, 1], rng, 0.095, 0.32) * s.on("leg"), BLACK)
        layer.lay(stripes(np.linalg.norm(s.at - posed.tail, axis=1), rng, 0.11, 0.4) * s.on("tail"), BLACK)
        bars = stripes(h[:, 1], rng, 0.42, 0.32) * ramp(np.abs(h[:, 0]), 0.55, 0.75)
        crown = stripes(h[:, 1], rng, 0.3, 0.35) * ramp(np.abs(h[:, 0]), 0.45, 0.3) * ramp(h[:, 1], 0.4, 0.55)
        layer.lay(np.maximum(bars, crown) * s.on("head"), BLACK)
        layer.lay(s.on("ear") * ramp((s.normals @ head.turn)[:, 2], 0.2, -0.2), BLACK)
        return layer.colors

    parts = [posed.skin.mesh(paint, 2400, head_focus(head, 2.0), 1.25)]
    parts += eyes(posed.skin, head, (0.42, 0.2, 1.0), 0.15, (0.3, 0.55, 0.85) if white else (0.15, 0.10, 0.06))
    parts.append(head.mesh(ellipsoid(0.22, 0.15, 0.14, (0.85, 0.50, 0.48), 12, 8).move(0, -0.08, 1.36)).named("nose"))
    extras = ("black stripes",)
    captions = describe(rng, "tiger", style, "white" if white else "orange", extras, ("striped tiger", "big cat"))
    return Sample(merge(parts), "tiger", captions, f"{'white' if white else 'orange'} {style}")


GENERATORS: dict[str, Generator] = {"lion": lion, "tiger": tiger}
