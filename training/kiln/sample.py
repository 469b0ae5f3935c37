"""Objects from prompts, as a contact sheet.

python -m kiln.sample --model ../models/kiln-s --prompts "a castle on a hill" "a race car" --seeds 3 --out sheet.png
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch

from kiln.batches import encode_azimuth
from kiln.diffusion import SAMPLERS, grid, guided
from kiln.export import load_config, load_weights
from kiln.network import Config, Denoiser
from kiln.photo import encode_photo
from kiln.seams import seamless
from kiln.sheet import draw, sheet
from kiln.text import TextEncoder
from kiln.viewset import decode


def load(path: Path) -> Denoiser:
    """A denoiser from an exported model's folder or a training run's checkpoint (its EMA weights)."""
    if path.is_dir():
        net = Denoiser(load_config(path))
        net.load_state_dict(load_weights(path))
    else:
        state = torch.load(path, map_location="cpu")
        net = Denoiser(Config(**state["settings"]["network"]))
        net.load_state_dict(state["ema"])
    return net.eval()


def generate(
    net: Denoiser,
    prompts: list[str],
    seeds: list[int],
    steps: int,
    guidance: float,
    photos: np.ndarray | None = None,
    azimuths: np.ndarray | None = None,
    sampler: str = "ddim",
    fidelity: float = 0.0,
) -> np.ndarray:
    """Natural viewsets [len(prompts), 3, R, R, 9] for prompts ("" for none) with their seeds. sampler: of SAMPLERS.
    fidelity: see `kiln.diffusion.grid`.

    photos: [len(prompts), K, 128, 128, 4] uint8 RGBA; azimuths: [len(prompts), K] degrees relative to the first
    photo, NaN where unknown. The result then stands in the first photo's frame.
    """
    c = net.config
    tokens = [t if p else t[:0] for p, t in zip(prompts, TextEncoder().encode(prompts), strict=True)]
    longest = max(1, max(len(t) for t in tokens))
    text, mask = (
        torch.zeros(len(prompts), longest, c.text_width),
        torch.zeros(len(prompts), longest, dtype=torch.bool),
    )
    for i, t in enumerate(tokens):
        text[i, : len(t)] = torch.from_numpy(np.asarray(t))
        mask[i, : len(t)] = True
    noise = torch.stack(
        [torch.randn(c.tokens, c.patch**2 * 9, generator=torch.Generator().manual_seed(s)) for s in seeds]
    )
    known: tuple[torch.Tensor, ...] = (text, mask)
    if photos is not None:
        degrees = torch.from_numpy(np.asarray(azimuths, np.float32))
        known += (
            torch.from_numpy(encode_photo(photos, c.photo_size)),
            encode_azimuth(degrees.nan_to_num(), ~degrees.isnan()),
        )
    device = net.position.device
    known = tuple(t.to(device) for t in known)
    denoise = seamless(net, guided(net, guidance, *known))
    x0 = SAMPLERS[sampler](denoise, noise.to(device), grid(steps, fidelity))
    return decode(net.unpatchify(x0).cpu().numpy())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True, help="models/NAME or runs/NAME/checkpoint.pt")
    parser.add_argument("--prompts", nargs="+", required=True)
    parser.add_argument("--seeds", type=int, default=3, help="seeds 1 to this number, for each prompt")
    parser.add_argument("--steps", type=int, default=12)
    parser.add_argument("--guidance", type=float, default=3)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    prompts = [p for p in args.prompts for _ in range(args.seeds)]
    seeds = list(range(1, args.seeds + 1)) * len(args.prompts)
    net = load(args.model).to("cuda" if torch.cuda.is_available() else "cpu")
    result = generate(net, prompts, seeds, args.steps, args.guidance)
    captions = [f"{p} ({s})" for p, s in zip(prompts, seeds, strict=True)]
    sheet([draw(v) for v in result], captions).save(args.out)
    print(f"{len(result)} objects -> {args.out}")


if __name__ == "__main__":
    main()
