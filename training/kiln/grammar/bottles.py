"""Bottles."""

from __future__ import annotations

import numpy as np

from kiln.grammar.base import Generator, Rng, Sample, article, pick, shade
from kiln.grammar.kit import chosen, tint, weighted
from kiln.grammar.solids import turned
from kiln.mesh import Color, merge


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
            options += [f"{a} bottle with {article(label_name)} label", f"a bottle with {article(label_name)} label"]
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
        merge(parts), "bottle", chosen(rng, ["bottle", "a bottle"], options), f"bottle {form} {name} {extra}".strip()
    )


GENERATORS: dict[str, Generator] = {"bottle": bottle}
