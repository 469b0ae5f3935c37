"""Metrics on cases whose answers are known."""

import math

import numpy as np
import pytest

from kiln.evaluate.scores import bootstrap, r_precision, score


def test_r_precision_of_perfect_and_of_reversed_similarity():
    similarity = np.eye(50)
    own = np.arange(50)
    assert r_precision(similarity, own, 20).tolist() == [1] * 50
    assert r_precision(-similarity, own, 20).max() == 0


def test_r_precision_of_random_similarity_is_chance():
    similarity = np.random.default_rng(0).random((400, 400))
    assert r_precision(similarity, np.arange(400), 20).mean() == pytest.approx(1 / 20, abs=0.015)


def test_r_precision_is_the_mean_over_draws_of_candidates():
    rng = np.random.default_rng(1)
    similarity, own = rng.random((1, 30)), 4
    similarity[0, own] = np.sort(similarity[0])[-4]
    draws = [rng.choice([i for i in range(30) if i != own], 9, replace=False) for _ in range(4000)]
    won = np.mean([(similarity[0, d] < similarity[0, own]).all() for d in draws])
    assert r_precision(similarity, np.array([own]), 10)[0] == pytest.approx(won, abs=0.03)


def test_r_precision_counts_a_tie_as_lost():
    assert r_precision(np.array([[0.5, 0.5]]), np.array([0]), 2).tolist() == [0]


@pytest.mark.parametrize("candidates", [1, 6])
def test_r_precision_needs_candidates(candidates):
    with pytest.raises(ValueError, match=f"{candidates} candidates of 5 captions"):
        r_precision(np.eye(5), np.arange(5), candidates)


def test_bootstrap_of_independent_values_is_the_usual_interval():
    values = (np.arange(400) % 4 == 0).astype(float)
    low, high = bootstrap(values, np.arange(400), np.zeros(400))
    half = 1.96 * math.sqrt(0.25 * 0.75 / 400)
    assert low == pytest.approx(0.25 - half, abs=0.01)
    assert high == pytest.approx(0.25 + half, abs=0.01)


def test_bootstrap_knows_that_repeats_of_a_prompt_are_no_new_prompts():
    once = (np.arange(50) % 2).astype(float)
    narrow = np.diff(bootstrap(np.repeat(once, 8), np.arange(400), np.zeros(400)))
    wide = np.diff(bootstrap(np.repeat(once, 8), np.repeat(np.arange(50), 8), np.zeros(400)))
    assert wide > 2 * narrow


def test_score_leaves_out_what_was_not_asked():
    nan = np.nan
    s = score(np.array([1, nan, 0, 1]), np.arange(4), np.zeros(4), np.array([nan, 0]), np.array([1, 1]), 0.1)
    assert (s.value, s.count, s.floor, s.ceiling) == (pytest.approx(2 / 3), 3, 0, 1)
    assert score(np.full(2, nan), np.arange(2), np.zeros(2), np.array([]), np.array([]), 0.5).value is None
