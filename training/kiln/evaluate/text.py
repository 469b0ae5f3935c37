"""How well objects fit their prompts: R-precision, class, colour and count, between a floor and a ceiling.

The ceiling is the same measure on the real objects that the prompts were written about; the floor is chance, and
the same measure on objects that were made for another prompt.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kiln.evaluate.attributes import NUMBERS, count, main_colors, with_count
from kiln.evaluate.colours import has_colors
from kiln.evaluate.prompts import Prompt
from kiln.evaluate.retrieval.network import Judge
from kiln.evaluate.samples import Samples
from kiln.evaluate.scores import Score, r_precision, score
from kiln.grammar.base import article

CANDIDATES = 20


@dataclass(frozen=True)
class Questions:
    """What the judge must know of the prompts, embedded once. Arrays of unit vectors: prompts [P, E], kinds [K, E];
    kind_of [P]; counts: for each prompt with a number the index of the right one and its six wordings [6, E]."""

    prompts: list[Prompt]
    embedded: np.ndarray
    kinds: np.ndarray
    kind_of: np.ndarray
    counts: dict[int, tuple[int, np.ndarray]]

    @classmethod
    def ask(cls, prompts: list[Prompt], judge: Judge) -> Questions:
        names = sorted({p.kind for p in prompts})
        counts = {}
        for i, p in enumerate(prompts):
            if (number := count(p.prompt)) is not None:
                counts[i] = NUMBERS.index(number), judge.captions([with_count(p.prompt, n) for n in NUMBERS])
        return cls(
            prompts,
            judge.captions([p.prompt for p in prompts]),
            judge.captions([article(name) for name in names]),
            np.array([names.index(p.kind) for p in prompts]),
            counts,
        )


@dataclass(frozen=True)
class Answers:
    """One value in [0, 1] for each object asked about, NaN where its prompt does not ask. Arrays [N]."""

    r_precision: np.ndarray
    r_precision_all: np.ndarray
    kind: np.ndarray
    color: np.ndarray
    count: np.ndarray


def answer(questions: Questions, viewsets: np.ndarray, of: np.ndarray, judge: Judge) -> Answers:
    """The measures of viewsets [N, 3, R, R, 9], object i being made for prompt of[i]."""
    objects = judge.objects(viewsets)
    similarity = objects @ questions.embedded.T
    color = np.full(len(of), np.nan)
    number = np.full(len(of), np.nan)
    for i, prompt in enumerate(of):
        if wanted := main_colors(questions.prompts[prompt].prompt):
            color[i] = has_colors(viewsets[i], wanted)
        if prompt in questions.counts:
            right, wordings = questions.counts[prompt]
            number[i] = (wordings @ objects[i]).argmax() == right
    return Answers(
        r_precision(similarity, of, min(CANDIDATES, len(questions.prompts))),
        r_precision(similarity, of, len(questions.prompts)),
        ((objects @ questions.kinds.T).argmax(1) == questions.kind_of[of]).astype(float),
        color,
        number,
    )


def evaluate_text(
    samples: Samples, prompts: list[Prompt], real: np.ndarray, judge: Judge
) -> tuple[dict[str, Score], np.ndarray]:
    """Scores by name, and each sample's R-precision [N].

    The samples' prompts must be among `prompts`, whose real objects are `real` [P, 3, R, R, 9]; else ValueError.
    """
    row = {p.prompt: i for i, p in enumerate(prompts)}
    unknown = sorted(set(samples.prompts) - set(row))
    if unknown:
        raise ValueError(f"{len(unknown)} prompts are not in the evaluation's list, e.g. {unknown[0]!r}")
    questions = Questions.ask(prompts, judge)
    of = np.array([row[p] for p in samples.prompts])
    made = answer(questions, samples.viewsets, of, judge)
    asked = np.unique(of)
    ceiling = answer(questions, real[asked], asked, judge)
    # Exchanged in a fixed way: each object judged by the prompt half the list away, which is of another kind.
    order = np.argsort(np.argsort(of, kind="stable"), kind="stable")
    exchanged = np.sort(of)[(order + len(of) // 2) % len(of)]
    floor = answer(questions, samples.viewsets, exchanged, judge)
    chance = {
        "r_precision": 1 / min(CANDIDATES, len(prompts)),
        "r_precision_all": 1 / len(prompts),
        "kind": 1 / len(questions.kinds),
        "color": None,
        "count": 1 / len(NUMBERS),
    }
    scores = {
        name: score(getattr(made, name), of, samples.seeds, getattr(floor, name), getattr(ceiling, name), chance[name])
        for name in chance
    }
    return scores, made.r_precision
