"""The viewset's encodings: bytes for the cache, [-1, 1] for the network, and points to look at."""

from __future__ import annotations

import numpy as np

from kiln.rasterise import AXES

CHANNELS = 9


def to_bytes(viewset: np.ndarray) -> np.ndarray:
    """Natural ranges to uint8, every channel spread over its range: alpha and colour [0, 1], depth [-0.5, 0.5]."""
    scaled = viewset.copy()
    scaled[..., 1:3] += 0.5
    return np.round(np.clip(scaled, 0, 1) * 255).astype(np.uint8)


def encode(viewset: np.ndarray) -> np.ndarray:
    """Natural ranges to the network's [-1, 1]; depth and colour are 0 outside the silhouette."""
    out = 2 * viewset
    out[..., 0] -= 1
    out[..., 3:] -= 1
    out[..., 1:] *= viewset[..., :1] > 0.5
    return out.astype(np.float32)


def decode(encoded: np.ndarray) -> np.ndarray:
    """The network's [-1, 1] to natural ranges, clipped."""
    out = np.clip(encoded, -1, 1) / 2
    out[..., 0] += 0.5
    out[..., 3:] += 0.5
    return out.astype(np.float32)


def points(viewset: np.ndarray, threshold: float = 0.5) -> tuple[np.ndarray, np.ndarray]:
    """Positions and colours, each [N, 3], of a natural viewset's surface points that lie in its visual hull.

    The hard-edged relative of src/viewset/to-splats.ts, for contact sheets and metrics while training.
    """
    resolution = viewset.shape[1]
    centre = ((np.arange(resolution) + 0.5) / resolution - 0.5).astype(np.float32)
    positions, colors = [], []
    for axis, (u, v, d) in enumerate(AXES):
        rows, columns = np.nonzero(viewset[axis, ..., 0] > threshold)
        for side in range(2):
            p = np.empty((len(rows), 3), np.float32)
            p[:, u], p[:, v] = centre[columns], centre[rows]
            p[:, d] = viewset[axis, rows, columns, 1 + side]
            keep = np.ones(len(p), bool)
            for other, (ou, ov, od) in enumerate(AXES):
                if other != axis:
                    keep &= _inside(viewset[other], p[:, ou], p[:, ov], p[:, od], threshold)
            positions.append(p[keep])
            colors.append(viewset[axis, rows, columns, 3 + 3 * side : 6 + 3 * side][keep])
    return np.concatenate(positions), np.concatenate(colors)


def _inside(view, u, v, d, threshold, slack=1 / 16):
    """Whether points lie, within a pixel, inside a view's silhouette and, within `slack`, between its two surfaces."""
    resolution = view.shape[0]
    column = np.clip(np.round((u + 0.5) * resolution - 0.5).astype(int), 0, resolution - 1)
    row = np.clip(np.round((v + 0.5) * resolution - 0.5).astype(int), 0, resolution - 1)
    ok = np.zeros(len(u), bool)
    for dy in (-1, 0, 1):
        for dx in (-1, 0, 1):
            r, c = np.clip(row + dy, 0, resolution - 1), np.clip(column + dx, 0, resolution - 1)
            view_at = view[r, c]
            ok |= (view_at[:, 0] > threshold) & (d <= view_at[:, 1] + slack) & (d >= view_at[:, 2] - slack)
    return ok
