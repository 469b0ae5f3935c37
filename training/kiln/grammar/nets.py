"""From a smooth union of squashed, tapered capsules to triangles.

Capsules are joined by Quilez' polynomial smooth minimum ("smooth minimum", 2013). The zero set becomes
triangles by surface nets (Gibson, "Constrained elastic surface nets", 1998); each vertex is then put on the
surface by Newton steps along the gradient, which also is its normal.

Solids are three arrays: frame [N, 3, 3] from the world to the solid's own axes (its capsule runs along the
second), origin [N, 3], and shape [N, 4]: length, first and last radius, and the width of its fillet.
"""

from __future__ import annotations

import numpy as np
from numba import njit

BLOCK = 4  # grid points a side of the blocks in which far capsules are skipped
FAR = 1e9


def axes(low, high, spacing: float, focus, gain: float) -> list[np.ndarray]:
    """Grid coordinates along x, y and z: `spacing` apart, `gain` times closer within the focus."""
    axes = []
    for i in range(3):
        # More than a cell of margin, so that no crossing lies on the rim of the grid.
        fine = np.linspace(low[i] - 1.6 * spacing, high[i] + 1.6 * spacing, 200)
        density = np.full(200, 1 / spacing)
        if focus is not None:
            density[(fine >= focus[0][i]) & (fine <= focus[1][i])] *= gain
        steps = (density[1:] + density[:-1]) / 2 * np.diff(fine)
        count = np.r_[0, np.cumsum(steps)]
        axes.append(np.interp(np.linspace(0, count[-1], max(int(np.ceil(count[-1])), 4) + 1), count, fine))
    return axes


@njit(cache=True, fastmath=True)
def _one(frame, origin, shape, i, x, y, z):
    """First-order distance from a point to solid i, and its gradient."""
    x, y, z = x - origin[i, 0], y - origin[i, 1], z - origin[i, 2]
    u = frame[i, 0, 0] * x + frame[i, 0, 1] * y + frame[i, 0, 2] * z
    v = frame[i, 1, 0] * x + frame[i, 1, 1] * y + frame[i, 1, 2] * z
    w = frame[i, 2, 0] * x + frame[i, 2, 1] * y + frame[i, 2, 2] * z
    length = shape[i, 0]
    radius = shape[i, 1]
    if length > 0:
        t = min(max(v / length, 0.0), 1.0)
        v -= t * length
        radius += (shape[i, 2] - radius) * t
    m = np.sqrt(u * u + v * v + w * w) + 1e-9
    gx = frame[i, 0, 0] * u + frame[i, 1, 0] * v + frame[i, 2, 0] * w
    gy = frame[i, 0, 1] * u + frame[i, 1, 1] * v + frame[i, 2, 1] * w
    gz = frame[i, 0, 2] * u + frame[i, 1, 2] * v + frame[i, 2, 2] * w
    slope = np.sqrt(gx * gx + gy * gy + gz * gz) + 1e-9
    return (m - radius) * m / slope, gx / slope, gy / slope, gz / slope


@njit(cache=True, fastmath=True)
def _union(frame, origin, shape, active, n, x, y, z):
    """The smooth minimum over the active solids, its gradient, and which solid is nearest."""
    total, gx, gy, gz = FAR, 0.0, 0.0, 0.0
    nearest = FAR
    label = 0
    for j in range(n):
        i = active[j]
        d, dx, dy, dz = _one(frame, origin, shape, i, x, y, z)
        if d < nearest:
            nearest = d
            label = i
        k = shape[i, 3] + 1e-6
        h = max(k - abs(total - d), 0.0) / k
        own = 1.0 - h / 2 if d < total else h / 2
        total = min(total, d) - h * h * k * 0.25
        gx, gy, gz = gx + (dx - gx) * own, gy + (dy - gy) * own, gz + (dz - gz) * own
    return total, gx, gy, gz, label


@njit(cache=True, fastmath=True)
def exits(frame, origin, shape, start, direction, reach):
    """Along each ray, how far off it first leaves the solids (once it is in), by marching and bisection."""
    active = np.arange(frame.shape[0])
    out = np.empty(len(start))
    for r in range(len(start)):
        inside, outside, met = 0.0, reach, False
        for step in range(25):
            t = reach * step / 24
            p = start[r] + direction[r] * t
            if _union(frame, origin, shape, active, len(active), p[0], p[1], p[2])[0] < 0:
                inside, met = t, True
            elif met:
                outside = t
                break
        for _ in range(8):
            t = 0.5 * (inside + outside)
            p = start[r] + direction[r] * t
            if _union(frame, origin, shape, active, len(active), p[0], p[1], p[2])[0] < 0:
                inside = t
            else:
                outside = t
        out[r] = inside
    return out


@njit(cache=True, fastmath=True)
def _near(frame, origin, shape, x, y, z, reach, active):
    """Fill `active` with the solids that matter within `reach` of a point.

    Returns how many they are, the least distance, and the widest blend among them.
    """
    n = frame.shape[0]
    distance = np.empty(n)
    least = FAR
    first = 0
    for i in range(n):
        distance[i] = _one(frame, origin, shape, i, x, y, z)[0]
        if distance[i] < least:
            least = distance[i]
            first = i
    count = 0
    blend = 0.0
    for i in range(n):
        # Whichever of two solids comes later sets the width of their fillet.
        if distance[i] < least + 2.2 * reach + max(shape[i, 3], shape[first, 3]):
            active[count] = i
            count += 1
            blend = max(blend, shape[i, 3])
    return count, least, blend


@njit(cache=True, fastmath=True)
def _sample(frame, origin, shape, xs, ys, zs, lists, counts):
    """The field on the grid; blocks that the surface cannot touch get one value.

    lists: [X, Y, Z, N] and counts: [X, Y, Z], filled with the solids that matter in each block.
    """
    value = np.empty((len(xs), len(ys), len(zs)))
    for bi in range(0, len(xs), BLOCK):
        for bj in range(0, len(ys), BLOCK):
            for bk in range(0, len(zs), BLOCK):
                ei, ej, ek = min(bi + BLOCK, len(xs)), min(bj + BLOCK, len(ys)), min(bk + BLOCK, len(zs))
                # One point further, since a block's list also serves its outermost cells.
                hx = xs[min(ei, len(xs) - 1)] - xs[bi]
                hy = ys[min(ej, len(ys) - 1)] - ys[bj]
                hz = zs[min(ek, len(zs) - 1)] - zs[bk]
                reach = 0.5 * np.sqrt(hx * hx + hy * hy + hz * hz)
                cx, cy, cz = xs[bi] + hx / 2, ys[bj] + hy / 2, zs[bk] + hz / 2
                active = lists[bi // BLOCK, bj // BLOCK, bk // BLOCK]
                n, least, blend = _near(frame, origin, shape, cx, cy, cz, reach, active)
                counts[bi // BLOCK, bj // BLOCK, bk // BLOCK] = n
                clear = least > 1.2 * reach + 0.5 * blend or least < -1.5 * reach
                for i in range(bi, ei):
                    for j in range(bj, ej):
                        for k in range(bk, ek):
                            if clear:
                                value[i, j, k] = least
                            else:
                                value[i, j, k] = _union(frame, origin, shape, active, n, xs[i], ys[j], zs[k])[0]
    return value


@njit(cache=True, fastmath=True)
def cells(frame, origin, shape, xs, ys, zs):
    """How many grid cells the surface crosses."""
    blocks = (len(xs) // BLOCK + 1, len(ys) // BLOCK + 1, len(zs) // BLOCK + 1)
    lists = np.empty((*blocks, frame.shape[0]), np.int64)
    value = _sample(frame, origin, shape, xs, ys, zs, lists, np.empty(blocks, np.int64))
    count = 0
    for i in range(len(xs) - 1):
        for j in range(len(ys) - 1):
            for k in range(len(zs) - 1):
                inside = 0
                for c in range(8):
                    inside += value[i + (c & 1), j + (c >> 1 & 1), k + (c >> 2)] < 0
                count += 0 < inside < 8
    return count


@njit(cache=True, fastmath=True)
def nets(frame, origin, shape, xs, ys, zs):
    """Surface nets: vertices [V, 3], normals [V, 3], nearest solid [V], faces [F, 3]."""
    blocks = (len(xs) // BLOCK + 1, len(ys) // BLOCK + 1, len(zs) // BLOCK + 1)
    lists = np.empty((*blocks, frame.shape[0]), np.int64)
    counts = np.empty(blocks, np.int64)
    value = _sample(frame, origin, shape, xs, ys, zs, lists, counts)
    nx, ny, nz = len(xs), len(ys), len(zs)
    number = np.full((nx, ny, nz), -1, np.int64)
    at = np.empty((nx * ny * nz, 3))
    normals = np.empty((nx * ny * nz, 3))
    label = np.empty(nx * ny * nz, np.int64)
    count = 0
    for i in range(nx - 1):
        for j in range(ny - 1):
            for k in range(nz - 1):
                corners = 0
                for c in range(8):
                    corners += value[i + (c & 1), j + (c >> 1 & 1), k + (c >> 2)] < 0
                if corners == 0 or corners == 8:
                    continue
                sx, sy, sz, crossings = 0.0, 0.0, 0.0, 0
                for axis in range(3):
                    for side in range(4):
                        p, q = side & 1, side >> 1
                        a = (i, j + p, k + q) if axis == 0 else (i + p, j, k + q) if axis == 1 else (i + p, j + q, k)
                        b = (a[0] + (axis == 0), a[1] + (axis == 1), a[2] + (axis == 2))
                        va, vb = value[a], value[b]
                        if (va < 0) != (vb < 0):
                            t = va / (va - vb)
                            sx += xs[a[0]] + t * (xs[b[0]] - xs[a[0]])
                            sy += ys[a[1]] + t * (ys[b[1]] - ys[a[1]])
                            sz += zs[a[2]] + t * (zs[b[2]] - zs[a[2]])
                            crossings += 1
                x, y, z = sx / crossings, sy / crossings, sz / crossings
                dx, dy, dz = xs[i + 1] - xs[i], ys[j + 1] - ys[j], zs[k + 1] - zs[k]
                step = min(dx, dy, dz)
                active = lists[i // BLOCK, j // BLOCK, k // BLOCK]
                n = counts[i // BLOCK, j // BLOCK, k // BLOCK]
                gx, gy, gz = 0.0, 1.0, 0.0
                for turn in range(3):
                    f, gx, gy, gz, label[count] = _union(frame, origin, shape, active, n, x, y, z)
                    m = np.sqrt(gx * gx + gy * gy + gz * gz) + 1e-12
                    gx, gy, gz = gx / m, gy / m, gz / m
                    if turn < 2:
                        move = min(max(f / max(m, 0.5), -0.5 * step), 0.5 * step)
                        x, y, z = x - move * gx, y - move * gy, z - move * gz
                at[count, 0], at[count, 1], at[count, 2] = x, y, z
                normals[count, 0], normals[count, 1], normals[count, 2] = gx, gy, gz
                number[i, j, k] = count
                count += 1
    faces = np.empty((count * 8, 3), np.int64)
    total = 0
    for i in range(1, nx - 1):
        for j in range(1, ny - 1):
            for k in range(1, nz - 1):
                here = value[i, j, k] < 0
                for axis in range(3):
                    b = (i + (axis == 0), j + (axis == 1), k + (axis == 2))
                    if here == (value[b] < 0):
                        continue
                    if axis == 0:
                        c0, c1, c2, c3 = (
                            number[i, j - 1, k - 1],
                            number[i, j, k - 1],
                            number[i, j, k],
                            number[i, j - 1, k],
                        )
                    elif axis == 1:
                        c0, c1, c2, c3 = (
                            number[i - 1, j, k - 1],
                            number[i - 1, j, k],
                            number[i, j, k],
                            number[i, j, k - 1],
                        )
                    else:
                        c0, c1, c2, c3 = (
                            number[i - 1, j - 1, k],
                            number[i, j - 1, k],
                            number[i, j, k],
                            number[i - 1, j, k],
                        )
                    if not here:
                        c1, c3 = c3, c1
                    short = 0.0
                    for axis2 in range(3):
                        short += (at[c0, axis2] - at[c2, axis2]) ** 2 - (at[c1, axis2] - at[c3, axis2]) ** 2
                    if short <= 0:
                        faces[total, 0], faces[total, 1], faces[total, 2] = c0, c1, c2
                        faces[total + 1, 0], faces[total + 1, 1], faces[total + 1, 2] = c0, c2, c3
                    else:
                        faces[total, 0], faces[total, 1], faces[total, 2] = c1, c2, c3
                        faces[total + 1, 0], faces[total + 1, 1], faces[total + 1, 2] = c1, c3, c0
                    total += 2
    return at[:count].copy(), normals[:count].copy(), label[:count].copy(), faces[:total].copy()
