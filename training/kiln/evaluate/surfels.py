"""The finished object: the twin of src/viewset/to-surfels.ts and of the files it stands on, which say why.

`goldens/viewset-splats.safetensors`, which `python -m kiln.goldens_splats` writes, holds the two together.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from kiln.evaluate.splats import DEFAULT as SPLATS
from kiln.evaluate.splats import Cloud, viewset_to_cloud

# Names and reasons are those of oriented-points.ts, solid.ts, poisson.ts and to-surfels.ts.
SAMPLES_PER_PIXEL, SAMPLES, MARGIN, STEP = 1.5, 96, 8, 16
DEVIATION, EXTENT = 1.2, 2.5
LIFT, LEVEL, LIFTED, SOLID_BELOW = 0.45, 0.35, 0.86, 3.0
COARSEST, FINE = 19, 65
SWEEPS_COARSEST, SWEEPS_MIDDLE, SWEEPS_FINEST = 200, 20, 6
CELL, COLOR_DEVIATION, REACH_MAX, WEIGHT_MIN = 1.5, 0.6, 16, 1e-6
ROW = 1024
FOOTPRINT, THICKNESS, INSET = 0.75, 0.12, 1.1
OPACITY = 0.98


def viewset_to_surfels(viewset: np.ndarray) -> Cloud:
    """Discs on the one surface that a natural viewset [3, R, R, 9] means; its splats where nothing is solid.

    Raises ValueError as `viewset_to_cloud` does.
    """
    cloud, resolution = viewset_to_cloud(viewset), viewset.shape[1]
    normals = cloud.axes[:, 2].astype(np.float64)
    points = cloud.positions + SPLATS.inset / resolution * normals
    areas = (cloud.scales[:, 0] / cloud.scales[:, 1]).astype(np.float64) * cloud.opacities
    inner = max(resolution, min(SAMPLES, round(SAMPLES_PER_PIXEL * resolution)))
    size = -(-(inner + 2 * MARGIN) // STEP) * STEP + 1
    lattice = (points + (size - 1) / 2 / inner) * inner + LIFT * normals
    field = np.zeros((size, size, size), np.float32)
    _add_sources(lattice, normals, areas, inner / resolution, field)
    solid = _solve(field)
    total = areas.sum()
    at_points = (areas * _probe(solid, lattice)[:, 3]).sum() / total if total > 0 else 0
    solid = (solid * (0.5 / at_points if at_points > 0 else 0) - LEVEL).astype(np.float32)

    at = (_places(solid) / inner - (size - 1) / 2 / inner).astype(np.float32)
    if len(at) == 0:
        return cloud
    facing = _normals(solid, at, inner)
    below = at.astype(np.float64) - SOLID_BELOW / inner * facing
    share = np.clip(_probe(solid, (below + (size - 1) / 2 / inner) * inner)[:, 3:] / (1 - LEVEL), 0, 1)
    surface = (at - share * LIFTED / inner * facing).astype(np.float32)
    colors = _colors_at(surface, facing, points, normals, cloud, resolution)
    sunk = at - share * (LIFTED + INSET) / inner * facing

    x, y, z = facing.T
    along = np.where((np.abs(x) < 0.7)[:, None], np.stack([0 * x, -z, y], 1), np.stack([z, 0 * y, -x], 1))
    along /= np.linalg.norm(along, axis=1, keepdims=True)
    axes = np.stack([along, np.cross(facing, along), facing], 1)
    radius = FOOTPRINT / inner
    scales = np.tile([radius, radius, THICKNESS / resolution], (len(at), 1))
    return Cloud(*(a.astype(np.float32) for a in (sunk, scales, axes, colors, np.full(len(at), OPACITY))))


@njit(cache=True)
def _add_sources(points, normals, areas, pixel, out):  # noqa: ANN001, ANN202
    """Minus the divergence of the normals, spread out; points [N, 3] in samples."""
    size = len(out)
    reach = int(np.ceil(EXTENT * DEVIATION))
    width = 2 * reach + 1
    kernel, start = np.empty((3, width)), np.empty(3, np.int64)
    for i in range(len(points)):
        for k in range(3):
            start[k] = int(np.floor(points[i, k] + 0.5)) - reach
            for d in range(width):
                kernel[k, d] = np.exp(-0.5 * ((start[k] - points[i, k] + d) / DEVIATION) ** 2)
            kernel[k] /= kernel[k].sum()
        if start.min() < 1 or start.max() + width > size - 1:
            continue
        strength = areas[i] * pixel * pixel / (DEVIATION * DEVIATION)
        for z in range(width):
            for y in range(width):
                for x in range(width):
                    height = (
                        normals[i, 2] * (start[2] + z - points[i, 2])
                        + normals[i, 1] * (start[1] + y - points[i, 1])
                        + normals[i, 0] * (start[0] + x - points[i, 0])
                    )
                    weight = strength * kernel[2, z] * kernel[1, y] * kernel[0, x]
                    out[start[2] + z, start[1] + y, start[0] + x] += weight * height


def _solve(field: np.ndarray) -> np.ndarray:
    """The solution of Poisson's equation on a cube whose faces are 0."""
    size = len(field)
    if size <= COARSEST or size % 2 == 0:
        solution = np.zeros_like(field)
        sweeps = SWEEPS_COARSEST
    else:
        solution = _refined(_solve(_coarsened(field)), size)
        sweeps = SWEEPS_MIDDLE if size < FINE else SWEEPS_FINEST
    _relax(solution, field, sweeps)
    return solution


def _coarsened(field: np.ndarray) -> np.ndarray:
    x = field.astype(np.float64)
    for axis in range(3):
        x = np.moveaxis(x, axis, 0)
        x = np.moveaxis(np.concatenate([x[:1], x[1:-3:2] + 2 * x[2:-2:2] + x[3:-1:2], x[-1:]]), 0, axis)
    out = np.zeros_like(x, np.float32)
    out[1:-1, 1:-1, 1:-1] = x[1:-1, 1:-1, 1:-1] / 16
    return out


def _refined(coarse: np.ndarray, size: int) -> np.ndarray:
    at = np.arange(size)
    x = coarse.astype(np.float64)
    for axis in range(3):
        x = (x.take(at // 2, axis) + x.take((at + 1) // 2, axis)) / 2
    return x.astype(np.float32)


@njit(cache=True)
def _relax(chi, field, sweeps):  # noqa: ANN001, ANN202
    size = len(chi)
    for _ in range(sweeps):
        for z in range(1, size - 1):
            for y in range(1, size - 1):
                for x in range(1, size - 1):
                    total = np.float64(chi[z, y, x - 1]) + chi[z, y, x + 1] + chi[z, y - 1, x] + chi[z, y + 1, x]
                    chi[z, y, x] = (total + chi[z - 1, y, x] + chi[z + 1, y, x] - field[z, y, x]) / 6


@njit(cache=True)
def _probe(solid, points):  # noqa: ANN001, ANN202
    """Gradient and value [N, 4] at points in samples."""
    size = len(solid)
    out = np.zeros((len(points), 4))
    for i in range(len(points)):
        at = np.minimum(np.maximum(np.floor(points[i]), 0), size - 2).astype(np.int64)
        share = np.minimum(np.maximum(points[i] - at, 0), 1)
        for c in range(8):
            dx, dy, dz = c & 1, (c >> 1) & 1, c >> 2
            value = np.float64(solid[at[2] + dz, at[1] + dy, at[0] + dx])
            wx = share[0] if dx else 1 - share[0]
            wy = share[1] if dy else 1 - share[1]
            wz = share[2] if dz else 1 - share[2]
            out[i, 0] += (value if dx else -value) * wy * wz
            out[i, 1] += (value if dy else -value) * wx * wz
            out[i, 2] += (value if dz else -value) * wx * wy
            out[i, 3] += value * wx * wy * wz
    return out


def _normals(solid: np.ndarray, at: np.ndarray, inner: int) -> np.ndarray:
    """Unit normals outwards of places in object units, float32."""
    gradient = _probe(solid, (at.astype(np.float64) + (len(solid) - 1) / 2 / inner) * inner)[:, :3]
    length = np.linalg.norm(gradient, axis=1, keepdims=True)
    return np.where(length < 1e-12, [0, 1, 0], -gradient / np.maximum(length, 1e-12)).astype(np.float32)


@njit(cache=True)
def _places_of(solid):  # noqa: ANN001, ANN202
    size = len(solid)
    places = []
    corner = np.empty(8)
    for z in range(size - 1):
        for y in range(size - 1):
            for x in range(size - 1):
                inside = 0
                for c in range(8):
                    corner[c] = solid[z + (c >> 2), y + ((c >> 1) & 1), x + (c & 1)]
                    inside += corner[c] > 0
                if inside == 0 or inside == 8:
                    continue
                place, count = np.zeros(3), 0
                for a in range(8):
                    for axis in range(3):
                        b = a | (1 << axis)
                        if b == a or (corner[a] > 0) == (corner[b] > 0):
                            continue
                        for k in range(3):
                            place[k] += corner[a] / (corner[a] - corner[b]) if k == axis else (a >> k) & 1
                        count += 1
                places.append((x + place[0] / count, y + place[1] / count, z + place[2] / count))
    return places


def _places(solid: np.ndarray) -> np.ndarray:
    """For each cell that the surface goes through a place on it, [N, 3] in samples."""
    return np.array(_places_of(solid)).reshape(-1, 3) if (solid > 0).any() else np.empty((0, 3))


def _colors_at(
    at: np.ndarray, facing: np.ndarray, points: np.ndarray, normals: np.ndarray, cloud: Cloud, resolution: int
) -> np.ndarray:
    """Colours [N, 3] of places on the surface from the splats around."""
    side = CELL / resolution
    weights = np.array([1, ROW, ROW * ROW])
    keys = np.floor(points / side).astype(np.int64) @ weights
    order = np.argsort(keys, kind="stable")
    middle = np.floor(at.astype(np.float64) / side).astype(np.int64) @ weights
    sums, reach, left = np.zeros((len(at), 4)), 1, np.arange(len(at))
    while len(left) and reach <= REACH_MAX:
        sums[left] = _gathered(
            at[left].astype(np.float64),
            facing[left].astype(np.float64),
            middle[left],
            points[order],
            normals[order],
            cloud.colors[order].astype(np.float64),
            cloud.opacities[order].astype(np.float64),
            keys[order],
            reach,
            COLOR_DEVIATION / resolution,
            side,
        )
        left = np.flatnonzero(sums[:, 3] <= WEIGHT_MIN)
        reach *= 2
    return np.where(sums[:, 3:] > WEIGHT_MIN, sums[:, :3] / np.maximum(sums[:, 3:], WEIGHT_MIN), 0.5)


@njit(cache=True)
def _gathered(at, facing, middle, points, normals, colors, opacities, keys, reach, deviation, side):  # noqa: ANN001, ANN202
    spread = 0.5 / (reach * deviation) ** 2
    farthest = (reach * side) ** 2
    out = np.zeros((len(at), 4))
    for i in range(len(at)):
        for c in range(-reach, reach + 1):
            for b in range(-reach, reach + 1):
                for a in range(-reach, reach + 1):
                    key = middle[i] + a + ROW * (b + ROW * c)
                    for j in range(np.searchsorted(keys, key), len(keys)):
                        if keys[j] != key:
                            break
                        alike = (facing[i] * normals[j]).sum()
                        likeness = max(alike, 0.1) if reach > 1 else alike
                        if likeness <= 0:
                            continue
                        square = ((at[i] - points[j]) ** 2).sum()
                        if square > farthest:
                            continue
                        weight = opacities[j] * likeness * likeness * np.exp(-spread * square)
                        for k in range(3):
                            out[i, k] += weight * colors[j, k]
                        out[i, 3] += weight
    return out
