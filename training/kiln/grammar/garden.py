"""What stands in gardens and by the road: wells, fountains, mailboxes and dog houses."""

from __future__ import annotations

import numpy as np

from kiln.grammar.base import Generator, Rng, Sample, article, pick, shade
from kiln.grammar.kit import NUMBERS, chosen, tint, weighted
from kiln.grammar.props import GRASS, INK, IRON, TIMBER, except_for, plate
from kiln.grammar.solids import arch, ball, block, blocks, instances, pipe, skin, slab, turned
from kiln.mesh import Color, merge

STONE: Color = (0.60, 0.59, 0.57)
WATER: Color = (0.36, 0.66, 0.88)


def well(rng: Rng) -> Sample:
    """A round stone well with water, a roof on two posts, and a bucket."""
    stone_name = weighted(rng, {"gray": 0.6, "beige": 0.25, "brown": 0.15})
    stone = np.asarray(
        shade(rng, {"gray": STONE, "beige": (0.80, 0.71, 0.55), "brown": (0.50, 0.38, 0.29)}[stone_name], 0.04)
    )
    roof_name = weighted(rng, {"brown": 0.35, "red": 0.3, "blue": 0.12, "gray": 0.13, "green": 0.1})
    roof = np.asarray(shade(rng, TIMBER["brown"] if roof_name == "brown" else roof_name, 0.04))
    wood = shade(rng, TIMBER[pick(rng, ("brown", "dark brown", "light brown"))], 0.04)
    r, y = 0.4, rng.uniform(0.36, 0.46)
    n, rows = 24, 6
    profile = [(r * 1.04, i * y / rows) for i in range(rows + 1)]
    profile += [(1.14 * r, y), (1.14 * r, y + 0.06), (0.8 * r, y + 0.06), (0.8 * r, 0.7 * y), (0, 0.7 * y)]
    tones = [tuple(stone)] * rows + [tuple(np.clip(stone * 1.12, 0, 1))] * 3 + [tuple(stone * 0.6), WATER]
    wall = turned(profile, tones, n)

    def masonry(at: np.ndarray) -> np.ndarray:
        level = at[:, 1] / y * rows / 2
        around = (np.arctan2(at[:, 0], at[:, 2]) / (2 * np.pi) + 1) * n / 2 + 0.5 * (np.floor(level) % 2)
        grain = 0.88 + 0.26 * ((np.sin(np.floor(level) * 12.99 + np.floor(around) * 78.23) * 43758.5) % 1)
        return np.where(
            ((at[:, 1] < y) & (np.hypot(at[:, 0], at[:, 2]) > 0.95 * r))[:, None], stone * grain[:, None], -1
        )

    tint_ = masonry(wall.positions[wall.faces].mean(1))
    outside = tint_[:, 0] >= 0
    wall.colors[outside] = np.clip(tint_[outside], 0, 1)[:, None]
    parts = [wall.named("wall")]
    high = y + rng.uniform(0.62, 0.75)
    posts = [(s * 0.36, (y + high) / 2, 0) for s in (-1, 1)]
    parts.append(blocks(posts, (0.075, high - y + 0.1, 0.09), wood).named("post"))
    axle = y + 0.55 * (high - y)
    parts.append(pipe([(-0.44, axle, 0), (0.44, axle, 0)], 0.045, tint(wood, 0.85), 8).named("winch"))
    parts.append(pipe([(0.44, axle, 0), (0.5, axle, 0), (0.5, axle - 0.13, 0)], 0.028, IRON, 6).named("winch"))
    hang = bool(rng.random() < 0.75)
    if hang:
        low = y + 0.1
        parts.append(pipe([(0, axle, 0), (0, low, 0)], 0.02, (0.80, 0.70, 0.48), 5).named("rope"))
        pail = [(0.075, low - 0.12), (0.1, low + 0.02), (0.085, low + 0.02), (0, low - 0.02)]
        parts.append(turned(pail, [tint(wood, 1.2), IRON, INK], 12).named("bucket"))
    span, lean, thick = 0.52, rng.uniform(0.26, 0.36), 0.05
    cone = bool(rng.random() < 0.25)
    if cone:
        cap = [(0.56, high), (0.56, high + 0.04), (0.28, high + 0.24), (0, high + 0.42)]
        parts.append(turned(cap, [tuple(roof * 0.8), tuple(roof), tuple(np.clip(roof * 1.06, 0, 1))], 14).named("roof"))
    else:
        for s in (-1, 1):
            for i in range(4):
                z0, z1 = 0.46 * (1 - i / 4), 0.46 * (1 - (i + 1) / 4)
                y0, y1 = high + lean * i / 4, high + lean * (i + 1) / 4
                section = [
                    (s * (z0 + 0.02), y0 - 0.01),
                    (s * (z0 + 0.02), y0 + thick),
                    (s * z1, y1 + thick),
                    (s * z1, y1 - 0.01),
                ]
                ring = np.stack(
                    [np.c_[np.full(4, x), [v for _, v in section], [u for u, _ in section]] for x in (-span, span)]
                )
                ring = ring if s > 0 else ring[:, ::-1]
                parts.append(
                    skin(ring[:, ::-1], tuple(np.clip(roof * (0.88 if i % 2 else 1.05), 0, 1)), flat=True).named("roof")
                )
        gable = plate([(-0.42, 0), (0.42, 0), (0, lean)], 0.05, wood).rotate("y", 90)
        parts += [gable.move(s * 0.44, high).named("gable") for s in (-1, 1)]
    options = ["a stone well", f"{article(stone_name)} stone well", "a water well", "an old well", "a wishing well"]
    options += [
        f"a well with {article(roof_name)} roof",
        f"{article(stone_name)} stone well with {article(roof_name)} roof",
    ]
    options += ["a well with a bucket", "a stone well with a wooden bucket"] if hang else []
    style = f"{stone_name} {roof_name} {hang} {cone}"
    return Sample(merge(parts), "well", chosen(rng, ["well", "a well"], options), style)


def fountain(rng: Rng) -> Sample:
    """A round or eight-sided basin with one to three bowls on a column, and water falling over."""
    name = weighted(rng, {"gray": 0.4, "white": 0.3, "beige": 0.3})
    stone = np.asarray(shade(rng, {"gray": STONE, "beige": (0.84, 0.76, 0.60)}.get(name, name), 0.03))
    water = shade(rng, WATER, 0.04)
    tiers = int(rng.choice([1, 2, 3], p=[0.35, 0.4, 0.25]))
    sides = 8 if rng.random() < 0.35 else 28
    flat = sides == 8
    rim = tuple(np.clip(stone * 1.1, 0, 1))
    r, y = 0.62, rng.uniform(0.14, 0.2)
    basin = [
        (1.06 * r, 0),
        (1.06 * r, 0.04),
        (r, 0.05),
        (r, y - 0.03),
        (1.08 * r, y - 0.02),
        (1.08 * r, y + 0.03),
        (0.9 * r, y + 0.03),
        (0.9 * r, y - 0.04),
        (0, y - 0.04),
    ]
    tones = [tuple(stone * 0.9), tuple(stone * 0.9), tuple(stone * 0.92), rim, rim, rim, tuple(stone * 0.7), water]
    parts = [turned(basin, tones, sides, flat=flat).named("basin")]
    level = y - 0.04
    wide = 0.4
    for i in range(tiers):
        rise, foot = 0.36 * 0.85**i, 0.075 * 0.85**i
        column = [
            (1.7 * foot, level),
            (1.5 * foot, level + 0.06),
            (0.9 * foot, level + 0.1),
            (1.1 * foot, level + 0.6 * rise),
            (foot, level + rise),
        ]
        parts.append(turned(column, tuple(stone), 12).named("column"))
        top = level + rise
        bowl = [
            (foot, top - 0.09),
            (0.6 * wide, top - 0.06),
            (0.95 * wide, top + 0.01),
            (wide, top + 0.05),
            (0.88 * wide, top + 0.05),
            (0.8 * wide, top + 0.02),
            (0, top + 0.02),
        ]
        parts.append(turned(bowl, [tuple(stone * 0.9), tuple(stone), rim, rim, tuple(stone), water], 22).named("bowl"))
        # The fall from the rim to the water below.
        drops = 8
        b = np.linspace(0, 2 * np.pi, drops, endpoint=False) + 0.3 * i
        below = level if i == 0 else level + 0.03
        fall = pipe(
            [
                (0, top + 0.04, 0.95 * wide),
                (0, top + 0.03, 1.06 * wide),
                (0, (top + below) / 2 + 0.04, 1.16 * wide),
                (0, below, 1.2 * wide),
            ],
            0.03,
            tint(water, 1.2),
            6,
        )
        parts.append(instances(fall, np.zeros((drops, 3)), np.degrees(b)).named("water"))
        level, wide = top + 0.02, wide * 0.66
    tall = rng.uniform(0.16, 0.3)
    jet = turned(
        [
            (0.05, level - 0.02),
            (0.04, level + 0.6 * tall),
            (0.075, level + 0.85 * tall),
            (0.045, level + tall),
            (0, level + tall + 0.02),
        ],
        tint(water, 1.25),
        12,
    )
    parts.append(jet.named("water"))
    b = np.linspace(0, 2 * np.pi, 6, endpoint=False)
    arc = [
        (0, level + tall - 0.03, 0.02),
        (0, level + tall + 0.03, 0.4 * wide),
        (0, level + 0.6 * tall, 0.75 * wide),
        (0, level, 0.85 * wide),
    ]
    parts.append(instances(pipe(arc, 0.026, tint(water, 1.2), 5), np.zeros((6, 3)), np.degrees(b)).named("water"))
    count = NUMBERS[tiers] + (" bowl" if tiers == 1 else " bowls")
    options = ["a stone fountain", f"{article(name)} fountain", f"{article(name)} stone fountain", "a water fountain"]
    options += [
        f"a fountain with {count}",
        f"{article(name)} fountain with {count}",
        "a fountain with water",
        "a garden fountain",
    ]
    options += [f"a {NUMBERS[tiers]}-tier fountain"] if tiers > 1 else []
    options += ["an octagonal fountain"] if flat else ["a round fountain"]
    captions = chosen(rng, ["fountain", "a fountain"], options)
    return Sample(merge(parts), "fountain", captions, f"{name} {tiers} {sides}")


def mailbox(rng: Rng) -> Sample:
    """A round-topped box on a post with a flag, or a pillar box."""
    pillar = bool(rng.random() < 0.3)
    if pillar:
        name = weighted(rng, {"red": 0.6, "blue": 0.2, "green": 0.1, "yellow": 0.1})
        color = shade(rng, name, 0.04)
        r = rng.uniform(0.26, 0.31)
        high = rng.uniform(1.1, 1.35)
        profile = [
            (1.1 * r, 0),
            (1.1 * r, 0.12),
            (r, 0.14),
            (r, high - 0.18),
            (1.12 * r, high - 0.16),
            (1.14 * r, high - 0.09),
            (0.9 * r, high - 0.03),
            (0.4 * r, high + 0.02),
            (0, high + 0.03),
        ]
        tones = [INK, INK, color, tint(color, 0.9), color, color, color, color]
        parts = [turned(profile, tones, 22).named("box")]
        parts.append(block(-0.62 * r, 0.62 * r, high - 0.34, high - 0.25, 0.6 * r, 1.02 * r, INK).named("slot"))
        parts.append(
            block(-0.45 * r, 0.45 * r, high - 0.68, high - 0.44, 0.6 * r, 1.0 * r, (0.95, 0.94, 0.90)).named("plate")
        )
        noun, post_name, flag_name = "postbox", "", ""
    else:
        name = weighted(rng, {"blue": 0.24, "gray": 0.2, "white": 0.18, "green": 0.14, "black": 0.12, "red": 0.12})
        color = shade(rng, name, 0.04)
        wide, high, deep = rng.uniform(0.19, 0.23), rng.uniform(0.22, 0.28), rng.uniform(0.34, 0.42)
        base = rng.uniform(0.7, 0.85)
        outline = arch(2 * wide, high + wide, steps=6)
        body = plate(outline, 2 * deep, color, 0.01, tint(color, 0.92)).move(0, base)
        door = plate(outline * 0.9 + [0, 0.015], 0.03, tint(color, 1.15)).move(0, base, deep)
        parts = [body.named("box"), door.named("door")]
        parts.append(blocks([(0, base + high * 1.0, deep + 0.03)], (0.07, 0.05, 0.04), IRON).named("door"))
        post_name = weighted(rng, {"brown": 0.5, "light brown": 0.25, "white": 0.25})
        wood = shade(rng, TIMBER.get(post_name, post_name), 0.04)
        parts.append(block(-0.065, 0.065, 0, base, -0.07, 0.06, wood).named("post"))
        parts.append(block(-0.8 * wide, 0.8 * wide, base - 0.06, base, -0.8 * deep, 0.8 * deep, wood).named("post"))
        flag_name = "red" if name != "red" else "yellow"
        flag = shade(rng, flag_name, 0.03)
        up = rng.random() < 0.6
        x, y0 = wide + 0.02, base + 0.5 * high
        if up:
            flags = [
                block(x - 0.02, x + 0.025, y0, y0 + 0.36, 0.02, 0.07, flag),
                block(x - 0.02, x + 0.025, y0 + 0.22, y0 + 0.38, -0.12, 0.07, flag),
            ]
        else:
            flags = [
                block(x - 0.02, x + 0.025, y0, y0 + 0.05, -0.25, 0.07, flag),
                block(x - 0.02, x + 0.025, y0, y0 + 0.14, -0.3, -0.14, flag),
            ]
        parts += [f.named("flag") for f in flags]
        if rng.random() < 0.25:
            parts.append(turned([(0.42, -0.04), (0.4, 0.0), (0.25, 0.03), (0, 0.04)], GRASS, 18).named("grass"))
        noun = "letterbox"
    a_ = article(name)
    options = [f"{a_} mailbox", f"{name} mailbox", article(noun), f"{a_} {noun}", "a mail box"]
    if pillar:
        options += [
            f"{a_} pillar box",
            f"a round {name} postbox",
            f"{a_} british mailbox" if name == "red" else "a street mailbox",
        ]
    else:
        options += [
            "an american mailbox",
            f"a mailbox with {article(flag_name)} flag",
            f"{a_} mailbox with {article(flag_name)} flag",
        ]
        options += [f"{a_} mailbox on {article(post_name)} post", "a mailbox on a post"]
    style = f"{noun} {name} {post_name}".strip()
    return Sample(merge(parts), "mailbox", chosen(rng, ["mailbox", "a mailbox"], options), style)


def dog_house(rng: Rng) -> Sample:
    """A kennel: plank walls, an arched door towards +Z, a pitched roof; perhaps a bone sign or a bowl."""
    wall_name = weighted(
        rng, {"brown": 0.26, "light brown": 0.2, "red": 0.2, "white": 0.14, "blue": 0.12, "yellow": 0.08}
    )
    roof_name = weighted(
        rng, except_for({"red": 0.3, "blue": 0.2, "brown": 0.16, "green": 0.16, "gray": 0.18}, wall_name)
    )
    wall = np.asarray(shade(rng, TIMBER.get(wall_name, wall_name), 0.04))
    roof = np.asarray(shade(rng, TIMBER["brown"] if roof_name == "brown" else roof_name, 0.04))
    x, z, y, peak = rng.uniform(0.38, 0.46), rng.uniform(0.44, 0.58), rng.uniform(0.45, 0.55), rng.uniform(0.26, 0.4)
    front = plate([(-x, 0), (x, 0), (x, y), (0, y + peak), (-x, y)], 2 * z, tuple(wall))
    parts = [front.named("wall")]
    rows = np.arange(0.09, y, 0.11)
    groove = tuple(wall * 0.72)
    parts.append(blocks([(0, v, 0) for v in rows], (2 * x + 0.012, 0.018, 2 * z + 0.012), groove).named("wall"))
    thick = 0.06
    slope = float(np.degrees(np.arctan2(peak, x)))
    run = np.hypot(x, peak) + 0.12
    leaf = block(0, run, 0, thick, -z - 0.09, z + 0.1, tuple(roof))
    seams = blocks([(run * v, thick, 0) for v in (0.25, 0.5, 0.75)], (0.03, 0.02, 2 * z + 0.19), tuple(roof * 0.75))
    for m in (leaf, seams):
        parts.append(m.rotate("z", -slope).move(0, y + peak).both_sides().named("roof"))
    parts.append(
        block(-0.06, 0.06, y + peak - 0.01, y + peak + thick + 0.03, -z - 0.1, z + 0.11, tuple(roof * 0.85)).named(
            "roof"
        )
    )
    trim = (0.94, 0.93, 0.90) if wall_name != "white" else tuple(roof)
    door = arch(0.46 * x / 0.4, 0.5)
    parts.append(slab(arch(0.58 * x / 0.4, 0.56), 0.05, trim).move(0, 0.0, z).named("door"))
    parts.append(slab(door, 0.08, (0.10, 0.08, 0.07)).move(0, 0.0, z).named("door"))
    bone = bool(rng.random() < 0.45)
    if bone:
        at = y + 0.42 * peak
        pieces = [block(-0.08, 0.08, at - 0.025, at + 0.025, z, z + 0.04, trim)]
        pieces += [
            ball(0.042, 0.042, 0.03, trim, 8, 5).move(sx * 0.09, at + sy * 0.03, z + 0.02)
            for sx in (-1, 1)
            for sy in (-1, 1)
        ]
        parts += [p.named("bone") for p in pieces]
    bowl_name = pick(rng, ("red", "blue", "yellow")) if rng.random() < 0.35 else ""
    if bowl_name:
        tone = shade(rng, bowl_name, 0.04)
        bowl = turned(
            [(0.17, 0), (0.13, 0.1), (0.1, 0.1), (0.09, 0.07), (0, 0.07)], [tone, tone, tone, (0.42, 0.26, 0.14)], 16
        )
        parts.append(bowl.move(rng.choice([-1, 1]) * 0.3, 0, z + 0.25).named("bowl"))
    a_ = article(wall_name)
    options = [
        "a kennel",
        "a doghouse",
        f"a dog house with {wall_name} walls",
        f"{a_} dog house with {article(roof_name)} roof",
        f"a dog house with {article(roof_name)} roof",
    ]
    options += ["a wooden dog house", "a wooden kennel"]
    options += ["a dog house with a bone", f"{a_} dog house with a bone sign"] if bone else []
    options += [f"a dog house and {article(bowl_name)} bowl"] if bowl_name else []
    style = f"{wall_name} {roof_name} {bone} {bowl_name}".strip()
    return Sample(merge(parts), "dog house", chosen(rng, ["dog house", "a dog house"], options), style)


GENERATORS: dict[str, Generator] = {"well": well, "fountain": fountain, "mailbox": mailbox, "dog house": dog_house}
