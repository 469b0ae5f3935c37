"""Train variants of a config for the same time on the same data, and measure all by the same loss.

    python -m kiln.ablate --config configs/kiln-s.json --variants ablations/learning.json --minutes 6 \
        --data cache/grammar cache/assets --mix 0.9 0.1 --out runs/ablations --table runs/ablations/learning.md

What is compared is the whole of a choice under a clock: a net with more tokens sees fewer samples. With --steps it is
the same number of samples, however busy the machine. A variant's "mix" replaces the shares of the sets; all else in
it are settings of the config. The measure is the base config's: its noise levels and loss weights on fixed held-out
objects of each source, with the averaged weights. docs/results/ablations.md is put together from such tables.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import torch

from kiln.dataset import Dataset, join
from kiln.diffusion import NoiseLevels
from kiln.held_out import HeldOut
from kiln.pool import keep_for, source_of
from kiln.sample import load
from kiln.text import TextEncoder


def overridden(base: dict, changes: dict) -> dict:
    """`base` with nested `changes`. Raises KeyError for a setting that the base does not have."""
    result = dict(base)
    for key, value in changes.items():
        if key not in base:
            raise KeyError(f"{key} is no setting of the config; it has {sorted(base)}")
        result[key] = overridden(base[key], value) if isinstance(value, dict) else value
    return result


def measure(checkpoint: Path, base: dict, data: list[Path]) -> dict:
    """The base's velocity loss of a run's averaged weights on each source's held-out objects, its parameters and
    samples."""
    state = torch.load(checkpoint, map_location="cpu")
    net, encoder, losses = load(checkpoint), TextEncoder(), {}
    for source in sorted({source_of(folder) for folder in data}):
        val = join([Dataset.open(f, encoder, keep_for({}, "val")) for f in data if source_of(f) == source])
        held = HeldOut(val, 0, NoiseLevels(**base["noise"]), net, torch.device("cpu"))
        losses[source] = held.loss(net, base["outside_weight"])
    parameters = sum(p.numel() for p in net.parameters())
    return {"losses": losses, "parameters": parameters, "samples": state["samples"]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--config", type=Path, required=True, help="the base, measured as the variant `base`")
    parser.add_argument("--variants", type=Path, required=True, help="JSON: name to changed settings")
    parser.add_argument("--data", type=Path, nargs="+", required=True)
    parser.add_argument("--mix", type=float, nargs="+", help="the base's share of each data folder; equal by default")
    parser.add_argument("--minutes", type=float, default=6)
    parser.add_argument("--steps", type=int, help="train for so many steps, if the clock does not stop it before")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--table", type=Path, help="where to write the results as a Markdown table")
    args = parser.parse_args()
    base = json.loads(args.config.read_text())
    base["ema_half_life"] = min(base["ema_half_life"], 4000)  # a short run's average must forget its start
    variants = {"base": {}, **json.loads(args.variants.read_text())}
    shares = args.mix or [1.0] * len(args.data)
    results: dict[str, dict] = {}
    for name, changes in variants.items():
        settings = overridden(base, {k: v for k, v in changes.items() if k != "mix"})
        mix = changes.get("mix", shares)
        run = args.out / name
        if not (run / "done.json").exists():
            run.mkdir(parents=True, exist_ok=True)
            (run / "checkpoint.pt").unlink(missing_ok=True)  # a run that was cut off starts anew
            (run / "config.json").write_text(json.dumps(settings, indent=2))
            command = ["--config", run / "config.json", "--data", *args.data, "--mix", *mix, "--out", run]
            command += ["--minutes", args.minutes, *(["--steps", args.steps] if args.steps else [])]
            subprocess.run([sys.executable, "-m", "kiln.train", *map(str, command)], check=True)
            (run / "done.json").write_text(json.dumps(measure(run / "checkpoint.pt", base, args.data)))
        results[name] = json.loads((run / "done.json").read_text())
        print(name, results[name], flush=True)
    if args.table:
        budget = f"{args.steps} steps" if args.steps else f"{args.minutes:g} minutes"
        args.table.write_text(table(results, variants, budget, shares))


def table(results: dict[str, dict], variants: dict[str, dict], budget: str, mix: list[float]) -> str:
    """The results as a page, the best mean over the sources first."""
    sources = sorted(results["base"]["losses"])
    mean = {name: float(np.mean([*r["losses"].values()])) for name, r in results.items()}

    def losses(name: str) -> str:
        return " | ".join(f"{results[name]['losses'][source]:.4f}" for source in sources)

    head = (
        f"Each variant of `training/configs/kiln-s.json` trained from scratch for {budget} on the same data; held-out "
        "velocity loss, all measured with the base (lower is better). Shares of the sets in the base: "
        f"{', '.join(f'{share:g}' for share in mix)}. Made by `python -m kiln.ablate`. So short a run tells what "
        "learns fast, not what is best in the end.\n\n"
        f"| variant | changes | {' | '.join(sources)} | mean against base | samples | parameters |\n"
        f"|---|---|{'---|' * len(sources)}---|---|---|\n"
    )
    rows = [
        f"| {name} | `{json.dumps(variants[name])}` | {losses(name)} "
        f"| {100 * (mean[name] / mean['base'] - 1):+.1f} % | {results[name]['samples'] / 1000:.1f} k "
        f"| {results[name]['parameters'] / 1e6:.1f} M |"
        for name in sorted(results, key=mean.__getitem__)
    ]
    return head + "\n".join(rows) + "\n"


if __name__ == "__main__":
    main()
