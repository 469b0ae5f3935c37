"""Locomotives: steam, diesel, electric and high-speed."""

from __future__ import annotations

import numpy as np

from kiln.grammar.base import Rng, Sample, article, pick, shade
from kiln.grammar.vehicle_parts import DARK, GLASS, LAMP, axle, choose_captions, other, wheel
from kiln.grammar.vehicle_solids import blob, block, disc, loft, pane, pipe, plate, row, skin, slab, turned
from kiln.mesh import Color, Mesh, merge

STEEL: Color = (0.34, 0.35, 0.37)


def _steam(rng: Rng, color: str, second: str) -> tuple[Mesh, list[str]]:
    u = rng.uniform
    body, tone = shade(rng, color), shade(rng, second)
    black = (0.12, 0.12, 0.13)
    boiler_r, boiler_l = u(0.52, 0.66), u(2.0, 2.9)
    y = u(1.25, 1.42)
    z0 = -0.6
    z1 = z0 + boiler_l
    gold = (0.83, 0.65, 0.22)
    n = 22
    profile = [(0, 0), (boiler_r, 0.0)]
    tints: list[Color] = [body]
    bands = int(rng.integers(2, 4))
    for i in range(bands):
        a = (i + 0.5) / bands * (boiler_l - 0.5)
        profile += [
            (boiler_r, a - 0.07),
            (boiler_r * 1.03, a - 0.06),
            (boiler_r * 1.03, a + 0.06),
            (boiler_r, a + 0.07),
        ]
        tints += [body, gold, gold, gold]
    smokebox = boiler_l - 0.5
    profile += [
        (boiler_r, smokebox),
        (boiler_r * 1.08, smokebox + 0.01),
        (boiler_r * 1.08, boiler_l),
        (boiler_r * 0.8, boiler_l + 0.09),
        (0, boiler_l + 0.14),
    ]
    tints += [body, black, black, black, black]
    parts = [turned(profile, np.array(tints), n).rotate("x", 90).move(0, y, z0).named("boiler")]
    parts.append(disc(boiler_r * 0.45, 0.08, STEEL, "z").move(0, y, z1 + 0.14).named("boiler"))
    parts.append(
        block(boiler_r * 1.3, 0.3, boiler_l + 0.2, black).move(0, y - boiler_r - 0.02, z0 + boiler_l / 2).named("frame")
    )
    stack_h = u(0.6, 0.95)
    style = pick(rng, ["straight", "flared", "diamond"])
    top = {
        "straight": [(0.21, stack_h), (0.27, stack_h + 0.02), (0.27, stack_h + 0.13)],
        "flared": [(0.22, stack_h * 0.6), (0.36, stack_h), (0.36, stack_h + 0.1)],
        "diamond": [(0.2, stack_h * 0.4), (0.42, stack_h * 0.75), (0.42, stack_h * 0.85), (0.26, stack_h + 0.12)],
    }[style]
    chimney = turned([(0, -0.1), (0.24, -0.1), (0.2, 0.12), *top, (0, top[-1][1])], black, 16)
    if rng.random() < 0.5:
        chimney = merge(
            [
                chimney,
                turned([(0, 0), (top[-1][0] * 1.06, 0), (top[-1][0] * 1.06, 0.1), (0, 0.1)], gold, 16).move(
                    0, top[-1][1] - 0.05, 0
                ),
            ]
        )
    parts.append(chimney.move(0, y + boiler_r - 0.02, z1 - 0.28).named("chimney"))
    for i, z in enumerate((z0 + boiler_l * 0.28, z0 + boiler_l * 0.56)[: int(rng.integers(1, 3))]):
        dome = turned([(0.24, -0.1), (0.24, 0.14), (0.19, 0.26), (0.1, 0.33), (0, 0.35)], gold if i == 0 else body, 14)
        parts.append(dome.move(0, y + boiler_r - 0.03, z).named("dome"))
    cab_w, cab_l = u(1.45, 1.7), u(0.85, 1.1)
    roof = y + boiler_r + u(0.35, 0.6)
    c0 = z0 - cab_l
    parts.append(block(cab_w, roof - 0.75, cab_l, body, 0.05).move(0, (roof + 0.75) / 2, z0 - cab_l / 2).named("cab"))
    parts.append(
        block(cab_w + 0.04, (roof - y) * 0.52, cab_l * 0.52, GLASS)
        .move(0, y + (roof - y) * 0.48, z0 - cab_l / 2)
        .named("windows")
    )
    parts.append(
        block(0.3, 0.3, cab_l + 0.05, GLASS)
        .move(cab_w * 0.36, roof - 0.32, z0 - cab_l / 2)
        .both_sides()
        .named("windows")
    )
    roof_color = pick(rng, [black, tone])
    cap = [(cab_w / 2 * 1.12 * np.cos(t), 0.30 * np.sin(t)) for t in np.linspace(0, np.pi, 10)]
    parts.append(plate(cap, cab_l + 0.3, roof_color, "z").move(0, roof - 0.04, z0 - cab_l / 2).named("roof"))
    rear = c0
    if rng.random() < 0.55:
        tl = u(1.1, 1.5)
        t0 = c0 - 0.22 - tl
        parts.append(block(cab_w * 0.96, 0.85, tl, body, 0.05).move(0, 1.22, t0 + tl / 2).named("tender"))
        parts.append(
            blob(cab_w * 0.40, 0.32, tl * 0.42, (0.10, 0.10, 0.10), 10, 6).move(0, 1.6, t0 + tl / 2).named("coal")
        )
        parts.append(block(cab_w * 0.99, 0.12, tl + 0.03, tone).move(0, 1.05, t0 + tl / 2).named("stripe"))
        parts.append(block(0.4, 0.2, 0.4, black).move(0, 0.75, c0 - 0.1).named("frame"))
        rear = t0
    parts.append(
        block(cab_w * 0.98, 0.14, z1 - rear + 0.25, tone, 0.03)
        .move(0, 0.80, (z1 + rear) / 2 + 0.1)
        .named("running board")
    )
    drive = u(0.42, 0.55)
    rim = pick(rng, [shade(rng, "red"), tone, STEEL, (0.75, 0.16, 0.12)])
    x = cab_w / 2 - 0.10
    big = wheel(drive, 0.2, rim, "five" if rng.random() < 0.6 else "disc", 0.84, tyre=(0.25, 0.25, 0.26))
    count = int(rng.integers(2, 4))
    spots = [z0 - 0.35 + i * drive * 2.12 for i in range(count)]
    parts += [axle(big, x, drive, z) for z in spots]
    small = wheel(0.27, 0.2, rim, "disc", 0.8, tyre=(0.25, 0.25, 0.26), sides=14)
    pilot = [z for z in (z1 - 0.15, z1 - 0.75) if z > spots[-1] + drive + 0.27]
    pilot += list(np.linspace(rear + 0.35, c0 - 0.6, 2)) if rear < c0 else []
    parts += [axle(small, x, 0.27, z) for z in pilot]
    parts.append(
        block(0.07, 0.12, spots[-1] - spots[0] + 0.25, (0.70, 0.71, 0.73))
        .move(x + 0.14, drive * 0.85, (spots[0] + spots[-1]) / 2)
        .both_sides()
        .named("rods")
    )
    cylinder_ = (
        turned([(0, -0.3), (0.24, -0.3), (0.24, 0.3), (0, 0.3)], tone, 14)
        .rotate("x", 90)
        .move(x + 0.04, 0.62, z1 - 0.42)
    )
    parts.append(cylinder_.both_sides().named("cylinders"))
    if rng.random() < 0.6:
        cow = np.array(
            [
                [(0.78, 0.10, z1 + 0.1), (0.78, 0.62, z1 + 0.05), (-0.78, 0.62, z1 + 0.05), (-0.78, 0.10, z1 + 0.1)],
                [(0.10, 0.08, z1 + 0.75), (0.10, 0.40, z1 + 0.28), (-0.10, 0.40, z1 + 0.28), (-0.10, 0.08, z1 + 0.75)],
            ]
        )
        parts.append(skin(cow, shade(rng, "red") if rng.random() < 0.6 else black, 20).named("cowcatcher"))
    else:
        parts.append(block(cab_w, 0.28, 0.14, shade(rng, "red"), 0.03).move(0, 0.68, z1 + 0.22).named("buffers"))
        buffer = turned([(0, 0), (0.07, 0), (0.07, 0.2), (0.16, 0.21), (0.16, 0.27), (0, 0.28)], STEEL, 12).rotate(
            "x", 90
        )
        parts.append(buffer.move(cab_w * 0.34, 0.68, z1 + 0.28).both_sides().named("buffers"))
    parts.append(
        merge(
            [
                turned([(0, 0), (0.17, 0), (0.17, 0.2), (0, 0.2)], gold, 12),
                disc(0.13, 0.06, LAMP, "y", 12).move(0, 0.2, 0),
            ]
        )
        .rotate("x", 90)
        .move(0, y + boiler_r + (0.02 if style != "straight" else 0.0), z1 + 0.06)
        .named("lamp")
    )
    options = [
        "a steam train",
        f"{article(color)} steam engine",
        "a steam locomotive",
        f"{article(color)} train engine",
        f"{article(color)} steam locomotive with a black chimney",
        "an old steam train",
        f"{article(f'{color} and {second}')} steam train",
    ]
    return merge(parts), options


def _diesel(rng: Rng, color: str, second: str, form: str) -> tuple[Mesh, list[str]]:
    u = rng.uniform
    body, tone = shade(rng, color), shade(rng, second)
    width, length, floor = u(1.5, 1.75), u(4.4, 5.6), 0.62
    half, height = length / 2, u(1.5, 1.8)
    top = floor + height
    parts = []
    y_band = floor + height * 0.36
    if form == "high-speed":
        n = 24
        z = np.array([-half, -half + 0.1, 0.0, half - 1.7, half - 1.2, half - 0.7, half - 0.3, half - 0.08, half])
        hi = np.array(
            [
                height * 0.97,
                height,
                height,
                height,
                height * 0.90,
                height * 0.68,
                height * 0.46,
                height * 0.32,
                height * 0.22,
            ]
        )
        wid = np.array([0.97, 1, 1, 1, 0.98, 0.90, 0.76, 0.56, 0.34]) * width / 2
        sections = [(zz, floor - 0.28 + h / 2 + 0.14, w, h / 2 + 0.14) for zz, h, w in zip(z, hi, wid, strict=True)]
        colors = np.broadcast_to(np.asarray(body, float), (len(z) - 1, n, 3)).copy()
        t = (np.arange(n) + 1) * 2 * np.pi / n
        low = np.sin(t) < -0.30
        colors[:, low] = tone
        parts.append(loft(sections, colors, n, 3.6, ends=(body, body)).named("body"))
        parts.append(
            pane(
                (half - 1.28, top - 0.06), (half - 0.72, floor + height * 0.70), width * 0.56, GLASS, 0.22, width * 0.50
            ).named("windscreen")
        )
        parts.append(
            block(width + 0.04, height * 0.25, length - 2.1, GLASS)
            .move(0, floor + height * 0.60, -0.85)
            .named("windows")
        )
        gap = block(width + 0.06, height * 0.26, 0.14, body).move(0, floor + height * 0.60, 0)
        parts.append(row(gap, "z", np.linspace(-half + 0.75, half - 2.5, 5)).named("body"))
        parts.append(
            block(0.22, 0.12, 0.3, LAMP, 0.04)
            .move(width * 0.26, floor + 0.34, half - 0.36)
            .both_sides()
            .named("headlights")
        )
        skirts = block(width * 0.94, 0.3, length - 1.2, tone, 0.05).move(0, floor - 0.22, -0.3)
        parts.append(skirts.named("skirts"))
        options = [
            "a high-speed train",
            "a bullet train",
            f"{article(color)} high-speed train",
            "a modern train",
            f"{article(color)} train",
            f"{article(color)} bullet train with a pointed nose",
            f"{article(f'{color} and {second}')} express train",
        ]
    else:
        slope = u(0.0, 0.35)
        view = [
            (-half, floor),
            (-half, top - 0.12),
            (-half + 0.12, top),
            (half - slope - 0.12, top),
            (half - slope, top - 0.1),
            (half, floor + height * 0.5),
            (half, floor),
        ]
        if form == "hooded":
            cab0, cab1 = half - 1.7, half - 0.75
            hood_h = height * 0.72
            parts.append(
                block(width * 0.74, hood_h, length - 0.1, body, 0.08).move(0, floor + hood_h / 2, -0.05).named("body")
            )
            parts.append(
                block(width, height, cab1 - cab0, body, 0.08)
                .move(0, floor + height / 2, (cab0 + cab1) / 2)
                .named("cab")
            )
            parts.append(
                block(width * 1.02, height * 0.3, (cab1 - cab0) * 0.6, GLASS)
                .move(0, floor + height * 0.72, (cab0 + cab1) / 2)
                .named("windows")
            )
            parts.append(
                block(width * 0.8, height * 0.2, cab1 - cab0 + 0.05, GLASS)
                .move(0, floor + height * 0.84, (cab0 + cab1) / 2)
                .named("windows")
            )
            parts.append(block(width * 0.78, 0.22, length, tone).move(0, floor + hood_h * 0.52, -0.05).named("stripe"))
            grilles = [
                block(width * 0.77, hood_h * 0.34, 0.3, DARK).move(0, floor + hood_h * 0.76, -half + 0.5 + i * 0.5)
                for i in range(3)
            ]
            parts.append(merge(grilles).named("grille"))
            parts.append(block(width, 0.12, length, DARK).move(0, floor + 0.02, 0).named("walkway"))
            lamp_y = floor + hood_h - 0.25
        else:
            parts.append(slab(view, width, body, 0.10).named("body"))
            a = (half + 0.0 - slope * 0.12, floor + height * 0.56)
            b = (half - slope * 0.80, top - 0.2)
            parts.append(pane(a, b, width * 0.78, GLASS, 0.08).named("windscreen"))
            parts.append(
                block(width + 0.04, height * 0.27, 0.5, GLASS)
                .move(0, floor + height * 0.68, half - slope - 0.45)
                .named("windows")
            )
            vents = [
                block(width + 0.04, height * 0.24, 0.36, DARK).move(0, floor + height * 0.70, -half + 0.6 + i * 0.55)
                for i in range(int((length - 2.2) / 0.55))
            ]
            parts.append(merge(vents).named("windows"))
            parts.append(block(width + 0.05, height * 0.16, length - 0.04, tone).move(0, y_band, 0).named("stripe"))
            parts.append(
                block(width * 0.6, 0.14, length * 0.6, (0.5, 0.5, 0.52), 0.05).move(0, top + 0.04, -0.2).named("roof")
            )
            lamp_y = floor + 0.32
            if form == "electric":
                for z, lean in ((-half * 0.5, 1), (half * 0.35, -1)):
                    bow = pipe([(0, top + 0.05, z), (0, top + 0.42, z + 0.42 * lean), (0, top + 0.78, z)], 0.06, STEEL)
                    parts += [
                        bow.named("pantograph"),
                        block(0.9, 0.09, 0.14, STEEL).move(0, top + 0.8, z).named("pantograph"),
                    ]
        parts.append(
            disc(0.13, 0.08, LAMP, "z")
            .move(width * 0.28, lamp_y, half + (0.0 if form == "hooded" else 0.02))
            .both_sides()
            .named("headlights")
        )
        parts.append(
            block(width * 0.98, 0.34, 0.16, shade(rng, "red") if rng.random() < 0.5 else DARK, 0.03)
            .move(0, floor - 0.14, half)
            .named("bumper")
        )
        parts.append(block(width * 0.6, 0.3, length * 0.24, DARK, 0.05).move(0, floor - 0.18, 0).named("tank"))
        kind = "electric" if form == "electric" else "diesel"
        options = [
            f"{article(kind)} locomotive",
            f"{article(color)} locomotive",
            f"{article(color)} train engine",
            "a train",
            f"{article(color)} {kind} train with {article(second)} stripe",
            f"{article(f'{color} and {second}')} locomotive",
            f"{article(kind)} train engine",
        ]
    tyre = wheel(0.30, 0.2, (0.55, 0.55, 0.57), "disc", 0.78, tyre=(0.22, 0.22, 0.23), sides=16)
    for centre in (half - 1.05, -half + 0.85):
        parts.append(block(width * 0.72, 0.3, 1.25, DARK, 0.06).move(0, 0.42, centre).named("bogie"))
        parts += [axle(tyre, width / 2 - 0.16, 0.30, centre + d) for d in (-0.38, 0.38)]
    return merge(parts), options


def train_engine(rng: Rng) -> Sample:
    """A steam, diesel or electric locomotive, or the power car of a high-speed train."""
    form = pick(rng, ["steam", "diesel", "hooded", "electric", "high-speed"], [5, 1.3, 1.2, 1.2, 1.8])
    color = pick(
        rng,
        ["red", "blue", "green", "black", "dark green", "yellow", "orange", "purple", "teal", "white", "gray"],
        [4, 4, 3, 2 if form == "steam" else 0.6, 2, 1.5, 1.5, 1, 1, 3 if form == "high-speed" else 0.6, 0.8],
    )
    second = other(rng, ("red", "yellow", "white", "blue", "orange"), color)
    if color == "gray" and second == "white":
        second = "red"
    mesh, options = _steam(rng, color, second) if form == "steam" else _diesel(rng, color, second, form)
    return Sample(
        mesh,
        "train engine",
        choose_captions(rng, "train engine", ["a train engine", *options]),
        f"train engine {form} {color}",
    )


GENERATORS = {"train engine": train_engine}
