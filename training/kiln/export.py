"""Write a checkpoint's EMA weights as models/NAME: float16 safetensors shards and a manifest.

python -m kiln.export --run runs/kiln-s --out ../models/kiln-s
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import torch
from safetensors.numpy import load_file, save_file

from kiln.network import Config

SHARD_BYTES = 16_000_000


def load_weights(folder: Path) -> dict[str, torch.Tensor]:
    """The tensors of an exported model, float32. Raises FileNotFoundError without a manifest."""
    manifest = json.loads((folder / "manifest.json").read_text())
    tensors: dict[str, torch.Tensor] = {}
    for file in manifest["files"]:
        tensors |= {k: torch.from_numpy(v.astype(np.float32)) for k, v in load_file(folder / file["path"]).items()}
    return tensors


def load_config(folder: Path) -> Config:
    """The network config of an exported model."""
    return Config(**json.loads((folder / "manifest.json").read_text())["config"])


def write_model(name: str, tensors: dict[str, torch.Tensor], config: Config, training: dict, out: Path) -> None:
    """Write shards and manifest; removes shards of an earlier export."""
    out.mkdir(parents=True, exist_ok=True)
    for old in out.glob("*.safetensors"):
        old.unlink()
    shards: list[dict[str, np.ndarray]] = [{}]
    size = 0
    for key in sorted(tensors):
        with np.errstate(over="ignore"):  # reported just below, by name
            array = tensors[key].detach().cpu().numpy().astype(np.float16)
        if not np.isfinite(array).all():
            raise ValueError(f"{key} does not fit into float16")
        if size + array.nbytes > SHARD_BYTES - 65536 and shards[-1]:
            shards.append({})
            size = 0
        shards[-1][key] = array
        size += array.nbytes
    files = []
    for i, shard in enumerate(shards, 1):
        path = out / f"{name}-{i:05}-of-{len(shards):05}.safetensors"
        save_file(shard, path)
        data = path.read_bytes()
        files.append({"path": path.name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()})
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
    args = parser.parse_args()
    state = torch.load(args.run / "checkpoint.pt", map_location="cpu")
    settings = state["settings"]
    training = {"samples": state["samples"], "minutes": round(state["seconds"] / 60), "steps": state["step"]}
    write_model(settings["name"], state["ema"], Config(**settings["network"]), training, args.out)
    print(f"{args.out}: {sum(f.stat().st_size for f in args.out.glob('*.safetensors')) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
