"""Write the goldens that hold the network in the browser to this one, and the manifest's answer.

    python -m kiln.goldens --model ../models/kiln-s --out ../goldens
    python -m kiln.goldens --model ../models/kiln-b --out ../goldens --only forward-photo

Inputs are float32, weights the exported ones, arithmetic float32.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch
from safetensors.torch import save_file

from kiln.diffusion import add_noise
from kiln.network import Denoiser
from kiln.sample import load
from kiln.text import TextEncoder

# What the network is told in each.
GOLDENS = {"forward": ("text",), "forward-bare": (), "forward-photo": ("text", "photos", "azimuth")}

# Of the answer: how many values, and how far apart; a prime, so that all places and channels take part.
VALUES, STRIDE = 64, 104_729


@torch.no_grad()
def answer(net: Denoiser) -> list[float]:
    """What the network says to a fixed question: docs/conventions.md, Answer."""
    r = net.config.resolution
    text = torch.tensor(TextEncoder().encode(["a house"])[0])[None]
    said = net.unpatchify(net(net.patchify(torch.zeros(1, 3, r, r, 9)), torch.tensor([0.5]), text=text)).flatten()
    return [round(v, 4) for v in said[torch.arange(VALUES) * STRIDE % len(said)].tolist()]


def write_answer(folder: Path, net: Denoiser) -> None:
    """Put the answer into a model's manifest."""
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text()) | {"answer": answer(net)}
    path.write_text(json.dumps(manifest, indent=2) + "\n")


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

    write_answer(args.model, net)
    known = {"text": text, "photos": photos, "azimuth": azimuth}
    for name in args.only:
        write(name, {key: known[key] for key in GOLDENS[name]})


if __name__ == "__main__":
    main()
