"""What a training step minimises."""

from __future__ import annotations

import torch
from torch import Tensor

from kiln.batches import Batch
from kiln.compiler import Compiler
from kiln.diffusion import add_noise, velocity_loss
from kiln.network import Denoiser


class Objective:
    """The mean velocity loss of a network in bfloat16 on a noised batch."""

    def __init__(self, net: Denoiser, outside: float, compiler: Compiler) -> None:
        """outside: see `kiln.diffusion.loss_weights`."""
        self.net, self.outside = net, outside
        compiler.network(net)
        self._noised, self._loss = compiler.part(self._noise), compiler.part(velocity_loss)
        self._run = compiler.whole(self._objective)

    def __call__(self, batch: Batch, tau: Tensor) -> Tensor:
        """The loss, a scalar with gradients; tau: [B] float32."""
        text, photos, azimuth = (
            None if t is None else t.to(torch.bfloat16) for t in (batch.text, batch.photos, batch.azimuth)
        )
        return self._run(batch.x0, tau, text, batch.mask, photos, azimuth)

    def _noise(self, x0: Tensor, tau: Tensor) -> tuple[Tensor, Tensor]:
        x0 = self.net.patchify(x0).to(torch.bfloat16)
        return x0, add_noise(x0, torch.randn_like(x0), tau)

    def _objective(
        self, x0: Tensor, tau: Tensor, text: Tensor, mask: Tensor, photos: Tensor | None, azimuth: Tensor | None
    ) -> Tensor:
        x0, noisy = self._noised(x0, tau)
        return self._loss(self.net(noisy, tau, text, mask, photos, azimuth), x0, tau, self.outside).mean()
