"""Variants of captions stay true, readable to the encoder, and differ from what was there."""

import re

import numpy as np
import pytest

from kiln.captions import (
    VARIANTS,
    drop_articles,
    fix_articles,
    generalise,
    reorder,
    singular_slip,
    slip,
    synonym,
    vary,
)
from kiln.synonyms import ADJECTIVES, GENERAL, NOUNS
from kiln.text import TextEncoder

CASTLE = ("castle", "a gray stone castle with four towers and blue roofs", "a gray castle on a hill")


def outcomes(rule, caption, times=80):
    return {rule(caption, np.random.default_rng(seed)) for seed in range(times)}


def test_originals_come_first_and_variants_are_new():
    for seed in range(50):
        varied = vary(CASTLE, np.random.default_rng(seed))
        assert varied[: len(CASTLE)] == CASTLE
        assert len(CASTLE) <= len(varied) <= len(CASTLE) + VARIANTS
        assert len({c.lower() for c in varied}) == len(varied)


def test_the_same_seed_gives_the_same_variants():
    assert vary(CASTLE, np.random.default_rng(7)) == vary(CASTLE, np.random.default_rng(7))


def test_no_captions_are_refused():
    with pytest.raises(ValueError, match="at least one caption"):
        vary((), np.random.default_rng(0))


def test_most_variants_use_only_known_words():
    true_of_all = "the 3d model of make create i want in 4 grey building charcoal tower"
    known = set(re.findall(r"[a-z0-9-]+", " ".join([*CASTLE, true_of_all])))
    variants = [v for s in range(300) for v in vary(CASTLE, np.random.default_rng(s))[len(CASTLE) :]]
    strange = [v for v in variants if set(re.findall(r"[a-z0-9-]+", v.lower())) - known]
    assert len(variants) > 400
    assert 0.02 < len(strange) / len(variants) < 0.12  # these are the slips, and nothing else


@pytest.mark.parametrize(
    ("caption", "expected"),
    [
        ("a train car", {"a train car"}),
        ("a car park", {"a car park"}),
        ("a red car with stripes", {"a red automobile with stripes", "a red auto with stripes"}),
        ("a dark gray sofa", {"a dark gray couch", "a dark grey sofa", "a charcoal sofa"}),
        ("an aeroplane", {"an airplane", "a plane"}),
        ("a race car", {"a racing car", "a racecar", "a race-car"}),
        (
            "a charcoal grill on carpet tiles",
            {"a dark gray grill on carpet tiles", "a dark grey grill on carpet tiles"},
        ),
    ],
)
def test_synonyms_replace_whole_phrases_in_their_place(caption, expected):
    assert outcomes(synonym, caption) == expected


def test_synonym_groups_do_not_overlap():
    for table in (ADJECTIVES, NOUNS):
        phrases = [phrase for group in table for phrase in group]
        assert len(phrases) == len(set(phrases))
    assert not any(general in nouns.split(",") for general, nouns in GENERAL.items())


def test_general_words():
    assert outcomes(generalise, "a red sports car") == {"a red car", "a red vehicle"}
    assert outcomes(generalise, "an owl") == {"an animal", "a bird"}
    assert outcomes(generalise, "a corgi with a ball") == {"a corgi with a ball"}


def test_colour_moves_behind_its_noun():
    assert outcomes(reorder, "a dark green car") == {"a car in dark green", "a car, dark green", "car dark green"}
    assert outcomes(reorder, "a red panda") == {"a red panda"}
    assert outcomes(reorder, "a red car with a roof") == {"a red car with a roof"}


def test_articles():
    assert (
        fix_articles("an red car with a orange stripe and a unicorn") == "a red car with an orange stripe and a unicorn"
    )
    assert outcomes(drop_articles, "a castle on a hill") == {
        "castle on a hill",
        "castle on hill",
        "the castle on a hill",
    }


def test_forgotten_plural():
    assert singular_slip("a castle with four round towers") == "a castle with four round tower"
    assert singular_slip("a house with glass") == "a house with glass"


def test_slips_touch_one_letter_of_one_long_word_and_never_its_first():
    for wrong in outcomes(slip, "a red castle", 200):
        word = wrong.removeprefix("a red ")
        assert word[0] == "c" and len(word) in (5, 6, 7) and word != "castle"
    assert outcomes(slip, "a red car") == {"a red car"}


def test_capitals_are_the_same_to_the_encoder():
    encoder = TextEncoder()
    assert encoder.ids("A Castle On A HILL") == encoder.ids("a castle on a hill")
