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

    def __init__(self, net: Denoiser, ema: Denoiser, world: int = 1) -> None:
        """world: the number of processes whose gradients are averaged."""
        self.world = world
        self.working = copy.deepcopy(net).to(torch.bfloat16)
        self._masters, self._copies, self._average = (list(n.parameters()) for n in (net, self.working, ema))

    def take_gradients(self) -> None:
        """Move the working copy's gradients, averaged over the processes, to the masters; None where a parameter took
        no part, which must be the same ones in every process."""
        used = [(m, c) for m, c in zip(self._masters, self._copies, strict=True) if c.grad is not None]
        for master, _ in used:
            master.grad = torch.empty_like(master)
        _copy([m.grad for m, _ in used], [c.grad for _, c in used])
        for _, copied in used:
            copied.grad = None
        if self.world > 1:
            self._average_gradients([m.grad for m, _ in used])

    def _average_gradients(self, gradients: list[Tensor]) -> None:
        # In float32, and in one message: DistributedDataParallel would send the copy's bfloat16, in many.
        flat = torch.cat([g.flatten() for g in gradients])
        torch.distributed.all_reduce(flat)
        parts = (flat / self.world).split([g.numel() for g in gradients])
        _copy(gradients, [part.view_as(g) for part, g in zip(parts, gradients, strict=True)])

    @torch.no_grad()
    def publish(self, decay: float) -> None:
        """Copy the masters to the working copy, and let the average follow, keeping `decay` of itself."""
        _copy(self._copies, self._masters)
        _lerp(self._average, self._masters, 1 - decay)
