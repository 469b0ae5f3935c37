"""What the guidance by a photo's view is worth: held-out objects for the TypeScript pipeline, and scores of what it made.

    python -m kiln.evaluate.guidance subjects --assets FOLDER --out FOLDER [--count 32] [--skip 0]
    python -m kiln.evaluate.guidance score FOLDER [--report FILE.md]

The folder holds photos.bin, uint8 [N, 128, 128, 4]; cameras.json, as PhotoCamera in src/photo/camera.ts; truth.npz; and,
once scripts/evaluate-photos.ts has been there, ROW.bin for each row of the table, float32 [N, 3, R, R, 9].
"""

from __future__ import annotations

import argparse
import json
from itertools import islice
from pathlib import Path

import numpy as np

from kiln.evaluate.images import psnr, ssim
from kiln.evaluate.photo import interval
from kiln.evaluate.photo_subjects import NOVEL, SIZE, Subject, asset_subjects
from kiln.evaluate.render import on_background, render_cloud
from kiln.evaluate.splats import viewset_to_cloud
from kiln.photo import Camera

RESOLUTION = 64


def camera_json(camera: Camera, radius: float) -> dict:
    """A camera as the browser knows it, with its distance from an object of this radius."""
    return {
        "azimuth": camera.azimuth,
        "elevation": camera.elevation,
        "fieldOfView": camera.fov,
        "distance": radius / float(np.sin(np.radians(camera.fov) / 2)) / camera.fill,
        "centre": list(camera.centre),
        "zoom": camera.zoom,
    }


def write_subjects(subjects: list[Subject], out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    np.stack([s.photos[0] for s in subjects]).tofile(out / "photos.bin")
    cameras = [camera_json(s.camera, s.studio.radius) for s in subjects]
    (out / "cameras.json").write_text(json.dumps(cameras, indent=1) + "\n")
    np.savez(
        out / "truth.npz",
        names=[s.name for s in subjects],
        photos=np.stack([s.photos[0] for s in subjects]),
        novel=np.stack([s.novel for s in subjects]),
        front=np.stack([s.front for s in subjects]),
        radii=[s.studio.radius for s in subjects],
        cameras=[(s.camera.elevation, s.camera.fov, *s.camera.centre, s.camera.zoom) for s in subjects],
        viewsets=np.stack([s.viewset for s in subjects]),
    )


def score(viewset: np.ndarray, truth: dict, i: int) -> list[float]:
    """PSNR and SSIM of the novel views, PSNR at the photo and at the clean picture from its place."""
    cloud, radius = viewset_to_cloud(viewset), float(truth["radii"][i])
    elevation, fov, x, y, zoom = truth["cameras"][i]
    own = Camera(0.0, elevation, fov, centre=(x, y), zoom=zoom)
    drawn = np.stack([on_background(render_cloud(cloud, c, SIZE, radius)) for c in (*NOVEL, own)])
    photo = truth["photos"][i].astype(np.float32) / 255
    given = photo[..., :3] * photo[..., 3:] + 1 - photo[..., 3:]
    return [
        float(psnr(drawn[:-1], truth["novel"][i]).mean()),
        float(ssim(drawn[:-1], truth["novel"][i]).mean()),
        float(psnr(drawn[-1], given)),
        float(psnr(drawn[-1], truth["front"][i])),
    ]


def measure(folder: Path) -> dict[str, np.ndarray]:
    """Scores [N, 4] of every row in a folder, the true viewsets last."""
    truth = dict(np.load(folder / "truth.npz"))
    rows = {
        path.stem: np.fromfile(path, np.float32).reshape(-1, 3, RESOLUTION, RESOLUTION, 9)
        for path in sorted(folder.glob("*.bin"))
        if path.stem != "photos"
    }
    rows["true viewset (ceiling)"] = truth["viewsets"]
    return {name: np.array([score(v, truth, i) for i, v in enumerate(made)]) for name, made in rows.items()}


def markdown(scores: dict[str, np.ndarray]) -> str:
    lines = [
        "| row | novel views PSNR, dB | novel views SSIM | at the photo PSNR, dB | at the clean view PSNR, dB |",
        "|---|---|---|---|---|",
    ]
    for name, values in scores.items():
        cells = ["{:.2f} ({:.2f} to {:.2f})".format(*interval(values[:, k])) for k in (0, 2, 3)]
        cells.insert(1, "{:.3f} ({:.3f} to {:.3f})".format(*interval(values[:, 1])))
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    make = commands.add_parser("subjects")
    make.add_argument("--assets", type=Path, required=True)
    make.add_argument("--out", type=Path, required=True)
    make.add_argument("--count", type=int, default=32)
    make.add_argument("--skip", type=int, default=0)
    rate = commands.add_parser("score")
    rate.add_argument("folder", type=Path)
    rate.add_argument("--report", type=Path)
    args = parser.parse_args()
    if args.command == "subjects":
        source = asset_subjects(args.assets, RESOLUTION)
        write_subjects(list(islice(source, args.skip, args.skip + args.count)), args.out)
        return
    table = markdown(measure(args.folder))
    print(table)


if __name__ == "__main__":
    main()
