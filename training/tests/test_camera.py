"""The model that says from where a photo was taken."""

import json

import numpy as np
import pytest
import torch

from kiln.camera.__main__ import errors, open_photos, varied
from kiln.camera.network import MEAN, SCALE, SIZE, CameraEstimator, load, loss, save


@pytest.fixture(scope="module")
def photo_set(tmp_path_factory):
    """Six objects of two photos: boxes whose height in the picture tells the elevation."""
    folder = tmp_path_factory.mktemp("photos")
    rng = np.random.default_rng(0)
    cameras = np.stack([np.zeros((6, 2)), rng.uniform(-10, 45, (6, 2)), rng.uniform(20, 60, (6, 2))], -1)
    photos = np.zeros((6, 2, 128, 128, 4), np.uint8)
    for i in range(6):
        for k in range(2):
            photos[i, k, : int(20 + cameras[i, k, 1] + 10), 30:90] = (200, 120, 40, 255)
    np.save(folder / "photos.npy", photos)
    np.save(folder / "cameras.npy", cameras.astype(np.float32))
    rows = [json.dumps({"split": "val" if i == 5 else "train"}) for i in range(6)]
    (folder / "items.jsonl").write_text("\n".join(rows) + "\n")
    return folder


def test_photos_come_with_their_cameras_by_split(photo_set):
    photos, angles = open_photos([photo_set, photo_set], "train")
    assert photos.shape == (20, SIZE, SIZE, 4) and photos.dtype == torch.int8 and angles.shape == (20, 2)
    cameras = np.load(photo_set / "cameras.npy")
    np.testing.assert_allclose(angles[:2].numpy(), cameras[0, :, 1:])
    assert len(open_photos([photo_set], "val")[0]) == 2


def test_variations_keep_the_outline_or_mirror_it(photo_set):
    torch.manual_seed(0)
    photos = open_photos([photo_set], "train")[0].float() / 127
    seen = varied(photos)
    for before, after in zip(photos, seen, strict=True):
        alpha = after[..., 3]
        assert torch.equal(alpha, before[..., 3]) or torch.equal(alpha.flip(1), before[..., 3])
        assert after[..., :3].sum() == pytest.approx(float(before[..., :3].sum()), rel=1e-4)


def test_it_learns_what_the_picture_tells_and_how_sure_that_is(photo_set):
    torch.manual_seed(0)
    photos, angles = open_photos([photo_set], "train")
    net = CameraEstimator()
    before = errors(net, photos, angles)
    optimiser = torch.optim.AdamW(net.parameters(), lr=1e-3)
    for step in range(120):
        # Falling, or where it stands in the end is chance.
        optimiser.param_groups[0]["lr"] = 1e-3 * (1 - step / 120)
        optimiser.zero_grad()
        loss(net(photos.float() / 127), angles).backward()
        optimiser.step()
    after = errors(net, photos, angles)
    assert net.training
    assert after["elevation_error"] < 0.2 * before["elevation_error"]
    # The field of view does not show in these pictures.
    elevation, field_of_view = (net.eval().angles(photos.float() / 127)[1] / torch.tensor(SCALE)).mean(0)
    assert elevation < 0.8 * field_of_view


def test_the_loss_is_least_at_the_truth_and_its_own_deviation():
    truth = torch.tensor([[MEAN[0] + SCALE[0], MEAN[1]]])

    def at(elevation: float, log_deviation: float) -> float:
        return float(loss(torch.tensor([[elevation, 0, log_deviation, 0.0]]), truth))

    assert at(1, -1) < at(0.5, -1) < at(0, -1)
    # Off by half a unit, a deviation of half a unit is likeliest.
    half = float(np.log(0.5))
    assert at(0.5, half) < min(at(0.5, half - 0.5), at(0.5, half + 0.5))


def test_saved_weights_come_back_in_half_precision(tmp_path, photo_set):
    torch.manual_seed(1)
    net = CameraEstimator().eval()
    save(net, {"photos": 1}, tmp_path)
    photos = open_photos([photo_set], "val")[0].float() / 127
    with torch.no_grad():
        torch.testing.assert_close(load(tmp_path)(photos), net(photos), rtol=1e-2, atol=1e-2)
    manifest = json.loads((tmp_path / "manifest.json").read_text())
    assert manifest["kind"] == "camera" and manifest["config"]["photo_size"] == SIZE
