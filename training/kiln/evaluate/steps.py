"""Quality against the number of steps, for each sampler."""

from __future__ import annotations

import time
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
import torch

from kiln.diffusion import SAMPLERS, grid, guided
from kiln.evaluate.prompts import Prompt
from kiln.evaluate.retrieval.network import Judge, pad_tokens
from kiln.evaluate.samples import GUIDANCE, shown
from kiln.evaluate.scores import bootstrap, r_precision
from kiln.evaluate.text import CANDIDATES
from kiln.seams import seamless
from kiln.viewset import decode

STEPS = (4, 6, 8, 12, 16, 25, 50)
EVALUATIONS = {"ddim": 1, "dpm-solver++": 1, "heun": 2}


def evaluate_steps(net, prompts: list[Prompt], judge: Judge, count: int, steps: tuple[int, ...] = STEPS) -> list[dict]:  # noqa: ANN001
    """R-precision of `count` prompts, evenly from the list and against all of it, one seed each and the same noise
    everywhere. The closed-form R-precision has no draw of candidates in it, so some dozens of prompts are enough to
    tell step counts apart: every point stands for the same objects.
    """
    chosen = np.linspace(0, len(prompts) - 1, count).astype(int)
    embedded = judge.captions([p.prompt for p in prompts])
    text, mask = pad_tokens(judge.encoder.encode([prompts[i].prompt for i in chosen]))
    c, device = net.config, net.position.device
    text, mask = text.to(device), mask.to(device)
    noise = torch.stack(
        [torch.randn(c.tokens, c.patch**2 * 9, generator=torch.Generator().manual_seed(int(i))) for i in chosen]
    ).to(device)
    denoise = seamless(net, guided(net, GUIDANCE, text, mask))
    rows, began = [], time.time()
    for name, sampler in SAMPLERS.items():
        for n in steps:
            made = decode(net.unpatchify(sampler(denoise, noise, grid(n))).cpu().numpy())
            values = r_precision(judge.objects(shown(made)) @ embedded.T, chosen, min(CANDIDATES, len(prompts)))
            low, high = bootstrap(values, chosen, np.zeros(count, int))
            row = {"sampler": name, "steps": n, "evaluations": n * EVALUATIONS[name] - (name == "heun")}
            rows.append({**row, "r_precision": float(values.mean()), "low": low, "high": high})
            print(f"{name}, {n} steps: {values.mean():.3f}, {time.time() - began:.0f} s", flush=True)
    return rows


def plot_steps(rows: list[dict], path: Path) -> None:
    """R-precision against network evaluations, with confidence bands."""
    figure, axes = plt.subplots(figsize=(7, 4), dpi=120)
    for name, color in zip(SAMPLERS, ("#e4572e", "#2e6fe4", "#7a9e3f"), strict=True):
        own = [r for r in rows if r["sampler"] == name]
        x = [r["evaluations"] for r in own]
        axes.plot(x, [100 * r["r_precision"] for r in own], "o-", color=color, label=name)
        axes.fill_between(x, [100 * r["low"] for r in own], [100 * r["high"] for r in own], color=color, alpha=0.1)
    axes.set(xlabel="network evaluations a sample (guidance not counted)", ylabel="R-precision among 20, %")
    axes.set_xscale("log")
    ticks = sorted({r["evaluations"] for r in rows})
    axes.set_xticks(ticks, [str(t) for t in ticks], fontsize=7)
    axes.minorticks_off()
    axes.grid(alpha=0.25)
    axes.legend(frameon=False)
    figure.tight_layout()
    figure.savefig(path)
    plt.close(figure)
