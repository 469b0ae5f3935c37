"""Which settings of viewset to splats are best: PSNR over novel views of the same objects under each of them.

    python -m kiln.evaluate.filter --model ../models/kiln-s --assets PATH/TO/FOLDER --out ../docs/results/filter.md

Two viewsets of each held-out object are turned into splats: the true one, and what the denoiser makes of it after it
was noised half-way, without a prompt, which has the faults of generated objects (depths that disagree, ragged
silhouettes) and still a truth to be compared with.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import numpy as np
import torch

from kiln.diffusion import add_noise, ddim, grid
from kiln.evaluate.images import psnr
from kiln.evaluate.photo_subjects import NOVEL, Subject, asset_subjects, grammar_subjects
from kiln.evaluate.render import on_background, render_cloud
from kiln.evaluate.splats import DEFAULT, Settings, viewset_to_cloud
from kiln.network import Denoiser
from kiln.sample import load
from kiln.seams import seamless
from kiln.viewset import decode, encode

# Where the noise leaves the silhouettes to be seen, and the surfaces not.
LOG_SNR, STEPS = -1.5, 10
CAMERAS = (NOVEL[2], NOVEL[8], NOVEL[12])
# Pictures as large as the metrics' and about as large as on a screen.
SIZES = (128, 384)

VARIANTS: dict[str, dict[str, float]] = {
    "default": {},
    "no carving": {"agreed": 0.0},
    "carving: agreed 0.25": {"agreed": 0.25},
    "carving: agreed 0.75": {"agreed": 0.75},
    "no smoothing": {"noise": 0.0},
    "smoothing: noise 1": {"noise": 1.0},
    "smoothing: noise 2.5": {"noise": 2.5},
    "hull: free to 0": {"hull_free": 0.0},
    "hull: free to 1.5": {"hull_free": 1.5},
    "hull: fades over 1/48": {"hull_fade": 1 / 48},
    "hull: fades over 1/16": {"hull_fade": 1 / 16},
    "hull: fades over 1/4": {"hull_fade": 1 / 4},
    "no walls": {"wall_clearance": 1.0},
    "walls: clear by 1/10": {"wall_clearance": 1 / 10},
    "axis choice: from 1 to 1.7": {"turn_starts": 1.0, "turn_ends": 1.7},
    "axis choice: from 1.5 to 4": {"turn_starts": 1.5, "turn_ends": 4.0},
    "axis choice: level 0.1": {"level": 0.1},
    "axis choice: level 0.6": {"level": 0.6},
    "axis choice: jumps from 3 to 6": {"jump_starts": 3.0, "jump_ends": 6.0},
    "axis choice: carved hits count as others": {"astray_starts": 1.0, "astray_ends": 2.0},
    "axis choice: hits carved by 1/48 to 1/24 count less": {"astray_starts": 1 / 48, "astray_ends": 1 / 24},
    "axis choice: no further where depth jumps": {"jump_reach": 0.0},
    "axis choice: 1/8 further where depth jumps": {"jump_reach": 1 / 8},
    "alpha: from 0.3 to 0.9": {"alpha_shows": 0.3, "alpha_solid": 0.9},
    "alpha: from 0.4 to 0.6": {"alpha_shows": 0.4, "alpha_solid": 0.6},
    "inset 0": {"inset": 0.0},
    "inset 0.25": {"inset": 0.25},
    "inset 0.55": {"inset": 0.55},
    "edges shrunk by 0.2": {"edge_shrink": 0.2},
    "edges shrunk by 0.5": {"edge_shrink": 0.5},
    "footprint 0.55": {"footprint": 0.55},
    "footprint 0.7": {"footprint": 0.7},
}


@dataclass(frozen=True)
class Truth:
    """An object's pictures without its background, for one size: [3 cameras, S, S, 4], and where it is solid, a few
    pixels from any rim."""

    pictures: np.ndarray
    inside: np.ndarray

    @classmethod
    def of(cls, subject: Subject, size: int) -> Truth:
        pictures = np.stack([subject.studio.draw(camera, size) for camera in CAMERAS])
        inside = pictures[..., 3] == 1
        for _ in range(size // 128):
            for axis in (1, 2):
                inside = inside & np.roll(inside, 1, axis) & np.roll(inside, -1, axis)
        return cls(pictures, inside)


@torch.no_grad()
def remade(net: Denoiser, subjects: list[Subject]) -> np.ndarray:
    """What the denoiser makes of the true viewsets, noised and sampled back by DDIM: [N, 3, R, R, 9] natural."""
    x0 = net.patchify(torch.from_numpy(np.stack([encode(s.viewset) for s in subjects])))
    noise = torch.randn(x0.shape, generator=torch.Generator().manual_seed(0))
    levels = grid(STEPS, first=LOG_SNR)
    noised = add_noise(x0, noise, torch.full((len(x0),), levels[0]))
    return decode(net.unpatchify(ddim(seamless(net, net), noised, levels)).numpy())


def quality(
    viewsets: np.ndarray, subjects: list[Subject], truths: list[Truth], settings: Settings
) -> tuple[float, float]:
    """Mean PSNR on white, and the share of light that comes through where the object is solid."""
    similar, leaks = [], []
    for viewset, subject, truth in zip(viewsets, subjects, truths, strict=True):
        cloud = viewset_to_cloud(viewset, settings)
        size = truth.pictures.shape[1]
        made = np.stack([render_cloud(cloud, camera, size, subject.studio.radius) for camera in CAMERAS])
        similar.append(psnr(on_background(made), on_background(truth.pictures)).mean())
        if truth.inside.any():
            leaks.append(1 - made[truth.inside][:, 3].mean())
    return float(np.mean(similar)), float(np.mean(leaks))


def table(net: Denoiser, name: str, subjects: list[Subject]) -> str:
    """The figures of all variants in Markdown, a row each, printed as they are found."""
    truths = {size: [Truth.of(s, size) for s in subjects] for size in SIZES}
    true, made = np.stack([s.viewset for s in subjects]), remade(net, subjects)
    columns = [f"{kind}, {size} px" for kind in ("true", "remade") for size in SIZES]
    lines = [
        "# The filter from viewset to splats",
        "",
        f"Made by `python -m kiln.evaluate.filter`: {len(subjects)} held-out objects, {len(CAMERAS)} views each, mean "
        f"PSNR in dB on white. *True* viewsets, and *remade* ones: noised to log-SNR {LOG_SNR} and sampled back by "
        f"{name}. Leak: light that comes through where the object is solid, per cent, remade viewsets. One setting "
        "differs from the default in each row; lengths are in pixels of the viewset; fractions are shares "
        "of the cube.",
        "",
        f"| settings | {' | '.join(columns)} | leak |",
        "|---" * (2 + len(columns)) + "|",
    ]
    for variant, changes in VARIANTS.items():
        settings = replace(DEFAULT, **changes)
        cells = [quality(v, subjects, truths[size], settings) for v in (true, made) for size in SIZES]
        lines.append(f"| {variant} | {' | '.join(f'{p:.2f}' for p, _ in cells)} | {100 * cells[-1][1]:.1f} |")
        print(lines[-1], flush=True)
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, required=True, help="models/NAME or runs/NAME/checkpoint.pt")
    parser.add_argument(
        "--assets", type=Path, help="a folder with catalog.jsonl; held-out grammar objects if not given"
    )
    parser.add_argument("--objects", type=int, default=40)
    parser.add_argument("--out", type=Path, required=True, help="the table, a .md file")
    args = parser.parse_args()
    net = load(args.model)
    resolution = net.config.resolution
    source = asset_subjects(args.assets, resolution) if args.assets else grammar_subjects(resolution)
    args.out.write_text(table(net, args.model.name, list(islice(source, args.objects))))


if __name__ == "__main__":
    main()
