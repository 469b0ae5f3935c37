"""The judge, the list of prompts and the text scores, at toy size."""

import json

import numpy as np
import pytest
import torch

from kiln.batches import encode_bytes
from kiln.dataset import Item, held_out
from kiln.evaluate import prompts as prompt_list
from kiln.evaluate.prompts import choose, make_object, references
from kiln.evaluate.retrieval.__main__ import contrastive_loss
from kiln.evaluate.retrieval.augment import shift
from kiln.evaluate.retrieval.network import Judge, Retrieval, RetrievalConfig, load, pad_tokens, save
from kiln.evaluate.samples import Samples, from_bytes, read_samples, shown
from kiln.evaluate.text import evaluate_text
from kiln.grammar.shapes import box
from kiln.mesh import normalise
from kiln.rasterise import viewset
from kiln.viewset import encode, to_bytes

R = 16
TINY = RetrievalConfig(resolution=R, patch=8, bottleneck=16, width=24, heads=2, depth=1, text_depth=1, embedding=8)


@pytest.fixture(scope="module")
def items():
    """Some objects of two kinds, split as in a set."""
    rows = []
    for kind in ("chair", "castle"):
        for seed in range(40):
            sample = make_object(f"{kind}/{seed}")
            split = "val" if held_out(f"{kind} {sample.combination}") else "train"
            rows.append(Item(f"{kind}/{seed}", sample.kind, sample.captions, split, "grammar", "CC0-1.0"))
    return rows


@pytest.fixture(scope="module")
def net():
    torch.manual_seed(0)
    return Retrieval(TINY).eval()


def test_the_committed_list_is_of_200_distinct_prompts_over_40_kinds():
    prompts = prompt_list.read()
    assert len({p.prompt.lower() for p in prompts}) == prompt_list.COUNT == 200
    assert len({p.kind for p in prompts}) >= 40


def test_prompts_are_captions_of_held_out_objects(items):
    chosen = choose(4, items)
    split = {i.id: i.split for i in items}
    assert {p.kind for p in chosen} == {"chair", "castle"}
    assert len({p.prompt.lower() for p in chosen}) == 4
    for p in chosen:
        assert split[p.object] == "val"
        assert p.prompt in make_object(p.object).captions
    assert references(chosen[:2], R).shape == (2, 3, R, R, 9)


def test_a_list_that_no_longer_fits_the_grammar_is_refused(items):
    (prompt,) = choose(1, items)
    changed = prompt_list.Prompt("a thing nobody made", prompt.kind, prompt.object)
    with pytest.raises(ValueError, match="the grammar has changed"):
        references([changed], R)
    with pytest.raises(ValueError, match="build a larger set"):
        choose(999, items)


def test_shift_is_the_viewset_of_the_moved_solid():
    solid = normalise(box(1, 0.6, 0.8, (1, 0, 0))).scale(0.5)
    here, there = (encode(viewset(m, R)) for m in (solid, solid.move(2 / R, -1 / R, 3 / R)))
    shifted = shift(torch.from_numpy(here)[None], (2, -1, 3))[0].numpy()
    np.testing.assert_allclose(shifted[..., :3], there[..., :3], atol=1e-5)


def test_padding_changes_no_caption(net):
    rng = np.random.default_rng(0)
    short, long = (rng.normal(size=(n, 512)).astype(np.float32) for n in (3, 9))
    with torch.no_grad():
        alone, beside = net.captions(*pad_tokens([short])), net.captions(*pad_tokens([short, long]))
    np.testing.assert_allclose(alone[0], beside[0], atol=1e-5)
    assert torch.linalg.vector_norm(alone, dim=1) == pytest.approx(1, abs=1e-5)


def test_the_loss_is_least_when_each_object_lies_at_its_caption_and_away_from_false_ones():
    e, scale, fits = torch.eye(4), torch.tensor(50.0), torch.eye(4)
    right = contrastive_loss(e, e, -e, fits, scale)
    assert right == pytest.approx(0, abs=1e-4)
    assert contrastive_loss(e, e[[1, 0, 2, 3]], -e, fits, scale) > 10
    assert contrastive_loss(e, e, e, fits, scale) == pytest.approx(np.log(2) / 2, abs=1e-3)
    # A caption that is true of two objects may lie at both.
    both = torch.zeros(2, 4)
    both[:, 0] = 1
    assert contrastive_loss(both, both, -both, torch.ones(2, 2), scale) == pytest.approx(np.log(2), abs=1e-3)


def test_a_saved_judge_judges_as_before(net, tmp_path):
    save(net, {"objects": 1}, tmp_path)
    loaded, manifest = load(tmp_path)
    balls = np.random.default_rng(0).random((3, 3, R, R, 9)).astype(np.float32)
    np.testing.assert_allclose(Judge(loaded).objects(balls), Judge(net).objects(balls), atol=0.02)
    assert manifest["kind"] == "retrieval" and manifest["training"] == {"objects": 1}
    with pytest.raises(FileNotFoundError, match="kiln.evaluate.retrieval"):
        load(tmp_path / "nothing")


def test_bytes_and_back_are_what_the_network_saw():
    natural = viewset(normalise(box(1, 0.6, 0.8, (1, 0, 0))), R)
    data = to_bytes(natural)
    seen = encode_bytes(torch.from_numpy(data)[None], torch.zeros(1, dtype=torch.bool))[0].numpy()
    np.testing.assert_allclose(encode(from_bytes(data)), seen, atol=1e-6)


def test_what_is_shown_of_a_solid_and_of_faults():
    whole = viewset(normalise(box(1, 0.6, 0.8, (1, 0, 0))), R)
    np.testing.assert_allclose(shown(whole[None])[0], whole, atol=1e-6)
    floating, high = whole.copy(), whole.copy()
    floating[2, 1, 1] = (1, 0.3, 0.2, *[0.9] * 6)  # where the other axes show nothing
    np.testing.assert_allclose(shown(floating[None])[0], whole, atol=1e-6)
    high[1, 8, 8, 1] += 0.2  # a hit above the top, as the other axes show it
    carved = shown(high[None])[0, 1, 8, 8, 1]
    assert whole[1, 8, 8, 1] - 1e-6 <= carved < high[1, 8, 8, 1] - 0.5 / R


def test_scores_of_real_objects_are_at_their_ceiling(items, net):
    prompts = choose(4, items)
    real = references(prompts, R)
    samples = Samples(real, [p.prompt for p in prompts], np.ones(4, int))
    scores, values = evaluate_text(samples, prompts, real, Judge(net))
    assert values.shape == (4,)
    for score in scores.values():
        if score.count:
            assert score.value == score.ceiling
            assert score.low <= score.value <= score.high
    assert scores["r_precision"].chance == 1 / 4
    with pytest.raises(ValueError, match="not in the evaluation's list"):
        evaluate_text(Samples(real[:1], ["a thing"], np.ones(1, int)), prompts, real, Judge(net))


def write_samples(folder, viewsets, rows):
    np.save(folder / "viewsets.npy", viewsets)
    (folder / "prompts.json").write_text(json.dumps(rows))
    return folder


def test_samples_of_another_program(tmp_path):
    rows = [{"prompt": "a chair", "seed": 1}, {"prompt": "a chair", "seed": 2}]
    viewsets = np.zeros((2, 3, R, R, 9), np.float32)
    samples = read_samples(write_samples(tmp_path, viewsets, rows))
    assert samples.of_seed(2).prompts == ["a chair"]
    broken = {
        "float32": viewsets.astype(np.float64),
        "1 viewsets but 2": viewsets[:1],
        "finite": viewsets + np.float32("nan"),
    }
    for message, wrong in broken.items():
        with pytest.raises(ValueError, match=message):
            read_samples(write_samples(tmp_path, wrong, rows))
