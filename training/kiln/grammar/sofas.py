"""Upholstered seats: armchairs and sofas."""

from __future__ import annotations

from kiln.grammar.base import Generator, Rng, Sample, article, pick, shade
from kiln.grammar.furniture_parts import CLOTHS, WOODS, padding
from kiln.grammar.kit import NUMBERS, chosen, tint, weighted
from kiln.grammar.solids import box, turned
from kiln.mesh import merge


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
            parts.append(turned([(0.04, 0), (0.055, foot + 0.02)], wood, 8).move(*at).named("leg"))
    parts.append(
        box(full - 0.02, seat - foot - 0.08, deep - 0.03, dark, 0.02).move(0, (seat - 0.08 + foot) / 2).named("base")
    )
    each = w / places
    for i in range(places):
        cx = (i - (places - 1) / 2) * each
        parts.append(padding(each, 0.18, deep, tint(cloth, 1.06)).move(cx, seat - 0.01, 0.03).named("seat"))
        high = top - seat + 0.02
        rest = padding(each + (0.02 if places == 1 else 0), high, 0.2, cloth, 0.5 if form != "square" else 0.3)
        parts.append(rest.rotate("x", -7).move(cx, seat + high / 2 - 0.02, -deep / 2 + 0.1).named("back"))
    backing = padding(full - 0.05, top - foot - 0.05, 0.14, dark, 0.2)
    parts.append(backing.rotate("x", -5).move(0, (top + foot) / 2 - 0.02, -deep / 2 + 0.01).named("back"))
    for s in (-1, 1):
        x = s * (w / 2 + arm_w / 2)
        parts.append(
            padding(arm_w, arm_h - foot, deep + 0.02, cloth, 0.2).move(x, (arm_h + foot) / 2, 0.01).named("arm")
        )
        if form == "rolled":
            roll = turned([(arm_w * 0.62, 0), (arm_w * 0.62, deep + 0.03)], cloth, 14).rotate("x", 90)
            parts.append(roll.move(x + s * 0.02, arm_h, -deep / 2).named("arm"))
        elif form == "wing":
            parts.append(
                padding(0.11, top - arm_h + 0.1, 0.3, cloth, 0.5)
                .move(x, (top + arm_h) / 2 - 0.03, -deep / 2 + 0.16)
                .named("back")
            )
    pillow = rng.random() < 0.25
    pillow_name = weighted(rng, {k: v for k, v in CLOTHS.items() if k != name})
    if pillow:
        one = padding(0.3, 0.3, 0.12, shade(rng, pillow_name, 0.05), 0.5).rotate("x", -20)
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


GENERATORS: dict[str, Generator] = {"armchair": armchair, "sofa": sofa}
