"""Cactuses."""

from __future__ import annotations

import numpy as np

from kiln.grammar.base import Generator, Rng, Sample, article, pick, shade
from kiln.grammar.kit import NUMBERS, chosen, tint, weighted
from kiln.grammar.plant_parts import flower_pot, lump
from kiln.grammar.solids import ball, instances, skin, turned
from kiln.mesh import Color, Mesh, merge


def _ribbed(path, radius, color: Color, ribs: int) -> Mesh:
    """A cactus limb: ribs along a round-ended tube."""
    path = np.asarray(path, float)
    steps = np.linspace(0, 1, 14)
    knots = np.r_[0, np.cumsum(np.linalg.norm(np.diff(path, axis=0), axis=1))]
    at = np.stack([np.interp(steps * knots[-1], knots, path[:, i]) for i in range(3)], 1)
    at[1:-1] = (at[:-2] + 2 * at[1:-1] + at[2:]) / 4
    left = (1 - steps) * knots[-1]
    end = np.sqrt(np.clip(1 - (1 - np.minimum(left / radius, 1)) ** 2, 0, 1))
    tangent = np.gradient(at, axis=0)
    tangent /= np.linalg.norm(tangent, axis=1, keepdims=True)
    side = np.cross(tangent, [0, 0, 1.0])
    side /= np.linalg.norm(side, axis=1, keepdims=True)
    other = np.cross(tangent, side)
    a = np.linspace(0, 2 * np.pi, 2 * ribs, endpoint=False)
    ridge = np.where(np.arange(2 * ribs) % 2 == 0, 1.0, 0.84)
    r = radius * (0.02 + 0.98 * end)[:, None] * ridge
    rings = at[:, None] + r[..., None] * (np.cos(a)[:, None] * side[:, None] + np.sin(a)[:, None] * other[:, None])
    tones = np.asarray(color) * np.where(np.arange(2 * ribs) % 2 == 0, 1.12, 0.8)[None, :, None] * np.ones((14, 1, 1))
    return skin(rings, np.clip(tones, 0, 1))


def cactus(rng: Rng) -> Sample:
    """A cactus: a saguaro with arms, a barrel, or a prickly pear; in sand or in a pot."""
    form = pick(rng, ("arms", "column", "barrel", "paddles"), (0.52, 0.12, 0.18, 0.18))
    greens = {"green": (0.22, 0.58, 0.22), "dark green": (0.12, 0.40, 0.20), "light green": (0.40, 0.66, 0.30)}
    tone = weighted(rng, {"green": 0.6, "dark green": 0.25, "light green": 0.15})
    green = shade(rng, greens[tone], 0.05)
    parts: list[Mesh] = []
    arms, top = 0, np.array([[0.0, 1.0, 0.0]])
    if form in ("arms", "column"):
        r = rng.uniform(0.085, 0.12)
        ribs = int(rng.integers(7, 10))
        tall = rng.uniform(0.85, 1.1)
        top = np.array([[0.0, tall, 0.0]])
        parts.append(_ribbed([(0, 0, 0), (0, tall, 0)], r, green, ribs))
        if form == "arms":
            arms = int(pick(rng, (1, 2, 3, 4), (0.15, 0.5, 0.25, 0.1)))
            for i in range(arms):
                y, out, up = rng.uniform(0.3, 0.58), rng.uniform(0.23, 0.32), rng.uniform(0.2, 0.42)
                arm = _ribbed(
                    [(0, y, 0), (out * 0.8, y + 0.01, 0), (out, y + 0.08, 0), (out, y + up, 0)], r * 0.68, green, 7
                )
                parts.append(arm.rotate("y", (0, 180, -90, 90)[i] + rng.uniform(-15, 15)))
        r_pot = 0.22
    elif form == "barrel":
        a = np.linspace(0, 2 * np.pi, 24, endpoint=False)
        t = np.linspace(-0.42 * np.pi, np.pi / 2, 11)[:, None]
        ridge = np.where(np.arange(24) % 2 == 0, 1.0, 0.85)[None]
        tall = rng.uniform(0.85, 1.3)
        rings = 0.34 * np.stack(
            [np.cos(t) * ridge * np.sin(a), tall * (np.sin(t) + 0.9) + 0 * a[None], np.cos(t) * ridge * np.cos(a)], -1
        )
        rings[-1] = rings[-1].mean(0)
        bands = np.asarray(green) * np.where(np.arange(24) % 2 == 0, 1.15, 0.78)[None, :, None] * np.ones((11, 1, 1))
        parts.append(skin(rings, np.clip(bands, 0, 1)))
        top = np.array([[0.0, 0.34 * tall * 1.9, 0.0]])
        r_pot = 0.36
    else:
        pads = [(0.0, 0.24, 0.0, 0.26, 0.0)]
        for side in (-1, 1):
            pads.append((side * 0.19, 0.56, rng.uniform(-0.06, 0.06), 0.19, side * rng.uniform(25, 45)))
            pads.append(
                (side * rng.uniform(0.22, 0.32), 0.82, rng.uniform(-0.05, 0.05), 0.13, side * rng.uniform(0, 25))
            )
        pads.append((rng.uniform(-0.04, 0.04), 0.66, 0.0, 0.17, 0.0))
        for x, y, z, size, tilt in pads:
            size *= rng.uniform(0.88, 1.08)
            pad = lump(rng, (0.72 * size, size, 0.3 * size), tint(green, rng.uniform(0.92, 1.08)), 0.0, 14, 9)
            parts.append(pad.rotate("z", -tilt).move(x, y, z))
        top = np.array([[p[0], p[1] + 0.95 * p[3], p[2]] for p in pads[1:]])
        r_pot = 0.27
    parts = [merge(parts).named("cactus")]
    flower = pick(rng, ("", "pink", "red", "yellow"), (0.6, 0.2, 0.1, 0.1))
    if flower:
        petals = ball(0.07, 0.05, 0.07, shade(rng, flower, 0.04), 9, 6)
        parts.append(instances(petals, top).named("flower"))
    place = pick(rng, ("pot", "sand", ""), (0.4, 0.25, 0.35))
    options = [
        f"a {tone} cactus",
        f"{tone} cactus",
        "a cactus plant",
        "a desert cactus" if place != "pot" else "a potted cactus",
    ]
    if place == "pot":
        pot, name = flower_pot(rng, r_pot, r_pot * rng.uniform(1.1, 1.5))
        parts.append(pot.move(0, 0.03))
        options += [
            "a cactus in a pot",
            f"a cactus in {article(name)} pot",
            f"a {tone} cactus in {article(name)} pot",
        ] * 2
    elif place == "sand":
        sand = shade(rng, (0.88, 0.74, 0.48), 0.05)
        parts.append(turned([(0.42, -0.08), (0.4, -0.05), (0.26, 0.02), (0.1, 0.04)], sand, 18, 60).named("sand"))
        options += ["a cactus in the sand", "a cactus in the desert"]
    if arms:
        count = NUMBERS[arms] + (" arm" if arms == 1 else " arms")
        options += ["a saguaro cactus", f"a cactus with {count}", f"a tall {tone} cactus with {count}"]
    options += {
        "barrel": ["a round cactus", "a barrel cactus"],
        "paddles": ["a prickly pear cactus", "a cactus with flat pads"],
        "column": ["a column cactus", "a tall cactus"],
    }.get(form, [])
    if flower:
        options += [
            f"a cactus with {article(flower)} flower" if len(top) == 1 else f"a cactus with {flower} flowers"
        ] * 2
    return Sample(
        merge(parts), "cactus", chosen(rng, ["cactus", "a cactus"], options), f"cactus {form} {arms} {flower} {place}"
    )


GENERATORS: dict[str, Generator] = {"cactus": cactus}
