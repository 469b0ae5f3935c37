"""Sets that grow while a training draws from them: their shares, and the thread that looks for more."""

import json
import threading
import time
from collections import Counter
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import torch

from kiln.dataset import Dataset, Item
from kiln.pool import Pool, Watch, item_weights, keep_for, source_of


class Words:
    """Stands in for the text encoder. It may be told to wait, as a large set would let it."""

    device = torch.device("cpu")
    config = SimpleNamespace(tokens=24, width=512)
    digest = "words"

    def __init__(self) -> None:
        self.begun, self.go_on, self.calls, self.done = threading.Event(), threading.Event(), 0, 0
        self.go_on.set()

    def encode(self, captions: list[str]) -> list[np.ndarray]:
        self.calls += 1
        self.begun.set()
        self.go_on.wait(10)
        self.done += 1
        return [np.full((2, 512), len(c), np.float32) for c in captions]


def items_of(*kinds: str, split: str = "train") -> list[Item]:
    return [Item(f"{k}/{i}", k, (f"a {k}", f"{k} {i}"), split, "here", "CC0-1.0") for i, k in enumerate(kinds)]


def write_set(folder: Path, items: list[Item], photos: int = 0) -> Path:
    """A toy set that appears whole, as `kiln.gpu.build` lets its shards appear."""
    made = folder.parent.parent / "made" / folder.name
    made.mkdir(parents=True)
    np.save(made / "viewsets.npy", np.zeros((len(items), 3, 4, 4, 9), np.uint8))
    if photos:
        np.save(made / "photos.npy", np.zeros((len(items), photos, 8, 8, 4), np.uint8))
        np.save(made / "cameras.npy", np.zeros((len(items), photos, 3), np.float32))
    (made / "items.jsonl").write_text("".join(json.dumps(i.__dict__) + "\n" for i in items))
    folder.parent.mkdir(exist_ok=True)
    made.rename(folder)
    return folder


def opened(tmp_path: Path, name: str, *kinds: str) -> Dataset:
    return Dataset.open(write_set(tmp_path / "sets" / name, items_of(*kinds)), Words())


def await_growth(watch: Watch, pools: tuple[Pool, Pool], seconds: float = 10) -> list[bool]:
    """What `take` says once something was found."""
    deadline = time.time() + seconds
    while time.time() < deadline:
        grew = watch.take(pools)
        if any(grew):
            return grew
        time.sleep(0.02)
    raise AssertionError(f"nothing was found in {seconds} s")


def test_a_kind_counts_by_the_root_of_its_number_and_its_focus():
    items = items_of(*["cup"] * 9, *["dog"] * 4, "tree")
    weights = item_weights(items, {})
    assert weights.sum() == pytest.approx(1)
    part = {k: weights[[i.kind == k for i in items]].sum() for k in ("cup", "dog", "tree")}
    assert part == pytest.approx({"cup": 3 / 6, "dog": 2 / 6, "tree": 1 / 6})
    assert np.ptp(weights[:9]) == 0
    focused = item_weights(items, {"dog": 3})
    assert focused.sum() == pytest.approx(1)
    assert focused[9:13].sum() == pytest.approx(6 / 10) and focused[:9].sum() == pytest.approx(3 / 10)


def test_a_source_keeps_its_share_whatever_is_added(tmp_path):
    pool, owners = Pool(), []
    sets = [("grammar", 0.75, 3), ("assets", 0.25, 2), ("grammar", 0.75, 8), ("grammar", 0.75, 1), ("assets", 0.25, 5)]
    for number, (source, share, count) in enumerate(sets):
        data = opened(tmp_path, f"{source}-{number:03}", *[f"kind {number}"] * count)
        pool.add(source, share, data, item_weights(data.items, {}))
        owners += [(source, number)] * count
        assert len(pool.weights) == len(pool.data.items) == len(pool.data.viewsets) == len(owners)
        shares, of_set = Counter(), Counter()
        for owner, weight in zip(owners, pool.weights, strict=True):
            shares[owner[0]] += weight
            of_set[owner] += weight
        assert shares == pytest.approx({s: share for s, share, _ in sets[: number + 1]})
        for owner, weight in of_set.items():
            assert weight == pytest.approx(shares[owner[0]] / sum(o[0] == owner[0] for o in of_set))
    assert [i.kind for i in pool.data.items] == [f"kind {number}" for _, number in owners]  # weights are in this order


def test_captions_stay_with_their_items_when_sets_are_added(tmp_path):
    pool, words = Pool(), ("cup", "cat", "tree house", "windmill on a hill")
    for number, kinds in enumerate((words[:2], words[2:])):
        data = opened(tmp_path, f"grammar-{number:03}", *kinds)
        pool.add("grammar", 1, data, item_weights(data.items, {}))
    for item, rows in zip(pool.data.items, pool.data.captions_of, strict=True):
        assert list(pool.data.tokens[rows, 0, 0]) == [len(c) for c in item.captions]
        assert list(pool.data.lengths[rows]) == [2, 2]


@pytest.mark.parametrize(
    ("folder", "source"),
    [
        ("cache/gpu-128/grammar-003", "grammar"),
        ("cache/gpu-128/grammar-photos-1003", "grammar-photos"),
        ("cache/grammar-photos", "grammar-photos"),
        ("cache/assets", "assets"),
    ],
)
def test_shards_of_one_sort_have_one_source(folder, source):
    assert source_of(Path(folder)) == source


def test_what_is_left_out_is_no_part_of_a_split():
    keep = keep_for({"cup": 0, "dog": 2}, "train")
    assert [keep(i) for i in items_of("cup", "dog", "tree")] == [False, True, True]
    assert not any(keep(i) for i in items_of("dog", split="val"))


def test_a_watch_takes_in_what_appears(tmp_path):
    root = tmp_path / "sets"
    first = write_set(root / "grammar-000", items_of("cup", "dog"))
    shares, focus, words = {"grammar": 0.7, "assets": 0.3, "assets-photos": 1.0}, {"prop": 0, "dog": 3}, Words()
    pools = (Pool(), Pool())
    data = Dataset.open(first, words, keep_for(focus, "train"))
    pools[0].add("grammar", 0.7, data, item_weights(data.items, focus))
    watch = Watch(root, [first], shares, focus, words)
    try:
        assert watch.take(pools) == [False, False]
        write_set(root / "grammar-001", [*items_of("cup", "dog", "prop"), *items_of("dog", split="val")])
        assert await_growth(watch, pools) == [True, False]
        assert [i.kind for i in pools[0].data.items] == ["cup", "dog"] * 2  # nothing held out or left out
        assert pools[0].weights == pytest.approx([0.7 / 8, 0.7 * 3 / 8] * 2)
        assert watch.take(pools) == [False, False]
        write_set(root / "assets-photos-000", items_of("tree"), photos=2)
        assert await_growth(watch, pools) == [False, True]
        assert pools[1].data.photos.shape == (1, 2, 8, 8, 4) and list(pools[1].weights) == [1]
        assert len(pools[0].data.items) == 4
    finally:
        watch.close()


def test_a_watch_leaves_alone_what_is_not_whole_or_not_asked_for(tmp_path):
    root = tmp_path / "sets"
    known = write_set(root / "grammar-000", items_of("cup"))
    for name in ("grammar-001.partial", "grammar.partial", "other-000", "grammar-photos-000"):
        write_set(root / name, items_of("cup"))
    (root / "grammar-002").mkdir()  # has no items.jsonl yet
    time.sleep(0.02)
    write_set(root / "grammar-003", items_of("tree"))  # the newest: the others are looked at before it
    pools, words = (Pool(), Pool()), Words()
    watch = Watch(root, [known], {"grammar": 1.0, "grammar.partial": 1.0}, {}, words)
    try:
        assert await_growth(watch, pools) == [True, False]
    finally:
        watch.close()
    assert [i.kind for i in pools[0].data.items] == ["tree"] and words.calls == 1


def test_what_fails_while_watching_is_told_to_the_training(tmp_path):
    root = tmp_path / "sets"
    write_set(root / "grammar-000", items_of("cup", split="val"))
    pools = (Pool(), Pool())
    watch = Watch(root, [], {"grammar": 1.0}, {}, Words())
    try:
        with pytest.raises(ValueError, match="grammar-000 has too few items"):
            await_growth(watch, pools)
    finally:
        watch.close()
    assert pools[0].data is None


def test_closing_waits_for_the_set_that_is_being_opened_and_opens_no_more(tmp_path):
    root, words, threads = tmp_path / "sets", Words(), threading.active_count()
    for number in range(2):
        write_set(root / f"grammar-{number:03}", items_of("cup"))
    words.go_on.clear()
    watch = Watch(root, [], {"grammar": 1.0}, {}, words)
    assert words.begun.wait(10) and threading.active_count() == threads + 1
    later = threading.Timer(0.2, words.go_on.set)
    later.start()
    watch.close()
    assert words.calls == words.done == 1
    later.join()
    assert threading.active_count() == threads
