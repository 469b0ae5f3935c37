"""Guidance by the photo's view: what is handed to the TypeScript pipeline, and how its answers are scored."""

import json

import numpy as np
import pytest

from kiln.evaluate import guidance
from kiln.evaluate.photo import CEILING, MEAN
from kiln.evaluate.photo_subjects import subject_of
from kiln.evaluate.surfels import viewset_to_surfels
from kiln.grammar.shapes import box, ellipsoid
from kiln.mesh import merge, normalise


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Two mugs, and rows that hold nothing and the truth."""
    out = tmp_path_factory.mktemp("photos")
    mugs = [
        normalise(merge([ellipsoid(0.5, 0.8, 0.5, color), box(0.2, 0.4, 0.1, (0.9, 0.9, 0.9)).move(x=0.5)]))
        for color in ((0.8, 0.1, 0.1), (0.1, 0.2, 0.8))
    ]
    subjects = [subject_of(f"mug {i}", mug, guidance.RESOLUTION) for i, mug in enumerate(mugs)]
    guidance.write_subjects(subjects, out)
    made = {
        "nothing": [np.zeros_like(s.viewset, np.float32) for s in subjects],
        "truth": [s.viewset.astype(np.float32) for s in subjects],
    }
    cameras = [first for first, *_ in json.loads((out / "cameras.json").read_text())]
    rows = []
    for name, viewsets in made.items():
        clouds = [viewset_to_surfels(viewset) for viewset in viewsets]
        np.concatenate([stored(cloud) for cloud in clouds]).tofile(out / f"{name}.bin")
        splats = [len(cloud) for cloud in clouds]
        rows.append({"name": name, "photos": 1, "file": f"{name}.bin", "splats": splats, "cameras": cameras})
    recipe = {
        "model": {"name": "kiln-s", "hash": "0" * 64},
        "steps": 25,
        "fidelity": 0.8,
        "count": 2,
        "rows": rows,
    }
    (out / "rows.json").write_text(json.dumps(recipe))
    return out


def stored(cloud):
    """A cloud as scripts/photo-samples.ts writes it."""
    parts = (cloud.positions, cloud.scales, quaternions(cloud.axes), cloud.colors, cloud.opacities)
    return np.concatenate([part.astype(np.float32).ravel() for part in parts])


def quaternions(axes):
    """Unit quaternions w x y z of rotations whose columns are `axes` [N, 3, 3] (Bar-Itzhack, 2000)."""
    (a, b, c), (d, e, f), (g, h, i) = np.moveaxis(np.swapaxes(axes, 1, 2), 0, 2)
    symmetric = np.array(
        [
            [a + e + i, h - f, c - g, d - b],
            [h - f, a - e - i, b + d, c + g],
            [c - g, b + d, e - a - i, f + h],
            [d - b, c + g, f + h, i - a - e],
        ]
    )
    return np.linalg.eigh(np.moveaxis(symmetric, 2, 0))[1][:, :, -1]


def test_splats_come_back_as_they_were_written(folder):
    row = json.loads((folder / "rows.json").read_text())["rows"][1]
    for cloud, subject in zip(guidance.clouds_of(folder, row), np.load(folder / "truth.npz")["viewsets"], strict=True):
        expected = viewset_to_surfels(subject)
        for name in ("positions", "scales", "axes", "colors", "opacities"):
            np.testing.assert_allclose(getattr(cloud, name), getattr(expected, name), atol=2e-6)


class Nothing:
    """Floors without training objects."""

    def mean(self):
        return np.zeros((3, guidance.RESOLUTION, guidance.RESOLUTION, 9), np.float32)

    def nearest(self, photo):
        assert photo.shape == (128, 128, 4)
        return self.mean()


@pytest.fixture(scope="module")
def scores(folder):
    return guidance.measure(folder, Nothing())


def test_cameras_project_as_the_browser_does(folder):
    truth, cameras = np.load(folder / "truth.npz"), json.loads((folder / "cameras.json").read_text())
    for (camera, *others), radius in zip(cameras, truth["radii"], strict=True):
        assert camera["azimuth"] == 0 and len(others) == 3
        half = np.radians(camera["fieldOfView"]) / 2
        # The bounding sphere takes 85 % of the height of the uncropped picture.
        assert radius / camera["distance"] == pytest.approx(0.85 * np.sin(half))
        assert camera["zoom"] > 0 and len(camera["centre"]) == 2


def test_the_camera_that_was_found_is_where_the_photo_is_compared(folder, scores):
    truth = dict(np.load(folder / "truth.npz"))
    camera = json.loads((folder / "cameras.json").read_text())[0][0]
    np.testing.assert_allclose(scores["truth"][:, 4], scores["truth"][:, 2], rtol=1e-5)
    elsewhere = guidance.score(
        viewset_to_surfels(truth["viewsets"][0]), truth, 0, camera | {"elevation": camera["elevation"] + 25}
    )
    assert elsewhere[4] < scores["truth"][0, 4] - 1
    np.testing.assert_allclose(elsewhere[:4], scores["truth"][0, :4])


def test_what_is_true_scores_above_nothing_and_as_the_ceiling(scores):
    assert (scores["truth"] > scores["nothing"] + [5, 0.05, 5, 5, 5]).all()
    np.testing.assert_allclose(scores["truth"], scores[CEILING])
    np.testing.assert_allclose(scores["nothing"], scores[MEAN])


def test_the_report_has_a_line_for_each_row_and_what_it_adds(folder, scores):
    report = guidance.markdown(scores, guidance.read_recipe(folder))
    assert report.count("| truth |") == 3  # its own, over the first row, and over the nearest object
    assert "2 held-out objects" in report
