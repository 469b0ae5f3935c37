"""Captions as the text encoder's tokens, kept beside the set that they belong to."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import numpy as np

from kiln.text import TextEncoder


def embedded(folder: Path, captions: list[str], encoder: TextEncoder) -> tuple[np.ndarray, np.ndarray]:
    """tokens [C, 24, 512] float16, on disk, and their lengths [C].

    A caption takes 3 ms of a core, as long as rendering a small object takes: each set is embedded once, into two
    files of its folder whose names tell what they were made of.
    """
    digest = hashlib.sha256("\n".join([encoder.digest, *captions]).encode()).hexdigest()[:12]
    tokens_file, lengths_file = folder / f"tokens-{digest}.npy", folder / f"lengths-{digest}.npy"
    if not lengths_file.exists():
        of = encoder.encode(captions)
        tokens = np.zeros((len(captions), encoder.config.tokens, encoder.config.width), np.float16)
        for row, value in zip(tokens, of, strict=True):
            row[: len(value)] = value
        _save(tokens_file, tokens)
        _save(lengths_file, np.array([len(value) for value in of]))  # last: it says that both are there
    return np.load(tokens_file, mmap_mode="r"), np.load(lengths_file)


def _save(path: Path, array: np.ndarray) -> None:
    """Whole or not at all: other processes may open the same set, and have mapped the file into memory."""
    partial = path.with_suffix(f".{os.getpid()}.partial.npy")
    np.save(partial, array)
    partial.replace(path)
