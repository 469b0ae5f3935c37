"""Write the golden that holds the camera estimator in the browser to this one.

    python -m kiln.goldens_camera --model ../models/camera --out ../goldens

Photos are float32, weights the exported float16 ones, arithmetic float32.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import save_file

from kiln.camera.network import SIZE, load
from kiln.grammar.kinds import GENERATORS
from kiln.mesh import normalise
from kiln.photo import encode_photo, photo

KINDS = ("castle", "dog", "race car", "chair")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    rng = np.random.default_rng(7)
    taken = [photo(normalise(GENERATORS[kind](rng).mesh), rng) for kind in KINDS]
    photos = torch.from_numpy(encode_photo(np.stack([picture for picture, _ in taken]), SIZE))
    with torch.no_grad():
        output = load(args.model)(photos)
    args.out.mkdir(parents=True, exist_ok=True)
    path = args.out / "camera.safetensors"
    save_file({"photos": photos.contiguous(), "output": output.contiguous()}, path)
    print(f"{path.name}: output rms {float(output.square().mean().sqrt()):.4f}")


if __name__ == "__main__":
    main()
