"""Small animals of the garden: frog, snake and snail."""

from __future__ import annotations

import numpy as np

from kiln.grammar.animal_kit import DARK, describe, ellipsoid
from kiln.grammar.base import Generator, Rng, Sample, article, pick, shade
from kiln.grammar.coats import Coat, blotches, ramp, spots
from kiln.grammar.skin import WORLD, Skin, Surface, frame
from kiln.grammar.solids import pipe
from kiln.mesh import Color, merge

FROGS: dict[str, Color] = {
    "green": (0.36, 0.66, 0.22),
    "dark green": (0.16, 0.42, 0.18),
    "brown": (0.50, 0.36, 0.20),
    "blue": (0.16, 0.42, 0.82),
    "red": (0.80, 0.16, 0.12),
    "yellow": (0.94, 0.80, 0.18),
}


def frog(rng: Rng) -> Sample:
    """A sitting frog with bulging eyes, a wide mouth and folded hind legs."""
    word = pick(rng, FROGS, (6, 1.5, 1.2, 0.9, 0.8, 0.8))
    color = np.asarray(shade(rng, FROGS[word], 0.05))
    pale = (0.95, 0.93, 0.72) if word != "yellow" else (0.98, 0.96, 0.9)
    skin = Skin()
    fat, tilt = rng.uniform(0.92, 1.12), rng.uniform(24, 40)
    skin.ball([0, 0.2, -0.08], [0.23 * fat, 0.175, 0.3], "body", 0.08, pitch=tilt)
    head = frame((0, 0.36, 0.17), pitch=float(rng.uniform(0, 10)), size=0.2)
    skin.within = head
    skin.ball([0, 0, 0], [1.12, 0.66, 0.95], "head", 0.3)
    eye = rng.uniform(0.36, 0.44)
    skin.both("ball", [0.66, 0.55, 0.1], [eye, eye, eye], "lid", 0.12)
    skin.within = WORLD
    skin.both("ball", [0.25 * fat, 0.13, -0.2], [0.1, 0.13, 0.22], "leg", 0.05)
    skin.both("limb", [[0.25 * fat, 0.18, -0.32], [0.31 * fat, 0.07, 0.04]], [0.08, 0.06], "leg", 0.04)
    skin.both("limb", [[0.31 * fat, 0.05, 0.0], [0.33 * fat, 0.04, -0.24]], [0.05, 0.045], "leg", 0.03)
    skin.both(
        "limb",
        [[0.15 * fat, 0.26, 0.15], [0.21 * fat, 0.14, 0.2], [0.19 * fat, 0.04, 0.26]],
        [0.065, 0.052, 0.045],
        "leg",
        0.04,
    )
    for sign in (1, -1):
        for root, spread in (
            ([0.19 * fat, 0.03, 0.27], (-0.5, 0.15, 0.8)),
            ([0.33 * fat, 0.03, -0.02], (-0.2, 0.4, 1.0)),
        ):
            for a in spread:
                tip = np.array(root) + [0.13 * np.sin(a), -0.005, 0.13 * np.cos(a)]
                skin.limb(np.array([root, tip]) * [sign, 1, 1], [0.03, 0.022], "foot", 0.01)
                skin.ball(tip * [sign, 1, 1], 0.032, "foot", 0.01)
    spotted = bool(rng.random() < 0.4)
    mark = DARK if word in ("blue", "yellow", "red") else tuple(color * 0.5)

    def paint(s: Surface) -> np.ndarray:
        layer = Coat(len(s.at), tuple(color))
        h = head.local(s.at)
        if spotted:
            layer.lay(spots(s.at, rng, 0.15, 0.045) * ramp(s.normals[:, 1], 0.0, 0.4) * s.on("body", "leg"), mark)
        throat = ramp(h[:, 1], -0.12, -0.25) * s.on("head") + ramp(s.normals[:, 2] - s.normals[:, 1], 0.5, 0.9) * s.on(
            "body"
        )
        layer.lay(throat, pale)
        mouth = (np.abs(h[:, 1] + 0.1 - 0.1 * h[:, 0] ** 2) < 0.06) & (h[:, 2] > 0.2)
        layer.lay(mouth * s.on("head"), tuple(color * 0.3))
        layer.lay(s.on("foot") * 0.35, (0.95, 0.7, 0.25))
        return layer.colors

    parts = [skin.mesh(paint, 2600, (head.origin - 0.32, head.origin + 0.32), 1.25)]
    white = ellipsoid(eye * 0.82, eye * 0.82, eye * 0.5, (0.98, 0.95, 0.75), 14, 9).move(0.7, 0.6, 0.1 + 0.62 * eye)
    dot = ellipsoid(eye * 0.5, eye * 0.42, eye * 0.3, DARK, 10, 6).move(0.71, 0.6, 0.1 + 1.0 * eye)
    parts += [head.mesh(m.both_sides()).named("eye") for m in (white, dot)]
    crown = bool(rng.random() < 0.08)
    if crown:
        ring = [
            ellipsoid(0.09, 0.3, 0.09, (0.97, 0.78, 0.2), 8, 6).move(0.36 * np.sin(a), 0.9, 0.36 * np.cos(a))
            for a in np.arange(6) * np.pi / 3
        ]
        parts += [head.mesh(m).named("crown") for m in ring]
    extras = (("a golden crown",) if crown else ()) + (("dark spots",) if spotted else ("big eyes",))
    captions = describe(rng, "frog", pick(rng, ("sitting", "")), word, extras, ("toad", "tree frog", "amphibian"))
    return Sample(merge(parts), "frog", captions, f"{word} {spotted} {crown}")


SNAKES = {"green": 4, "brown": 2, "red": 1.5, "yellow": 1.5, "blue": 1, "orange": 1, "black": 1.2, "purple": 0.6}


def snake(rng: Rng) -> Sample:
    """A snake coiled up with its head raised, or winding along the ground; plain, banded or with diamonds."""
    word = pick(rng, SNAKES, list(SNAKES.values()))
    color = np.asarray(shade(rng, word, 0.05))
    second_word = pick(rng, [w for w in ("yellow", "black", "white", "red") if w != word])
    pattern = pick(rng, ("banded", "spotted", "plain"), (0.45, 0.25, 0.3))
    second = np.asarray(shade(rng, second_word, 0.04))
    coiled = bool(rng.random() < 0.65)
    n = 64
    t = np.linspace(0, 1, n)
    thick = rng.uniform(0.075, 0.095) if coiled else rng.uniform(0.085, 0.1)
    if coiled:
        loops = rng.uniform(2.1, 2.8)
        low = 0.78
        angle = 2 * np.pi * loops * np.minimum(t / low, 1)
        radius = 0.42 - 0.26 * np.minimum(t / low, 1)
        y = thick + 0.27 * np.minimum(t / low, 1) * loops / 2.4
        path = np.stack([radius * np.sin(angle), y, radius * np.cos(angle)], 1)
        # The neck rises from the last loop and bends forwards.
        k = np.clip((t - low) / (1 - low), 0, 1)
        start = path[np.searchsorted(t, low)]
        rise = rng.uniform(0.42, 0.6)
        neck = start * [1, 1, 1] + np.stack(
            [
                -start[0] * k,
                rise * np.sin(k * np.pi * 0.62),
                (0.16 - start[2]) * k + 0.1 * k**2 - 0.16 * np.sin(k * np.pi),
            ],
            1,
        )
        path = np.where((t >= low)[:, None], neck, path)
    else:
        waves, wide = rng.uniform(1.3, 1.8), rng.uniform(0.24, 0.32)
        x = wide * np.sin(2 * np.pi * waves * t) * (1 - 0.5 * t**4)
        lift = rng.uniform(0.12, 0.3)
        path = np.stack([x, thick + lift * np.maximum(t - 0.84, 0) ** 1.5 * 12, 1.25 * t], 1)
    # Even spacing, so that rings neither crowd nor stretch.
    length = np.r_[0, np.cumsum(np.linalg.norm(np.diff(path, axis=0), axis=1))]
    even = np.linspace(0, length[-1], 110)
    path = np.stack([np.interp(even, length, path[:, i]) for i in range(3)], 1)
    s = even / length[-1]
    girth = thick * np.minimum(1, 0.25 + 4.0 * s) * (1 - 0.22 * np.clip((s - 0.85) / 0.15, 0, 1))
    girth[0] = 0.012
    body = pipe(path, girth, tuple(color), 12)
    # Vertices of a pipe run ring by ring; its caps have the end rings' colour anyway.
    rows = np.clip(body.faces.min(1) // 12, 0, 109)
    along = s[rows] * length[-1]
    tone = np.broadcast_to(color, (len(rows), 3)).copy()
    if pattern == "banded":
        tone[(along / 0.17) % 1 < 0.34] = second
    elif pattern == "spotted":
        up = body.face_normals()[:, 1]
        tone[((along / 0.13) % 1 < 0.5) & (up > 0.35)] = second
    body.colors[:] = tone[:, None]
    parts = [body.named("body")]
    ahead = path[-1] - path[-4]
    yaw = float(np.degrees(np.arctan2(ahead[0], ahead[2])))
    head = frame(
        path[-1] + [0, 0.01, 0.03], pitch=float(rng.uniform(-12, 8)), yaw=yaw if not coiled else 0.0, size=thick
    )
    skull = Skin(head)
    skull.ball([0, 0, 0.2], [1.3, 0.95, 1.4], "head", 0.4)
    skull.ball([0, -0.1, 1.4], [0.95, 0.7, 1.0], "head", 0.4)
    parts.append(skull.mesh(tuple(color), 500))
    white = ellipsoid(0.36, 0.4, 0.36, (0.98, 0.92, 0.5), 10, 7).move(0.9, 0.5, 0.9).both_sides()
    dot = ellipsoid(0.2, 0.34, 0.2, DARK, 8, 6).move(1.08, 0.54, 1.1).both_sides()
    parts += [head.mesh(m).named("eye") for m in (white, dot)]
    tongue = bool(rng.random() < 0.6)
    if tongue:
        red = (0.85, 0.12, 0.15)
        fork = [pipe([(0, -0.25, 2.2), (0, -0.2, 3.2)], 0.2, red, 6)]
        fork += [pipe([(0, -0.2, 3.1), (x, 0.0, 4.0)], [0.18, 0.12], red, 6) for x in (-0.45, 0.45)]
        parts += [head.mesh(m).named("tongue") for m in fork]
    coat = word if pattern == "plain" else f"{word} and {second_word} {'striped' if pattern == 'banded' else 'spotted'}"
    extras = ("its tongue out",) if tongue else ()
    captions = list(describe(rng, "snake", "coiled" if coiled else "", coat, extras, ("serpent",)))
    captions.append(f"{article(word)} snake")
    return Sample(merge(parts), "snake", tuple(dict.fromkeys(captions))[:7], f"{word} {pattern} {coiled} {tongue}")


def snail(rng: Rng) -> Sample:
    """A snail with a coiled shell and two eyes on stalks."""
    shell_word = pick(
        rng, ("brown", "orange", "yellow", "red", "blue", "green", "purple", "pink"), (4, 2, 1.5, 1.2, 1, 1, 0.8, 0.8)
    )
    body_word = pick(rng, ("tan", "gray", "green", "yellow"), (4, 1.5, 1, 1))
    if body_word == shell_word:
        body_word = "tan"
    color = np.asarray(shade(rng, (0.55, 0.35, 0.18) if shell_word == "brown" else shell_word, 0.05))
    flesh = np.asarray(
        shade(rng, {"tan": (0.84, 0.70, 0.48), "green": (0.62, 0.74, 0.38)}.get(body_word, body_word), 0.04)
    )
    skin = Skin()
    up = rng.uniform(0.2, 0.3)
    skin.limb(
        [[0, 0.035, -0.52], [0, 0.07, -0.2], [0, 0.08, 0.2], [0, 0.1, 0.36]], [0.035, 0.11, 0.115, 0.1], "foot", 0.06
    )
    skin.limb([[0, 0.09, 0.3], [0, 0.12 + up * 0.5, 0.42], [0, 0.13 + up, 0.47]], [0.11, 0.1, 0.105], "head", 0.06)
    top = np.array([0.055, 0.2 + up, 0.47])
    tips = top + [rng.uniform(0.05, 0.1), rng.uniform(0.15, 0.22), rng.uniform(0.02, 0.08)]
    skin.both("limb", [top, tips], [0.032, 0.028], "stalk", 0.02)
    skin.both("limb", [[0.04, 0.1 + up, 0.55], [0.07, 0.12 + up, 0.65]], [0.026, 0.022], "stalk", 0.02)

    def paint(s: Surface) -> np.ndarray:
        layer = Coat(len(s.at), tuple(flesh))
        layer.lay(ramp(s.at[:, 1], 0.05, 0.02), tuple(flesh * 0.75))
        layer.lay(blotches(s.at, rng, 0.1, 0.25) * 0.25, tuple(flesh * 0.7))
        return layer.colors

    parts = [skin.mesh(paint, 1500)]
    ball = ellipsoid(0.05, 0.055, 0.05, (0.97, 0.96, 0.92), 10, 7).move(*tips).both_sides()
    dot = ellipsoid(0.03, 0.034, 0.025, DARK, 8, 6).move(*(tips + [0.005, 0.005, 0.04])).both_sides()
    parts += [m.named("eye") for m in (ball, dot)]
    # The shell: a tube that winds inwards in the plane x = 0, its middle bulging to both sides.
    turns, big = 2.4, rng.uniform(0.27, 0.33)
    t = np.linspace(0, 1, 56)
    angle = -0.5 + 2 * np.pi * turns * t
    shrink = np.exp(-1.75 * t)
    centre = np.array([0, 0.16 + big * 0.95, -0.1])
    radius = big * 0.62 * shrink
    path = centre + np.stack([0 * t, -radius * np.cos(angle), radius * np.sin(angle)], 1)
    tube = pipe(path, big * 0.47 * shrink**0.85 + 0.012, tuple(color), 14)
    rows = np.clip(tube.faces.min(1) // 14, 0, 55)
    ridge = 0.82 + 0.24 * ((rows // 2) % 2)
    around = np.abs(tube.positions[tube.faces].mean(1)[:, 0]) / (big * 0.5 * shrink[rows] ** 0.85)
    swirl = pick(rng, ("ridged", "striped"))
    other_word = pick(rng, [w for w in ("white", "yellow", "brown") if w != shell_word])
    other = np.asarray(shade(rng, other_word, 0.04))
    tone = color * ridge[:, None] if swirl == "ridged" else np.where((around > 0.82)[:, None], other, color)
    tube.colors[:] = np.clip(tone, 0, 1)[:, None]
    bulge = [ellipsoid(big * 0.4, big * 0.62, big * 0.62, tuple(color * 0.8), 18, 10).move(*centre)]
    parts += [m.named("shell") for m in (tube.scale(1.15, 1, 1), *bulge)]
    a = article(shell_word)
    options = [f"{article(body_word)} snail with {a} shell", f"a snail with {a} shell", "a garden snail"]
    options += ["a snail with a spiral shell", f"a snail with a {swirl} shell"]
    captions = ("snail", "a snail", *options, "a snail with two eyes on stalks")
    order = rng.permutation(len(captions))[:6]
    kept = tuple(captions[i] for i in sorted({0, 1, *order.tolist()}))
    return Sample(merge(parts), "snail", kept, f"{shell_word} {body_word} {swirl}")


GENERATORS: dict[str, Generator] = {"frog": frog, "snake": snake, "snail": snail}
