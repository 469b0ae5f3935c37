"""Write a checkpoint's EMA weights as models/NAME: safetensors shards and a manifest.

    python -m kiln.export --run runs/kiln-s --out ../models/kiln-s

float16, or with --int8 the matrices in 8 bits with a scale for each row: half the size, for kiln-s a held-out loss
0.5 % higher.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import torch
from safetensors.numpy import save_file

from kiln.manifest import file_entry
from kiln.network import Config
from kiln.text import read_weights

SHARD_BYTES = 16_000_000


def load_weights(folder: Path) -> dict[str, torch.Tensor]:
    """The tensors of an exported model, float32. Raises FileNotFoundError without a manifest or a shard of it, and
    ValueError if a shard is not the manifest's."""
    manifest = json.loads((folder / "manifest.json").read_text())
    tensors: dict[str, torch.Tensor] = {}
    for file in manifest["files"]:
        path = folder / file["path"]
        if hashlib.sha256(path.read_bytes()).hexdigest() != file["sha256"]:
            raise ValueError(f"{path} is damaged, or of another export than the manifest: fetch all files again")
        tensors |= {k: torch.from_numpy(v) for k, v in read_weights(path).items()}
    return tensors


def load_config(folder: Path) -> Config:
    """The network config of an exported model."""
    return Config(**json.loads((folder / "manifest.json").read_text())["config"])


def quantise(key: str, weight: np.ndarray) -> dict[str, np.ndarray]:
    """A matrix [rows, columns] as int8 and its float32 scales [rows], by their names in a file."""
    scale = np.maximum(np.abs(weight).max(1), 1e-12).astype(np.float32) / 127
    return {key: np.round(weight / scale[:, None]).astype(np.int8), f"{key}.scale": scale}


def _stored(key: str, tensor: torch.Tensor, int8: bool) -> dict[str, np.ndarray]:
    weight = tensor.detach().cpu().numpy()
    if int8 and weight.ndim == 2 and np.isfinite(weight).all():
        return quantise(key, weight)
    with np.errstate(over="ignore"):  # reported just below, by name
        array = weight.astype(np.float16)
    if not np.isfinite(array).all():
        raise ValueError(f"{key} does not fit into float16")
    return {key: array}


def write_model(
    name: str, tensors: dict[str, torch.Tensor], config: Config, training: dict, out: Path, int8: bool = False
) -> None:
    """Write shards and manifest; removes shards of an earlier export."""
    out.mkdir(parents=True, exist_ok=True)
    for old in out.glob("*.safetensors"):
        old.unlink()
    shards: list[dict[str, np.ndarray]] = [{}]
    size = 0
    for key in sorted(tensors):
        arrays = _stored(key, tensors[key], int8)
        more = sum(a.nbytes for a in arrays.values())
        if size + more > SHARD_BYTES - 65536 and shards[-1]:
            shards.append({})
            size = 0
        shards[-1] |= arrays
        size += more
    files = []
    for i, shard in enumerate(shards, 1):
        path = out / f"{name}-{i:05}-of-{len(shards):05}.safetensors"
        save_file(shard, path)
        files.append(file_entry(path))
    manifest = {
        "format": 1,
        "name": name,
        "kind": "denoiser",
        "config": config.to_dict(),
        "files": files,
        "training": training,
        "licence": "CC0-1.0",
    }
    (out / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--int8", action="store_true", help="matrices in 8 bits")
    args = parser.parse_args()
    state = torch.load(args.run / "checkpoint.pt", map_location="cpu")
    settings = state["settings"]
    training = {"samples": state["samples"], "minutes": round(state["seconds"] / 60), "steps": state["step"]}
    write_model(settings["name"], state["ema"], Config(**settings["network"]), training, args.out, args.int8)
    print(f"{args.out}: {sum(f.stat().st_size for f in args.out.glob('*.safetensors')) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
