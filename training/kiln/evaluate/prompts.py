"""The fixed list of held-out prompts, and the real objects that they were written about.

    python -m kiln.evaluate.prompts --data cache/retrieval

writes prompts.json beside this file: `{"prompts": [{"prompt", "kind", "object"}, ...]}`. The objects are drawn from
the held-out items of a grammar set, whose combinations of choices no training set holds (`dataset.held_out`). Only
their names (generator/seed) are stored: the grammar makes them again. So run this again when the grammar changes;
figures of different lists do not compare.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import defaultdict
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from kiln.dataset import Item, held_out
from kiln.grammar.base import Sample
from kiln.grammar.kinds import GENERATORS
from kiln.mesh import normalise
from kiln.rasterise import viewset

LIST = Path(__file__).parent / "prompts.json"
COUNT = 200

# The prompts that every report shows, whatever the list.
NAMED = (
    "a standing corgi dog",
    "a castle on a hill",
    "a race car",
    "a red race car",
    "a green race car",
    "a wooden chair",
    "a sailing boat",
    "a windmill",
    "a pine tree",
    "a burger",
)


@dataclass(frozen=True)
class Prompt:
    """A caption of the grammar's object `object` ("generator/seed"), which is of kind `kind`."""

    prompt: str
    kind: str
    object: str


def make_object(name: str) -> Sample:
    """The grammar's object "generator/seed", the same as in a set. Raises KeyError for an unknown generator."""
    kind, _, seed = name.partition("/")
    key = int(hashlib.sha256(kind.encode()).hexdigest()[:8], 16)
    return GENERATORS[kind](np.random.default_rng([key, int(seed)]))


def choose_caption(captions: tuple[str, ...], taken: set[str], rng: np.random.Generator) -> str | None:
    """One of the captions that are not taken, of four words or more if there is any; None if all are taken."""
    free = [c for c in captions if c.lower() not in taken]
    if not free:
        return None
    return str(rng.choice([c for c in free if len(c.split()) >= 4] or free))


def choose(count: int, items: list[Item]) -> list[Prompt]:
    """`count` distinct prompts about held-out items of a grammar set, dealt evenly over the kinds; new combinations
    before repeated ones.

    Raises ValueError if the items are too few.
    """
    rng = np.random.default_rng(0)
    waiting: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        if item.split == "val":
            waiting[item.kind].append(item)
    taken: set[str] = set()
    combinations: set[str] = set()
    chosen: list[Prompt] = []
    while len(chosen) < count and waiting:
        for kind in sorted(waiting):
            # An item whose combination was taken before waits behind the others, once.
            for item in list(waiting[kind]):
                waiting[kind].remove(item)
                generator = item.id.partition("/")[0]
                sample = make_object(item.id) if generator in GENERATORS else None
                combination = f"{generator} {sample.combination}" if sample else ""
                if sample is None or not held_out(combination):
                    continue  # the grammar has changed since the set was made
                if combination in combinations and item.id not in combinations:
                    combinations.add(item.id)
                    waiting[kind].append(item)
                    continue
                caption = choose_caption(sample.captions, taken, rng)
                if caption is not None:
                    combinations.add(combination)
                    taken.add(caption.lower())
                    chosen.append(Prompt(caption, kind, item.id))
                    break
            if not waiting[kind]:
                del waiting[kind]
            if len(chosen) == count:
                break
        print(f"{len(chosen)} of {count} prompts, {len(waiting)} kinds left", flush=True)
    if len(chosen) < count:
        raise ValueError(f"only {len(chosen)} distinct held-out prompts; build a larger set")
    return sorted(chosen, key=lambda p: (p.kind, p.object))


def read(path: Path = LIST) -> list[Prompt]:
    """The committed list."""
    return [Prompt(**row) for row in json.loads(path.read_text())["prompts"]]


def references(prompts: list[Prompt], resolution: int) -> np.ndarray:
    """The real objects of the prompts as natural viewsets, [N, 3, R, R, 9].

    Raises ValueError if the grammar no longer makes the object that a prompt was written about.
    """
    out = np.empty((len(prompts), 3, resolution, resolution, 9), np.float32)
    for i, p in enumerate(prompts):
        sample = make_object(p.object) if p.object.partition("/")[0] in GENERATORS else None
        if sample is None or p.prompt not in sample.captions:
            raise ValueError(
                f'the grammar has changed: "{p.prompt}" is no caption of {p.object} any more. '
                "Build a set and run python -m kiln.evaluate.prompts, then evaluate again"
            )
        out[i] = viewset(normalise(sample.mesh), resolution)
        if (i + 1) % 50 == 0:
            print(f"{i + 1} of {len(prompts)} real objects made", flush=True)
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, nargs="+", required=True, help="sets made by kiln.dataset grammar")
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--out", type=Path, default=LIST)
    args = parser.parse_args()
    lines = [line for folder in args.data for line in (folder / "items.jsonl").read_text().splitlines()]
    items = [Item(**json.loads(line)) for line in lines]
    chosen = choose(args.count, items)
    rows = ",\n".join("  " + json.dumps(asdict(p)) for p in chosen)
    args.out.write_text('{ "prompts": [\n' + rows + "\n] }\n")
    print(f"{len(chosen)} prompts over {len({p.kind for p in chosen})} kinds -> {args.out}")


if __name__ == "__main__":
    main()
