"""Draw the training curve of a run.

python -m kiln.plot --log runs/kiln-s/log.jsonl --out ../docs/results/kiln-s-loss.png
"""

from __future__ import annotations

import argparse
import json
import math
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--log", type=Path, required=True, help="a run's log.jsonl")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    lines = [json.loads(line) for line in args.log.read_text().splitlines()]
    x = [line["samples"] / 1e3 for line in lines]
    figure, axes = plt.subplots(figsize=(7, 4), dpi=120)
    axes.plot(x, [line["loss"] for line in lines], color="#c9b8a8", label="training")
    axes.plot(x, [line["held_out"] for line in lines], color="#e4572e", label="held out, text (EMA weights)")
    photo = [line.get("held_out_photo", math.nan) for line in lines]
    if not all(map(math.isnan, photo)):
        axes.plot(x, photo, color="#3b7ea1", label="held out, photos (EMA weights)")
    axes.set(xlabel="thousand samples", ylabel="velocity loss", yscale="log")
    axes.grid(alpha=0.25, which="both")
    axes.legend(frameon=False)
    figure.tight_layout()
    figure.savefig(args.out)
    print(f"{len(lines)} points -> {args.out}")


if __name__ == "__main__":
    main()
