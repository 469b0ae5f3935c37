"""Painting a skin: soft-edged masks and marks, as fur and feathers have them."""

from __future__ import annotations

import numpy as np

from kiln.grammar.base import Rng
from kiln.mesh import Color


def ramp(value: np.ndarray, low: float, high: float) -> np.ndarray:
    """0 below `low`, 1 above `high`, smooth between; reversed if high < low."""
    t = np.clip((value - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)


def within(at: np.ndarray, centre, radii, soft: float = 0.25) -> np.ndarray:
    """[V] 1 inside an ellipsoid, fading to 0 over its outer `soft` share."""
    d = np.linalg.norm((at - np.asarray(centre)) / np.asarray(radii), axis=1)
    return ramp(d, 1 + soft / 2, 1 - soft / 2)


class Coat:
    """Colours [V, 3], laid on in layers."""

    def __init__(self, count: int, base: Color) -> None:
        self.colors = np.broadcast_to(np.asarray(base, float), (count, 3)).copy()

    def lay(self, mask: np.ndarray, color: Color) -> None:
        """Mix `color` in by `mask` [V], bool or 0 to 1."""
        m = np.clip(np.asarray(mask, float), 0, 1)[:, None]
        self.colors = self.colors * (1 - m) + np.asarray(color, float) * m

    def tint(self, mask: np.ndarray, factor: float) -> None:
        """Multiply by `factor` where the mask is 1."""
        self.colors *= 1 + (factor - 1) * np.clip(np.asarray(mask, float), 0, 1)[:, None]


def blotches(at: np.ndarray, rng: Rng, size: float, share: float, soft: float = 0.15) -> np.ndarray:
    """[V] large irregular patches that cover about `share` of the surface: a sum of random plane waves."""
    total = np.zeros(len(at))
    for _ in range(9):
        direction = rng.normal(size=3)
        direction /= np.linalg.norm(direction)
        total += np.sin(at @ direction * (2 * np.pi / (size * rng.uniform(1.4, 2.6))) + rng.uniform(0, 2 * np.pi))
    edge = np.quantile(total, 1 - share)
    return ramp(total, edge - soft * 2, edge + soft * 2)


def spots(at: np.ndarray, rng: Rng, spacing: float, radius: float, soft: float = 0.3) -> np.ndarray:
    """[V] round spots on the surface, about `spacing` apart and of varied `radius`."""
    order = rng.permutation(len(at))
    chosen: list[int] = []
    free = np.ones(len(at), bool)
    nearest = np.full(len(at), np.inf)
    for i in order:
        if not free[i]:
            continue
        chosen.append(i)
        d = np.linalg.norm(at - at[i], axis=1)
        free &= d > spacing
        nearest = np.minimum(nearest, d / rng.uniform(0.65, 1.3))
        if len(chosen) > 120:
            break
    return ramp(nearest, radius * (1 + soft / 2), radius * (1 - soft / 2))


def patches(at: np.ndarray, rng: Rng, size: float, gap: float) -> np.ndarray:
    """[V] polygons about `size` across with gaps between: the Voronoi cells of random surface points."""
    seeds: list[int] = []
    free = np.ones(len(at), bool)
    for i in rng.permutation(len(at)):
        if free[i] and len(seeds) < 150:
            seeds.append(int(i))
            free &= np.linalg.norm(at - at[i], axis=1) > size * 0.8
    d = np.sort(np.linalg.norm(at[:, None] - at[seeds][None], axis=2), axis=1)[:, :2]
    return ramp(d[:, 1] - d[:, 0], gap * 0.4, gap * 1.4)


def stripes(along: np.ndarray, rng: Rng, spacing: float, share: float = 0.4, wobble=0.0) -> np.ndarray:
    """[V] bands across a coordinate; `wobble` [V] bends them."""
    wave = np.sin((along + wobble) * (2 * np.pi / spacing) + rng.uniform(0, 2 * np.pi))
    edge = np.cos(np.pi * share)
    return ramp(wave, edge - 0.25, edge + 0.25)
