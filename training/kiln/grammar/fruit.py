"""Fruit: apples, bananas and pumpkins."""

from __future__ import annotations

import numpy as np

from kiln.grammar.base import Generator, Rng, Sample, article, shade
from kiln.grammar.kit import NUMBERS, chosen, weighted
from kiln.grammar.props import INK
from kiln.grammar.solids import pipe, skin, turned
from kiln.mesh import Color, Mesh, merge

STEM: Color = (0.40, 0.27, 0.14)
LEAF: Color = (0.28, 0.58, 0.20)


def _leaf(length: float, width: float, color: Color) -> Mesh:
    """A pointed leaf along +X, a little arched, about 12 % as thick as it is long."""
    t = np.linspace(0, 1, 8)
    half = width / 2 * np.sin(np.pi * t) ** 0.8
    thick = 0.06 * length * np.sin(np.pi * np.clip(t, 0.05, 0.95))
    rise = 0.25 * length * np.sin(np.pi * t * 0.9)
    a = np.linspace(0, 2 * np.pi, 8, endpoint=False)
    rings = np.stack(
        [
            np.repeat((length * t)[:, None], 8, 1),
            rise[:, None] + np.outer(thick, np.sin(a)),
            -np.outer(half, np.cos(a)),
        ],
        -1,
    )
    return skin(rings, color)


def apple(rng: Rng) -> Sample:
    """An apple with its stem; some with leaves, some with a bite out of them, some halved."""
    name = weighted(rng, {"red": 0.5, "green": 0.3, "yellow": 0.2})
    color = shade(rng, {"green": (0.50, 0.72, 0.20)}.get(name, name), 0.04)
    blush = rng.random() < 0.3 and name != "red"
    high, waist = rng.uniform(0.82, 1.0), rng.uniform(0.3, 0.5)
    t = np.linspace(-np.pi / 2, np.pi / 2, 19)
    radius = np.cos(t) ** 0.8 * (1 + 0.12 * np.sin(t))
    radius[[0, -1]] = 0
    y = high * (np.sin(t) - 0.45 * np.exp(-((radius / 0.32) ** 2)) * np.sign(np.sin(t)) * np.where(t < 0, waist, 1))
    a = np.linspace(0, 2 * np.pi, 28, endpoint=False)
    lobes = 1 + 0.03 * np.cos(5 * a)[None] * np.clip(-np.sin(t), 0, 1)[:, None]
    rings = np.stack(
        [np.outer(radius, np.sin(a)) * lobes, np.repeat(y[:, None], 28, 1), np.outer(radius, np.cos(a)) * lobes], -1
    )
    tones = np.broadcast_to(np.asarray(color), rings.shape).copy()
    if blush:
        warm = np.clip(np.cos(a - 0.6), 0, 1)[None, :, None] ** 2 * np.cos(t)[:, None, None]
        tones = tones * (1 - 0.5 * warm) + np.asarray((0.85, 0.30, 0.15)) * 0.5 * warm
    tones = tones + (np.asarray((0.75, 0.68, 0.25)) - tones) * np.exp(-((radius / 0.2) ** 2))[:, None, None] * 0.5
    bite = bool(rng.random() < 0.22)
    if bite:
        # Points inside the bite's sphere move out to its surface: a hollow in the side, with pale flesh.
        centre, size = np.array([1.05, 0.15, 0.35]), 0.62
        away = rings - centre
        gap = np.linalg.norm(away, axis=-1, keepdims=True)
        inside = gap < size
        rings = np.where(inside, centre + away / gap * size, rings)
    body = skin(rings, tones)
    if bite:
        flesh = np.linalg.norm(body.positions[body.faces].mean(1) - centre, axis=1) < 1.03 * size
        body.colors[flesh] = (0.96, 0.92, 0.74)
    parts = [body.named("apple")]
    top = y[-1]
    parts.append(
        pipe([(0, top - 0.05, 0), (0.03, top + 0.25, 0), (0.12, top + 0.5, 0)], [0.06, 0.055, 0.08], STEM, 8).named(
            "stem"
        )
    )
    leaves = int(rng.choice([0, 1, 2], p=[0.3, 0.5, 0.2]))
    leaf = _leaf(0.62, 0.36, shade(rng, LEAF, 0.06))
    for i in range(leaves):
        parts.append(leaf.rotate("y", rng.uniform(-50, 50) + 180 * i).move(0.03, top + 0.22).named("leaf"))
    a = article(name)
    options = [
        f"{a} apple",
        f"{name} apple",
        f"a shiny {name} apple",
        "a fruit",
        "an apple with a stem",
        "a fresh apple",
    ]
    if leaves:
        many = "a leaf" if leaves == 1 else "two leaves"
        options += [f"an apple with {many}", f"{a} apple with {many}", f"{a} apple with a stem and {many}"]
    if bite:
        options += ["a bitten apple", f"{a} apple with a bite taken out", f"a bitten {name} apple"]
    captions = chosen(rng, ["apple", "an apple"], options)
    return Sample(merge(parts), "apple", captions, f"{name} {leaves} {bite} {blush}")


def _banana(rng: Rng, color: Color, tip: Color) -> Mesh:
    """One banana in the plane z = 0, curving up at both ends, five-sided, about 2 long."""
    t = np.linspace(-1, 1, 17)
    bend = rng.uniform(0.9, 1.15)
    path = np.stack([np.sin(t * bend) / bend, (1 - np.cos(t * bend)) / bend, 0 * t], 1)
    thick = 0.19 * (1 - np.abs(t) ** 3.2) ** 0.55 + 0.05
    thick[0], thick[-3:] = 0.05, (0.075, 0.065, 0.075)
    along = np.gradient(path, axis=0)
    along /= np.linalg.norm(along, axis=1, keepdims=True)
    across = np.stack([-along[:, 1], along[:, 0], 0 * t], 1)
    a = np.linspace(0, 2 * np.pi, 10, endpoint=False)
    edge = 1 + 0.06 * np.cos(5 * a)
    rings = path[:, None] + thick[:, None, None] * (
        (np.cos(a) * edge)[None, :, None] * across[:, None] + (np.sin(a) * edge)[None, :, None] * np.array([0, 0, 1.0])
    )
    tones = np.broadcast_to(np.asarray(color), rings.shape).copy()
    tones[:1] = tones[-1:] = tip
    tones[-4:-1] = np.asarray(color) * 0.6 + np.asarray((0.45, 0.55, 0.15)) * 0.4
    return skin(rings, tones)


def banana(rng: Rng) -> Sample:
    """A banana, or a bunch of them on one stalk."""
    name = weighted(rng, {"yellow": 0.8, "green": 0.2})
    color = shade(rng, {"yellow": (0.95, 0.80, 0.16), "green": (0.52, 0.68, 0.20)}[name], 0.03)
    tip = (0.30, 0.22, 0.12)
    count = int(rng.choice([1, 2, 3, 4, 5], p=[0.42, 0.08, 0.2, 0.17, 0.13]))
    if count == 1:
        mesh = _banana(rng, color, tip).rotate("y", rng.uniform(-25, 25))
        if rng.random() < 0.5:
            mesh = mesh.scale(-1, 1, 1)
        parts = [mesh.named("banana")]
    else:
        # Side by side from one stalk, all curving towards +Z.
        parts = []
        for angle in (np.arange(count) - (count - 1) / 2) * rng.uniform(19, 23):
            tone = tuple(np.asarray(color) * rng.uniform(0.88, 1.0))
            one = _banana(rng, tone, tip).rotate("z", 90).rotate("y", 90)
            top = one.bounds()[1][1]
            parts.append(one.move(0, -top, 0).rotate("z", float(angle)).rotate("x", rng.uniform(-6, 6)).named("banana"))
        stalk = turned([(0.16, -0.28), (0.2, -0.1), (0.14, 0.16)], (0.45, 0.48, 0.16), 10)
        z = float(np.mean([p.positions[p.positions[:, 1] > -0.12, 2].mean() for p in parts]))
        parts.append(stalk.scale(0.8 + 0.12 * count, 1, 1).move(0, 0, z).named("stalk"))
    if count == 1:
        fixed = ["banana", "a banana"]
        options = [
            f"{article(name)} banana",
            f"{name} banana",
            "a single banana",
            "a fruit",
            "one banana",
            "a curved banana",
        ]
        options += ["a ripe banana"] if name == "yellow" else ["an unripe banana"]
    else:
        fixed = ["bananas", "a bunch of bananas"]
        options = [f"{NUMBERS[count]} bananas", f"a bunch of {name} bananas", f"{name} bananas", "a banana bunch"]
        options += [f"a bunch of {NUMBERS[count]} bananas", f"{NUMBERS[count]} {name} bananas"]
    return Sample(merge(parts), "banana", chosen(rng, fixed, options), f"{count} {name}")


def pumpkin(rng: Rng) -> Sample:
    """A ribbed pumpkin with its stalk; some carved into a jack-o'-lantern."""
    name = weighted(rng, {"orange": 0.8, "white": 0.1, "green": 0.1})
    color = np.asarray(shade(rng, {"orange": (0.91, 0.45, 0.09), "green": (0.30, 0.45, 0.20)}.get(name, name), 0.04))
    ribs, flat = int(rng.integers(8, 13)), rng.uniform(0.68, 0.95)
    deep = rng.uniform(0.05, 0.09)
    sides = 6 * ribs
    t = np.linspace(-np.pi / 2, np.pi / 2, 17)
    a = np.linspace(0, 2 * np.pi, sides, endpoint=False)
    furrow = np.abs(np.cos(ribs * a / 2))  # 0 in the furrows
    radius = np.cos(t) ** 0.7
    radius[[0, -1]] = 0
    r = radius[:, None] * (1 - deep + deep * furrow**0.6)[None]
    y = flat * (np.sin(t) - 0.3 * np.sign(np.sin(t)) * np.exp(-((radius / 0.35) ** 2)))
    rings = np.stack([r * np.sin(a), np.repeat(y[:, None], sides, 1), r * np.cos(a)], -1)
    tones = color * (0.72 + 0.3 * furrow**0.7)[None, :, None] * np.ones((17, 1, 1))
    parts = [skin(rings, np.clip(tones, 0, 1)).named("pumpkin")]
    top = float(y[-1])
    stalk = (0.38, 0.46, 0.18) if rng.random() < 0.7 else STEM
    lean = rng.uniform(-0.25, 0.25)
    path = [(0, top - 0.1, 0), (0.3 * lean, top + 0.2, 0), (lean, top + rng.uniform(0.38, 0.55), 0)]
    parts.append(pipe(path, [0.16, 0.11, 0.13], stalk, 8).named("stalk"))
    carved = bool(rng.random() < 0.45)
    if carved:
        glow = (1.0, 0.85, 0.25) if rng.random() < 0.55 else INK
        parts += _face(rng, flat, glow)
    a_ = article(name)
    options = [f"{a_} pumpkin", f"{name} pumpkin", "a pumpkin with a stem", f"a ripe {name} pumpkin"]
    fixed = ["pumpkin", "a pumpkin"]
    if carved:
        options += ["a jack-o'-lantern", "a carved pumpkin", "a halloween pumpkin", f"{a_} pumpkin with a face"]
        options += ["a carved pumpkin with a jagged smile", "a spooky pumpkin with triangle eyes"]
    else:
        options += ["a round pumpkin" if flat > 0.82 else "a flat pumpkin", "a vegetable"]
    style = f"{name} {ribs} {carved} {flat > 0.82}"
    return Sample(merge(parts), "pumpkin", chosen(rng, fixed, options), style)


def _face(rng: Rng, flat: float, color: Color) -> list[Mesh]:
    """Triangular eyes and nose and a jagged grin, laid on the front of a unit ball of height `flat`."""
    wide = rng.uniform(0.5, 0.62)
    x = np.linspace(-wide, wide, 9)
    grin = -0.28 + 0.3 * (x / wide) ** 2
    jag = np.where(np.arange(9) % 2, 0.0, 0.1)
    strips = [((-0.34, 0.2), 0.17), ((0.34, 0.2), 0.17), ((0.0, 0.02), 0.1)]
    parts = []
    for (cx, cy), s in strips:
        outline = np.array([(cx - s, cy - 0.7 * s), (cx + s, cy - 0.7 * s), (cx, cy + s)])
        parts.append(_inlay(outline, flat, color))
    for i in range(8):
        quad = [(x[i], grin[i] - 0.13 + jag[i]), (x[i + 1], grin[i + 1] - 0.13 + jag[i + 1])]
        quad += [(x[i + 1], grin[i + 1] + 0.1), (x[i], grin[i] + 0.1)]
        parts.append(_inlay(np.array(quad), flat, color))
    return [p.named("face") for p in parts]


def _inlay(outline: np.ndarray, flat: float, color: Color) -> Mesh:
    """A plate [(x, y), ...] bent onto the front of the pumpkin, a little proud of it."""

    def onto(grow: float) -> np.ndarray:
        left = np.clip(1 - np.sum((outline / [1, flat * 1.02]) ** 2, 1), 0.02, 1)
        return np.c_[outline, np.sqrt(left) * grow]

    return skin(np.stack([onto(0.7), onto(1.01)]), color, flat=True)


GENERATORS: dict[str, Generator] = {"apple": apple, "banana": banana, "pumpkin": pumpkin}
