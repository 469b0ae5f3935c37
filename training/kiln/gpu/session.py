"""One call on a lent GPU: data, training, contact sheets and weights, all done before the clock runs out.

    python -m kiln.gpu.session kiln-b --minutes 9 --out $OUT

Everything is kept under cache/ and runs/, so that a second call on the same machine goes on exactly where the first
stopped; while one trains, shards for the next are built. What leaves the machine lies in OUT: a float16 kiln-b is
larger than a call's 64 MB, so it leaves in int8 (OUT/model, renewed at every checkpoint, also what --resume takes on
a fresh machine), and in float16 piece by piece with `kiln.gpu.collect`.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import torch

from kiln.dataset import Dataset, join
from kiln.diffusion import NoiseLevels
from kiln.export import load_weights, write_model
from kiln.gpu.build import folder
from kiln.held_out import HeldOut
from kiln.network import Config
from kiln.pool import keep_for
from kiln.sample import load
from kiln.text import TextEncoder

PROMPTS = (
    *("a standing corgi dog", "a castle on a hill", "a race car", "a red race car", "a green race car"),
    *("a wooden chair", "a sailing boat", "a windmill", "a pine tree", "a burger"),
)
# What the time after training goes to: exports, contact sheets, copies.
RESERVE_SECONDS = 60
# The share of each sort of set among its like. Photos of the models look more like photos of things.
SHARES = {"grammar": 0.75, "assets": 0.25, "grammar-photos": 0.4, "assets-photos": 0.6}


class Session:
    """Paths, clock and report of one call."""

    def __init__(self, args: argparse.Namespace) -> None:
        self.args, self.began = args, time.time()
        self.config = Path("configs") / f"{args.name}.json" if args.config is None else args.config
        self.settings = json.loads(self.config.read_text())
        resolution = self.settings["network"]["resolution"]
        self.root, self.run = args.work / "cache/gpu", args.work / "runs" / self.settings["name"]
        self.resolutions = [resolution, *(r for r in args.also if r != resolution)]
        self.cache = folder(self.root, resolution)
        self.first_shards = [self.cache / f"{sort}-{args.first:03}" for sort in SHARES]
        self.report: dict[str, object] = {"phases": {}}

    def left(self) -> float:
        """Seconds of the clock that are left."""
        return 60 * self.args.minutes - (time.time() - self.began)

    def phase(self, name: str) -> None:
        """Note when a phase began; the report is written each time, so that a call that was cut off leaves it."""
        self.report["phases"][name] = round(time.time() - self.began, 1)
        print(f"[{time.time() - self.began:5.0f} s] {name}", flush=True)
        self.args.out.mkdir(parents=True, exist_ok=True)
        (self.args.out / "report.json").write_text(json.dumps(self.report, indent=2) + "\n")

    def start_building(self) -> None:
        """Start the builder, unless one of an earlier call still runs. It outlives this call: it leads a process
        session of its own."""
        self.root.mkdir(parents=True, exist_ok=True)
        note = self.root / "builder.pid"
        if note.exists() and Path(f"/proc/{note.read_text()}").exists():
            return
        command = [sys.executable, "-m", "kiln.gpu.build", "--assets", self.args.assets, "--out", self.root]
        command += ["--resolutions", *self.resolutions, "--workers", self.args.workers]
        command += ["--shard", self.args.shard, "--gigabytes", self.args.gigabytes, "--first", self.args.first]
        with (self.root / "builder.log").open("a") as log:
            # One thread each: the workers share the cores among them.
            env = os.environ | {"OMP_NUM_THREADS": "1", "NUMBA_NUM_THREADS": "1"}
            builder = subprocess.Popen(
                list(map(str, command)), stdout=log, stderr=subprocess.STDOUT, env=env, start_new_session=True
            )
        note.write_text(str(builder.pid))

    def await_data(self) -> None:
        """Wait for the first shard of every sort; the rest is taken in as it comes."""
        while not all(s.exists() for s in self.first_shards):
            if self.left() < 2 * RESERVE_SECONDS:
                tail = (self.root / "builder.log").read_text()[-2000:]
                raise SystemExit(f"no time is left and the data is not there; the builder said:\n{tail}")
            time.sleep(1)

    def train(self, compiling: str) -> int:
        """Train on the shards that are there and those that come, until the reserve begins; every checkpoint's weights
        go to OUT. Returns the exit code."""
        minutes = (self.left() - self.args.reserve) / 60
        command = [sys.executable, "-m", "kiln.train", "--config", self.config, "--out", self.run]
        command += ["--data", *self.first_shards, "--mix", *SHARES.values(), "--watch", self.cache]
        command += ["--minutes", round(minutes, 3), "--until", self.began + 60 * self.args.minutes - self.args.reserve]
        command += ["--save-every", self.args.save_every, "--log-every", self.args.log_every, "--compile", compiling]
        for option in ("batch", "cooldown", "resume", "peak", "steps", "focus"):
            value = getattr(self.args, option)
            command += [] if value is None else [f"--{option}", value]
        with (self.run.parent / f"{self.run.name}.out").open("a") as log:
            trainer = subprocess.Popen(list(map(str, command)), stdout=log, stderr=subprocess.STDOUT)
            sent = None
            while trainer.poll() is None:
                sent = self.send(sent)
                time.sleep(1)
        return trainer.returncode

    def send(self, sent: float | None = None) -> float | None:
        """Export the checkpoint's average to OUT/model if it is newer than `sent`; returns the time it was written."""
        checkpoint = self.run / "checkpoint.pt"
        if not checkpoint.exists() or checkpoint.stat().st_mtime == sent:
            return sent
        written = checkpoint.stat().st_mtime
        export(checkpoint, self.args.out / "model", int8=True)
        shutil.copy(self.run / "log.jsonl", self.args.out / "log.jsonl")
        return written

    def draw(self) -> None:
        """A contact sheet of the named prompts, and the training curve."""
        sheet = [sys.executable, "-m", "kiln.sample", "--model", self.run / "model", "--prompts", *PROMPTS]
        sheet += ["--seeds", self.args.seeds, "--steps", self.args.sampling_steps, "--out", self.args.out / "sheet.png"]
        curve = ["--log", self.run / "log.jsonl", "--out", self.args.out / "loss.png"]
        for command in (sheet, [sys.executable, "-m", "kiln.plot", *curve]):
            subprocess.run(list(map(str, command)), timeout=max(5, self.left() - 5))

    def summarise(self) -> None:
        """The last line of the log, how much data there was, and what the weights lose in int8."""
        lines = (self.run / "log.jsonl").read_text().splitlines()
        self.report["last"] = json.loads(lines[-1])
        self.report["shards"] = sorted(f.name for f in self.cache.iterdir() if f.suffix != ".partial")
        self.report["held out, text"] = self.precision()
        print(json.dumps(self.report["last"]), flush=True)

    def precision(self) -> dict[str, float]:
        """The velocity loss of the average on held-out objects, as it was trained and as it leaves in int8."""
        device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        encoder, plain = TextEncoder(device=device), self.first_shards[:2]
        net = load(self.run / "checkpoint.pt").to(device)
        val = join([Dataset.open(s, encoder, keep_for({}, "val")) for s in plain])
        held = HeldOut(val, 0, NoiseLevels(**self.settings["noise"]), net, device)
        losses = {"float32": held.loss(net, self.settings["outside_weight"])}
        net.load_state_dict(load_weights(self.args.out / "model"))
        return losses | {"int8": held.loss(net, self.settings["outside_weight"])}


def export(checkpoint: Path, out: Path, int8: bool) -> None:
    """A checkpoint's average as a model folder that `kiln.train --resume` takes."""
    state = torch.load(checkpoint, map_location="cpu")
    settings = state["settings"]
    counts = {"samples": state["samples"], "minutes": round(state["seconds"] / 60, 1), "steps": state["step"]}
    write_model(settings["name"], state["ema"], Config(**settings["network"]), counts, out, int8)


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name", help="a config's name: kiln-s, kiln-b")
    parser.add_argument("--minutes", type=float, required=True, help="for everything, from now on")
    parser.add_argument("--out", type=Path, required=True, help="what is to leave the machine")
    parser.add_argument("--config", type=Path, help="another file than configs/NAME.json")
    parser.add_argument("--work", type=Path, default=Path("."), help="where cache/ and runs/ are kept")
    parser.add_argument("--assets", type=Path, default=Path("cache/assets.pack"))
    parser.add_argument(
        "--resume", type=Path, help="exported weights of this run, for a machine without its checkpoint"
    )
    parser.add_argument("--workers", type=int, default=max(1, (os.cpu_count() or 2) - 3))
    parser.add_argument("--also", type=int, nargs="*", default=[], help="further resolutions, for the next network")
    parser.add_argument("--focus", help="weights of kinds, see kiln.train")
    parser.add_argument("--build-only", action="store_true", help="start the builder and return")
    parser.add_argument("--shard", type=int, default=1240, help="objects of the grammar in a shard")
    parser.add_argument("--first", type=int, default=0, help="number of the first shards: others hold other objects")
    parser.add_argument("--gigabytes", type=float, default=40, help="of sets to build in all")
    parser.add_argument("--compile", default="blocks")
    parser.add_argument("--batch", type=int)
    parser.add_argument("--steps", type=int)
    parser.add_argument("--cooldown", type=float, help="0 where another call goes on")
    parser.add_argument("--peak", type=float, default=790, help="TFLOP/s in bfloat16 matrix products; H200: 790")
    parser.add_argument("--save-every", type=float, default=1.5, help="minutes")
    parser.add_argument("--log-every", type=int, default=100, help="steps")
    parser.add_argument("--reserve", type=float, default=RESERVE_SECONDS, help="seconds to keep for what follows")
    parser.add_argument("--seeds", type=int, default=3, help="of the contact sheet; 0: none is drawn")
    parser.add_argument("--sampling-steps", type=int, default=12)
    return parser.parse_args()


def main() -> None:
    session = Session(parse())
    session.run.mkdir(parents=True, exist_ok=True)
    session.phase("build data")
    session.start_building()
    if session.args.build_only:
        return
    session.await_data()
    for compiling in dict.fromkeys((session.args.compile, "off")):
        session.phase(f"train, compile {compiling}")
        code = session.train(compiling)
        session.report[f"exit code, compile {compiling}"] = code
        if code == 0:
            break
        # A compiler that fails must not cost the call; what was trained so far is in the checkpoint.
        print((session.run.parent / f"{session.run.name}.out").read_text()[-3000:], flush=True)
    session.phase("export")
    session.send()
    export(session.run / "checkpoint.pt", session.run / "model", int8=False)
    session.summarise()
    if session.args.seeds:
        session.phase("draw")
        session.draw()
    session.phase("done")


if __name__ == "__main__":
    main()
