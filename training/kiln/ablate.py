"""Train variants of a config for the same time on the same data, and measure all by the same loss.

    python -m kiln.ablate --config configs/kiln-s.json --variants ablations.json --data cache/grammar \
        --minutes 6 --out runs/ablations --table ../docs/results/ablations.md

What is compared is the whole of a choice under a clock: a net with more tokens sees fewer samples. The measure is
the base config's: its noise levels and loss weights on fixed held-out objects, with the averaged weights.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

import torch

from kiln.diffusion import NoiseLevels
from kiln.held_out import HeldOut
from kiln.sample import load
from kiln.text import TextEncoder
from kiln.train import load_data


def overridden(base: dict, changes: dict) -> dict:
    """`base` with nested `changes`. Raises KeyError for a setting that the base does not have."""
    result = dict(base)
    for key, value in changes.items():
        if key not in base:
            raise KeyError(f"{key} is no setting of the config; it has {sorted(base)}")
        result[key] = overridden(base[key], value) if isinstance(value, dict) else value
    return result


def measure(checkpoint: Path, base: dict, data: list[Path]) -> dict[str, float]:
    """The base's velocity loss of a run's averaged weights, its parameters and samples."""
    state = torch.load(checkpoint, map_location="cpu")
    net = load(checkpoint)
    plain, _ = load_data(data, [1.0] * len(data), {}, TextEncoder())
    held = HeldOut(plain.val, 0, NoiseLevels(**base["noise"]), net, torch.device("cpu"))
    parameters = sum(p.numel() for p in net.parameters())
    loss = held.loss(net, base["outside_weight"])
    return {"loss": loss, "parameters": parameters, "samples": state["samples"]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--config", type=Path, required=True, help="the base, measured as the variant `base`")
    parser.add_argument("--variants", type=Path, required=True, help="JSON: name to changed settings")
    parser.add_argument("--data", type=Path, nargs="+", required=True)
    parser.add_argument("--minutes", type=float, default=6)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--table", type=Path, help="where to write the results as a Markdown table")
    args = parser.parse_args()
    base = json.loads(args.config.read_text())
    base["ema_half_life"] = min(base["ema_half_life"], 4000)  # a short run's average must forget its start
    variants = {"base": {}, **json.loads(args.variants.read_text())}
    configs = {name: overridden(base, changes) for name, changes in variants.items()}
    results: dict[str, dict[str, float]] = {}
    for name, settings in configs.items():
        run = args.out / name
        if not (run / "done.json").exists():
            run.mkdir(parents=True, exist_ok=True)
            (run / "checkpoint.pt").unlink(missing_ok=True)  # a run that was cut off starts anew
            (run / "config.json").write_text(json.dumps(settings, indent=2))
            command = ["--config", run / "config.json", "--data", *args.data, "--out", run, "--minutes", args.minutes]
            subprocess.run([sys.executable, "-m", "kiln.train", *map(str, command)], check=True)
            (run / "done.json").write_text(json.dumps(measure(run / "checkpoint.pt", base, args.data)))
        results[name] = json.loads((run / "done.json").read_text())
        print(name, results[name], flush=True)
    if args.table:
        args.table.write_text(table(results, variants, args.minutes))


def table(results: dict[str, dict[str, float]], variants: dict[str, dict], minutes: float) -> str:
    """The results as a page, best first."""
    head = (
        "# Ablations\n\n"
        f"Each variant of `training/configs/kiln-s.json` trained from scratch for {minutes:g} minutes on the same data "
        "and processor; held-out velocity loss, all measured with the base (lower is better). "
        "Made by `python -m kiln.ablate`. So short a run tells what learns fast, not what is best in the end.\n\n"
        "| variant | changes | held-out loss | against base | samples | parameters |\n|---|---|---|---|---|---|\n"
    )
    reference = results["base"]["loss"]
    rows = [
        f"| {name} | `{json.dumps(variants[name])}` | {r['loss']:.4f} | {100 * (r['loss'] / reference - 1):+.1f} % "
        f"| {r['samples'] / 1000:.1f} k | {r['parameters'] / 1e6:.1f} M |"
        for name, r in sorted(results.items(), key=lambda pair: pair[1]["loss"])
    ]
    return head + "\n".join(rows) + "\n"


if __name__ == "__main__":
    main()
