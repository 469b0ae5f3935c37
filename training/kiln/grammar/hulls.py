"""Hulls and sails, which boats and ships share."""

from __future__ import annotations

import numpy as np

from kiln.grammar.vehicle_solids import skin, spline
from kiln.mesh import Color, Mesh

WOOD: Color = (0.60, 0.40, 0.22)
PALE_WOOD: Color = (0.80, 0.63, 0.42)
DARK_WOOD: Color = (0.34, 0.20, 0.11)


def hull(
    length: float,
    beam: float,
    depth: float,
    main: Color,
    bottom: Color,
    trim: Color,
    deck: Color,
    sheer: float = 0.15,
    stern: float = 0.7,
    vee: float = 0.5,
    rake: float = 0.25,
    rail: float = 0.06,
    stern_rise: float = 0.3,
    fullness: float = 0.45,
) -> Mesh:
    """A hull from z = -length / 2 to length / 2 with its deck about y = 0 and its keel at y = -depth.

    sheer: rise of the deck at the bow, and by `stern_rise` of that at the stern.
    stern: width of the transom against the beam. vee: 0 a flat floor, 1 a sharp one.
    rake: how far the stem leans forward, in depths. fullness: how far forward the full width reaches.
    """
    s = np.array([0, 0.03, 0.1, 0.22, 0.36, 0.5, 0.62, 0.73, 0.82, 0.89, 0.945, 0.98, 1.0])
    wide = (
        spline([(0, stern), (fullness * 0.7, 0.98), (fullness, 1.0), (0.85, 0.62), (0.95, 0.26), (1.0, 0.02)], s)
        * beam
        / 2
    )
    top = sheer * (np.clip((s - 0.4) / 0.6, 0, 1) ** 2 + stern_rise * np.clip((0.4 - s) / 0.4, 0, 1) ** 2)
    keel = -depth * spline([(0, 0.72), (0.25, 0.95), (0.5, 1.0), (0.8, 0.94), (0.94, 0.62), (1.0, 0.30)], s)
    z = (s - 0.5) * length
    lean = rake * depth * np.clip((s - 0.6) / 0.4, 0, 1)
    water = top * 0.15 - depth * 0.66
    water = np.maximum(water, keel * 0.9)
    points = [
        (0 * wide, keel, 0.2),
        (wide * (0.72 - 0.45 * vee), keel * (0.97 - 0.22 * vee), 0.3),
        (wide * (0.90 - 0.12 * vee), water, 0.55),
        (wide * 0.97, top * 0.94 - depth * 0.05, 0.95),
        (wide, top + rail * 0.4, 1.0),
        (wide * 0.99, top + rail, 1.0),
        (wide * 0.90, top + rail, 1.0),
        (wide * 0.88, top, 1.0),
    ]
    xs = np.stack([p[0] for p in points] + [-p[0] for p in points[:0:-1]], 1)
    ys = np.stack([p[1] for p in points] + [p[1] for p in points[:0:-1]], 1)
    zs = np.stack([z + lean * (p[2] - 1.0) for p in points] + [z + lean * (p[2] - 1.0) for p in points[:0:-1]], 1)
    right = [bottom, bottom, main, trim, trim, trim, deck]
    columns = np.array([*right, deck, *right[::-1]], float)
    colors = np.broadcast_to(columns[None], (len(s) - 1, len(columns), 3))
    return skin(np.stack([xs, ys, zs], -1), colors, 40, (main, main)).named("hull")


def sail(luff, leech, camber: float, thickness: float, colors) -> Mesh:
    """A sail in the plane x = 0: from a front edge to a back edge, each [N, 2] of (z, y), foot first.

    `camber` is the belly towards +x against the chord. `colors` holds one for each of the N - 1 strips.
    """
    luff, leech = np.asarray(luff, float), np.asarray(leech, float)
    s = np.array([0, 0.2, 0.5, 0.8, 1.0])
    belly = camber * 4 * s * (1 - s)
    flat = luff[:, None] + (leech - luff)[:, None] * s[None, :, None]
    chord = np.linalg.norm(leech - luff, axis=1)[:, None]
    x = belly * chord
    front = np.stack([x + thickness / 2, flat[..., 1], flat[..., 0]], -1)
    back = np.stack([x - thickness / 2, flat[..., 1], flat[..., 0]], -1)[:, ::-1]
    rings = np.concatenate([front, back], 1)
    tint = np.broadcast_to(np.asarray(colors, float)[:, None], (len(luff) - 1, 10, 3))
    return skin(rings, tint, 30).named("sail")


def triangle_sail(
    foot_front, foot_back, head, bulge: float, camber: float, colors: list[Color], thickness: float
) -> Mesh:
    """A three-cornered sail; its back edge is rounded outward by `bulge`."""
    n = max(len(colors), 6)
    k = np.linspace(0, 0.97, n + 1)[:, None]
    a, b, h = np.array(foot_front, float), np.array(foot_back, float), np.array(head, float)
    luff = a + (h - a) * k
    leech = b + (h - b) * k
    leech[:, 0] -= bulge * np.sin(np.pi * k[:, 0])
    strips = [colors[min(i * len(colors) // n, len(colors) - 1)] for i in range(n)]
    return sail(luff, leech, camber, thickness, strips)
