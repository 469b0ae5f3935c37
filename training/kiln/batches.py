"""Batches for training, drawn from a `Dataset` on the CPU or from GPU memory."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from kiln.dataset import Dataset

# How often an extra photo's angle is withheld, so that photos of unknown angle are of use too.
UNKNOWN_ANGLE = 0.2


@dataclass(frozen=True)
class Batch:
    """x0: [B, 3, R, R, 9] encoded float32. text: [B, T, 512] float32. mask: [B, T] bool, False for padding.

    photos: [B, K, S, S, 4] encoded float32, S the network's photo_size, and azimuth: [B, K, 3] (docs/conventions.md),
    or None.
    """

    x0: Tensor
    text: Tensor
    mask: Tensor
    photos: Tensor | None = None
    azimuth: Tensor | None = None


def mirror_bytes(data: Tensor, mirror: Tensor) -> Tensor:
    """uint8 viewsets [B, 3, R, R, 9], those with mirror [B] reflected in the plane x = 0."""
    # x is the depth of axis 0 and u of the axes 1 and 2: near and far swap there, columns reverse here.
    x = data[:, :1]
    sides = [x[..., :1], 255 - x[..., 2:3], 255 - x[..., 1:2], x[..., 6:9], x[..., 3:6]]
    flipped = torch.cat([torch.cat(sides, -1), data[:, 1:].flip(3)], 1)
    return torch.where(mirror.view(-1, 1, 1, 1, 1), flipped, data)


def encode_bytes(data: Tensor, mirror: Tensor) -> Tensor:
    """uint8 viewsets [B, 3, R, R, 9] to [-1, 1], those with mirror [B] reflected in the plane x = 0."""
    data = mirror_bytes(data, mirror)
    x = data.float().mul_(2 / 255).sub_(1)
    x[..., 1:] *= data[..., :1] > 127
    return x


def encode_photo_bytes(data: Tensor, mirror: Tensor, size: int) -> Tensor:
    """uint8 photos [B, K, S, S, 4] to [B, K, size, size, 4] as `kiln.photo.encode_photo` gives them; mirrored where
    mirror [B]."""
    b, k, full = data.shape[:3]
    step = full // size
    x = data.float().mul_(2 / 255).sub_(1)
    x[..., :3] *= (x[..., 3:] + 1) / 2
    if step > 1:
        x = x.view(b, k, size, step, size, step, 4).mean((3, 5))
    return torch.where(mirror.view(-1, 1, 1, 1, 1), x.flip(3), x)


def encode_azimuth(degrees: Tensor, known: Tensor) -> Tensor:
    """Angles [B, K] to (sin, cos, 0), or (0, 0, 1) where known [B, K] is False."""
    a = torch.deg2rad(degrees)
    nought = torch.zeros_like(a)
    angle = torch.stack([torch.sin(a), torch.cos(a), nought], -1)
    return torch.where(known[..., None], angle, torch.stack([nought, nought, nought + 1], -1))


class Batches:
    """Draws items by weight, each with one of its captions; mirrors half; drops the text of a share."""

    def __init__(self, data: Dataset, weights: np.ndarray, seed: int, device: torch.device, photo_size: int) -> None:
        """photo_size: how fine the network sees photos, see `kiln.network.Config`."""
        self.device, self.photo_size = device, photo_size
        self.rng = np.random.default_rng(seed)
        self.take(data, weights)

    def take(self, data: Dataset, weights: np.ndarray) -> None:
        """Draw from these items from now on."""
        self.data = data
        self.cumulative = np.cumsum(weights / weights.sum())
        self.most_photos = 0 if data.photos is None else data.photos.shape[1]

    def draw(self, count: int, text_dropout: float, photos: int = 0, mirror: bool = True) -> Batch:
        """A batch of `count` samples, each with its first `photos` photos."""
        index = np.searchsorted(self.cumulative, self.rng.random(count)).clip(0, len(self.data.items) - 1)
        flip = self.rng.random(count) < (0.5 if mirror else 0)
        caption = np.array([self.rng.choice(self.data.captions_of[i]) for i in index])
        lengths = np.where(self.rng.random(count) < text_dropout, 0, self.data.lengths[caption])
        known = self.rng.random((count, photos)) >= UNKNOWN_ANGLE
        return self._gather(index, caption, lengths, flip, known)

    def fixed(self, index: np.ndarray, photos: int = 0) -> Batch:
        """The items `index` as they are, for evaluation: with their first captions, or else with photos alone."""
        caption = np.array([self.data.captions_of[i][0] for i in index])
        lengths = self.data.lengths[caption] * (photos == 0)
        known = np.ones((len(index), photos), bool)
        return self._gather(index, caption, lengths, np.zeros(len(index), bool), known)

    def _gather(
        self, index: np.ndarray, caption: np.ndarray, lengths: np.ndarray, flip: np.ndarray, known: np.ndarray
    ) -> Batch:
        longest = max(int(lengths.max()), 1)
        mask = torch.from_numpy(np.arange(longest)[None] < lengths[:, None]).to(self.device)
        text = torch.from_numpy(self.data.tokens[caption, :longest]).to(self.device).float()
        mirror = torch.from_numpy(flip).to(self.device)
        x0 = encode_bytes(torch.from_numpy(self.data.viewsets[index]).to(self.device), mirror)
        count = known.shape[1]
        if count == 0:
            return Batch(x0, text, mask)
        pictures = torch.from_numpy(self.data.photos[index, :count]).to(self.device)
        degrees = torch.from_numpy(np.where(flip[:, None], -1, 1) * self.data.azimuths[index, :count]).to(self.device)
        known[:, 0] = True
        azimuth = encode_azimuth(degrees.float(), torch.from_numpy(known).to(self.device))
        return Batch(x0, text, mask, encode_photo_bytes(pictures, mirror, self.photo_size), azimuth)
