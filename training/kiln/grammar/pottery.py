"""Mugs, cups, teapots and kettles."""

from __future__ import annotations

import numpy as np

from kiln.grammar.base import Generator, Rng, Sample, article, pick, shade
from kiln.grammar.kit import GOLD, chosen, tint, weighted
from kiln.grammar.solids import ball, pipe, turned
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


GENERATORS: dict[str, Generator] = {"mug": mug, "teapot": teapot}
