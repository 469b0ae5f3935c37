"""Muon: momentum whose matrix updates are orthogonalised (Jordan et al. 2024), with AdamW for the rest.

torch.optim.Muon exists only from PyTorch 2.9 on; this one also runs on the 1.13 that Debian ships.
"""

from __future__ import annotations

import torch
from torch import Tensor


def orthogonalise(g: Tensor, iterations: int = 5) -> Tensor:
    """The nearest semi-orthogonal matrices to g [..., m, n], roughly, by a quintic Newton-Schulz iteration."""
    a, b, c = 3.4445, -4.7750, 2.0315
    x = g.to(torch.bfloat16)
    tall = x.shape[-2] > x.shape[-1]
    if tall:
        x = x.transpose(-2, -1)
    x = x / (x.norm(dim=(-2, -1), keepdim=True) + 1e-7)
    for _ in range(iterations):
        s = x @ x.transpose(-2, -1)
        x = a * x + (b * s + c * (s @ s)) @ x
    return (x.transpose(-2, -1) if tall else x).to(g.dtype)


class Muon(torch.optim.Optimizer):
    """For hidden weight matrices. The update is scaled to AdamW's usual size (Liu et al. 2025), so both can
    share one learning rate."""

    def __init__(self, params, lr: float = 1e-3, momentum: float = 0.95, weight_decay: float = 0.0) -> None:
        super().__init__(params, {"lr": lr, "momentum": momentum, "weight_decay": weight_decay})

    @torch.no_grad()
    def step(self, closure=None) -> None:  # noqa: ANN001 - the base class' signature
        for group in self.param_groups:
            for params in _alike([p for p in group["params"] if p.grad is not None]):
                updates = []
                for p in params:
                    state = self.state[p]
                    if not state:
                        state["momentum"] = torch.zeros_like(p)
                    m = state["momentum"].lerp_(p.grad, 1 - group["momentum"])
                    updates.append(p.grad.lerp(m, group["momentum"]))
                matrices = orthogonalise(torch.stack(updates)) if len(updates) > 1 else [orthogonalise(updates[0])]
                for p, update in zip(params, matrices, strict=True):
                    p.mul_(1 - group["lr"] * group["weight_decay"])
                    p.add_(update, alpha=-group["lr"] * 0.2 * max(p.shape) ** 0.5)


def _alike(params: list[Tensor]) -> list[list[Tensor]]:
    """Parameters to update together: on a GPU, where small products leave it idle, all of one shape."""
    if not params or not params[0].is_cuda:
        return [[p] for p in params]
    groups: dict[torch.Size, list[Tensor]] = {}
    for p in params:
        groups.setdefault(p.shape, []).append(p)
    return list(groups.values())
