"""Novel views from photos: PSNR and SSIM over views that were not given, as in Splatter Image (Szymanowicz et al.
2024), between floors (mean and nearest training object) and a ceiling (the true viewset).

A held-out object is photographed with lamps, noise and a ragged mask; the reconstruction is drawn as Gaussians and
compared at 128 x 128 on white with the mesh under the light that viewsets bake.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from kiln.evaluate.images import psnr, ssim
from kiln.evaluate.photo_floors import Floors, sets_with_photos
from kiln.evaluate.photo_subjects import NOVEL, SIZE, Subject, asset_subjects, grammar_subjects
from kiln.evaluate.render import on_background, render_cloud
from kiln.evaluate.splats import Cloud
from kiln.evaluate.surfels import viewset_to_surfels
from kiln.network import Denoiser
from kiln.sample import generate
from kiln.sheet import BACKGROUND

CACHE = Path(__file__).resolve().parents[2] / "cache"
BATCH = 16
RESAMPLES = 2000
# What the studio does with a photo (src/protocol/defaults.ts), but for guidance by the photo's own view.
STEPS, GUIDANCE, FIDELITY = 12, 1.0, 0.7

MEAN, NEAREST, CEILING = "mean object", "nearest training object", "true viewset (ceiling)"
ONE, PLAUSIBLE = "one photo", "one photo, fidelity 0 (one plausible object)"


@dataclass(frozen=True)
class Size:
    """How much is measured: held-out objects, seeds of the best-of row, steps, rows of the sheet."""

    objects: int
    seeds: int
    steps: int
    sheet: int


FULL, QUICK = Size(150, 8, STEPS, 16), Size(24, 4, STEPS, 8)


@dataclass(frozen=True)
class Score:
    """Means over an object's novel views, and the PSNR from the photo's own camera."""

    psnr: float
    ssim: float
    input_psnr: float


def draw(cloud: Cloud, subject: Subject, cameras: tuple) -> np.ndarray:
    """[len(cameras), 128, 128, 3] pictures on white."""
    return np.stack([on_background(render_cloud(cloud, camera, SIZE, subject.studio.radius)) for camera in cameras])


def score(viewset: np.ndarray, subject: Subject) -> Score:
    """A reconstruction [3, R, R, 9] against the truth."""
    pictures = draw(viewset_to_surfels(viewset), subject, (*NOVEL, subject.camera))
    novel = pictures[:-1]
    return Score(
        float(psnr(novel, subject.novel).mean()),
        float(ssim(novel, subject.novel).mean()),
        float(psnr(pictures[-1], subject.front)),
    )


def interval(values: np.ndarray) -> list[float]:
    """Mean, and the 95 % confidence interval of it by bootstrap over objects: [mean, low, high]."""
    rng = np.random.default_rng(0)
    means = values[rng.integers(0, len(values), (RESAMPLES, len(values)))].mean(1)
    return [round(float(x), 4) for x in (values.mean(), *np.percentile(means, [2.5, 97.5]))]


def summary(scores: list[Score]) -> dict:
    """The figures of one row of the table."""
    return {
        "novel_psnr": interval(np.array([s.psnr for s in scores])),
        "novel_ssim": interval(np.array([s.ssim for s in scores])),
        "input_psnr": interval(np.array([s.input_psnr for s in scores])),
    }


def reconstruct(
    net: Denoiser, subjects: list[Subject], photos: int, seed: int, steps: int, clean: bool, fidelity: float
) -> np.ndarray:
    """Viewsets [N, 3, R, R, 9] from each object's first `photos` photos, or from its clean picture."""
    out = []
    for at in range(0, len(subjects), BATCH):
        batch = subjects[at : at + BATCH]
        pictures = np.stack([s.clean[None] if clean else s.photos[:photos] for s in batch])
        azimuths = np.stack([s.azimuths[:photos] for s in batch])
        # Another noise for each object, or the interval over objects would hide what one noise does to them all.
        prompts, seeds = [""] * len(batch), [1000 * seed + at + i for i in range(len(batch))]
        known = {"photos": pictures, "azimuths": azimuths, "fidelity": fidelity}
        out.append(generate(net, prompts, seeds, steps, GUIDANCE, **known))
    return np.concatenate(out)


def evaluate_photo(
    net: Denoiser,
    out: Path,
    quick: bool,
    objects: int | None = None,
    assets: Path | None = None,
    sets: list[Path] | None = None,
) -> dict:
    """Figures of a denoiser's reconstructions, and the contact sheet OUT/photo.png.

    objects: how many are rebuilt; 24 by default if quick, else 150.
    assets: a folder with a catalogue, whose split "val" is taken; held-out objects of the grammar if None.
    sets: training sets with photos, for the floors; all of the net's resolution in cache/ if None.
    Raises FileNotFoundError, with what to run, where there is no such set.
    """
    size = QUICK if quick else FULL
    if objects:
        size = replace(size, objects=objects)
    resolution = net.config.resolution
    floors = Floors(sets or sets_with_photos(CACHE, resolution))
    print("photo: rendering held-out objects", flush=True)
    source = grammar_subjects(resolution) if assets is None else asset_subjects(assets, resolution)
    figures, sheet = measure(net, list(islice(source, size.objects)), floors, size)
    out.mkdir(parents=True, exist_ok=True)
    sheet.save(out / "photo.png")
    return {
        "source": "grammar, held-out combinations" if assets is None else f"{assets.name}, split val",
        **figures,
        "sheet": "photo.png",
    }


def measure(net: Denoiser, subjects: list[Subject], floors: Floors, size: Size) -> tuple[dict, Image.Image]:
    """The figures and the contact sheet for these subjects."""
    scores: dict[str, list[Score]] = {}

    def row(name: str, viewsets: list[np.ndarray] | np.ndarray) -> None:
        scores[name] = [score(v, s) for v, s in zip(viewsets, subjects, strict=True)]
        print(f"photo: {name}: {np.mean([s.psnr for s in scores[name]]):.2f} dB", flush=True)

    def run(
        photos: int = 1, seed: int = 1, steps: int = size.steps, clean: bool = False, fidelity: float = FIDELITY
    ) -> np.ndarray:
        return reconstruct(net, subjects, photos, seed, steps, clean, fidelity)

    nearest = [floors.nearest(s.photos[0]) for s in subjects]
    row(MEAN, [floors.mean()] * len(subjects))
    row(NEAREST, nearest)
    row(CEILING, [s.viewset for s in subjects])
    default = run()
    row(ONE, default)
    row("one photo, one step (the mean prediction)", run(steps=1))
    row(PLAUSIBLE, run(fidelity=0))
    row("one photo, a clean picture", run(clean=True))
    row("two photos", run(photos=2))
    row("four photos", run(photos=4))
    seeds = [f"{PLAUSIBLE}, seed {seed}" for seed in range(2, size.seeds + 1)]
    for seed, name in enumerate(seeds, 2):
        row(name, run(seed=seed, fidelity=0))
    tries = [scores[PLAUSIBLE], *(scores.pop(name) for name in seeds)]
    scores[f"{PLAUSIBLE}, best of {size.seeds}"] = [max(of, key=lambda s: s.psnr) for of in zip(*tries, strict=True)]

    floor = max((MEAN, NEAREST), key=lambda name: np.mean([s.psnr for s in scores[name]]))
    gain = np.array([a.psnr - b.psnr for a, b in zip(scores[ONE], scores[floor], strict=True)])
    figures = {
        "objects": len(subjects),
        "training_objects": len(floors),
        "views": len(NOVEL),
        "steps": size.steps,
        "guidance": GUIDANCE,
        "fidelity": FIDELITY,
        "rows": {name: summary(s) for name, s in scores.items()},
        "floor": floor,
        "gain_over_floor_db": interval(gain),
    }
    return figures, contact_sheet(subjects[: size.sheet], default, nearest)


def markdown(figures: dict) -> str:
    """The table of a report, from what `evaluate_photo` returned."""
    lines = [
        f"{figures['objects']} objects ({figures['source']}), {figures['views']} novel views each, "
        f"{figures['steps']} steps, guidance {figures['guidance']:g}, fidelity {figures['fidelity']:g}; in brackets "
        "the 95 % interval over objects.",
        "",
        "| from | novel views PSNR, dB | novel views SSIM | photo's own view PSNR, dB |",
        "|---|---|---|---|",
    ]
    for row, f in figures["rows"].items():
        p, s, i = f["novel_psnr"], f["novel_ssim"], f["input_psnr"]
        lines.append(
            f"| {row} | {p[0]:.2f} ({p[1]:.2f} to {p[2]:.2f}) | {s[0]:.3f} ({s[1]:.3f} to {s[2]:.3f}) "
            f"| {i[0]:.2f} ({i[1]:.2f} to {i[2]:.2f}) |"
        )
    gain = figures["gain_over_floor_db"]
    lines += ["", f"One photo over the {figures['floor']}: {gain[0]:+.2f} dB ({gain[1]:+.2f} to {gain[2]:+.2f})."]
    return "\n".join(lines)


SHOWN = tuple(NOVEL[i] for i in (7, 9, 10, 12))  # azimuths 45, 135, 180, 270 from above
HEADER = 18


def contact_sheet(subjects: list[Subject], made: np.ndarray, nearest: list[np.ndarray]) -> Image.Image:
    """Rows of photo | truth from 4 sides | reconstruction from the same | nearest training object from two."""
    ground = np.array(BACKGROUND) / 255
    rows = []
    for subject, viewset, other in zip(subjects, made, nearest, strict=False):
        alpha = subject.photos[0][..., 3:] / 255
        photo = subject.photos[0][..., :3] / 255 * alpha + (1 - alpha) * ground
        truth = [subject.novel[NOVEL.index(camera)] for camera in SHOWN]
        rows.append(
            np.concatenate(
                [
                    photo,
                    *truth,
                    *draw(viewset_to_surfels(viewset), subject, SHOWN),
                    *draw(viewset_to_surfels(other), subject, SHOWN[:2]),
                ],
                1,
            )
        )
    picture = (np.concatenate(rows) * 255).round().clip(0, 255).astype(np.uint8)
    sheet = Image.new("RGB", (picture.shape[1], picture.shape[0] + HEADER), BACKGROUND)
    sheet.paste(Image.fromarray(picture), (0, HEADER))
    pen = ImageDraw.Draw(sheet)
    for column, title in ((0, "photo"), (1, "truth"), (5, "from the photo"), (9, "nearest training object")):
        pen.text((column * SIZE + 4, 3), title, fill=(60, 60, 60))
    return sheet
