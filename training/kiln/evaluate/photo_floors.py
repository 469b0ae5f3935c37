"""What a photo's reconstruction must beat: the mean of the training objects, and the nearest of them.

Both are taken from training sets with photos, whose objects stand in the frame of their first photo as a
reconstruction does.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from kiln.dataset import PHOTOS, VIEWSETS, has_photos
from kiln.evaluate.samples import from_bytes

# Photos are compared at this size: shape and colours, not grain.
THUMBNAIL = 32
CHUNK = 256
# Objects that the mean is taken over, evenly spread over the sets.
MEAN_OF = 2000


def thumbnails(photos: np.ndarray) -> np.ndarray:
    """uint8 photos [N, S, S, 4] to [N, 32 · 32 · 4] float32 in [-1, 1], colour faded to grey where alpha is 0."""
    n, size = photos.shape[:2]
    step = size // THUMBNAIL
    x = photos.astype(np.float32) * (2 / 255) - 1
    x[..., :3] *= (x[..., 3:] + 1) / 2
    return x.reshape(n, THUMBNAIL, step, THUMBNAIL, step, 4).mean((2, 4)).reshape(n, -1)


def sets_with_photos(cache: Path, resolution: int) -> list[Path]:
    """The finished sets of a cache that have photos and viewsets of this resolution.

    Raises FileNotFoundError, with what to run, where there is none.
    """
    # items.jsonl is what a set is finished with.
    folders = [p.parent for p in sorted(cache.glob("*/items.jsonl")) if has_photos(p.parent)]
    fitting = [f for f in folders if np.load(f / VIEWSETS, mmap_mode="r").shape[2] == resolution]
    if not fitting:
        raise FileNotFoundError(
            f"no training set with photos and viewsets of {resolution} px in {cache}: build one with python -m "
            f"kiln.dataset assets --folder FOLDER --photos 4 --resolution {resolution} --out cache/assets-photo"
        )
    return fitting


class Floors:
    """The training objects of some sets with photos (split "train")."""

    def __init__(self, sets: list[Path]) -> None:
        """sets: folders that `python -m kiln.dataset ... --photos 4` wrote. Raises FileNotFoundError without photos."""
        self.viewsets, self.rows, pictures = [], [], []
        for folder in sets:
            if not has_photos(folder):
                raise FileNotFoundError(
                    f"{folder} has no {PHOTOS}: build it with python -m kiln.dataset ... --photos 4 --out {folder}"
                )
            items = [json.loads(line) for line in (folder / "items.jsonl").read_text().splitlines()]
            rows = np.array([i for i, item in enumerate(items) if item["split"] == "train"])
            photos = np.load(folder / PHOTOS, mmap_mode="r")
            pictures += [thumbnails(photos[rows[at : at + CHUNK], 0]) for at in range(0, len(rows), CHUNK)]
            self.viewsets.append(np.load(folder / VIEWSETS, mmap_mode="r"))
            self.rows += [(len(self.viewsets) - 1, int(row)) for row in rows]
        if not self.rows:
            raise ValueError("the sets hold no training object")
        self.pictures = np.concatenate(pictures)

    def __len__(self) -> int:
        return len(self.rows)

    def viewset(self, index: int) -> np.ndarray:
        """The natural viewset [3, R, R, 9] of a training object."""
        which, row = self.rows[index]
        return from_bytes(self.viewsets[which][row])

    def nearest(self, photo: np.ndarray) -> np.ndarray:
        """The viewset of the training object whose first photo is most like this one, [S, S, 4] uint8."""
        difference = self.pictures - thumbnails(photo[None])
        return self.viewset(int(np.einsum("nk,nk->n", difference, difference).argmin()))

    def mean(self) -> np.ndarray:
        """The mean viewset: alpha over all objects, depth and colour over those that are there."""
        total = np.zeros(self.viewset(0).shape)
        chosen = np.unique(np.linspace(0, len(self) - 1, MEAN_OF).astype(int))
        for index in chosen:
            v = self.viewset(index)
            total[..., :1] += v[..., :1]
            total[..., 1:] += v[..., 1:] * v[..., :1]
        total[..., 1:] /= np.maximum(total[..., :1], 1)
        total[..., 0] /= len(chosen)
        return total.astype(np.float32)
