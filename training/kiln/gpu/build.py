"""Build training sets in shards, endlessly enough for a GPU, while something else goes on.

    python -m kiln.gpu.build --assets cache/assets.pack --out cache/kiln-b --resolution 128 --workers 13

Each shard is a set of its own (`kiln.dataset`) and appears under its name only when it is whole, so that a training
takes what is there when it starts. The first shards of each sort are there soon; the rest add variety.
"""

from __future__ import annotations

import argparse
import itertools
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from kiln.dataset import Job, asset_item, build, grammar_item
from kiln.grammar.kinds import GENERATORS
from kiln.mesh import normalise
from kiln.pack import read_catalog
from kiln.photo import photograph
from kiln.rasterise import viewset

# First seeds. The CPU's sets start at 0, the retrieval model's at 500000 (kiln.evaluate).
PLAIN_SEED, PHOTO_SEED = 100_000, 300_000
PHOTOS = 4


@dataclass(frozen=True)
class Shard:
    """What a folder is to hold. source: "grammar" or "assets"; number: counts the shards of a sort."""

    source: str
    photos: int
    number: int

    @property
    def name(self) -> str:
        return f"{self.source}{'-photos' if self.photos else ''}-{self.number:03}"

    def jobs(self, size: int, resolution: int, assets: Path) -> list[Job]:
        """Its objects: `size` of the grammar, as many of each kind, or all assets in a variant of their own."""
        if self.source == "assets":
            return [Job((str(assets), row), resolution, self.photos, self.number) for row in read_catalog(assets)]
        each = max(1, round(size / len(GENERATORS)))
        start = (PHOTO_SEED if self.photos else PLAIN_SEED) + self.number * each
        return [Job((kind, start + i), resolution, self.photos) for i in range(each) for kind in GENERATORS]


def plan() -> Iterator[Shard]:
    """The order of shards, without end: everything once, then three of text for each of photos and assets in turn."""
    yield from (Shard("grammar", 0, 0), Shard("assets", 0, 0), Shard("grammar", PHOTOS, 0), Shard("assets", PHOTOS, 0))
    plain = itertools.count(1)
    for number in itertools.count(1):
        yield from (Shard("grammar", 0, next(plain)) for _ in range(3))
        yield Shard("grammar", PHOTOS, number)
        yield Shard("assets", PHOTOS if number % 2 else 0, (number + 1) // 2)


def warm_up() -> None:
    """Compile the rasterisers here, so that no worker has to."""
    mesh = normalise(next(iter(GENERATORS.values()))(np.random.default_rng(0)).mesh)
    viewset(mesh, 16)
    photograph(mesh, 1, np.random.default_rng(0), 16)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--assets", type=Path, required=True, help="a folder with a catalog.jsonl, or a pack of it")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--resolution", type=int, required=True)
    parser.add_argument("--shard", type=int, default=2000, help="objects of the grammar in a shard")
    parser.add_argument("--gigabytes", type=float, default=40, help="stop before the sets are larger than this")
    parser.add_argument("--workers", type=int, default=2)
    args = parser.parse_args()
    warm_up()
    left = args.gigabytes * 1e9
    for shard in plan():
        jobs = shard.jobs(args.shard, args.resolution, args.assets)
        left -= len(jobs) * (27 * args.resolution**2 + shard.photos * 128 * 128 * 4)
        if left < 0:
            break
        folder, partial = args.out / shard.name, args.out / f"{shard.name}.partial"
        if not (folder / "items.jsonl").exists():
            shutil.rmtree(partial, ignore_errors=True)
            build(jobs, asset_item if shard.source == "assets" else grammar_item, partial, args.workers)
            partial.rename(folder)
        print(f"{folder} is there", flush=True)


if __name__ == "__main__":
    main()
