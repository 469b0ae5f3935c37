"""What a training step minimises."""

from __future__ import annotations

import torch
from torch import Tensor

from kiln.batches import Batch
from kiln.compiler import Compiler
from kiln.diffusion import add_noise, velocity_loss
from kiln.network import Denoiser
from kiln.picture_loss import picture_loss

# The weight of the picture loss at which it pulls at a prediction as hard as the velocity loss does (kiln-s, from one
# photo: 0.03 pulled 17 times as hard).
EVEN = 0.0018


class Objective:
    """What a network in bfloat16 is trained for on a noised batch: the mean velocity loss, and with photos the picture
    loss too."""

    def __init__(self, net: Denoiser, outside: float, compiler: Compiler, pictures: float = 0) -> None:
        """outside: see `kiln.diffusion.loss_weights`. pictures: the share of the picture loss in the pull of batches
        with photos, in [0, 1]."""
        self.net, self.outside, self.pictures = net, outside, pictures
        compiler.network(net)
        self._noised, self._loss = compiler.part(self._noise), compiler.part(velocity_loss)
        self._picture_loss = compiler.part(picture_loss)
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
        tokens, noisy = self._noised(x0, tau)
        predicted = self.net(noisy, tau, text, mask, photos, azimuth)
        loss = self._loss(predicted, tokens, tau, self.outside).mean()
        if photos is None or self.pictures == 0:
            return loss
        seen = self._picture_loss(self.net.unpatchify(predicted).float(), x0).mean()
        return (1 - self.pictures) * loss + self.pictures * EVEN * seen
