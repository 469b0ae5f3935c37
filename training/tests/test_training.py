"""The whole way from solids to a trained, resumed, exported, sampled network, at toy size."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch

from kiln.batches import Batches, encode_bytes
from kiln.dataset import Dataset, held_out
from kiln.grammar.kinds import GENERATORS
from kiln.grammar.shapes import box
from kiln.mesh import merge, normalise
from kiln.photo import Camera, encode_photo, photo, photograph, render
from kiln.rasterise import viewset
from kiln.text import TextEncoder
from kiln.train import learning_rate
from kiln.viewset import encode, to_bytes

TRAINING = Path(__file__).parents[1]


def run(module: str, *arguments: object) -> str:
    result = subprocess.run(
        [sys.executable, "-m", f"kiln.{module}", *map(str, arguments)],
        cwd=TRAINING,
        capture_output=True,
        text=True,
    )
    assert result.returncode == 0, result.stderr
    return result.stdout


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cache") / "set"
    run("dataset", "grammar", "--count", 48, "--kinds", "castle,dog:2", "--resolution", 16, "--out", folder)
    return folder


@pytest.fixture(scope="module")
def photo_cache(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cache") / "photos"
    options = ["--count", 64, "--kinds", "castle,dog,house,cat", "--resolution", 16, "--photos", 2]
    run("dataset", "grammar", *options, "--out", folder)
    return folder


def test_dataset_has_what_was_asked_for(cache):
    data = Dataset.open(cache, TextEncoder())
    assert data.viewsets.shape == (48, 3, 16, 16, 9)
    assert sum(i.kind == "dog" for i in data.items) == 32
    assert data.lengths.min() >= 1
    assert not (cache / "partial.npy").exists()


def test_held_out_share():
    share = np.mean([held_out(f"castle {i}") for i in range(4000)])
    assert 0.04 < share < 0.08


def test_batches_are_encoded_viewsets_with_their_captions(cache):
    data = Dataset.open(cache, TextEncoder())
    batch = Batches(data, np.ones(48), 0, torch.device("cpu"), 128).draw(64, 0.25)
    assert batch.x0.shape == (64, 3, 16, 16, 9)
    assert batch.x0.min() >= -1 and batch.x0.max() <= 1
    outside = batch.x0[..., 0] < 0
    assert (batch.x0[outside][:, 1:] == 0).all()
    dropped = (~batch.mask).all(1).float().mean()
    assert 0.05 < dropped < 0.5


def test_mirrored_bytes_are_the_mirrored_mesh():
    mesh = normalise(GENERATORS["castle"](np.random.default_rng(3)).mesh)
    both = np.stack([to_bytes(viewset(m, 32)) for m in (mesh, mesh.mirror_x())])
    got = encode_bytes(torch.from_numpy(both[:1]), torch.tensor([True]))[0].numpy()
    want = encode(viewset(mesh.mirror_x(), 32))
    same = (got[..., 0] > 0) == (want[..., 0] > 0)
    assert same.mean() > 0.99
    inside = same & (want[..., 0] > 0)
    assert np.abs(got[..., 1:3] - want[..., 1:3])[inside].mean() < 0.01
    # the baked light leans to one side a little, so colours agree only roughly
    assert np.abs(got[..., 3:] - want[..., 3:])[inside].mean() < 0.06


def test_photos_show_the_object_from_their_camera():
    mesh = normalise(GENERATORS["race car"](np.random.default_rng(0)).mesh)
    side = render(mesh, Camera(90, 0, 30))
    front = render(mesh, Camera(0, 0, 30))
    width = [np.ptp(np.nonzero(p[..., 3].any(0))[0]) for p in (side, front)]
    assert width[0] > 1.5 * width[1]  # a car is longer than wide
    assert side[:, :, 3].any(1)[:8].sum() == 0  # nothing is cut off
    picture, camera = photo(mesh, np.random.default_rng(0))
    encoded = encode_photo(picture, 128)
    assert encoded.shape == (128, 128, 4) and np.abs(encoded).max() <= 1
    assert (encoded[picture[..., 3] == 0][:, :3] == 0).all()
    assert -10 <= camera.elevation <= 45
    coarse = encode_photo(picture[None], 32)[0]
    assert coarse[5, 7] == pytest.approx(encoded[20:24, 28:32].mean((0, 1)), abs=1e-6)


def test_a_crop_fills_its_share_of_the_picture():
    mesh = normalise(GENERATORS["race car"](np.random.default_rng(0)).mesh)
    used = mesh.positions[np.unique(mesh.faces)]
    low, high = mesh.bounds()
    camera = Camera(60, 20, 40).cropped(used, float(np.linalg.norm(high - low)) / 2, 0.9)
    alpha = render(mesh, camera)[..., 3] > 127
    rows, columns = (np.nonzero(alpha.any(axis))[0] for axis in (1, 0))
    assert max(np.ptp(rows), np.ptp(columns)) / 128 == pytest.approx(0.9, abs=0.03)
    for span in (rows, columns):
        assert (span[0] + span[-1]) / 2 == pytest.approx(63.5, abs=2)


def test_photographed_objects_stand_in_their_first_photos_frame():
    """A red front and a blue back: the first photo shows the side that faces +Z in the turned viewset."""
    ball = normalise(
        merge([box(1, 1, 0.5).move(z=0.25).paint((0.9, 0, 0)), box(1, 1, 0.5).move(z=-0.25).paint((0, 0, 0.9))])
    )
    for seed in range(6):
        shot = photograph(ball, 2, np.random.default_rng(seed))
        front = viewset(shot.mesh, 32)[2]
        inside = front[..., 0] > 0.5
        opaque = shot.photos[0][..., 3] > 200
        redness = [
            (front[..., 3] - front[..., 5])[inside].mean(),
            (shot.photos[0][..., 0].astype(float) - shot.photos[0][..., 2])[opaque].mean() / 255,
        ]
        assert abs(redness[0] - redness[1]) < 0.3
        assert shot.cameras[0, 0] == 0


def test_mirrored_photo_batches_show_the_mirrored_object(photo_cache):
    data = Dataset.open(photo_cache, TextEncoder())
    batches = Batches(data, np.ones(len(data.items)), 0, torch.device("cpu"), 128)
    index, rows = np.array([0]), np.array([data.captions_of[0][0]])
    known = np.ones((1, 2), bool)
    plain, mirrored = (
        batches._gather(index, rows, data.lengths[rows], np.array([flip]), known.copy()) for flip in (False, True)
    )
    assert torch.equal(mirrored.photos.flip(3), plain.photos)
    assert torch.allclose(mirrored.azimuth * torch.tensor([-1.0, 1, 1]), plain.azimuth)
    assert torch.equal(mirrored.x0[:, 2].flip(2)[..., 0], plain.x0[:, 2][..., 0])


def test_photo_batches(photo_cache):
    data = Dataset.open(photo_cache, TextEncoder())
    batch = Batches(data, np.ones(len(data.items)), 0, torch.device("cpu"), 64).draw(32, 0.5, photos=2)
    assert batch.photos.shape == (32, 2, 64, 64, 4) and batch.photos.abs().max() <= 1
    assert torch.equal(batch.azimuth[:, 0], torch.tensor([0.0, 1.0, 0.0]).expand(32, 3))
    unknown = (batch.azimuth[:, 1] == torch.tensor([0.0, 0.0, 1.0])).all(-1).float().mean()
    assert 0 < unknown < 0.6


def test_learning_rate_rises_stays_and_falls():
    assert learning_rate(0, 100, 0.0, 0.25) == pytest.approx(0.01)
    assert learning_rate(500, 100, 0.5, 0.25) == 1
    assert learning_rate(500, 100, 0.9, 0.25) == pytest.approx(0.4)
    assert learning_rate(500, 100, 1.0, 0.25) == 0


def test_train_resume_export_sample(cache, photo_cache, tmp_path):
    settings = json.loads((TRAINING / "configs/kiln-s.json").read_text())
    settings |= {"name": "toy", "batch": 8, "warmup": 5}
    settings["network"] = {
        "resolution": 16,
        "patch": 8,
        "width": 32,
        "depth": 2,
        "heads": 2,
        "mlp": 64,
        "bottleneck": 16,
    }
    config = tmp_path / "toy.json"
    config.write_text(json.dumps(settings))
    command = [
        "--config",
        config,
        "--data",
        cache,
        photo_cache,
        "--out",
        tmp_path / "run",
        "--minutes",
        0.15,
        "--save-every",
        0.02,
    ]
    run("train", *command)
    log = [json.loads(line) for line in (tmp_path / "run/log.jsonl").read_text().splitlines()]
    assert log[-1]["held_out"] < 0.8 * log[0]["held_out"]
    assert log[-1]["held_out_photo"] < 0.8 * log[0]["held_out_photo"]
    assert "resumed" in run("train", *command)
    run("export", "--run", tmp_path / "run", "--out", tmp_path / "toy")
    out = tmp_path / "sheet.png"
    run(
        "sample",
        "--model",
        tmp_path / "toy",
        "--prompts",
        "a castle",
        "--seeds",
        2,
        "--steps",
        3,
        "--out",
        out,
    )
    assert out.stat().st_size > 1000
    run("plot", "--log", tmp_path / "run/log.jsonl", "--out", tmp_path / "plot.png")
    from kiln.sample import generate, load

    net = load(tmp_path / "toy")
    a, b = (generate(net, ["a castle"], [1], 2, 2.0) for _ in range(2))
    assert np.array_equal(a, b)
