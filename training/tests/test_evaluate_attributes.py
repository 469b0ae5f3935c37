"""What prompts name, and the colour rule on painted solids."""

import numpy as np
import pytest

from kiln.evaluate.attributes import colors, contradict, count, main_colors, with_count
from kiln.evaluate.colours import has_colors, oklab, shares
from kiln.grammar.base import COLORS
from kiln.grammar.shapes import box
from kiln.mesh import normalise
from kiln.rasterise import viewset


@pytest.mark.parametrize(
    ("prompt", "named", "main"),
    [
        ("a red race car", ["red"], ["red"]),
        ("a Dark Green tank with white stars", ["dark green", "white"], ["dark green"]),
        ("a castle with red roofs on a green hill", ["red", "green"], []),
        ("black and tan dachshund wearing a blue collar", ["black", "tan", "blue"], ["black", "tan"]),
        ("a grey elephant", ["gray"], ["gray"]),
        ("a red panda", [], []),
        ("a stared redwood", [], []),
    ],
)
def test_colors_of_prompts(prompt, named, main):
    assert colors(prompt) == named
    assert main_colors(prompt) == main


def test_count_is_of_prompts_with_one_number():
    assert count("a castle with four towers") == "four"
    assert count("a castle") is None
    assert count("two towers and three flags") is None
    assert with_count("a castle with four towers", "two") == "a castle with two towers"


def test_contradictions_change_one_word():
    rng = np.random.default_rng(0)
    assert contradict("a castle", rng) is None
    for _ in range(50):
        false = contradict("a light blue car", rng)
        assert false not in ("a light blue car", "a blue car")
        assert colors(false) and false.endswith(" car")
        assert count(contradict("three mushrooms", rng)) not in ("three", None)


def test_oklab_of_white_and_of_red():
    np.testing.assert_allclose(oklab(np.ones(3)), [1, 0, 0], atol=1e-4)
    np.testing.assert_allclose(oklab(np.array([1.0, 0, 0])), [0.62796, 0.22486, 0.12585], atol=1e-4)


@pytest.mark.parametrize("name", COLORS)
def test_a_painted_box_has_its_color_under_baked_light(name):
    v = viewset(normalise(box(1, 1, 1, COLORS[name])), 16)
    assert has_colors(v, [name])
    share = shares(v)
    assert sum(share.values()) == pytest.approx(1)
    others = [n for n in COLORS if n.split()[-1] != name.split()[-1]]
    # Shade may take a colour for its neighbour (orange for brown, white for gray), never for most others.
    assert sum(has_colors(v, [n]) for n in others) <= 2


def test_two_colors_are_both_there_and_a_third_is_not():
    v = viewset(normalise(box(1, 1, 1, COLORS["red"])), 16)
    v[2, ..., 3:] = np.tile(COLORS["blue"], 2)
    assert has_colors(v, ["red", "blue"])
    assert not has_colors(v, ["red", "green"])


def test_an_empty_object_has_no_color():
    assert not has_colors(np.zeros((3, 8, 8, 9), np.float32), ["black"])
