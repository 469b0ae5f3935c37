"""Desks, shelves, wardrobes and chests of drawers."""

from __future__ import annotations

import numpy as np

from kiln.grammar.base import COLORS, Generator, Rng, Sample, article, pick, shade
from kiln.grammar.kit import NUMBERS, chosen, tint, weighted
from kiln.grammar.props import BRASS, INK, IRON, STEEL, TIMBER
from kiln.grammar.solids import ball, block, blocks, box, pipe, turned
from kiln.mesh import Color, Mesh, merge

FINISHES = {"brown": 0.32, "light brown": 0.2, "dark brown": 0.14, "white": 0.18, "black": 0.08, "gray": 0.08}
SPINES = ("red", "blue", "green", "yellow", "orange", "purple", "teal", "white", "brown", "dark green")


def _finish(rng: Rng) -> tuple[str, Color]:
    name = weighted(rng, FINISHES)
    return name, shade(rng, TIMBER.get(name, name), 0.04)


def _knobs(at, size: float, color: Color) -> Mesh:
    return blocks(at, (size, size, 0.6 * size), color).named("knob")


def _drawers(x0: float, x1: float, y0: float, y1: float, z: float, rows: int, color: Color, knob: Color) -> list[Mesh]:
    """Drawer fronts on a face at depth z, with a knob each and shadow gaps between."""
    high = (y1 - y0) / rows
    middles = [y0 + (i + 0.5) * high for i in range(rows)]
    fronts = [((x0 + x1) / 2, y, z) for y in middles]
    size = (x1 - x0 - 0.045, high - 0.045, 0.045)
    return [
        block(x0, x1, y0, y1, z - 0.02, z + 0.004, tint(color, 0.5)).named("drawer"),
        blocks(fronts, size, tint(color, 1.08)).named("drawer"),
        _knobs([(x, y, z + 0.035) for x, y, _ in fronts], 0.055, knob),
    ]


def _computer(rng: Rng, y: float) -> list[Mesh]:
    """A screen on its stand, with a keyboard and a mouse, on a desk top at height y."""
    glow = pick(rng, ((0.25, 0.50, 0.80), (0.10, 0.12, 0.16), (0.35, 0.65, 0.60)))
    return [
        box(0.62, 0.38, 0.05, INK, 0.01).move(0, y + 0.32, -0.12).named("screen"),
        block(-0.28, 0.28, y + 0.16, y + 0.48, -0.1, -0.085, glow).named("screen"),
        block(-0.04, 0.04, y, y + 0.15, -0.16, -0.1, IRON).named("screen"),
        block(-0.13, 0.13, y, y + 0.025, -0.2, -0.04, IRON).named("screen"),
        box(0.42, 0.03, 0.15, (0.24, 0.24, 0.26), 0.008).move(-0.02, y + 0.02, 0.14).named("keyboard"),
        ball(0.035, 0.025, 0.05, IRON, 8, 5).move(0.29, y + 0.02, 0.14).named("mouse"),
    ]


def _lamp(rng: Rng, x: float, y: float) -> list[Mesh]:
    color = shade(rng, pick(rng, ("red", "yellow", "green", "black")), 0.04)
    elbow, tip = (x + 0.1, y + 0.3, -0.1), (x - 0.1, y + 0.46, 0.02)
    cone = turned([(0.05, 0.06), (0.12, -0.08), (0.1, -0.08), (0, 0.02)][::-1], color, 14)
    return [
        turned([(0.1, 0), (0.1, 0.03), (0.03, 0.05)], color, 14).move(x, y, -0.1).named("lamp"),
        pipe([(x, y + 0.03, -0.1), elbow], 0.024, color, 6).named("lamp"),
        pipe([elbow, tip], 0.024, color, 6).named("lamp"),
        cone.rotate("x", -14).move(*tip).named("lamp"),
    ]


def desk(rng: Rng) -> Sample:
    """A desk, its user at +Z: drawers on both sides, on one side, or a top on four legs."""
    name, color = _finish(rng)
    form = pick(rng, ("pedestal", "one side", "legs"), (0.35, 0.4, 0.25))
    metal = form == "legs" and rng.random() < 0.5
    frame = IRON if metal else color
    x, z, y = rng.uniform(0.62, 0.78), rng.uniform(0.3, 0.36), rng.uniform(0.66, 0.76)
    top = 0.06
    parts = [box(2 * x, top, 2 * z, tint(color, 1.1), 0.012).move(0, y - top / 2).named("top")]
    under, wide = y - top, rng.uniform(0.36, 0.44)
    knob = BRASS if rng.random() < 0.5 else (INK if name == "white" else STEEL)
    rows = int(rng.choice([2, 3, 4], p=[0.3, 0.5, 0.2]))
    drawers = 0
    sides = {"pedestal": (-1, 1), "one side": (int(rng.choice([-1, 1])),), "legs": ()}[form]
    for side in sides:
        x0, x1 = sorted((side * (x - 0.03), side * (x - 0.03 - wide)))
        low = 0.06
        parts.append(block(x0, x1, low, under, 0.05 - z, z - 0.04, color).named("cabinet"))
        parts.append(block(x0 + 0.03, x1 - 0.03, 0, low, 0.08 - z, z - 0.08, tint(color, 0.6)).named("cabinet"))
        parts += _drawers(x0, x1, low, under, z - 0.04, rows, color, knob)
        drawers += rows
    for side in {-1, 1} - set(sides):
        legs = [(side * (x - 0.06), under / 2, s * (z - 0.06)) for s in (-1, 1)]
        parts.append(blocks(legs, (0.075, under, 0.075), frame).named("leg"))
    if form == "legs":
        parts.append(block(-x + 0.06, x - 0.06, under - 0.13, under, z - 0.1, z - 0.06, frame).named("drawer"))
        fronts = [(s * 0.45 * x, under - 0.065, z - 0.05) for s in (-1, 1)]
        parts.append(blocks(fronts, (0.78 * x, 0.1, 0.04), tint(color, 1.05)).named("drawer"))
        parts.append(_knobs([(v[0], v[1], z - 0.02) for v in fronts], 0.05, knob))
        drawers = 2
    if form != "legs" or rng.random() < 0.5:
        parts.append(block(-x + 0.06, x - 0.06, 0.3, under, 0.04 - z, 0.07 - z, tint(color, 0.85)).named("panel"))
    load = pick(rng, ("", "computer", "lamp", "books"), (0.45, 0.28, 0.14, 0.13))
    if load == "computer":
        parts += _computer(rng, y)
    elif load == "lamp":
        parts += _lamp(rng, float(rng.choice([-1, 1])) * 0.62 * x, y)
    elif load == "books":
        parts += _stack(rng, 0.6 * x, y, 0.0, 3)
    a = article(name)
    options = [f"{a} desk", f"{name} desk", "a writing desk", "an office desk", f"{a} writing desk"]
    options += ["a wooden desk", f"{a} wooden desk"] if name in TIMBER and not metal else []
    options += [f"{a} desk with metal legs"] if metal else []
    options += [f"a desk with {NUMBERS[drawers]} drawers", f"{a} desk with drawers"]
    if load:
        thing = {"computer": "a computer", "lamp": "a lamp", "books": "books"}[load]
        options += [f"a desk with {thing} on it", f"{a} desk with {thing}", f"a desk with {thing}"]
    style = f"{form} {name} {drawers} {load}".strip()
    return Sample(merge(parts), "desk", chosen(rng, ["desk", "a desk"], options), style)


def _stack(rng: Rng, x: float, y: float, z: float, count: int) -> list[Mesh]:
    """Books lying on each other."""
    parts = []
    for name in rng.choice(SPINES, count, replace=False):
        wide, deep, high = rng.uniform(0.26, 0.32), rng.uniform(0.2, 0.25), rng.uniform(0.05, 0.075)
        color = shade(rng, str(name), 0.04)
        book = merge(
            [
                block(-wide / 2, wide / 2, 0.012, high - 0.012, 0.02 - deep / 2, deep / 2 - 0.012, (0.93, 0.90, 0.82)),
                block(-wide / 2 - 0.01, wide / 2 + 0.01, 0, 0.014, -deep / 2, deep / 2, color),
                block(-wide / 2 - 0.01, wide / 2 + 0.01, high - 0.014, high, -deep / 2, deep / 2, color),
                block(-wide / 2 - 0.01, wide / 2 + 0.01, 0, high, deep / 2 - 0.03, deep / 2, color),
            ]
        )
        parts.append(book.rotate("y", rng.uniform(-14, 14)).move(x, y, z).named("book"))
        y += high
    return parts


def _row(rng: Rng, x0: float, x1: float, y: float, room: float, z: float, full: float) -> Mesh:
    """Books side by side on a board at height y, from x0 to about `full` of the way to x1."""
    centres, sizes, tones = [], [], []
    x, end = x0, x0 + (x1 - x0) * full
    while True:
        wide = rng.uniform(0.055, 0.1)
        if x + wide > end:
            break
        high, deep = room * rng.uniform(0.62, 0.9), rng.uniform(0.19, 0.24)
        centres.append((x + wide / 2, y + high / 2, z - deep / 2))
        sizes.append((wide - 0.006, high, deep))
        tones.append(shade(rng, pick(rng, SPINES), 0.06))
        x += wide
    if not centres:
        return blocks([(x0 + 0.05, y + 0.1, z - 0.1)], (0.07, 0.2, 0.2), COLORS["red"])
    books = blocks(centres, sizes, (1, 1, 1))
    per = len(books.faces) // len(centres)
    books.colors[:] = np.repeat(np.asarray(tones, np.float32), per, axis=0)[:, None]
    return books


def shelf(rng: Rng) -> Sample:
    """A bookcase with open boards, full of books, nearly bare, or with vases and boxes."""
    name, color = _finish(rng)
    boards = int(rng.choice([2, 3, 4, 5], p=[0.2, 0.35, 0.3, 0.15]))
    wide = rng.uniform(0.42, 0.62) * (1.25 if boards == 2 else 1)
    room, deep, thick = rng.uniform(0.33, 0.4), rng.uniform(0.26, 0.32), 0.05
    high = boards * (room + thick) + 0.1
    ladder = rng.random() < 0.2
    parts = []
    if ladder:
        posts = [(sx * (wide - 0.03), high / 2 + 0.02, sz * (deep / 2 - 0.035)) for sx in (-1, 1) for sz in (-1, 1)]
        parts.append(blocks(posts, (0.065, high + 0.04, 0.065), color).named("frame"))
    else:
        sides = [(s * (wide - thick / 2), high / 2, 0) for s in (-1, 1)]
        parts.append(blocks(sides, (thick, high, deep), color).named("frame"))
        parts.append(block(-wide, wide, 0.02, high - 0.01, -deep / 2, 0.03 - deep / 2, tint(color, 0.72)).named("back"))
    levels = 0.06 + np.arange(boards + 1) * (room + thick)
    slabs = [(0, y + thick / 2, 0) for y in levels]
    parts.append(blocks(slabs, (2 * wide, thick, deep), tint(color, 1.06)).named("board"))
    load = pick(rng, ("books", "mixed", "empty"), (0.62, 0.23, 0.15))
    inner = wide - thick - 0.015
    for i, y in enumerate(levels[:-1] + thick):
        if load == "books" or (load == "mixed" and i % 2 == 0):
            full = rng.uniform(0.75, 1.0) if load == "books" else rng.uniform(0.4, 0.7)
            parts.append(_row(rng, -inner, inner, y, room, deep / 2 - 0.03, full).named("book"))
        if load == "mixed":
            at = inner * 0.6
            tone = shade(rng, pick(rng, ("red", "blue", "teal", "white", "yellow")), 0.05)
            vase = [(0.06, 0), (0.1, 0.08), (0.085, 0.16), (0.045, 0.2), (0.06, 0.25)]
            if i % 2:
                parts.append(turned(vase, tone, 14).move(-0.4 * inner, y).named("vase"))
                parts.append(box(0.24, 0.18, 0.2, shade(rng, "tan", 0.05), 0.01).move(at, y + 0.09).named("box"))
            else:
                parts.append(turned([(r * 0.9, h) for r, h in vase], tone, 14).move(at, y).named("vase"))
    a = article(name)
    options = ["a bookshelf", f"{a} shelf", f"{name} shelf", f"{a} bookshelf", "a bookcase", f"a tall {name} shelf"]
    if boards == 2:
        options[-1] = f"a low {name} shelf"
    options += ["a wooden shelf", f"{a} wooden bookshelf"] if name in TIMBER else []
    options += [f"{a} shelf with {NUMBERS[boards]} compartments"] if boards > 2 else []
    if load == "books":
        options += ["a shelf full of books", "a bookshelf with books", f"{a} bookshelf full of books"]
    elif load == "mixed":
        options += ["a shelf with books and vases", f"{a} shelf with books and vases"]
    else:
        options += ["an empty shelf", f"an empty {name} bookshelf"]
    return Sample(merge(parts), "shelf", chosen(rng, ["shelf", "a shelf"], options), f"{boards} {name} {load} {ladder}")


def dresser(rng: Rng) -> Sample:
    """A chest of drawers on short feet; some with a mirror."""
    name, color = _finish(rng)
    rows, columns = int(rng.choice([2, 3, 4, 5])), int(rng.choice([1, 2], p=[0.6, 0.4]))
    x, z = rng.uniform(0.38, 0.5) * (1.3 if columns == 2 else 1), rng.uniform(0.24, 0.3)
    foot = rng.uniform(0.08, 0.14)
    high = foot + rows * rng.uniform(0.21, 0.26)
    knob = BRASS if rng.random() < 0.5 else (INK if name == "white" else STEEL)
    parts = [block(-x, x, foot, high, -z, z, color).named("case")]
    parts.append(box(2 * x + 0.08, 0.06, 2 * z + 0.07, tint(color, 1.12), 0.015).move(0, high + 0.02).named("top"))
    feet = [(sx * (x - 0.06), foot / 2, sz * (z - 0.06)) for sx in (-1, 1) for sz in (-1, 1)]
    parts.append(blocks(feet, (0.09, foot, 0.09), tint(color, 0.75)).named("foot"))
    edges = np.linspace(-x + 0.02, x - 0.02, columns + 1)
    for x0, x1 in zip(edges[:-1], edges[1:], strict=True):
        parts += _drawers(x0, x1, foot + 0.02, high - 0.02, z, rows, color, knob)
    mirror = bool(rng.random() < 0.25)
    if mirror:
        tall = rng.uniform(0.5, 0.65)
        parts.append(box(1.3 * x, tall, 0.06, color, 0.015).move(0, high + 0.04 + tall / 2, 0.06 - z).named("mirror"))
        glass = box(1.3 * x - 0.12, tall - 0.12, 0.07, (0.74, 0.85, 0.92))
        parts.append(glass.move(0, high + 0.04 + tall / 2, 0.062 - z).named("mirror"))
    count = NUMBERS[rows * columns] if rows * columns < 10 else "ten"
    a = article(name)
    options = ["a dresser", "a chest of drawers", f"{a} dresser", f"{a} chest of drawers", f"{name} dresser"]
    options += [f"a dresser with {count} drawers", f"{a} chest of {count} drawers"]
    options += ["a wooden dresser", f"{a} wooden chest of drawers"] if name in TIMBER else []
    options += ["a dresser with a mirror", f"{a} dresser with a mirror"] * 2 if mirror else []
    captions = chosen(rng, ["dresser", "chest of drawers"], options)
    return Sample(merge(parts), "dresser", captions, f"{rows} {columns} {name} {mirror}")


def wardrobe(rng: Rng) -> Sample:
    """A closet with two or three doors, perhaps drawers below and a mirror."""
    name, color = _finish(rng)
    doors = int(rng.choice([2, 3], p=[0.75, 0.25]))
    x, z, high = 0.26 * doors * rng.uniform(0.92, 1.1), rng.uniform(0.26, 0.32), rng.uniform(1.25, 1.5)
    knob = BRASS if rng.random() < 0.5 else (INK if name == "white" else STEEL)
    drawer = bool(rng.random() < 0.4)
    low = 0.34 if drawer else 0.1
    parts = [block(-x, x, 0.05, high, -z, z, color).named("case")]
    parts.append(box(2 * x + 0.1, 0.08, 2 * z + 0.08, tint(color, 1.12), 0.02).move(0, high).named("top"))
    parts.append(box(2 * x + 0.06, 0.09, 2 * z + 0.05, tint(color, 0.8), 0.01).move(0, 0.045).named("foot"))
    parts.append(block(-x + 0.02, x - 0.02, 0.1, high - 0.05, z - 0.02, z + 0.004, tint(color, 0.5)).named("door"))
    edges = np.linspace(-x + 0.02, x - 0.02, doors + 1)
    glass = int(rng.integers(doors)) if rng.random() < 0.25 else -1
    for i, (x0, x1) in enumerate(zip(edges[:-1], edges[1:], strict=True)):
        parts.append(
            block(x0 + 0.02, x1 - 0.02, low + 0.02, high - 0.07, z, z + 0.025, tint(color, 1.06)).named("door")
        )
        panel = (0.74, 0.85, 0.92) if i == glass else tint(color, 0.9)
        parts.append(block(x0 + 0.08, x1 - 0.08, low + 0.09, high - 0.14, z, z + 0.032, panel).named("door"))
        hinge = x1 - 0.05 if i % 2 == 0 else x0 + 0.05
        parts.append(blocks([(hinge, (low + high) / 2, z + 0.04)], (0.04, 0.14, 0.05), knob).named("knob"))
    if drawer:
        parts += _drawers(-x + 0.02, x - 0.02, 0.11, low, z, 1, color, knob)
    a = article(name)
    options = ["a wardrobe", "a closet", f"{a} wardrobe", f"{name} wardrobe", f"a wardrobe with {NUMBERS[doors]} doors"]
    options += [f"{a} wardrobe with {NUMBERS[doors]} doors", "a cupboard"]
    options += ["a wooden wardrobe", f"{a} wooden wardrobe"] if name in TIMBER else []
    options += ["a wardrobe with a mirror", f"{a} wardrobe with a mirror"] if glass >= 0 else []
    options += [f"{a} wardrobe with a drawer"] if drawer else []
    captions = chosen(rng, ["wardrobe", "a wardrobe"], options)
    return Sample(merge(parts), "wardrobe", captions, f"{doors} {name} {drawer} {glass >= 0}")


GENERATORS: dict[str, Generator] = {"desk": desk, "shelf": shelf, "dresser": dresser, "wardrobe": wardrobe}
