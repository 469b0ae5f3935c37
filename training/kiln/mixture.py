"""What a training draws its batches from."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from kiln.batches import Batch, Batches
from kiln.pool import Pool, Watch
from kiln.resident import ResidentBatches

# The chances of one to four photos in a batch with photos.
PHOTO_COUNTS = (0.7, 0.14, 0.06, 0.1)

Source = Batches | ResidentBatches


class Mixture:
    """Batches of text alone and, a share of them, of photos: mostly one, sometimes up to four."""

    def __init__(
        self,
        plain: Pool,
        photos: Pool | None,
        settings: dict,
        seed: int,
        source: Callable[[Pool, int], Source],
        watch: Watch | None = None,
    ) -> None:
        """settings: batch, text_dropout, photo_share, photo_text_dropout (configs/). source: batches of a pool; its
        second argument is 0 without photos and 1 with them. watch: what makes the pools grow."""
        self.pools, self.settings, self.watch = (plain, photos or Pool()), settings, watch
        self.plain, self.photos = source(plain, 0), photos and source(photos, 1)
        self.rng = np.random.default_rng(seed)

    def of(self, photos: int) -> Batch:
        """A batch with so many photos an object."""
        if photos == 0:
            return self.plain.draw(self.settings["batch"], self.settings["text_dropout"])
        # Whole batches without text: their sequences are a fifth shorter than those with one caption left.
        dropout = float(self.rng.random() < self.settings["photo_text_dropout"])
        return self.photos.draw(self.settings["batch"], dropout, photos)

    def all_sorts(self) -> list[Batch]:
        """One batch for each number of photos that may be drawn."""
        return [self.of(photos) for photos in range(1 + (self.photos.most_photos if self.photos else 0))]

    def draw(self) -> Batch:
        """The next batch, of what is there by now."""
        if self.watch:
            grew = self.watch.take(self.pools)
            for pool, source, more in zip(self.pools, (self.plain, self.photos), grew, strict=True):
                if more and source:
                    source.take(pool.data, pool.weights)
        if not self.photos or self.rng.random() >= self.settings["photo_share"]:
            return self.of(0)
        return self.of(min(self.photos.most_photos, int(self.rng.choice(4, p=PHOTO_COUNTS)) + 1))
