"""How well a denoiser predicts held-out objects."""

from __future__ import annotations

import numpy as np
import torch

from kiln.batches import Batches
from kiln.dataset import Dataset
from kiln.diffusion import NoiseLevels, add_noise, velocity_loss
from kiln.network import Denoiser

EVALUATION_OBJECTS = 192


class HeldOut:
    """Fixed held-out objects, noise and noise levels, so that the loss on them is comparable across a run."""

    def __init__(self, data: Dataset, photos: int, levels: NoiseLevels, net: Denoiser, device: torch.device) -> None:
        chosen = np.random.default_rng(0).permutation(len(data.items))[:EVALUATION_OBJECTS]
        self.batch = Batches(data, np.ones(len(data.items)), 0, device, net.config.photo_size).fixed(chosen, photos)
        generator = torch.Generator().manual_seed(0)
        self.noise = torch.randn(net.patchify(self.batch.x0).shape, generator=generator).to(device)
        s = levels.mean + levels.deviation * torch.randn(len(chosen), generator=generator)
        self.tau = torch.sigmoid(-s).to(device)

    @torch.no_grad()
    def loss(self, net: Denoiser, outside: float) -> float:
        """The mean velocity loss of a float32 network."""
        total, b = 0.0, self.batch
        for part in torch.arange(len(self.tau)).split(64):
            x0, tau = net.patchify(b.x0[part]), self.tau[part]
            known = (b.text[part], b.mask[part]) if b.photos is None else (None, None, b.photos[part], b.azimuth[part])
            predicted = net(add_noise(x0, self.noise[part], tau), tau, *known)
            total += float(velocity_loss(predicted, x0, tau, outside).sum())
        return total / len(self.tau)
