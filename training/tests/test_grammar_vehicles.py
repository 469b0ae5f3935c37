"""Vehicles: every kind over many seeds gives a sound mesh, true-to-type captions, and no two alike."""

import numpy as np
import pytest

from kiln.grammar import (
    aeroplanes,
    buses,
    cars,
    helicopters,
    motor_boats,
    race_cars,
    rockets,
    sailing_boats,
    ships,
    sports_cars,
    tanks,
    tractors,
    trains,
    trucks,
    vans,
)
from kiln.grammar.vehicle_parts import digit, wheel
from kiln.grammar.vehicle_solids import block, copies, loft, plate, spline
from kiln.mesh import normalise

MODULES = (
    race_cars,
    sports_cars,
    cars,
    vans,
    trucks,
    buses,
    tractors,
    tanks,
    trains,
    sailing_boats,
    motor_boats,
    ships,
    aeroplanes,
    helicopters,
    rockets,
)
GENERATORS = {kind: make for module in MODULES for kind, make in module.GENERATORS.items()}
SEEDS = 20


def volume(mesh) -> float:
    a, b, c = (mesh.positions[mesh.faces[:, i]].astype(float) for i in range(3))
    return float(np.einsum("ij,ij->", a, np.cross(b, c)) / 6)


@pytest.fixture(scope="module")
def samples():
    return {kind: [make(np.random.default_rng([7, s])) for s in range(SEEDS)] for kind, make in GENERATORS.items()}


@pytest.mark.parametrize("kind", GENERATORS)
def test_meshes_are_sound(samples, kind):
    for sample in samples[kind]:
        mesh = sample.mesh
        assert 400 <= len(mesh.faces) <= 6500
        for values in (mesh.positions, mesh.colors, mesh.normals):
            assert np.isfinite(values).all()
        assert mesh.faces.min() >= 0 and mesh.faces.max() < len(mesh.positions)
        assert mesh.colors.min() >= 0 and mesh.colors.max() <= 1
        assert np.allclose(np.linalg.norm(mesh.normals, axis=-1), 1, atol=1e-3)
        assert volume(mesh) > 0
        low, high = mesh.bounds()
        assert (high - low).max() < 12 and (high - low).min() > 0.3
        assert len(mesh.part_names) >= 3


@pytest.mark.parametrize("kind", GENERATORS)
def test_longest_side(samples, kind):
    """Vehicles are longest along z; rockets stand upright; masts and rotors may reach further."""
    for sample in samples[kind]:
        low, high = normalise(sample.mesh).bounds()
        x, y, z = high - low
        if kind == "rocket":
            assert y == pytest.approx(0.9, abs=1e-3)
        elif kind not in ("sailing boat", "ship", "helicopter", "aeroplane"):
            assert z == pytest.approx(0.9, abs=1e-3)
            assert x < 0.75 and y < 0.85


@pytest.mark.parametrize("kind", GENERATORS)
def test_captions(samples, kind):
    for sample in samples[kind]:
        assert sample.kind == kind
        assert sample.combination.startswith(kind)
        assert 4 <= len(sample.captions) <= 7
        assert len(set(sample.captions)) == len(sample.captions)
        for caption in sample.captions:
            assert caption and caption == caption.strip() and "  " not in caption
            assert len(caption.split()) < 16
            words = caption.split()
            for article, noun in zip(words, words[1:], strict=False):
                if article in ("a", "an") and noun != "f1":
                    assert (article == "an") == (noun[0] in "aeiou"), caption


@pytest.mark.parametrize("kind", GENERATORS)
def test_deterministic_and_varied(samples, kind):
    for seed in range(3):
        again, first = GENERATORS[kind](np.random.default_rng([7, seed])), samples[kind][seed]
        assert again.captions == first.captions and again.combination == first.combination
        np.testing.assert_array_equal(again.mesh.positions, first.mesh.positions)
        np.testing.assert_array_equal(again.mesh.colors, first.mesh.colors)
    sizes = {tuple(np.round(s.mesh.bounds()[1], 4)) for s in samples[kind]}
    assert len(sizes) >= SEEDS - 1
    assert len({s.combination for s in samples[kind]}) >= 6


@pytest.mark.parametrize("kind", ["race car", "sports car", "car", "van", "truck"])
def test_wheels_are_round_and_on_the_ground(samples, kind):
    for sample in samples[kind]:
        mesh = sample.mesh
        faces = mesh.faces[mesh.part == mesh.part_names.index("wheel")]
        used = mesh.positions[np.unique(faces)]
        assert used[:, 1].min() <= mesh.bounds()[0][1] + 0.02
        front = used[(used[:, 2] > 0) & (used[:, 0] > 0)]
        height, length = np.ptp(front[:, 1]), np.ptp(front[:, 2])
        assert height == pytest.approx(length, rel=0.03)


@pytest.mark.parametrize("kind", ["race car", "sports car", "car"])
def test_cars_face_forward(samples, kind):
    """The tail lights are behind the front wheels' axle, the headlights before the rear ones'."""
    for sample in samples[kind]:
        mesh = sample.mesh

        def mean_z(name, mesh=mesh):
            return mesh.positions[mesh.faces[mesh.part == mesh.part_names.index(name)]].reshape(-1, 3)[:, 2].mean()

        if "headlights" in mesh.part_names:
            assert mean_z("headlights") > 1 > -1 > mean_z("tail lights")
        if "front wing" in mesh.part_names:
            assert mean_z("front wing") > mean_z("rear wing")


def test_solids_are_closed_and_outward():
    cube = block(1, 2, 3, (0.5, 0.5, 0.5))
    assert volume(cube) == pytest.approx(6, rel=1e-5)
    assert volume(block(1, 1, 1, (0, 0, 0), 0.1)) == pytest.approx(0.97, abs=0.03)
    for axis in "xyz":
        assert volume(plate([(0, 0), (2, 0), (2, 1), (0, 1)], 0.5, (0, 0, 0), axis)) == pytest.approx(1, rel=1e-5)
    forward = loft([(0, 0, 1, 1), (2, 0, 1, 1)], (0, 0, 0), 32, 2.0)
    assert volume(forward) == pytest.approx(2 * np.pi, rel=0.02)
    assert volume(copies(cube, [(0, 0, 0), (5, 0, 0), (9, 1, 2)])) == pytest.approx(18, rel=1e-5)
    for mesh in (cube, forward, wheel(0.4, 0.2), digit(8, 1.0, 0.1, (0, 0, 0))):
        a, b, c = (mesh.positions[mesh.faces[:, i]] for i in range(3))
        agree = np.einsum("ij,ikj->ik", np.cross(b - a, c - a), mesh.normals)
        assert (agree > 0).mean() > 0.99


def test_spline_is_monotone_and_exact_at_its_points():
    points = [(0, 0), (1, 1), (2, 1), (3, 5), (4, 2)]
    np.testing.assert_allclose(spline(points, [p[0] for p in points]), [p[1] for p in points])
    rising = spline(points, np.linspace(0, 3, 200))
    assert (np.diff(rising) >= -1e-12).all()
