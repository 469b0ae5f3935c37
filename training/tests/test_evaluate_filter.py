"""The measurement that the settings of viewset to splats are chosen by."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from kiln.evaluate import filter as experiment
from kiln.evaluate.photo_subjects import subject_of
from kiln.evaluate.splats import DEFAULT
from kiln.grammar.shapes import box, ellipsoid
from kiln.mesh import merge, normalise
from kiln.network import Config, Denoiser
from kiln.seams import close_seams
from kiln.viewset import decode

RESOLUTION = 32
TINY = Config(resolution=RESOLUTION, patch=16, width=32, depth=1, heads=2, mlp=32, bottleneck=16)


@pytest.fixture(scope="module")
def subjects():
    mesh = merge([box(0.6, 0.3, 0.5, (0.8, 0.2, 0.1)), ellipsoid(0.3, 0.3, 0.2, (0.1, 0.3, 0.8)).move(y=0.3)])
    return [subject_of("toy", normalise(mesh), RESOLUTION)]


@pytest.fixture(scope="module")
def truths(subjects):
    return [experiment.Truth.of(subjects[0], 128)]


def test_the_inside_is_solid_and_away_from_the_rim(truths):
    alpha = truths[0].pictures[..., 3]
    assert truths[0].inside.any()
    for shift in ((0, 0), (1, 0), (-1, 0), (0, 1), (0, -1)):
        assert (np.roll(alpha, shift, (1, 2))[truths[0].inside] == 1).all()


def test_true_viewsets_score_above_noisy_ones_and_holes_leak(subjects, truths):
    true = np.stack([subjects[0].viewset])
    noisy = (true + np.random.default_rng(0).normal(0, 0.1, true.shape)).astype(np.float32)
    similar, leak = experiment.quality(true, subjects, truths, DEFAULT)
    assert similar > experiment.quality(noisy, subjects, truths, DEFAULT)[0] + 3
    assert leak < 0.05 < experiment.quality(true, subjects, truths, replace(DEFAULT, footprint=0.2))[1]


def test_a_perfect_denoiser_gives_the_true_viewset_back_without_seams(subjects):
    net = Denoiser(TINY).eval()
    true = torch.from_numpy(experiment.encode(subjects[0].viewset))[None]
    net.forward = lambda x, tau: net.patchify(true)
    expected = decode(close_seams(true, TINY.patch)[0].numpy())
    np.testing.assert_allclose(experiment.remade(net, subjects)[0], expected, atol=1e-5)


def test_the_table_has_a_row_for_each_variant(subjects, monkeypatch):
    monkeypatch.setattr(experiment, "VARIANTS", {"default": {}, "no inset": {"inset": 0.0}})
    torch.manual_seed(0)
    lines = experiment.table(Denoiser(TINY).eval(), "tiny", subjects).splitlines()
    assert [line.split(" | ")[0] for line in lines[-2:]] == ["| default", "| no inset"]
    assert len({line.count("|") for line in lines[-4:]}) == 1
