"""Solids that the grammar builds from. All are closed, outward, and smooth-shaded where they are round.

Units are free (objects are normalised later); +Y is up. Every function returns a `Mesh` of one colour.
"""

from __future__ import annotations

import numpy as np

from kiln.mesh import Color, Mesh

GREY: Color = (0.6, 0.6, 0.6)


def _mesh(positions, faces, color: Color, crease: float = 40.0) -> Mesh:
    positions = np.asarray(positions, np.float32)
    faces = np.asarray(faces, np.int32)
    a, b, c = (positions[faces[:, i]] for i in range(3))
    area = np.linalg.norm(np.cross(b - a, c - a), axis=1)
    faces = faces[area > 1e-12]
    colors = np.broadcast_to(np.asarray(color, np.float32), (len(faces), 3, 3)).copy()
    return Mesh(positions, faces, colors).smooth(crease)


def sweep(rings: list[np.ndarray], color: Color = GREY, caps: bool = True, crease: float = 40.0) -> Mesh:
    """Skin a stack of closed rings, each [K, 3] with the same K, from first to last.

    Seen from the last ring back towards the first, each ring must run counter-clockwise.
    """
    k = len(rings[0])
    positions = [np.asarray(r, np.float32) for r in rings]
    faces = []
    for i in range(len(rings) - 1):
        for j in range(k):
            a, b = i * k + j, i * k + (j + 1) % k
            faces += [[a, b, b + k], [a, b + k, a + k]]
    if caps:
        first, last = len(rings) * k, len(rings) * k + 1
        positions += [positions[0].mean(0, keepdims=True), positions[-1].mean(0, keepdims=True)]
        top = (len(rings) - 1) * k
        for j in range(k):
            faces += [[first, (j + 1) % k, j], [last, top + j, top + (j + 1) % k]]
    return _mesh(np.concatenate(positions), faces, color, crease)


def lathe(profile, color: Color = GREY, sides: int = 20, crease: float = 40.0) -> Mesh:
    """Turn a profile of (radius, height) pairs, from bottom to top, about the Y axis."""
    angle = np.linspace(0, 2 * np.pi, sides, endpoint=False)
    rings = [np.stack([r * np.sin(angle), np.full(sides, float(y)), r * np.cos(angle)], 1) for r, y in profile]
    return sweep(rings, color, crease=crease)


def cylinder(radius: float, height: float, color: Color = GREY, top: float | None = None, sides: int = 20) -> Mesh:
    """A cylinder, or a cone frustum with another `top` radius (0 for a cone), standing on y = 0."""
    return lathe([(radius, 0), (radius if top is None else top, height)], color, sides)


def ellipsoid(rx: float, ry: float, rz: float, color: Color = GREY, sides: int = 20, stacks: int = 12) -> Mesh:
    """An ellipsoid about the origin."""
    t = np.linspace(-np.pi / 2, np.pi / 2, stacks + 1)
    return lathe([(np.cos(a), np.sin(a)) for a in t], color, sides, 80).scale(rx, ry, rz)


def box(x: float, y: float, z: float, color: Color = GREY, bevel: float = 0.0) -> Mesh:
    """A box of full sizes x, y, z about the origin; edges cut at 45 degrees by `bevel`."""
    half = np.array([x, y, z]) / 2
    b = min(bevel, 0.49 * min(x, y, z))
    if b <= 0:
        rings = [_rectangle(half[0], half[2], yy) for yy in (-half[1], half[1])]
        return sweep(rings, color, crease=1)
    rings = [
        _octagon(half[0] - b, half[2] - b, b * 0, -half[1]),
        _octagon(half[0], half[2], b, -half[1] + b),
        _octagon(half[0], half[2], b, half[1] - b),
        _octagon(half[0] - b, half[2] - b, b * 0, half[1]),
    ]
    return sweep(rings, color, crease=50)


def _rectangle(x: float, z: float, y: float) -> np.ndarray:
    return np.array([[x, y, z], [x, y, -z], [-x, y, -z], [-x, y, z]], np.float32)


def _octagon(x: float, z: float, b: float, y: float) -> np.ndarray:
    corners = [(x - b, z), (x, z - b), (x, b - z), (x - b, -z), (b - x, -z), (-x, b - z), (-x, z - b), (b - x, z)]
    return np.array([[cx, y, cz] for cx, cz in corners], np.float32)


def tube(path, radius, color: Color = GREY, sides: int = 12, round_ends: bool = True) -> Mesh:
    """A round limb along `path` [N, 3]; `radius` is a number or one per point. Rounded ends by default."""
    path = np.asarray(path, np.float64)
    radius = np.broadcast_to(np.asarray(radius, np.float64), (len(path),)).copy()
    tangent = np.gradient(path, axis=0)
    tangent /= np.maximum(np.linalg.norm(tangent, axis=1, keepdims=True), 1e-9)
    if round_ends:
        cap = np.linspace(0, np.pi / 2, 5)[:-1]
        head = [(path[0] - tangent[0] * radius[0] * np.cos(a), radius[0] * np.sin(a)) for a in cap]
        tail = [(path[-1] + tangent[-1] * radius[-1] * np.cos(a), radius[-1] * np.sin(a)) for a in cap[::-1]]
        path = np.concatenate([[p for p, _ in head], path, [p for p, _ in tail]])
        tangent = np.concatenate([[tangent[0]] * 4, tangent, [tangent[-1]] * 4])
        radius = np.concatenate([[r for _, r in head], radius, [r for _, r in tail]])
    # Carry one frame along the path, so that the rings do not twist.
    side = np.cross([0.0, 0.0, 1.0] if abs(tangent[0][2]) < 0.9 else [1.0, 0.0, 0.0], tangent[0])
    angle = np.linspace(0, 2 * np.pi, sides, endpoint=False)
    rings = []
    for p, t, r in zip(path, tangent, radius, strict=True):
        side = side - t * (side @ t)
        side /= max(np.linalg.norm(side), 1e-9)
        other = np.cross(t, side)
        rings.append(p + r * (np.cos(angle)[:, None] * side + np.sin(angle)[:, None] * other))
    return sweep(rings, color, crease=80)


def loft(sections, color: Color = GREY, sides: int = 20, power: float = 2.0, crease: float = 60.0) -> Mesh:
    """A body along +Z through superellipse sections (z, y centre, half width, half height), z ascending.

    `power` 2 gives ellipses, 4 and more rounded rectangles: car bodies, animals, hulls, loaves.
    """
    angle = np.linspace(0, 2 * np.pi, sides, endpoint=False)
    c, s = np.cos(angle), np.sin(angle)
    u = np.sign(c) * np.abs(c) ** (2 / power)
    v = np.sign(s) * np.abs(s) ** (2 / power)
    rings = [np.stack([w * u, y + h * v, np.full(sides, float(z))], 1) for z, y, w, h in sections]
    return sweep(rings, color, crease=crease)


def prism(outline, depth: float, color: Color = GREY) -> Mesh:
    """Extrude an outline [(x, y), ...], counter-clockwise and star-shaped about its mean, along Z about z = 0."""
    outline = np.asarray(outline, np.float32)
    rings = [np.c_[outline, np.full(len(outline), z, np.float32)] for z in (-depth / 2, depth / 2)]
    return sweep(rings, color, crease=30)


def torus(radius: float, thickness: float, color: Color = GREY, sides: int = 20, ring: int = 10) -> Mesh:
    """A ring lying in the XZ plane: `radius` to the middle of the tube, `thickness` its radius."""
    a = np.linspace(0, 2 * np.pi, sides, endpoint=False)
    b = np.linspace(0, 2 * np.pi, ring, endpoint=False)
    out = radius + thickness * np.cos(b)
    positions = np.stack(
        [np.outer(np.sin(a), out), np.broadcast_to(thickness * np.sin(b), (sides, ring)), np.outer(np.cos(a), out)], -1
    )
    faces = []
    for i in range(sides):
        for j in range(ring):
            p, q = i * ring + j, ((i + 1) % sides) * ring + j
            p2, q2 = i * ring + (j + 1) % ring, ((i + 1) % sides) * ring + (j + 1) % ring
            faces += [[p, q, q2], [p, q2, p2]]
    return _mesh(positions.reshape(-1, 3), faces, color, 80)


def hill(radius: float, height: float, rng: np.random.Generator, color: Color = GREY, sides: int = 28) -> Mesh:
    """A rounded, slightly irregular mound on y = 0 with a flat top of about half its radius at y = `height`."""
    angle = np.linspace(0, 2 * np.pi, sides, endpoint=False)
    phase = rng.uniform(0, 2 * np.pi, 3)
    wobble = 1 + sum(0.05 / (i + 1) * np.sin((i + 2) * angle + phase[i]) for i in range(3))
    rings = []
    for r, y in [(1.0, 0.0), (0.97, 0.12), (0.88, 0.42), (0.74, 0.76), (0.62, 0.94), (0.5, 1.0)]:
        rr = radius * r * (1 + (wobble - 1) * (1 - y))
        rings.append(np.stack([rr * np.sin(angle), np.full(sides, y * height), rr * np.cos(angle)], 1))
    return sweep(rings, color, crease=60)
