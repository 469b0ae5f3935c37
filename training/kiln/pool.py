"""The sets that a training draws from, which may grow while it goes on."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from kiln.dataset import Dataset, Item, join
from kiln.text import TextEncoder


def item_weights(items: list[Item], focus: dict[str, float]) -> np.ndarray:
    """[N] summing to 1. Each kind gets a part that grows with the root of its count, so that neither many alike nor a
    single one rule, times its `focus` weight (default 1)."""
    kinds, counts = np.unique([i.kind for i in items], return_counts=True)
    count_of = dict(zip(kinds, counts, strict=True))
    w = np.array([focus.get(i.kind, 1.0) / count_of[i.kind] ** 0.5 for i in items])
    return w / w.sum()


@dataclass
class Pool:
    """Sets of one modality as one. Every source has its share, which its sets divide among them evenly."""

    data: Dataset | None = None
    parts: list[tuple[str, float, np.ndarray]] = field(default_factory=list)

    def add(self, source: str, share: float, data: Dataset, weights: np.ndarray) -> None:
        """Add a set with the weights of its items. share: the source's, the same for all its sets."""
        self.data = data if self.data is None else join([self.data, data])
        self.parts.append((source, share, weights))

    @property
    def weights(self) -> np.ndarray:
        """[N], in the order of `data`."""
        sources = [source for source, _, _ in self.parts]
        return np.concatenate([share / sources.count(source) * w for source, share, w in self.parts])


def source_of(folder: Path) -> str:
    """What the shards of one sort have in common: "grammar" of .../grammar-003 (see `kiln.gpu.build`)."""
    name, _, number = folder.name.rpartition("-")
    return name if number.isdigit() else folder.name


def keep_for(focus: dict[str, float], split: str) -> Callable[[Item], bool]:
    """Whether an item is of the split, and of a kind that is not left out."""
    return lambda item: item.split == split and focus.get(item.kind, 1) > 0


class Watch:
    """Opens sets as they appear in a folder, in a thread of its own, so that training does not wait for them."""

    def __init__(
        self, root: Path, known: list[Path], shares: dict[str, float], focus: dict[str, float], encoder: TextEncoder
    ) -> None:
        """known: sets that are there already. shares: by source; others are not looked at."""
        self.root, self.known, self.shares, self.focus, self.encoder = root, set(known), shares, focus, encoder
        self.found: queue.Queue[tuple[Path, Dataset, np.ndarray]] = queue.Queue()
        self.failure: Exception | None = None
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._look)
        self._thread.start()

    def _look(self) -> None:
        try:
            # A training that fails closes nothing, and must not be kept alive.
            while not self._closed.is_set() and threading.main_thread().is_alive():
                whole = (f.parent for f in self.root.glob("*/items.jsonl") if f.parent.suffix != ".partial")
                for folder in sorted(whole, key=lambda f: f.stat().st_mtime):
                    if self._closed.is_set():
                        break
                    if folder in self.known or source_of(folder) not in self.shares:
                        continue
                    self.known.add(folder)
                    data = Dataset.open(folder, self.encoder, keep_for(self.focus, "train"))
                    self.found.put((folder, data.to(self.encoder.device), item_weights(data.items, self.focus)))
                self._closed.wait(2)
        except Exception as error:  # told by the thread that trains
            self.failure = error

    def close(self) -> None:
        """Look no more. A thread that still worked when the interpreter ends would take it down."""
        self._closed.set()
        self._thread.join()

    def take(self, pools: tuple[Pool, Pool]) -> list[bool]:
        """Add what was found to the pool without photos or to that with; returns which of them grew."""
        if self.failure:
            raise self.failure
        grew = [False, False]
        while not self.found.empty():
            folder, data, weights = self.found.get()
            with_photos = data.photos is not None
            pools[with_photos].add(source_of(folder), self.shares[source_of(folder)], data, weights)
            grew[with_photos] = True
            print(f"{folder}: {len(data.items)} more to train on", flush=True)
        return grew
