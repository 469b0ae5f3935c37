"""The data card counts what is in the sets, credits whom it must, and shows only what it may; coverage of prompts."""

import json

import numpy as np
import pytest
from PIL import Image

from kiln.coverage import COCO, MODELNET, PROMPTS, Vocabulary, color_shares, coverage, stem, words
from kiln.data_card import CC0, Set, by_kind, card, credits, fullest, picture, table
from kiln.dataset import Item

CHAIR = ("chair", "a red chair with four legs", "a red seat", "red chari")


def item(
    name: str, kind: str, split: str = "train", source: str = "grammar", licence: str = CC0, captions=CHAIR
) -> Item:
    return Item(f"{source}/{name}", kind, captions, split, source, licence)


def row(name: str, pack: str, author: str, licence: str = CC0) -> dict:
    return {"id": f"{pack}/{name}", "name": name, "pack": pack, "author": author, "license": licence, "source": "s.org"}


ITEMS = [
    item("1", "chair"),
    item("2", "chair", "val"),
    item("3", "castle"),
    item("oak", "tree", source="woods"),
    item("oak", "tree", source="woods"),
    item("elm", "tree", source="mixed", licence="CC-BY-3.0"),
]
CATALOG = [
    row("oak", "woods", "Ann"),
    row("elm", "mixed", "Bob", "CC-BY-3.0"),
    row("ash", "mixed", "Cid"),
    row("unused", "mixed", "Dan", "CC-BY-4.0"),
]


@pytest.fixture
def folder(tmp_path):
    cube = np.zeros((len(ITEMS), 3, 8, 8, 9), np.uint8)
    cube[..., 2:6, 2:6, :] = (255, 191, 64, *[200, 20, 20] * 2)  # from -1/4 to 1/4 along every axis, red
    np.save(tmp_path / "viewsets.npy", cube)
    np.save(tmp_path / "photos.npy", np.zeros((len(ITEMS), 2, 1, 1, 4), np.uint8))
    (tmp_path / "items.jsonl").write_text("".join(json.dumps(i.__dict__) + "\n" for i in ITEMS))
    return tmp_path


def test_card_counts_objects_versions_and_photos(folder):
    text = card([Set.read(folder)], CATALOG, "make card", "data")
    assert "5 objects in 6 versions (5 to train on, 1 held out)" in text
    assert "12 photos" in text and "make card" in text and "(data/grammar.png)" in text
    assert "| Ann | CC0-1.0 | 1 | 1 |" in text
    assert "elm" in text and "Bob, CC-BY-3.0" in text and "Dan" not in text
    assert "$" not in text


def test_a_folder_without_a_set_is_refused(tmp_path):
    with pytest.raises(FileNotFoundError, match="python -m kiln.dataset"):
        Set.read(tmp_path)


def test_pictures_show_each_kind_that_may_be_shown(folder):
    sets = [Set.read(folder)]
    picture(sets, lambda i: i.licence == CC0 and i.source != "grammar", 1, folder / "new" / "assets.png")
    assert Image.open(folder / "new" / "assets.png").size == (1280, 128 + 26)
    picture(sets, lambda i: True, 100, folder / "all.png")
    shown = np.asarray(Image.open(folder / "all.png").convert("RGB"))[:128].reshape(128, 10, 128, 3)
    objects = len({i.id for i in ITEMS})  # a second version of one is not shown
    assert [(shown[:, cell] != shown[0, 0, 0]).any() for cell in range(10)] == [i < objects for i in range(10)]


def test_versions_of_an_object_count_once_by_kind():
    assert by_kind(ITEMS).splitlines()[2:] == ["| castle | 1 | 0 | chair | 1 | 1 | tree | 2 | 0 |"]


def test_credit_is_by_pack_of_one_author_or_by_model():
    rows = [row(str(i), "metro", "Mike", "CC-BY-4.0") for i in range(3)] + CATALOG
    lines = credits(rows).splitlines()
    assert lines[0] == "- 3 models of metro by Mike, CC-BY-4.0, s.org"
    assert lines[1] == '- "elm" by Bob, CC-BY-3.0, s.org'
    assert credits([row("oak", "woods", "Ann")]) == "- none in these sets"


def test_fullest_caption_is_exact_and_short():
    assert fullest(item("1", "chair")) == "a red chair with four legs"
    assert fullest(item("1", "chair", captions=("a chair",))) == "a chair"


def test_numbers_align_right():
    assert table(["a", "b"], [["x", 1]]).splitlines()[1] == "| --- | ---: |"


def test_words_and_stems():
    assert words("A T-rex, 2 chairs!") == ["a", "t-rex", "2", "chairs"]
    assert [stem(w) for w in ("roses", "boxes", "glass", "bus", "leaves")] == ["rose", "box", "glass", "bus", "leave"]


def test_coverage_counts_content_words():
    vocabulary = Vocabulary(["a red chair", "a sailing boat", "a nightstand"], often=1)
    assert vocabulary.has("chairs") and vocabulary.has("sailing boat") and vocabulary.has("night stand")
    assert not vocabulary.has("red boat")
    assert vocabulary.missing("a blue chair on the boats") == ["blue"]
    assert coverage(vocabulary, ["a red chair", "a blue chair"]) == (0.75, 0.5, ["blue"])
    assert not Vocabulary(["a chari"] * 2, often=3).has("chari")


def test_reference_lists_are_whole():
    assert len(PROMPTS) == len(set(PROMPTS)) == 70
    assert len(set(COCO)) == 80 and len(set(MODELNET)) == 40


def test_colour_shares_are_of_objects():
    shares = color_shares([("a red car", "red car"), ("a grey car",)])
    assert shares["red"] == shares["gray"] == 0.5 and shares["green"] == 0 and "grey" not in shares
