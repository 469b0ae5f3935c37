"""Insects: bee, ladybug and butterfly."""

from __future__ import annotations

import numpy as np

from kiln.grammar.animal_kit import DARK, WHITE, ellipsoid
from kiln.grammar.base import Generator, Rng, Sample, article, pick, shade
from kiln.grammar.coats import Coat, ramp
from kiln.grammar.kit import NUMBERS, chosen
from kiln.grammar.props import by_face, smooth_outline
from kiln.grammar.skin import Skin, Surface
from kiln.grammar.solids import pipe, skin
from kiln.mesh import Color, Mesh, merge

GLASS: Color = (0.80, 0.90, 0.96)


def _antennae(rng: Rng, at, size: float, color: Color) -> list[Mesh]:
    """Two feelers with knobs, from (±x, y, z)."""
    x, y, z = at
    tip = np.array([x + 0.9 * size, y + 1.5 * size, z + 0.7 * size * rng.uniform(0.4, 1.3)])
    stem = pipe([at, (np.asarray(at) + tip) / 2 + [0, 0.25 * size, 0], tip], 0.14 * size, color, 6)
    knob = ellipsoid(0.26 * size, 0.26 * size, 0.26 * size, color, 8, 6).move(*tip)
    return [m.both_sides().named("antenna") for m in (stem, knob)]


def _eyes(at, size: float, pupil: bool) -> list[Mesh]:
    white = ellipsoid(size, size * 1.15, size * 0.8, WHITE if pupil else DARK, 12, 8)
    parts = [white.move(*at).both_sides().named("eye")]
    if pupil:
        dot = ellipsoid(0.5 * size, 0.6 * size, 0.4 * size, DARK, 8, 6).move(0.1 * size, 0, 0.6 * size)
        parts.append(dot.move(*at).both_sides().named("eye"))
    return parts


def bee(rng: Rng) -> Sample:
    """A bee or a plump bumblebee in flight, striped, with pale wings."""
    form = pick(rng, ("bee", "bumblebee"), (0.65, 0.35))
    yellow_word = pick(rng, ("yellow", "orange"), (0.8, 0.2))
    yellow = shade(rng, yellow_word, 0.02)
    long = {"bee": 0.42, "bumblebee": 0.4}[form] * rng.uniform(0.93, 1.07)
    fat = {"bee": 0.24, "bumblebee": 0.3}[form] * rng.uniform(0.93, 1.07)
    body = Skin()
    body.ball([0, 0, -0.2], [fat, fat * 0.95, long], "tail", 0.08)
    body.ball([0, 0.03, 0.22], [fat * 0.82, fat * 0.8, fat * 0.85], "chest", 0.05)
    size = fat * rng.uniform(0.72, 0.85)
    z = 0.22 + fat * 0.85 + size * 0.45
    body.ball([0, 0.05, z], [size * 1.08, size, size * 0.9], "head", 0.03)
    count = int(rng.choice([3, 4]))
    sting = -0.2 - long

    def paint(s: Surface) -> np.ndarray:
        layer = Coat(len(s.at), yellow)
        v = (s.at[:, 2] - sting) / (long * 1.75) * count
        layer.lay(s.on("tail") & (v % 1 < 0.42), DARK)
        layer.lay(s.on("chest") * ramp(s.at[:, 2], 0.2, 0.17), DARK)
        layer.lay(s.on("head"), yellow)
        return layer.colors

    parts = [body.mesh(paint, 1700)]
    parts.append(pipe([(0, 0, sting + 0.03), (0, -0.02, sting - 0.12)], [0.045, 0.012], DARK, 6).named("sting"))
    parts += _eyes((0.6 * size, 0.1, z + 0.55 * size), 0.36 * size, bool(rng.random() < 0.7))
    parts += _antennae(rng, (0.4 * size, 0.05 + 0.8 * size, z + 0.2 * size), 0.6 * size, DARK)
    lift = rng.uniform(15, 50)
    for reach, wide, sweep in ((0.62, 0.2, -14), (0.44, 0.15, -48)):
        blade = ellipsoid(reach / 2, 0.022, wide, GLASS, 16, 6).move(reach / 2 + 0.02)
        blade = blade.rotate("y", -sweep).rotate("z", lift).move(0.06, fat * 0.72, 0.16)
        parts.append(blade.both_sides().named("wing"))
    for i, at in enumerate((0.32, 0.2, 0.08)):
        foot = [
            (fat * 0.5, -fat * 0.5, at),
            (fat * 0.95, -fat * 1.0, at + 0.06 - 0.06 * i),
            (fat * 0.9, -fat * 1.35, at + 0.1 - 0.1 * i),
        ]
        parts.append(pipe(foot, 0.03, DARK, 6).both_sides().named("leg"))
    noun, fixed = form, ["bee", article(form)]
    options = [
        article(noun),
        f"a flying {noun}",
        f"{article(yellow_word)} and black {noun}",
        f"a striped {noun}",
        "an insect",
    ]
    options += [f"a {noun} with wings", f"{article(yellow_word)} {noun} with black stripes"]
    options += ["a honey bee", "a cute bee"] if form == "bee" else ["a fat bee", form]
    return Sample(merge(parts), "bee", chosen(rng, fixed, options), f"{form} {yellow_word} {count} {lift > 32}")


def ladybug(rng: Rng) -> Sample:
    """A domed beetle with spots, a black head and six legs."""
    word = pick(rng, ("red", "orange", "yellow", "pink", "blue"), (6, 1.5, 1.2, 0.5, 0.5))
    color = np.asarray(shade(rng, word, 0.05))
    high = rng.uniform(0.26, 0.34)
    body = Skin()
    body.ball([0, 0.14, -0.05], [0.36, high, 0.42], "shell", 0.02)
    body.ball([0, 0.1, -0.05], [0.31, 0.09, 0.36], "belly", 0.02)
    body.ball([0, 0.17, 0.3], [0.25, 0.17, 0.15], "neck", 0.03)
    body.ball([0, 0.16, 0.43], [0.17, 0.14, 0.13], "head", 0.02)
    count = int(rng.choice([5, 7, 9]))
    pairs = {
        5: [(0.5, 0.1), (0.55, -0.5)],
        7: [(0.42, 0.32), (0.68, -0.18), (0.38, -0.62)],
        9: [(0.42, 0.4), (0.72, 0.0), (0.36, -0.28), (0.55, -0.66)],
    }[count]
    middles = [(0.0, 0.72)] + [(s * x, z) for x, z in pairs for s in (-1, 1)]
    radius = {5: 0.27, 7: 0.22, 9: 0.18}[count] * rng.uniform(0.9, 1.1)

    def paint(s: Surface) -> np.ndarray:
        layer = Coat(len(s.at), DARK)
        flat = np.c_[s.at[:, 0] / 0.36, (s.at[:, 2] + 0.05) / 0.42]
        shell = s.on("shell") & (s.at[:, 1] > 0.12)
        layer.lay(shell, tuple(color))
        for x, z in middles:
            d = np.hypot((flat[:, 0] - x), (flat[:, 1] - z))
            layer.lay(shell & (d < radius), DARK)
        layer.lay(shell & (np.abs(s.at[:, 0]) < 0.022) & (s.at[:, 2] < 0.25), DARK)
        cheeks = s.on("neck") & (np.abs(np.abs(s.at[:, 0]) - 0.17) < 0.06) & (s.normals[:, 1] > 0)
        layer.lay(cheeks, WHITE)
        return layer.colors

    parts = [body.mesh(paint, 2400)]
    parts += _eyes((0.1, 0.2, 0.52), 0.05, True)
    parts += _antennae(rng, (0.07, 0.27, 0.47), 0.085, DARK)
    for z, ahead in ((0.2, 0.14), (-0.03, 0.0), (-0.25, -0.14)):
        leg = pipe(
            [(0.25, 0.1, z), (0.43, 0.13, z + ahead * 0.5), (0.5, 0.0, z + ahead)], [0.045, 0.04, 0.032], DARK, 6
        )
        parts.append(leg.both_sides().named("leg"))
    a = article(word)
    options = [
        "a ladybird",
        f"{a} ladybug",
        f"{a} ladybug with black spots",
        f"{a} ladybird",
        "a beetle",
        f"{a} beetle with black spots",
    ]
    options += [f"a ladybug with {NUMBERS[count]} spots", f"{a} ladybug with {NUMBERS[count]} black spots"]
    captions = chosen(rng, ["ladybug", "a ladybug"], options)
    return Sample(merge(parts), "ladybug", captions, f"{word} {count} {high > 0.3}")


WINGS = {"orange": 3, "blue": 3, "purple": 1.5, "yellow": 2, "red": 1.5, "pink": 1.2, "green": 1, "white": 1}


def butterfly(rng: Rng) -> Sample:
    """Four patterned wings, raised or spread; seen from the front (+Z) or lying flat."""
    word = pick(rng, WINGS, list(WINGS.values()))
    color = np.asarray(shade(rng, word, 0.05))
    edge_word = pick(rng, ("black", "brown", "white"), (5, 1.5, 1)) if word != "white" else "black"
    edge = np.asarray(shade(rng, (0.30, 0.18, 0.10) if edge_word == "brown" else edge_word, 0.03))
    spot_word = pick(
        rng, [w for w in ("yellow", "white", "orange", "light blue", "pink") if w not in (word, edge_word)]
    )
    spot = np.asarray(shade(rng, spot_word, 0.03))
    dotted = bool(rng.random() < 0.65)
    grow, low = rng.uniform(0.9, 1.1), rng.uniform(0.8, 1.0)
    upper = (
        smooth_outline(
            [(0.04, 0.02), (0.28, 0.02), (0.56, 0.16), (0.66, 0.42), (0.5, 0.56), (0.22, 0.4), (0.05, 0.18)], 5
        )
        * grow
    )
    lower = (
        smooth_outline(
            [(0.04, 0.08), (0.05, -0.2), (0.2, -0.46), (0.38, -0.42), (0.46, -0.2), (0.34, 0.02), (0.16, 0.1)], 5
        )
        * low
        * grow
    )
    thick = 0.035
    parts = []
    for outline, part in ((upper, "upper wing"), (lower, "lower wing")):
        middle = outline.mean(0)
        steps = [(v, -1) for v in np.linspace(0.04, 1, 8)] + [(v, 1) for v in np.linspace(1, 0.04, 8)]
        rings = np.stack(
            [np.c_[middle + (outline - middle) * v, np.full(len(outline), s * thick / 2)] for v, s in steps]
        )
        blade = skin(rings, tuple(color), flat=True)
        marks = [middle + (outline[i] - middle) * 0.8 for i in range(12, len(outline) - 6, 5)]
        root = outline[0]

        def paint(at: np.ndarray, outline=outline, middle=middle, marks=marks, root=root) -> np.ndarray:
            flat = at[:, :2]
            turn = np.arctan2(*(flat - middle).T[::-1])
            bearing = np.arctan2(*(outline - middle).T[::-1])
            order = np.argsort(bearing)
            reach = np.interp(turn, bearing[order], np.linalg.norm(outline - middle, axis=1)[order], period=2 * np.pi)
            share = np.linalg.norm(flat - middle, axis=1) / reach
            away = np.linalg.norm(flat - root, axis=1)
            rim = (share > 0.74) & (away > 0.16)
            tone = np.where(rim[:, None], edge, color * (0.8 + 0.25 * np.clip(away / 0.4, 0, 1))[:, None])
            if dotted:
                near = np.min([np.linalg.norm(flat - m, axis=1) for m in marks], axis=0)
                tone = np.where((near < 0.045)[:, None], spot, tone)
            return tone

        parts.append(by_face(blade, paint).named(part))
    fold = rng.uniform(0, 38)
    wing = merge(parts).rotate("y", -float(fold))
    body_color = tuple(edge * 0.9 + 0.03) if edge_word != "white" else DARK
    torso = Skin()
    torso.limb([[0, -0.34, 0], [0, 0.0, 0], [0, 0.16, 0]], [0.035, 0.062, 0.055], "body", 0.03)
    torso.ball([0, 0.25, 0.01], [0.075, 0.075, 0.075], "head", 0.02)
    whole = [wing.both_sides(), torso.mesh(body_color, 600), *_eyes((0.045, 0.27, 0.06), 0.028, False)]
    feeler = pipe([(0.03, 0.3, 0.02), (0.08, 0.42, 0.05), (0.17, 0.5, 0.07)], 0.02, body_color, 6)
    whole.append(feeler.both_sides().named("antenna"))
    mesh = merge(whole)
    pose = pick(rng, ("upright", "flat"), (0.6, 0.4))
    if pose == "flat":
        mesh = mesh.rotate("x", -72).rotate("y", 180)
    a = article(word)
    options = [
        f"{a} butterfly",
        f"{word} butterfly",
        f"a butterfly with {word} wings",
        "a beautiful butterfly",
        "an insect",
    ]
    options += [f"{article(f'{word} and {edge_word}')} butterfly", f"{a} butterfly with {edge_word} edges"]
    options += (
        [f"{a} butterfly with {spot_word} spots", f"a butterfly with {word} wings and {spot_word} spots"]
        if dotted
        else []
    )
    options += ["a butterfly with open wings"]
    captions = chosen(rng, ["butterfly", "a butterfly"], options)
    return Sample(mesh, "butterfly", captions, f"{word} {edge_word} {spot_word if dotted else ''} {pose}")


GENERATORS: dict[str, Generator] = {"bee": bee, "ladybug": ladybug, "butterfly": butterfly}
