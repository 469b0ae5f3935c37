"""The deterministic samplers on Gaussian data, where the best denoiser and the flow it implies are known."""

import numpy as np
import pytest
import torch

from kiln.diffusion import SAMPLERS, grid

DEVIATION = 0.3


def denoise(x, tau):
    """E[x_0 | x_tau] for x_0 ~ N(0, DEVIATION²)."""
    t = tau[:, None]
    signal, noise = (1 - t) * DEVIATION, t
    return x * DEVIATION * signal / (signal**2 + noise**2)


def to_the_end(steps):
    """Levels even in log-SNR down to where hardly any noise is left, which `grid` does not go to."""
    return [*torch.sigmoid(-torch.linspace(-6, 3, steps)).tolist(), 0.0]


def exact(noise):
    """Where the flow takes a draw at the first level: along it x over its standard deviation is constant."""
    tau = to_the_end(2)[0]
    return noise * DEVIATION / np.hypot((1 - tau) * DEVIATION, tau)


def error(name, steps):
    noise = torch.randn(64, 1, generator=torch.Generator().manual_seed(0), dtype=torch.float64)
    return float((SAMPLERS[name](denoise, noise, to_the_end(steps)) - exact(noise)).abs().max())


@pytest.mark.parametrize("name", SAMPLERS)
def test_samplers_reach_the_exact_solution(name):
    assert error(name, 400) < 0.02


def test_second_order_needs_fewer_steps():
    assert error("dpm-solver++", 20) < error("ddim", 20) / 1.5
    assert error("heun", 20) < error("ddim", 20) / 1.5


@pytest.mark.parametrize("name", SAMPLERS)
def test_one_step_is_the_prediction(name):
    noise = torch.ones(1, 1)
    assert torch.equal(SAMPLERS[name](denoise, noise, grid(1)), denoise(noise, torch.tensor(grid(1)[:1])))
