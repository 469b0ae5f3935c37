"""Vectorised solids with analytic normals, for objects of hundreds of pieces.

They complement `shapes`, whose general smoothing is too slow for a castle of a hundred merlons. All are
closed and outward; units are free, +Y is up.
"""

from __future__ import annotations

import numpy as np

from kiln.mesh import Color, Mesh


def _unit(v: np.ndarray) -> np.ndarray:
    return v / np.maximum(np.linalg.norm(v, axis=-1, keepdims=True), 1e-12)


def _cross(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """The cross product; np.cross takes several times as long on small arrays."""
    return a[..., [1, 2, 0]] * b[..., [2, 0, 1]] - a[..., [2, 0, 1]] * b[..., [1, 2, 0]]


def _solid(positions: np.ndarray, faces: np.ndarray, colors: np.ndarray, normals: np.ndarray | None) -> Mesh:
    """A mesh without the faces that have two equal corners or no area."""
    a, b, c = (positions[faces[:, i]] for i in range(3))
    keep = np.linalg.norm(_cross(b - a, c - a), axis=1) > 1e-10
    return Mesh(
        positions.astype(np.float32),
        faces[keep].astype(np.int32),
        np.ascontiguousarray(colors[keep], np.float32),
        None if normals is None else normals[keep].astype(np.float32),
    )


_CUBE = np.array([[x, y, z] for x in (-0.5, 0.5) for y in (-0.5, 0.5) for z in (-0.5, 0.5)])
_CUBE_FACES = np.array(
    [
        [0, 1, 3], [0, 3, 2], [4, 6, 7], [4, 7, 5], [0, 4, 5], [0, 5, 1],
        [2, 3, 7], [2, 7, 6], [0, 2, 6], [0, 6, 4], [1, 5, 7], [1, 7, 3],
    ]
)  # fmt: skip


def blocks(centers, sizes, color: Color) -> Mesh:
    """Many axis-aligned boxes: centres [N, 3] and full sizes [N, 3] (or [3])."""
    centers = np.asarray(centers, np.float64).reshape(-1, 3)
    sizes = np.broadcast_to(np.asarray(sizes, np.float64), centers.shape)
    positions = (centers[:, None] + sizes[:, None] * _CUBE).reshape(-1, 3)
    faces = (_CUBE_FACES + 8 * np.arange(len(centers))[:, None, None]).reshape(-1, 3)
    colors = np.broadcast_to(np.asarray(color, np.float32), (len(faces), 3, 3))
    return _solid(positions, faces, colors, None)


def block(x0: float, x1: float, y0: float, y1: float, z0: float, z1: float, color: Color) -> Mesh:
    """One axis-aligned box between two corners."""
    return blocks([((x0 + x1) / 2, (y0 + y1) / 2, (z0 + z1) / 2)], (x1 - x0, y1 - y0, z1 - z0), color)


def box(x: float, y: float, z: float, color: Color, bevel: float = 0.0) -> Mesh:
    """A box of full sizes x, y, z about the origin; edges cut at 45 degrees by `bevel`."""
    b = min(bevel, 0.49 * min(x, y, z))
    if b <= 0:
        return blocks([(0, 0, 0)], (x, y, z), color)
    rings = []
    for cut, height in ((2 * b, -y / 2), (b, b - y / 2), (b, y / 2 - b), (2 * b, y / 2)):
        u, v, w = x / 2 - cut + b, z / 2 - cut + b, b
        corners = [(u - w, v), (u, v - w), (u, w - v), (u - w, -v), (w - u, -v), (-u, w - v), (-u, v - w), (w - u, v)]
        rings.append([(a, height, c) for a, c in corners])
    return skin(rings, color, flat=True)


def turned(profile, color, sides: int = 16, crease: float = 40.0, flat: bool = False) -> Mesh:
    """Turn a profile of (radius, height) pairs, from bottom to top, about the Y axis.

    color: one colour, or one for each of the len(profile) - 1 bands; the caps take that of their neighbour.
    A profile that ends where it starts makes a ring, without caps.
    flat: shade each side as a facet, take `radius` to the middle of a side and turn a side to +Z: with
    4 sides a square pillar of half width `radius`.
    """
    points = np.asarray(profile, np.float64)
    bands = np.asarray(color, np.float64)
    bands = np.broadcast_to(bands, (len(points) - 1, 3)) if bands.ndim == 1 else bands
    ring = np.allclose(points[0], points[-1])
    if points[0, 0] > 0 and not ring:
        points, bands = np.r_[[[0, points[0, 1]]], points], np.r_[bands[:1], bands]
    if points[-1, 0] > 0 and not ring:
        points, bands = np.r_[points, [[0, points[-1, 1]]]], np.r_[bands, bands[-1:]]
    step = np.diff(points, axis=0)
    keep = np.linalg.norm(step, axis=1) > 1e-9
    points, bands, step = points[np.r_[True, keep]], bands[keep], step[keep]
    if flat:
        points = points / [np.cos(np.pi / sides), 1]
    normal = _unit(np.c_[step[:, 1], -step[:, 0]])
    low, high = normal.copy(), normal.copy()
    joined = np.sum(normal[1:] * normal[:-1], 1) >= np.cos(np.radians(crease))
    mean = _unit(normal[1:] + normal[:-1])
    low[1:][joined], high[:-1][joined] = mean[joined], mean[joined]

    angle = (np.arange(sides) + (0.5 if flat else 0.0)) * 2 * np.pi / sides
    s, c = np.sin(angle), np.cos(angle)
    positions = np.stack(
        [np.outer(points[:, 0], s), np.repeat(points[:, 1:], sides, 1), np.outer(points[:, 0], c)], -1
    ).reshape(-1, 3)
    i, j = (v.reshape(-1) for v in np.meshgrid(np.arange(len(step)), np.arange(sides), indexing="ij"))
    k = (j + 1) % sides
    faces = np.stack([i * sides + j, i * sides + k, (i + 1) * sides + k, (i + 1) * sides + j], 1)
    at = [angle[j], angle[k], angle[k], angle[j]]
    if flat:
        at = [angle[j] + np.pi / sides] * 4
    ends = [low[i], low[i], high[i], high[i]]
    normals = np.stack(
        [np.stack([n[:, 0] * np.sin(a), n[:, 1], n[:, 0] * np.cos(a)], 1) for n, a in zip(ends, at, strict=True)], 1
    )
    corners = [[0, 1, 2], [0, 2, 3]]
    colors = np.broadcast_to(bands[i][:, None, None], (len(i), 2, 3, 3)).reshape(-1, 3, 3)
    return _solid(positions, faces[:, corners].reshape(-1, 3), colors, normals[:, corners].reshape(-1, 3, 3))


def ball(rx: float, ry: float, rz: float, color: Color, sides: int = 14, stacks: int = 8) -> Mesh:
    """An ellipsoid about the origin."""
    t = np.linspace(-np.pi / 2, np.pi / 2, stacks + 1)
    r = np.cos(t)
    r[[0, -1]] = 0
    return turned(np.c_[r, np.sin(t)], color, sides, 80).scale(rx, ry, rz)


def skin(rings, color, flat: bool = False, caps: bool = True) -> Mesh:
    """Skin closed rings [R, K, 3] from first to last, smooth (or faceted) all over, with flat caps.

    Seen from the last ring back towards the first, each ring must run counter-clockwise. A ring shrunk to a
    point needs no cap. color: one colour, or one for each vertex [R, K, 3].
    """
    rings = np.asarray(rings, np.float64)
    r, k = rings.shape[:2]
    positions = rings.reshape(-1, 3)
    tint = np.broadcast_to(np.asarray(color, np.float64), (r, k, 3)).reshape(-1, 3)
    i, j = (v.reshape(-1) for v in np.meshgrid(np.arange(r - 1), np.arange(k), indexing="ij"))
    n = (j + 1) % k
    quads = np.stack([i * k + j, i * k + n, (i + 1) * k + n, (i + 1) * k + j], 1)
    faces = quads[:, [[0, 1, 2], [0, 2, 3]]].reshape(-1, 3)
    normals = None
    if not flat:
        p = positions[quads]
        across = _cross(p[:, 2] - p[:, 0], p[:, 3] - p[:, 1]).reshape(r - 1, k, 3)
        at = np.zeros((r, k, 3))
        for shift in (0, 1):
            rolled = np.roll(across, shift, axis=1)
            at[:-1] += rolled
            at[1:] += rolled
        for end in (0, -1):  # a ring that is one point has one normal
            if np.ptp(rings[end], axis=0).max() < 1e-9:
                at[end] = at[end].sum(0)
        normals = _unit(at).reshape(-1, 3)[faces]
    body = _solid(positions, faces, tint[faces], normals)
    if not caps:
        return body
    ends = [_fan(rings[0][::-1], tint[:k][::-1]), _fan(rings[-1], tint[-k:])]
    return _join([body, *[e for e in ends if len(e.faces)]])


def _fan(ring: np.ndarray, tint: np.ndarray) -> Mesh:
    k = len(ring)
    positions = np.r_[ring, ring.mean(0, keepdims=True)]
    tint = np.r_[tint, tint.mean(0, keepdims=True)]
    faces = np.stack([np.full(k, k), np.arange(k), (np.arange(k) + 1) % k], 1)
    return _solid(positions, faces, tint[faces], None)


def _join(meshes: list[Mesh]) -> Mesh:
    """`merge` for meshes without textures and parts."""
    starts = np.cumsum([0] + [len(m.positions) for m in meshes])
    return Mesh(
        np.concatenate([m.positions for m in meshes]),
        np.concatenate([m.faces + s for m, s in zip(meshes, starts[:-1], strict=True)]).astype(np.int32),
        np.concatenate([m.colors for m in meshes]),
        np.concatenate([m.corner_normals() for m in meshes]),
    )


def pipe(path, radius, color: Color, sides: int = 10, squash: float = 1.0) -> Mesh:
    """A round limb along `path` [N, 3] with flat ends; `radius` is a number or one per point.

    squash: thickness of the cross-section along the binormal relative to the other way.
    """
    path = np.asarray(path, np.float64)
    radius = np.broadcast_to(np.asarray(radius, np.float64), (len(path),))
    tangent = _unit(np.gradient(path, axis=0))
    side = np.cross([0.0, 0.0, 1.0] if abs(tangent[0, 2]) < 0.9 else [1.0, 0.0, 0.0], tangent[0])
    sides_at = np.empty_like(path)
    for i, t in enumerate(tangent):  # carry one frame along, so that the rings do not twist
        side = side - t * (side @ t)
        side = side / max(float(np.linalg.norm(side)), 1e-9)
        sides_at[i] = side
    other = np.cross(tangent, sides_at) * squash
    angle = np.linspace(0, 2 * np.pi, sides, endpoint=False)[None, :, None]
    rings = path[:, None] + radius[:, None, None] * (np.cos(angle) * sides_at[:, None] + np.sin(angle) * other[:, None])
    return skin(rings, color)


def slab(outline, depth: float, color: Color) -> Mesh:
    """Extrude an outline [(x, y), ...], counter-clockwise and star-shaped about its mean, along Z."""
    outline = np.asarray(outline, np.float64)
    rings = np.stack([np.c_[outline, np.full(len(outline), z)] for z in (-depth / 2, depth / 2)])
    return skin(rings, color, flat=True)


def hull(vertices, polygons, color: Color) -> Mesh:
    """A flat-shaded polyhedron of convex polygons (vertex indices, counter-clockwise from outside)."""
    faces = [[p[0], p[i], p[i + 1]] for p in polygons for i in range(1, len(p) - 1)]
    faces = np.asarray(faces)
    colors = np.broadcast_to(np.asarray(color, np.float64), (len(faces), 3, 3))
    return _solid(np.asarray(vertices, np.float64), faces, colors, None)


def instances(mesh: Mesh, offsets, yaws=0.0, scales=1.0) -> Mesh:
    """Copies of an untextured mesh: scaled (number, [N] or [N, 3]), turned about Y (degrees), moved."""
    offsets = np.asarray(offsets, np.float64).reshape(-1, 3)
    n = len(offsets)
    yaws = np.radians(np.broadcast_to(np.asarray(yaws, np.float64), (n,)))
    scales = np.asarray(scales, np.float64)
    scales = np.broadcast_to(scales[:, None] if scales.ndim == 1 and len(scales) == n else scales, (n, 3))
    c, s = np.cos(yaws), np.sin(yaws)
    turn = np.zeros((n, 3, 3))
    turn[:, 0, 0], turn[:, 0, 2], turn[:, 1, 1], turn[:, 2, 0], turn[:, 2, 2] = c, s, 1, -s, c
    positions = np.einsum("nij,nvj->nvi", turn, mesh.positions[None] * scales[:, None]) + offsets[:, None]
    normals = _unit(np.einsum("nij,nfkj->nfki", turn, mesh.corner_normals()[None] / scales[:, None, None]))
    count = len(mesh.faces)
    return Mesh(
        positions.reshape(-1, 3).astype(np.float32),
        (mesh.faces + len(mesh.positions) * np.arange(n)[:, None, None]).reshape(-1, 3).astype(np.int32),
        np.broadcast_to(mesh.colors, (n, count, 3, 3)).reshape(-1, 3, 3).copy(),
        normals.reshape(-1, 3, 3).astype(np.float32),
        part_names=mesh.part_names,
    )


def arch(width: float, height: float, pointed: bool = False, steps: int = 5) -> np.ndarray:
    """Outline [(x, y), ...] of a door or window with an arched top, standing on y = 0, counter-clockwise."""
    half = width / 2
    t = np.linspace(0, np.pi, 2 * steps + 1)
    rise = 1.5 if pointed else 1.0
    x = half * np.cos(t)
    y = half * rise * (np.sin(t) if not pointed else 1 - np.abs(np.cos(t)) ** 1.3)
    spring = max(height - half * rise, 0.1 * height)
    return np.r_[[[-half, 0], [half, 0]], np.c_[x, y * (height - spring) / (half * rise) + spring]]
