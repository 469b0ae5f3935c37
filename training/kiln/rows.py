"""Rows of several arrays as rows of one."""

from __future__ import annotations

import numpy as np


class Rows:
    """Chosen rows of arrays [M, ...] that lie apart, on disk (np.memmap) or in memory. Nothing is copied until rows
    are asked for, so that sets may grow often, and beyond memory."""

    def __init__(self, array: np.ndarray, chosen: np.ndarray | list[int]) -> None:
        self.arrays = [array]
        self.array_of = np.zeros(len(chosen), np.intp)
        self.row_of = np.asarray(chosen, np.intp)

    @classmethod
    def join(cls, parts: list[Rows]) -> Rows:
        """The rows of all parts, one after another."""
        joined = cls(parts[0].arrays[0], [])
        joined.arrays = [a for part in parts for a in part.arrays]
        starts = np.cumsum([0, *(len(part.arrays) for part in parts)])
        joined.array_of = np.concatenate([part.array_of + start for part, start in zip(parts, starts, strict=False)])
        joined.row_of = np.concatenate([part.row_of for part in parts])
        return joined

    @property
    def shape(self) -> tuple[int, ...]:
        return (len(self.row_of), *self.arrays[0].shape[1:])

    def __len__(self) -> int:
        return len(self.row_of)

    def __getitem__(self, key: np.ndarray | tuple) -> np.ndarray:
        """A copy of the rows `index` [n]; of a part of each, with key = (index, a slice)."""
        index, *part = key if isinstance(key, tuple) else (key,)
        array_of, row_of = self.array_of[index], self.row_of[index]
        size = self.arrays[0][:1][(slice(None), *part)].shape[1:]
        out = np.empty((len(row_of), *size), self.arrays[0].dtype)
        for number in np.unique(array_of):
            here = array_of == number
            out[here] = self.arrays[number][(row_of[here], *part)]
        return out

    def __array__(self, dtype: np.dtype | None = None) -> np.ndarray:
        return np.asarray(self[np.arange(len(self))], dtype)
