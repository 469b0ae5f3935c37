"""Noise path, loss and sampler."""

import math

import torch

from kiln.diffusion import NoiseLevels, add_noise, ddim, grid, loss_weights, velocity_loss
from kiln.muon import Muon, orthogonalise


def test_noise_levels_follow_their_distribution():
    torch.manual_seed(0)
    tau = NoiseLevels(-1.8, 1.4).sample(20_000)
    s = torch.log((1 - tau) / tau)
    assert abs(float(s.mean()) + 1.8) < 0.02
    assert abs(float(s.std()) - 1.4) < 0.02


def test_loss_is_the_velocity_error():
    torch.manual_seed(0)
    x0, noise = torch.randn(3, 2, 18), torch.randn(3, 2, 18)
    x0[..., ::9] = 1.0  # all inside, so all weights are 1
    tau = torch.tensor([0.2, 0.5, 0.9])
    predicted = x0 + 0.1 * torch.randn_like(x0)
    x = add_noise(x0, noise, tau)
    t = tau.view(-1, 1, 1)
    velocity = (x - predicted) / t  # d x / d tau as the prediction implies it
    expected = (velocity - (noise - x0)).square().mean((1, 2))
    torch.testing.assert_close(velocity_loss(predicted, x0, tau, 0.1), expected, rtol=1e-4, atol=1e-5)


def test_weights_are_low_outside_the_silhouette():
    x0 = torch.zeros(1, 1, 18)
    x0[0, 0, 0], x0[0, 0, 9] = 1.0, -1.0
    w = loss_weights(x0, 0.1)[0, 0]
    assert (w[:9] == 1).all() and w[9] == 1
    torch.testing.assert_close(w[10:], torch.full((8,), 0.1))


def test_grid_is_even_in_log_snr():
    levels = grid(10)
    assert abs(levels[0] - 1 / (1 + math.exp(-6))) < 1e-6 and levels[-1] == 0 and len(levels) == 11
    s = [torch.logit(torch.tensor(1 - t)) for t in levels[:-1]]
    steps = torch.stack(s).diff()
    torch.testing.assert_close(steps, steps[0].expand_as(steps), rtol=1e-3, atol=1e-3)


def test_with_fidelity_the_last_prediction_comes_earlier_from_the_same_start():
    plain, faithful = grid(25), grid(25, 0.8)
    assert faithful[0] == plain[0] and faithful[-1] == 0
    assert abs(plain[-2] - 0.5) < 1e-6 and abs(faithful[-2] - 0.988) < 1e-3


def test_the_last_prediction_does_not_depend_on_the_number_of_steps():
    assert grid(2)[-2] == grid(12)[-2] == grid(200)[-2]
    assert grid(1) == [grid(2)[0], 0.0]


def test_ddim_recovers_a_gaussian():
    """With the optimal denoiser of N(mean, deviation²) the samples have that mean and deviation."""
    mean, deviation = 0.4, 0.3

    def denoise(x, tau):
        t = tau.view(-1, 1)
        gain = (1 - t) * deviation**2 / ((1 - t) ** 2 * deviation**2 + t**2)
        return mean + gain * (x - (1 - t) * mean)

    levels = [*torch.sigmoid(-torch.linspace(-6, 3, 200)).tolist(), 0.0]
    out = ddim(denoise, torch.randn(4000, 8, generator=torch.Generator().manual_seed(0)), levels)
    assert abs(float(out.mean()) - mean) < 0.01
    assert abs(float(out.std()) - deviation) < 0.015


def test_muon_orthogonalises_and_learns():
    torch.manual_seed(0)
    g = torch.randn(32, 64)
    values = torch.linalg.svdvals(orthogonalise(g, 5))
    assert values.min() > 0.5 and values.max() < 1.4
    w = torch.nn.Parameter(torch.zeros(16, 16))
    target = torch.randn(16, 16)
    optimiser = Muon([w], lr=0.05)
    for _ in range(200):
        loss = (w - target).square().mean()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    assert float(loss.detach()) < 0.05
