"""The golden that holds to-splats.ts and to-surfels.ts of src/viewset together with splats.py and surfels.py here.

    python -m kiln.goldens_splats [--out DIR]

To be run again whenever the way from a viewset to splats, or to the finished object, changes.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import safetensors.numpy

from kiln.evaluate.splats import viewset_to_cloud
from kiln.evaluate.surfels import viewset_to_surfels
from kiln.grammar.shapes import box, ellipsoid
from kiln.mesh import merge, normalise
from kiln.rasterise import viewset

DIRECTORY = Path(__file__).resolve().parents[2] / "goldens"
RESOLUTION = 20
FINISHED_STRIDE = 4


def cases() -> dict[str, np.ndarray]:
    """Natural viewsets [3, R, R, 9]: a solid of round and slanted faces, that half lost in noise, one whose views
    contradict each other, and a table, whose legs hide each other's inner sides."""
    tilted = box(0.7, 0.15, 0.5, (0.9, 0.2, 0.1)).rotate("z", 30).rotate("y", 25)
    solid = viewset(
        normalise(merge([tilted, ellipsoid(0.3, 0.4, 0.3, (0.1, 0.4, 0.8)).move(0.2, 0.35, 0)])), RESOLUTION
    )
    noise = np.random.default_rng(5).normal(0, 1, solid.shape)
    spread = np.array([0.25, *[0.03] * 2, *[0.2] * 6])
    legs = [box(0.2, 0.7, 0.2, (0.2, 0.5, 0.3)).move(x, -0.4, z) for x in (-0.4, 0.4) for z in (-0.4, 0.4)]
    table = viewset(normalise(merge([box(1, 0.15, 1, (0.8, 0.6, 0.4)), *legs])), RESOLUTION)
    torn = solid.copy()
    torn[1, :, :9, 1] += 0.25  # half of the top stands out of what the sides show
    return {"table": table, "solid": solid, "torn": torn, "mist": (solid + spread * noise).astype(np.float32)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=DIRECTORY, help="the folder to write (default: goldens)")
    out = parser.parse_args().out
    tensors: dict[str, np.ndarray] = {}
    for name, natural in cases().items():
        cloud, finished = viewset_to_cloud(natural), viewset_to_surfels(natural)
        tensors |= {f"{name}_viewset": natural} | {f"{name}_{k}": v for k, v in vars(cloud).items()}
        # There are many discs: some of them do.
        tensors[f"{name}_finished_count"] = np.float32([len(finished)])
        tensors |= {f"{name}_finished_{k}": v[::FINISHED_STRIDE] for k, v in vars(finished).items()}
        print(f"{name}: {len(cloud)} splats, {len(finished)} discs")
    out.mkdir(parents=True, exist_ok=True)
    (out / "viewset-splats.safetensors").write_bytes(safetensors.numpy.save(tensors))


if __name__ == "__main__":
    main()
