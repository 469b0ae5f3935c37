"""Closes the seams between patches that a denoiser leaves in what it predicts.

A transformer writes each patch on its own, and neighbours that err differently meet in a step: depth jumps three times
as much from one patch to the next as within them, where true viewsets show no difference. As a deblocking filter does
for a video's blocks (List et al., "Adaptive deblocking filter", 2003), a step that is small enough to be an error is
spread over half a patch to both sides. src/viewset/close-seams.ts is its twin.
"""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import Tensor

from kiln.network import Denoiser

# Steps of alpha, depth and colour, in the network's units, above which a step is more and more taken for an edge.
EDGE = torch.tensor([0.6] + [0.2] * 2 + [0.3] * 6)
# Depth and colour mean something where alpha is above this.
SOLID = -0.4


def close_seams(x: Tensor, patch: int) -> Tensor:
    """An encoded viewset [B, 3, R, R, 9] in float32, its seams closed first between columns, then between rows."""
    return _between_columns(_between_columns(x, patch).transpose(2, 3), patch).transpose(2, 3)


def _between_columns(x: Tensor, patch: int) -> Tensor:
    reach, edge = patch // 2, EDGE.to(x)
    # Half of the step on either side of the seam, falling to nothing.
    share = (1 - (torch.arange(reach) + 0.5) / reach).to(x) / 2
    solid = x[..., :1] > SOLID
    counts = torch.cat([torch.ones_like(solid), solid.expand(*solid.shape[:-1], 8)], -1).to(x)
    out = x.clone()
    for seam in range(patch, x.shape[3], patch):
        left, right = x[:, :, :, seam - 1], x[:, :, :, seam]
        slope = (left - x[:, :, :, seam - 2] + x[:, :, :, seam + 1] - right) / 2
        step = right - left - slope
        step = step / (1 + (step / edge) ** 2) * counts[:, :, :, seam - 1] * counts[:, :, :, seam]
        for k in range(reach):
            out[:, :, :, seam - 1 - k] += share[k] * step * counts[:, :, :, seam - 1 - k]
            out[:, :, :, seam + k] -= share[k] * step * counts[:, :, :, seam + k]
    return out


def seamless(net: Denoiser, denoise: Callable[[Tensor, Tensor], Tensor]) -> Callable[[Tensor, Tensor], Tensor]:
    """`denoise(x, tau)`, which predicts x_0 in the tokens [B, N, P P 9] of `net`, with the seams of it closed."""
    return lambda x, tau: net.patchify(close_seams(net.unpatchify(denoise(x, tau)), net.config.patch))
