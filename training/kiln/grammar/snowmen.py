"""Snowmen."""

from __future__ import annotations

import numpy as np

from kiln.grammar.animal_kit import cylinder, ellipsoid
from kiln.grammar.base import COLORS, Generator, Rng, Sample, article, pick, shade
from kiln.grammar.shapes import lathe, torus, tube
from kiln.mesh import Color, Mesh, merge

SNOW: Color = (0.95, 0.96, 0.98)
COAL: Color = (0.10, 0.10, 0.11)
CARROT: Color = (0.95, 0.48, 0.10)


def snowman(rng: Rng) -> Sample:
    """Two or three balls of snow, with coal, carrot, hat, scarf and sticks."""
    balls = int(rng.choice([2, 3], p=[0.3, 0.7]))
    fat = rng.uniform(0.9, 1.12)
    radii = np.array([0.34, 0.25, 0.185] if balls == 3 else [0.34, 0.23]) * rng.uniform(0.93, 1.07, balls) * fat
    parts, y, centres = [], 0.0, []
    snow = shade(rng, SNOW, 0.01)
    for i, r in enumerate(radii):
        y += r * (0.9 if i == 0 else 0.8)
        ball = ellipsoid(r, r * 0.95, r, snow, 26, 16).move(0, y, 0)
        parts.append(ball.named("head" if i == balls - 1 else "body"))
        centres.append(y)
        y += r * 0.8
    top, r = centres[-1], radii[-1]

    def stud(level: float, radius: float, angle: float, up: float, size: float, color: Color, part: str) -> Mesh:
        """A pebble on a ball, `angle` degrees aside and `up` degrees above its front."""
        a, u = np.radians(angle), np.radians(up)
        at = radius * np.array([np.sin(a) * np.cos(u), np.sin(u) * 0.95, np.cos(a) * np.cos(u)])
        return ellipsoid(size, size, size, color, 10, 6).move(at[0], level + at[1], at[2]).named(part)

    coal = max(0.13 * r, 0.024)
    parts += [stud(top, r, s * 26, 20, coal * 1.15, COAL, "eye") for s in (1, -1)]
    length = rng.uniform(0.7, 1.25) * r
    nose = cylinder(0.19 * r, length, CARROT, 0.03 * r, 12).rotate("x", 90 + float(rng.uniform(-6, 6)))
    parts.append(nose.move(0, top - 0.02 * r, 0.88 * r).named("nose"))
    if rng.random() < 0.8:
        parts += [
            stud(top, r, a, -24 - 12 * np.cos(np.radians(a * 2.6)), coal * 0.8, COAL, "mouth")
            for a in (-32, -16, 0, 16, 32)
        ]
    button_word = pick(rng, ("black", "black", "black", "red", "blue", "green"))
    button = COAL if button_word == "black" else shade(rng, button_word, 0.04)
    count = int(rng.integers(2, 4))
    for k in range(count):
        parts.append(stud(centres[-2], radii[-2], 0, 34 - 30 * k, coal * 1.15, button, "button"))
    extras: tuple[str, ...] = ("a carrot nose",)
    scarf_word = pick(rng, ("red", "blue", "green", "yellow", "purple", "orange")) if rng.random() < 0.7 else None
    if scarf_word:
        scarf = shade(rng, scarf_word, 0.04)
        level = top - 0.8 * r
        ring = float(np.sqrt(max(r**2 - (0.84 * r) ** 2, 0))) + 0.13
        ring = max(ring, 0.7 * r)
        parts.append(torus(ring, 0.05 * fat, scarf, 26, 10).scale(1, 1.15, 1).move(0, level, 0).named("scarf"))
        side = rng.choice([-1, 1])
        x = side * 0.35 * ring
        z = float(np.sqrt(ring**2 - x**2))
        low = radii[-2] * 1.02
        path = [
            [x, level, z + 0.03],
            [x * 1.1, level - 0.1, max(z + 0.06, low * 0.85)],
            [x * 1.15, level - 0.24, low + 0.02],
        ]
        parts.append(tube(path, 0.045, scarf, 10).named("scarf"))
        extras += (f"{article(scarf_word)} scarf",)
    hat = pick(rng, ("top hat", "beanie", "bucket", "none"), (5, 2.5, 1, 1.5))
    cap_y = top + 0.72 * r
    if hat == "top hat":
        hat_word = pick(rng, ("black", "black", "black", "red", "brown"))
        hat_color = COAL if hat_word == "black" else shade(rng, hat_word, 0.04)
        ribbon = shade(rng, scarf_word or "red", 0.04) if hat_word != "red" or scarf_word != "red" else COLORS["white"]
        high = rng.uniform(0.7, 1.2) * r
        for m in (
            cylinder(1.12 * r, 0.13 * r, hat_color, sides=24),
            cylinder(0.7 * r, high, hat_color, 0.73 * r, 24),
            cylinder(0.74 * r, 0.22 * r, ribbon, sides=24).move(0, 0.14 * r, 0),
        ):
            parts.append(m.rotate("x", -6).move(0, cap_y, -0.05 * r).named("hat"))
        extras += (f"{article(hat_word)} top hat",)
    elif hat == "beanie":
        hat_word = pick(rng, ("red", "blue", "green", "purple", "yellow"))
        hat_color = shade(rng, hat_word, 0.04)
        cap = lathe([(0.93, -0.1), (0.95, 0.1), (0.86, 0.42), (0.6, 0.72), (0.25, 0.9), (0, 0.93)], hat_color, 24, 60)
        parts.append(cap.scale(r).move(0, top + 0.42 * r, -0.03 * r).named("hat"))
        parts.append(torus(0.9 * r, 0.12 * r, COLORS["white"], 24, 8).move(0, top + 0.4 * r, -0.03 * r).named("hat"))
        parts.append(
            ellipsoid(0.22 * r, 0.22 * r, 0.22 * r, COLORS["white"], 12, 8).move(0, top + 1.4 * r, 0).named("hat")
        )
        extras += (f"{article(hat_word)} beanie",)
    elif hat == "bucket":
        hat_word = pick(rng, ("gray", "red", "blue"))
        pail = cylinder(0.85 * r, 0.95 * r, shade(rng, hat_word, 0.04), 0.6 * r, 22).rotate("z", 7)
        parts.append(pail.move(0, top + 0.55 * r, 0).named("hat"))
        extras += (f"{article(hat_word)} bucket on its head",)
    arms = bool(rng.random() < 0.85)
    if arms:
        wood = (0.34, 0.22, 0.13)
        up = rng.uniform(0.02, 0.22)
        x0, y0 = radii[-2] * 0.85, centres[-2] + 0.05
        for sign in (1, -1):
            lift = up * rng.uniform(0.6, 1.4)
            end = np.array([x0 + 0.3, y0 + lift, 0.05])
            stick = tube(
                [[x0, y0, 0.02], [x0 + 0.15, y0 + lift * 0.4 + 0.02, 0.04], end], [0.026, 0.023, 0.018], wood, 8
            )
            twigs = [tube([end - [0.05, 0.02, 0], end + [0.05, dy, 0.02]], 0.016, wood, 6) for dy in (0.09, -0.03)]
            limb = merge([stick, *twigs]).named("arm")
            parts.append(limb if sign > 0 else limb.mirror_x())
        extras += ("stick arms",)
    worn = [e for e in extras if "nose" not in e and "arms" not in e]
    tail = f" with {' and '.join(worn[:2])}" if worn else " with a carrot nose"
    captions = [
        pick(rng, ("snowman", "a snowman")),
        "a snowman" + tail,
        "a snowman with " + pick(rng, extras),
        pick(
            rng,
            ("a white snowman", "a snowman made of snow", "winter snowman", f"a snowman with {button_word} buttons"),
        ),
    ]
    captions.append(f"a snowman made of {'two' if balls == 2 else 'three'} snowballs")
    if worn:
        captions.append("a snowman wearing " + pick(rng, worn).replace("a bucket on its head", "a bucket"))
    captions = [c for c in captions if "wearing" not in c or "bucket" not in c]
    return Sample(merge(parts), "snowman", tuple(dict.fromkeys(captions)), f"{balls} balls {hat} {scarf_word}")


GENERATORS: dict[str, Generator] = {"snowman": snowman}
