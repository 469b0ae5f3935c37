"""The training set as arrays on disk: viewsets as bytes, captions as embedded tokens.

    python -m kiln.dataset grammar --count 6000 --out cache/grammar
    python -m kiln.dataset assets --folder ../../shared/assets --out cache/assets

A set is a folder with viewsets.npy [N, 3, R, R, 9] uint8 and items.jsonl (kind, captions, split, source, seed).
Text is embedded when a set is opened for training and kept beside it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from kiln.assets import load_asset, read_catalog
from kiln.mesh import normalise
from kiln.rasterise import viewset
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


def _grammar_item(job: tuple[str, int, int]) -> tuple[np.ndarray, Item] | None:
    from kiln.grammar.kinds import GENERATORS

    kind, seed, resolution = job
    sample = GENERATORS[kind](np.random.default_rng([int(hashlib.sha256(kind.encode()).hexdigest()[:8], 16), seed]))
    split = "val" if held_out(f"{kind} {sample.combination}") else "train"
    item = Item(f"{kind}/{seed}", sample.kind, sample.captions, split, "grammar", "CC0-1.0")
    return to_bytes(viewset(normalise(sample.mesh), resolution)), item


def _asset_item(job: tuple[str, dict, int]) -> tuple[np.ndarray, Item] | None:
    folder, row, resolution = job
    data = to_bytes(viewset(load_asset(Path(folder), row), resolution))
    if data[..., 0].any((1, 2)).sum() < 3:
        return None  # thinner than a pixel from some side: nothing to learn from
    captions = tuple(row["captions"])
    return data, Item(row["id"], row["category"], captions, row["split"], row["pack"], row["license"])


def build(jobs: list, make, resolution: int, out: Path, workers: int) -> None:
    """Render all jobs with `make` into the folder `out`, with progress on the terminal."""
    out.mkdir(parents=True, exist_ok=True)
    data = np.lib.format.open_memmap(
        out / "partial.npy", mode="w+", dtype=np.uint8, shape=(len(jobs), 3, resolution, resolution, 9)
    )
    items: list[Item] = []
    with ProcessPoolExecutor(workers) as pool:
        for done, result in enumerate(pool.map(make, jobs, chunksize=16), 1):
            if result is not None:
                data[len(items)] = result[0]
                items.append(result[1])
            if done % 200 == 0 or done == len(jobs):
                print(f"{done} of {len(jobs)} rendered, {len(items)} kept", flush=True)
    np.save(out / "viewsets.npy", data[: len(items)])
    del data
    (out / "partial.npy").unlink()
    (out / "items.jsonl").write_text("".join(json.dumps(i.__dict__) + "\n" for i in items))


@dataclass
class Dataset:
    """An opened set. viewsets: [N, 3, R, R, 9] uint8 (memory-mapped). tokens: [C, 24, 512] float16, lengths: [C]
    for the distinct captions; captions_of: for each item the rows of its captions."""

    viewsets: np.ndarray
    items: list[Item]
    tokens: np.ndarray
    lengths: np.ndarray
    captions_of: list[np.ndarray]

    @classmethod
    def open(cls, folder: Path, encoder: TextEncoder, keep=lambda item: True) -> Dataset:  # noqa: ANN001
        """Open the items of a set for which keep(item). Embeds their captions."""
        rows = [Item(**json.loads(line)) for line in (folder / "items.jsonl").read_text().splitlines()]
        chosen = [i for i, item in enumerate(rows) if keep(item)]
        if not chosen:
            raise ValueError(f"no item of {folder} is left after filtering")
        viewsets = np.load(folder / "viewsets.npy", mmap_mode="r")[chosen]
        items = [rows[i] for i in chosen]
        distinct = sorted({c for item in items for c in item.captions})
        row_of = {c: i for i, c in enumerate(distinct)}
        embedded = encoder.encode(distinct)
        tokens = np.zeros((len(distinct), 24, 512), np.float16)
        for i, e in enumerate(embedded):
            tokens[i, : len(e)] = e
        lengths = np.array([len(e) for e in embedded])
        return cls(viewsets, items, tokens, lengths, [np.array([row_of[c] for c in i.captions]) for i in items])


def join(sets: list[Dataset]) -> Dataset:
    """One set of many."""
    start, captions_of = 0, []
    for s in sets:
        captions_of += [rows + start for rows in s.captions_of]
        start += len(s.tokens)
    return Dataset(
        np.concatenate([s.viewsets for s in sets]),
        [i for s in sets for i in s.items],
        np.concatenate([s.tokens for s in sets]),
        np.concatenate([s.lengths for s in sets]),
        captions_of,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", choices=["grammar", "assets"])
    parser.add_argument("--folder", type=Path, help="assets: the folder with catalog.jsonl")
    parser.add_argument("--count", type=int, default=6000, help="grammar: objects in all")
    parser.add_argument("--kinds", help="grammar: comma-separated kinds, each with an optional weight: castle:3,tree")
    parser.add_argument("--start", type=int, default=0, help="grammar: first seed")
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
        jobs = [
            (kind, args.start + i, args.resolution)
            for kind, weight in weights.items()
            for i in range(round(args.count * weight / total))
        ]
        build(jobs, _grammar_item, args.resolution, args.out, args.workers)
    else:
        if args.folder is None:
            raise SystemExit("assets need --folder, a folder with a catalog.jsonl")
        jobs = [(str(args.folder), row, args.resolution) for row in read_catalog(args.folder)]
        build(jobs, _asset_item, args.resolution, args.out, args.workers)


if __name__ == "__main__":
    main()
