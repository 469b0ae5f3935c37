"""The index of what the model knows: captions of its training data, found again by their meaning.

    python -m kiln.caption_index --assets ../../shared/assets

writes models/captions: manifest.json, captions.json (the texts) and captions.safetensors, int8 `embedding` [N, 512]
with `embedding.scale` [N]. A caption's embedding is the mean of its tokens (kiln.text), of length 1; `src/model/
captions/` pools a prompt in the same way. The manifest names the text encoder that it belongs to and `far`, the
cosine similarity below which a prompt has nothing near it, chosen here: see docs/decisions/0011.

Captions come straight from the grammar and the catalogue, without the variants that `kiln.captions` makes, and are of
training's split only. Of each kind the one written most often is taken, then those that lie farthest from all taken
before (Gonzalez, "Clustering to Minimize the Maximum Intercluster Distance", 1985): so a few cover much.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections import Counter
from pathlib import Path

import numpy as np
import safetensors.numpy

from kiln.dataset import held_out
from kiln.evaluate.prompts import make_object, read
from kiln.grammar.kinds import GENERATORS
from kiln.manifest import file_entry
from kiln.pack import read_catalog
from kiln.text import DIRECTORY as ENCODER
from kiln.text import TextEncoder

FOLDER = ENCODER.parent / "captions"
OFF_DOMAIN = Path(__file__).parent / "evaluate" / "off_domain.json"

COUNT = 2500
PER_KIND = 12
WORDS_MAX = 7
# What a catalogue adds to a name to say how it is drawn.
_STYLE = re.compile(r"\b(?:low[- ]?poly|3d|model|asset|stylized|cartoon|voxel|mostly|simple)\b|,")

FALSE_ALARMS = 0.02
"""The share of held-out prompts that may be called far; `far` is the largest threshold that keeps to it."""


def pool(tokens: np.ndarray) -> np.ndarray:
    """The mean of a prompt's tokens [T, width], of length 1; zeros for no tokens."""
    mean = tokens.sum(0) / max(1, len(tokens))
    return mean / max(float(np.linalg.norm(mean)), 1e-9)


def embed(encoder: TextEncoder, captions: list[str]) -> np.ndarray:
    """[N, width] of length 1 each."""
    return np.stack([pool(tokens) for tokens in encoder.encode(captions)])


def quantise(rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Rows as int8 and the scale of each: row = int8 · scale."""
    scale = (np.abs(rows).max(1) / 127).astype(np.float32)
    return np.rint(rows / scale[:, None]).astype(np.int8), scale


def farthest_first(rows: np.ndarray, start: np.ndarray, count: int) -> list[int]:
    """Up to `count` indices of rows [N, width], each the farthest from `start` [M, width] and from those before it.
    With no start the first row is the first. Rows that coincide with a taken one are left out."""
    nearest = (rows @ start.T).max(1) if len(start) else np.full(len(rows), -1.0)
    taken: list[int] = []
    while len(taken) < min(count, len(rows)):
        at = int(nearest.argmin())
        if nearest[at] > 0.999:
            break
        taken.append(at)
        nearest = np.maximum(nearest, rows @ rows[at])
    return taken


def is_plain(caption: str) -> bool:
    """Short, and about the thing rather than its style."""
    return len(caption.split()) <= WORDS_MAX and not _STYLE.search(caption)


def grammar_captions(seeds: int) -> dict[str, list[str]]:
    """For each kind the plain captions of its first `seeds` objects that training may see, the commonest first."""
    captions: dict[str, list[str]] = {}
    for kind in GENERATORS:
        samples = [make_object(f"{kind}/{seed}") for seed in range(seeds)]
        seen = [s for s in samples if not held_out(f"{kind} {s.combination}")]
        count = Counter(c.lower() for s in seen for c in set(s.captions) if is_plain(c))
        captions[kind] = sorted(count, key=lambda c: (-count[c], len(c), c))
    return captions


def asset_captions(rows: list[dict], split: str) -> list[str]:
    """The plain names of a catalogue's assets, the first caption of each."""
    names = (row["captions"][0].lower() for row in rows if row["split"] == split)
    return sorted({name for name in names if is_plain(name)})


def choose(encoder: TextEncoder, of_kind: dict[str, list[str]], of_assets: list[str]) -> tuple[list[str], np.ndarray]:
    """The captions of the index and their embeddings: PER_KIND of each kind, then assets up to COUNT."""
    chosen: list[str] = []
    for captions in of_kind.values():
        new = [c for c in captions if c not in set(chosen)]
        taken = farthest_first(embed(encoder, new), np.zeros((0, encoder.config.width)), PER_KIND) if new else []
        chosen += [new[i] for i in taken]
    start = embed(encoder, chosen)
    new = [c for c in of_assets if c not in set(chosen)]
    rows = embed(encoder, new)
    taken = farthest_first(rows, start, COUNT - len(chosen))
    return chosen + [new[i] for i in taken], np.concatenate([start, rows[taken]])


def best(encoder: TextEncoder, index: np.ndarray, prompts: list[str]) -> np.ndarray:
    """The similarity of each prompt to what is nearest to it."""
    return (embed(encoder, prompts) @ index.T).max(1)


def report(far: float, held: np.ndarray, others: dict[str, np.ndarray]) -> str:
    """Which share of each list is called far at thresholds around the chosen one, as a Markdown table."""
    lists = {"held-out prompts": held, **others}
    lines = ["| threshold | " + " | ".join(f"{name} ({len(s)})" for name, s in lists.items()) + " |"]
    lines.append("|---" * (len(lists) + 1) + "|")
    for threshold in sorted({*np.arange(0.5, 0.86, 0.05).round(2), far}):
        shares = " | ".join(f"{100 * (s < threshold).mean():.1f} %" for s in lists.values())
        lines.append(f"| {threshold:.2f}{' (chosen)' if threshold == far else ''} | {shares} |")
    for name, scores in others.items():
        auc = (held[:, None] > scores).mean() + 0.5 * (held[:, None] == scores).mean()
        lines.append(f"area under the curve, held-out prompts against {name}: {auc:.3f}")
    return "\n".join(lines)


def write(folder: Path, captions: list[str], rows: np.ndarray, far: float) -> None:
    """The index as a folder that `src/model/captions/load.ts` reads."""
    embedding, scale = quantise(rows)
    folder.mkdir(parents=True, exist_ok=True)
    weights, texts = folder / "captions.safetensors", folder / "captions.json"
    weights.write_bytes(safetensors.numpy.save({"embedding": embedding, "embedding.scale": scale}))
    texts.write_text(json.dumps(captions, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    files = json.loads((ENCODER / "manifest.json").read_text(encoding="utf-8"))["files"]
    encoder = hashlib.sha256("".join(file["sha256"] for file in files).encode()).hexdigest()
    manifest = {
        "format": 1,
        "name": "captions",
        "kind": "caption-index",
        "config": {"width": rows.shape[1], "far": far, "encoder": encoder, "captions": file_entry(texts)},
        "files": [file_entry(weights)],
        "training": {"kinds": len(GENERATORS), "captions": len(captions)},
        "licence": "MIT",
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--assets", type=Path, required=True, help="the folder (or pack) with the catalogue")
    parser.add_argument("--seeds", type=int, default=40, help="objects of each kind to take captions from")
    parser.add_argument("--out", type=Path, default=FOLDER)
    args = parser.parse_args()
    encoder, rows = TextEncoder(), read_catalog(args.assets)
    captions, embedding = choose(encoder, grammar_captions(args.seeds), asset_captions(rows, "train"))
    held = best(encoder, embedding, [p.prompt for p in read()])
    far = float(np.floor(100 * np.quantile(held, FALSE_ALARMS)) / 100)
    write(args.out, captions, embedding, far)
    off = best(encoder, embedding, json.loads(OFF_DOMAIN.read_text())["prompts"])
    assets = best(encoder, embedding, asset_captions(rows, "val"))
    print(report(far, held, {"off-domain prompts": off, "held-out assets": assets}))
    print(f"{len(captions)} captions -> {args.out}")


if __name__ == "__main__":
    main()
