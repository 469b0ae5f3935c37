"""What a lent GPU will run, rehearsed at toy size on the CPU: the session, its pieces, going on from them, torchrun."""

import json
import os
import signal
import socket
import subprocess
import sys
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
import torch
import trimesh

from kiln.export import load_config, load_weights, write_model
from kiln.gpu.build import Shard, plan
from kiln.gpu.collect import parts
from kiln.gpu.session import export
from kiln.network import Config, Denoiser

TRAINING = Path(__file__).parents[1]
NETWORK = {"resolution": 16, "patch": 8, "width": 32, "depth": 2, "heads": 2, "mlp": 64, "bottleneck": 16}


def run(*arguments: object, **environment: str) -> str:
    result = subprocess.run(
        list(map(str, arguments)), cwd=TRAINING, capture_output=True, text=True, env=os.environ | environment
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


@pytest.fixture(scope="module")
def config(tmp_path_factory):
    settings = json.loads((TRAINING / "configs/kiln-b.json").read_text())
    path = tmp_path_factory.mktemp("config") / "toy.json"
    path.write_text(json.dumps(settings | {"name": "toy", "network": NETWORK, "batch": 8, "warmup": 5}))
    return path


@pytest.fixture(scope="module")
def sets(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sets")
    kinds = ["--kinds", "castle,dog,house", "--resolution", 16, "--workers", 1]
    for name, options in {"plain": ["--count", 90], "photos": ["--count", 60, "--photos", 2]}.items():
        run(sys.executable, "-m", "kiln.dataset", "grammar", *kinds, *options, "--out", folder / name)
    return [folder / "plain", folder / "photos"]


def train(config: Path, sets: list[Path], out: Path, steps: int, *options: object) -> list[dict]:
    """Train, and return the lines of the log that this added."""
    log = out / "log.jsonl"
    before = len(log.read_text().splitlines()) if log.exists() else 0
    command = ["-m", "kiln.train", "--config", config, "--data", *sets, "--out", out, "--minutes", 5, "--steps", steps]
    run(sys.executable, *command, *options)
    return [json.loads(line) for line in log.read_text().splitlines()[before:]]


@pytest.fixture(scope="module")
def trained(config, sets, tmp_path_factory):
    out = tmp_path_factory.mktemp("run")
    return out, train(config, sets, out, 120, "--cooldown", 0, "--log-every", 60, "--peak", 1)


def test_log_tells_how_much_of_the_processor_is_used(trained):
    _, lines = trained
    assert lines[-1]["step"] == 120 and lines[-1]["samples"] == 960
    assert 0 < lines[-1]["tflops"] < 5 and lines[-1]["peak_share"] == pytest.approx(lines[-1]["tflops"], abs=1e-3)


@pytest.mark.parametrize("int8", [False, True])
def test_a_run_goes_on_from_exported_weights_without_a_jump(config, sets, trained, tmp_path, int8):
    out, lines = trained
    export(out / "checkpoint.pt", tmp_path / "model", int8)
    again = train(config, sets, tmp_path / "run", 20, "--cooldown", 0, "--resume", tmp_path / "model", "--log-every", 1)
    assert again[0]["step"] == 121 and again[0]["samples"] == 968
    before = lines[-1]["held_out"]
    assert again[0]["held_out"] < 1.02 * before
    assert max(line["held_out"] for line in again) < 1.03 * before


def test_int8_is_half_as_large_and_close(trained, tmp_path):
    out, _ = trained
    for name, int8 in {"half": False, "quarter": True}.items():
        export(out / "checkpoint.pt", tmp_path / name, int8)
    size = {n: sum(f.stat().st_size for f in (tmp_path / n).glob("*.safetensors")) for n in ("half", "quarter")}
    assert size["quarter"] < 0.7 * size["half"]  # at toy size the parts that stay float16 weigh more
    half, quarter = (load_weights(tmp_path / n) for n in ("half", "quarter"))
    for key, value in half.items():
        assert (quarter[key] - value).abs().max() <= value.abs().max() / 200, key


def test_a_damaged_shard_is_named(trained, tmp_path):
    export(trained[0] / "checkpoint.pt", tmp_path, True)
    shard = next(tmp_path.glob("*.safetensors"))
    shard.write_bytes(shard.read_bytes()[:-1] + b"\x55")
    with pytest.raises(ValueError, match=shard.name):
        load_weights(tmp_path)


def test_kiln_b_leaves_in_int8_with_one_call_and_in_float16_with_two(tmp_path):
    settings = json.loads((TRAINING / "configs/kiln-b.json").read_text())
    net = Denoiser(Config(**settings["network"]))
    calls = {}
    for int8 in (True, False):
        write_model("kiln-b", net.state_dict(), net.config, {}, tmp_path / str(int8), int8)
        assert load_config(tmp_path / str(int8)) == net.config
        files = json.loads((tmp_path / str(int8) / "manifest.json").read_text())["files"]
        assert all(f["bytes"] <= 16 * 1024**2 for f in files)
        calls[int8] = len(parts(files))
    assert calls == {True: 1, False: 2}


def test_parts_fit_a_call():
    files = [{"path": str(i), "bytes": 10} for i in range(20)]
    assert [len(p) for p in parts(files, 70_000, 8)] == [7, 7, 6]
    assert [len(p) for p in parts(files, 65_536 + 35, 8)] == [3] * 6 + [2]


def test_shards_never_repeat_an_object():
    shards = list(islice(plan(), 40))
    assert len({s.name for s in shards}) == 40
    assert {s.name for s in shards[:4]} == {"grammar-000", "assets-000", "grammar-photos-000", "assets-photos-000"}
    jobs = [job.of for s in shards if s.source == "grammar" for job in s.jobs(200, [16], Path("unused"))]
    assert len(set(jobs)) == len(jobs)
    assert Shard("grammar", 4, 3).name == "grammar-photos-003"


def as_processes(count: int, command: list[object]) -> list[str]:
    """Run the command in processes that know of each other as torchrun's do; returns what each printed."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = {"MASTER_ADDR": "127.0.0.1", "MASTER_PORT": str(free.getsockname()[1]), "WORLD_SIZE": str(count)}
    common = os.environ | address | {"OMP_NUM_THREADS": "1"}
    processes = [
        subprocess.Popen(
            list(map(str, command)),
            cwd=TRAINING,
            env=common | {"RANK": str(rank), "LOCAL_RANK": str(rank)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        for rank in range(count)
    ]
    printed = [p.communicate()[0] for p in processes]
    assert all(p.returncode == 0 for p in processes), printed
    return printed


def test_two_processes_train_one_network(config, sets, tmp_path):
    command = [sys.executable, "-m", "kiln.train", "--config", config, "--data", *sets, "--out", tmp_path]
    command += ["--minutes", 5, "--log-every", 10, "--steps"]
    assert not any("resumed" in text for text in as_processes(2, [*command, 30]))
    state = torch.load(tmp_path / "checkpoint.pt")
    assert state["step"] == 30 and state["samples"] == 480
    lines = [json.loads(line) for line in (tmp_path / "log.jsonl").read_text().splitlines()]
    assert [line["step"] for line in lines] == [1, 10, 20, 30]
    assert lines[-1]["held_out"] < 0.8 * lines[0]["held_out"]
    assert all("resumed at step 30" in text for text in as_processes(2, [*command, 5]))
    assert torch.load(tmp_path / "checkpoint.pt")["step"] == 35


@pytest.fixture(scope="module")
def assets(tmp_path_factory):
    folder = tmp_path_factory.mktemp("assets")
    rows = []
    for i in range(12):
        mesh = trimesh.creation.box((1, 1 + 0.1 * i, 0.8))
        mesh.visual.vertex_colors = np.full((len(mesh.vertices), 4), [20 * i, 80, 160, 255], np.uint8)
        trimesh.Scene([mesh]).export(folder / f"{i}.glb")
        row = {"id": f"box-{i}", "name": "box", "file": f"{i}.glb", "category": "prop", "captions": [f"box number {i}"]}
        row |= {"split": "val" if i == 0 else "train", "front": "+z", "pack": "here", "license": "CC0-1.0"}
        rows.append(row | {"colors": [["blue", 1.0]]})
    (folder / "catalog.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows))
    run(sys.executable, "-m", "kiln.pack", "--folder", folder, "--out", folder / "assets.pack")
    return folder / "assets.pack"


def test_a_session_leaves_weights_sheet_and_report(config, assets, tmp_path):
    # A lent machine has no trimesh: a module of that name that cannot be imported stands before the real one.
    (tmp_path / "site").mkdir()
    (tmp_path / "site/trimesh.py").write_text("raise ImportError('not on the machine with the GPU')\n")
    out, work = tmp_path / "out", tmp_path / "work"
    command = ["-m", "kiln.gpu.session", "toy", "--config", config, "--out", out, "--work", work, "--assets", assets]
    command += ["--minutes", 8, "--shard", 1, "--gigabytes", 0.2, "--workers", 1]
    command += ["--compile", "off", "--steps", 20, "--log-every", 10, "--save-every", 0.01, "--seeds", 1]
    path = os.pathsep.join([str(tmp_path / "site"), str(TRAINING)])
    try:
        run(sys.executable, *command, "--sampling-steps", 2, PYTHONPATH=path, OMP_NUM_THREADS="1")
    finally:
        os.killpg(int((work / "cache/gpu/builder.pid").read_text()), signal.SIGKILL)
    report = json.loads((out / "report.json").read_text())
    assert list(report["phases"]) == ["build data", "train, compile off", "export", "draw", "done"]
    assert report["exit code, compile off"] == 0 and report["last"]["step"] == 20
    assert load_weights(out / "model").keys() == load_weights(work / "runs/toy/model").keys()
    assert (out / "sheet.png").stat().st_size > 1000 and (out / "loss.png").stat().st_size > 1000
    sent = list(p for p in out.rglob("*") if p.is_file())
    assert len(sent) <= 8 and sum(p.stat().st_size for p in sent) < 64 * 1024**2
    run(sys.executable, "-m", "kiln.gpu.collect", "toy", "--part", 1, "--out", tmp_path / "f16", "--work", work)
    assert load_weights(tmp_path / "f16").keys() == load_weights(out / "model").keys()


def test_bench_tells_rates_and_parts(config, tmp_path):
    command = ["bash", TRAINING / "gpu.sh", "bench", "toy", "--config", config, "--batch", 4, "--compile", "off"]
    options = ["--seconds", 0.2, "--objects", 6, "--matrix", 128]
    printed = run(*command, *options, OUT=str(tmp_path / "out"), PYTHON=sys.executable, OMP_NUM_THREADS="1")
    found = json.loads((tmp_path / "out/bench.json").read_text())
    assert found["peak"] > 0 and [r["photos"] for r in found["results"]] == [0, 1]
    for result in found["results"]:
        assert result["samples a second"] == pytest.approx(4000 / result["step ms"], rel=0.01)
        assert 0 < result["draw ms"] < result["step ms"]
    assert "TFLOP/s" in printed
    assert (tmp_path / "out/profile.txt").stat().st_size > 1000
