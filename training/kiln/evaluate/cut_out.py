"""Compose pictures whose masks are known, for `npm run evaluate-cut-outs`.

    python -m kiln.evaluate.cut_out --objects FOLDER --grounds FOLDER --out FOLDER [--count 120]

--objects: pictures with transparent backgrounds, --grounds: photographs; folders are searched to the bottom. OUT
receives NNN.png, NNN-truth.png and sources.json. Two of three pictures stand before a photograph, sharp or blurred,
the others before a plain ground: a gradient, or a table before a wall. Half of all have a soft shadow; all have noise
and JPEG's traces.
"""

from __future__ import annotations

import argparse
import io
import json
from pathlib import Path

import numpy as np
from PIL import Image, ImageFilter

SIZE = 512
# Pixels along the shorter side, and share that is opaque, of an object that is worth looking for.
SMALLEST, OPAQUE = 150, (0.1, 0.85)
# Fewer different colours are a drawing's.
COLORS = 2000


def is_photograph(path: Path) -> bool:
    """Whether a picture is a photograph with a background that was taken away."""
    picture = Image.open(path)
    if picture.mode != "RGBA" or min(picture.size) < SMALLEST:
        return False
    pixels = np.asarray(picture)
    solid = pixels[..., 3] > 127
    return OPAQUE[0] < solid.mean() < OPAQUE[1] and len(np.unique(pixels[solid][:, :3], axis=0)) > COLORS


def photographic_ground(path: Path, rng: np.random.Generator) -> Image.Image:
    """A square part of a photograph, half of the time out of focus."""
    ground = Image.open(path).convert("RGB")
    side = rng.uniform(0.4, 1) * min(ground.size)
    left, top = (rng.uniform(0, length - side) for length in ground.size)
    part = ground.resize((SIZE, SIZE), Image.LANCZOS, (left, top, left + side, top + side))
    return part.filter(ImageFilter.GaussianBlur(rng.uniform(1, 5))) if rng.random() < 0.5 else part


def plain_ground(rng: np.random.Generator) -> Image.Image:
    """A gradient, or two colours with an edge between them."""
    first, second = rng.uniform(60, 255, (2, 3))
    down = np.linspace(0, 1, SIZE)[:, None, None]
    share = (down > rng.uniform(0.5, 0.8)).astype(float) if rng.random() < 0.4 else down
    colors = np.broadcast_to(first * (1 - share) + second * share, (SIZE, SIZE, 3))
    return Image.fromarray(colors.astype(np.uint8))


def compose(thing: Image.Image, ground: Image.Image, rng: np.random.Generator) -> tuple[Image.Image, Image.Image]:
    """A picture of the thing before the ground, and its mask."""
    scale = rng.uniform(0.45, 0.8) * SIZE / max(thing.size)
    thing = thing.resize([max(8, round(side * scale)) for side in thing.size], Image.LANCZOS)
    width, height = thing.size
    at = (round((SIZE - width) * rng.uniform(0.2, 0.8)), round((SIZE - height) * rng.uniform(0.4, 0.9)))
    alpha = thing.getchannel("A")
    picture, mask = ground.copy(), Image.new("L", ground.size)
    mask.paste(alpha, at)
    if rng.random() < 0.5:
        shadow = Image.new("L", ground.size)
        shadow.paste(alpha.resize((width, max(1, height // 4))), (at[0] + 10, at[1] + height - height // 8))
        shadow = shadow.filter(ImageFilter.GaussianBlur(10)).point(lambda value: value * 0.45)
        picture.paste((20, 20, 20), (0, 0), shadow)
    picture.paste(thing.convert("RGB"), at, alpha)
    noisy = np.asarray(picture) + rng.normal(0, rng.uniform(1, 4), (SIZE, SIZE, 3))
    file = io.BytesIO()
    Image.fromarray(noisy.clip(0, 255).astype(np.uint8)).save(file, "JPEG", quality=int(rng.integers(70, 95)))
    return Image.open(file).convert("RGB"), mask


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--objects", type=Path, required=True)
    parser.add_argument("--grounds", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--count", type=int, default=120)
    args = parser.parse_args()
    objects = [path for path in sorted(args.objects.rglob("*.png")) if is_photograph(path)]
    grounds = sorted(path for path in args.grounds.rglob("*.jpg") if min(Image.open(path).size) >= SIZE)
    if not objects or not grounds:
        parser.error(f"{len(objects)} photographs with a transparent background and {len(grounds)} grounds were found")
    rng = np.random.default_rng(1)
    args.out.mkdir(parents=True, exist_ok=True)
    sources = []
    for i, chosen in enumerate(rng.permutation(len(objects))[: args.count]):
        behind = None if i % 3 == 2 else grounds[rng.integers(len(grounds))]
        ground = photographic_ground(behind, rng) if behind else plain_ground(rng)
        picture, mask = compose(Image.open(objects[chosen]), ground, rng)
        picture.save(args.out / f"{i:03d}.png")
        mask.save(args.out / f"{i:03d}-truth.png")
        sources.append({"object": objects[chosen].name, "ground": behind.name if behind else "plain"})
    (args.out / "sources.json").write_text(json.dumps(sources, indent=1) + "\n")
    print(f"{len(sources)} pictures of {len(objects)} objects before {len(grounds)} grounds")


if __name__ == "__main__":
    main()
