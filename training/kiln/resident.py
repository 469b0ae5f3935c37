"""Batches of fixed shape from a set that lies in a GPU's own memory, drawn there without a word to the CPU.

A 128 px viewset is 442 kB, so tens of thousands of them fit, and no loader is needed. What keeps a GPU busy is that
the CPU never waits for it: no shape here depends on what was drawn, so captions are padded to a fixed length, and
compiled code fits every batch.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import torch
from torch import Tensor

from kiln.batches import UNKNOWN_ANGLE, Batch, encode_azimuth, encode_bytes, encode_photo_bytes
from kiln.dataset import Dataset
from kiln.rows import Rows


class ResidentBatches:
    """Draws what `Batches` draws, on any device that holds the set (`Dataset.to`)."""

    def __init__(
        self,
        data: Dataset,
        weights: np.ndarray,
        seed: int,
        device: torch.device,
        photo_size: int,
        compiled: Callable[[Callable], Callable] = lambda f: f,
    ) -> None:
        """photo_size: how fine the network sees photos. compiled: what to wrap the decoding of bytes in, such as
        torch.compile."""
        self.device, self.photo_size = device, photo_size
        self.generator = torch.Generator(device).manual_seed(seed)
        self.encode, self.encode_photos = compiled(encode_bytes), compiled(encode_photo_bytes)
        self.take(data, weights)

    def take(self, data: Dataset, weights: np.ndarray) -> None:
        """Draw from these items from now on."""
        place = lambda a: torch.as_tensor(np.asarray(a) if isinstance(a, Rows) else a, device=self.device)  # noqa: E731
        self.viewsets, self.tokens, self.lengths = place(data.viewsets), place(data.tokens), place(data.lengths)
        self.photos = None if data.photos is None else place(data.photos)
        self.most_photos = 0 if data.photos is None else data.photos.shape[1]
        self.azimuths = None if data.azimuths is None else place(data.azimuths)
        # Float64 from end to end: with many items a float32 sum would never draw some of them.
        self.cumulative = place(np.cumsum(weights / weights.sum()))
        counts = np.array([len(c) for c in data.captions_of])
        self.captions, self.counts = place(np.concatenate(data.captions_of)), place(counts)
        self.first = place(np.cumsum(counts) - counts)

    def _random(self, *shape: int) -> Tensor:
        return torch.rand(*shape, dtype=torch.float64, device=self.device, generator=self.generator)

    def draw(self, count: int, text_dropout: float, photos: int = 0, mirror: bool = True) -> Batch:
        """A batch of `count` samples, each with its first `photos` photos."""
        index = torch.searchsorted(self.cumulative, self._random(count)).clamp(max=len(self.counts) - 1)
        flip = self._random(count) < (0.5 if mirror else 0)
        caption = self.captions[self.first[index] + (self._random(count) * self.counts[index]).long()]
        lengths = self.lengths[caption] * (self._random(count) >= text_dropout)
        text = self.tokens[caption]
        mask = torch.arange(text.shape[1], device=self.device) < lengths[:, None]
        x0 = self.encode(self.viewsets[index], flip)
        if photos == 0:
            return Batch(x0, text, mask)
        known = self._random(count, photos) >= UNKNOWN_ANGLE
        known[:, 0] = True
        degrees = self.azimuths[index, :photos] * (1 - 2 * flip.float())[:, None]
        pictures = self.encode_photos(self.photos[index, :photos], flip, self.photo_size)
        return Batch(x0, text, mask, pictures, encode_azimuth(degrees, known))
