"""Both commands from end to end, at toy size: a judge is trained, then it judges an untrained denoiser."""

import json
import sys

import numpy as np
import pytest
import torch

from kiln import dataset
from kiln.evaluate import __main__ as evaluate
from kiln.evaluate import prompts as prompt_list
from kiln.evaluate.retrieval import __main__ as retrieval
from kiln.evaluate.retrieval.pairs import Pairs
from kiln.evaluate.runner import Bfloat16
from kiln.export import write_model
from kiln.network import Config, Denoiser
from kiln.text import TextEncoder

R = 16


def run(monkeypatch, command, *arguments):
    monkeypatch.setattr(sys, "argv", ["kiln", *map(str, arguments)])
    command.main()


@pytest.fixture(scope="module")
def work(tmp_path_factory):
    """A folder with a set, a judge trained on it, a denoiser, and a list of its prompts."""
    folder = tmp_path_factory.mktemp("evaluate")
    with pytest.MonkeyPatch.context() as patch:
        kinds = ("--kinds", "castle,chair", "--count", 130, "--resolution", R, "--workers", 1)
        run(patch, dataset, "grammar", *kinds, "--start", 500000, "--out", folder / "set")
        run(patch, retrieval, "--data", folder / "set", "--minutes", 0.02, "--out", folder / "judge")
        run(patch, prompt_list, "--data", folder / "set", "--count", 3, "--out", folder / "list.json")
    torch.manual_seed(0)
    config = Config(resolution=R, patch=8, width=16, depth=1, heads=2, mlp=16, bottleneck=8)
    write_model("tiny", Denoiser(config).state_dict(), config, {"samples": 0}, folder / "tiny")
    return folder


@pytest.fixture
def listed(work, monkeypatch):
    """The list of the folder in place of the committed one."""
    prompts = prompt_list.read(work / "list.json")
    monkeypatch.setattr(prompt_list, "read", lambda: prompts)
    return prompts


def test_a_judge_is_trained_and_says_how_good_it_is(work):
    manifest = json.loads((work / "judge" / "manifest.json").read_text())
    assert manifest["config"]["resolution"] == R
    assert manifest["training"]["kinds"] == 2
    assert 0 <= manifest["training"]["held_out"]["r_precision"] <= 1
    assert manifest["files"][0]["bytes"] == (work / "judge" / "retrieval.safetensors").stat().st_size


def test_batches_pair_objects_with_true_and_false_captions(work):
    pairs = Pairs([work / "set"], TextEncoder())
    batch = pairs.draw(24, torch.device("cpu"))
    assert batch.x.shape == (24, 3, R, R, 9)
    assert batch.fits.diagonal().min() == 1
    assert 0 < len(batch.false[0]) <= 24
    assert not any(i.split == "val" for i in pairs.objects.items)


def test_a_model_gets_its_report(work, listed, monkeypatch):
    arguments = ("--retrieval", work / "judge", "--data", work / "set", "--out", work / "report", "--seeds", 2)
    run(monkeypatch, evaluate, "--model", work / "tiny", "--only", "text,shape", *arguments)
    run(monkeypatch, evaluate, "--model", work / "tiny", "--only", "steps", "--quick", *arguments)
    report = json.loads((work / "report" / "report.json").read_text())
    assert report["commands"]["text"] != report["commands"]["steps"]
    # The second run kept the first one's parts, as the weights are the same.
    assert {"text", "shape", "steps", "named"} <= set(report)
    score = report["text"]["scores"]["r_precision"]
    assert score["low"] <= score["value"] <= score["high"] and score["count"] == 2 * len(listed)
    assert {r["sampler"] for r in report["steps"]} == {"ddim", "dpm-solver++", "heun"}
    text = (work / "report" / "report.md").read_text()
    for name in ("held-out.png", "named.png", "nearest.png", "steps.png"):
        assert name in text
        assert (work / "report" / name).stat().st_size > 1000


def test_samples_made_elsewhere_get_the_same_report(work, listed, monkeypatch):
    folder = work / "samples"
    folder.mkdir()
    np.save(folder / "viewsets.npy", prompt_list.references(listed, R))
    (folder / "prompts.json").write_text(json.dumps([{"prompt": p.prompt, "seed": 1} for p in listed]))
    out = ("--retrieval", work / "judge", "--data", work / "set", "--out", folder / "report")
    run(monkeypatch, evaluate, "--samples", folder, *out)
    report = json.loads((folder / "report" / "report.json").read_text())
    # These are the real objects themselves.
    for score in report["text"]["scores"].values():
        assert score["value"] == score["ceiling"]
    assert 0 < report["shape"]["one_nna"]["generated"]["value"] < 1
    assert "photo" not in report


def test_unknown_parts_are_named(monkeypatch, capsys):
    with pytest.raises(SystemExit):
        run(monkeypatch, evaluate, "--model", "x", "--out", "y", "--only", "text,colour")
    assert "unknown parts ['colour']" in capsys.readouterr().err


def test_bfloat16_is_near_float32(work):
    net = evaluate.load(work / "tiny")
    torch.nn.init.normal_(net.out.weight, std=0.1)
    tokens, tau, text = torch.randn(2, 12, 576), torch.full((2,), 0.5), torch.randn(2, 5, 512)
    with torch.no_grad():
        exact, near = net(tokens, tau, text), Bfloat16(net)(tokens, tau, text)
    assert near.dtype == torch.float32
    assert (near - exact).abs().max() < 0.05 * exact.abs().max()
