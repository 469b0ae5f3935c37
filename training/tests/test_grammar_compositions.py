"""Compositions: both parts are there, nothing floats, captions and combinations tell the pair."""

import numpy as np
import pytest
from grammar_checks import check_captions, volume

from kiln.dataset import held_out
from kiln.grammar import companions
from kiln.grammar.companions import BESIDE, STATURE
from kiln.grammar.compositions import GENERATORS
from kiln.grammar.kinds import GENERATORS as ALL_KINDS
from kiln.mesh import normalise

JOINTS = {
    "on a hill": " hill",
    "on an island": " island",
    "on the water": ("water", "sea", "pond", "swimming"),
    "on a table": " table",
    "on a sofa": ("sofa", "couch"),
    "next to": ("next to", "beside", " and "),
    "with a tree": ("tree", " conifer", " palm"),
    "with a ball": "ball",
}


@pytest.fixture(scope="module", params=GENERATORS)
def samples(request):
    return [GENERATORS[request.param](np.random.default_rng(seed)) for seed in range(12)]


def test_meshes_are_sound(samples):
    for s in samples:
        m = s.mesh
        assert 200 <= len(m.faces) <= 16000
        assert np.isfinite(m.positions).all() and np.isfinite(m.corner_normals()).all()
        assert m.colors.min() >= 0 and m.colors.max() <= 1
        assert volume(m) > 0


def test_captions_tell_the_relation(samples):
    for s in samples:
        check_captions(s, 3)
        assert s.kind in GENERATORS
        joints = JOINTS[s.kind] if isinstance(JOINTS[s.kind], tuple) else (JOINTS[s.kind],)
        assert all(any(j in f" {c} " for j in joints) for c in s.captions), s.captions
        assert not any(c.count(w) > 1 for c in s.captions for w in ("standing", "sitting"))


def test_combinations_are_pairs_of_kinds(samples):
    for s in samples:
        assert sum(kind in s.combination for kind in ALL_KINDS) >= 1
        assert isinstance(held_out(f"{s.kind} {s.combination}"), bool)


def test_the_parts_touch(samples):
    """Along the axis in which parts are stacked or set side by side, no gap is wider than a tenth of the whole."""
    for s in samples:
        p = normalise(s.mesh).positions
        axis = 0 if s.kind in ("next to", "with a tree", "with a ball") else 1
        corners = np.sort(normalise(s.mesh).positions[s.mesh.faces][:, :, axis], axis=1)
        order = np.argsort(corners[:, 0])
        reach = np.maximum.accumulate(corners[order, 2])
        gaps = corners[order, 0][1:] - reach[:-1]
        assert gaps.max() < 0.1 * (p[:, axis].max() - p[:, axis].min()) + 0.02, (s.kind, s.combination)


def test_determinism(samples):
    again = GENERATORS[samples[2].kind](np.random.default_rng(2))
    assert again.captions == samples[2].captions
    assert np.array_equal(again.mesh.positions, samples[2].mesh.positions)


def test_every_part_is_a_kind():
    named = {kind for kinds in STATURE.values() for kind in kinds}
    named |= {*companions.ON_A_HILL, *companions.ON_AN_ISLAND, *companions.ON_A_TABLE, *companions.ON_A_SEAT}
    named |= {*companions.ON_THE_WATER, *companions.WITH_A_BALL, *companions.WITH_TREES}
    assert named <= set(ALL_KINDS)
    assert {name for pair in BESIDE for name in pair} <= set(STATURE)


def test_a_part_of_the_pairs_is_held_out():
    """Some pairs are never trained on, and most are."""
    make = GENERATORS["next to"]
    pairs = {make(np.random.default_rng(seed)).combination for seed in range(60)}
    share = np.mean([held_out(f"next to {pair}") for pair in pairs])
    assert len(pairs) >= 50 and share < 0.25
