"""Pizzas, whole and in slices."""

from __future__ import annotations

import numpy as np

from kiln.grammar.base import Generator, Rng, Sample, pick, shade
from kiln.grammar.kit import chosen, tint
from kiln.grammar.solids import ball, blocks, instances, skin, turned
from kiln.mesh import Color, Mesh, merge

DOUGH: Color = (0.83, 0.60, 0.33)

CHEESE: Color = (0.96, 0.78, 0.34)
TOPPINGS: dict[str, tuple[Color, str]] = {
    "salami": ((0.72, 0.16, 0.12), "disc"),
    "olives": ((0.15, 0.14, 0.13), "ring"),
    "mushrooms": ((0.90, 0.83, 0.70), "disc"),
    "peppers": ((0.25, 0.55, 0.18), "stick"),
    "tomatoes": ((0.85, 0.22, 0.14), "disc"),
    "basil": ((0.20, 0.50, 0.16), "leaf"),
}


def _topping(kind: str, rng: Rng, at: np.ndarray, top: float, scale: float) -> Mesh:
    color, shape = TOPPINGS[kind]
    size = {"salami": 0.13, "tomatoes": 0.12, "mushrooms": 0.085, "olives": 0.07}.get(kind, 0.1)
    if shape in ("disc", "ring"):
        rim = tint(color, 0.75) if kind != "mushrooms" else (0.6, 0.47, 0.32)
        inner = color if shape == "disc" else CHEESE
        piece = turned(
            [(size, -0.02), (size, 0.02), (0.8 * size, 0.035), (0.55 * size, 0.03), (0, 0.03)],
            [rim, rim, color, inner],
            12,
        )
    elif shape == "stick":
        piece = blocks([(0, 0.02, 0)], (0.2, 0.05, 0.055), color)
    else:
        piece = ball(0.12, 0.03, 0.07, color, 8, 5).move(0, 0.02)
    spots = np.c_[at[:, 0], np.full(len(at), top), at[:, 1]]
    return instances(piece, spots, rng.uniform(0, 360, len(at)), scale)


def _scatter(rng: Rng, count: int, reach: float, apart: float, inside) -> np.ndarray:
    """Up to `count` random points [N, 2] in the disc of radius `reach`, at least `apart` from each other."""
    chosen_points: list[np.ndarray] = []
    for p in rng.uniform(-reach, reach, (60 * count, 2)):
        if np.hypot(*p) < reach and inside(p) and all(np.hypot(*(p - q)) > apart for q in chosen_points):
            chosen_points.append(p)
            if len(chosen_points) == count:
                break
    return np.array(chosen_points)


def pizza(rng: Rng) -> Sample:
    """A round pizza, one with a slice missing, or a single slice, lying flat with the tip towards +Z."""
    form = pick(rng, ("whole", "cut", "slice"), (0.55, 0.15, 0.3))
    kinds = list(rng.permutation(list(TOPPINGS)))[: int(rng.choice([1, 2], p=[0.6, 0.4]))]
    if rng.random() < 0.3:
        kinds = ["salami"]
    plain = rng.random() < 0.1
    crust = shade(rng, DOUGH, 0.05)
    cheese = shade(rng, CHEESE, 0.03)
    sauce = (0.80, 0.28, 0.12)
    rim = rng.uniform(0.07, 0.11)
    half = {"whole": np.pi, "cut": np.pi * 0.83, "slice": rng.uniform(0.36, 0.5)}[form]
    turn = {"whole": 0.0, "cut": np.pi + 0.9, "slice": np.pi}[form]
    n = 44 if form == "whole" else 40 if form == "cut" else 14
    angle = turn + np.linspace(-half, half, n, endpoint=form != "whole")
    rows = [
        (0.0, 0.085),
        (0.82, 0.085),
        (0.83, 0.082),
        (0.86, 0.085),
        (0.87, 0.1),
        (0.9, 0.085 + rim),
        (0.96, 0.08 + rim),
        (1.0, 0.09),
        (0.98, 0.0),
        (0.0, 0.0),
    ]
    tones = [
        cheese,
        sauce,
        sauce,
        crust,
        tint(crust, 1.08),
        tint(crust, 1.05),
        tint(crust, 0.85),
        tint(crust, 0.7),
        tint(crust, 0.9),
    ]
    if form == "whole":
        parts = [turned(rows[::-1], tones[::-1], n, 60)]
    else:
        # One ring for each angle: the profile itself is the cross section.
        section = np.array([p for row in rows for p in (row, row)])
        shades = np.array([c for t in tones for c in (t, t)])
        shades = np.vstack([shades[:1], shades, shades[-1:]])
        rings = np.stack(
            [
                np.outer(np.sin(angle), section[:, 0]),
                np.broadcast_to(section[:, 1], (n, len(section))),
                np.outer(np.cos(angle), section[:, 0]),
            ],
            -1,
        )
        parts = [skin(rings, np.broadcast_to(shades, rings.shape), flat=True)]
    parts = [parts[0].named("pizza")]

    def inside(p: np.ndarray) -> bool:
        apart = (np.arctan2(p[0], p[1]) - turn + np.pi) % (2 * np.pi) - np.pi
        return bool(np.hypot(*p) * np.sin(np.clip(half - abs(apart), 0, np.pi / 2)) > 0.085) or form == "whole"

    if not plain:
        count = {"whole": 18, "cut": 15, "slice": 7}[form]
        at = _scatter(rng, count, 0.76, 0.18 if form == "slice" else 0.24, inside)
        for i, kind in enumerate(kinds):
            own = at[i :: len(kinds)]
            if len(own):
                parts.append(_topping(kind, rng, own, 0.085, 0.72 if form == "slice" else 1.0).named(kind))
    mesh = merge(parts)
    if form == "slice":
        mesh = mesh.move(0, 0, 0.5).rotate("y", 180).scale(1, 1.3, 1)
    words = "cheese" if plain else " and ".join(kinds)
    noun = "slice of pizza" if form == "slice" else "pizza"
    options = ["a whole pizza", "a round pizza", "a baked pizza"] if form == "whole" else []
    if form == "cut":
        options += [
            "a pizza with a slice missing",
            "a pizza with one slice cut out",
            "a round pizza with a missing slice",
        ]
    if form == "slice":
        options += [
            "a slice of pizza",
            "pizza slice",
            "a pizza slice",
            "a triangle of pizza",
            f"a pizza slice with {words}",
        ]
    options += [
        f"a {noun} with {words}",
        f"a cheese {noun}".replace("cheese slice of", "slice of cheese") if plain else f"a {noun} topped with {words}",
    ]
    options += ["a pepperoni pizza", "a salami pizza"] if words == "salami" and form != "slice" else []
    options += ["an italian pizza", "food"] if form != "slice" else ["a piece of pizza"]
    captions = chosen(rng, ["pizza", "a pizza" if form != "slice" else "a slice of pizza"], options)
    return Sample(mesh, "pizza", captions, f"{form} {words}")


GENERATORS: dict[str, Generator] = {"pizza": pizza}
