"""The generators of everyday things, small animals and compositions: sound solids, true-to-type captions."""

import numpy as np
import pytest
from grammar_checks import check_captions, pieces, volume

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
from kiln.mesh import normalise

MODULES = (
    *(balloons, balls, books, boxes, bridges, candles, clocks, dragons, electronics, fruit, garden, headwear),
    *(igloos, insects, instruments, pizzas, pyramids, sea_creatures, skulls, small_creatures, storage, sweets, tents),
)
GENERATORS = {kind: make for module in MODULES for kind, make in module.GENERATORS.items()}
SEEDS = range(20)


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
        assert pieces(s.mesh).min() > -1e-4 * volume(s.mesh), s.captions


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
