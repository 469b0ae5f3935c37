"""The denoiser's training objects, for comparison."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from kiln.dataset import Item


@dataclass(frozen=True)
class Training:
    """The training items of some sets. Viewsets stay on disk: [N, 3, R, R, 9] uint8 are read as they are needed."""

    arrays: list[np.ndarray]
    items: list[Item]
    places: np.ndarray  # [N, 2]: which array, which row

    @classmethod
    def open(cls, folders: list[Path]) -> Training:
        """Raises FileNotFoundError, saying how to make a set, if there is none in one of the folders."""
        arrays, items, places = [], [], []
        for folder in folders:
            if not (folder / "viewsets.npy").exists():
                raise FileNotFoundError(
                    f"no training set in {folder}: name the denoiser's with --data, or make one with kiln.dataset"
                )
            arrays.append(np.load(folder / "viewsets.npy", mmap_mode="r"))
            for row, line in enumerate((folder / "items.jsonl").read_text().splitlines()):
                item = Item(**json.loads(line))
                if item.split == "train":
                    items.append(item)
                    places.append((len(arrays) - 1, row))
        return cls(arrays, items, np.array(places))

    def viewsets(self, index: np.ndarray) -> np.ndarray:
        """The items `index` as bytes, [len(index), 3, R, R, 9]."""
        return np.stack([self.arrays[a][r] for a, r in self.places[index]])

    def like(self, kinds: list[str]) -> np.ndarray:
        """For each kind another item of it, drawn at random; of any kind where there is none: [len(kinds)]."""
        rng = np.random.default_rng(0)
        waiting: dict[str, list[int]] = {}
        for i in rng.permutation(len(self.items)):
            waiting.setdefault(self.items[i].kind, []).append(int(i))
        spare = [int(i) for i in rng.permutation(len(self.items))]
        return np.array([waiting[k].pop() if waiting.get(k) else spare.pop() for k in kinds])
