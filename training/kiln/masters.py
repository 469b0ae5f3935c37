"""The three copies of the weights that training moves together."""

from __future__ import annotations

import copy

import torch
from torch import Tensor

from kiln.network import Denoiser


def _copy(to: list[Tensor], source: list[Tensor]) -> None:
    if hasattr(torch, "_foreach_copy_"):  # one launch on a GPU; PyTorch 1.13 lacks it
        torch._foreach_copy_(to, source)
        return
    for t, s in zip(to, source, strict=True):
        t.copy_(s)


def _lerp(to: list[Tensor], source: list[Tensor], weight: float) -> None:
    if hasattr(torch, "_foreach_lerp_"):
        torch._foreach_lerp_(to, source, weight)
        return
    for t, s in zip(to, source, strict=True):
        t.lerp_(s, weight)


class Masters:
    """float32 master weights `net`, their bfloat16 working copy and their running average `ema`.

    The passes forward and back run wholly in bfloat16 on the copy: mixed precision with a float32 residual stream
    spends more time on casts than on matrix products. The optimisers update the masters.
    """

    def __init__(self, net: Denoiser, ema: Denoiser) -> None:
        self.working = copy.deepcopy(net).to(torch.bfloat16)
        self._masters, self._copies, self._average = (list(n.parameters()) for n in (net, self.working, ema))

    def take_gradients(self) -> None:
        """Move the working copy's gradients to the masters; None where a parameter took no part."""
        used = [(m, c) for m, c in zip(self._masters, self._copies, strict=True) if c.grad is not None]
        for master, _ in used:
            master.grad = torch.empty_like(master)
        _copy([m.grad for m, _ in used], [c.grad for _, c in used])
        for _, copied in used:
            copied.grad = None

    @torch.no_grad()
    def publish(self, decay: float) -> None:
        """Copy the masters to the working copy, and let the average follow, keeping `decay` of itself."""
        _copy(self._copies, self._masters)
        _lerp(self._average, self._masters, 1 - decay)
