"""Assets get the grammar's kind where they are one of its kinds, and keep their category where they are not."""

import pytest

from kiln.asset_kinds import _KIND_OF, asset_kind
from kiln.grammar.kinds import GENERATORS


@pytest.mark.parametrize(
    ("name", "category", "kind"),
    [
        ("small blue delivery truck", "vehicle", "truck"),
        ("green race car", "vehicle", "race car"),
        ("train car with a blue container", "vehicle", "vehicle"),
        ("car wheel", "vehicle", "vehicle"),
        ("luxury SUV", "vehicle", "car"),
        ("castle with a blue roof", "building", "castle"),
        ("castle drawbridge", "building", "building"),
        ("desktop computer tower", "building", "building"),
        ("tank", "vehicle", "tank"),
        ("water tank", "prop", "prop"),
        ("bookcase full of books", "furniture", "shelf"),
        ("chest of drawers", "furniture", "dresser"),
        ("autumn oak tree", "plant", "autumn tree"),
        ("snow-covered pine tree", "plant", "pine tree"),
        ("alien blob tree", "plant", "plant"),
        ("group of trees", "plant", "plant"),
        ("T-Rex dinosaur", "animal", "dinosaur"),
        ("goblin shark", "animal", "shark"),
        ("fish", "food", "food"),
        ("axe", "weapon", "weapon"),
    ],
)
def test_kind(name, category, kind):
    assert asset_kind({"name": name, "category": category}) == kind


def test_without_a_name_the_first_caption_tells():
    assert asset_kind({"captions": ["a red sofa", "a couch"], "category": "furniture"}) == "sofa"


def test_every_kind_is_one_of_the_grammars():
    kinds = {kind for endings in _KIND_OF.values() for kind in endings.values()} - {"-"}
    assert kinds <= set(GENERATORS)
