"""What guidance by a photo's view is worth: held-out objects for the TypeScript pipeline, and scores of what it made.

    python -m kiln.evaluate.guidance subjects --assets FOLDER --out FOLDER [--count 24] [--skip 0]
    python -m kiln.evaluate.guidance score FOLDER [--report FILE.md]

The folder holds photos.bin, uint8 [N, 4, 128, 128, 4]; cameras.json, four of each object, as PhotoCamera in
src/photo/camera.ts; truth.npz; and, once scripts/photo-samples.ts has been there, rows.json and a file for each row:
the finished objects one after the other, each its splats' positions, scales, rotations (w x y z), colours and
opacities, float32.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import numpy as np

from kiln.evaluate.images import psnr, ssim
from kiln.evaluate.photo import CACHE, CEILING, MEAN, NEAREST, interval
from kiln.evaluate.photo_floors import Floors, sets_with_photos
from kiln.evaluate.photo_subjects import NOVEL, SIZE, Subject, asset_subjects
from kiln.evaluate.render import on_background, render_cloud
from kiln.evaluate.splats import Cloud
from kiln.evaluate.surfels import viewset_to_surfels
from kiln.photo import Camera

RESOLUTION = 64
COLUMNS = ("novel views", "novel views, SSIM", "photo's view", "the same, clean picture", "photo's view, camera found")


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
    np.stack([s.photos for s in subjects]).tofile(out / "photos.bin")
    cameras = [[camera_json(camera, s.studio.radius) for camera in s.cameras] for s in subjects]
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


def camera_of(stored: dict) -> tuple[Camera, float]:
    """The inverse of `camera_json`: a camera, and the radius of the object that it stands around."""
    fov = stored["fieldOfView"]
    camera = Camera(stored["azimuth"], stored["elevation"], fov, centre=tuple(stored["centre"]), zoom=stored["zoom"])
    return camera, stored["distance"] * float(np.sin(np.radians(fov) / 2)) * camera.fill


def clouds_of(folder: Path, row: dict) -> Iterator[Cloud]:
    """The finished objects of a row."""
    values = np.fromfile(folder / row["file"], np.float32)
    for n in row["splats"]:
        own, values = np.split(values, [14 * n])
        positions, scales, rotations, colors, opacities = np.split(own, np.cumsum([3 * n, 3 * n, 4 * n, 3 * n]))
        axes = axes_of(rotations.reshape(n, 4))
        yield Cloud(positions.reshape(n, 3), scales.reshape(n, 3), axes, colors.reshape(n, 3), opacities)


def axes_of(rotations: np.ndarray) -> np.ndarray:
    """The directions of splats' scales [N, 3, 3] from unit quaternions [N, 4]: the columns of their matrices."""
    w, x, y, z = rotations.T
    columns = [
        [1 - 2 * (y * y + z * z), 2 * (x * y + w * z), 2 * (x * z - w * y)],
        [2 * (x * y - w * z), 1 - 2 * (x * x + z * z), 2 * (y * z + w * x)],
        [2 * (x * z + w * y), 2 * (y * z - w * x), 1 - 2 * (x * x + y * y)],
    ]
    return np.moveaxis(np.array(columns), 2, 0)


def score(cloud: Cloud, truth: dict, i: int, fitted: dict | None = None) -> list[float]:
    """PSNR and SSIM of the novel views; PSNR at the photo and at the clean picture from its place; and at the photo
    from where the camera was taken to be, its place if None."""
    radius = float(truth["radii"][i])
    elevation, fov, x, y, zoom = truth["cameras"][i]
    own = Camera(0.0, elevation, fov, centre=(x, y), zoom=zoom)
    views = [(camera, radius) for camera in (*NOVEL, own)] + [camera_of(fitted) if fitted else (own, radius)]
    *drawn, found = (on_background(render_cloud(cloud, camera, SIZE, r)) for camera, r in views)
    drawn = np.stack(drawn)
    photo = truth["photos"][i].astype(np.float32) / 255
    given = photo[..., :3] * photo[..., 3:] + 1 - photo[..., 3:]
    return [
        float(psnr(drawn[:-1], truth["novel"][i]).mean()),
        float(ssim(drawn[:-1], truth["novel"][i]).mean()),
        float(psnr(drawn[-1], given)),
        float(psnr(drawn[-1], truth["front"][i])),
        float(psnr(found, given)),
    ]


def measure(folder: Path, floors: Floors) -> dict[str, np.ndarray]:
    """Scores [N, 5] of every row of a folder; then of the floors, and of the true viewsets last."""
    truth, recipe = dict(np.load(folder / "truth.npz")), read_recipe(folder)
    count = recipe["count"]
    scores = {}
    for row in recipe["rows"]:
        made = clouds_of(folder, row)
        scores[row["name"]] = np.array([score(c, truth, i, row["cameras"][i]) for i, c in enumerate(made)])
    others = {
        MEAN: [floors.mean()] * count,
        NEAREST: [floors.nearest(photo) for photo in truth["photos"][:count]],
        CEILING: truth["viewsets"][:count],
    }
    for name, viewsets in others.items():
        scores[name] = np.array([score(viewset_to_surfels(v), truth, i) for i, v in enumerate(viewsets)])
    return scores


def read_recipe(folder: Path) -> dict:
    """What scripts/photo-samples.ts says of its rows."""
    return json.loads((folder / "rows.json").read_text())


def markdown(scores: dict[str, np.ndarray], recipe: dict) -> str:
    """The report: means with the 95 % interval over objects, and what each row adds, object by object, to its like
    without guidance, to the first row and to the nearest training object."""
    made = [row["name"] for row in recipe["rows"]]
    lines = [
        "# From photos to objects",
        "",
        f"{recipe['count']} held-out objects (split val) through the TypeScript pipeline; {recipe['model']['name']} "
        f"({recipe['model']['hash'][:12]}), {recipe['steps']} steps, fidelity {recipe['fidelity']:g}. PSNR in dB, in "
        "brackets the 95 % interval over objects. Novel views: 14 from all around, without noise and lamp; the photo's "
        "view from its true place against the first photo that was given, against a clean picture, and from where its "
        "camera was found against the photo, as the studio's comparison shows it. Guidance estimates and fits the "
        "cameras, unless they are told. Mean and nearest: of the training objects.",
        "",
        f"| row | {' | '.join(COLUMNS)} |",
        "|---|---|---|---|---|---|",
    ]
    for name, values in scores.items():
        lines.append(f"| {name} | {cells(values)} |")
    lines += ["", "What is added, object by object:", ""]
    lines += [f"| row | over | {' | '.join(COLUMNS)} |", "|---|---|---|---|---|---|---|"]
    for name in made:
        plain = next(row["name"] for row in recipe["rows"] if row["photos"] == photos_of(recipe, name))
        for other in dict.fromkeys(o for o in (plain, made[0], NEAREST) if o != name):
            lines.append(f"| {name} | {other} | {cells(scores[name] - scores[other], '+')} |")
    return "\n".join(lines) + "\n"


def photos_of(recipe: dict, name: str) -> int:
    """How many photos a row was given."""
    return next(row["photos"] for row in recipe["rows"] if row["name"] == name)


def cells(values: np.ndarray, sign: str = "") -> str:
    """Scores [N, 5] as cells of a table, mean and interval."""
    out = []
    for column, of in zip(COLUMNS, values.T, strict=True):
        digits = 3 if "SSIM" in column else 2
        mean, low, high = (f"{x:{sign}.{digits}f}" for x in interval(of))
        out.append(f"{mean} ({low} to {high})")
    return " | ".join(out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    make = commands.add_parser("subjects")
    make.add_argument("--assets", type=Path, required=True)
    make.add_argument("--out", type=Path, required=True)
    make.add_argument("--count", type=int, default=24)
    make.add_argument("--skip", type=int, default=0)
    rate = commands.add_parser("score")
    rate.add_argument("folder", type=Path)
    rate.add_argument("--report", type=Path)
    args = parser.parse_args()
    if args.command == "subjects":
        source = asset_subjects(args.assets, RESOLUTION)
        write_subjects(list(islice(source, args.skip, args.skip + args.count)), args.out)
        return
    floors = Floors(sets_with_photos(CACHE, RESOLUTION))
    report = markdown(measure(args.folder, floors), read_recipe(args.folder))
    print(report)
    if args.report:
        args.report.write_text(report)


if __name__ == "__main__":
    main()
