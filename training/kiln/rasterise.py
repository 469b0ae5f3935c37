"""Mesh to viewset: z-buffer along the three axes, first and last hit, soft baked light.

The layout of a viewset is in docs/conventions.md. Everything is rendered at twice the resolution and averaged,
so that thin parts survive and colours are antialiased.
"""

from __future__ import annotations

from functools import reduce

import numpy as np
from numba import njit

from kiln.mesh import Mesh

# (u, v, depth) coordinate of each axis' view.
AXES = ((2, 1, 0), (0, 2, 1), (0, 1, 2))
SUPERSAMPLE = 2


@njit(cache=True, fastmath=True)
def _zbuffer(positions, faces, size, axis_u, axis_v, axis_d, near, far, near_face, far_face, near_bary, far_bary):
    """First and last hit of every pixel's ray along one axis. Buffers are [size, size] (bary: [size, size, 2])."""
    for f in range(faces.shape[0]):
        a, b, c = faces[f, 0], faces[f, 1], faces[f, 2]
        ax, ay = (positions[a, axis_u] + 0.5) * size - 0.5, (positions[a, axis_v] + 0.5) * size - 0.5
        bx, by = (positions[b, axis_u] + 0.5) * size - 0.5, (positions[b, axis_v] + 0.5) * size - 0.5
        cx, cy = (positions[c, axis_u] + 0.5) * size - 0.5, (positions[c, axis_v] + 0.5) * size - 0.5
        area = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay)
        if abs(area) < 1e-9:
            continue
        x0 = max(int(np.ceil(min(ax, bx, cx))), 0)
        x1 = min(int(np.floor(max(ax, bx, cx))), size - 1)
        y0 = max(int(np.ceil(min(ay, by, cy))), 0)
        y1 = min(int(np.floor(max(ay, by, cy))), size - 1)
        az, bz, cz = positions[a, axis_d], positions[b, axis_d], positions[c, axis_d]
        for y in range(y0, y1 + 1):
            for x in range(x0, x1 + 1):
                w1 = ((x - ax) * (cy - ay) - (cx - ax) * (y - ay)) / area
                w2 = ((bx - ax) * (y - ay) - (x - ax) * (by - ay)) / area
                w0 = 1.0 - w1 - w2
                if w0 < -1e-6 or w1 < -1e-6 or w2 < -1e-6:
                    continue
                z = w0 * az + w1 * bz + w2 * cz
                if near_face[y, x] < 0 or z > near[y, x]:
                    near[y, x], near_face[y, x] = z, f
                    near_bary[y, x, 0], near_bary[y, x, 1] = w1, w2
                if far_face[y, x] < 0 or z < far[y, x]:
                    far[y, x], far_face[y, x] = z, f
                    far_bary[y, x, 0], far_bary[y, x, 1] = w1, w2


@njit(cache=True, fastmath=True)
def _sky(points, height, directions, reach):
    """Share of the sky that each point [N, 3] sees over the top-view height map [S, S] (rows z, columns x).

    A march along each direction finds the steepest horizon (horizon-based ambient occlusion).
    """
    n, size = points.shape[0], height.shape[0]
    out = np.empty(n, np.float32)
    for i in range(n):
        total = 0.0
        for d in range(directions.shape[0]):
            horizon = 0.0
            for step in range(1, 7):
                r = reach * step / 6.0
                u = int((points[i, 0] + directions[d, 0] * r + 0.5) * size)
                v = int((points[i, 2] + directions[d, 1] * r + 0.5) * size)
                if u < 0 or v < 0 or u >= size or v >= size:
                    break
                rise = height[v, u] - points[i, 1] - 0.012
                if rise > 0:
                    horizon = max(horizon, rise / np.sqrt(rise * rise + r * r))
            total += 1.0 - horizon
        out[i] = total / directions.shape[0]
    return out


_angles = np.linspace(0, 2 * np.pi, 12, endpoint=False)
_DIRECTIONS = np.stack([np.cos(_angles), np.sin(_angles)], 1).astype(np.float32)


@njit(cache=True, fastmath=True)
def _interpolate(corners, face, bary):
    """Values [N, k] of corners [F, 3, k] at hits given by face [N] and barycentrics (w1, w2) [N, 2]."""
    out = np.empty((face.shape[0], corners.shape[2]), np.float32)
    for i in range(face.shape[0]):
        f, w1, w2 = face[i], bary[i, 0], bary[i, 1]
        for k in range(corners.shape[2]):
            out[i, k] = (1 - w1 - w2) * corners[f, 0, k] + w1 * corners[f, 1, k] + w2 * corners[f, 2, k]
    return out


def surface_colors(mesh: Mesh, face: np.ndarray, bary: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Base colour and unit normal, each [N, 3], at hits given by face [N] and barycentrics (w1, w2) [N, 2]."""
    color, normal = (_interpolate(np.ascontiguousarray(c), face, bary) for c in (mesh.colors, mesh.corner_normals()))
    normal /= np.maximum(np.sqrt(np.einsum("nk,nk->n", normal, normal)), 1e-9)[:, None]
    if mesh.texture is not None:
        uv = _interpolate(np.ascontiguousarray(mesh.uv), face, bary)
        which = mesh.texture[face]
        for t, image in enumerate(mesh.textures):
            at = np.flatnonzero(which == t)
            h, width = image.shape[:2]
            x = np.floor((uv[at, 0] % 1.0) * width).astype(int).clip(0, width - 1)
            y = np.floor((uv[at, 1] % 1.0) * h).astype(int).clip(0, h - 1)
            color[at] *= image[y, x] / 255.0
    return color, normal


def samples(picture: np.ndarray) -> list[np.ndarray]:
    """The pictures [R, R, ...] whose mean is `picture`, of SUPERSAMPLE times the size, averaged over blocks: a view for
    each place in a block.

    Adding these up is ten times as fast as numpy's mean over the axes of blocks.
    """
    return [picture[i::SUPERSAMPLE, j::SUPERSAMPLE] for i in range(SUPERSAMPLE) for j in range(SUPERSAMPLE)]


def viewset(mesh: Mesh, resolution: int = 64) -> np.ndarray:
    """Render a normalised mesh (inside [-0.5, 0.5]³) to a viewset [3, R, R, 9] float32, natural ranges."""
    size = resolution * SUPERSAMPLE
    hits = []
    for u, v, d in AXES:
        buffers = [np.zeros((size, size), np.float32) for _ in range(2)]
        ids = [np.full((size, size), -1, np.int32) for _ in range(2)]
        bary = [np.zeros((size, size, 2), np.float32) for _ in range(2)]
        _zbuffer(mesh.positions, mesh.faces, size, u, v, d, *buffers, *ids, *bary)
        hits.append((buffers, ids, bary))
    height = np.where(hits[1][1][0] >= 0, hits[1][0][0], -0.5).astype(np.float32)
    centre = ((np.arange(size) + 0.5) / size - 0.5).astype(np.float32)
    out = np.zeros((3, resolution, resolution, 9), np.float32)
    out[..., 3:] = 0.5
    for axis, (u, v, d) in enumerate(AXES):
        buffers, ids, bary = hits[axis]
        inside = ids[0] >= 0
        rows, columns = np.nonzero(inside)
        points = np.empty((len(rows), 3), np.float32)
        points[:, u], points[:, v] = centre[columns], centre[rows]
        covered = samples(inside)
        weight = sum(c.astype(np.uint8) for c in covered)
        # Half a pixel's area or more counts as inside; a lone sample would only add ragged edges.
        solid = weight >= SUPERSAMPLE * SUPERSAMPLE // 2
        out[axis, ..., 0] = solid
        for side in range(2):
            points[:, d] = buffers[side][rows, columns]
            color, normal = surface_colors(mesh, ids[side][rows, columns], bary[side][rows, columns])
            # Two-sided: a ray along the axis sees the surface from its own side.
            facing = 1.0 if side == 0 else -1.0
            normal = np.where(normal[:, d : d + 1] * facing < 0, -normal, normal)
            # Lift off the surface, so that a flat top does not shade itself.
            sky = _sky(points + 0.01 * normal, height, _DIRECTIONS, 0.3)
            light = (0.62 + 0.38 * (0.5 + 0.5 * normal[:, 1])) * (0.55 + 0.45 * sky)
            light += 0.07 * normal[:, 2] + 0.03 * normal[:, 0]
            full = np.zeros((size, size, 4), np.float32)
            full[rows, columns, 0] = points[:, d]
            full[rows, columns, 1:] = np.clip(color * light[:, None], 0, 1)
            # A mean over a depth step would hang in mid-air: only the samples near the first hit count.
            depth = [np.where(c, s[..., 0] * facing, -1) for c, s in zip(covered, samples(full), strict=True)]
            least = np.maximum(reduce(np.maximum, depth) - 1.5 / resolution, -1)
            counted = [(d > least)[..., None] for d in depth]
            mean = sum(s * c for s, c in zip(samples(full), counted, strict=True))
            mean /= np.maximum(sum(c.astype(np.float32) for c in counted), 1)
            out[axis, solid, 1 + side] = mean[solid, 0]
            out[axis, solid, 3 + 3 * side : 6 + 3 * side] = mean[solid, 1:]
    return out
