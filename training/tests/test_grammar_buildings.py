"""Every object of the building, plant and thing generators is a sound solid with true-to-type captions."""

import numpy as np
import pytest

from kiln.grammar import (
    barns,
    beds,
    bottles,
    broadleaf_trees,
    burgers,
    cactuses,
    cakes,
    castle_hills,
    castles,
    chairs,
    churches,
    conifers,
    flowers,
    houses,
    lamps,
    lighthouses,
    mushrooms,
    palms,
    pottery,
    sofas,
    stools,
    tables,
    towers,
    windmills,
)
from kiln.mesh import Mesh

MODULES = (
    *(castles, castle_hills, houses, towers, churches, windmills, lighthouses, barns),
    *(broadleaf_trees, conifers, palms, cactuses, mushrooms, flowers),
    *(chairs, stools, sofas, tables, lamps, beds, pottery, bottles, cakes, burgers),
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
        assert 100 <= len(m.faces) <= 7000
        assert all(np.isfinite(v).all() for v in (m.positions, m.colors, m.normals))
        assert m.faces.min() >= 0 and m.faces.max() < len(m.positions)
        assert m.colors.min() >= 0 and m.colors.max() <= 1
        low, high = m.bounds()
        size = high - low
        assert size.min() > 0.05 * size.max()
        assert np.allclose(np.linalg.norm(m.normals, axis=-1), 1, atol=1e-3)


def test_every_part_is_outward(samples):
    for s in samples:
        assert volume(s.mesh) > 0
        # Normals that disagree with the winding would be lit from inside.
        against = np.einsum("fcj,fj->fc", s.mesh.normals, s.mesh.face_normals())
        assert (against > -0.2).mean() > 0.98


def test_each_connected_solid_is_outward(samples):
    for s in samples[:4]:
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
        assert pieces.min() > -1e-4 * volume(m)


def test_captions(samples):
    for s in samples:
        assert 4 <= len(s.captions) <= 8
        assert len(set(s.captions)) == len(s.captions)
        for caption in s.captions:
            assert isinstance(caption, str) and caption == caption.strip() and caption
            assert "  " not in caption and len(caption.split()) <= 16
            for vowel in "aeiou":
                assert f" a {vowel}" not in f" {caption}".replace(" a one-", "")


def test_captions_name_the_kind(samples):
    for s in samples:
        assert s.kind in GENERATORS and s.combination
        assert any(s.kind in caption for caption in s.captions)


def test_determinism(samples):
    again = GENERATORS[samples[3].kind](np.random.default_rng(3))
    assert again.captions == samples[3].captions and again.combination == samples[3].combination
    assert np.array_equal(again.mesh.positions, samples[3].mesh.positions)
    assert np.array_equal(again.mesh.colors, samples[3].mesh.colors)


def test_variety(samples):
    assert len({s.combination for s in samples}) >= 8
    assert len({round(volume(s.mesh), 6) for s in samples}) == len(samples)


@pytest.mark.parametrize("seed", range(12))
def test_a_castle_on_a_hill_always_says_so(seed):
    sample = castle_hills.GENERATORS["castle on a hill"](np.random.default_rng(seed))
    assert all("hill" in caption for caption in sample.captions)
