"""The set of shapes: how far generated objects can be told from real ones, and how near they come to training ones.

1-NNA (Lopez-Paz and Oquab 2017; Yang et al., "PointFlow", 2019): the share of objects whose nearest other object, by
Chamfer distance among generated and real ones together, is of their own set. 50 % where the two sets cannot be told
apart, 100 % where they lie apart. What training objects reach against held-out ones is the level to hope for.

The sets here are tied together: each prompt has one object in either, so an object's best neighbour would mostly be
the other set's object of its prompt, and sets that are alike would come out far below 50 %. Hence a coin decides for
each prompt which of its two objects takes part; if they are alike, the coins say nothing about the shapes, and 50 %
is expected exactly. The figure is the mean over many throws.

Memorisation: the distance to the nearest training object. A generator that copies comes nearer to its training set
than held-out real objects are.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kiln.evaluate.chamfer import chamfer, cloud, nearest
from kiln.evaluate.prompts import Prompt
from kiln.evaluate.samples import Samples, from_bytes
from kiln.evaluate.scores import bootstrap
from kiln.evaluate.sets import Objects

# Nearer than this share of held-out objects are to their nearest training object counts as suspiciously near.
NEAR = 0.05
SHEET = 12


def one_nna(first: np.ndarray, second: np.ndarray, across: np.ndarray, throws: int = 200) -> np.ndarray:
    """For each of N pairs how often the nearest neighbour of its object, whichever took part, was of the same set: [N].

    first, second: distances [N, N] within the sets; across: [N, N] from the first to the second.
    """
    if not first.shape == second.shape == across.shape or first.shape[0] != first.shape[1]:
        raise ValueError("1-NNA compares sets of the same size")
    rng, count = np.random.default_rng(0), len(first)
    distances = np.block([[first, across], [across.T, second]])
    own = np.zeros(count)
    for _ in range(throws):
        of = rng.integers(2, size=count)
        chosen = np.arange(count) + count * of
        among = distances[np.ix_(chosen, chosen)]
        np.fill_diagonal(among, np.inf)
        own += of[among.argmin(1)] == of
    return own / throws


@dataclass(frozen=True)
class Shapes:
    """figures: for the report; pairs: the closest generated objects with their nearest training objects."""

    figures: dict
    pairs: list[tuple[np.ndarray, np.ndarray, str]]


def clouds(viewsets: np.ndarray) -> np.ndarray:
    """Clouds [N, 2048, 3] of natural viewsets."""
    return np.stack([cloud(v, seed=i) for i, v in enumerate(viewsets)])


# Points of a training object's cloud for the first look.
ROUGH = 256


def training_clouds(training: Objects) -> np.ndarray:
    """Rough clouds [N, 256, 3] of all training objects, a thousand viewsets in memory at a time."""
    parts = []
    for index in np.array_split(np.arange(len(training.items)), range(1000, len(training.items), 1000)):
        parts.append(np.stack([cloud(v, ROUGH) for v in from_bytes(training.viewsets(index))]))
        print(f"shape: {index[-1] + 1} of {len(training.items)} training objects", flush=True)
    return np.concatenate(parts)


def _nna(a: np.ndarray, b: np.ndarray, within_b: np.ndarray) -> dict:
    values = one_nna(chamfer(a, a), within_b, chamfer(a, b))
    low, high = bootstrap(values, np.arange(len(a)), np.zeros(len(a), int))
    return {"value": float(values.mean()), "low": low, "high": high, "objects": len(a)}


def evaluate_shape(samples: Samples, prompts: list[Prompt], real: np.ndarray, training: Objects) -> Shapes:
    """Samples of the prompts, one for each, against the prompts' real objects and the training set."""
    row = {p.prompt: i for i, p in enumerate(prompts)}
    first = samples.of_seed(int(samples.seeds.min()))
    of = np.array([row[p] for p in first.prompts])
    print("shape: clouds", flush=True)
    made, held = clouds(first.viewsets), clouds(real[of])
    alike = training.like([prompts[i].kind for i in of])
    trained = clouds(from_bytes(training.viewsets(alike)))
    print("shape: 1-NNA", flush=True)
    within_held = chamfer(held, held)
    generated, reachable = _nna(made, held, within_held), _nna(trained, held, within_held)
    rough = training_clouds(training)

    def full(index: np.ndarray) -> np.ndarray:
        return clouds(from_bytes(training.viewsets(index)))

    made_at, made_distance = nearest(made, rough, full)
    _, held_distance = nearest(held, rough, full)
    limit = np.quantile(held_distance, NEAR)
    near = (made_distance < limit).astype(float)
    low, high = bootstrap(near, of, np.zeros(len(of), int))
    figures = {
        "one_nna": {"generated": generated, "training": reachable},
        "nearest_training": {
            "training_objects": len(training.items),
            "generated_median": float(np.median(made_distance)),
            "held_out_median": float(np.median(held_distance)),
            "limit": float(limit),
            "expected_share": NEAR,
            "share": {"value": float(near.mean()), "low": low, "high": high},
        },
    }
    closest = np.argsort(made_distance)[:SHEET]
    pairs = [
        (first.viewsets[i], from_bytes(training.viewsets(made_at[i : i + 1]))[0], first.prompts[i]) for i in closest
    ]
    return Shapes(figures, pairs)
