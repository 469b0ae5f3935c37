"""The noise path x_tau = (1 - tau) x_0 + tau eps, the training loss on it, and a sampler to look at results with."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor

# The loss is taken on the velocity (eps - x_0) that a predicted x_0 implies, which weighs x_0 errors by 1 / tau²;
# below this tau the weight stays constant.
TAU_FLOOR = 0.05


@dataclass(frozen=True)
class NoiseLevels:
    """Distribution of noise levels in training: s = ln((1 - tau) / tau) ~ N(mean, deviation²)."""

    mean: float = -1.8
    deviation: float = 1.4

    def sample(self, count: int, device: torch.device | str = "cpu") -> Tensor:
        """[count] values of tau; stratified, so that every batch spans the whole distribution."""
        u = (torch.arange(count, device=device) + torch.rand(count, device=device)) / count
        s = self.mean + self.deviation * torch.special.ndtri(u.clamp(1e-4, 1 - 1e-4))
        return torch.sigmoid(-s)[torch.randperm(count, device=device)]


def add_noise(x0: Tensor, noise: Tensor, tau: Tensor) -> Tensor:
    """x_tau for x0, noise [B, ...] and tau [B] float32."""
    # 1 - tau before the cast: near tau = 1 a half-precision tau would lose the signal's share.
    signal, tau = ((t.view(-1, *[1] * (x0.dim() - 1))).to(x0.dtype) for t in (1 - tau, tau))
    return torch.addcmul(signal * x0, tau, noise)


def loss_weights(x0: Tensor, outside: float) -> Tensor:
    """[B, N, P P 9] weights: 1 for alpha and inside the silhouette, `outside` for depth and colour elsewhere."""
    values = x0.view(*x0.shape[:-1], -1, 9)
    inside = (values[..., :1] > 0).to(x0.dtype)
    rest = outside + (1 - outside) * inside
    return torch.cat([torch.ones_like(inside), rest.expand(*rest.shape[:-1], 8)], -1).view_as(x0)


def velocity_loss(predicted: Tensor, x0: Tensor, tau: Tensor, outside: float) -> Tensor:
    """Weighted mean squared error per sample, [B], of the velocity implied by a predicted x_0 (Li and He 2025).

    x0 may be in half precision; the squares are summed in float32.
    """
    root = loss_weights(x0, outside**0.5) / tau.clamp(min=TAU_FLOOR).to(x0.dtype).view(-1, 1, 1)
    error = torch.linalg.vector_norm(((predicted - x0) * root).flatten(1), dim=1).float()
    return error.square() / x0[0].numel()


def grid(steps: int, fidelity: float = 0.0, first: float = -6.0) -> list[float]:
    """steps + 1 falling noise levels, even in s from `first` to 0, with full fidelity to -5.5, then τ = 0.

    The twin of src/diffusion/grid.ts, which gives the reasons.
    """
    if steps < 1:
        raise ValueError("at least one step")
    s = first + (-5.5 * fidelity - first) * torch.arange(steps) / max(1, steps - 1)
    return [*torch.sigmoid(-s).tolist(), 0.0]


@torch.no_grad()
def ddim(denoise: Callable[[Tensor, Tensor], Tensor], x: Tensor, levels: list[float]) -> Tensor:
    """Deterministic sampler (Song et al. 2021, eta = 0) on this path, from x at levels[0] along falling `levels` that
    end in 0. `denoise(x, tau [B])` predicts x_0."""
    for now, after in zip(levels[:-1], levels[1:]):  # noqa: B905 - lists of unequal length by design
        x0 = denoise(x, torch.full((x.shape[0],), now, device=x.device))
        noise_part = (x - (1 - now) * x0) / now
        x = (1 - after) * x0 + after * noise_part
    return x


def guided(denoise: Callable[..., Tensor], scale: float, *known: Tensor) -> Callable[..., Tensor]:
    """Classifier-free guidance (Ho and Salimans 2022): x_0 = u + scale (c - u), c with what is `known`, u bare."""

    def run(x: Tensor, tau: Tensor) -> Tensor:
        conditional = denoise(x, tau, *known)
        if scale == 1:
            return conditional
        bare = denoise(x, tau)
        return bare + scale * (conditional - bare)

    return run


@torch.no_grad()
def dpm_solver(denoise: Callable[[Tensor, Tensor], Tensor], x: Tensor, levels: list[float]) -> Tensor:
    """DPM-Solver++(2M) (Lu et al. 2022, algorithm 2): second order, from this prediction and the one before.

    Its twin is src/diffusion/dpm-solver.ts. The last step, infinitely long in log-SNR, is the prediction itself.
    """
    before: Tensor | None = None
    step_before = 0.0
    for now, after in zip(levels[:-1], levels[1:]):  # noqa: B905 - lists of unequal length by design
        x0 = denoise(x, torch.full((x.shape[0],), now, device=x.device))
        if after == 0:
            return x0
        step = math.log((1 - after) / after) - math.log((1 - now) / now)
        extrapolated = x0 if before is None else x0 + step / (2 * step_before) * (x0 - before)
        x = after / now * x - (1 - after) * math.expm1(-step) * extrapolated
        before, step_before = x0, step
    return x


@torch.no_grad()
def heun(denoise: Callable[[Tensor, Tensor], Tensor], x: Tensor, levels: list[float]) -> Tensor:
    """Heun's method on the flow ODE dx/dtau = (x - x_0) / tau (Karras et al. 2022): two predictions a step.

    Its twin is src/diffusion/heun.ts. The last step is the prediction itself.
    """
    for now, after in zip(levels[:-1], levels[1:]):  # noqa: B905 - lists of unequal length by design
        x0 = denoise(x, torch.full((x.shape[0],), now, device=x.device))
        if after == 0:
            return x0
        slope = (x - x0) / now
        euler = x + (after - now) * slope
        slope_after = (euler - denoise(euler, torch.full((x.shape[0],), after, device=x.device))) / after
        x = x + (after - now) / 2 * (slope + slope_after)
    return x


# By the names that the studio gives them (src/diffusion/samplers.ts).
SAMPLERS = {"ddim": ddim, "dpm-solver++": dpm_solver, "heun": heun}
