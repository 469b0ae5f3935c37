"""Skulls."""

from __future__ import annotations

import numpy as np

from kiln.grammar.animal_kit import ellipsoid
from kiln.grammar.base import Generator, Rng, Sample, article, shade
from kiln.grammar.kit import chosen, weighted
from kiln.grammar.skin import Skin, Surface
from kiln.grammar.solids import ball, blocks, pipe
from kiln.mesh import merge


def skull(rng: Rng) -> Sample:
    """A human skull facing +Z, with or without its lower jaw; some with crossed bones behind."""
    name = weighted(rng, {"white": 0.7, "beige": 0.2, "gray": 0.1})
    bone = np.asarray(shade(rng, {"white": (0.93, 0.91, 0.85), "beige": (0.84, 0.76, 0.58)}.get(name, name), 0.03))
    hollow = (0.07, 0.06, 0.06)
    jaw = bool(rng.random() < 0.75)
    body = Skin()
    wide, tall = rng.uniform(0.3, 0.35), rng.uniform(0.29, 0.34)
    body.ball([0, 0.52, -0.06], [wide, tall, 0.38], "head", 0.05)
    body.ball([0, 0.44, 0.12], [wide * 0.86, 0.2, 0.2], "head", 0.08)
    body.both("ball", [0.2, 0.3, 0.17], [0.1, 0.075, 0.1], "head", 0.06)
    body.ball([0, 0.24, 0.18], [0.17, 0.13, 0.14], "head", 0.06)
    if jaw:
        drop = rng.uniform(0.0, 0.05)
        body.limb(
            [[0.235, 0.28, 0.0], [0.2, 0.1 - drop, 0.1], [0.09, 0.03 - drop, 0.25]], [0.05, 0.055, 0.06], "jaw", 0.03
        )
        body.limb(
            [[-0.235, 0.28, 0.0], [-0.2, 0.1 - drop, 0.1], [-0.09, 0.03 - drop, 0.25]], [0.05, 0.055, 0.06], "jaw", 0.03
        )
        body.limb([[-0.09, 0.03 - drop, 0.25], [0.09, 0.03 - drop, 0.25]], 0.062, "jaw", 0.03)

    def paint(s: Surface) -> np.ndarray:
        tone = np.broadcast_to(bone, s.at.shape).copy()
        ahead = s.at[:, 2] > 0.05
        eye = np.hypot((np.abs(s.at[:, 0]) - 0.13) / 0.095, (s.at[:, 1] - 0.43) / 0.088) < 1
        nose = (np.abs(s.at[:, 0]) < 0.055 * np.clip((0.37 - s.at[:, 1]) / 0.09, 0, 1)) & (s.at[:, 1] > 0.27)
        tone[(eye | nose) & ahead] = hollow
        temple = np.hypot((s.at[:, 2] + 0.02) / 0.12, (s.at[:, 1] - 0.4) / 0.1) < 1
        tone[temple & (np.abs(s.at[:, 0]) > 0.22)] *= 0.8
        return tone

    parts = [body.mesh(paint, 2600)]
    teeth = [(x, 0.165, 0.29 - 0.9 * x * x) for x in np.linspace(-0.115, 0.115, 5)]
    parts.append(blocks(teeth, (0.044, 0.085, 0.05), tuple(np.clip(bone * 1.06, 0, 1))).named("teeth"))
    gaps = [(x, 0.165, 0.3 - 0.9 * x * x) for x in np.linspace(-0.0863, 0.0863, 4)]
    parts.append(blocks(gaps, (0.014, 0.085, 0.04), hollow).named("teeth"))
    sockets = ellipsoid(0.085, 0.08, 0.05, hollow, 14, 8)
    parts.append(
        sockets.move(0.13, 0.43, float(body.hit([0.13, 0.43, 0], [[0, 0, 1]], 0.8)[0][2]) - 0.035)
        .both_sides()
        .named("socket")
    )
    bones = bool(rng.random() < 0.3)
    if bones:
        for turn in (32, 148):
            shaft = [pipe([(-0.5, 0, 0), (0.5, 0, 0)], 0.055, tuple(bone * 0.96), 8)]
            shaft += [
                ball(0.085, 0.085, 0.07, tuple(bone * 0.96), 10, 6).move(sx * 0.52, sy * 0.06)
                for sx in (-1, 1)
                for sy in (-1, 1)
            ]
            parts.append(merge(shaft).rotate("z", turn).move(0, 0.12, -0.16).named("bone"))
    a = article(name)
    options = [
        "a human skull",
        f"{a} skull",
        "a skull with dark eye sockets",
        "a halloween skull",
        "a skeleton head",
        "a spooky skull",
    ]
    options += ["a skull and crossbones", "a pirate skull with crossed bones"] if bones else []
    options += ["a skull without a jaw"] if not jaw else ["a skull with teeth"]
    style = f"{name} {jaw} {bones} {wide > 0.325} {tall > 0.315}"
    return Sample(merge(parts), "skull", chosen(rng, ["skull", "a skull"], options), style)


GENERATORS: dict[str, Generator] = {"skull": skull}
