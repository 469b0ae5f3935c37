"""Build training sets in shards, endlessly enough for a GPU, while something else goes on.

    python -m kiln.gpu.build --assets cache/assets.pack --out cache/gpu --resolutions 128 64 --workers 13

Each shard is a set of its own (`kiln.dataset`) and appears as OUT-RESOLUTION/NAME only when it is whole, so that a
training takes what is there when it looks. All resolutions show the same objects and photos. The first shards of each
sort are there soon; the rest add variety.
"""

from __future__ import annotations

import argparse
import itertools
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from kiln.dataset import VIEWSETS, Dataset, Job, also, asset_item, build, grammar_item
from kiln.grammar.kinds import GENERATORS
from kiln.mesh import normalise
from kiln.pack import read_catalog
from kiln.photo import photograph
from kiln.rasterise import viewset
from kiln.text import TextEncoder

# First seeds. The CPU's sets start at 0, the retrieval model's at 500000 (kiln.evaluate).
PLAIN_SEED, PHOTO_SEED = 100_000, 300_000
PHOTOS = 4
# A shard of assets holds every fourth model, so that it takes about as long as one of the grammar.
ASSET_SHARDS = 4


@dataclass(frozen=True)
class Shard:
    """What a folder is to hold. source: "grammar" or "assets"; number: counts the shards of a sort."""

    source: str
    photos: int
    number: int

    @property
    def name(self) -> str:
        return f"{self.source}{'-photos' if self.photos else ''}-{self.number:03}"

    def jobs(self, size: int, resolutions: list[int], assets: Path) -> list[Job]:
        """Its objects: `size` of the grammar, as many of each kind, or a part of the assets; when all parts have been
        there, they come again in another variant."""
        first, others = resolutions[0], tuple(resolutions[1:])
        if self.source == "assets":
            variant, part = divmod(self.number, ASSET_SHARDS)
            rows = read_catalog(assets)[part::ASSET_SHARDS]
            return [Job((str(assets), row), first, self.photos, variant, others) for row in rows]
        each = max(1, round(size / len(GENERATORS)))
        start = (PHOTO_SEED if self.photos else PLAIN_SEED) + self.number * each
        return [Job((kind, start + i), first, self.photos, also=others) for i in range(each) for kind in GENERATORS]


# Assets need photos most: they are what photos of real things look like, and there are few of them.
CYCLE = (("grammar", 0), ("assets", 0), ("grammar", PHOTOS), ("assets", PHOTOS), ("grammar", 0), ("assets", PHOTOS))


def plan(first: int = 0) -> Iterator[Shard]:
    """The order of shards, without end, those of each sort numbered from `first`."""
    numbers = {sort: itertools.count(first) for sort in CYCLE}
    for sort in itertools.cycle(CYCLE):
        yield Shard(*sort, next(numbers[sort]))


def folder(out: Path, resolution: int) -> Path:
    """Where the sets of one resolution are."""
    return out.with_name(f"{out.name}-{resolution}")


def publish(partial: Path, shard: str, out: Path, resolutions: list[int]) -> None:
    """Move a shard that is whole to where trainings look for it. What resolutions share is there once, linked."""
    for resolution in reversed(resolutions):
        viewsets = partial / (VIEWSETS if resolution == resolutions[0] else also(resolution))
        twin = folder(out, resolution) / f"{shard}.partial"
        shutil.rmtree(twin, ignore_errors=True)
        twin.mkdir(parents=True)
        viewsets.rename(twin / VIEWSETS)
        for file in partial.iterdir():
            if not file.name.startswith("viewsets"):
                os.link(file, twin / file.name)
        shutil.rmtree(folder(out, resolution) / shard, ignore_errors=True)  # of a builder that got no further
        twin.rename(folder(out, resolution) / shard)
    shutil.rmtree(partial)


def warm_up() -> None:
    """Compile the rasterisers here, so that no worker has to."""
    mesh = normalise(next(iter(GENERATORS.values()))(np.random.default_rng(0)).mesh)
    viewset(mesh, 16)
    photograph(mesh, 1, np.random.default_rng(0), 16)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--assets", type=Path, required=True, help="a folder with a catalog.jsonl, or a pack of it")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--resolutions", type=int, nargs="+", required=True)
    parser.add_argument("--shard", type=int, default=1240, help="objects of the grammar in a shard")
    parser.add_argument("--first", type=int, default=0, help="number of the first shards: others hold other objects")
    parser.add_argument("--embed", action="store_true", help="embed captions too, where training has no time for it")
    parser.add_argument("--gigabytes", type=float, default=40, help="stop before the sets are larger than this")
    parser.add_argument("--workers", type=int, default=2)
    args = parser.parse_args()
    warm_up()
    encoder = TextEncoder() if args.embed else None
    left = args.gigabytes * 1e9
    for shard in plan(args.first):
        jobs = shard.jobs(args.shard, args.resolutions, args.assets)
        left -= len(jobs) * (sum(27 * r**2 for r in args.resolutions) + shard.photos * 128 * 128 * 4)
        if left < 0:
            break
        last = folder(args.out, args.resolutions[0]) / shard.name  # published last
        if not last.exists():
            partial = args.out / shard.name
            shutil.rmtree(partial, ignore_errors=True)
            build(jobs, asset_item if shard.source == "assets" else grammar_item, partial, args.workers)
            if encoder:
                Dataset.open(partial, encoder)
            publish(partial, shard.name, args.out, args.resolutions)
        print(f"{last} is there", flush=True)


if __name__ == "__main__":
    main()
