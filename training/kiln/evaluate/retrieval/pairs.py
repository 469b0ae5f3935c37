"""Objects and captions to learn from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from kiln.batches import encode_bytes
from kiln.evaluate.attributes import contradict
from kiln.evaluate.retrieval.augment import imperfect
from kiln.evaluate.retrieval.network import pad_tokens
from kiln.evaluate.sets import Objects
from kiln.text import TextEncoder

# A caption's tokens and its mask, as `pad_tokens` gives them.
Text = tuple[Tensor, Tensor]


@dataclass(frozen=True)
class PairBatch:
    """x: [B, 3, R, R, 9] encoded bfloat16, imperfect. true: a caption of each; false: of those that can be made
    false by a word, F of them, such a one. fits: [B, B], 1 where a caption is true of an object."""

    x: Tensor
    true: Text
    false: Text
    fits: Tensor


class Pairs:
    """Draws objects, every kind as often as any other, each with one of its captions."""

    def __init__(self, folders: list[Path], encoder: TextEncoder, seed: int = 0) -> None:
        self.rng = np.random.default_rng(seed)
        self.objects = Objects.open(folders, "train")
        items = self.objects.items
        self.captions = sorted({c for item in items for c in item.captions})
        row_of = {c: i for i, c in enumerate(self.captions)}
        self.captions_of = [np.array([row_of[c] for c in item.captions]) for item in items]
        self.tokens = [t.astype(np.float16) for t in encoder.encode(self.captions)]
        false = {c: contradict(c, self.rng) for c in self.captions}
        told = [c for c in self.captions if false[c] is not None]
        embedded = encoder.encode([false[c] for c in told])
        self.false_tokens = {row_of[c]: t.astype(np.float16) for c, t in zip(told, embedded, strict=True)}
        self.kinds, kind_of = np.unique([i.kind for i in items], return_inverse=True)
        self.cumulative = np.cumsum((1 / np.bincount(kind_of))[kind_of] / len(self.kinds))

    def draw(self, count: int, device: torch.device) -> PairBatch:
        """A batch of `count` objects."""
        index = np.searchsorted(self.cumulative, self.rng.random(count)).clip(0, len(self.captions_of) - 1)
        rows = np.array([self.rng.choice(self.captions_of[i]) for i in index])
        fits = torch.from_numpy(np.stack([np.isin(rows, self.captions_of[i]) for i in index])).float()
        mirror = torch.from_numpy(self.rng.random(count) < 0.5).to(device)
        x = encode_bytes(torch.from_numpy(self.objects.viewsets(index)).to(device), mirror)
        false = [self.false_tokens[r] for r in rows if r in self.false_tokens]
        return PairBatch(
            imperfect(x.to(torch.bfloat16), self.rng),
            self._text([self.tokens[r] for r in rows], device),
            self._text(false, device),
            fits.to(device),
        )

    @staticmethod
    def _text(tokens: list[np.ndarray], device: torch.device) -> Text:
        text, keep = pad_tokens(tokens)
        return text.to(device, torch.bfloat16), keep.to(device)
