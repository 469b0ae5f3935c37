"""Train the model that says from where a photo was taken.

    python -m kiln.camera --data cache/assets-photos cache/grammar-photos --out ../models/camera --minutes 15

Sets with photos (`kiln.dataset --photos`) know the camera of each. Measured on their held-out objects.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from kiln.camera.network import SIZE, CameraEstimator, loss, save
from kiln.dataset import CAMERAS, PHOTOS
from kiln.photo import encode_photo

BATCH = 128
LEARNING_RATE = 2e-3
WEIGHT_DECAY = 0.05
WARMUP = 100
COOLDOWN = 0.6


def open_photos(folders: list[Path], split: str) -> tuple[Tensor, Tensor]:
    """Encoded photos [N, SIZE, SIZE, 4] as int8, so that many fit, and the degrees [N, 2] of elevation and field of
    view."""
    photos, angles = [], []
    for folder in folders:
        rows = [json.loads(line) for line in (folder / "items.jsonl").read_text().splitlines()]
        chosen = np.flatnonzero([row["split"] == split for row in rows])
        pictures, cameras = np.load(folder / PHOTOS, mmap_mode="r"), np.load(folder / CAMERAS)
        for part in np.array_split(chosen, len(chosen) // 500 + 1):
            encoded = encode_photo(pictures[part], SIZE).reshape(-1, SIZE, SIZE, 4)
            photos.append(np.rint(encoded * 127).astype(np.int8))
        angles.append(cameras[chosen, :, 1:].reshape(-1, 2))
    return torch.from_numpy(np.concatenate(photos)), torch.from_numpy(np.concatenate(angles))


def varied(photos: Tensor) -> Tensor:
    """A batch of photos with some mirrored, and in half of all batches the colours in another order: the camera does
    not depend on them."""
    mirrored = torch.rand(len(photos)) < 0.5
    photos = torch.where(mirrored.view(-1, 1, 1, 1), photos.flip(2), photos)
    if torch.rand(()) < 0.5:
        photos = photos[..., [*torch.randperm(3).tolist(), 3]]
    return photos


def errors(net: CameraEstimator, photos: Tensor, angles: Tensor) -> dict:
    """Medians of the absolute errors in degrees, and the share of elevations within the deviation that was told (68 %
    where that is right)."""
    net.eval()
    told = [net.angles(part.float() / 127) for part in photos.split(256)]
    net.train()
    off = (torch.cat([mean for mean, _ in told]) - angles).abs()
    within = (off[:, 0] < torch.cat([deviation for _, deviation in told])[:, 0]).float().mean()
    elevation, field_of_view = off.median(0).values.tolist()
    return {
        "photos": len(photos),
        "elevation_error": round(elevation, 2),
        "field_of_view_error": round(field_of_view, 2),
        "within_deviation": round(float(within), 3),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, nargs="+", required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, required=True)
    args = parser.parse_args()
    torch.manual_seed(0)
    photos, angles = open_photos(args.data, "train")
    held_out = open_photos(args.data, "val")
    print(f"{len(photos)} photos, {len(held_out[0])} held out", flush=True)
    net = CameraEstimator().to(memory_format=torch.channels_last)
    optimiser = torch.optim.AdamW(net.parameters(), weight_decay=WEIGHT_DECAY)
    began, step, losses = time.time(), 0, []
    while (progress := (time.time() - began) / (60 * args.minutes)) < 1:
        for group in optimiser.param_groups:
            group["lr"] = LEARNING_RATE * min(1, (step + 1) / WARMUP, (1 - progress) / COOLDOWN)
        index = torch.randint(len(photos), (BATCH,))
        with torch.autocast("cpu", torch.bfloat16):
            out = net(varied(photos[index].float() / 127))
        value = loss(out.float(), angles[index])
        optimiser.zero_grad()
        value.backward()
        optimiser.step()
        step += 1
        losses.append(value.item())
        if step % 500 == 0:
            spent = (time.time() - began) / 60
            print(
                f"{spent:.1f} min, step {step}: loss {np.mean(losses[-500:]):.3f}", errors(net, *held_out), flush=True
            )
    training = {
        "photos": len(photos),
        "samples": step * BATCH,
        "minutes": args.minutes,
        "held_out": errors(net, *held_out),
    }
    save(net, training, args.out)
    print(f"held out: {training['held_out']} -> {args.out}")


if __name__ == "__main__":
    main()
