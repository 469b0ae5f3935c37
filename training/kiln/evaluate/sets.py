"""Objects of one split of some sets, read from disk as they are needed."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from kiln.dataset import Item


@dataclass(frozen=True)
class Objects:
    """arrays: each set's viewsets on disk. places: [N, 2], for each item which array and which row."""

    arrays: list[np.ndarray]
    items: list[Item]
    places: np.ndarray

    @classmethod
    def open(cls, folders: list[Path], split: str) -> Objects:
        """Raises FileNotFoundError, saying how to make a set, if there is none in one of the folders, and ValueError
        if none of them has an item of this split ("train" or "val")."""
        arrays, items, places = [], [], []
        for folder in folders:
            if not (folder / "viewsets.npy").exists():
                raise FileNotFoundError(f"no set in {folder}: name another with --data, or make one with kiln.dataset")
            arrays.append(np.load(folder / "viewsets.npy", mmap_mode="r"))
            for row, line in enumerate((folder / "items.jsonl").read_text().splitlines()):
                item = Item(**json.loads(line))
                if item.split == split:
                    items.append(item)
                    places.append((len(arrays) - 1, row))
        if not items:
            raise ValueError(f"no {split} item in {', '.join(map(str, folders))}: make a larger set with kiln.dataset")
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
