"""The golden that holds src/viewset/close-seams.ts and kiln/seams.py together.

    python -m kiln.goldens_seams [--out DIR]

To be run again whenever seams are closed in another way.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import safetensors.numpy
import torch

from kiln.goldens_splats import cases
from kiln.seams import close_seams
from kiln.viewset import encode

DIRECTORY = Path(__file__).resolve().parents[2] / "goldens"
PATCH = 5


def torn() -> np.ndarray:
    """An encoded viewset [3, 20, 20, 9] whose patches are each off by amounts of their own."""
    x = encode(cases()["mist"])
    patches = x.shape[1] // PATCH
    off = np.random.default_rng(7).normal(0, 0.2, (3, patches, patches, 9))
    return (x + off.repeat(PATCH, 1).repeat(PATCH, 2)).astype(np.float32)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=DIRECTORY, help="the folder to write (default: goldens)")
    out = parser.parse_args().out
    x = torn()
    closed = close_seams(torch.from_numpy(x)[None], PATCH)[0].numpy()
    out.mkdir(parents=True, exist_ok=True)
    tensors = {"torn": x, "closed": np.ascontiguousarray(closed)}
    (out / "seams.safetensors").write_bytes(safetensors.numpy.save(tensors))


if __name__ == "__main__":
    main()
