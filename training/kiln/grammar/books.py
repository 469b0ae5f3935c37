"""Books: lying, standing, open and stacked."""

from __future__ import annotations

import numpy as np

from kiln.grammar.base import Generator, Rng, Sample, article, pick, shade
from kiln.grammar.kit import NUMBERS, chosen, weighted
from kiln.grammar.props import BRASS, INK, PAINTS, except_for, plate
from kiln.grammar.solids import block, pipe, skin
from kiln.mesh import Color, Mesh, merge

PAPER: Color = (0.94, 0.91, 0.82)


def _closed(x: float, y: float, z: float, color: Color) -> Mesh:
    """A book of full sizes lying on y = 0, its rounded spine towards -X."""
    cover = 0.14 * y
    a = np.linspace(np.pi / 2, 3 * np.pi / 2, 7)
    spine = np.c_[-x / 2 + 0.35 * y * np.cos(a), y / 2 + y / 2 * np.sin(a)]
    parts = [
        block(-x / 2, x / 2 - 0.04, cover, y - cover, -z / 2 + 0.03, z / 2 - 0.03, PAPER),
        block(-x / 2, x / 2, 0, cover, -z / 2, z / 2, color),
        block(-x / 2, x / 2, y - cover, y, -z / 2, z / 2, color),
        plate(spine, z, color),
    ]
    return merge(parts)


def book(rng: Rng) -> Sample:
    """A book: lying, standing, open, or a stack of them."""
    form = pick(rng, ("lying", "standing", "open", "stack"), (0.25, 0.25, 0.25, 0.25))
    name = weighted(rng, {**PAINTS, "brown": 0.15, "dark green": 0.05})
    color = shade(rng, name, 0.05)
    gold = BRASS if name not in ("yellow", "white") else INK
    a = article(name)
    parts: list[Mesh] = []
    if form == "open":
        x, z, thick = rng.uniform(0.5, 0.58), rng.uniform(0.36, 0.42), rng.uniform(0.07, 0.12)
        t = np.linspace(0, 1, 12)
        bulge = thick * (0.35 + 0.75 * np.sin(np.pi * t**0.6) * (1 - 0.45 * t) + 0.15 * (1 - t))
        low = np.full(12, 0.045)
        rings = []
        for z_ in (-z, z):
            top = np.stack([x * t, 0.045 + bulge, np.full(12, z_)], 1)
            rings.append(np.concatenate([np.stack([x * t, low, np.full(12, z_)], 1), top[::-1]]))
        page = skin(np.stack(rings), PAPER, flat=True)
        parts.append(page.both_sides().named("pages"))
        lines = []
        for k in range(7):
            zz = -0.72 * z + k * 0.24 * z
            ends = (0.2, 0.86) if k % 3 else (0.2, 0.7)
            seg = np.linspace(*ends, 6)
            y = np.interp(seg, t, 0.045 + bulge) + 0.006
            lines.append(pipe(np.stack([x * seg, y, np.full(6, zz)], 1), 0.013, (0.35, 0.33, 0.32), 4))
        parts.append(merge(lines).both_sides().named("text"))
        parts.append(block(-x - 0.04, x + 0.04, 0, 0.04, -z - 0.04, z + 0.04, color).named("cover"))
        options = [
            "an open book",
            f"an open book with {a} cover",
            "a book with open pages",
            "an opened book",
            "a book lying open",
        ]
    elif form == "stack":
        count = int(rng.choice([2, 3, 4, 5]))
        names = [name] + [weighted(rng, except_for({**PAINTS, "brown": 0.15}, name)) for _ in range(count - 1)]
        y = 0.0
        for n in names:
            thick = rng.uniform(0.11, 0.19)
            one = _closed(rng.uniform(0.6, 0.78), thick, rng.uniform(0.5, 0.6), shade(rng, n, 0.05))
            parts.append(one.rotate("y", rng.uniform(-16, 16) - 90).move(0, y).named("book"))
            y += thick
        options = [
            "a stack of books",
            "books",
            f"a stack of {NUMBERS[count]} books",
            f"{NUMBERS[count]} books",
            "a pile of books",
        ]
    else:
        thick = rng.uniform(0.12, 0.24)
        x, z = rng.uniform(0.56, 0.68), rng.uniform(0.78, 0.9)
        whole = [_closed(x, thick, z, color)]
        style = pick(rng, ("bands", "title", "star", "plain"), (0.3, 0.3, 0.2, 0.2))
        if style == "bands":
            whole += [
                block(-x / 2 - 0.4 * thick, x / 2 + 0.005, -0.006, thick + 0.006, v * z - 0.02, v * z + 0.02, gold)
                for v in (-0.38, 0.38)
            ]
        elif style == "title":
            whole += [
                block(-0.3 * x, 0.34 * x, thick, thick + 0.008, -0.3 * z, -0.17 * z, gold),
                block(-0.2 * x, 0.24 * x, thick, thick + 0.008, -0.08 * z, -0.03 * z, gold),
            ]
        elif style == "star":
            a_ = np.arange(10) * np.pi / 5
            r = np.where(np.arange(10) % 2, 0.08, 0.18)
            star = plate(np.c_[r * np.sin(a_), -r * np.cos(a_)], 0.03, gold)
            whole.append(star.rotate("x", -90).move(0, thick))
        mesh = merge(whole)
        if form == "standing":
            mesh = mesh.rotate("x", 90).move(0, z / 2, 0)
            mesh = mesh.rotate("y", float(rng.uniform(-30, 30)))
        parts.append(mesh.named("book"))
        options = [
            f"{a} book",
            f"{name} book",
            "a closed book",
            f"a closed {name} book",
            f"a thick {name} book" if thick > 0.18 else "a thin book",
        ]
        options += [f"{a} book standing upright"] if form == "standing" else [f"{a} book lying flat"]
        options += ["a book with a star on the cover", "a magic book"] if style == "star" else []
        options += [f"{a} book with golden bands"] if style == "bands" and gold is BRASS else []
    captions = chosen(rng, ["book", "a book"] if form != "stack" else ["books", "a stack of books"], options)
    if form == "stack":
        captions = tuple(dict.fromkeys(("book stack", *captions)))[:7]
    return Sample(merge(parts), "book", captions, f"{form} {name} {len(parts)}")


GENERATORS: dict[str, Generator] = {"book": book}
