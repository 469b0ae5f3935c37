"""Solids that vehicles are built from: skinned ring grids with a colour for each quad.

Normals come from the grid's own connectivity, batched by valence: several times as fast as `Mesh.smooth`.
Lengths in metres, z along the vehicle, y up.
"""

from __future__ import annotations

import numpy as np

from kiln.mesh import Color, Mesh


def _smooth(positions: np.ndarray, faces: np.ndarray, crease: float) -> np.ndarray:
    """[F, 3, 3] corner normals like those of `Mesh.smooth`, for vertices already shared."""
    a, b, c = (positions[faces[:, i]] for i in range(3))
    area = np.cross(b - a, c - a)
    flat = area / np.maximum(np.linalg.norm(area, axis=1, keepdims=True), 1e-12)
    corner = faces.reshape(-1)
    order = np.argsort(corner, kind="stable")
    count = np.bincount(corner, minlength=len(positions))
    start = np.cumsum(count) - count
    normals = np.empty((len(corner), 3))
    cos = np.cos(np.radians(crease))
    for valence in np.unique(count[count > 0]):
        at = order[start[count == valence][:, None] + np.arange(valence)]
        unit = flat[at // 3]
        near = (unit @ unit.transpose(0, 2, 1)) >= cos
        normals[at] = near.astype(float) @ area[at // 3]
    length = np.linalg.norm(normals, axis=1, keepdims=True)
    normals = np.where(length > 1e-12, normals / np.maximum(length, 1e-12), np.repeat(flat, 3, axis=0))
    return normals.reshape(-1, 3, 3).astype(np.float32)


def skin(rings: np.ndarray, color: Color | np.ndarray, crease: float = 50.0, ends: tuple | None = None) -> Mesh:
    """A closed solid through a stack of closed rings [R, K, 3]; either winding, the faces come out outward.

    `color` is one colour, or one for each quad [R - 1, K, 3], where quad (i, j) lies between rings i and
    i + 1 and points j and j + 1. `ends` are the colours of the two caps.
    """
    rings = np.asarray(rings, np.float64)
    r, k, _ = rings.shape
    positions = np.concatenate([rings.reshape(-1, 3), rings[0].mean(0)[None], rings[-1].mean(0)[None]])
    j = np.arange(k)
    a = (np.arange(r - 1)[:, None] * k + j).reshape(-1)
    b = (np.arange(r - 1)[:, None] * k + (j + 1) % k).reshape(-1)
    walls = np.stack([a, b, b + k, a, b + k, a + k], 1).reshape(-1, 3)
    top = (r - 1) * k
    first = np.stack([np.full(k, r * k), (j + 1) % k, j], 1)
    last = np.stack([np.full(k, r * k + 1), top + j, top + (j + 1) % k], 1)
    faces = np.concatenate([walls, first, last])

    quads = np.broadcast_to(np.asarray(color, np.float64), (r - 1, k, 3))
    if ends is None:
        ends = (quads[0].mean(0), quads[-1].mean(0))
    caps = [np.broadcast_to(np.asarray(e, np.float64), (k, 3)) for e in ends]
    tint = np.concatenate([np.repeat(quads.reshape(-1, 3), 2, axis=0), *caps])

    p, q, s = (positions[faces[:, i]] for i in range(3))
    cross = np.cross(q - p, s - p)
    if np.einsum("ij,ij->", p - positions[0], cross) < 0:
        faces = faces[:, [0, 2, 1]]
    whole = np.linalg.norm(cross, axis=1) > 1e-10
    faces, tint = faces[whole], tint[whole]
    colors = np.repeat(tint[:, None], 3, axis=1).astype(np.float32)
    return Mesh(positions.astype(np.float32), faces.astype(np.int32), colors, _smooth(positions, faces, crease))


def spline(points, at) -> np.ndarray:
    """Monotone cubic (Fritsch and Carlson, 1980) through (x, y) points of any order, evaluated at `at`."""
    points = np.asarray(sorted(points), float)
    x, y = points[:, 0], points[:, 1]
    at = np.clip(np.asarray(at, float), x[0], x[-1])
    if len(x) == 2:
        return np.interp(at, x, y)
    h, d = np.diff(x), np.diff(y) / np.diff(x)
    m = np.empty_like(y)
    m[0], m[-1] = d[0], d[-1]
    turn = d[:-1] * d[1:] <= 0
    w1, w2 = 2 * h[1:] + h[:-1], h[1:] + 2 * h[:-1]
    safe = np.where(turn, 1.0, d[:-1]), np.where(turn, 1.0, d[1:])
    m[1:-1] = np.where(turn, 0.0, (w1 + w2) / (w1 / safe[0] + w2 / safe[1]))
    i = np.clip(np.searchsorted(x, at, side="right") - 1, 0, len(h) - 1)
    t = (at - x[i]) / h[i]
    return (
        (1 + 2 * t) * (1 - t) ** 2 * y[i]
        + t * (1 - t) ** 2 * h[i] * m[i]
        + t * t * (3 - 2 * t) * y[i + 1]
        + t * t * (t - 1) * h[i] * m[i + 1]
    )


def loft(sections, color: Color | np.ndarray, sides: int = 20, power: float = 2.5, crease: float = 50.0, **kw) -> Mesh:
    """A body along z through superellipses (z, y centre, half width, half height[, x centre])."""
    t = np.linspace(0, 2 * np.pi, sides, endpoint=False) + np.pi / sides
    u = np.sign(np.cos(t)) * np.abs(np.cos(t)) ** (2 / power)
    v = np.sign(np.sin(t)) * np.abs(np.sin(t)) ** (2 / power)
    s = np.array([tuple(s) + (0.0,) * (5 - len(s)) for s in sections], float)
    rings = np.stack(
        [s[:, 4:5] + s[:, 2:3] * u, s[:, 1:2] + s[:, 3:4] * v, np.broadcast_to(s[:, :1], (len(s), sides))], -1
    )
    return skin(rings, color, crease, **kw)


def turned(profile, color: Color | np.ndarray, sides: int = 20, crease: float = 45.0, **kw) -> Mesh:
    """Turn (radius, height) pairs about the Y axis; `color` may hold one colour for each step, [N - 1, 3]."""
    t = np.linspace(0, 2 * np.pi, sides, endpoint=False)
    p = np.asarray(profile, float)
    rings = np.stack([p[:, :1] * np.sin(t), np.broadcast_to(p[:, 1:], (len(p), sides)), p[:, :1] * np.cos(t)], -1)
    tint = np.asarray(color, float)
    if tint.ndim == 2:
        tint = np.broadcast_to(tint[:, None], (len(p) - 1, sides, 3))
    return skin(rings, tint, crease, **kw)


def block(x: float, y: float, z: float, color: Color, bevel: float = 0.0) -> Mesh:
    """A box of full sizes about the origin, its edges cut by `bevel`."""
    b = min(bevel, 0.45 * min(x, y, z))
    hx, hy, hz = x / 2, y / 2, z / 2
    if b <= 0:
        ring = np.array([[hx, 0, hz], [hx, 0, -hz], [-hx, 0, -hz], [-hx, 0, hz]])
        return skin(np.stack([ring - [0, hy, 0], ring + [0, hy, 0]]), color, 1)

    def octagon(ix: float, iz: float, c: float, h: float) -> list:
        return [
            (ix - c, h, iz),
            (ix, h, iz - c),
            (ix, h, c - iz),
            (ix - c, h, -iz),
            (c - ix, h, -iz),
            (-ix, h, c - iz),
            (-ix, h, iz - c),
            (c - ix, h, iz),
        ]

    rings = [
        octagon(hx - b, hz - b, b / 2, -hy),
        octagon(hx, hz, b, b - hy),
        octagon(hx, hz, b, hy - b),
        octagon(hx - b, hz - b, b / 2, hy),
    ]
    return skin(np.array(rings), color, 50)


def blob(rx: float, ry: float, rz: float, color: Color, sides: int = 12, stacks: int = 7) -> Mesh:
    """An ellipsoid about the origin."""
    t = np.linspace(-np.pi / 2, np.pi / 2, stacks + 1)
    return turned(np.stack([np.cos(t), np.sin(t)], 1), color, sides, 80).scale(rx, ry, rz)


def rod(a, b, radius: float, color: Color, end: float | None = None, sides: int = 8) -> Mesh:
    """A straight round bar from a to b, tapering to the radius `end`."""
    return pipe([a, b], [radius, radius if end is None else end], color, sides)


def pipe(path, radius, color: Color, sides: int = 8) -> Mesh:
    """A round bar along a path [N, 3] with flat ends."""
    path = np.asarray(path, float)
    radius = np.broadcast_to(np.asarray(radius, float), (len(path),))
    tangent = np.gradient(path, axis=0)
    tangent /= np.maximum(np.linalg.norm(tangent, axis=1, keepdims=True), 1e-9)
    side = np.cross([0.0, 0.0, 1.0] if abs(tangent[0][2]) < 0.9 else [1.0, 0.0, 0.0], tangent[0])
    t = np.linspace(0, 2 * np.pi, sides, endpoint=False)[:, None]
    rings = []
    for p, d, r in zip(path, tangent, radius, strict=True):
        side = side - d * (side @ d)
        side /= max(np.linalg.norm(side), 1e-9)
        rings.append(p + r * (np.cos(t) * side + np.sin(t) * np.cross(d, side)))
    return skin(np.array(rings), color, 60)


def plate(outline, thickness: float, color: Color, axis: str = "x") -> Mesh:
    """A flat plate: an outline star-shaped about its mean, extruded along `axis` about 0.

    Outline coordinates are (z, y) for axis x, (x, z) for axis y and (x, y) for axis z.
    """
    o = np.asarray(outline, float)
    h = np.full(len(o), thickness / 2)
    order = {"x": lambda d: (d, o[:, 1], o[:, 0]), "y": lambda d: (o[:, 0], d, o[:, 1]), "z": lambda d: (*o.T, d)}
    return skin(np.stack([np.stack(order[axis](d), -1) for d in (-h, h)]), color, 30)


def disc(radius: float, thickness: float, color: Color, axis: str = "x", sides: int = 16) -> Mesh:
    """A flat round plate about the origin, facing along `axis`."""
    t = np.linspace(0, 2 * np.pi, sides, endpoint=False)
    return plate(np.stack([radius * np.cos(t), radius * np.sin(t)], 1), thickness, color, axis)


def wing(sections, color: Color | np.ndarray, **kw) -> Mesh:
    """An aerofoil through stations (x, y, z of the leading edge, chord, thickness)."""
    s = np.asarray(sections, float)
    along = np.array([0.0, 0.08, 0.35, 0.7, 1.0, 0.7, 0.35, 0.08])
    thick = np.array([0.0, 0.34, 0.5, 0.38, 0.0, -0.38, -0.5, -0.34]) + np.array([0, 0, 0, 0, 0.12, 0, 0, 0])
    x = np.broadcast_to(s[:, :1], (len(s), 8))
    rings = np.stack([x, s[:, 1:2] + s[:, 4:5] * thick, s[:, 2:3] - s[:, 3:4] * along], -1)
    return skin(rings, color, 50, **kw)


def slab(outline, width: float, color: Color, bevel: float = 0.06) -> Mesh:
    """A side view of (z, y) points, star-shaped about its mean, extruded to `width` with cut edges."""
    o = np.asarray(outline, float)
    centre = (o.min(0) + o.max(0)) / 2
    half = (o.max(0) - o.min(0)) / 2
    inset = centre + (o - centre) * (1 - bevel / np.maximum(half, 1e-6))
    h = width / 2
    rings = [
        np.stack([np.full(len(o), x), q[:, 1], q[:, 0]], -1)
        for x, q in ((-h, inset), (bevel - h, o), (h - bevel, o), (h, inset))
    ]
    return skin(np.array(rings), color, 35)


def pane(a, b, width: float, color: Color, thickness: float = 0.06, top_width: float | None = None) -> Mesh:
    """A flat panel across the vehicle between two points (z, y) of its side view, `thickness` through."""
    a, b = np.asarray(a, float), np.asarray(b, float)
    along = (b - a) / max(np.linalg.norm(b - a), 1e-9)
    normal = np.array([-along[1], along[0]]) * thickness / 2
    rings = []
    for p, w in ((a, width), (b, width if top_width is None else top_width)):
        (z0, y0), (z1, y1) = p - normal, p + normal
        h = w / 2
        rings.append([(h, y0, z0), (h, y1, z1), (-h, y1, z1), (-h, y0, z0)])
    return skin(np.array(rings), color, 10)


def copies(mesh: Mesh, offsets) -> Mesh:
    """The mesh at each of the offsets [N, 3], as one mesh."""
    at = np.asarray(offsets, np.float32).reshape(-1, 3)
    n, v = len(at), len(mesh.positions)
    return Mesh(
        (mesh.positions[None] + at[:, None]).reshape(-1, 3),
        (mesh.faces[None] + (np.arange(n, dtype=np.int32) * v)[:, None, None]).reshape(-1, 3),
        np.tile(mesh.colors, (n, 1, 1)),
        np.tile(mesh.corner_normals(), (n, 1, 1)),
        part=np.tile(mesh.part, n),
        part_names=mesh.part_names,
    )


def row(mesh: Mesh, axis: str, places) -> Mesh:
    """Copies of the mesh at the `places` along one axis."""
    at = np.zeros((len(places), 3))
    at[:, "xyz".index(axis)] = places
    return copies(mesh, at)
