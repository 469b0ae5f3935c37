"""Screens and cameras: televisions, laptops and cameras."""

from __future__ import annotations

import numpy as np

from kiln.grammar.base import Generator, Rng, Sample, article, pick, shade
from kiln.grammar.kit import chosen, tint, weighted
from kiln.grammar.props import INK, IRON, PAINTS, STEEL, TIMBER, disc, except_for
from kiln.grammar.solids import ball, block, blocks, box, pipe, turned
from kiln.mesh import Color, Mesh, merge

GREY_GLASS: Color = (0.20, 0.25, 0.27)


def _picture(rng: Rng, x: float, y: float) -> tuple[list[Mesh], str]:
    """What a screen of half sizes x and y shows, about the origin facing +Z: off, a landscape, bars, or one tone."""
    form = pick(rng, ("off", "landscape", "bars", "blue"), (0.4, 0.25, 0.15, 0.2))
    if form == "landscape":
        sun = disc(0.2 * y, 0.012, (0.98, 0.85, 0.3), 14).move(0.5 * x, 0.45 * y)
        parts = [
            block(-x, x, -y, y, -0.005, 0.002, (0.45, 0.72, 0.92)),
            block(-x, x, -y, -0.2 * y, -0.005, 0.006, (0.35, 0.62, 0.25)),
            sun,
        ]
    elif form == "bars":
        tones = (
            (0.9, 0.9, 0.9),
            (0.9, 0.85, 0.1),
            (0.1, 0.8, 0.85),
            (0.1, 0.75, 0.2),
            (0.85, 0.1, 0.75),
            (0.85, 0.1, 0.1),
            (0.1, 0.15, 0.85),
        )
        edges = np.linspace(-x, x, 8)
        parts = [block(a, b, -y, y, -0.005, 0.004, t) for a, b, t in zip(edges[:-1], edges[1:], tones, strict=True)]
    else:
        tone = (0.09, 0.10, 0.12) if form == "off" else shade(rng, (0.22, 0.48, 0.82), 0.06)
        parts = [block(-x, x, -y, y, -0.005, 0.004, tone)]
        parts.append(
            block(-0.85 * x, -0.35 * x, 0.35 * y, 0.8 * y, 0.0, 0.006, tint(tone, 1.5 if form == "off" else 1.18))
        )
    return [p.named("screen") for p in parts], form


def television(rng: Rng) -> Sample:
    """A flat screen on feet or a stand, or an old set: a deep box with dials, legs and an antenna."""
    old = bool(rng.random() < 0.5)
    if old:
        name = weighted(rng, {"brown": 0.45, "red": 0.13, "yellow": 0.1, "blue": 0.1, "gray": 0.12, "white": 0.1})
        color = shade(rng, TIMBER.get(name, name), 0.04)
        x, y, z = rng.uniform(0.48, 0.58), rng.uniform(0.36, 0.42), rng.uniform(0.26, 0.34)
        parts = [box(2 * x, 2 * y, 2 * z, color, 0.05).named("case")]
        parts.append(box(1.2 * x, 1.2 * y, 0.3, tint(color, 0.85), 0.06).move(0, 0, -z - 0.05).named("case"))
        sx, sy = 0.68 * x, 0.74 * y
        at = -0.22 * x
        parts.append(box(2 * sx + 0.07, 2 * sy + 0.07, 0.05, INK, 0.02).move(at, 0, z).named("screen"))
        picture, shows = _picture(rng, sx, sy)
        parts += [p.move(at, 0, z + 0.035) for p in picture]
        dials = 0.8 * x
        metal = STEEL if name != "gray" else INK
        parts += [disc(0.065, 0.06, metal, 14).move(dials, v, z + 0.02).named("dial") for v in (0.5 * y, 0.08 * y)]
        slots = [(dials, v, z + 0.005) for v in (-0.3 * y, -0.5 * y, -0.7 * y)]
        parts.append(blocks(slots, (0.14, 0.03, 0.02), INK).named("speaker"))
        antenna, legs = bool(rng.random() < 0.75), bool(rng.random() < 0.55)
        if antenna:
            rod = pipe([(0.03, y, 0), (rng.uniform(0.28, 0.4), y + 0.45, 0)], [0.026, 0.02], STEEL, 6)
            tip = ball(0.035, 0.035, 0.035, STEEL, 8, 5).move(*(rod.positions.max(0) * [1, 1, 0]))
            parts += [m.both_sides().named("antenna") for m in (rod, tip)]
            parts.append(ball(0.1, 0.06, 0.1, INK, 12, 6).move(0, y).named("antenna"))
        if legs:
            wood = TIMBER["dark brown"] if name != "brown" else TIMBER["light brown"]
            for s in (-1, 1):
                leg = pipe(
                    [(0.72 * x, -y + 0.02, s * 0.6 * z), (0.85 * x, -y - 0.3, s * 0.85 * z)], [0.05, 0.032], wood, 8
                )
                parts.append(leg.both_sides().named("leg"))
        a = article(name)
        options = [
            "an old television",
            "a retro tv",
            f"{a} retro television",
            f"an old {name} tv",
            "a vintage television set",
        ]
        options += ["a television with an antenna", f"{a} tv with an antenna"] if antenna else []
        options += [f"{a} television on four legs"] if legs else []
        style = f"old {name} {shows} {antenna} {legs}"
    else:
        name = weighted(rng, {"black": 0.6, "white": 0.15, "gray": 0.25})
        color = shade(rng, {"black": (0.11, 0.11, 0.12)}.get(name, name), 0.02)
        x = rng.uniform(0.78, 0.86)
        y = x * 0.58
        parts = [box(2 * x + 0.07, 2 * y + 0.07, 0.085, color, 0.015).named("case")]
        parts.append(box(1.1 * x, 1.1 * y, 0.09, tint(color, 0.8), 0.02).move(0, -0.1 * y, -0.06).named("case"))
        picture, shows = _picture(rng, x, y)
        parts += [p.move(0, 0, 0.045) for p in picture]
        low = -y - 0.035
        stand = pick(rng, ("feet", "stand"))
        if stand == "feet":
            for s in (-1, 1):
                path = [
                    (s * 0.65 * x, low - 0.12, 0.17),
                    (s * 0.65 * x, low + 0.02, 0.0),
                    (s * 0.65 * x, low - 0.12, -0.17),
                ]
                parts.append(pipe(path, 0.032, color, 6).named("stand"))
        else:
            parts.append(block(-0.09, 0.09, low - 0.14, low + 0.05, -0.05, 0.0, tint(color, 0.9)).named("stand"))
            parts.append(box(0.75 * x, 0.04, 0.34, tint(color, 1.1), 0.012).move(0, low - 0.14).named("stand"))
        options = ["a flat screen tv", "a flat screen television", "a tv", "a modern television", "a widescreen tv"]
        options += [f"{article(name)} television", f"{article(name)} flat screen tv"]
        options += ["a television on a stand"] if stand == "stand" else ["a television on two feet"]
        style = f"flat {name} {shows} {stand}"
    if shows == "off":
        options += ["a tv that is switched off"]
    elif shows == "blue":
        options += ["a television with a blue screen"]
    elif shows == "landscape":
        options += ["a television showing a landscape"]
    captions = chosen(rng, ["television", "tv"], options)
    return Sample(merge(parts), "television", captions, style)


def laptop(rng: Rng) -> Sample:
    """An open laptop, its screen towards +Z."""
    name = weighted(rng, {"gray": 0.4, "black": 0.25, "white": 0.12, "red": 0.07, "blue": 0.09, "pink": 0.07})
    color = shade(rng, (0.70, 0.71, 0.73) if name == "gray" else name, 0.03)
    x, z = 0.5, rng.uniform(0.33, 0.37)
    thick = rng.uniform(0.045, 0.06)
    parts = [box(2 * x, thick, 2 * z, color, 0.015).move(0, thick / 2).named("base")]
    keys = INK if name != "black" else (0.34, 0.34, 0.37)
    rows, columns = 4, 10
    pitch = 0.86 * 2 * x / columns
    at = [
        ((c - (columns - 1) / 2) * pitch, thick + 0.004, -0.62 * z + r * 0.21 * z + 0.02)
        for r in range(rows)
        for c in range(columns)
    ]
    parts.append(block(-0.9 * x, 0.9 * x, thick, thick + 0.004, -0.8 * z, 0.15 * z, tint(color, 0.7)).named("keyboard"))
    parts.append(blocks(at, (0.8 * pitch, 0.02, 0.15 * z), keys).named("keyboard"))
    parts.append(
        block(-0.25 * x, 0.25 * x, thick, thick + 0.006, 0.32 * z, 0.85 * z, tint(color, 0.82)).named("touchpad")
    )
    high = rng.uniform(0.6, 0.68)
    picture, shows = _picture(rng, 0.9 * x, 0.43 * high)
    lid = [
        box(2 * x, high, 0.04, color, 0.012).named("lid"),
        block(-0.95 * x, 0.95 * x, -0.47 * high, 0.47 * high, 0.0, 0.024, INK).named("lid"),
    ]
    lid += [p.move(0, 0, 0.026) for p in picture]
    logo = disc(0.06, 0.02, tint(color, 1.3) if name != "white" else (0.6, 0.6, 0.62), 12).move(0, 0, -0.02)
    lid.append(logo.named("lid"))
    tilt = float(rng.uniform(8, 28))
    parts += [m.move(0, high / 2).rotate("x", -tilt).move(0, thick * 0.8, -z + 0.02) for m in lid]
    a = article(name)
    options = [
        f"{a} laptop",
        f"{name} laptop",
        "a laptop computer",
        "an open laptop",
        "a notebook computer",
        "a computer",
    ]
    options += [f"{a} laptop with {article(keys_word)} keyboard" for keys_word in ("black",) if name != "black"]
    options += {
        "off": ["a laptop with a black screen"],
        "blue": ["a laptop with a blue screen", f"{a} laptop with a blue screen"],
        "landscape": ["a laptop showing a landscape"],
        "bars": ["a laptop with a colorful screen"],
    }[shows]
    captions = chosen(rng, ["laptop", "a laptop"], options)
    return Sample(merge(parts), "laptop", captions, f"{name} {shows} {tilt > 18}")


def camera(rng: Rng) -> Sample:
    """A photo camera: a reflex with its prism, a flat classic one, or an instant camera."""
    form = pick(rng, ("reflex", "classic", "instant"), (0.4, 0.35, 0.25))
    name = weighted(rng, {"black": 0.4, "gray": 0.15, "brown": 0.15, "red": 0.1, "white": 0.1, "blue": 0.1})
    if form == "instant":
        name = weighted(rng, except_for(PAINTS, "black") | {"white": 0.3})
    color = shade(rng, TIMBER.get(name, name), 0.04)
    top = STEEL if form == "classic" else tint(color, 1.25)
    x, y, z = 0.5, rng.uniform(0.29, 0.34), rng.uniform(0.15, 0.19)
    parts: list[Mesh] = []
    if form == "instant":
        y, z = 0.42, 0.24
        parts.append(box(2 * x, 1.3 * y, 2 * z, color, 0.08).move(0, 0.3 * y).named("body"))
        parts.append(box(2 * x, 0.75 * y, 2 * z + 0.24, color, 0.05).move(0, -0.55 * y, 0.1).named("body"))
        stripe = [(0.80, 0.15, 0.15), (0.95, 0.6, 0.15), (0.95, 0.85, 0.2), (0.25, 0.6, 0.3), (0.2, 0.4, 0.8)]
        rainbow = bool(rng.random() < 0.5)
        if rainbow:
            parts += [
                blocks([(0.036 * (i - 2), -0.55 * y, z + 0.225)], (0.036, 0.7 * y, 0.02), t).named("stripe")
                for i, t in enumerate(stripe)
            ]
        parts.append(block(-0.7 * x, 0.7 * x, -0.9 * y, -0.82 * y, z + 0.1, z + 0.24, INK).named("slot"))
        if rng.random() < 0.5:
            parts.append(
                block(-0.5 * x, 0.5 * x, -1.35 * y, -0.84 * y, z + 0.15, z + 0.18, (0.95, 0.94, 0.92)).named("photo")
            )
            parts.append(
                block(-0.4 * x, 0.4 * x, -1.25 * y, -0.9 * y, z + 0.15, z + 0.19, (0.25, 0.35, 0.5)).named("photo")
            )
        lens_at, r, reach = (0, 0.35 * y), 0.2, 0.16
        parts.append(block(0.5 * x, 0.85 * x, 0.6 * y, 0.85 * y, 0, z + 0.03, INK).named("finder"))
        parts.append(block(-0.88 * x, -0.5 * x, 0.55 * y, 0.85 * y, 0, z + 0.03, (0.92, 0.93, 0.95)).named("flash"))
        parts.append(disc(0.06, 0.06, (0.85, 0.15, 0.12), 12).move(-0.68 * x, 0.1 * y, z + 0.02).named("button"))
        parts = [p.move(0, 0, 0) for p in parts]
    else:
        parts.append(box(2 * x, 2 * y, 2 * z, color, 0.05).named("body"))
        parts.append(box(2 * x, 0.42 * y, 2 * z + 0.02, top, 0.04).move(0, 0.85 * y).named("top"))
        lens_at, r, reach = (0, -0.1 * y), rng.uniform(0.22, 0.26), rng.uniform(0.2, 0.42) if form == "reflex" else 0.17
        if form == "reflex":
            hump = turned([(0.24, 0), (0.22, 0.1), (0.12, 0.19)], top, 4, flat=True)
            parts.append(hump.scale(1.1, 1, 0.75).move(0, 1.0 * y).named("prism"))
            parts.append(
                box(0.24, 1.8 * y, 2 * z + 0.12, tint(color, 0.85), 0.06).move(-0.86 * x, -0.02, 0.05).named("grip")
            )
        else:
            parts.append(block(-0.16, 0.16, 0.72 * y, 1.0 * y, z - 0.02, z + 0.03, INK).named("finder"))
            parts.append(
                block(0.55 * x, 0.85 * x, 0.68 * y, 0.98 * y, z - 0.02, z + 0.03, (0.93, 0.94, 0.96)).named("flash")
            )
        parts.append(turned([(0.075, 0), (0.075, 0.08)], STEEL, 14).move(-0.62 * x, 1.03 * y).named("button"))
        parts.append(
            turned([(0.1, 0), (0.1, 0.07)], INK if top is STEEL else STEEL, 16).move(0.62 * x, 1.03 * y).named("dial")
        )
    lens = [
        (1.08 * r, 0),
        (1.08 * r, 0.06),
        (0.98 * r, 0.07),
        (0.98 * r, reach),
        (0.9 * r, reach),
        (0.72 * r, reach - 0.05),
        (0, reach - 0.03),
    ]
    metal = STEEL if form != "reflex" else INK
    tones = [metal, metal, IRON, tint(metal, 1.3), INK, (0.16, 0.25, 0.42)]
    glass = turned(lens, tones, 24).rotate("x", 90).move(lens_at[0], lens_at[1], z)
    parts.append(glass.named("lens"))
    parts.append(
        ball(0.26 * r, 0.26 * r, 0.03, (0.75, 0.85, 0.95), 8, 5)
        .move(lens_at[0] - 0.25 * r, lens_at[1] + 0.25 * r, z + reach - 0.02)
        .named("lens")
    )
    a = article(name)
    options = [
        "a photo camera",
        f"{a} camera",
        f"{name} camera",
        f"{a} camera with a lens",
        "a camera with a round lens",
    ]
    options += {
        "reflex": ["a dslr camera", f"{a} slr camera", "a digital camera"],
        "classic": ["a vintage camera", f"an old {name} camera", f"{a} compact camera", "a retro camera"],
        "instant": ["an instant camera", f"{a} instant camera", "a polaroid camera"],
    }[form]
    captions = chosen(rng, ["camera", "a camera"], options)
    mesh = merge(parts).scale(*rng.uniform(0.95, 1.05, 3))
    return Sample(mesh, "camera", captions, f"{form} {name} {reach > 0.3}")


GENERATORS: dict[str, Generator] = {"television": television, "laptop": laptop, "camera": camera}
