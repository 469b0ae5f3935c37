"""Musical instruments: guitars, drums and pianos."""

from __future__ import annotations

import numpy as np

from kiln.grammar.base import Generator, Rng, Sample, article, pick, shade
from kiln.grammar.drums import drum
from kiln.grammar.kit import chosen, tint, weighted
from kiln.grammar.props import BRASS, INK, PAINTS, STEEL, TIMBER, disc, plate, smooth_outline
from kiln.grammar.solids import block, blocks, box, pipe, turned
from kiln.mesh import Color, Mesh, merge

IVORY: Color = (0.95, 0.93, 0.87)
SPRUCE: Color = (0.83, 0.60, 0.34)
ACOUSTIC = [(0.0, -0.5), (0.19, -0.485), (0.30, -0.36), (0.31, -0.22), (0.2, -0.03), (0.215, 0.12), (0.15, 0.21)]
ELECTRIC = {
    "rounded": [(0.0, -0.44), (0.17, -0.42), (0.255, -0.28), (0.24, -0.12), (0.175, 0.0), (0.2, 0.13), (0.11, 0.21)],
    "double cut": [(0.0, -0.42), (0.17, -0.41), (0.255, -0.3), (0.21, -0.12), (0.18, 0.0), (0.23, 0.17), (0.17, 0.27)],
}


def _outline(half, notch: float) -> np.ndarray:
    """A symmetrical body from its right half; the top edge, at the neck, lies at `notch`."""
    right = [*half, (0.06, notch)]
    left = [(-x, y) for x, y in reversed(right) if x > 0]
    return smooth_outline([*right, *left], 4)


def _neck(y0: float, y1: float, front: float, wood: Color, board: Color, head: str, peg: Color) -> list[Mesh]:
    """Neck with fingerboard and frets from y0 to the nut at y1, and a headstock with pegs."""
    deep = 0.07
    parts = [
        block(-0.05, 0.05, y0, y1, front - deep, front, wood).named("neck"),
        block(-0.052, 0.052, y0, y1, front, front + 0.022, board).named("neck"),
    ]
    frets = y1 - (y1 - y0) * (1 - 0.5 ** (np.arange(1, 8) / 5.0))
    lines = [(0, y, front + 0.024) for y in frets if y > y0 + 0.05]
    parts.append(blocks(lines, (0.1, 0.014, 0.008), tint(STEEL, 1.1)).named("neck"))
    if head == "side":
        shape = [(-0.055, 0), (0.055, 0), (0.075, 0.06), (0.085, 0.2), (0.03, 0.25), (-0.03, 0.21), (-0.06, 0.06)]
        pegs = [(-0.085, y1 + 0.04 + 0.05 * i, front - 0.02) for i in range(4)]
    else:
        shape = [(-0.055, 0), (0.055, 0), (0.085, 0.05), (0.075, 0.2), (0.0, 0.215), (-0.075, 0.2), (-0.085, 0.05)]
        pegs = [(s * 0.105, y1 + 0.06 + 0.055 * i, front - 0.02) for i in range(3) for s in (-1, 1)]
    parts.append(plate(shape, 0.06, wood).move(0, y1, front - 0.02).named("head"))
    parts.append(blocks(pegs, (0.05, 0.03, 0.035), peg).named("head"))
    return parts


def _acoustic(rng: Rng, size: float) -> tuple[list[Mesh], str, str]:
    name = weighted(rng, {"light brown": 0.34, "brown": 0.24, "orange": 0.12, "black": 0.1, "red": 0.1, "blue": 0.1})
    top = shade(rng, {**TIMBER, "light brown": SPRUCE}.get(name, name), 0.04)
    dark = tint(TIMBER["dark brown"], 1.2)
    side = dark if name in ("brown", "light brown", "orange") else tint(top, 0.75)
    outline = _outline(ACOUSTIC, 0.2) * [rng.uniform(0.92, 1.05), 1]
    deep = rng.uniform(0.15, 0.19)
    parts = [plate(outline, deep, top, 0.02, side).named("body")]
    front = deep / 2
    parts.append(disc(0.098, 0.012, tint(dark, 0.8)).move(0, -0.03, front).named("hole"))
    parts.append(disc(0.078, 0.016, INK).move(0, -0.03, front).named("hole"))
    parts.append(box(0.2, 0.045, 0.03, tint(dark, 0.6), 0.01).move(0, -0.29, front + 0.008).named("bridge"))
    if rng.random() < 0.5:
        guard = smooth_outline([(0.06, -0.17), (0.15, -0.2), (0.17, -0.08), (0.11, -0.01)], 3)
        parts.append(plate(guard, 0.012, tint(dark, 0.55)).move(0, 0, front).named("guard"))
    lines = [(x, -0.04, front + 0.012) for x in (-0.02, 0.02)]
    parts.append(blocks(lines, (0.014, 0.48, 0.01), tint(STEEL, 1.25)).named("string"))
    neck = rng.uniform(0.54, 0.66) * size
    parts += _neck(0.08, 0.16 + neck, front, shade(rng, TIMBER["brown"], 0.05), TIMBER["dark brown"], "both", IVORY)
    return parts, name, "acoustic"


def _electric(rng: Rng) -> tuple[list[Mesh], str, str]:
    name = weighted(rng, {**PAINTS, "brown": 0.08})
    color = shade(rng, name, 0.04)
    form = pick(rng, ("rounded", "double cut", "v"), (0.4, 0.4, 0.2))
    deep = 0.085
    if form == "v":
        half = plate(
            np.array([(0.0, -0.18), (0.19, -0.46), (0.33, -0.43), (0.12, 0.1), (0.06, 0.2), (0.0, 0.2)]),
            deep,
            color,
            0.012,
        )
        parts = [half.both_sides().named("body")]
    else:
        parts = [plate(_outline(ELECTRIC[form], 0.14), deep, color, 0.018, tint(color, 0.8)).named("body")]
    front = deep / 2
    guard_name = ""
    if form != "v" and rng.random() < 0.6:
        guard_name = "black" if name == "white" or (name != "black" and rng.random() < 0.3) else "white"
        guard = smooth_outline(
            [(0.0, -0.3), (0.13, -0.32), (0.15, -0.18), (0.09, -0.05), (0.1, 0.1), (-0.07, 0.1), (-0.08, -0.12)], 3
        )
        parts.append(plate(guard, 0.012, shade(rng, guard_name, 0.02)).move(0, 0, front + 0.002).named("guard"))
    pickup = INK if guard_name != "black" else IVORY
    if name == "black" and not guard_name:
        pickup = STEEL
    rows = (-0.05, -0.17)
    parts.append(blocks([(0, y, front + 0.012) for y in rows], (0.11, 0.045, 0.024), pickup).named("pickup"))
    parts.append(box(0.12, 0.05, 0.03, STEEL, 0.008).move(0, -0.28, front + 0.01).named("bridge"))
    if form != "v":
        knobs = [
            disc(0.022, 0.03, BRASS if name in ("black", "white") else INK, 10).move(0.15, y, front + 0.01)
            for y in (-0.24, -0.31)
        ]
        parts += [k.named("knob") for k in knobs]
    wood = shade(rng, TIMBER[pick(rng, ("light brown", "brown"))], 0.05)
    board = TIMBER["dark brown"] if rng.random() < 0.6 else (0.80, 0.62, 0.40)
    head = color if rng.random() < 0.3 else wood
    parts += _neck(0.03, rng.uniform(0.66, 0.76), front - 0.005, head, board, pick(rng, ("side", "both")), STEEL)
    return parts, name, "electric" if not guard_name else f"electric {guard_name}"


def guitar(rng: Rng) -> Sample:
    """A guitar standing upright, its strings towards +Z: acoustic, electric, or a ukulele."""
    form = pick(rng, ("acoustic", "electric", "ukulele"), (0.45, 0.42, 0.13))
    if form == "electric":
        parts, name, style = _electric(rng)
    else:
        parts, name, style = _acoustic(rng, 1.0 if form == "acoustic" else 0.62)
    a = article(name)
    guard = style.partition(" ")[2]
    if form == "ukulele":
        options = ["a ukulele", "ukulele", f"{a} ukulele", "a small guitar", f"a small {name} guitar"]
        fixed = ["ukulele", "guitar"]
    else:
        options = [f"{a} guitar", f"{article(form)} guitar", f"{form} guitar", f"{a} {form} guitar", f"{name} guitar"]
        fixed = ["guitar", "a guitar"]
        if form == "acoustic":
            options += ["a classical guitar", f"{a} guitar with a round sound hole"]
            options += ["a wooden acoustic guitar", "a wooden guitar"] if "brown" in name else []
        else:
            options += ["a rock guitar"]
        if guard:
            options += [f"{a} electric guitar with {article(guard)} pickguard"]
    return Sample(merge(parts), "guitar", chosen(rng, fixed, options), f"{form} {name} {guard}".strip())


def _keys(width: float, depth: float, count: int) -> Mesh:
    """A keyboard about the origin, its keys towards +Z."""
    parts = [block(-width / 2, width / 2, -0.02, 0.02, -depth / 2, depth / 2, IVORY)]
    pitch = width / count
    x = [(i + 0.5) * pitch - width / 2 for i in range(count - 1) if i % 3 != 2]
    parts.append(blocks([(v + pitch / 2, 0.02, -0.18 * depth) for v in x], (0.55 * pitch, 0.03, 0.62 * depth), INK))
    return merge(parts).named("keys")


def _grand(rng: Rng, color: Color, lid: bool, bench: bool) -> list[Mesh]:
    right = rng.uniform(0.4, 0.55)
    shape = [(-0.75, -0.5), (0.75, -0.5), (0.75, -0.1), (0.72, 0.15), (0.5, 0.32), (0.32, 0.5), (0.2, 0.5 + right)]
    shape += [(-0.05, 0.7 + right), (-0.4, 0.72 + right), (-0.68, 0.6 + right), (-0.75, 0.35)]
    outline = np.asarray(shape)
    case = plate(outline, 0.26, color, 0.02).rotate("x", -90).move(0, 0.72)
    inner = outline.mean(0) + (outline - outline.mean(0)) * 0.88
    parts = [case.named("case")]
    parts.append(plate(inner, 0.02, BRASS).rotate("x", -90).move(0, 0.855).named("strings"))
    if lid:
        leaf = plate(outline[[0, *range(2, 11)]] + [0.75, 0], 0.035, tint(color, 1.15)).rotate("x", -90)
        parts.append(leaf.rotate("z", rng.uniform(32, 44)).move(-0.75, 0.87).named("lid"))
        parts.append(pipe([(0.66, 0.85, -0.1), (0.42, 1.62, -0.1)], 0.03, color, 6).named("lid"))
    parts.append(block(-0.75, 0.75, 0.59, 0.72, 0.5, 0.78, color).named("case"))
    parts.append(_keys(1.28, 0.26, 15).move(0, 0.74, 0.63))
    parts.append(blocks([(s * 0.7, 0.76, 0.64) for s in (-1, 1)], (0.12, 0.16, 0.28), color).named("case"))
    parts.append(box(0.7, 0.24, 0.04, tint(color, 1.15)).rotate("x", -20).move(0, 0.98, 0.3).named("rest"))
    leg = turned([(0.05, 0), (0.06, 0.08), (0.045, 0.12), (0.08, 0.6)], color, 9)
    parts += [leg.move(x, 0, z).named("leg") for x, z in ((-0.6, 0.45), (0.6, 0.45), (-0.25, -0.45 - right))]
    parts.append(block(-0.09, 0.09, 0.05, 0.6, 0.2, 0.28, color).named("pedal"))
    if bench:
        parts += _bench(color, 1.25)
    return parts


def _bench(color: Color, z: float) -> list[Mesh]:
    parts = [box(0.72, 0.12, 0.32, tint(color, 1.3), 0.03).move(0, 0.46, z).named("bench")]
    legs = [(sx * 0.29, 0.21, z + sz * 0.11) for sx in (-1, 1) for sz in (-1, 1)]
    parts.append(blocks(legs, (0.075, 0.42, 0.075), color).named("bench"))
    return parts


def _upright(rng: Rng, color: Color, bench: bool) -> list[Mesh]:
    high = rng.uniform(1.1, 1.3)
    parts = [
        block(-0.75, 0.75, 0.04, high, -0.28, 0.06, color).named("case"),
        block(-0.8, 0.8, high, high + 0.05, -0.32, 0.12, tint(color, 1.2)).named("case"),
        block(-0.66, 0.66, 0.9, high - 0.08, 0.06, 0.08, tint(color, 1.35)).named("panel"),
        block(-0.66, 0.66, 0.14, 0.52, 0.06, 0.08, tint(color, 1.35)).named("panel"),
        block(-0.75, 0.75, 0.6, 0.72, 0.0, 0.42, color).named("case"),
        _keys(1.3, 0.27, 15).move(0, 0.735, 0.26),
        blocks([(s * 0.71, 0.77, 0.25) for s in (-1, 1)], (0.1, 0.16, 0.35), color).named("case"),
        blocks([(s * 0.69, 0.3, 0.34) for s in (-1, 1)], (0.09, 0.6, 0.1), color).named("leg"),
        block(-0.78, 0.78, 0, 0.08, -0.3, 0.1, tint(color, 0.85)).named("case"),
    ]
    return parts + (_bench(color, 0.85) if bench else [])


def piano(rng: Rng) -> Sample:
    """A grand piano, its curve to the right, or an upright one; some with a bench."""
    form = pick(rng, ("grand", "upright"))
    name = weighted(rng, {"black": 0.42, "brown": 0.26, "white": 0.2, "dark brown": 0.06, "red": 0.06})
    color = shade(rng, TIMBER.get(name, name), 0.04)
    bench, lid = bool(rng.random() < 0.35), bool(rng.random() < 0.75)
    parts = _grand(rng, color, lid, bench) if form == "grand" else _upright(rng, color, bench)
    a = article(name)
    options = [f"{a} piano", f"{name} piano", f"{article(form)} piano", f"{form} piano", f"{a} {form} piano"]
    if bench:
        options += [f"{article(form)} piano with a bench", f"{a} piano with a bench", "a piano and a stool"]
    if form == "grand" and lid:
        options += [f"{a} grand piano with its lid open", "a grand piano with an open lid"]
    if name in TIMBER:
        options.append(f"a wooden {form} piano")
    return Sample(merge(parts), "piano", chosen(rng, ["piano", "a piano"], options), f"{form} {name} {bench} {lid}")


GENERATORS: dict[str, Generator] = {"guitar": guitar, "drum": drum, "piano": piano}
