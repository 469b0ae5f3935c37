"""From where a photo was taken: elevation and field of view, each with how sure that is.

A small convolutional network with residual blocks (He et al. 2016) over a photo as the denoiser sees it. Its outputs
are the mean and the deviation of a Gaussian for each angle (Nix and Weigend, "Estimating the mean and variance of the
target probability distribution", 1994). docs/conventions.md, Camera, is its specification; src/model/camera/ its twin.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.numpy import load_file, save_file
from torch import Tensor, nn

from kiln.manifest import file_entry

SIZE = 64  # pixels along a side of a photo
WIDTHS = (32, 64, 96, 128)  # channels after each halving
HIDDEN = 128
DROPOUT = 0.2
# Degrees: what an output of 0 means, and by how much an output of 1 differs, for elevation and field of view.
MEAN, SCALE = (17.5, 40.0), (16.0, 11.5)
# Bounds of a logarithm of a deviation, in units of SCALE.
LOG_DEVIATION = (-3.0, 1.0)


class Residual(nn.Module):
    """x + b(relu(a(relu(x))))"""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.a, self.b = nn.Conv2d(width, width, 3, padding=1), nn.Conv2d(width, width, 3, padding=1)
        nn.init.zeros_(self.b.weight)

    def forward(self, x: Tensor) -> Tensor:
        return x + self.b(F.relu(self.a(F.relu(x))))


class CameraEstimator(nn.Module):
    """Encoded photos [B, SIZE, SIZE, 4] to [B, 4]: elevation and field of view in units of SCALE around MEAN, and the
    logarithms of their deviations."""

    def __init__(self) -> None:
        super().__init__()
        channels = (4, *WIDTHS)
        self.halve = nn.ModuleList(nn.Conv2d(a, b, 3, stride=2, padding=1) for a, b in zip(channels, WIDTHS))  # noqa: B905
        # The finest resolution has nothing to decide yet, and most pixels.
        self.refine = nn.ModuleList(Residual(w) for w in WIDTHS[1:])
        self.hidden = nn.Linear(WIDTHS[-1] * (SIZE // 2 ** len(WIDTHS)) ** 2, HIDDEN)
        self.out = nn.Linear(HIDDEN, 4)

    def forward(self, photos: Tensor) -> Tensor:
        x = F.relu(self.halve[0](photos.permute(0, 3, 1, 2)))
        for halve, refine in zip(list(self.halve)[1:], self.refine, strict=True):
            x = F.relu(refine(halve(x)))
        x = F.dropout(x.permute(0, 2, 3, 1).flatten(1), DROPOUT, self.training)
        return self.out(F.relu(self.hidden(x)))

    @torch.no_grad()
    def angles(self, photos: Tensor) -> tuple[Tensor, Tensor]:
        """Degrees [B, 2] of elevation and field of view, and their deviations [B, 2]."""
        out, scale = self(photos), torch.tensor(SCALE)
        return out[:, :2] * scale + torch.tensor(MEAN), out[:, 2:].clamp(*LOG_DEVIATION).exp() * scale


def loss(out: Tensor, degrees: Tensor) -> Tensor:
    """Negative log-likelihood of degrees [B, 2], up to a constant."""
    z = (degrees - torch.tensor(MEAN)) / torch.tensor(SCALE)
    log_deviation = out[:, 2:].clamp(*LOG_DEVIATION)
    return (log_deviation + 0.5 * ((z - out[:, :2]) / log_deviation.exp()) ** 2).mean()


def save(net: CameraEstimator, training: dict, out: Path) -> None:
    """Write camera.safetensors, float16, and manifest.json."""
    out.mkdir(parents=True, exist_ok=True)
    path = out / "camera.safetensors"
    save_file({name: value.numpy().astype(np.float16) for name, value in net.state_dict().items()}, path)
    config = {
        "photo_size": SIZE,
        "widths": WIDTHS,
        "hidden": HIDDEN,
        "mean": MEAN,
        "scale": SCALE,
        "log_deviation": LOG_DEVIATION,
    }
    manifest = {
        "format": 1,
        "name": "camera",
        "kind": "camera",
        "config": config,
        "files": [file_entry(path)],
        "training": training,
        "licence": "CC0-1.0",
    }
    (out / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")


def load(folder: Path) -> CameraEstimator:
    """The model that `save` wrote, in float32, for inference."""
    net = CameraEstimator()
    stored = load_file(folder / "camera.safetensors")
    net.load_state_dict({name: torch.from_numpy(value.astype(np.float32)) for name, value in stored.items()})
    return net.eval()
