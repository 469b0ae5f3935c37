"""The objects that are scored: generated here, or made by somebody else and read from a folder."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from kiln.evaluate.splats import DEFAULT, _carve, _View
from kiln.sample import generate
from kiln.viewset import points

STEPS, GUIDANCE, SAMPLER = 12, 3.0, "ddim"


@dataclass(frozen=True)
class Samples:
    """viewsets: natural [N, 3, R, R, 9] float32, as `shown`; for each its prompt and its seed."""

    viewsets: np.ndarray
    prompts: list[str]
    seeds: np.ndarray

    def of_seed(self, seed: int) -> Samples:
        """Those of one seed."""
        keep = np.flatnonzero(self.seeds == seed)
        return Samples(self.viewsets[keep], [self.prompts[i] for i in keep], self.seeds[keep])


def from_bytes(data: np.ndarray) -> np.ndarray:
    """uint8 viewsets of a set to natural ranges, with the values that conventions give outside the silhouette."""
    out = data.astype(np.float32) / 255
    out[..., 0] = out[..., 0] > 0.5
    out[..., 1:3] -= 0.5
    outside = out[..., 0] == 0
    out[outside, 1:3] = 0
    out[outside, 3:] = 0.5
    return out


def shown(viewsets: np.ndarray) -> np.ndarray:
    """Natural viewsets [N, 3, R, R, 9] as people see them once they are splats: hits are moved to where all views
    agree, and pixels of which no hit lies in the visual hull are empty. What is judged is what is shown."""
    return np.stack([_shown(v) for v in viewsets])


def _shown(viewset: np.ndarray) -> np.ndarray:
    resolution = viewset.shape[1]
    out = viewset.copy()
    out[..., 1:3] = _carve([_View(pixels) for pixels in viewset], DEFAULT)
    # The pixels' numbers in place of their colours say which of them have points.
    numbered = out.copy()
    numbered[..., 3:] = np.arange(3 * resolution**2, dtype=np.float32).reshape(3, resolution, resolution, 1)
    gone = np.ones(3 * resolution**2, bool)
    gone[points(numbered)[1][:, 0].astype(int)] = False
    gone = gone.reshape(3, resolution, resolution)
    out[..., 0] = ~gone
    out[gone, 1:3] = 0
    out[gone, 3:] = 0.5
    return out


def sample(
    net,  # noqa: ANN001
    prompts: list[str],
    seeds: list[int],
    guidance: float = GUIDANCE,
    sampler: str = SAMPLER,
) -> Samples:
    """Every prompt with every seed, some dozens at a time, with progress."""
    jobs = [(p, s) for s in seeds for p in prompts]
    parts, began, batch = [], time.time(), 50
    for start in range(0, len(jobs), batch):
        part = jobs[start : start + batch]
        parts.append(generate(net, *map(list, zip(*part, strict=True)), STEPS, guidance, sampler=sampler))
        print(f"{start + len(part)} of {len(jobs)} objects generated, {time.time() - began:.0f} s", flush=True)
    return Samples(shown(np.concatenate(parts)), [p for p, _ in jobs], np.array([s for _, s in jobs]))


def read_samples(folder: Path) -> Samples:
    """Objects that another program generated: `viewsets.npy` [N, 3, R, R, 9] float32 in natural ranges, and
    `prompts.json`, a list of N objects {"prompt", "seed"}.

    Raises ValueError if the files are not that.
    """
    viewsets = np.load(folder / "viewsets.npy")
    rows = json.loads((folder / "prompts.json").read_text())
    shape = viewsets.shape
    if viewsets.ndim != 5 or shape[1] != 3 or shape[2] != shape[3] or shape[4] != 9 or viewsets.dtype != np.float32:
        raise ValueError(f"{folder}/viewsets.npy: expected float32 [N, 3, R, R, 9], found {viewsets.dtype} {shape}")
    if len(rows) != len(viewsets):
        raise ValueError(f"{folder}: {len(viewsets)} viewsets but {len(rows)} prompts")
    if not np.isfinite(viewsets).all():
        raise ValueError(f"{folder}/viewsets.npy holds values that are not finite")
    return Samples(shown(viewsets), [r["prompt"] for r in rows], np.array([r["seed"] for r in rows]))
