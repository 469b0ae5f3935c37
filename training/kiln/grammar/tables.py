"""Tables and desks."""

from __future__ import annotations

from kiln.grammar.base import Generator, Rng, Sample, article, pick, shade
from kiln.grammar.furniture_parts import WOODS, four_legs
from kiln.grammar.kit import chosen, tint, weighted
from kiln.grammar.solids import ball, block, box, turned
from kiln.mesh import merge


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
        x = z = {"dining": rng.uniform(0.45, 0.6), "coffee": rng.uniform(0.4, 0.55), "side": rng.uniform(0.22, 0.3)}[
            form
        ]
    else:
        x, z = {
            "dining": (rng.uniform(0.6, 0.95), rng.uniform(0.38, 0.5)),
            "coffee": (rng.uniform(0.5, 0.65), rng.uniform(0.28, 0.38)),
            "side": (rng.uniform(0.24, 0.3),) * 2,
            "desk": (rng.uniform(0.6, 0.75), rng.uniform(0.3, 0.38)),
        }[form]
    thick = rng.uniform(0.06, 0.085)
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
            [(x - 0.02, height - thick), (x, height - thick + 0.015), (x, height - 0.015), (x - 0.015, height)],
            wood,
            28,
            20,
        )
    else:
        top = box(2 * x, thick, 2 * z, wood, 0.014).move(0, height - thick / 2)
    parts.append(top.named("top"))
    under_y = height - thick
    leg_r = max(0.046 * max(x / 0.6, 1), 0.036)
    if legs == "pedestal":
        r = min(x, z)
        profile = [
            (0.55 * r, 0),
            (0.55 * r, 0.03),
            (0.2 * r, 0.1),
            (0.075, 0.2 * height),
            (0.1, 0.45 * height),
            (0.08, 0.7 * height),
            (0.3 * r, under_y),
        ]
        parts.append(turned(profile, under, 18, 35).named("leg"))
    elif legs == "trestle":
        for s in (-1, 1):
            parts.append(box(0.11, under_y, 0.14, under, 0.01).move(s * 0.65 * x, under_y / 2).named("leg"))
            parts.append(box(0.13, 0.09, 1.6 * z, under, 0.01).move(s * 0.65 * x, 0.035).named("leg"))
        parts.append(box(1.3 * x, 0.1, 0.08, under, 0.01).move(0, 0.4 * height).named("leg"))
    else:
        inset = 0.72 if round_top else 1.0
        reach_x, reach_z = (inset * x * 0.8, inset * z * 0.8) if round_top else (x - 0.02 - leg_r, z - 0.02 - leg_r)
        parts.append(four_legs(rng, legs, reach_x, reach_z, under_y, under, leg_r))
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
            parts.append(ball(0.034, 0.034, 0.034, (0.85, 0.72, 0.35), 8, 5).move(cx, y, z - 0.01).named("drawer"))
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


GENERATORS: dict[str, Generator] = {"table": table}
