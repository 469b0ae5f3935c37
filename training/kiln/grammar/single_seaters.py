"""Single-seater race cars: winged ones of today and of the nineties, cigars of the sixties, vintage ones."""

from __future__ import annotations

import numpy as np

from kiln.grammar.base import COLORS, Rng, Sample, article, pick, shade
from kiln.grammar.vehicle_parts import CARBON, CHROME, DARK, TAIL_LAMP, axle, choose_captions, digit, other, wheel
from kiln.grammar.vehicle_solids import blob, block, disc, loft, pipe, plate, rod, wing
from kiln.mesh import Color, Mesh, merge

MAIN = (
    "red",
    "blue",
    "yellow",
    "green",
    "orange",
    "white",
    "black",
    "light blue",
    "purple",
    "pink",
    "teal",
    "dark green",
    "gray",
)
MAIN_WEIGHTS = (5, 4, 3, 3, 3, 3, 3, 2, 1.5, 1.2, 1.5, 1.5, 1)


def _banded(sections, first: Color, second: Color, where: str, power: float = 2.8, sides: int = 16, **kw) -> Mesh:
    """A loft with the second colour at its "tip", along its "top" or along its "flank"s, or "plain"."""
    colors = np.broadcast_to(np.asarray(first, float), (len(sections) - 1, sides, 3)).copy()
    if where == "tip":
        colors[-2:] = second
    elif where == "top":
        colors[:, [2, 3, 4]] = second
    elif where == "flank":
        colors[:, [7, 15, 14, 8]] = second
    return loft(sections, colors, sides, power, **kw)


def _helmet(color: Color, size: float, visor: bool = True) -> Mesh:
    parts = [blob(size * 0.92, size, size * 1.08, color, 14, 8)]
    if visor:
        parts.append(
            blob(size * 0.80, size * 0.36, size * 0.6, (0.10, 0.12, 0.16), 12, 6).move(0, 0.12 * size, size * 0.58)
        )
    return merge(parts).named("driver")


def upright(z0: float, z1: float, y0: float, y1: float, thickness: float, color: Color, rake: float = 0.0) -> Mesh:
    """An endplate or fin: a plate in the side view, its top leaning back by `rake`."""
    return plate([(z0, y0), (z1, y0), (z1 - rake, y1), (z0 - rake, y1)], thickness, color, "x")


def _modern(rng: Rng, a: Color, b: Color, livery: str, era: str, stretch: tuple[float, float]) -> list[Mesh]:
    """A winged single-seater, "modern" (halo, wide and low) or "nineties" (high airbox, no halo)."""
    modern = era == "modern"
    wings = b if livery in ("wings", "pods") else a
    tall = rng.uniform(0.95, 1.12)
    front = rng.uniform(1.45, 1.65)
    back = -rng.uniform(1.45, 1.7)
    nose_drop = rng.uniform(-0.06, 0.06)
    w = rng.uniform(0.92, 1.12)
    top = "top" if livery == "stripe" else "tip" if livery in ("tip", "wings") else "plain"
    tub = [
        (-2.12, 0.42, 0.11, 0.10),
        (-1.5, 0.45, 0.25, 0.20),
        (-0.6, 0.48, 0.34 * w, 0.28),
        (0.1, 0.50, 0.33 * w, 0.24),
        (0.75, 0.51, 0.26 * w, 0.21),
        (front, 0.45 + nose_drop, 0.19, 0.15),
        (2.15, 0.35 + nose_drop, 0.14, 0.10),
        (2.42, 0.30 + nose_drop / 2, 0.11, 0.08),
        (2.5, 0.29 + nose_drop / 2, 0.07, 0.05),
    ]
    parts = [_banded(tub, a, b, top, 3.0).named("body")]

    cover = b if livery in ("rear", "pods") else a
    air = 0.30 * tall if modern else 0.36 * tall
    spine = [
        (-2.1, 0.48, 0.05, 0.08),
        (-1.6, 0.58, 0.10, 0.17),
        (-1.0, 0.70, 0.17, 0.24 * tall),
        (-0.55, 0.74, 0.18, air),
        (-0.32, 0.76, 0.15, air),
    ]
    parts.append(
        _banded(spine, cover, b, "top" if livery == "stripe" else "plain", 2.4, 16, ends=(cover, CARBON)).named(
            "engine cover"
        )
    )
    if modern and rng.random() < 0.4:
        parts.append(
            plate([(-0.7, 0.7), (-2.05, 0.5), (-2.05, 0.85), (-0.9, 1.0)][::-1], 0.09, cover).named("engine cover")
        )

    pod_x, undercut = 0.53 * w, rng.uniform(0, 0.06)
    pods = b if livery == "pods" else a
    pod = [
        (-1.55, 0.30, 0.12, 0.11, 0.26),
        (-1.1, 0.36, 0.20, 0.17, 0.38),
        (-0.5, 0.40 + undercut, 0.26, 0.19, pod_x - 0.03),
        (0.15, 0.42 + undercut, 0.25, 0.20, pod_x),
        (0.42, 0.43 + undercut, 0.21, 0.17, pod_x),
    ]
    flank = "flank" if livery == "stripe" and rng.random() < 0.5 else "plain"
    parts.append(_banded(pod, pods, b, flank, 3.6, 16, ends=(pods, CARBON)).both_sides().named("sidepod"))
    edge = 0.80 * w
    floor = [
        (0.26, 1.0),
        (edge, 0.42),
        (edge, -1.15),
        (0.42, -2.1),
        (-0.42, -2.1),
        (-edge, -1.15),
        (-edge, 0.42),
        (-0.26, 1.0),
    ]
    parts.append(plate(floor, 0.08, CARBON, "y").move(0, 0.16, 0).named("floor"))

    parts.append(blob(0.25 * w, 0.09, 0.46, CARBON, 14, 6).move(0, 0.71, 0.04).named("cockpit"))
    if modern:
        hoop = [(0.25, 0.80, -0.32), (0.27, 0.93, -0.05), (0.19, 0.98, 0.28), (0, 0.99, 0.45)]
        hoop = hoop + [(-x, y, z) for x, y, z in hoop[-2::-1]]
        tone = CARBON if rng.random() < 0.7 else b
        parts.append(merge([pipe(hoop, 0.05, tone), rod((0, 0.98, 0.44), (0, 0.70, 0.62), 0.05, tone)]).named("halo"))
    else:
        screen = plate([(0.38, 0.70), (0.62, 0.69), (0.30, 0.84)], 0.36, (0.30, 0.36, 0.44))
        parts.append(screen.named("windscreen"))

    span = rng.uniform(0.86, 1.0)
    y = 0.20
    sweep_back = rng.uniform(0.05, 0.3)
    lead = 2.58
    tip_lead = lead - sweep_back
    main = [(-span, y, tip_lead, 0.42, 0.10), (0, y + 0.02, lead, 0.40, 0.10), (span, y, tip_lead, 0.42, 0.10)]
    flap = [
        (-span, y + 0.13, tip_lead - 0.28, 0.26, 0.10),
        (0, y + 0.08, lead - 0.30, 0.22, 0.08),
        (span, y + 0.13, tip_lead - 0.28, 0.26, 0.10),
    ]
    flap_color = a if wings is b and rng.random() < 0.5 else wings
    plates = upright(tip_lead + 0.02, tip_lead - 0.56, 0.10, 0.42, 0.10, wings, 0.04).move(span).both_sides()
    parts.append(merge([wing(main, wings), wing(flap, flap_color), plates]).named("front wing"))

    half = rng.uniform(0.58, 0.78)
    high = rng.uniform(0.98, 1.12) * tall
    rear = back - 0.42
    main = [(-half, high - 0.04, rear + 0.12, 0.38, 0.12), (half, high - 0.04, rear + 0.12, 0.38, 0.12)]
    flap = [(-half, high + 0.07, rear - 0.12, 0.26, 0.10), (half, high + 0.07, rear - 0.12, 0.26, 0.10)]
    beam = [(-half, 0.56, rear + 0.1, 0.28, 0.10), (half, 0.56, rear + 0.1, 0.28, 0.10)]
    tone = b if livery == "stripe" else wings
    plates = (
        upright(rear + 0.2, rear - 0.36, 0.46, high + 0.15, 0.10, tone, rng.uniform(0, 0.1)).move(half).both_sides()
    )
    post = upright(rear + 0.12, rear - 0.12, 0.4, high, 0.09, CARBON)
    parts.append(merge([wing(main, wings), wing(flap, wings), wing(beam, CARBON), plates, post]).named("rear wing"))
    parts.append(block(0.14, 0.16, 0.08, TAIL_LAMP).move(0, 0.40, -2.14).named("lights"))

    rim = pick(rng, [(0.62, 0.62, 0.64), CHROME, b if livery == "wings" else (0.45, 0.45, 0.48), (0.85, 0.68, 0.22)])
    band = pick(rng, [None, COLORS["red"], COLORS["yellow"], COLORS["white"]], [2, 1, 1, 1])
    style = pick(rng, ["disc", "five", "four", "steel"])
    rf, rr = rng.uniform(0.34, 0.38), rng.uniform(0.37, 0.42)
    wf, wr = rng.uniform(0.30, 0.36), rng.uniform(0.38, 0.48)
    track = rng.uniform(0.76, 0.86)
    arms = [rod((0.15, 0.52, front + dz), (track, rf + 0.08, front), 0.045, CARBON, sides=6) for dz in (-0.30, 0.18)]
    arms += [rod((0.15, 0.34, front - 0.1), (track, rf - 0.08, front), 0.045, CARBON, sides=6)]
    arms += [rod((0.12, 0.45, back + dz), (track, rr, back), 0.05, CARBON, sides=6) for dz in (0.34, 0.0)]
    parts.append(merge(arms).both_sides().named("suspension"))
    mirrors = block(0.16, 0.10, 0.12, a, 0.03).move(0.44, 0.74, 0.42).both_sides()
    parts.append(mirrors.named("mirrors"))
    body = merge(parts).scale(1.0, *stretch)
    rf, rr, front, back = rf * stretch[0], rr * stretch[0], front * stretch[1], back * stretch[1]
    return [
        body,
        axle(wheel(rf, wf, rim, style, 0.62, band), track, rf, front),
        axle(wheel(rr, wr, rim, style, 0.60, band), track - 0.02, rr, back),
    ]


def _cigar(rng: Rng, a: Color, b: Color, livery: str, era: str, stretch: tuple[float, float]) -> list[Mesh]:
    """A wingless single-seater: "sixties" (rear engine) or "vintage" (front engine, upright radiator)."""
    sixties = era == "sixties"
    fat = rng.uniform(0.95, 1.1)
    seat = -0.15 if sixties else -0.85
    if sixties:
        body = [
            (-1.75, 0.50, 0.20, 0.18),
            (-1.4, 0.52, 0.30, 0.24),
            (-0.7, 0.52, 0.38 * fat, 0.30),
            (0.1, 0.52, 0.40 * fat, 0.30),
            (0.9, 0.50, 0.34, 0.25),
            (1.5, 0.47, 0.26, 0.19),
            (1.85, 0.45, 0.20, 0.15),
            (1.98, 0.45, 0.15, 0.11),
        ]
    else:
        body = [
            (-2.15, 0.58, 0.04, 0.05),
            (-1.95, 0.60, 0.14, 0.16),
            (-1.5, 0.62, 0.28, 0.28),
            (-0.9, 0.62, 0.36 * fat, 0.33),
            (0.0, 0.62, 0.36 * fat, 0.30),
            (0.9, 0.62, 0.31, 0.29),
            (1.55, 0.62, 0.26, 0.27),
            (1.7, 0.62, 0.22, 0.24),
        ]
    where = "top" if livery == "stripe" else "tip" if livery in ("tip", "wings", "pods") else "plain"
    nose = DARK if not sixties or where == "tip" else CARBON
    parts = [_banded(body, a, b, where, 2.3, ends=(a, nose)).named("body")]
    tip_z, tip_y = body[-1][0], body[-1][1]
    ring = np.linspace(0, 2 * np.pi, 17)[:-1]
    rw, rh = body[-1][2], body[-1][3]
    lip = [(rw * np.cos(t), tip_y + rh * np.sin(t), tip_z) for t in ring] + [(rw, tip_y, tip_z)]
    parts.append(pipe(lip, 0.05, CHROME if not sixties else a, 6).named("grille"))
    level = 0.80 if sixties else 0.93
    parts.append(blob(0.27, 0.09, 0.42, CARBON, 14, 6).move(0, level, seat).named("cockpit"))
    screen = plate(
        [(seat + 0.30, level - 0.04), (seat + 0.52, level - 0.05), (seat + 0.26, level + 0.14)],
        0.40,
        (0.42, 0.50, 0.58),
    )
    parts.append(screen.named("windscreen"))
    head = loft(
        [
            (seat - 0.95, level - 0.18, 0.06, 0.08),
            (seat - 0.5, level - 0.08, 0.18, 0.16),
            (seat - 0.26, level - 0.04, 0.21, 0.18),
        ],
        a,
        14,
        2.2,
    )
    parts.append(head.named("body"))
    rim = pick(rng, [CHROME, (0.62, 0.62, 0.64), (0.85, 0.68, 0.22), b])
    rr, wd = (rng.uniform(0.33, 0.37), 0.26) if sixties else (rng.uniform(0.40, 0.46), 0.20)
    front, back = (1.25, -1.35) if sixties else (1.3, -1.35)
    track = rng.uniform(0.74, 0.82)
    style = pick(rng, ["disc", "wire", "five", "steel"]) if sixties else pick(rng, ["wire", "wire", "disc"])
    size = 0.66 if sixties else 0.76
    arms = [
        rod((0.1, y, z + dz), (track, rr, z), 0.045, (0.5, 0.5, 0.52), sides=6)
        for z, y in ((front, 0.5), (back, 0.48))
        for dz in (-0.3, 0.22)
    ]
    parts.append(merge(arms).both_sides().named("suspension"))
    if sixties:
        pipes = [rod((0.16, 0.62, -1.2), (0.18, 0.66, -2.15), 0.06, (0.72, 0.70, 0.66), 0.075)]
        engine = block(0.44, 0.26, 0.6, (0.42, 0.42, 0.44), 0.06).move(0, 0.66, -1.35)
        parts += [merge(pipes).both_sides().named("exhaust"), engine.named("engine")]
    else:
        pipes = [
            pipe(
                [(0.30, 0.70, 1.1), (0.42, 0.58, 0.7), (0.45, 0.52, 0.0), (0.45, 0.50, -2.0)], 0.06, (0.70, 0.68, 0.64)
            )
        ]
        parts.append(merge(pipes).named("exhaust"))
        straps = [
            loft([(z, 0.62, 0.37 * fat, 0.315), (z + 0.09, 0.62, 0.37 * fat, 0.315)], (0.36, 0.22, 0.12), 16, 2.3)
            for z in (0.25,)
        ]
        parts += [merge(straps).named("body")]
    if rng.random() < 0.75:
        z = -0.95 if sixties else -1.45
        half = float(np.interp(z, [s[0] for s in body], [s[2] for s in body]))
        y = float(np.interp(z, [s[0] for s in body], [s[1] for s in body]))
        parts.append(roundel(rng, half, y, z, 0.2))
    body = merge(parts).scale(1.0, *stretch)
    small, big = rr * 0.97 * stretch[0], rr * 1.05 * stretch[0]
    return [
        body,
        axle(wheel(small, wd, rim, style, size), track, small, front * stretch[1]),
        axle(wheel(big, wd * 1.3, rim, style, size), track, big, back * stretch[1]),
    ]


def roundel(rng: Rng, x: float, y: float, z: float, radius: float, lean: float = 0.0) -> Mesh:
    """A white disc with a number on both flanks, at ±x."""
    value = int(rng.integers(1, 10))
    ground = COLORS["white"] if rng.random() < 0.8 else COLORS["yellow"]
    sides = []
    for sign in (1, -1):
        number = digit(value, radius * 1.25, 0.05, DARK).move(0, 0, 0.025)
        round_ = disc(radius, 0.06, ground, "z").named("number")
        sides.append(merge([round_, number]).rotate("x", -lean).rotate("y", 90 * sign).move(sign * x, y, z))
    return merge(sides)


def single_seater(rng: Rng) -> Sample:
    era = pick(rng, ["modern", "nineties", "sixties", "vintage"], [5, 3, 1.3, 1.0])
    main = pick(rng, MAIN, MAIN_WEIGHTS)
    second = other(rng, ("white", "black", "yellow", "red", "blue", "orange", "light blue", "green", "white"), main)
    if main in ("black", "gray") and second == "black":
        second = "red"
    livery = pick(rng, ["plain", "wings", "tip", "stripe", "pods", "rear"], [2, 3, 2, 3, 2, 2])
    winged = era in ("modern", "nineties")
    if not winged and livery in ("pods", "rear", "wings"):
        livery = pick(rng, ["plain", "tip", "stripe"])
    helmet = pick(rng, ["white", "yellow", "red", "blue", "orange", "green", "pink", "light blue"])
    a, b = shade(rng, main), shade(rng, second)
    stretch = (rng.uniform(1.05, 1.3), rng.uniform(0.76, 0.98))
    parts = (_modern if winged else _cigar)(rng, a, b, livery, era, stretch)
    seat, level = {
        "modern": (-0.12, 0.84),
        "nineties": (-0.08, 0.86),
        "sixties": (-0.2, 0.95),
        "vintage": (-0.92, 1.1),
    }[era]
    level, seat = level * stretch[0], seat * stretch[1]
    parts.append(_helmet(shade(rng, helmet), rng.uniform(0.18, 0.22)).move(0, level, seat))
    if not winged:
        shoulders = blob(0.24, 0.16, 0.16, (0.85, 0.83, 0.78) if rng.random() < 0.5 else (0.2, 0.25, 0.45), 12, 6)
        parts.append(shoulders.move(0, level - 0.22, seat - 0.02).named("driver"))
    car = merge(parts)

    two = livery != "plain"
    both = f"{main} and {second}"
    options = ["a race car", article(f"{main} race car"), f"{main} racing car", "racing car"]
    if winged:
        name = pick(
            rng, ["formula one car", "formula 1 car", "f1 car", "single-seater race car", "open-wheel race car"]
        )
        named = "an f1 car" if name == "f1 car" else article(name)
        options += [
            article(f"{main} {name}"),
            f"{named} with a driver in {article(helmet)} helmet",
            named,
            "a formula one race car with front and rear wings",
        ]
        detail = {
            "wings": f"{article(main)} formula one car with {second} wings",
            "tip": f"{article(main)} racing car with {article(second)} nose",
            "stripe": f"{article(main)} race car with {article(second)} stripe",
            "pods": f"{article(main)} formula one car with {second} sidepods and wings",
            "rear": f"{article(main)} race car with {article(second)} engine cover",
        }
    else:
        name = "classic grand prix car" if era == "sixties" else "vintage race car"
        options += [
            article(name),
            article(f"{main} {name}"),
            f"an old {main} racing car with a driver",
            f"{article(main)} open-wheel racing car without wings",
        ]
        detail = {
            "tip": f"{article(main)} {name} with {article(second)} nose",
            "stripe": f"{article(main)} {name} with {article(second)} stripe",
        }
    if two:
        options += [detail[livery], detail[livery], article(f"{both} race car")]
    captions = choose_captions(rng, "race car", options)
    return Sample(car, "race car", captions, f"race car {era} {main} {livery}")
