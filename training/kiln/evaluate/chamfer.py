"""Chamfer distances between objects, as clouds of points on their surfaces."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numba import njit

from kiln.viewset import points

POINTS = 2048


def cloud(viewset: np.ndarray, count: int = POINTS, seed: int = 0) -> np.ndarray:
    """`count` of a natural viewset's surface points, [count, 3] float32, spread evenly and in an order that spreads
    every beginning of it evenly: a surface seen along two axes has twice the points, so they are thinned by
    farthest-point sampling (Eldar et al. 1997).

    An empty viewset is the origin, repeated.
    """
    found = points(viewset)[0]
    if len(found) == 0:
        return np.zeros((count, 3), np.float32)
    rng = np.random.default_rng(seed)
    # Twice the points are enough to choose from, and the choice costs time in proportion.
    pool = found[rng.permutation(len(found))[: 2 * count]]
    if len(pool) < count:
        return pool[rng.integers(len(pool), size=count)].astype(np.float32)
    return _farthest(np.ascontiguousarray(pool, np.float32), count)


@njit(cache=True, fastmath=True)
def _farthest(pool, count):
    chosen = np.empty((count, 3), np.float32)
    nearest = np.full(len(pool), np.float32(np.inf))
    at = 0
    for i in range(count):
        chosen[i] = pool[at]
        best = np.float32(-1)
        for j in range(len(pool)):
            dx, dy, dz = pool[j, 0] - chosen[i, 0], pool[j, 1] - chosen[i, 1], pool[j, 2] - chosen[i, 2]
            nearest[j] = min(nearest[j], dx * dx + dy * dy + dz * dz)
            if nearest[j] > best:
                best, at = nearest[j], j
    return chosen


@njit(cache=True, fastmath=True)
def _pair(a, b, column):
    """Chamfer distance of two clouds, each [3, n]: mean over both of the squared distance to the nearest other."""
    n, m = a.shape[1], b.shape[1]
    for j in range(m):
        column[j] = np.float32(1e9)
    forth = 0.0
    for i in range(n):
        x, y, z = a[0, i], a[1, i], a[2, i]
        row = np.float32(1e9)
        for j in range(m):
            dx, dy, dz = b[0, j] - x, b[1, j] - y, b[2, j] - z
            d = dx * dx + dy * dy + dz * dz
            row = min(row, d)
            column[j] = min(column[j], d)
        forth += row
    back = 0.0
    for j in range(m):
        back += column[j]
    return forth / n + back / m


@njit(cache=True, fastmath=True, nogil=True)
def _row(a, b, out):
    """Distances of one cloud [3, n] to the clouds b [B, 3, m], into out [B]."""
    column = np.empty(b.shape[2], np.float32)
    for j in range(b.shape[0]):
        out[j] = _pair(a, b[j], column)


def chamfer(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Distances [A, B] between clouds [A, N, 3] and [B, M, 3], in squared units, both directions added (Yang et al.,
    "PointFlow", 2019). Every pair of points is looked at; a coordinate's values lie together, so that the inner
    loop runs on vectors. Clouds against themselves (b is a) cost half."""
    first, second = (np.ascontiguousarray(np.swapaxes(c, 1, 2), np.float32) for c in (a, b))
    out = np.zeros((len(a), len(b)), np.float32)

    def row(i: int) -> None:
        start = i + 1 if b is a else 0
        _row(first[i], second[start:], out[i, start:])

    # Not numba's own threads: its TBB layer hangs when a process that has forked workers ends.
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(row, range(len(a))))
    return out + out.T if b is a else out


def nearest(
    queries: np.ndarray, rough: np.ndarray, full: Callable[[np.ndarray], np.ndarray], shortlist: int = 8
) -> tuple[np.ndarray, np.ndarray]:
    """For each cloud [Q, N, 3] the nearest of many others: its index [Q] and its Chamfer distance [Q].

    rough: the others with few points, [O, n, 3]; as many of a query screen them, its first, which farthest-point
    sampling has spread over all of it. full(index) gives others with all their points, for the `shortlist` nearest.
    """
    screened = chamfer(queries[:, : rough.shape[1]], rough)
    short = np.argsort(screened, 1)[:, :shortlist]
    wanted, place = np.unique(short, return_inverse=True)
    clouds, place = full(wanted), place.reshape(short.shape)
    exact = np.stack([chamfer(q[None], clouds[p])[0] for q, p in zip(queries, place, strict=True)])
    best = exact.argmin(1)
    rows = np.arange(len(queries))
    return short[rows, best], exact[rows, best]
