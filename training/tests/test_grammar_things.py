"""The generators of everyday things, small animals and compositions: sound solids, true-to-type captions."""

import re

import numpy as np
import pytest

from kiln.grammar import (
    balloons,
    balls,
    books,
    boxes,
    bridges,
    candles,
    clocks,
    dragons,
    electronics,
    fruit,
    garden,
    headwear,
    igloos,
    insects,
    instruments,
    pizzas,
    pyramids,
    sea_creatures,
    skulls,
    small_creatures,
    storage,
    sweets,
    tents,
)
from kiln.grammar.base import COLORS
from kiln.mesh import Mesh, normalise
from kiln.rasterise import viewset

MODULES = (
    *(balloons, balls, books, boxes, bridges, candles, clocks, dragons, electronics, fruit, garden, headwear),
    *(igloos, insects, instruments, pizzas, pyramids, sea_creatures, skulls, small_creatures, storage, sweets, tents),
)
GENERATORS = {kind: make for module in MODULES for kind, make in module.GENERATORS.items()}
SEEDS = range(20)


def volume(mesh: Mesh) -> float:
    """Signed volume; positive if the faces look outward."""
    a, b, c = (mesh.positions[mesh.faces[:, i]].astype(np.float64) for i in range(3))
    return float(np.sum(a * np.cross(b, c)) / 6)


@pytest.fixture(scope="module", params=GENERATORS)
def samples(request):
    return [GENERATORS[request.param](np.random.default_rng(seed)) for seed in SEEDS]


def test_mesh_is_finite_and_sane(samples):
    for s in samples:
        m = s.mesh
        assert 50 <= len(m.faces) <= 8000
        assert all(np.isfinite(v).all() for v in (m.positions, m.colors, m.corner_normals()))
        assert m.faces.min() >= 0 and m.faces.max() < len(m.positions)
        assert m.colors.min() >= 0 and m.colors.max() <= 1
        low, high = m.bounds()
        size = high - low
        assert size.min() > 0.05 * size.max()
        assert np.allclose(np.linalg.norm(m.corner_normals(), axis=-1), 1, atol=1e-3)


def test_faces_look_outward(samples):
    for s in samples:
        assert volume(s.mesh) > 0
        # Normals that disagree with the winding would be lit from inside.
        against = np.einsum("fcj,fj->fc", s.mesh.corner_normals(), s.mesh.face_normals())
        assert (against > -0.2).mean() > 0.98


def test_each_connected_solid_is_outward(samples):
    for s in samples[:6]:
        m = s.mesh
        _, welded = np.unique(np.round(m.positions * 1e4).astype(np.int64), axis=0, return_inverse=True)
        corner = welded.reshape(-1)[m.faces]
        label = np.arange(welded.max() + 1)
        while True:
            least = label[corner].min(1)
            new = label.copy()
            for i in range(3):
                np.minimum.at(new, corner[:, i], least)
            if (new == label).all():
                break
            label = new
        a, b, c = (m.positions[m.faces[:, i]].astype(np.float64) for i in range(3))
        middle = m.positions.mean(0)
        pieces = np.bincount(label[corner[:, 0]], np.sum((a - middle) * np.cross(b - middle, c - middle), 1) / 6)
        assert pieces.min() > -1e-4 * volume(m), s.captions


def check_captions(sample, fewest: int = 4) -> None:
    """Distinct, tidy, short, with the right articles."""
    assert fewest <= len(sample.captions) <= 8
    assert len(set(sample.captions)) == len(sample.captions)
    for caption in sample.captions:
        assert isinstance(caption, str) and caption == caption.strip() and caption
        assert "  " not in caption and len(caption.split()) <= 16
        assert not re.search(r"\ba [aeio]", caption.replace("a one-", "")), caption
        assert not re.search(r"\ban [^aeiou]", caption, re.IGNORECASE), caption


def test_captions(samples):
    for s in samples:
        check_captions(s)


def test_captions_name_the_kind(samples):
    for s in samples:
        assert s.kind in GENERATORS and s.combination
        assert any(s.kind in caption for caption in s.captions), s.captions


def test_determinism(samples):
    again = GENERATORS[samples[3].kind](np.random.default_rng(3))
    assert again.captions == samples[3].captions and again.combination == samples[3].combination
    assert np.array_equal(again.mesh.positions, samples[3].mesh.positions)
    assert np.array_equal(again.mesh.colors, samples[3].mesh.colors)


def test_variety(samples):
    assert len({s.combination for s in samples}) >= 7
    assert len({round(volume(normalise(s.mesh)), 7) for s in samples}) >= 18


def _shares(mesh: Mesh) -> dict[str, float]:
    """For each named colour the share of the six views' surface that it is nearest to, whatever the shade."""
    views = viewset(normalise(mesh), 32)
    seen = views[..., 0] > 0.5
    pixels = np.concatenate([views[..., 3:6][seen], views[..., 6:9][seen]])
    names = list(COLORS)
    palette = np.array([COLORS[n] for n in names])
    # Baked light only darkens: each colour is tried in several shades.
    shades = np.concatenate([palette * v for v in (0.55, 0.7, 0.85, 1.0)])
    nearest = np.argmin(((pixels[:, None] - shades) ** 2).sum(-1), axis=1) % len(names)
    return {n: float((nearest == i).mean()) for i, n in enumerate(names)}


# Words that a colour may stand for, when they are told apart by shade alone.
ALIKE = {
    "brown": {"brown", "tan", "orange", "dark gray", "black"},
    "white": {"white", "beige", "gray"},
    "gray": {"gray", "dark gray", "white"},
    "black": {"black", "dark gray"},
    "tan": {"tan", "beige", "brown"},
    "beige": {"beige", "white", "tan", "gray"},
    "orange": {"orange", "brown", "yellow", "red"},
    "yellow": {"yellow", "orange", "green"},
    "green": {"green", "dark green", "teal"},
    "blue": {"blue", "light blue", "teal", "purple"},
    "red": {"red", "brown", "orange"},
    "pink": {"pink", "red"},
    "purple": {"purple", "blue"},
    "teal": {"teal", "green", "dark green", "blue"},
}


def test_a_named_colour_is_to_be_seen(samples):
    """ "a COLOUR kind" has that colour on a good share of its surface, in nearly every sample."""
    told = kept = 0
    for s in samples:
        for caption in s.captions:
            found = re.fullmatch(rf"an? ({'|'.join(ALIKE)}) {s.kind}", caption)
            if found:
                shares = _shares(s.mesh)
                told += 1
                kept += sum(shares[n] for n in ALIKE[found[1]]) > 0.2
    assert kept >= 0.9 * told
