"""The weighted mean of two sets of weights of one network, one of which was trained on from the other.

    python -m kiln.average START END --share 0.8 --out ../models/kiln-s

What a long training on too little data takes away, the start still has: the mean is often better than both (Wortsman
et al., "Robust fine-tuning of zero-shot models", 2022; docs/decisions/0017).
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch

from kiln.export import load_config, load_weights, write_model


def average(start: dict[str, torch.Tensor], end: dict[str, torch.Tensor], share: float) -> dict[str, torch.Tensor]:
    """(1 - share) start + share end, tensor by tensor. Raises ValueError if they are not of one network."""
    shapes = [{name: tuple(t.shape) for name, t in weights.items()} for weights in (start, end)]
    if shapes[0] != shapes[1]:
        different = sorted({name for name, _ in shapes[0].items() ^ shapes[1].items()})
        raise ValueError(f"the two are of different networks: {', '.join(different)}")
    return {name: share * end[name] + (1 - share) * start[name] for name in start}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("start", type=Path, help="a folder with exported weights")
    parser.add_argument("end", type=Path, help="the same network's, trained on; gives name and counts")
    parser.add_argument("--share", type=float, required=True, help="of the end, 0 to 1")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    manifest = json.loads((args.end / "manifest.json").read_text())
    weights = average(load_weights(args.start), load_weights(args.end), args.share)
    write_model(manifest["name"], weights, load_config(args.end), manifest["training"], args.out)


if __name__ == "__main__":
    main()
