"""Held-out objects to rebuild from photos: each with its photos, and with what it looks like from elsewhere."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from kiln.assets import load_asset, read_catalog
from kiln.evaluate.prompts import make_object, read
from kiln.evaluate.render import on_background
from kiln.evaluate.truth import Studio
from kiln.mesh import Mesh, normalise
from kiln.photo import Camera, photo
from kiln.rasterise import viewset

SIZE = 128
PHOTOS = 4
# The views that are compared: all around at two heights, but not the first photo's side. The object's bounding
# sphere fills the picture.
NOVEL = tuple(Camera(azimuth, elevation, 35, 1.0) for elevation in (5, 30) for azimuth in range(45, 360, 45))


@dataclass(frozen=True)
class Subject:
    """One object in the frame of its first photo, whose camera stands at azimuth 0.

    viewset: [3, R, R, 9], the true one. photos: [4, 128, 128, 4] uint8 as people take them, by `cameras`.
    clean: [128, 128, 4] uint8, the first picture without lamp, noise and bites.
    studio: the mesh. novel: [V, 128, 128, 3] and front: [128, 128, 3], the truth from `NOVEL` and from `camera`, on
    white, float32.
    """

    name: str
    viewset: np.ndarray
    photos: np.ndarray
    cameras: tuple[Camera, ...]
    clean: np.ndarray
    studio: Studio
    novel: np.ndarray
    front: np.ndarray

    @property
    def camera(self) -> Camera:
        """The first photo's."""
        return self.cameras[0]

    @property
    def azimuths(self) -> np.ndarray:
        """[4] degrees."""
        return np.array([camera.azimuth for camera in self.cameras])


def subject_of(name: str, mesh: Mesh, resolution: int) -> Subject | None:
    """Turns a normalised mesh at random, seeded by its name, and photographs it.

    None if it is thinner than a pixel from some side, as training sets leave such objects out.
    """
    rng = np.random.default_rng(list(hashlib.sha256(name.encode()).digest()[:16]))
    turned = normalise(mesh.rotate("y", rng.uniform(0, 360)))
    true = viewset(turned, resolution)
    if not (true[..., 0] > 0).any((1, 2)).all():
        return None
    azimuths = np.r_[0.0, rng.uniform(0, 360, PHOTOS - 1)]
    taken = [photo(turned, rng, SIZE, azimuth) for azimuth in azimuths]
    camera = taken[0][1]
    studio = Studio(turned, resolution)
    front = studio.draw(camera, SIZE)
    clean = front.copy()
    clean[..., :3] /= np.maximum(clean[..., 3:], 1e-6)
    return Subject(
        name,
        true,
        np.stack([picture for picture, _ in taken]),
        tuple(camera for _, camera in taken),
        (clean * 255).round().astype(np.uint8),
        studio,
        np.stack([on_background(studio.draw(c, SIZE)) for c in NOVEL]),
        on_background(front),
    )


def asset_subjects(folder: Path, resolution: int) -> Iterator[Subject]:
    """The held-out objects (split "val") of a folder with a catalog.jsonl, in a fixed random order."""
    rows = [row for row in read_catalog(folder) if row["split"] == "val"]
    if not rows:
        raise ValueError(f"the catalogue of {folder} has no object of the split val")
    for i in np.random.default_rng(0).permutation(len(rows)):
        made = subject_of(rows[i]["id"], load_asset(folder, rows[i]), resolution)
        if made:
            yield made


def grammar_subjects(resolution: int) -> Iterator[Subject]:
    """The held-out objects of the grammar that the evaluation's prompts were written about, in a fixed random order."""
    names = [p.object for p in read()]
    for i in np.random.default_rng(0).permutation(len(names)):
        made = subject_of(names[i], normalise(make_object(names[i]).mesh), resolution)
        if made:
            yield made
