"""Tableware and food: mugs, bottles, teapots, cakes and burgers."""

from __future__ import annotations

import numpy as np

from kiln.grammar.base import Rng, Sample, article, pick, shade
from kiln.grammar.kit import NUMBERS, chosen, tint, weighted
from kiln.grammar.solids import ball, instances, pipe, skin, turned
from kiln.mesh import Color, Mesh, merge

POTTERY = {
    "white": 0.2,
    "red": 0.16,
    "blue": 0.16,
    "green": 0.1,
    "yellow": 0.1,
    "black": 0.07,
    "orange": 0.06,
    "pink": 0.06,
    "teal": 0.05,
    "gray": 0.04,
}
GOLD: Color = (0.88, 0.70, 0.26)


def _handle(points, thick: float, color: Color, wide: float = 1.4) -> Mesh:
    """A bent strap through `points` [N, (x, y)] in the plane z = 0."""
    points = np.asarray(points, float)
    t = np.linspace(0, len(points) - 1, 14)
    i = np.clip(t.astype(int), 0, len(points) - 2)
    f = (t - i)[:, None]
    before, after = np.maximum(i - 1, 0), np.minimum(i + 2, len(points) - 1)
    p0, p1, p2, p3 = points[before], points[i], points[i + 1], points[after]
    # Catmull-Rom spline.
    xy = 0.5 * (2 * p1 + (p2 - p0) * f + (2 * p0 - 5 * p1 + 4 * p2 - p3) * f**2 + (3 * p1 - p0 - 3 * p2 + p3) * f**3)
    return pipe(np.c_[xy, np.zeros(len(xy))], thick, color, 9, wide).named("handle")


def mug(rng: Rng) -> Sample:
    """A mug or cup with a handle at +X; empty or with a drink; plain, striped or dotted."""
    name = weighted(rng, POTTERY)
    color = shade(rng, name, 0.05)
    form = pick(rng, ("straight", "tapered", "round", "cup"), (0.45, 0.2, 0.15, 0.2))
    r, high = rng.uniform(0.34, 0.42), rng.uniform(0.72, 1.0)
    if form == "cup":
        r, high = rng.uniform(0.42, 0.5), rng.uniform(0.48, 0.6)
    low = {"straight": 1.0, "tapered": 0.75, "round": 0.85, "cup": 0.55}[form] * r
    wall = 0.055
    t = np.linspace(0, 1, 9)
    swell = {"round": 0.2, "cup": 0.12}.get(form, 0.0) * r
    side = low + (r - low) * t ** (0.6 if form == "cup" else 1) + swell * np.sin(np.pi * t)
    profile = [(0.86 * low, 0.0), *zip(side, 0.03 + (high - 0.03) * t, strict=True)]
    tones: list[Color] = [color] * (len(profile) - 1)
    pattern = pick(rng, ("plain", "striped", "two-tone"), (0.6, 0.22, 0.18))
    others = {k: v for k, v in POTTERY.items() if k != name and not (pattern == "striped" and k == "gray")}
    other_name = weighted(rng, others) if name == "white" or rng.random() < 0.4 else "white"
    other = shade(rng, other_name, 0.05)
    if pattern == "striped":
        for k in (3, 6):
            tones[k] = other
    rim = other if pattern == "two-tone" else color
    inside = rng.random()
    filled = inside < 0.6
    drink_name = pick(rng, ("coffee", "tea", "milk", "hot chocolate"), (0.5, 0.25, 0.1, 0.15))
    drink: Color = {
        "coffee": (0.25, 0.14, 0.07),
        "tea": (0.66, 0.36, 0.12),
        "milk": (0.97, 0.96, 0.93),
        "hot chocolate": (0.42, 0.25, 0.16),
    }[drink_name]
    depth = high * 0.9 if filled else 0.08
    inner = np.interp((depth - 0.03) / (high - 0.03), t, side) - wall
    profile += [(side[-1] - 0.35 * wall, high + 0.015), (side[-1] - wall, high)]
    profile += [(inner, depth), (0.01, depth)]
    lining = rim if pattern == "two-tone" else tint(color, 0.92)
    tones += [rim, rim, lining, drink if filled else tint(lining, 0.85)]
    parts = [turned(profile, tones, 28, 35).named("cup")]
    grip = [0.22, 0.82] if form != "cup" else [0.28, 0.86]
    out = rng.uniform(0.22, 0.28)
    at = np.interp(grip, t, side) - wall * 0.6
    y0, y1 = grip[0] * high, grip[1] * high
    shape = [
        (at[0], y0),
        (side.max() + 0.8 * out, y0 + 0.05 * high),
        (side.max() + out, (y0 + y1) / 2),
        (side.max() + 0.8 * out, y1 - 0.03 * high),
        (at[1], y1),
    ]
    parts.append(_handle(shape, 0.05, rim))
    saucer = form == "cup" and rng.random() < 0.6
    if saucer:
        dish = [(0.5 * r, -0.07), (1.35 * r, 0.0), (1.5 * r, 0.05), (1.45 * r, 0.06), (0.6 * r, -0.01)]
        parts.append(turned(dish, [color, color, rim, tint(color, 0.97)], 28).named("saucer"))
    noun = pick(rng, ("mug", "coffee mug")) if form != "cup" else pick(rng, ("cup", "tea cup"))
    a = article(name)
    options = [
        f"{a} {noun}",
        f"{name} {noun}",
        f"{a} mug with a handle" if form != "cup" else f"{a} cup with a handle",
        article(noun),
        f"{a} ceramic {noun}",
    ]
    if filled:
        options += [
            f"a {noun} of {drink_name}".replace("coffee mug", "mug").replace("tea cup", "cup"),
            f"{a} mug filled with {drink_name}",
        ]
    else:
        options += [f"an empty {noun}", f"an empty {name} mug"]
    if pattern == "striped":
        options += [f"{a} mug with {other_name} stripes", f"{article(name)} and {other_name} striped mug"]
    elif pattern == "two-tone":
        options += [
            f"{a} mug with {article(other_name)} handle",
            f"{a} mug with {article(other_name)} inside" if not filled else f"{a} mug with {article(other_name)} rim",
        ]
    if saucer:
        options += [f"{article(noun)} on a saucer", f"{a} cup and saucer"]
    return Sample(
        merge(parts),
        "mug",
        chosen(rng, ["mug", "a mug"] if form != "cup" else ["cup", "mug"], options),
        f"mug {form} {name} {pattern} {filled}",
    )


def bottle(rng: Rng) -> Sample:
    """A bottle: wine, soda, milk, water with a label, cork or cap; or a potion flask."""
    form = pick(rng, ("wine", "soda", "water", "milk", "potion"), (0.3, 0.25, 0.17, 0.1, 0.18))
    glass = {
        "wine": {"green": 0.5, "dark green": 0.2, "brown": 0.2, "black": 0.1},
        "soda": {"red": 0.25, "brown": 0.25, "green": 0.2, "orange": 0.15, "black": 0.15},
        "water": {"light blue": 0.6, "blue": 0.25, "white": 0.15},
        "milk": {"white": 1.0},
        "potion": {"purple": 0.3, "green": 0.2, "red": 0.2, "blue": 0.2, "pink": 0.1},
    }[form]
    name = weighted(rng, glass)
    color = shade(rng, name, 0.05)
    r = rng.uniform(0.13, 0.17)
    neck = r * rng.uniform(0.32, 0.42)
    body = rng.uniform(0.5, 0.62)
    cap_name = weighted(rng, {"red": 0.3, "white": 0.2, "blue": 0.2, "yellow": 0.15, "black": 0.15})
    cap = shade(rng, cap_name, 0.05)
    sides = 22
    if form == "potion":
        r = rng.uniform(0.22, 0.3)
        a = np.linspace(-1.25, 1.25, 10)
        flask = pick(rng, ("round", "conical"))
        if flask == "round":
            profile = [(0.5 * r, 0.0)] + [(r * np.cos(v), 0.9 * r + 0.95 * r * np.sin(v)) for v in a]
        else:
            profile = [(0.9 * r, 0.0), (1.05 * r, 0.05), (1.0 * r, 0.14), (0.36 * r, 1.9 * r)]
        top = profile[-1][1]
        profile += [
            (0.32 * r, top + 0.04),
            (0.32 * r, top + 0.16),
            (0.45 * r, top + 0.17),
            (0.45 * r, top + 0.21),
            (0.3 * r, top + 0.21),
        ]
        tones = [color] * (len(profile) - 4) + [tint(color, 1.25)] * 3
        parts = [turned(profile, tones, sides, 35).named("bottle")]
        cork = turned([(0.3 * r, top + 0.18), (0.34 * r, top + 0.32)], (0.72, 0.52, 0.32), 12)
        parts.append(cork.named("cork"))
    else:
        shoulder = {"wine": 0.14, "soda": 0.3, "water": 0.12, "milk": 0.2}[form]
        neck_h = {"wine": 0.3, "soda": 0.16, "water": 0.08, "milk": 0.14}[form]
        neck = {"milk": 0.62 * r, "water": 0.5 * r}.get(form, neck)
        t = np.linspace(0, 1, 7)
        profile = [(0.85 * r, 0.0), (r, 0.03)]
        tones: list[Color] = [color]
        label = form in ("wine", "soda", "water") and rng.random() < 0.75
        label_name = weighted(rng, {"white": 0.35, "beige": 0.2, "yellow": 0.15, "red": 0.15, "blue": 0.15})
        if label_name == name:
            label_name = "white" if name != "white" else "red"
        if label:
            y0, y1 = 0.22 * body, 0.82 * body
            profile += [(r, y0), (1.03 * r, y0), (1.03 * r, y1), (r, y1)]
            tones += [color] + [shade(rng, label_name, 0.03)] * 3
        waist = 0.86 if form == "soda" and not label else 1.0
        profile += [(r * waist, 0.6 * body)] if waist < 1 else []
        tones += [color] * (waist < 1)
        profile += [(neck + (r - neck) * (0.5 + 0.5 * np.cos(np.pi * v)), body + shoulder * v) for v in t]
        tones += [color] * len(t)
        y = body + shoulder + neck_h
        profile += [(neck, y - 0.02), (neck * 1.2, y - 0.01), (neck * 1.2, y + 0.02)]
        tones += [color] * 2 + [tint(color, 0.85)]
        parts = [turned(profile, tones, sides, 35).named("bottle")]
        if form == "wine":
            kind = pick(rng, ("cork", "foil"))
            if kind == "cork":
                parts.append(turned([(0.8 * neck, y), (0.85 * neck, y + 0.07)], (0.74, 0.55, 0.35), 12).named("cork"))
            else:
                parts.append(
                    turned([(neck * 1.1, y - 0.17), (neck * 1.28, y - 0.01), (neck * 1.28, y + 0.03)], cap, 14).named(
                        "cap"
                    )
                )
        else:
            parts.append(
                turned([(neck * 1.4, y - 0.03), (neck * 1.4, y + 0.04), (neck * 1.2, y + 0.055)], cap, 14).named("cap")
            )
    a = article(name)
    noun = {
        "wine": "wine bottle",
        "soda": "soda bottle",
        "water": "water bottle",
        "milk": "milk bottle",
        "potion": "potion bottle",
    }[form]
    options = [
        f"{a} bottle",
        f"{name} bottle",
        article(noun),
        noun,
        f"{a} {noun}",
        f"{a} glass bottle" if form != "water" else "a plastic water bottle",
    ]
    if form == "potion":
        options += [
            "a magic potion",
            f"{a} potion in a flask",
            "a potion bottle with a cork",
            f"a {flask} bottle with {a} potion",
        ]
    else:
        if label:
            options += [
                f"{a} bottle with {article(label_name)} label",
                f"a bottle with {article(label_name)} label",
            ]
        if form == "wine":
            options += [
                "a bottle of wine",
                f"{a} bottle with a cork" if kind == "cork" else f"{a} wine bottle with {article(cap_name)} top",
            ]
        else:
            options += [
                f"{a} bottle with {article(cap_name)} cap",
                f"a bottle with {article(cap_name)} cap",
                f"a bottle of {form}",
            ]
    extra = label_name if form != "potion" and label else ""
    return Sample(
        merge(parts),
        "bottle",
        chosen(rng, ["bottle", "a bottle"], options),
        f"bottle {form} {name} {extra}".strip(),
    )


def teapot(rng: Rng) -> Sample:
    """A teapot: body, lid with knob, spout at -X and handle at +X; or a kettle with its handle on top."""
    name = weighted(rng, POTTERY)
    color = shade(rng, name, 0.05)
    kettle = rng.random() < 0.2
    form = pick(rng, ("round", "tall", "squat"), (0.5, 0.25, 0.25))
    r = {"round": 0.42, "tall": 0.36, "squat": 0.5}[form] * rng.uniform(0.93, 1.07)
    tall = {"round": 0.68, "tall": 0.85, "squat": 0.5}[form] * rng.uniform(0.93, 1.07)
    second_name = (
        weighted(rng, {k: v for k, v in {**POTTERY, "gold": 0.15}.items() if k != name}) if rng.random() < 0.45 else ""
    )
    second = (
        (shade(rng, GOLD, 0.03) if second_name == "gold" else shade(rng, second_name, 0.05)) if second_name else color
    )
    where = pick(rng, ("lid", "band", "handle")) if second_name else ""
    t = np.linspace(0, 1, 13)
    width = r * np.sin(np.pi * (0.14 + 0.7 * t)) ** 0.75
    profile = [(0.55 * r, 0.0), (0.58 * r, 0.04), *zip(width, 0.04 + tall * t, strict=True)]
    tones: list[Color] = [color] * (len(profile) - 1)
    if where == "band":
        tones[7] = tones[8] = second
    top = 0.04 + tall
    parts = [turned(profile, tones, 26, 50).named("body")]
    rim, lid = width[-1], second if where == "lid" else color
    high = rng.uniform(0.1, 0.18)
    cover = [
        (rim * 1.08, top - 0.03),
        (rim * 1.1, top),
        (rim * 0.9, top + 0.55 * high),
        (rim * 0.45, top + 0.9 * high),
        (0, top + high),
    ]
    parts.append(turned(cover, [lid] * 4, 22, 50).named("lid"))
    knob = 0.065
    parts.append(
        ball(knob, knob, knob, lid if where != "handle" else second, 12, 7)
        .move(0, top + high + 0.6 * knob)
        .named("lid")
    )
    grip = second if where == "handle" else color
    s = np.linspace(0, 1, 10)
    start, end = np.array([-0.75 * r, 0.28 * tall]), np.array([-r - rng.uniform(0.3, 0.38), 0.98 * tall])
    x = start[0] + (end[0] - start[0]) * s
    y = start[1] + (end[1] - start[1]) * (s**1.7)
    spout = pipe(np.stack([x, y, 0 * s], 1), 0.13 * (1 - s) ** 1.2 + 0.055, color, 12)
    parts.append(spout.named("spout"))
    parts.append(ball(0.035, 0.025, 0.035, (0.12, 0.1, 0.1), 8, 5).move(end[0] - 0.01, end[1] + 0.035).named("spout"))
    if kettle:
        arc = np.linspace(0, np.pi, 7)
        hoop = [(0.72 * r * np.cos(v), top - 0.12 + (high + 0.36) * np.sin(v) ** 0.8) for v in arc]
        parts.append(_handle(hoop, 0.045, grip))
    else:
        out = rng.uniform(0.26, 0.34)
        shape = [
            (0.86 * r, 0.3 * tall),
            (r + 0.75 * out, 0.36 * tall),
            (r + out, 0.62 * tall),
            (r + 0.6 * out, 0.9 * tall),
            (0.78 * r, 0.85 * tall),
        ]
        parts.append(_handle(shape, 0.05, grip))
    a = article(name)
    noun = "kettle" if kettle else "teapot"
    options = [
        f"{a} {noun}",
        f"{name} {noun}",
        f"{a} ceramic teapot" if not kettle else f"{a} kettle with a handle on top",
        "a tea pot",
        f"{a} {noun} with a lid and a spout",
    ]
    options += {
        "round": [f"a round {name} {noun}"],
        "tall": [f"a tall {name} {noun}"],
        "squat": [f"a low wide {noun}"],
    }[form]
    if second_name:
        options += [
            f"{a} {noun} with {article(second_name)} {where}",
            f"{article(noun)} with {article(second_name)} {where}",
        ] * 2
    fixed = ["teapot", "a teapot"] if not kettle else ["kettle", "teapot"]
    return Sample(
        merge(parts),
        "teapot",
        chosen(rng, fixed, options),
        f"teapot {kettle} {form} {name} {second_name} {where}".strip(),
    )


ICING = {
    "white": 0.22,
    "pink": 0.26,
    "brown": 0.24,
    "yellow": 0.1,
    "light blue": 0.1,
    "green": 0.04,
    "purple": 0.04,
}


def _icing_words(name: str) -> str:
    return "chocolate" if name == "brown" else name


def cake(rng: Rng) -> Sample:
    """A cake: one to three tiers, with icing, candles or cherries; or a slice; or a cupcake."""
    form = pick(rng, ("round", "tiered", "slice", "cupcake"), (0.46, 0.24, 0.14, 0.16))
    name = weighted(rng, ICING)
    icing = shade(rng, (0.36, 0.21, 0.12) if name == "brown" else name, 0.04)
    sponge_name = pick(rng, ("yellow", "chocolate"), (0.65, 0.35)) if name != "brown" else "chocolate"
    sponge: Color = shade(rng, (0.93, 0.78, 0.48) if sponge_name == "yellow" else (0.34, 0.19, 0.11), 0.04)
    cream = shade(rng, "white", 0.02) if name != "white" else shade(rng, "pink", 0.04)
    word = _icing_words(name)
    if form == "cupcake":
        paper_name = weighted(rng, {"red": 0.2, "blue": 0.2, "brown": 0.2, "yellow": 0.2, "white": 0.2})
        paper = shade(rng, paper_name, 0.05)
        a = np.linspace(0, 2 * np.pi, 36, endpoint=False)
        pleat = np.where(np.arange(36) % 2 == 0, 1.0, 0.93)[None]
        foot, high = rng.uniform(0.26, 0.33), rng.uniform(0.34, 0.44)
        radius = np.array([foot, 0.42])[:, None] * pleat
        rings = np.stack([radius * np.sin(a), np.array([[0.0], [high]]) + 0 * a, radius * np.cos(a)], -1)
        tones = np.asarray(paper) * np.where(np.arange(36) % 2 == 0, 1.08, 0.85)[None, :, None] * np.ones((2, 1, 1))
        parts = [skin(rings, np.clip(tones, 0, 1), flat=True).named("paper")]
        swirl, y, rise = [], high - 0.04, rng.uniform(0.8, 1.15)
        for r, h in ((0.46, 0.17), (0.36, 0.15), (0.24, 0.14), (0.11, 0.14)):
            swirl += [(r * 0.86, y), (r, y + 0.35 * h), (r * 0.92, y + 0.75 * h)]
            y += h * rise * 0.85
        parts.append(turned([*swirl, (0, y + 0.05)], icing, 22, 70).named("icing"))
        cherry = rng.random() < 0.6
        if cherry:
            parts.append(ball(0.1, 0.1, 0.1, (0.78, 0.08, 0.12), 12, 8).move(0, y + 0.05).named("cherry"))
        options = [
            "a cupcake",
            f"a cupcake with {word} icing",
            f"{article(word)} cupcake",
            "a muffin with icing",
            f"a cupcake with {word} frosting in {article(paper_name)} cup",
            "a small cake",
        ]
        if cherry:
            options += ["a cupcake with a cherry on top", f"a cupcake with {word} icing and a cherry"]
        return Sample(
            merge(parts),
            "cake",
            chosen(rng, ["cupcake", "cake"], options),
            f"cake cupcake {name} {paper_name} {cherry}",
        )
    if form == "slice":
        layers = int(rng.integers(2, 4))
        half = np.radians(rng.uniform(17, 24))
        r, tall = 0.9, rng.uniform(0.4, 0.55)
        arc = np.linspace(-half, half, 7)
        plan = np.r_[[[0.0, 0.0]], np.stack([r * np.sin(arc), -r * np.cos(arc)], 1)[::-1]] + [0, 0.5 * r]
        parts = []

        def layer(y0: float, y1: float, color: Color, grow: float) -> None:
            middle = plan.mean(0)
            ring = middle + (plan - middle) * grow
            low = np.stack([ring[:, 0], np.full(len(ring), y0), ring[:, 1]], 1)
            parts.append(skin(np.stack([low, low + np.array([0, y1 - y0, 0])]), color, flat=True).named("cake"))

        each = tall / layers
        for i in range(layers):
            layer(i * each, (i + 0.72) * each, sponge, 1.0)
            layer(
                (i + 0.72) * each,
                (i + 1) * each,
                cream if i < layers - 1 else icing,
                1.03 if i == layers - 1 else 0.98,
            )
        back = np.stack([1.0 * r * np.sin(arc), np.zeros(7), -1.0 * r * np.cos(arc)], 1)
        outer = np.r_[back, (back * [1.06, 1, 1.06])[::-1]] + [0, 0, 0.5 * r]
        parts.append(skin(np.stack([outer, outer + np.array([0, tall + 0.005, 0])]), icing, flat=True).named("icing"))
        topping = pick(rng, ("cherry", "strawberry", ""), (0.4, 0.3, 0.3))
        if topping == "cherry":
            parts.append(ball(0.09, 0.09, 0.09, (0.78, 0.08, 0.12), 12, 8).move(0, tall + 0.07, -0.15).named("cherry"))
        elif topping:
            berry = turned([(0.02, 0.16), (0.07, 0.1), (0.1, 0.02), (0.06, -0.03)][::-1], (0.86, 0.12, 0.14), 12, 60)
            parts.append(berry.move(0, tall + 0.02, -0.15).named("strawberry"))
        options = [
            "a slice of cake",
            "slice of cake",
            f"a slice of cake with {word} icing",
            f"a piece of {word} cake",
            f"a slice of {word} layer cake",
            f"a slice of cake with {NUMBERS[layers]} layers",
        ]
        if topping:
            options += [f"a slice of cake with {article(topping)} on top"] * 2
        return Sample(
            merge(parts),
            "cake",
            chosen(rng, ["cake", "a piece of cake"], options),
            f"cake slice {name} {layers} {topping}",
        )
    tiers = 1 if form == "round" else int(rng.integers(2, 4))
    r0 = rng.uniform(0.5, 0.6)
    each = rng.uniform(0.3, 0.42) if tiers == 1 else rng.uniform(0.26, 0.34)
    parts = []
    plate = rng.random() < 0.6
    y = 0.0
    if plate:
        parts.append(
            turned(
                [(0.7 * r0, -0.05), (1.25 * r0, -0.02), (1.25 * r0, 0.02)],
                shade(rng, "white", 0.02) if name != "white" else (0.75, 0.78, 0.82),
                28,
            ).named("plate")
        )
        y = 0.02
    dressed = rng.random() < 0.55 or name == "white"
    radii = [r0 * (1 - 0.3 * i) for i in range(tiers)]
    for r in radii:
        if dressed:  # iced all over
            parts.append(
                turned([(r, y), (r, y + each - 0.04), (r - 0.04, y + each)], [icing, icing], 28, 50).named("icing")
            )
        else:  # icing running down the sides
            k = 32
            a = np.linspace(0, 2 * np.pi, k, endpoint=False)
            parts.append(
                turned(
                    [
                        (r * 0.97, y),
                        (r * 0.97, y + 0.44 * each),
                        (r * 0.99, y + 0.44 * each),
                        (r * 0.99, y + 0.54 * each),
                        (r * 0.97, y + 0.54 * each),
                        (r * 0.97, y + each - 0.02),
                    ],
                    [sponge, cream, cream, cream, sponge],
                    26,
                ).named("cake")
            )
            n = max(int(r * 16), 6)
            drip = 0.5 + 0.5 * np.cos(n * a) * np.sign(np.cos(0.5 * n * a) + 1.2)
            low = y + each * (0.78 - 0.4 * np.clip(drip, 0, 1))
            rings = [
                np.stack([q * np.sin(a), h, q * np.cos(a)], 1)
                for q, h in (
                    (r * 0.9, low),
                    (r * 1.03, low),
                    (r * 1.03, np.full(k, y + each - 0.02)),
                    (r * 0.96, np.full(k, y + each + 0.02)),
                )
            ]
            parts.append(skin(np.stack(rings), icing, flat=False).named("icing"))
        n = max(int(2 * np.pi * r / 0.14), 8)
        a = 2 * np.pi * np.arange(n) / n
        bead = ball(0.05, 0.05, 0.05, cream, 8, 5)
        if dressed:
            parts.append(instances(bead, np.stack([r * np.sin(a), 0 * a + y + 0.03, r * np.cos(a)], 1)).named("cream"))
        y += each
    r = radii[-1]
    topping = pick(rng, ("candles", "cherries", "strawberries", "plain"), (0.42, 0.24, 0.16, 0.18))
    count = 0
    a = 0.0
    if topping == "candles":
        count = int(rng.integers(1, 7))
        spots = (
            np.zeros((1, 2))
            if count == 1
            else 0.6
            * r
            * np.stack(
                [np.sin(np.arange(count) * 2 * np.pi / count), np.cos(np.arange(count) * 2 * np.pi / count)],
                1,
            )
        )
        tall = rng.uniform(0.2, 0.28)
        for i, (cx, cz) in enumerate(spots):
            tone = shade(rng, ("red", "blue", "yellow", "green", "pink", "orange")[i], 0.04)
            stick = turned([(0.034, y - 0.02), (0.034, y + tall)], tone, 9).named("candle")
            flame = turned(
                [(0.02, y + tall), (0.042, y + tall + 0.05), (0, y + tall + 0.13)], (1.0, 0.72, 0.15), 8, 60
            ).named("flame")
            parts += [stick.move(cx, 0, cz), flame.move(cx, 0, cz)]
    elif topping in ("cherries", "strawberries"):
        n = int(rng.integers(5, 9)) if tiers == 1 else 5
        at = 0.72 * r * np.stack([np.sin(np.arange(n) * 2 * np.pi / n), np.cos(np.arange(n) * 2 * np.pi / n)], 1)
        size = min(0.085, 0.3 * r)
        if topping == "cherries":
            one = merge(
                [
                    turned([(0.1, 0), (0.09, 0.04), (0.04, 0.08)], cream, 10, 60),
                    ball(size, size, size, (0.76, 0.07, 0.11), 10, 7).move(0, 0.08 + 0.5 * size),
                ]
            )
        else:
            one = turned(
                [(0.5 * size, -0.02), (1.1 * size, 0.04), (0.8 * size, 0.12), (0, 0.2)],
                (0.87, 0.12, 0.14),
                10,
                60,
            )
        parts.append(instances(one, np.stack([at[:, 0], np.full(n, y), at[:, 1]], 1)).named(topping))
    color = article(word)
    noun = {1: "cake", 2: "two-tier cake", 3: "three-tier cake"}[tiers]
    options = [f"a cake with {word} icing", f"a {noun} with {word} frosting", f"a cake with {word} frosting"]
    if dressed:
        options += [f"{color} cake", f"{word} cake", f"{color} {noun}", f"{color} iced cake"]
    else:
        options += [f"a {sponge_name} cake with {word} icing" if sponge_name != word else f"{color} cake"]
    if tiers > 1:
        options += [
            f"a {noun}",
            "a wedding cake" if name == "white" else "a tall layered cake",
            f"a cake with {NUMBERS[tiers]} tiers",
        ]
    if topping == "candles":
        some = "one candle" if count == 1 else f"{NUMBERS[count]} candles"
        options += ["a birthday cake", f"a birthday cake with {some}", f"a cake with {some}"] * 2
    elif topping != "plain":
        options += [f"a cake with {topping} on top", f"a cake with {word} icing and {topping}"]
    if plate:
        options.append("a cake on a plate")
    return Sample(
        merge(parts),
        "cake",
        chosen(rng, ["cake", "a cake"], options),
        f"cake {tiers} {name} {topping} {count} {dressed}",
    )


def burger(rng: Rng) -> Sample:
    """A burger: buns around patties with cheese, salad, tomato and onion."""
    patties = int(pick(rng, (1, 2, 3), (0.62, 0.3, 0.08)))
    cheese, salad, tomato = rng.random() < 0.75, rng.random() < 0.8, rng.random() < 0.6
    onion = rng.random() < 0.25
    seeds = rng.random() < 0.6
    bun_name = pick(rng, ("golden", "dark"), (0.85, 0.15))
    bun = shade(rng, (0.83, 0.54, 0.24) if bun_name == "golden" else (0.50, 0.29, 0.13), 0.06)
    crumb = tint(bun, 1.22)
    r = 0.5
    parts, y = [], 0.0
    low = rng.uniform(0.13, 0.18)
    parts.append(
        turned([(0.85 * r, 0), (0.98 * r, 0.05), (r, low - 0.03), (0.97 * r, low)], [bun, bun, crumb], 26, 50).named(
            "bun"
        )
    )
    y += low

    def wavy(y0: float, radius: float, thick: float, color: Color, waves: int, swing: float) -> Mesh:
        k = 40
        a = np.linspace(0, 2 * np.pi, k, endpoint=False)
        wave = np.sin(waves * a + phase)
        rr, h = radius * (1 + 0.05 * np.sin((waves + 3) * a)), y0 + swing * wave
        rings = [
            np.stack(
                [
                    q * rr * np.sin(a),
                    np.interp(q, [0, 0.6, 1], [0, 0, 1]) * (h - y0) + y0 + up,
                    q * rr * np.cos(a),
                ],
                1,
            )
            for q, up in ((0.6, 0.0), (1.0, 0.0), (1.02, thick / 2), (1.0, thick), (0.6, thick))
        ]
        return skin(np.stack(rings), color)

    phase = rng.uniform(0, 6)
    if salad:
        green = shade(rng, (0.40, 0.68, 0.20), 0.06)
        parts.append(wavy(y + 0.01, 1.14 * r, 0.055, green, int(rng.integers(6, 9)), 0.035).named("salad"))
        y += 0.06
    for _ in range(patties):
        meat = shade(rng, (0.33, 0.18, 0.10), 0.08)
        h = rng.uniform(0.11, 0.14)
        parts.append(
            turned(
                [(0.95 * r, y), (1.04 * r, y + 0.3 * h), (1.04 * r, y + 0.7 * h), (0.95 * r, y + h)],
                meat,
                24,
                60,
            ).named("patty")
        )
        y += h
        if cheese:
            yellow = shade(rng, (0.98, 0.74, 0.16), 0.04)
            k = 32
            a = np.linspace(0, 2 * np.pi, k, endpoint=False)
            square = np.minimum(0.98 * r / np.maximum(np.abs(np.sin(a)), np.abs(np.cos(a))), 1.3 * r)
            edge = np.minimum(square, 1.07 * r)
            drop = 0.9 * (square - edge)
            flat = np.full(k, y)
            outline = [
                (0.5 * edge, flat),
                (edge, flat),
                (edge + 0.03, flat - drop),
                (edge + 0.055, flat - drop),
            ]
            outline += [(edge + 0.02, flat + 0.035), (0.5 * edge, flat + 0.035)]
            rings = [np.stack([q * np.sin(a), v, q * np.cos(a)], 1) for q, v in outline]
            parts.append(skin(np.stack(rings), yellow).rotate("y", rng.uniform(0, 90)).named("cheese"))
            y += 0.035
    if tomato:
        red = shade(rng, (0.84, 0.16, 0.10), 0.05)
        disc = turned([(0.3, 0), (0.32, 0.025), (0.3, 0.05)], red, 18, 60)
        at = [(0.24 * np.sin(v), y, 0.24 * np.cos(v)) for v in np.arange(4) * np.pi / 2 + 0.6]
        parts.append(instances(disc, at).named("tomato"))
        y += 0.05
    if onion:
        parts.append(
            turned(
                [(0.98 * r, y), (1.02 * r, y + 0.02), (0.98 * r, y + 0.04)],
                shade(rng, (0.86, 0.72, 0.84), 0.04),
                22,
            ).named("onion")
        )
        y += 0.04
    tall = rng.uniform(0.28, 0.38)
    t = np.linspace(0, np.pi / 2, 8)
    dome = [(1.0 * r * np.cos(v) ** 0.7, y + 0.05 + tall * np.sin(v)) for v in t[:-1]] + [(0.0, y + 0.05 + tall)]
    parts.append(turned([(0.94 * r, y), (1.02 * r, y + 0.03), *dome], [crumb, bun, *([bun] * 7)], 26, 60).named("bun"))
    if seeds:
        n = 26
        e = np.arcsin(rng.uniform(0.45, 1.0, n))
        a = np.arange(n) * 2.4
        f = np.cos(e) ** 0.7 * r
        at = np.stack([f * np.sin(a), y + 0.05 + tall * np.sin(e), f * np.cos(a)], 1)
        parts.append(instances(ball(0.03, 0.02, 0.042, (0.98, 0.92, 0.76), 7, 5), at, np.degrees(a)).named("seeds"))
    inside = [w for w, there in (("cheese", cheese), ("lettuce", salad), ("tomato", tomato), ("onion", onion)) if there]
    noun = "cheeseburger" if cheese else "hamburger"
    count = {1: "", 2: "double ", 3: "triple "}[patties]
    options = [
        "a hamburger" if not cheese else "a cheeseburger",
        noun,
        f"a {count}burger",
        f"a {count}{noun}",
        "a fast food burger",
    ]
    if inside:
        options += [f"a burger with {' and '.join(inside[-2:])}", f"a {count}burger with {inside[0]}"]
        if len(inside) > 2:
            options.append(f"a burger with {', '.join(inside[:-1])} and {inside[-1]}")
    if seeds:
        options += ["a burger with a sesame bun", "a burger with sesame seeds"]
    if patties > 1:
        options += [f"a burger with {NUMBERS[patties]} patties"] * 2
    combination = f"burger {patties} {' '.join(inside)} {'seeds' if seeds else ''} {bun_name}"
    return Sample(merge(parts), "burger", chosen(rng, ["burger", "a burger"], options), combination)
