"""Stools."""

from __future__ import annotations

import numpy as np

from kiln.grammar.base import Generator, Rng, Sample, article, pick, shade
from kiln.grammar.furniture_parts import CLOTHS, WOODS
from kiln.grammar.kit import NUMBERS, chosen, tint, weighted
from kiln.grammar.solids import ball, pipe, turned
from kiln.mesh import Mesh, merge


def stool(rng: Rng) -> Sample:
    """A round stool on three or four legs often with a foot ring, of wood or with a padded seat."""
    painted = rng.random() < 0.4
    paint = weighted(rng, {"white": 0.25, "red": 0.2, "blue": 0.2, "green": 0.1, "yellow": 0.1, "black": 0.15})
    frame = paint if painted else pick(rng, WOODS, (0.5, 0.3, 0.2))
    wood = shade(rng, paint if painted else WOODS[frame], 0.05)
    cloth_name = weighted(rng, {k: v for k, v in CLOTHS.items() if k != frame})
    cloth = shade(rng, cloth_name, 0.05)
    high, r, thick = rng.uniform(0.45, 0.78), rng.uniform(0.22, 0.29), rng.uniform(0.036, 0.046)
    count = int(pick(rng, (3, 4), (0.35, 0.65)))
    parts: list[Mesh] = []
    for i in range(count):
        a = 2 * np.pi * (i + 0.5) / count + (np.pi if count == 3 else 0)
        x, z = r * np.sin(a), r * np.cos(a)
        parts.append(pipe([(1.15 * x, 0, 1.15 * z), (0.7 * x, high, 0.7 * z)], thick, wood, 8).named("leg"))
    y = 0.35 * high
    if rng.random() < 0.6:
        t = 0.8 * thick
        ring = [(r - t, y), (r + t, y), (r + t, y + 2 * t), (r - t, y + 2 * t), (r - t, y)]
        parts.append(turned(ring, tint(wood, 0.9), 18).named("leg"))
    padded = rng.random() < 0.4
    plate = [(r * 0.95, high - 0.02), (r, high), (r, high + 0.06), (r * 0.93, high + 0.075)]
    parts.append(turned(plate, wood, 22).named("seat"))
    if padded:
        parts.append(ball(0.95 * r, 0.06, 0.95 * r, cloth, 20, 8).move(0, high + 0.065).named("seat"))
    tone = article(frame)
    options = [
        f"{tone} stool",
        f"{frame} stool",
        "a bar stool" if high > 0.65 else "a low stool",
        "bar stool" if high > 0.65 else "a small stool",
        "a chair without a back",
        f"a stool with {NUMBERS[count]} legs",
        f"{tone} round stool",
        "a round stool",
    ]
    if padded:
        options += [f"a stool with {article(cloth_name)} seat", f"{tone} stool with {article(cloth_name)} cushion"]
    if not painted:
        options += ["a wooden stool", "wooden stool", f"a {frame} wooden stool"]
    combination = f"stool {frame} {count} {cloth_name if padded else ''}".strip()
    return Sample(merge(parts), "stool", chosen(rng, ["stool", "a stool"], options), combination)


GENERATORS: dict[str, Generator] = {"stool": stool}
