"""Contact sheets: small rendered pictures of many objects, side by side.

python -m kiln.sheet grammar --kind castle --count 24 --out castle.png
python -m kiln.sheet assets --folder FOLDER --match castle --out assets.png
"""

from __future__ import annotations

import argparse
import textwrap
from pathlib import Path

import numpy as np
from numba import njit
from PIL import Image, ImageDraw

from kiln.mesh import normalise
from kiln.rasterise import viewset
from kiln.viewset import points

BACKGROUND = (238, 236, 232)


@njit(cache=True)
def _discs(xy, z, color, radius, image, depth):
    size = image.shape[0]
    for i in range(len(z)):
        for y in range(max(int(xy[i, 1] - radius), 0), min(int(xy[i, 1] + radius) + 2, size)):
            for x in range(max(int(xy[i, 0] - radius), 0), min(int(xy[i, 0] + radius) + 2, size)):
                if (x - xy[i, 0]) ** 2 + (y - xy[i, 1]) ** 2 <= radius * radius and z[i] > depth[y, x]:
                    depth[y, x] = z[i]
                    image[y, x] = color[i]


def draw(natural: np.ndarray, size: int = 160, azimuth: float = 35, elevation: float = 20) -> np.ndarray:
    """A picture [size, size, 3] uint8 of a viewset, as a cloud of discs from a three-quarter view."""
    p, c = points(natural)
    image = np.empty((2 * size, 2 * size, 3), np.float32)
    image[:] = np.array(BACKGROUND) / 255
    a, e = np.radians(azimuth), np.radians(elevation)
    right = np.array([np.cos(a), 0, -np.sin(a)])
    forward = np.array([np.sin(a) * np.cos(e), np.sin(e), np.cos(a) * np.cos(e)])
    up = np.cross(forward, right)
    scale = 2 * size / 1.25
    xy = np.stack([p @ right, -(p @ up)], 1) * scale + size
    radius = 0.85 * scale / natural.shape[1]
    _discs(xy, p @ forward, c.astype(np.float32), radius, image, np.full(image.shape[:2], -9.0))
    image = image.reshape(size, 2, size, 2, 3).mean((1, 3))
    return (image * 255).round().astype(np.uint8)


def sheet(pictures: list[np.ndarray], captions: list[str], columns: int = 8) -> Image.Image:
    """Pictures [S, S, 3] in a grid, each with a caption of up to two lines below."""
    size, strip = pictures[0].shape[0], 26
    rows = -(-len(pictures) // columns)
    out = Image.new("RGB", (columns * size, rows * (size + strip)), BACKGROUND)
    pen = ImageDraw.Draw(out)
    for i, (picture, caption) in enumerate(zip(pictures, captions, strict=True)):
        x, y = i % columns * size, i // columns * (size + strip)
        out.paste(Image.fromarray(picture), (x, y))
        pen.multiline_text((x + 3, y + size), textwrap.fill(caption, size // 6)[: size // 3], fill=(60, 60, 60))
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", choices=["grammar", "assets"])
    parser.add_argument("--kind")
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--match", default="")
    parser.add_argument("--count", type=int, default=24)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--resolution", type=int, default=64)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    pictures, captions = [], []
    if args.source == "grammar":
        from kiln.grammar.kinds import GENERATORS

        kinds = [args.kind] if args.kind else sorted(GENERATORS)
        for i in range(args.count):
            sample = GENERATORS[kinds[i % len(kinds)]](np.random.default_rng([args.seed, i]))
            pictures.append(draw(viewset(normalise(sample.mesh), args.resolution)))
            captions.append(max(sample.captions, key=len))
    else:
        from kiln.assets import load_asset, read_catalog

        rows = [r for r in read_catalog(args.folder) if args.match in r["name"]]
        for i in np.random.default_rng(args.seed).permutation(len(rows))[: args.count]:
            pictures.append(draw(viewset(load_asset(args.folder, rows[i]), args.resolution)))
            captions.append(rows[i]["captions"][0])
    sheet(pictures, captions).save(args.out)
    print(f"{len(pictures)} objects -> {args.out}")


if __name__ == "__main__":
    main()
