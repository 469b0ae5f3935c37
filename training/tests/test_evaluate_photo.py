"""Novel views from photos: the metrics on pictures with known answers, the floors, and the whole way at toy size."""

import json

import numpy as np
import pytest
import torch

from kiln.evaluate.images import C1, PSNR_MAX, psnr, ssim
from kiln.evaluate.photo import (
    CEILING,
    MEAN,
    NEAREST,
    ONE,
    PLAUSIBLE,
    Size,
    evaluate_photo,
    interval,
    markdown,
    measure,
    score,
)
from kiln.evaluate.photo_floors import Floors, sets_with_photos
from kiln.evaluate.photo_subjects import NOVEL, asset_subjects, grammar_subjects, subject_of
from kiln.evaluate.prompts import Prompt
from kiln.evaluate.samples import from_bytes
from kiln.grammar.shapes import box, ellipsoid
from kiln.mesh import merge, normalise
from kiln.network import Config, Denoiser
from kiln.viewset import to_bytes

RESOLUTION = 32
TINY = Config(resolution=RESOLUTION, patch=16, width=32, depth=1, heads=2, mlp=32, bottleneck=16)


def mug(color):
    return normalise(merge([ellipsoid(0.5, 0.8, 0.5, color), box(0.2, 0.4, 0.1, (0.9, 0.9, 0.9)).move(x=0.5)]))


@pytest.fixture(scope="module")
def subjects():
    return [subject_of("red", mug((0.8, 0.1, 0.1)), RESOLUTION), subject_of("blue", mug((0.1, 0.2, 0.8)), RESOLUTION)]


@pytest.fixture(scope="module")
def training_set(subjects, tmp_path_factory):
    """A set whose objects are the subjects themselves, and one that is not to be trained on."""
    folder = tmp_path_factory.mktemp("set")
    rows = [*subjects, subjects[0]]
    np.save(folder / "viewsets.npy", np.stack([to_bytes(s.viewset) for s in rows]))
    np.save(folder / "photos.npy", np.stack([s.photos for s in rows]))
    splits = ["train", "train", "val"]
    (folder / "items.jsonl").write_text("".join(json.dumps({"split": s}) + "\n" for s in splits))
    return folder


def test_psnr_of_a_known_error():
    a = np.full((2, 16, 16, 3), 0.5)
    np.testing.assert_allclose(psnr(a, a + 0.1), 20)
    np.testing.assert_allclose(psnr(a, a), PSNR_MAX)


def test_ssim_of_known_pictures():
    rng = np.random.default_rng(0)
    a = rng.random((16, 20, 3))
    assert ssim(a, a) == pytest.approx(1)
    # Of constant pictures only the luminance term is left.
    low, high = np.full((12, 12, 3), 0.2), np.full((12, 12, 3), 0.8)
    assert ssim(low, high) == pytest.approx((2 * 0.2 * 0.8 + C1) / (0.2**2 + 0.8**2 + C1))
    assert ssim(a, 1 - a) < 0 < ssim(a, np.clip(a + rng.normal(0, 0.05, a.shape), 0, 1)) < 1
    with pytest.raises(ValueError, match="11 x 11"):
        ssim(a[:8], a[:8])


def test_interval_holds_the_mean_and_narrows_with_more_objects():
    values = np.random.default_rng(0).normal(3, 1, 400)
    few, many = interval(values[:20]), interval(values)
    for mean, low, high in (few, many):
        assert low < mean < high
    assert many[2] - many[1] < (few[2] - few[1]) / 2
    assert interval(np.full(9, 2.0)) == [2, 2, 2]


def test_a_subject_stands_in_its_photos_frame_and_is_the_same_every_time(subjects):
    again = subject_of("red", mug((0.8, 0.1, 0.1)), RESOLUTION)
    for name in ("viewset", "photos", "novel", "front"):
        np.testing.assert_array_equal(getattr(again, name), getattr(subjects[0], name))
    assert again.azimuths[0] == 0 and again.camera.azimuth == 0
    assert again.novel.shape == (len(NOVEL), 128, 128, 3) and again.photos.shape == (4, 128, 128, 4)
    assert all(camera.azimuth % 360 != 0 for camera in NOVEL)
    # The clean picture is the photo without its lamp, noise and bites.
    assert (np.abs(again.clean[..., 3].astype(int) - again.photos[0, ..., 3]) > 127).mean() < 0.08


def test_what_no_view_can_show_is_left_out():
    assert subject_of("sheet", normalise(box(1, 1e-4, 1)), RESOLUTION) is None


def test_held_out_grammar_objects_are_those_of_the_prompts(monkeypatch):
    prompts = [Prompt(kind, kind, f"{kind}/{seed}") for kind, seed in (("castle", 3), ("dog", 5), ("dog", 6))]
    monkeypatch.setattr("kiln.evaluate.photo_subjects.read", lambda: prompts)
    assert sorted(s.name for s in grammar_subjects(16)) == ["castle/3", "dog/5", "dog/6"]


def test_a_catalogue_without_held_out_objects_is_refused(tmp_path):
    (tmp_path / "catalog.jsonl").write_text(json.dumps({"split": "train"}) + "\n")
    with pytest.raises(ValueError, match="split val"):
        next(asset_subjects(tmp_path, 16))


def test_the_true_viewset_scores_above_any_other(subjects):
    red, blue = subjects
    own, other = score(red.viewset, red), score(blue.viewset, red)
    assert own.psnr > other.psnr + 3 and own.ssim > other.ssim and own.input_psnr > other.input_psnr + 3


def test_floors(subjects, training_set):
    floors = Floors([training_set])
    assert len(floors) == 2  # the third is held out
    for subject in subjects:
        np.testing.assert_array_equal(floors.nearest(subject.photos[0]), from_bytes(to_bytes(subject.viewset)))
    mean, (a, b) = floors.mean(), (from_bytes(to_bytes(s.viewset)) for s in subjects)
    np.testing.assert_allclose(mean[..., 0], (a[..., 0] + b[..., 0]) / 2, atol=1e-6)
    both, only_a = (a[..., 0] > 0) & (b[..., 0] > 0), (a[..., 0] > 0) & (b[..., 0] == 0)
    np.testing.assert_allclose(mean[both, 1:], ((a + b) / 2)[both, 1:], atol=1e-6)
    np.testing.assert_allclose(mean[only_a, 1:], a[only_a, 1:], atol=1e-6)


def test_a_set_without_photos_says_what_to_run(tmp_path):
    with pytest.raises(FileNotFoundError, match="--photos 4"):
        Floors([tmp_path])


def test_only_finished_sets_of_the_resolution_are_found(training_set, tmp_path):
    (tmp_path / "fits").symlink_to(training_set)
    unfinished = tmp_path / "unfinished"
    unfinished.mkdir()
    np.save(unfinished / "photos.npy", np.zeros(1))
    assert sets_with_photos(tmp_path, RESOLUTION) == [tmp_path / "fits"]
    with pytest.raises(FileNotFoundError, match="--resolution 64"):
        sets_with_photos(tmp_path, 64)


def test_the_whole_way_at_toy_size(subjects, training_set, monkeypatch, tmp_path):
    torch.manual_seed(0)
    net = Denoiser(TINY).eval()
    figures, sheet = measure(net, subjects, Floors([training_set]), Size(objects=2, seeds=2, steps=1, sheet=2))
    rows = figures["rows"]
    # The nearest training object is the object itself here; an untrained net is far below it.
    assert rows[NEAREST]["novel_psnr"][0] > rows[ONE]["novel_psnr"][0] + 3
    assert rows[CEILING]["novel_psnr"][0] == pytest.approx(rows[NEAREST]["novel_psnr"][0], abs=0.5)
    assert rows[f"{PLAUSIBLE}, best of 2"]["novel_psnr"][0] >= rows[PLAUSIBLE]["novel_psnr"][0]
    assert figures["floor"] == NEAREST and figures["gain_over_floor_db"][2] < 0
    assert sheet.size == (11 * 128, 2 * 128 + 18)
    table = markdown({"source": "toys", **figures})
    assert all(f"| {name} |" in table for name in (MEAN, NEAREST, CEILING, ONE))
    json.dumps(figures)

    monkeypatch.setattr("kiln.evaluate.photo.QUICK", Size(objects=1, seeds=1, steps=1, sheet=1))
    monkeypatch.setattr("kiln.evaluate.photo.grammar_subjects", lambda resolution: iter(subjects))
    quick = evaluate_photo(net, tmp_path / "report", True, sets=[training_set])
    assert quick["objects"] == 1 and (tmp_path / "report" / quick["sheet"]).is_file()
