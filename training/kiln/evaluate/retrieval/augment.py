"""Imperfections like a generator's, so that the judge looks past them. Colours stay: captions name them."""

from __future__ import annotations

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from kiln.rasterise import AXES

SHIFT = 3  # pixels, along each axis
BLURRED, NOISY = 0.25, 0.4  # shares of a batch
STRONGEST_NOISE = 0.25


def shift(x: Tensor, offset: tuple[int, int, int]) -> Tensor:
    """Encoded viewsets [B, 3, R, R, 9] moved by whole pixels along x, y and z; empty space moves in."""
    resolution = x.shape[2]
    out = torch.zeros_like(x)
    out[..., 0] = -1
    for axis, (u, v, d) in enumerate(AXES):
        du, dv = offset[u], offset[v]
        to_rows, to_columns = _span(dv, resolution), _span(du, resolution)
        from_rows, from_columns = _span(-dv, resolution), _span(-du, resolution)
        view = x[:, axis, from_rows, from_columns].clone()
        inside = view[..., :1] > 0
        view[..., 1:3] += inside * (2 * offset[d] / resolution)
        out[:, axis, to_rows, to_columns] = view
    return out


def _span(offset: int, size: int) -> slice:
    return slice(max(offset, 0), size + min(offset, 0))


def blur(x: Tensor) -> Tensor:
    """A 3 x 3 mean over each view, of the pixels that there are."""
    b, a, r, _, c = x.shape
    flat = x.reshape(b * a, r, r, c).permute(0, 3, 1, 2)
    mean = F.avg_pool2d(flat.float(), 3, 1, 1, count_include_pad=False)
    return mean.permute(0, 2, 3, 1).reshape(x.shape).to(x.dtype)


def imperfect(x: Tensor, rng: np.random.Generator) -> Tensor:
    """A batch of encoded viewsets, shifted; some of them blurred, some noisy, some both. Which ones says their place,
    since batches are drawn in no order."""
    x = shift(x, tuple(int(o) for o in rng.integers(-SHIFT, SHIFT + 1, 3)))
    blurred, noisy = int(BLURRED * len(x)), int(NOISY * len(x))
    x[:blurred] = blur(x[:blurred])
    first = blurred // 2
    x[first : first + noisy] += torch.randn_like(x[first : first + noisy]) * rng.uniform(0, STRONGEST_NOISE)
    return x
