"""Castles on hills: the hill, its path, trees and rocks."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from kiln.grammar.base import Generator, Rng, Sample, article, pick, shade
from kiln.grammar.castles import build, combination, phrases
from kiln.grammar.kit import chosen, tint
from kiln.grammar.solids import ball, instances, skin, turned
from kiln.mesh import Color, Mesh, merge

# Hill: words, colours of foot, slope and top.
HILLS: dict[str, tuple[tuple[str, ...], tuple[Color, Color, Color], float]] = {
    "green": (("green", "grassy", "grassy green"), ((0.24, 0.44, 0.16), (0.32, 0.56, 0.20), (0.42, 0.64, 0.26)), 0.5),
    "rocky": (("rocky", "gray rocky"), ((0.36, 0.35, 0.35), (0.48, 0.47, 0.45), (0.56, 0.55, 0.52)), 0.18),
    "rocky green": (("rocky green", "rocky"), ((0.40, 0.38, 0.36), (0.46, 0.46, 0.38), (0.38, 0.60, 0.24)), 0.17),
    "brown": (("brown", "dry brown"), ((0.36, 0.25, 0.15), (0.46, 0.33, 0.20), (0.54, 0.42, 0.26)), 0.06),
    "sandy": (("sandy", "yellow sandy"), ((0.76, 0.62, 0.40), (0.84, 0.71, 0.47), (0.90, 0.79, 0.56)), 0.05),
    "snowy": (("snowy", "white snowy"), ((0.72, 0.76, 0.82), (0.88, 0.90, 0.93), (0.95, 0.96, 0.97)), 0.04),
}


@dataclass(frozen=True)
class Hill:
    """A hill as a function of direction: height over the plan, and its mesh."""

    radius: float
    top: float
    height: float
    phase: np.ndarray
    rough: float
    steep: float

    def outline(self, angle: np.ndarray) -> np.ndarray:
        """Radius factor in direction `angle` (0 is +Z)."""
        a, p = angle, self.phase
        return 1 + self.rough * (0.5 * np.sin(2 * a + p[0]) + 0.3 * np.sin(3 * a + p[1]) + 0.3 * np.sin(5 * a + p[2]))

    def profile(self, t: np.ndarray) -> np.ndarray:
        """Height in [0, 1] at t = 0 (top's edge) to 1 (foot)."""
        smooth = t * t * (3 - 2 * t)
        return 1 - (self.steep * smooth + (1 - self.steep) * t**0.8)

    def at(self, angle: np.ndarray, t: np.ndarray) -> np.ndarray:
        """Surface points [N, 3] for direction and slope position t in [0, 1]."""
        r = (self.top + (self.radius - self.top) * t) * (1 + (self.outline(angle) - 1) * t)
        return np.stack([r * np.sin(angle), self.height * self.profile(t), r * np.cos(angle)], 1)

    def over(self, points: np.ndarray) -> np.ndarray:
        """Height of the surface over the points [..., 3]."""
        r, angle = np.linalg.norm(points[..., [0, 2]], axis=-1), np.arctan2(points[..., 0], points[..., 2])
        t = np.linspace(0, 1, 33)
        grid = (self.top + (self.radius - self.top) * t) * (1 + (self.outline(angle)[..., None] - 1) * t)
        near = np.argmin(np.abs(grid - r[..., None]), axis=-1)
        return self.height * self.profile(t[near])


def _hill_mesh(hill: Hill, colors: tuple[Color, Color, Color], rocky: bool, rng: Rng) -> Mesh:
    sides, levels = (22, 7) if rocky else (36, 9)
    angle = np.linspace(0, 2 * np.pi, sides, endpoint=False)
    rings, tints = [], []
    c = np.asarray(colors)
    for t in np.linspace(1, 0, levels):
        ring = hill.at(angle, np.full(sides, t))
        if rocky and 0 < t < 1:
            ring += rng.uniform(-0.05, 0.05, (sides, 3)) * hill.radius * [1, 0.6, 1]
        rings.append(ring)
        h = hill.profile(t)
        tone = c[0] + (c[1] - c[0]) * h / 0.5 if h < 0.5 else c[1] + (c[2] - c[1]) * (h - 0.5) / 0.5
        tints.append(tone * rng.uniform(0.94, 1.06, (sides, 1)))
    rings.append(rings[-1] * [0.5, 1, 0.5])
    tints.append(np.broadcast_to(c[2], (sides, 3)))
    low = rings[0].copy()
    low[:, 1] = -0.06 * hill.height
    mesh = skin(np.stack([low, *rings]), np.stack([tints[0] * 0.85, *tints]), flat=rocky)
    return mesh.named("hill")


def _path(hill: Hill, rng: Rng, start_z: float, width: float, color: Color) -> tuple[Mesh, np.ndarray]:
    """A path from the gate winding down to the foot; its mesh and the angle at t = 0..1."""
    n = 26
    t = np.linspace(0, 1, n)
    swing = rng.uniform(0.3, 0.75) * rng.choice([-1, 1])
    turns = rng.choice([1.0, 1.5])
    angle = swing * np.sin(turns * np.pi * t) * (1 - 0.15 * t)
    centre = hill.at(angle, t)
    lead = np.array([[0, hill.height, start_z]]) if start_z < centre[0, 2] - 0.02 else np.empty((0, 3))
    centre = np.r_[lead, centre]
    along = np.gradient(centre, axis=0)
    side = np.stack([along[:, 2], np.zeros(len(along)), -along[:, 0]], 1)
    side /= np.maximum(np.linalg.norm(side, axis=1, keepdims=True), 1e-9)
    half = side * width / 2
    rings = np.stack([centre - half, centre + half, centre + half, centre - half], 1)
    # Keep the edges of the path on the slope where it leans sideways.
    edges = rings[:, :2]
    edges[..., 1] = np.maximum(edges[..., 1], hill.over(edges)) + 0.05
    rings[:, 2:, 1] = np.maximum(rings[:, 2:, 1] - 0.3, -0.06 * hill.height)
    mesh = skin(rings[:, ::-1], color, flat=True)
    return mesh.named("path"), angle


def _tree(rng: Rng, px: float, conifer: bool) -> Mesh:
    trunk = turned([(1.1 * px, -2 * px), (0.9 * px, 3 * px)], (0.34, 0.22, 0.12), 6)
    if conifer:
        green = shade(rng, (0.12, 0.36, 0.17), 0.08)
        crown = turned(
            [(2.4 * px, 1.6 * px), (1.2 * px, 4.4 * px), (1.7 * px, 4.4 * px), (0, 8.6 * px)],
            [green, tint(green, 0.8), tint(green, 1.12)],
            9,
        )
    else:
        green = shade(rng, (0.20, 0.46, 0.16), 0.08)
        crown = ball(2.5 * px, 2.4 * px, 2.5 * px, green, 10, 6).move(0, 4.6 * px)
    return merge([trunk, crown]).named("tree")


def castle_on_a_hill(rng: Rng) -> Sample:
    """A castle on the top of a hill, with a path down the front, and perhaps trees and rocks."""
    ratio = rng.uniform(1.25, 1.5)
    px = 0.065
    built = build(rng, px, 0.35, True)
    name = pick(rng, HILLS, [h[2] for h in HILLS.values()])
    words, colors, _ = HILLS[name]
    light = rng.uniform(0.92, 1.06)
    colors = tuple(tint(shade(rng, c, 0.03), light) for c in colors)
    top = built.reach * rng.uniform(0.9, 1.0)
    hill = Hill(
        radius=built.reach * ratio,
        top=top,
        height=built.reach * rng.uniform(0.5, 0.95),
        phase=rng.uniform(0, 2 * np.pi, 3),
        rough=rng.uniform(0.05, 0.14),
        steep=rng.uniform(0.2, 1.0),
    )
    rocky = name in ("rocky", "rocky green")
    parts = [_hill_mesh(hill, colors, rocky, rng)]
    parts.append(built.mesh.move(0, hill.height - 0.04, 0))
    path = rng.random() < 0.75
    angle_at = np.zeros(1)
    if path:
        sand = shade(rng, (0.80, 0.70, 0.50) if name not in ("sandy", "snowy") else (0.52, 0.40, 0.28), 0.05)
        mesh, angle_at = _path(hill, rng, built.gate_z + 0.1, max(0.3, 4.5 * px), sand)
        parts.append(mesh)
    trees = int(rng.choice([0, 3, 5], p=[0.5, 0.25, 0.25]))
    conifer = rng.random() < 0.6
    if trees and name != "sandy":
        tree = _tree(rng, px, conifer)
        t = rng.uniform(0.35, 0.85, 4 * trees)
        angle = rng.uniform(0, 2 * np.pi, 4 * trees)
        if path:
            apart = np.abs(
                (angle - np.interp(t, np.linspace(0, 1, len(angle_at)), angle_at) + np.pi) % (2 * np.pi) - np.pi
            )
            t, angle = t[apart > 0.4], angle[apart > 0.4]
        at = hill.at(angle[:trees], t[:trees])
        parts.append(instances(tree, at, 0.0, rng.uniform(1.1, 1.6, len(at))))
        trees = len(at)
    else:
        trees = 0
    if rocky or rng.random() < 0.15:
        n = int(rng.integers(3, 6))
        at = hill.at(rng.uniform(0.7, 5.6, n), rng.uniform(0.3, 0.95, n))
        stone = turned([(0.7, -0.6), (1.0, 0.0), (0.65, 0.55), (0, 0.75)], shade(rng, (0.47, 0.46, 0.45), 0.06), 6, 10)
        stone = replace(stone, normals=None)
        sizes = rng.uniform(2.0, 3.4, (n, 1)) * px * rng.uniform(0.7, 1.3, (n, 3))
        parts.append(instances(stone, at, rng.uniform(0, 360, n), sizes).named("rock"))
    w = phrases(built, rng)
    wall, ground = article(w["wall"]), pick(rng, words)
    on = f"on {article(ground)} hill"
    options = [
        f"{wall} castle on a hill",
        f"{w['wall']} castle on a hill",
        f"a castle {on}",
        f"{wall} castle {on}",
        f"{wall} castle with {w['count']} {on}",
        f"a castle with {w['count']} on a hill",
        f"{wall} castle with {w['towers']} on top of {article(ground)} hill",
        "a castle on top of a hill",
        f"a medieval castle {on}",
        f"a fortress {on}",
        f"castle {on}",
    ]
    if w["roof"]:
        options += [
            f"{wall} castle {on} with {w['roof']}",
            f"a castle with {w['roof']} on a hill",
            f"{wall} castle with {w['roof']} {on}",
            f"a fairytale castle with {w['form']} on a hill",
            f"a castle with {w['count']} and {w['roof']} {on}",
        ]
    else:
        options += [f"{wall} castle with battlements {on}", f"a fortress with {w['count']} on a hill"]
    if path:
        options += [f"a castle {on} with a winding path", f"{wall} castle on a hill with a path to the gate"]
    if trees:
        options += [
            f"{wall} castle on a hill with trees",
            f"a castle {on} surrounded by {'pine ' if conifer else ''}trees",
        ]
    if w["flag"]:
        options += [f"{wall} castle with {w['flag']} on a hill"]
    kind = "castle on a hill"
    captions = chosen(rng, [kind, "a castle on a hill"], options)
    return Sample(merge(parts), kind, captions, f"{combination(built, kind)} {name}")


GENERATORS: dict[str, Generator] = {"castle on a hill": castle_on_a_hill}
