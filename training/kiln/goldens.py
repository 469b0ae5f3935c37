"""Write the goldens that hold the network in the browser to this one.

    python -m kiln.goldens --model ../models/kiln-s --out ../goldens
    python -m kiln.goldens --model ../models/kiln-b --out ../goldens --only forward-photo

Inputs are float32, weights the exported ones, arithmetic float32.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from safetensors.torch import save_file

from kiln.diffusion import add_noise
from kiln.sample import load
from kiln.text import TextEncoder

# What the network is told in each.
GOLDENS = {"forward": ("text",), "forward-bare": (), "forward-photo": ("text", "photos", "azimuth")}


@torch.no_grad()
def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--only", nargs="+", default=list(GOLDENS), choices=GOLDENS, help="all by default")
    args = parser.parse_args()
    net = load(args.model)
    c, g = net.config, torch.Generator().manual_seed(7)
    r = c.resolution
    # A ball: a viewset that is nothing but arithmetic.
    centre = (torch.arange(r) + 0.5) / r - 0.5
    height = (0.16 - centre[:, None] ** 2 - centre[None] ** 2).clamp(min=0).sqrt()
    ball = torch.zeros(1, 3, r, r, 9)
    ball[..., 0] = torch.where(height > 0, 1.0, -1.0)
    ball[..., 1], ball[..., 2] = 2 * height, -2 * height
    tau = torch.tensor([0.8])
    x = add_noise(ball, torch.randn(ball.shape, generator=g), tau)
    text = torch.tensor(TextEncoder().encode(["a castle on a hill"])[0])[None]
    photos = torch.rand(1, 1, c.photo_size, c.photo_size, 4, generator=g) * 2 - 1
    azimuth = torch.tensor([[[0.0, 1.0, 0.0]]])

    def write(name: str, inputs: dict[str, torch.Tensor]) -> None:
        output = net.unpatchify(net(net.patchify(x), tau, **inputs))
        tensors = {"x": x, "tau": tau, **inputs, "output": output}
        args.out.mkdir(parents=True, exist_ok=True)
        path = args.out / f"{args.model.name}-{name}.safetensors"
        save_file({k: v.contiguous() for k, v in tensors.items()}, path)
        print(f"{path.name}: output rms {float(output.square().mean().sqrt()):.4f}")

    known = {"text": text, "photos": photos, "azimuth": azimuth}
    for name in args.only:
        write(name, {key: known[key] for key in GOLDENS[name]})


if __name__ == "__main__":
    main()
