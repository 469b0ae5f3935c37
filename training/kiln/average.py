"""The weighted mean of several sets of weights of one network, which were trained on from each other or from one start.

    python -m kiln.average START END --shares 0.2 0.8 --out ../models/kiln-s

What a long training on too little data takes away, the start still has, and what chance gave one run another lacks:
the mean is often better than each (Wortsman et al., "Model soups", 2022; docs/decisions/0017 and 0021).
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch

from kiln.export import load_config, load_weights, write_model


def average(models: list[dict[str, torch.Tensor]], shares: list[float]) -> dict[str, torch.Tensor]:
    """The mean, tensor by tensor, each with its share of the sum of shares. Raises ValueError if they are not of one
    network, or if there is not one share for each."""
    if len(shares) != len(models):
        raise ValueError(f"{len(models)} sets of weights and {len(shares)} shares: one share for each, please")
    shapes = [{name: tuple(t.shape) for name, t in weights.items()} for weights in models]
    for other in shapes[1:]:
        if other != shapes[0]:
            different = sorted({name for name, _ in shapes[0].items() ^ other.items()})
            raise ValueError(f"these are of different networks: {', '.join(different)}")
    total = sum(shares)
    return {
        name: sum(share / total * weights[name] for share, weights in zip(shares, models, strict=True))
        for name in models[0]
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("models", type=Path, nargs="+", help="folders with exported weights; the last gives the counts")
    parser.add_argument("--shares", type=float, nargs="+", help="of each; equal by default")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    last = args.models[-1]
    manifest = json.loads((last / "manifest.json").read_text())
    weights = average([load_weights(m) for m in args.models], args.shares or [1.0] * len(args.models))
    write_model(manifest["name"], weights, load_config(last), manifest["training"], args.out)


if __name__ == "__main__":
    main()
