"""Chamfer distance, 1-NNA and nearest neighbours on constructed clouds."""

import json

import numpy as np
import pytest

from kiln.dataset import Item
from kiln.evaluate.chamfer import chamfer, cloud, nearest
from kiln.evaluate.prompts import Prompt
from kiln.evaluate.samples import Samples, from_bytes
from kiln.evaluate.sets import Objects
from kiln.evaluate.shape import evaluate_shape, one_nna
from kiln.viewset import to_bytes


def ball(resolution=32, radius=0.4):
    """A ball's natural viewset."""
    centre = (np.arange(resolution) + 0.5) / resolution - 0.5
    height = np.sqrt(np.clip(radius**2 - centre[:, None] ** 2 - centre[None] ** 2, 0, None)).astype(np.float32)
    out = np.zeros((3, resolution, resolution, 9), np.float32)
    out[..., 3:] = 0.5
    out[..., 0] = height > 0
    out[..., 1], out[..., 2] = height, -height
    return out


def test_chamfer_is_what_brute_force_says():
    rng = np.random.default_rng(0)
    a, b = rng.random((3, 37, 3)).astype(np.float32), rng.random((2, 53, 3)).astype(np.float32)
    squared = ((a[:, None, :, None] - b[None, :, None]) ** 2).sum(-1)  # [3, 2, 37, 53]
    expected = squared.min(3).mean(2) + squared.min(2).mean(2)
    np.testing.assert_allclose(chamfer(a, b), expected, rtol=1e-4)
    np.testing.assert_allclose(chamfer(a, a), chamfer(a, a.copy()), atol=1e-7)


def test_cloud_lies_evenly_on_the_surface():
    points = cloud(ball(), 512)
    assert points.shape == (512, 3)
    assert np.abs(np.linalg.norm(points, axis=1) - 0.4).max() < 1.5 / 32
    # An even cloud has as many points in each octant; so has its beginning.
    for part in (points, points[:64]):
        octants = np.bincount(((part > 0) * [1, 2, 4]).sum(1), minlength=8)
        assert octants.min() > 0.7 * len(part) / 8


def test_cloud_is_the_same_every_time_and_has_its_size_for_thin_and_empty_objects():
    assert (cloud(ball(), 256, seed=3) == cloud(ball(), 256, seed=3)).all()
    assert cloud(ball(8, 0.1), 300).shape == (300, 3)
    assert (cloud(np.zeros((3, 8, 8, 9), np.float32), 16) == 0).all()


def spheres(rng, count, radius):
    """Clouds on spheres whose radii vary a little."""
    directions = rng.normal(size=(count, 64, 3))
    directions /= np.linalg.norm(directions, axis=-1, keepdims=True)
    return (directions * rng.normal(radius, 0.02, (count, 1, 1))).astype(np.float32)


def nna(a, b):
    return one_nna(chamfer(a, a), chamfer(b, b), chamfer(a, b)).mean()


def test_one_nna_is_half_for_one_distribution_and_one_for_two():
    rng = np.random.default_rng(0)
    a, b, far = spheres(rng, 100, 0.3), spheres(rng, 100, 0.3), spheres(rng, 100, 0.45)
    assert nna(a, b) == pytest.approx(0.5, abs=0.12)
    assert nna(a, far) > 0.97


def test_one_nna_is_half_for_sets_that_are_tied_together():
    rng = np.random.default_rng(0)
    centres = rng.normal(size=(60, 1, 3))  # pairs lie together, far from all others
    a, b = ((spheres(rng, 60, 0.3) + centres).astype(np.float32) for _ in range(2))
    assert nna(a, b) == pytest.approx(0.5, abs=0.05)
    assert nna(a, a) == pytest.approx(0.5, abs=0.05)


def test_one_nna_compares_sets_of_the_same_size():
    with pytest.raises(ValueError, match="same size"):
        one_nna(np.zeros((2, 2)), np.zeros((3, 3)), np.zeros((2, 3)))


def test_nearest_finds_the_copy_among_many():
    rng = np.random.default_rng(0)
    others = rng.random((60, 128, 3)).astype(np.float32)
    queries = others[[41, 7]][:, ::-1] + np.float32(1e-4)
    index, distance = nearest(queries, others[:, :32], lambda i: others[i], shortlist=40)
    assert index.tolist() == [41, 7]
    assert distance.max() < 1e-6


@pytest.fixture
def training(tmp_path):
    """A set of balls of different sizes of which one is held out."""
    radii = [0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45]
    np.save(tmp_path / "viewsets.npy", np.stack([to_bytes(ball(16, r)) for r in radii]))
    items = [
        Item(f"ball/{i}", "ball", (f"a ball {i}",), "val" if i == 3 else "train", "grammar", "CC0-1.0")
        for i in range(len(radii))
    ]
    (tmp_path / "items.jsonl").write_text("".join(json.dumps(i.__dict__) + "\n" for i in items))
    return Objects.open([tmp_path], "train")


def test_training_objects_are_those_of_the_split(training):
    assert [i.id for i in training.items] == [f"ball/{i}" for i in (0, 1, 2, 4, 5, 6)]
    assert sorted(training.like(["ball"] * 6)) == list(range(6))
    assert training.like(["cube"]).shape == (1,)
    assert training.viewsets(np.array([5]))[0, 2, 8, 8, 1] == to_bytes(ball(16, 0.45))[2, 8, 8, 1]


def test_training_without_a_set_says_how_to_make_one(tmp_path):
    with pytest.raises(FileNotFoundError, match="kiln.dataset"):
        Objects.open([tmp_path], "train")


def test_copies_of_training_objects_are_found_out(training):
    prompts = [Prompt(f"a ball {i}", "ball", f"ball/{i}") for i in range(6)]
    copies = Samples(from_bytes(training.viewsets(np.arange(6))), [p.prompt for p in prompts], np.ones(6, int))
    between = np.stack([ball(16, r) for r in (0.17, 0.22, 0.27, 0.325, 0.375, 0.42)])
    copied = evaluate_shape(copies, prompts, between, training)
    assert copied.figures["nearest_training"]["share"]["value"] == 1
    assert copied.figures["nearest_training"]["generated_median"] < 1e-6
    assert len(copied.pairs) == 6
    honest = evaluate_shape(Samples(between, copies.prompts, copies.seeds), prompts, between, training)
    assert honest.figures["nearest_training"]["share"]["value"] < 0.5
