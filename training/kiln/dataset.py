"""The training set as arrays on disk: viewsets as bytes, captions as embedded tokens.

    python -m kiln.dataset grammar --count 6000 --out cache/grammar
    python -m kiln.dataset assets --folder ../../shared/assets --out cache/assets

A set is a folder with viewsets.npy [N, 3, R, R, 9] uint8 and items.jsonl (kind, captions, split, source). With
--photos K every object is turned into the frame of its first photo (docs/conventions.md) and the folder has
photos.npy [N, K, 128, 128, 4] uint8 and cameras.npy [N, K, 3] float32 (azimuth, elevation and field of view, degrees)
as well. Text is embedded when a set is first opened (`kiln.embedded`).
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch

from kiln.asset_kinds import asset_kind
from kiln.augment import recolour_asset, stretch
from kiln.captions import vary
from kiln.embedded import embedded
from kiln.mesh import Mesh, normalise
from kiln.pack import load_asset, read_catalog
from kiln.photo import photograph
from kiln.rasterise import viewset
from kiln.rows import Rows
from kiln.text import TextEncoder
from kiln.viewset import to_bytes


@dataclass(frozen=True)
class Item:
    """One object of a set. `split` is "train" or "val"; `source` is "grammar" or an asset pack."""

    id: str
    kind: str
    captions: tuple[str, ...]
    split: str
    source: str
    licence: str


# The share of the grammar's combinations of discrete choices that training never sees.
HELD_OUT = 0.06


def held_out(combination: str) -> bool:
    """Whether a grammar combination belongs to the validation split; decided by its hash, so for all time."""
    return int(hashlib.sha256(combination.encode()).hexdigest()[:8], 16) / 2**32 < HELD_OUT


@dataclass(frozen=True)
class Job:
    """One object to render. `of` is what its maker needs to find it; variants after the first differ from it. also:
    further resolutions, for networks of different fineness that see the same objects."""

    of: tuple
    resolution: int
    photos: int
    variant: int = 0
    also: tuple[int, ...] = ()


# By their files' names: a viewset's bytes, those of further resolutions and, in a set with photos, the photos and
# their cameras.
Rendered = dict[str, np.ndarray]


def _seed(*words: object) -> list[int]:
    """Words to a seed that is the same on every machine."""
    return list(hashlib.sha256(" ".join(map(str, words)).encode()).digest()[:16])


def _render(mesh: Mesh, job: Job, name: str) -> Rendered:
    taken = {}
    if job.photos:
        shot = photograph(mesh, job.photos, np.random.default_rng(_seed(name, job.variant)))
        mesh, taken = shot.mesh, {PHOTOS: shot.photos, CAMERAS: shot.cameras}
    others = {also(r): to_bytes(viewset(mesh, r)) for r in job.also}
    return {VIEWSETS: to_bytes(viewset(mesh, job.resolution)), **others, **taken}


def grammar_item(job: Job) -> tuple[Rendered, Item] | None:
    """The object of the grammar that job.of, (kind, seed), names."""
    from kiln.grammar.kinds import GENERATORS

    kind, seed = job.of
    sample = GENERATORS[kind](np.random.default_rng([int(hashlib.sha256(kind.encode()).hexdigest()[:8], 16), seed]))
    split = "val" if held_out(f"{kind} {sample.combination}") else "train"
    captions = vary(sample.captions, np.random.default_rng(_seed(kind, seed, "captions")))
    item = Item(f"{kind}/{seed}", sample.kind, captions, split, "grammar", "CC0-1.0")
    return _render(normalise(sample.mesh), job, item.id), item


def asset_item(job: Job) -> tuple[Rendered, Item] | None:
    """The model that job.of, (folder or pack, line of its catalogue), names; None for one too thin to learn from."""
    folder, row = job.of
    mesh, captions = load_asset(Path(folder), row), tuple(row["captions"])
    rng = np.random.default_rng(_seed(row["id"], job.variant, "variant"))
    if job.variant:
        mesh, captions = recolour_asset(mesh, row, rng) or (mesh, captions)
        mesh = normalise(stretch(mesh, captions, rng))
    rendered = _render(mesh, job, row["id"])
    if rendered[VIEWSETS][..., 0].any((1, 2)).sum() < 3:
        return None  # thinner than a pixel from some side: nothing to learn from
    return rendered, Item(row["id"], asset_kind(row), vary(captions, rng), row["split"], row["pack"], row["license"])


def build(jobs: list[Job], make: Callable[[Job], tuple[Rendered, Item] | None], out: Path, workers: int) -> None:
    """Render all jobs with `make` into the folder `out`, with progress on the terminal."""
    out.mkdir(parents=True, exist_ok=True)
    columns: dict[str, np.ndarray] = {}
    items: list[Item] = []
    with ProcessPoolExecutor(workers) as pool:
        for done, result in enumerate(pool.map(make, jobs, chunksize=4), 1):
            if result is not None:
                rendered, item = result
                if not columns:
                    columns = {name: _partial(out / name, len(jobs), a) for name, a in rendered.items()}
                for name, array in rendered.items():
                    columns[name][len(items)] = array
                items.append(item)
            if done % 200 == 0 or done == len(jobs):
                print(f"{done} of {len(jobs)} rendered, {len(items)} kept", flush=True)
    for name, column in columns.items():
        np.save(out / name, column[: len(items)])
        (out / name).with_suffix(".partial").unlink()
    (out / "items.jsonl").write_text("".join(json.dumps(i.__dict__) + "\n" for i in items))


VIEWSETS, PHOTOS, CAMERAS = "viewsets.npy", "photos.npy", "cameras.npy"


def has_photos(folder: Path) -> bool:
    """Whether a set was built with photos."""
    return (folder / PHOTOS).is_file()


def also(resolution: int) -> str:
    """The file of a set that holds its viewsets at a further resolution."""
    return f"viewsets-{resolution}.npy"


def _partial(path: Path, count: int, like: np.ndarray) -> np.ndarray:
    """A memory-mapped array for `count` arrays like this one, so that a large set need not fit into memory."""
    shape = (count, *like.shape)
    return np.lib.format.open_memmap(path.with_suffix(".partial"), mode="w+", dtype=like.dtype, shape=shape)


@dataclass
class Dataset:
    """An opened set; viewsets, tokens and photos stay on disk until they are drawn.

    viewsets: [N, 3, R, R, 9] uint8. tokens: [C, 24, 512] float16, lengths: [C] for the distinct captions; captions_of:
    for each item the rows of its captions. photos: [N, K, 128, 128, 4] uint8 and azimuths: [N, K] degrees, or None for
    a set without photos."""

    viewsets: np.ndarray | Rows
    items: list[Item]
    tokens: np.ndarray | Rows
    lengths: np.ndarray
    captions_of: list[np.ndarray]
    photos: np.ndarray | Rows | None = None
    azimuths: np.ndarray | None = None

    @classmethod
    def open(cls, folder: Path, encoder: TextEncoder, keep=lambda item: True) -> Dataset:  # noqa: ANN001
        """Open the items of a set for which keep(item). Embeds its captions if that was not done before."""
        rows = [Item(**json.loads(line)) for line in (folder / "items.jsonl").read_text().splitlines()]
        chosen = [i for i, item in enumerate(rows) if keep(item)]
        if not chosen:
            raise ValueError(f"{folder} has too few items: none is left to train on, or none is held out")
        files = (folder / f for f in (VIEWSETS, PHOTOS, CAMERAS))
        viewsets, photos, cameras = (Rows(np.load(f, mmap_mode="r"), chosen) if f.exists() else None for f in files)
        items = [rows[i] for i in chosen]
        # Of all items, so that the parts of a set share what was embedded.
        distinct = sorted({c for item in rows for c in item.captions})
        row_of = {c: i for i, c in enumerate(distinct)}
        tokens, lengths = embedded(folder, distinct, encoder)
        captions_of = [np.array([row_of[c] for c in i.captions]) for i in items]
        azimuths = None if cameras is None else np.asarray(cameras)[..., 0]
        return cls(viewsets, items, Rows(tokens, np.arange(len(tokens))), lengths, captions_of, photos, azimuths)

    def to(self, device: torch.device | str) -> Dataset:
        """The set with its arrays in the memory of a GPU, as tensors; itself for a CPU."""
        if torch.device(device).type == "cpu":
            return self
        arrays = {name: getattr(self, name) for name in ARRAYS}
        return replace(
            self, **{k: torch.as_tensor(np.asarray(a)).to(device) for k, a in arrays.items() if a is not None}
        )


ARRAYS = ("viewsets", "tokens", "lengths", "photos", "azimuths")


def join(sets: list[Dataset]) -> Dataset:
    """One set of many, all with or all without photos."""
    start, captions_of = 0, []
    for s in sets:
        captions_of += [rows + start for rows in s.captions_of]
        start += len(s.tokens)

    def joined(name: str) -> np.ndarray | Rows | torch.Tensor | None:
        arrays = [getattr(s, name) for s in sets]
        if any(a is None for a in arrays):
            return None
        if isinstance(arrays[0], Rows):
            return Rows.join(arrays)
        return torch.cat(arrays) if isinstance(arrays[0], torch.Tensor) else np.concatenate(arrays)

    arrays = {name: joined(name) for name in ARRAYS}
    return Dataset(items=[i for s in sets for i in s.items], captions_of=captions_of, **arrays)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", choices=["grammar", "assets"])
    parser.add_argument("--folder", type=Path, help="assets: the folder with catalog.jsonl")
    parser.add_argument("--count", type=int, default=6000, help="grammar: objects in all")
    parser.add_argument("--kinds", help="grammar: comma-separated kinds, each with an optional weight: castle:3,tree")
    parser.add_argument("--start", type=int, default=0, help="grammar: first seed")
    parser.add_argument("--photos", type=int, default=0, help="photos of each object, 0 to 4")
    parser.add_argument(
        "--variants", type=int, default=1, help="assets: versions of each; after the first recoloured and stretched"
    )
    parser.add_argument("--resolution", type=int, default=64)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    if args.source == "grammar":
        from kiln.grammar.kinds import GENERATORS

        wanted = [k.partition(":") for k in args.kinds.split(",")] if args.kinds else [(k, "", "") for k in GENERATORS]
        weights = {name.strip(): float(weight or 1) for name, _, weight in wanted}
        unknown = sorted(set(weights) - set(GENERATORS))
        if unknown:
            raise SystemExit(f"unknown kinds {unknown}; known: {sorted(GENERATORS)}")
        total = sum(weights.values())
        things = [
            (kind, args.start + i)
            for kind, weight in weights.items()
            for i in range(round(args.count * weight / total))
        ]
    else:
        if args.folder is None:
            raise SystemExit("assets need --folder, a folder with a catalog.jsonl")
        things = [(str(args.folder), row) for row in read_catalog(args.folder)]
    jobs = [Job(t, args.resolution, args.photos, v) for v in range(args.variants) for t in things]
    build(jobs, grammar_item if args.source == "grammar" else asset_item, args.out, args.workers)


if __name__ == "__main__":
    main()
