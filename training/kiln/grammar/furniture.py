"""Furniture: chairs, armchairs, tables, lamps and beds."""

from __future__ import annotations

import numpy as np

from kiln.grammar.base import Rng, Sample, article, pick, shade
from kiln.grammar.kit import NUMBERS, chosen, tint, weighted
from kiln.grammar.solids import ball, block, blocks, box, pipe, skin, slab, turned
from kiln.mesh import Color, Mesh, merge

WOODS: dict[str, Color] = {
    "brown": (0.45, 0.28, 0.15),
    "light brown": (0.68, 0.48, 0.28),
    "dark brown": (0.28, 0.17, 0.10),
}
CLOTHS = {
    "red": 0.18,
    "blue": 0.18,
    "green": 0.12,
    "gray": 0.12,
    "yellow": 0.08,
    "purple": 0.07,
    "pink": 0.06,
    "teal": 0.07,
    "orange": 0.06,
    "beige": 0.06,
}


def _cushion(x: float, y: float, z: float, color: Color, soft: float = 0.35) -> Mesh:
    """A padded cuboid of full sizes about the origin: rounded corners, swollen faces."""
    t = np.linspace(-np.pi / 2, np.pi / 2, 9)
    a = np.linspace(0, 2 * np.pi, 20, endpoint=False)
    e = 2 / (2 + 4 * (1 - soft))

    def power(v: np.ndarray) -> np.ndarray:
        return np.sign(v) * np.abs(v) ** e

    r, h = power(np.cos(t)), power(np.sin(t))
    r[[0, -1]] = 0
    rings = np.stack(
        [
            np.outer(r, power(np.sin(a))) * x / 2,
            np.repeat(h[:, None], 20, 1) * y / 2,
            np.outer(r, power(np.cos(a))) * z / 2,
        ],
        -1,
    )
    return skin(rings, color)


def _legs(rng: Rng, form: str, x: float, z: float, height: float, color: Color, thick: float) -> Mesh:
    """Four legs under a seat or a table top, their tops around (±x, height, ±z)."""
    splay = rng.uniform(0.06, 0.14) if form == "splayed" else 0.0
    parts = []
    for sx in (-1, 1):
        for sz in (-1, 1):
            if form == "turned":
                t = thick
                profile = [
                    (0.8 * t, 0),
                    (1.0 * t, 0.06),
                    (0.7 * t, 0.16),
                    (1.15 * t, 0.5),
                    (0.75 * t, 0.72),
                    (1.2 * t, 0.8),
                    (1.2 * t, 1),
                ]
                parts.append(turned([(r, y * height) for r, y in profile], color, 9).move(sx * x, 0, sz * z))
            elif form == "square":
                parts.append(block(sx * x - thick, sx * x + thick, 0, height, sz * z - thick, sz * z + thick, color))
            else:
                foot, top = (sx * (x + splay), 0, sz * (z + splay)), (sx * x, height, sz * z)
                parts.append(pipe([foot, top], [0.75 * thick, 1.1 * thick], color, 8))
    return merge(parts).named("leg")


def chair(rng: Rng) -> Sample:
    """A chair: wooden, upholstered, of plastic, an office chair or a rocking chair."""
    form = pick(
        rng,
        ("wooden", "upholstered", "plastic", "office", "rocking"),
        (0.46, 0.22, 0.13, 0.11, 0.08),
    )
    if form == "office":
        return _office_chair(rng)
    painted = rng.random() < 0.4 and form != "upholstered"
    paint = weighted(
        rng,
        {"white": 0.22, "red": 0.18, "blue": 0.18, "green": 0.12, "yellow": 0.1, "black": 0.1, "gray": 0.1},
    )
    painted = painted or form == "plastic"
    wood_name = pick(rng, WOODS, (0.5, 0.3, 0.2))
    wood = shade(rng, paint if painted else WOODS[wood_name], 0.05)
    frame = paint if painted else wood_name
    cloth_name = weighted(rng, CLOTHS)
    cloth = shade(rng, cloth_name, 0.05)
    x, z = rng.uniform(0.21, 0.26), rng.uniform(0.20, 0.25)
    seat, top = rng.uniform(0.42, 0.5), rng.uniform(0.92, 1.2)
    thick = rng.uniform(0.022, 0.032)
    plate = rng.uniform(0.035, 0.055)
    parts: list[Mesh] = []
    words: list[str] = []
    legs = pick(rng, ("square", "turned", "splayed"), (0.5, 0.22, 0.28))
    arms = form in ("wooden", "upholstered", "rocking") and rng.random() < (0.22 if form != "rocking" else 0.8)
    tilt = rng.uniform(4, 12)
    parts.append(_legs(rng, legs, x - thick, z - thick, seat, wood, thick))
    if legs != "splayed" and rng.random() < 0.45:
        y = 0.36 * seat
        parts.append(
            blocks(
                [(s * (x - thick), y, 0) for s in (-1, 1)],
                (0.032, 0.036, 2 * z - 2 * thick),
                tint(wood, 0.92),
            ).named("leg")
        )
        parts.append(blocks([(0, y, 0)], (2 * x - 2 * thick, 0.036, 0.032), tint(wood, 0.92)).named("leg"))
    back: list[Mesh] = []
    high = top - seat
    style = ""
    if form == "plastic":
        parts.append(_cushion(2 * x, 0.06, 2 * z, wood, 0.3).move(0, seat).named("seat"))
        shell = _cushion(2 * x, high, 0.055, wood, 0.45).move(0, high / 2 + 0.02)
        back.append(shell)
        style = "shell"
    elif form == "upholstered":
        parts.append(box(2 * x, 0.07, 2 * z, wood, 0.01).move(0, seat - 0.02).named("seat"))
        parts.append(_cushion(2 * x + 0.02, 0.12, 2 * z + 0.02, cloth).move(0, seat + 0.05).named("seat"))
        rounded = rng.random() < 0.5
        back.append(_cushion(2 * x, high - 0.06, 0.1, cloth, 0.75 if rounded else 0.25).move(0, high / 2 + 0.05))
        if not rounded:
            edge = [(s * (x - 0.01), high / 2, -0.03) for s in (-1, 1)]
            back.append(blocks(edge, (0.045, high + 0.04, 0.05), wood))
        style = "padded"
    else:
        parts.append(box(2 * x, plate, 2 * z, wood, 0.012).move(0, seat).named("seat"))
        cushion = rng.random() < 0.28
        if cushion:
            parts.append(_cushion(1.85 * x, 0.07, 1.85 * z, cloth).move(0, seat + plate / 2 + 0.02).named("cushion"))
            words.append(f"{article(cloth_name)} cushion")
        post = thick * 1.05
        back.append(blocks([(s * (x - post), high / 2, 0) for s in (-1, 1)], (2 * post, high, 2 * post), wood))
        style = pick(rng, ("slats", "ladder", "solid", "cross", "spindles"), (0.27, 0.25, 0.2, 0.12, 0.16))
        inner = 2 * x - 3 * post
        rail = max(0.16 * high, 0.05)
        if style in ("slats", "cross", "spindles"):
            back.append(box(2 * x + 0.01, rail, 2.2 * post, wood, 0.012).move(0, high - rail / 2))
        if style in ("slats", "spindles"):
            n = int(rng.integers(3, 5)) if style == "slats" else 4
            wide = 0.5 * inner / n if style == "slats" else 0.034
            xs = (np.arange(n) + 0.5) * inner / n - inner / 2
            back.append(blocks([(v, (high - rail) / 2, 0) for v in xs], (wide, high - rail, 0.03), tint(wood, 0.94)))
        elif style == "ladder":
            n = int(rng.integers(2, 5))
            ys = np.linspace(0.25 * high, high - 0.06, n)
            back.append(
                blocks(
                    [(0, v, 0) for v in ys],
                    (2 * x - post, min(0.45 * high / n, 0.085), 0.036),
                    tint(wood, 0.96),
                )
            )
        elif style == "solid":
            back.append(box(2 * x - post, 0.62 * high, 0.036, tint(wood, 0.96), 0.012).move(0, 0.66 * high))
        else:
            length = np.hypot(inner, high - rail)
            turn = np.degrees(np.arctan2(high - rail, inner))
            for s in (-1, 1):
                bar = blocks([(0, 0, 0)], (length, 0.036, 0.03), tint(wood, 0.95)).rotate("z", s * turn)
                back.append(bar.move(0, (high - rail) / 2))
    parts.append(merge(back).rotate("x", -tilt).move(0, seat, -z + thick).named("back"))
    if arms:
        y = seat + rng.uniform(0.2, 0.26)
        for s in (-1, 1):
            rest = box(0.055, 0.04, 2 * z, wood, 0.012).move(s * (x + 0.01), y)
            parts += [
                rest.named("arm"),
                block(s * x - 0.02, s * x + 0.02, seat, y, z - 0.07, z - 0.03, wood).named("arm"),
            ]
        words.append("armrests")
    if form == "rocking":
        t = np.linspace(-1, 1, 9)
        for s in (-1, 1):
            path = np.stack([0 * t + s * (x - thick), 0.16 * t**2 - 0.02, 0.46 * t - 0.03], 1)
            parts.append(pipe(path, 0.028, wood, 8).named("rocker"))
    tone = article(frame)
    backs = {
        "slats": "a slatted back",
        "ladder": "a ladder back",
        "solid": "a solid back",
        "cross": "a cross back",
        "spindles": "a spindle back",
        "padded": "a padded back",
        "shell": "a rounded back",
    }
    options = []
    if form == "upholstered":
        options += [
            f"{article(cloth_name)} chair",
            f"{cloth_name} chair",
            f"{article(cloth_name)} upholstered chair",
            "an upholstered chair",
            f"a dining chair with {cloth_name} upholstery",
            f"a padded {cloth_name} chair with {frame} legs",
            f"a wooden chair with {article(cloth_name)} seat",
        ]
    elif form == "plastic":
        options += [
            f"{tone} chair",
            f"{frame} chair",
            f"{tone} plastic chair",
            "a plastic chair",
            f"a modern {frame} chair",
        ]
    else:
        options += [
            f"{tone} chair",
            f"{frame} chair",
            "a wooden chair",
            f"{tone} wooden chair",
            f"a wooden chair with {backs[style]}",
            f"{tone} chair with {backs[style]}",
            "a kitchen chair",
        ]
        if painted:
            options.append(f"a {frame} painted wooden chair")
    if form == "rocking":
        options = [
            "rocking chair",
            "a rocking chair",
            f"{tone} rocking chair",
            "a wooden rocking chair",
            *options[:3],
        ] * 2
    for w in words:
        options += [
            f"a chair with {w}",
            f"{tone} wooden chair with {w}" if form != "upholstered" else f"a {cloth_name} chair with {w}",
        ]
    combination = f"chair {form} {style} {frame if form != 'upholstered' else cloth_name} {legs} {arms}"
    return Sample(merge(parts), "chair", chosen(rng, ["chair", "a chair"], options), combination)


def stool(rng: Rng) -> Sample:
    """A round stool on three or four legs with a foot ring, of wood or with a padded seat."""
    painted = rng.random() < 0.4
    paint = weighted(rng, {"white": 0.25, "red": 0.2, "blue": 0.2, "green": 0.1, "yellow": 0.1, "black": 0.15})
    frame = paint if painted else pick(rng, WOODS, (0.5, 0.3, 0.2))
    wood = shade(rng, paint if painted else WOODS[frame], 0.05)
    cloth_name = weighted(rng, {k: v for k, v in CLOTHS.items() if k != frame})
    cloth = shade(rng, cloth_name, 0.05)
    high, r, thick = rng.uniform(0.45, 0.85), rng.uniform(0.2, 0.27), rng.uniform(0.022, 0.032)
    count = int(pick(rng, (3, 4), (0.35, 0.65)))
    parts: list[Mesh] = []
    for i in range(count):
        a = 2 * np.pi * (i + 0.5) / count + (np.pi if count == 3 else 0)
        x, z = r * np.sin(a), r * np.cos(a)
        parts.append(pipe([(1.15 * x, 0, 1.15 * z), (0.7 * x, high, 0.7 * z)], thick, wood, 8).named("leg"))
    y = 0.35 * high
    ring = [(r - 0.018, y), (r + 0.018, y), (r + 0.018, y + 0.036), (r - 0.018, y + 0.036), (r - 0.018, y)]
    parts.append(turned(ring, tint(wood, 0.9), 18).named("leg"))
    padded = rng.random() < 0.4
    plate = [(r * 0.95, high), (r, high + 0.02), (r, high + 0.05), (r * 0.93, high + 0.065)]
    parts.append(turned(plate, wood, 22).named("seat"))
    if padded:
        parts.append(ball(0.95 * r, 0.06, 0.95 * r, cloth, 20, 8).move(0, high + 0.065).named("seat"))
    tone = article(frame)
    options = [
        f"{tone} stool",
        "a bar stool" if high > 0.65 else "a low stool",
        "a chair without a back",
        f"a stool with {NUMBERS[count]} legs",
        f"{tone} round stool",
        "a round stool",
    ]
    if padded:
        options += [
            f"a stool with {article(cloth_name)} seat",
            f"{tone} stool with {article(cloth_name)} cushion",
        ]
    if not painted:
        options += ["a wooden stool", f"a {frame} wooden stool"]
    combination = f"stool {frame} {count} {cloth_name if padded else ''}".strip()
    return Sample(merge(parts), "stool", chosen(rng, ["stool", "a stool"], options), combination)


def _office_chair(rng: Rng) -> Sample:
    """A swivel chair on a star of five castors."""
    name = weighted(rng, {"black": 0.4, "blue": 0.15, "red": 0.15, "gray": 0.2, "green": 0.1})
    cloth, metal = shade(rng, name, 0.05), shade(rng, pick(rng, ("dark gray", "gray")), 0.05)
    seat, top = 0.46, rng.uniform(0.95, 1.25)
    parts = [turned([(0.035, 0.08), (0.035, seat)], metal, 10).named("leg")]
    for i in range(5):
        a = 2 * np.pi * i / 5
        s, c = np.sin(a), np.cos(a)
        parts.append(pipe([(0, 0.12, 0), (0.3 * s, 0.075, 0.3 * c)], [0.032, 0.026], metal, 7).named("leg"))
        parts.append(ball(0.042, 0.042, 0.042, (0.1, 0.1, 0.11), 9, 6).move(0.3 * s, 0.042, 0.3 * c).named("wheel"))
    x = rng.uniform(0.24, 0.28)
    parts.append(_cushion(2 * x, 0.11, 2 * x, cloth).move(0, seat + 0.04).named("seat"))
    high = top - seat - 0.12
    back = _cushion(1.9 * x, high, 0.1, cloth, 0.4).rotate("x", -8).move(0, seat + 0.16 + high / 2, -x - 0.03)
    parts.append(back.named("back"))
    parts.append(block(-0.04, 0.04, seat, seat + 0.4, -x - 0.06, -x - 0.01, metal).named("back"))
    arms = rng.random() < 0.6
    if arms:
        for s in (-1, 1):
            parts.append(box(0.06, 0.035, 0.28, metal, 0.012).move(s * (x + 0.04), seat + 0.24, -0.02).named("arm"))
            parts.append(
                block(s * (x + 0.04) - 0.018, s * (x + 0.04) + 0.018, seat, seat + 0.24, -0.05, 0.0, metal).named("arm")
            )
    color = article(name)
    options = [
        "an office chair",
        "a swivel chair",
        f"{color} office chair",
        f"{name} office chair",
        "a desk chair on wheels",
        f"{color} swivel chair with wheels",
        f"{color} chair",
    ]
    if arms:
        options += [f"{color} office chair with armrests"]
    return Sample(merge(parts), "chair", chosen(rng, ["office chair", "chair"], options), f"chair office {name} {arms}")


def armchair(rng: Rng) -> Sample:
    """An upholstered chair with arms: square, rolled or with wings."""
    return _upholstered(rng, 1)


def sofa(rng: Rng) -> Sample:
    """A sofa for two or three."""
    return _upholstered(rng, int(rng.integers(2, 4)))


def _upholstered(rng: Rng, places: int) -> Sample:
    """Armchair (one place) or sofa."""
    name = weighted(rng, {**CLOTHS, "brown": 0.14, "white": 0.06, "black": 0.05})
    cloth = shade(rng, name, 0.05)
    leather = name in ("brown", "black") and rng.random() < 0.6
    w = 0.56 * places * rng.uniform(0.95, 1.1) + 0.04
    deep = rng.uniform(0.55, 0.65)
    seat, top = rng.uniform(0.3, 0.38), rng.uniform(0.72, 1.0)
    arm_w, arm_h = rng.uniform(0.13, 0.2), seat + rng.uniform(0.14, 0.24)
    form = pick(rng, ("square", "rolled", "wing") if places == 1 else ("square", "rolled"))
    dark = tint(cloth, 0.86)
    foot = rng.uniform(0.06, 0.13)
    wood_name = pick(rng, WOODS, (0.5, 0.3, 0.2))
    wood = shade(rng, WOODS[wood_name], 0.05)
    parts = []
    full = w + 2 * arm_w
    for sx in (-1, 1):
        for sz in (-1, 1):
            at = (sx * (full / 2 - 0.06), 0, sz * (deep / 2 - 0.06))
            parts.append(turned([(0.025, 0), (0.036, foot + 0.02)], wood, 8).move(*at).named("leg"))
    parts.append(
        box(full - 0.02, seat - foot - 0.08, deep - 0.03, dark, 0.02).move(0, (seat - 0.08 + foot) / 2).named("base")
    )
    each = w / places
    for i in range(places):
        cx = (i - (places - 1) / 2) * each
        parts.append(_cushion(each, 0.18, deep, tint(cloth, 1.06)).move(cx, seat - 0.01, 0.03).named("seat"))
        high = top - seat + 0.02
        rest = _cushion(each + (0.02 if places == 1 else 0), high, 0.2, cloth, 0.5 if form != "square" else 0.3)
        parts.append(rest.rotate("x", -7).move(cx, seat + high / 2 - 0.02, -deep / 2 + 0.1).named("back"))
    backing = _cushion(full - 0.05, top - foot - 0.05, 0.14, dark, 0.2)
    parts.append(backing.rotate("x", -5).move(0, (top + foot) / 2 - 0.02, -deep / 2 + 0.01).named("back"))
    for s in (-1, 1):
        x = s * (w / 2 + arm_w / 2)
        parts.append(
            _cushion(arm_w, arm_h - foot, deep + 0.02, cloth, 0.2).move(x, (arm_h + foot) / 2, 0.01).named("arm")
        )
        if form == "rolled":
            roll = turned([(arm_w * 0.62, 0), (arm_w * 0.62, deep + 0.03)], cloth, 14).rotate("x", 90)
            parts.append(roll.move(x + s * 0.02, arm_h, -deep / 2).named("arm"))
        elif form == "wing":
            parts.append(
                _cushion(0.11, top - arm_h + 0.1, 0.3, cloth, 0.5)
                .move(x, (top + arm_h) / 2 - 0.03, -deep / 2 + 0.16)
                .named("back")
            )
    pillow = rng.random() < 0.25
    pillow_name = weighted(rng, {k: v for k, v in CLOTHS.items() if k != name})
    if pillow:
        one = _cushion(0.3, 0.3, 0.12, shade(rng, pillow_name, 0.05), 0.5).rotate("x", -20)
        parts.append(one.move((0 if places == 1 else -w / 2 + 0.2), seat + 0.22, -deep / 2 + 0.3).named("pillow"))
    noun = "armchair" if places == 1 else "sofa"
    color = article(name)
    options = [
        f"{color} {noun}",
        f"{name} {noun}",
        f"a comfortable {noun}",
        f"{color} {noun} with {wood_name} legs",
        f"an upholstered {name} {noun}",
    ]
    if places == 1:
        options += ["a lounge chair", "an easy chair", f"{color} padded chair"] + (
            ["a wing chair", f"{color} wingback chair"] if form == "wing" else []
        )
    else:
        options += [
            "a couch",
            f"{color} couch",
            f"{color} sofa with {NUMBERS[places]} seats",
            f"a {NUMBERS[places]}-seat sofa",
        ]
    if leather:
        options += [f"{color} leather {noun}", f"a leather {noun}"]
    if pillow:
        options += [
            f"{color} {noun} with {article(pillow_name)} pillow",
            f"{article(noun)} with {article(pillow_name)} pillow",
        ]
    return Sample(merge(parts), noun, chosen(rng, [noun, article(noun)], options), f"{noun} {places} {form} {name}")


def table(rng: Rng) -> Sample:
    """A table: round, square, long, low; on four legs, a pedestal or trestles."""
    painted = rng.random() < 0.28
    paint = weighted(rng, {"white": 0.4, "black": 0.15, "red": 0.12, "blue": 0.13, "green": 0.1, "gray": 0.1})
    wood_name = pick(rng, WOODS, (0.5, 0.3, 0.2))
    name = paint if painted else wood_name
    wood = shade(rng, paint if painted else WOODS[wood_name], 0.05)
    round_top = rng.random() < 0.35
    form = pick(rng, ("dining", "coffee", "side", "desk") if not round_top else ("dining", "coffee", "side"))
    height = {
        "dining": rng.uniform(0.68, 0.78),
        "coffee": rng.uniform(0.32, 0.44),
        "side": rng.uniform(0.55, 0.7),
        "desk": 0.74,
    }[form]
    if round_top:
        x = z = {
            "dining": rng.uniform(0.45, 0.6),
            "coffee": rng.uniform(0.4, 0.55),
            "side": rng.uniform(0.22, 0.3),
        }[form]
    else:
        x, z = {
            "dining": (rng.uniform(0.6, 0.95), rng.uniform(0.38, 0.5)),
            "coffee": (rng.uniform(0.5, 0.65), rng.uniform(0.28, 0.38)),
            "side": (rng.uniform(0.24, 0.3),) * 2,
            "desk": (rng.uniform(0.6, 0.75), rng.uniform(0.3, 0.38)),
        }[form]
    thick = rng.uniform(0.04, 0.06)
    two_tone = rng.random() < 0.2
    under = shade(rng, "white", 0.03) if two_tone and name != "white" else tint(wood, 0.9)
    legs = pick(
        rng,
        ("square", "turned", "splayed", "pedestal", "trestle")
        if not round_top
        else ("turned", "splayed", "pedestal", "pedestal"),
    )
    legs = "square" if form == "desk" else legs
    parts = []
    if round_top:
        top = turned(
            [
                (x - 0.02, height - thick),
                (x, height - thick + 0.015),
                (x, height - 0.015),
                (x - 0.015, height),
            ],
            wood,
            28,
            20,
        )
    else:
        top = box(2 * x, thick, 2 * z, wood, 0.014).move(0, height - thick / 2)
    parts.append(top.named("top"))
    under_y = height - thick
    leg_r = max(0.034 * max(x / 0.6, 1), 0.028)
    if legs == "pedestal":
        r = min(x, z)
        profile = [
            (0.55 * r, 0),
            (0.55 * r, 0.03),
            (0.2 * r, 0.1),
            (0.075, 0.2 * height),
            (0.1, 0.45 * height),
            (0.06, 0.7 * height),
            (0.3 * r, under_y),
        ]
        parts.append(turned(profile, under, 18, 35).named("leg"))
    elif legs == "trestle":
        for s in (-1, 1):
            parts.append(box(0.09, under_y, 0.12, under, 0.01).move(s * 0.65 * x, under_y / 2).named("leg"))
            parts.append(box(0.11, 0.07, 1.6 * z, under, 0.01).move(s * 0.65 * x, 0.035).named("leg"))
        parts.append(box(1.3 * x, 0.08, 0.05, under, 0.01).move(0, 0.4 * height).named("leg"))
    else:
        inset = 0.72 if round_top else 1.0
        reach_x, reach_z = (inset * x * 0.8, inset * z * 0.8) if round_top else (x - 0.06, z - 0.06)
        parts.append(_legs(rng, legs, reach_x, reach_z, under_y, under, leg_r))
        if not round_top:
            a = 0.075
            parts.append(
                box(2 * reach_x, a, 2 * reach_z, tint(under, 0.94), 0.0).move(0, under_y - a / 2).named("apron")
            )
    drawers = form == "desk" or (form == "side" and not round_top and rng.random() < 0.4)
    if drawers:
        n = 3 if form == "desk" else 1
        cx, half = (x - 0.2, 0.17) if form == "desk" else (0.0, x - 0.05)
        y0 = under_y - (0.5 if form == "desk" else 0.18)
        parts.append(block(cx - half, cx + half, y0, under_y, -z + 0.05, z - 0.04, under).named("drawer"))
        each = (under_y - y0) / n
        for i in range(n):
            y = y0 + (i + 0.5) * each
            parts.append(
                block(
                    cx - half + 0.02,
                    cx + half - 0.02,
                    y - each * 0.4,
                    y + each * 0.4,
                    z - 0.05,
                    z - 0.02,
                    tint(wood, 1.05),
                ).named("drawer")
            )
            parts.append(ball(0.026, 0.026, 0.026, (0.85, 0.72, 0.35), 8, 5).move(cx, y, z - 0.01).named("drawer"))
    color = article(name)
    kind_name = {"dining": "dining table", "coffee": "coffee table", "side": "side table", "desk": "desk"}[form]
    shape = "round" if round_top else ("square" if abs(x - z) < 0.02 else "rectangular")
    options = [
        f"{color} table",
        f"{name} table",
        article(kind_name),
        f"{color} {kind_name}",
        f"a {shape} table",
        f"a {shape} {name} table",
    ]
    if not painted:
        options += ["a wooden table", f"a {shape} wooden table", f"{color} wooden {kind_name}"]
    options += {
        "pedestal": ["a table on a pedestal", f"a {shape} table with one central leg"],
        "trestle": ["a trestle table"],
    }.get(legs, [f"{color} table with four legs", "a table with four legs"])
    if drawers:
        options.append(f"{color} {kind_name} with {'drawers' if form == 'desk' else 'a drawer'}")
    if two_tone and name != "white" and legs not in ("pedestal", "trestle"):
        options.append(f"{color} table with white legs")
    fixed = ["table", "a table"] if form != "desk" else ["desk", "table"]
    return Sample(merge(parts), "table", chosen(rng, fixed, options), f"table {form} {shape} {name} {legs}")


def lamp(rng: Rng) -> Sample:
    """A lamp: table or floor lamp with a shade, or a desk lamp with a bent arm."""
    form = pick(rng, ("table", "floor", "desk"), (0.45, 0.3, 0.25))
    shades = {
        "white": 0.2,
        "yellow": 0.16,
        "beige": 0.16,
        "red": 0.14,
        "blue": 0.12,
        "green": 0.1,
        "orange": 0.06,
        "pink": 0.06,
    }
    name = weighted(rng, shades)
    bases = {
        "brown": 0.25,
        "black": 0.2,
        "gray": 0.15,
        "white": 0.12,
        "gold": 0.13,
        "blue": 0.08,
        "red": 0.07,
    }
    bases.pop(name, None)
    base_name = weighted(rng, bases)
    color = shade(rng, name, 0.05)
    base = shade(rng, (0.84, 0.66, 0.25) if base_name == "gold" else base_name, 0.05)
    parts = []
    if form == "desk":
        parts.append(turned([(0.2, 0), (0.2, 0.03), (0.06, 0.06)], tint(base, 0.95), 20).named("base"))
        elbow = np.array([0.0, rng.uniform(0.4, 0.5), -0.18])
        tip = np.array([0.0, rng.uniform(0.68, 0.8), 0.18])
        parts.append(pipe([(0, 0.03, 0), elbow], 0.026, base, 8).named("arm"))
        parts.append(pipe([elbow, tip], 0.026, base, 8).named("arm"))
        parts.append(ball(0.042, 0.042, 0.042, tint(base, 0.8), 10, 6).move(*elbow).named("arm"))
        hood = turned([(0.17, -0.2), (0.15, -0.17), (0.07, -0.02), (0.05, 0.05), (0, 0.06)], color, 18, 30)
        bulb = ball(0.1, 0.08, 0.1, (1.0, 0.94, 0.7), 12, 7).move(0, -0.18)
        parts.append(merge([hood.named("shade"), bulb.named("bulb")]).rotate("x", -rng.uniform(20, 45)).move(*tip))
        kind_name = "desk lamp"
    else:
        tall = rng.uniform(0.32, 0.45) if form == "table" else rng.uniform(1.0, 1.3)
        r = rng.uniform(0.2, 0.28)
        if form == "floor":
            parts.append(
                turned([(0.19, 0), (0.19, 0.03), (0.05, 0.06), (0.03, 0.1), (0.03, tall)], base, 18).named("base")
            )
        else:
            body = pick(rng, ("vase", "ball", "column"))
            if body == "vase":
                profile = [
                    (0.1, 0),
                    (0.11, 0.03),
                    (0.06, 0.05),
                    (0.13, 0.5 * tall),
                    (0.11, 0.72 * tall),
                    (0.04, 0.9 * tall),
                    (0.03, tall),
                ]
            elif body == "ball":
                a = np.linspace(-1.3, 1.3, 9)
                profile = (
                    [(0.1, 0), (0.1, 0.025)]
                    + [(0.15 * np.cos(v), 0.4 * tall + 0.15 * np.sin(v)) for v in a]
                    + [(0.03, 0.8 * tall), (0.03, tall)]
                )
            else:
                profile = [(0.14, 0), (0.14, 0.035), (0.04, 0.06), (0.04, tall)]
            parts.append(turned(profile, base, 20, 35).named("base"))
        high = rng.uniform(0.24, 0.34)
        top_r = r * pick(rng, (0.55, 0.75, 1.0))
        band = tint(color, 0.8)
        parts.append(
            turned(
                [(r, tall - 0.04), (r, tall), (top_r, tall + high - 0.04), (top_r, tall + high)],
                [band, color, band],
                24,
                20,
            ).named("shade")
        )
        parts.append(ball(0.024, 0.03, 0.024, base, 8, 5).move(0, tall + high + 0.015).named("base"))
        kind_name = f"{form} lamp"
    a, b = article(name), article(base_name)
    options = [
        f"{a} lamp",
        f"{name} lamp",
        article(kind_name),
        f"{a} {kind_name}",
        f"a lamp with {a} shade",
        f"a {kind_name} with {a} shade",
        f"a lamp with {a} shade and {b} base",
        kind_name,
    ]
    return Sample(merge(parts), "lamp", chosen(rng, ["lamp", "a lamp"], options), f"lamp {form} {name} {base_name}")


def bed(rng: Rng) -> Sample:
    """A bed with its head towards -Z: single, double or bunk bed, with frame, pillows and blanket."""
    name = weighted(rng, {**CLOTHS, "white": 0.12})
    cloth = shade(rng, name, 0.05)
    painted = rng.random() < 0.3
    wood_name = pick(rng, WOODS, (0.5, 0.3, 0.2)) if not painted else pick(rng, ("white", "black", "gray"))
    wood = shade(rng, WOODS.get(wood_name, "white") if not painted else wood_name, 0.05)
    size = pick(rng, ("single", "double", "bunk", "canopy"), (0.38, 0.44, 0.12, 0.06))
    x = rng.uniform(0.42, 0.5) if size in ("single", "bunk") else rng.uniform(0.68, 0.82)
    z = rng.uniform(0.92, 1.02)
    sheet: Color = shade(rng, "white", 0.02)
    parts: list[Mesh] = []

    def level(y: float) -> None:
        parts.append(box(2 * x, 0.14, 2 * z, wood, 0.015).move(0, y).named("frame"))
        parts.append(_cushion(2 * x - 0.05, 0.22, 2 * z - 0.06, sheet, 0.2).move(0, y + 0.14).named("mattress"))
        start = -z + rng.uniform(0.5, 0.75)
        blanket = box(2 * x + 0.03, 0.2, z - start + 0.02, cloth, 0.04).move(0, y + 0.175, (z + start) / 2)
        parts.append(blanket.named("blanket"))
        fold = box(2 * x + 0.045, 0.2, 0.13, sheet if name != "white" else tint(cloth, 0.85), 0.04)
        parts.append(fold.move(0, y + 0.185, start).named("blanket"))
        n = 1 if x < 0.55 else 2
        for i in range(n):
            cx = 0 if n == 1 else (i - 0.5) * x * 0.95
            wide = 0.62 if n == 1 else 0.85 * x
            parts.append(_cushion(wide, 0.17, 0.34, pillow, 0.5).move(cx, y + 0.3, -z + 0.27).named("pillow"))

    pillow_name = name if rng.random() < 0.3 else "white"
    pillow = tint(cloth, 1.1) if pillow_name == name else (0.97, 0.97, 0.96)
    foot = rng.uniform(0.18, 0.3)
    head = foot + rng.uniform(0.45, 0.75)
    low = foot + rng.uniform(0.15, 0.35)
    post = 0.05
    if size == "bunk":
        level(0.26)
        level(1.1)
        for sx in (-1, 1):
            for sz in (-1, 1):
                parts.append(
                    block(sx * x - post, sx * x + post, 0, 1.55, sz * z - post, sz * z + post, wood).named("frame")
                )
        for y in (0.55, 1.42):
            parts.append(blocks([(0, y, -z), (0, y, z)], (2 * x, 0.1, 0.06), wood).named("frame"))
        parts.append(blocks([(-x, 1.42, 0)], (0.06, 0.09, 2 * z), wood).named("frame"))
        lx = x + 0.03
        for dz in (0.25, 0.6):
            parts.append(block(lx - 0.03, lx + 0.03, 0, 1.5, dz - 0.03, dz + 0.03, wood).named("ladder"))
        parts.append(blocks([(lx, y, 0.42) for y in (0.3, 0.6, 0.9, 1.2)], (0.055, 0.055, 0.36), wood).named("ladder"))
    else:
        level(foot)
        canopy = size == "canopy"
        tall = 1.5 if canopy else head
        for sx in (-1, 1):
            parts.append(block(sx * x - post, sx * x + post, 0, tall, -z - post, -z + post, wood).named("frame"))
            parts.append(
                block(sx * x - post, sx * x + post, 0, 1.5 if canopy else low, z - post, z + post, wood).named("frame")
            )
            if not canopy:
                parts.append(ball(0.06, 0.06, 0.06, wood, 9, 6).move(sx * x, head + 0.03, -z).named("frame"))
        curved = rng.random() < 0.4
        if curved:
            a = np.linspace(0, np.pi, 11)
            outline = [(-x, foot), (x, foot)] + [(x * np.cos(v), head - 0.18 + 0.28 * np.sin(v)) for v in a]
            parts.append(slab(outline, 0.07, tint(wood, 0.95)).move(0, 0, -z).named("headboard"))
        else:
            parts.append(
                box(2 * x, head - foot - 0.05, 0.07, tint(wood, 0.95), 0.015)
                .move(0, (head + foot) / 2, -z)
                .named("headboard")
            )
        parts.append(
            box(2 * x, low - foot, 0.06, tint(wood, 0.95), 0.012).move(0, (low + foot) / 2 - 0.03, z).named("footboard")
        )
        if canopy:
            parts.append(box(2 * x + 0.2, 0.1, 2 * z + 0.2, cloth, 0.02).move(0, 1.52).named("canopy"))
    color, wood_a = article(name), article(wood_name)
    noun = {"single": "single bed", "double": "double bed", "bunk": "bunk bed", "canopy": "canopy bed"}[size]
    options = [
        article(noun),
        noun,
        f"{color} bed",
        f"a bed with {color} blanket",
        f"a {noun} with {color} blanket",
        f"{wood_a} bed with {color} blanket",
        f"a bed with {pillow_name} pillows" if size != "single" else f"a bed with {article(pillow_name)} pillow",
    ]
    if not painted:
        options += ["a wooden bed", f"a wooden {noun} with {color} blanket"]
    if size == "bunk":
        options += ["a bunk bed with a ladder", f"a bunk bed with {name} blankets"]
        options = [o for o in options if ("pillow" not in o and "blanket" not in o) or "blankets" in o]
    return Sample(merge(parts), "bed", chosen(rng, ["bed", "a bed"], options), f"bed {size} {name} {wood_name}")
