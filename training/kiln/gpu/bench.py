"""What limits a training step: drawing data, launching kernels, or arithmetic.

    python -m kiln.gpu.bench kiln-b --compile off blocks --batch 256 512 --out $OUT

Trains on random bytes in the shape of the real thing, for some seconds a setting, and prints for each: samples a
second, the share of the matrix rate measured first, and the time of each part of a step alone. If the parts' sum is
far above the whole, launches overlap with arithmetic as they should; if the whole is far above what the profile of
its kernels adds up to, the GPU waits.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch

from kiln.compiler import Compiler
from kiln.dataset import Dataset, Item
from kiln.diffusion import NoiseLevels
from kiln.flops import training_flops
from kiln.masters import Masters
from kiln.network import Config
from kiln.objective import Objective
from kiln.resident import ResidentBatches
from kiln.run import Run


def random_set(config: Config, objects: int, captions: int = 4) -> Dataset:
    """A set of random bytes with `objects` items of four photos."""
    rng = np.random.default_rng(0)
    side = config.resolution
    lengths = rng.integers(2, config.text_tokens, objects * captions)
    return Dataset(
        viewsets=rng.integers(0, 256, (objects, 3, side, side, 9), np.uint8),
        items=[Item(str(i), "random", (), "train", "random", "none") for i in range(objects)],
        tokens=rng.normal(size=(objects * captions, config.text_tokens, config.text_width)).astype(np.float16),
        lengths=lengths,
        captions_of=list(np.arange(objects * captions).reshape(objects, captions)),
        photos=rng.integers(0, 256, (objects, config.photos, config.photo_size, config.photo_size, 4), np.uint8),
        azimuths=rng.uniform(0, 360, (objects, config.photos)).astype(np.float32),
    )


def timed(f: Callable[[], object], seconds: float, device: torch.device) -> float:
    """Seconds of a call of f, from as many as fill `seconds`, after two to warm up."""

    def wait() -> None:
        if device.type == "cuda":
            torch.cuda.synchronize()

    for _ in range(2):
        f()
    wait()
    started, calls = time.perf_counter(), 0
    while time.perf_counter() - started < seconds:
        f()
        calls += 1
        if calls % 4 == 0:
            wait()  # or the launches would run away from the clock
    wait()
    return (time.perf_counter() - started) / calls


def matrix_rate(size: int, device: torch.device) -> float:
    """TFLOP/s of a square bfloat16 product of random values."""
    a, b = (torch.randn(size, size, device=device).to(torch.bfloat16) for _ in range(2))
    return 2 * size**3 / timed(lambda: a @ b, 0.5, device) / 1e12


class Bench:
    """A training step in parts, on random data."""

    def __init__(self, settings: dict, batch: int, compiling: str, device: torch.device, objects: int) -> None:
        self.settings, self.batch, self.device = settings, batch, device
        compiler = Compiler(compiling)
        self.run = Run(Path("."), settings, device)
        self.masters = Masters(self.run.net, self.run.ema)
        self.objective = Objective(
            self.masters.working, settings["outside_weight"], compiler, settings["picture_share"]
        )
        data = random_set(self.run.net.config, objects).to(device)
        self.batches = ResidentBatches(data, np.ones(objects), 0, device, self.run.net.config.photo_size, compiler.part)
        self.levels = NoiseLevels(**settings["noise"])

    def step(self, photos: int) -> None:
        batch = self.batches.draw(self.batch, 0.1, photos)
        self.objective(batch, self.levels.sample(self.batch, self.device)).backward()
        self.run.update(self.masters, 1e-3, self.batch)

    def measure(self, photos: int, seconds: float, peak: float) -> dict[str, float]:
        """Milliseconds of each part, samples a second, and the share of `peak` TFLOP/s."""
        started = time.perf_counter()
        self.step(photos)
        compiled = time.perf_counter() - started
        tau = self.levels.sample(self.batch, self.device)
        batch = self.batches.draw(self.batch, 0.1, photos)

        def passes() -> None:
            self.objective(batch, tau).backward()

        whole = timed(lambda: self.step(photos), seconds, self.device)
        parts = {
            "draw": timed(lambda: self.batches.draw(self.batch, 0.1, photos), seconds / 4, self.device),
            "forward and back": timed(passes, seconds / 2, self.device),
        }
        flops = training_flops(self.run.net.config, self.run.net.config.text_tokens, photos) * self.batch
        return {
            "first step s": round(compiled, 1),
            "step ms": round(1e3 * whole, 2),
            **{f"{name} ms": round(1e3 * t, 2) for name, t in parts.items()},
            "samples a second": round(self.batch / whole, 1),
            "TFLOP/s": round(flops / whole / 1e12, 2),
            "share of peak": round(flops / whole / 1e12 / peak, 4),
        }

    def profile(self, photos: int) -> str:
        """The kernels that take most of three steps."""
        cuda = self.device.type == "cuda"
        kinds = [torch.profiler.ProfilerActivity.CPU] + [torch.profiler.ProfilerActivity.CUDA] * cuda
        with torch.profiler.profile(activities=kinds) as profile:
            for _ in range(3):
                self.step(photos)
        order = "self_cuda_time_total" if cuda else "self_cpu_time_total"
        return profile.key_averages().table(sort_by=order, row_limit=25, max_name_column_width=70)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name", help="a config's name: kiln-s, kiln-b")
    parser.add_argument("--config", type=Path, help="another file than configs/NAME.json")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--batch", type=int, nargs="+", default=[512])
    parser.add_argument("--compile", nargs="+", default=["off", "blocks"], choices=Compiler.CHOICES)
    parser.add_argument("--photos", type=int, nargs="+", default=[0, 1])
    parser.add_argument("--seconds", type=float, default=4, help="for each measurement")
    parser.add_argument("--objects", type=int, default=2000)
    parser.add_argument("--matrix", type=int, default=8192, help="side of the matrices that show the processor's rate")
    args = parser.parse_args()
    settings = json.loads((args.config or Path("configs") / f"{args.name}.json").read_text())
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    args.out.mkdir(parents=True, exist_ok=True)
    peak = matrix_rate(args.matrix, device)
    print(f"bfloat16 matrix products: {peak:.2f} TFLOP/s", flush=True)
    results, bench = [], None
    for compiling in args.compile:
        for size in args.batch:
            try:
                bench = Bench(settings, size, compiling, device, args.objects)
                for photos in args.photos:
                    figures = bench.measure(photos, args.seconds, peak)
                    results.append({"compile": compiling, "batch": size, "photos": photos, **figures})
                    print(json.dumps(results[-1]), flush=True)
            except RuntimeError as error:  # a setting too large, or one that the compiler cannot do: on to the next
                print(f"compile {compiling}, batch {size}: {str(error)[:500]}", flush=True)
            (args.out / "bench.json").write_text(json.dumps({"peak": peak, "results": results}, indent=2) + "\n")
    if bench:
        (args.out / "profile.txt").write_text(bench.profile(args.photos[0]))


if __name__ == "__main__":
    main()
