"""The data card of training sets: counts, licences, credits, captions, gaps and pictures, in one Markdown file.

    python -m kiln.data_card --data cache/grammar cache/assets --catalog PATH/TO/FOLDER --out ../docs/data.md

Pictures go to a folder beside the card that has its name (docs/data/).
"""

from __future__ import annotations

import argparse
import json
import string
import textwrap
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from kiln.assets import read_catalog
from kiln.coverage import COCO, MODELNET, PROMPTS, Vocabulary, color_shares, coverage, words
from kiln.dataset import HELD_OUT, PHOTOS, VIEWSETS, Item, has_photos
from kiln.sheet import draw, sheet
from kiln.viewset import decode

TEMPLATE = Path(__file__).with_name("data_card_template.md")
CC0 = "CC0-1.0"
PICTURE = 128
"""Pixels of one object on a contact sheet; two lines of PICTURE // 6 letters fit below it."""


@dataclass(frozen=True)
class Set:
    """One folder that `kiln.dataset` wrote, without reading its viewsets into memory."""

    name: str
    items: list[Item]
    viewsets: np.ndarray
    photos: int

    @classmethod
    def read(cls, folder: Path) -> Set:
        """FileNotFoundError, with the command that makes a set, where the folder holds none."""
        if not (folder / "items.jsonl").is_file():
            raise FileNotFoundError(f"{folder} holds no set: make one with python -m kiln.dataset (training/README.md)")
        items = [Item(**json.loads(line)) for line in (folder / "items.jsonl").read_text().splitlines()]
        count = int(np.prod(np.load(folder / PHOTOS, mmap_mode="r").shape[:2])) if has_photos(folder) else 0
        return cls(folder.name, items, np.load(folder / VIEWSETS, mmap_mode="r"), count)


def table(head: list[str], rows: list[list[object]]) -> str:
    """A Markdown table; numbers are aligned to the right."""
    right = [all(isinstance(row[i], int) for row in rows) for i in range(len(head))]
    lines = [head, ["---:" if r else "---" for r in right], *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


def by_kind(items: list[Item]) -> str:
    """Objects to train on and held out, by kind, in a table of three columns of kinds; each object counts once."""
    unique = {i.id: i for i in items}.values()
    counts = {split: Counter(i.kind for i in unique if i.split == split) for split in ("train", "val")}
    cells = [[kind, counts["train"][kind], counts["val"][kind]] for kind in sorted({i.kind for i in unique})]
    height = -(-len(cells) // 3)
    columns = [cells[i * height : (i + 1) * height] for i in range(3)]
    rows = [[v for c in columns for v in (c[r] if r < len(c) else ["", "", ""])] for r in range(height)]
    return table(["kind", "train", "held out"] * 3, rows)


def picture(sets: list[Set], keep, count: int, path: Path) -> None:  # noqa: ANN001
    """A contact sheet of about `count` objects for which keep(item): as many of each kind, spread over the sets, and at
    least one, in their first versions and with their fullest captions."""
    first = {item.id: (s, i) for s in reversed(sets) for i, item in reversed(list(enumerate(s.items))) if keep(item)}
    by_kind: dict[str, list[tuple[Set, int]]] = {}
    for s, i in first.values():
        by_kind.setdefault(s.items[i].kind, []).append((s, i))
    each = max(count // max(len(by_kind), 1), 1)
    shown = [found[i] for _, found in sorted(by_kind.items()) for i in _spread(len(found), each)]
    pictures = [draw(decode(s.viewsets[i] * np.float32(2 / 255) - 1), PICTURE) for s, i in shown]
    path.parent.mkdir(parents=True, exist_ok=True)
    sheet(pictures, [fullest(s.items[i]) for s, i in shown], 10).quantize(256).save(path, optimize=True)


def _spread(length: int, count: int) -> list[int]:
    """Up to `count` indices below `length`, evenly apart."""
    return sorted({i * length // count for i in range(count)})


def fullest(item: Item) -> str:
    """The longest of an item's exact captions that fits under a picture; those as people type are the last two."""
    exact = item.captions[: max(len(item.captions) - 2, 1)]
    return max((c for c in exact if len(textwrap.wrap(c, PICTURE // 6)) <= 2), key=len, default=exact[0])


def credits(rows: list[dict]) -> str:
    """What catalogue rows ask to be said: a line for each pack of one author, or for each model of a mixed pack."""
    owed: dict[tuple[str, ...], list[dict]] = {}
    for row in rows:
        if row["license"] != CC0:
            mixed = len({r["author"] for r in rows if r["pack"] == row["pack"]}) > 1
            owed.setdefault((row["pack"], row["id"] if mixed else ""), []).append(row)
    lines = []
    for (pack, _), models in owed.items():
        first = models[0]
        what = f'"{first["name"]}"' if len(models) == 1 else f"{len(models)} models of {pack}"
        lines.append(f"- {what} by {first['author']}, {first['license']}, {first['source']}")
    return "\n".join(lines) or "- none in these sets"


def card(sets: list[Set], catalog: list[dict], command: str, pictures: str) -> str:
    """The card's text. catalog: rows with author and source of the assets. pictures: their folder as seen from it."""
    items = [item for s in sets for item in s.items]
    unique = {i.id: i for i in items}
    grammar = [i for i in items if i.source == "grammar"]
    assets = [i for i in items if i.source != "grammar"]
    used = {i.id for i in assets}
    captions = [c for i in items if i.split == "train" for c in i.captions]
    distinct = sorted(set(captions))
    lengths = [len(words(c)) for c in distinct]
    vocabulary = Vocabulary(captions)
    share, whole, missing = coverage(vocabulary, PROMPTS)
    absent = {name: [w for w in reference if not vocabulary.has(w)] for name, reference in _REFERENCES.items()}
    photos = sum(s.photos for s in sets)
    colors = [f"{c} {100 * v:.0f} %" for c, v in color_shares(i.captions for i in unique.values()).items() if v >= 0.02]
    rows = [row for row in catalog if row["id"] in used]
    models = Counter((row["author"], row["license"]) for row in rows)
    packs = {key: {r["pack"] for r in rows if (r["author"], r["license"]) == key} for key in models}
    licences = [[author, licence, n, len(packs[author, licence])] for (author, licence), n in models.most_common()]
    return string.Template(TEMPLATE.read_text()).substitute(
        command=command,
        rebuild="python -m kiln.dataset grammar | assets ...    (training/README.md)",
        objects=f"{len(unique):,}",
        items=f"{len(items):,}",
        train=f"{sum(i.split == 'train' for i in items):,}",
        val=f"{sum(i.split == 'val' for i in items):,}",
        captions_each=f"{np.mean([len(i.captions) for i in items]):.1f}",
        grammar_objects=f"{len({i.id for i in grammar}):,}",
        grammar_kinds=len({i.kind for i in grammar}),
        asset_objects=f"{len({i.id for i in assets}):,}",
        packs=len({i.source for i in assets}),
        photo_sentence=f"{photos:,} photos rendered from them go with some sets." if photos else "",
        grammar_picture=f"{pictures}/grammar.png",
        asset_picture=f"{pictures}/assets.png",
        resolution=" and ".join(str(r) for r in sorted({s.viewsets.shape[2] for s in sets})),
        sets_table=table(
            ["set", "versions", "train", "held out", "photos"],
            [
                [s.name, len(s.items), *(sum(i.split == x for i in s.items) for x in ("train", "val")), s.photos]
                for s in sets
            ],
        ),
        grammar_table=by_kind(grammar),
        asset_kinds=_FINE if {i.kind for i in assets} & {i.kind for i in grammar} else "The catalogue's categories.",
        asset_table=by_kind(assets),
        caption_count=f"{len(distinct):,}",
        words_mean=f"{np.mean(lengths):.1f}",
        words_most=max(lengths),
        word_count=f"{len({w for c in distinct for w in words(c)}):,}",
        color_words=", ".join(colors),
        covered_words=f"{100 * share:.0f} %",
        covered_prompts=f"{100 * whole:.0f} % of the",
        missing_sentence=f"Missing: {', '.join(missing)}." if missing else "",
        coco_covered=80 - len(absent["COCO"]),
        coco_missing=", ".join(absent["COCO"]) or "none",
        modelnet_covered=40 - len(absent["ModelNet40"]),
        modelnet_missing=", ".join(absent["ModelNet40"]) or "none",
        held_out=f"{100 * HELD_OUT:.0f}",
        licence_table=table(["author", "licence", "models", "packs"], licences),
        credits=credits(rows),
    )


_REFERENCES = {"COCO": COCO, "ModelNet40": MODELNET}
_FINE = "The grammar's word where a name ends in it (`kiln/asset_kinds.py`), else the catalogue's category."


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, nargs="+", required=True, help="folders that kiln.dataset wrote")
    parser.add_argument("--catalog", type=Path, required=True, help="the asset folder, for authors and sources")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    sets = [Set.read(folder) for folder in args.data]
    folder = args.out.with_suffix("")
    picture(sets, lambda i: i.source == "grammar", 100, folder / "grammar.png")
    picture(sets, lambda i: i.source != "grammar" and i.licence == CC0, 60, folder / "assets.png")
    data = " ".join(str(p) for p in args.data)
    command = f"python -m kiln.data_card --data {data} --catalog PATH/TO/ASSETS --out {args.out}"
    args.out.write_text(card(sets, read_catalog(args.catalog), command, folder.name))
    print(f"{sum(len(s.items) for s in sets)} items of {len(sets)} sets -> {args.out}")


if __name__ == "__main__":
    main()
