"""Scores of a similarity matrix between objects and captions, and their confidence intervals."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


def r_precision(similarity: np.ndarray, own: np.ndarray, candidates: int) -> np.ndarray:
    """Chance, for each object, that its own caption beats `candidates` - 1 others drawn at random.

    similarity: [N, C] of objects to captions; own: [N] columns. R-precision as in Dream Fields (Jain et al. 2022),
    with its expectation over the draw of the others in closed form: of the C - 1 others, b are more similar and all
    drawn ones must be among the rest, C(C - 1 - b, k) / C(C - 1, k) for k = candidates - 1. Returns [N] in [0, 1].
    """
    others, drawn = similarity.shape[1] - 1, candidates - 1
    if not 0 < drawn <= others:
        raise ValueError(f"{candidates} candidates of {others + 1} captions")
    mine = similarity[np.arange(len(own)), own]
    # A tie counts as lost: two captions that cannot be told apart are no success.
    better = (similarity >= mine[:, None]).sum(1) - 1
    i = np.arange(drawn)
    return np.clip((others - better[:, None] - i) / (others - i), 0, 1).prod(1)


def bootstrap(values: np.ndarray, groups: np.ndarray, seeds: np.ndarray, draws: int = 2000) -> tuple[float, float]:
    """95 % confidence interval of the mean of values [N], by the percentile bootstrap over prompts and seeds.

    groups and seeds: [N] integers, the prompt and the seed of each value. Every draw picks prompts and seeds with
    replacement and weighs a value by the product of both counts (Owen, "The pigeonhole bootstrap", 2007).
    """
    rng = np.random.default_rng(0)
    group, seed = (np.unique(a, return_inverse=True)[1] for a in (groups, seeds))
    many_groups, many_seeds = group.max() + 1, seed.max() + 1
    of_group = rng.multinomial(many_groups, np.full(many_groups, 1 / many_groups), draws)
    of_seed = rng.multinomial(many_seeds, np.full(many_seeds, 1 / many_seeds), draws)
    weights = of_group[:, group] * of_seed[:, seed]
    total = weights.sum(1)
    means = (weights * values).sum(1)[total > 0] / total[total > 0]
    low, high = np.percentile(means, [2.5, 97.5])
    return float(low), float(high)


@dataclass(frozen=True)
class Score:
    """A mean with its 95 % confidence interval, beside what can be had for nothing and what real objects reach.

    floor: the same of objects exchanged between prompts; chance: of guessing, None where it has no one value;
    count: values that went into the mean. All None if nothing was asked.
    """

    value: float | None
    low: float | None
    high: float | None
    floor: float | None
    chance: float | None
    ceiling: float | None
    count: int


def score(
    values: np.ndarray,
    groups: np.ndarray,
    seeds: np.ndarray,
    floor: np.ndarray,
    ceiling: np.ndarray,
    chance: float | None,
) -> Score:
    """The score of values [N] (NaN: not asked), by prompt and seed; floor and ceiling are values of the same kind."""
    asked = ~np.isnan(values)
    if not asked.any():
        return Score(None, None, None, None, chance, None, 0)
    low, high = bootstrap(values[asked], groups[asked], seeds[asked])
    mean = float(values[asked].mean())
    return Score(mean, low, high, _mean(floor), chance, _mean(ceiling), int(asked.sum()))


def _mean(values: np.ndarray) -> float | None:
    asked = values[~np.isnan(values)]
    return float(asked.mean()) if len(asked) else None
