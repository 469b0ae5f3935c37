"""Muon: momentum whose matrix updates are orthogonalised (Jordan et al. 2024), with AdamW for the rest.

torch.optim.Muon exists only from PyTorch 2.9 on; this one also runs on the 1.13 that Debian ships.
"""

from __future__ import annotations

import torch
from torch import Tensor


def orthogonalise(g: Tensor, iterations: int = 5) -> Tensor:
    """The nearest semi-orthogonal matrix to g [m, n], roughly, by a quintic Newton-Schulz iteration."""
    a, b, c = 3.4445, -4.7750, 2.0315
    x = g.to(torch.bfloat16)
    tall = x.shape[0] > x.shape[1]
    if tall:
        x = x.t()
    x = x / (x.norm() + 1e-7)
    for _ in range(iterations):
        s = x @ x.t()
        x = a * x + (b * s + c * (s @ s)) @ x
    return (x.t() if tall else x).to(g.dtype)


class Muon(torch.optim.Optimizer):
    """For hidden weight matrices. The update is scaled to AdamW's usual size (Liu et al. 2025), so both can
    share one learning rate."""

    def __init__(self, params, lr: float = 1e-3, momentum: float = 0.95, weight_decay: float = 0.0) -> None:
        super().__init__(params, {"lr": lr, "momentum": momentum, "weight_decay": weight_decay})

    @torch.no_grad()
    def step(self, closure=None) -> None:  # noqa: ANN001 - the base class' signature
        for group in self.param_groups:
            for p in group["params"]:
                if p.grad is None:
                    continue
                state = self.state[p]
                if not state:
                    state["momentum"] = torch.zeros_like(p)
                m = state["momentum"].lerp_(p.grad, 1 - group["momentum"])
                update = orthogonalise(p.grad.lerp(m, group["momentum"]))
                p.mul_(1 - group["lr"] * group["weight_decay"])
                p.add_(update, alpha=-group["lr"] * 0.2 * max(p.shape) ** 0.5)
