"""Rockets standing upright: toy rockets, launchers, and the space shuttle."""

from __future__ import annotations

import numpy as np

from kiln.grammar.aeroplane_parts import lift, tail_fin
from kiln.grammar.base import Rng, Sample, article, pick, shade
from kiln.grammar.vehicle_parts import CHROME, DARK, GLASS, WHITE, choose_captions, other
from kiln.grammar.vehicle_solids import block, copies, disc, loft, plate, skin, turned
from kiln.mesh import Color, Mesh, merge


def _fins(
    count: int, r: float, y0: float, height: float, out: float, drop: float, thick: float, color: Color, curved: bool
) -> Mesh:
    """Fins about the Y axis: roots from y0 to y0 + height on radius r, tips `drop` below y0."""
    if curved:
        t = np.linspace(0, 1, 7)
        outer = [(r + out * np.sin(np.pi / 2 * s), y0 + height - (height + drop) * s**1.5) for s in t]
        inner = [(r + out * 0.72, y0 - drop), (r * 0.9, y0 + height * 0.28)]
    else:
        outer = [(r * 0.9, y0 + height), (r + out, y0 + height * 0.28), (r + out, y0 - drop)]
        inner = [(r * 0.9, y0 + 0.04)]
    blade = plate(np.array(outer + inner), thick, color, "x")
    # plate's first outline coordinate is z: the fin points to +z.
    return merge([blade.rotate("y", 360 * i / count) for i in range(count)]).named("fins")


def rocket(rng: Rng) -> Sample:
    """A toy rocket with big fins, a staged launcher, or one with boosters, standing upright."""
    u = rng.uniform
    form = pick(rng, ["retro", "launcher", "boosters", "shuttle"], [5, 3, 2, 1.3])
    color = pick(
        rng,
        ["white", "red", "blue", "silver", "yellow", "orange", "green", "purple", "pink", "black", "teal"],
        [6, 3, 2, 2, 1.5, 1.5, 1, 1, 0.8, 0.7, 0.7],
    )
    main = WHITE if color == "white" else (0.74, 0.75, 0.77) if color == "silver" else shade(rng, color)
    second = other(rng, ("red", "blue", "yellow", "orange", "black", "green"), color)
    tone = shade(rng, second)
    dark = (0.25, 0.25, 0.27)
    parts: list[Mesh] = []
    sides = 24
    flame = form != "shuttle" and rng.random() < 0.2
    windows = 0
    if form == "retro":
        h, r = u(3.4, 4.6), u(0.62, 0.95)
        belly = u(0.30, 0.48)
        k = np.linspace(0, 1, 15)
        base = u(0.45, 0.7)
        shape = np.where(
            k < belly,
            base + (1 - base) * np.sin(np.pi / 2 * k / belly),
            np.cos(np.pi / 2 * (np.clip(k - belly, 0, 1) / (1 - belly)) ** 1.35),
        )
        shape[-1] = 0.0
        nose_at = u(0.68, 0.78)
        pattern = pick(rng, ["nose", "nose and base", "stripes", "checks", "plain nose"])
        colors = np.broadcast_to(np.asarray(main, float), (14, sides, 3)).copy()
        mid = (k[1:] + k[:-1]) / 2
        colors[mid > nose_at] = tone
        if pattern == "nose and base":
            colors[mid < 0.16] = tone
        elif pattern == "stripes":
            colors[(mid > 0.14) & (mid < 0.22)] = tone
            colors[(mid > 0.28) & (mid < 0.36)] = tone
        elif pattern == "checks":
            quarter = (np.arange(sides) // (sides // 4)) % 2 == 0
            colors[np.ix_(np.flatnonzero(mid < 0.30), np.flatnonzero(quarter))] = tone
        t = np.linspace(0, 2 * np.pi, sides, endpoint=False)
        rings = np.stack(
            [np.outer(shape * r, np.sin(t)), np.repeat((k * h)[:, None], sides, 1), np.outer(shape * r, np.cos(t))], -1
        )
        body = skin(rings, colors, 60, (dark, tone))
        parts.append(body.named("body"))
        parts.append(
            turned([(0.0, 0.1), (r * base * 0.7, 0.05), (r * base * 0.85, -0.28), (0, -0.26)][::-1], dark, 16).named(
                "engine"
            )
        )
        count = pick(rng, [3, 4, 4])
        parts.append(
            _fins(
                count,
                r * base * 1.05,
                0.05,
                h * u(0.26, 0.36),
                r * u(0.7, 1.05),
                u(0.35, 0.6),
                0.16,
                tone,
                rng.random() < 0.65,
            )
        )
        windows = int(rng.integers(1, 3))
        for i in range(windows):
            y = h * (0.58 - 0.19 * i)
            rad = float(np.interp(y, k * h, shape * r))
            lip = 0.26 - 0.05 * i
            slope = float(
                np.degrees(np.arctan2(np.interp(y - 0.2, k * h, shape * r) - np.interp(y + 0.2, k * h, shape * r), 0.4))
            )
            port = merge(
                [
                    disc(lip, 0.14, tone if rng.random() < 0.5 else CHROME, "z", 18),
                    disc(lip * 0.68, 0.2, (0.45, 0.68, 0.85) if rng.random() < 0.6 else GLASS, "z", 16),
                ]
            )
            parts.append(port.rotate("x", -slope).move(0, y, rad - 0.02).named("window"))
        options = [
            "a rocket",
            f"{article(color)} rocket",
            f"{article(color)} rocket with {second} fins",
            "a toy rocket",
            f"{article(f'{color} and {second}')} rocket",
            "a space rocket",
            "a rocket ship",
            f"a cartoon rocket with {article(second)} nose",
            f"{article(color)} spaceship with {count} fins".replace(" 3 ", " three ").replace(" 4 ", " four "),
        ]
        if windows == 1:
            options.append(f"{article(color)} rocket with a round window")
        width = r * base
    else:
        r = u(0.36, 0.46)
        h1, h2 = u(2.0, 2.6), u(1.1, 1.6)
        r2 = r * u(0.72, 1.0)
        bands = rng.random() < 0.6
        profile = [(0, 0), (r, 0), (r, 0.3), (r, h1 * 0.5), (r, h1 * 0.62), (r, h1)]
        tint = [dark, tone if bands else main, main, tone if bands else main, main]
        profile += [(r2, h1 + 0.22), (r2, h1 + 0.22 + h2 * 0.8), (r2, h1 + 0.22 + h2)]
        tint += [tone, main, tone if bands else main]
        top = h1 + 0.22 + h2
        nose = u(0.7, 1.0)
        k = np.linspace(0, 1, 6)[1:]
        nose_color = tone if rng.random() < 0.6 else main
        for s in k:
            profile.append((r2 * np.cos(np.pi / 2 * s) ** 0.75 if s < 1 else 0.0, top + nose * s))
            tint.append(nose_color)
        if form == "launcher" and rng.random() < 0.4:
            profile = profile[:-5] + [
                (r2 * 0.45, top + nose * 0.5),
                (r2 * 0.18, top + nose * 0.6),
                (r2 * 0.16, top + nose * 1.05),
                (0, top + nose * 1.1),
            ]
            tint = tint[:-5] + [nose_color, nose_color, tone, tone]
        if form != "shuttle":
            parts.append(turned(profile, np.array(tint), sides).named("body"))
        bell = turned([(0, -0.34), (r * 0.44, -0.34), (r * 0.26, 0.02), (0, 0.02)], dark, 12)
        if form == "shuttle":
            tank = shade(rng, (0.80, 0.42, 0.16))
            th = 4.2
            parts.append(
                turned(
                    [(0, 0), (0.5, 0.08), (0.58, 0.3), (0.58, th - 1.0), (0.46, th - 0.5), (0.2, th - 0.12), (0, th)],
                    tank,
                    sides,
                ).named("tank")
            )
            booster = turned(
                [(0, -0.3), (0.3, -0.3), (0.24, 0.0), (0.24, 3.0), (0.12, 3.3), (0, 3.45)],
                np.array([dark, dark, WHITE, WHITE, WHITE]),
                16,
            )
            parts.append(booster.move(0.80, 0, -0.1).both_sides().named("boosters"))
            body = [
                (0.0, 0, 0.34, 0.34),
                (0.3, 0, 0.38, 0.36),
                (1.9, 0, 0.36, 0.34),
                (2.4, -0.03, 0.30, 0.28),
                (2.75, -0.08, 0.18, 0.17),
                (2.9, -0.10, 0.06, 0.06),
            ]
            colors = np.broadcast_to(np.asarray(WHITE, float), (5, 20, 3)).copy()
            up = np.sin((np.arange(20) + 1) * 2 * np.pi / 20)
            colors[:, up < -0.45] = (0.16, 0.16, 0.17)
            colors[3, up > 0.55] = GLASS
            orbiter = [
                loft(body, colors, 20, 2.6),
                lift(2.5, -0.2, 1.75, 1.7, 0.42, 1.25, 0.0, 0.15, WHITE, DARK),
                tail_fin(0.85, 0.2, 0.75, 0.75, 0.4, 0.5, 0.14, WHITE),
            ]
            nozzles = copies(
                turned([(0.16, 0), (0.09, 0.22), (0, 0.22)], dark, 12).rotate("x", 90).move(0, 0, -0.18),
                [(0.16, -0.08, 0), (-0.16, -0.08, 0), (0, 0.2, 0)],
            )
            parts.append(
                merge([*orbiter, nozzles]).rotate("x", -90).rotate("y", 180).move(0, 0.25, 0.98).named("orbiter")
            )
            options = [
                "a space shuttle",
                "the space shuttle with boosters",
                "a white space shuttle on an orange fuel tank",
                "a spacecraft ready for launch",
                "a space shuttle with two white boosters",
                "a rocket",
            ]
            color = "white"
        else:
            spots = (
                [(0, 0, 0)]
                if rng.random() < 0.4
                else [(r * 0.5, 0, r * 0.5), (-r * 0.5, 0, r * 0.5), (r * 0.5, 0, -r * 0.5), (-r * 0.5, 0, -r * 0.5)]
            )
            parts.append(copies(bell if len(spots) == 1 else bell.scale(0.7, 1, 0.7), spots).named("engine"))
            count = 4
            if form == "launcher":
                parts.append(_fins(count, r, 0.02, u(0.5, 0.8), u(0.28, 0.45), u(0.0, 0.2), 0.13, tone, False))
                options = [
                    "a rocket",
                    f"{article(color)} rocket",
                    "a space rocket",
                    f"a tall {color} rocket",
                    f"{article(color)} rocket with {second} fins",
                    "a rocket with two stages",
                    f"{article(f'{color} and {second}')} space rocket",
                    "a moon rocket",
                ]
            else:
                number = pick(rng, [2, 4])
                bh, br = h1 * u(0.75, 1.0), r * u(0.55, 0.7)
                boost = (
                    shade(rng, "white")
                    if color != "white" and rng.random() < 0.4
                    else (tone if rng.random() < 0.5 else main)
                )
                tip_color = tone if boost is not tone else main
                b = turned(
                    [
                        (0, -0.22),
                        (br * 0.9, -0.22),
                        (br * 0.7, 0.0),
                        (br, 0.02),
                        (br, bh),
                        (br * 0.55, bh + 0.32),
                        (0, bh + 0.55),
                    ],
                    np.array([dark, dark, dark, boost, tip_color, tip_color]),
                    16,
                )
                angles = [0, 180] if number == 2 else [45, 135, 225, 315]
                offsets = [
                    ((r + br * 0.9) * np.cos(np.radians(a)), 0, (r + br * 0.9) * np.sin(np.radians(a))) for a in angles
                ]
                parts.append(copies(b, offsets).named("boosters"))
                word = {2: "two", 4: "four"}[number]
                options = [
                    "a rocket",
                    f"{article(color)} rocket",
                    f"a space rocket with {word} boosters",
                    f"{article(color)} rocket with {word} boosters",
                    "a launch vehicle",
                    f"a tall {color} rocket",
                    "a space rocket",
                ]
            if rng.random() < 0.5:
                parts.append(block(2 * r + 0.03, h1 * 0.2, 0.16, tone).move(0, h1 * 0.8, 0).named("flag"))
        width = r
    if flame:
        fire = turned(
            [(0, -1.15), (width * 0.36, -0.75), (width * 0.62, -0.38), (width * 0.5, -0.1), (0, -0.1)],
            np.array([(0.95, 0.45, 0.08), (0.96, 0.55, 0.10), (0.98, 0.72, 0.15), (0.98, 0.8, 0.2)]),
            14,
        )
        parts.append(fire.named("flame"))
        options += ["a rocket with flames coming out", f"{article(color)} rocket taking off"]
    return Sample(
        merge(parts),
        "rocket",
        choose_captions(rng, "rocket", options),
        f"rocket {form} {color} {second}{' flame' if flame else ''}",
    )


GENERATORS = {"rocket": rocket}
