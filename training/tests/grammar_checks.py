"""What the tests of generators measure and demand."""

from __future__ import annotations

import re

import numpy as np

from kiln.grammar.base import Sample
from kiln.mesh import Mesh


def volume(mesh: Mesh) -> float:
    """Signed volume; positive if the faces look outward."""
    a, b, c = (mesh.positions[mesh.faces[:, i]].astype(np.float64) for i in range(3))
    return float(np.sum(a * np.cross(b, c)) / 6)


def pieces(mesh: Mesh) -> np.ndarray:
    """Signed volume of each connected solid [N]."""
    _, welded = np.unique(np.round(mesh.positions * 1e4).astype(np.int64), axis=0, return_inverse=True)
    corner = welded.reshape(-1)[mesh.faces]
    label, settled = np.arange(welded.max() + 1), False
    while not settled:
        least = label[corner].min(1)
        new = label.copy()
        for i in range(3):
            np.minimum.at(new, corner[:, i], least)
        label, settled = new, bool((new == label).all())
    a, b, c = (mesh.positions[mesh.faces[:, i]].astype(np.float64) for i in range(3))
    middle = mesh.positions.mean(0)
    return np.bincount(label[corner[:, 0]], np.sum((a - middle) * np.cross(b - middle, c - middle), 1) / 6)


def check_captions(sample: Sample, fewest: int = 4) -> None:
    """At least `fewest` captions: distinct, tidy, short, with the right articles."""
    assert fewest <= len(sample.captions) <= 8
    assert len(set(sample.captions)) == len(sample.captions)
    for caption in sample.captions:
        assert isinstance(caption, str) and caption == caption.strip() and caption
        assert "  " not in caption and len(caption.split()) <= 16
        assert not re.search(r"\ba [aeio]", caption.replace("a one-", "")), caption
        assert not re.search(r"\ban [^aeiou]", caption, re.IGNORECASE), caption
