"""What torch.compile is applied to."""

from __future__ import annotations

from collections.abc import Callable

import torch

from kiln.network import Denoiser


class Compiler:
    """Applies torch.compile to parts of a training step; `how` is one of CHOICES.

    off: nowhere. blocks: each transformer block, the decoding of bytes, and the loss; all blocks share their code, so
    this compiles quickly, once for each number of photos. whole: the objective as one graph. graphs: that, replayed
    as CUDA graphs, for networks so small that launching their kernels takes longer than running them.
    """

    CHOICES = ("off", "blocks", "whole", "graphs")

    def __init__(self, how: str) -> None:
        if how not in self.CHOICES:
            raise ValueError(f"compile {how}: known are {', '.join(self.CHOICES)}")
        self.how = how
        if how != "off":
            import torch._dynamo  # not in PyTorch 1.13

            # One version for each number of photos, with and without gradients; beyond its limit PyTorch silently
            # runs uncompiled.
            torch._dynamo.config.cache_size_limit = 64

    def part(self, f: Callable) -> Callable:
        """A function on the way between data and network."""
        return f if self.how == "off" else torch.compile(f, dynamic=False)

    def network(self, net: Denoiser) -> None:
        """A network's blocks, in place."""
        if self.how == "blocks":
            for block in net.blocks:
                block.compile(dynamic=False)

    def whole(self, f: Callable) -> Callable:
        """The function from a batch to its loss."""
        if self.how not in ("whole", "graphs"):
            return f
        return torch.compile(f, dynamic=False, mode="reduce-overhead" if self.how == "graphs" else "default")
