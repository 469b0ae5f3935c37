"""The colours that captions name are those that the objects show."""

import numpy as np
import pytest
from visible_colors import COLORS, NAMES, Shown, oklab, part_colors, whole_color

from kiln.grammar.kinds import GENERATORS
from kiln.grammar.solids import blocks
from kiln.mesh import merge

SEEDS = range(5)
BUILDINGS = ("barn", "castle", "church", "house", "tower", "windmill")
# In these the words before "with" or "beside" name only one of several objects.
COMPOSED = ("castle on a hill", "dog house", "well", "with a tree")


@pytest.mark.parametrize("kind", sorted(set(GENERATORS) - set(COMPOSED)))
def test_whole_object_colors_cover_the_object(kind):
    wrong, tested = [], 0
    for seed in SEEDS:
        sample = GENERATORS[kind](np.random.default_rng([11, seed]))
        named = {caption: color for caption in sample.captions if (color := whole_color(caption))}
        tested += bool(named)
        if not named:
            continue
        shown = Shown(sample.mesh, kind in BUILDINGS)
        for caption, color in named.items():
            share = shown.share(color)
            rival, other = shown.rival(color)
            if share < 0.12 or (other > 1.25 * share and rival not in caption):
                wrong.append(f"{caption!r}: {share:.2f}, {rival} {other:.2f}")
                break
    assert len(wrong) <= 0.2 * tested, wrong


@pytest.mark.parametrize("kind", sorted(GENERATORS))
def test_colors_of_parts_can_be_seen(kind):
    unseen, tested = [], 0
    for seed in SEEDS:
        sample = GENERATORS[kind](np.random.default_rng([13, seed]))
        named = {color for caption in sample.captions for color in part_colors(caption)}
        tested += bool(named)
        shown = Shown(sample.mesh) if named else None
        unseen += [f"{color} of {sample.captions}" for color in named if shown.share(color) < 0.008]
    assert len(unseen) <= 0.2 * tested, unseen


def test_whole_color_reads_only_what_is_said_of_the_whole():
    assert whole_color("a red race car with a white stripe") == "red"
    assert whole_color("light blue sofa") == "light blue"
    assert whole_color("a light brown wooden chair") == "tan"
    assert whole_color("a red and white bus") is None
    assert whole_color("a castle with red roofs") is None
    assert whole_color("a gray castle on a green hill") is None
    assert whole_color("a standing red fox") is None
    assert part_colors("a red race car with a white stripe") == ["white"]
    assert part_colors("a wolf with yellow eyes") == []


def test_shown_tells_colors_by_area():
    cubes = [blocks([(0, 0, 0)], (1, 1, 1), COLORS[name]) for name in ("red", "dark green")]
    assert Shown(cubes[0]).share("red") > 0.98 and Shown(cubes[0]).rival("blue")[0] == "red"
    assert Shown(cubes[1]).share("green") > 0.98
    house = [blocks([(0, -0.25, 0)], (1, 0.5, 1), COLORS["yellow"]), blocks([(0, 0.25, 0)], (1, 0.5, 1), COLORS["red"])]
    assert Shown(merge(house), walls=True).share("yellow") > 0.98
    assert 0.3 < Shown(merge(house)).share("yellow") < 0.5


def test_every_named_color_is_nearest_to_itself():
    lab = oklab(np.array(list(COLORS.values())))
    distance = np.linalg.norm(lab[:, None] - lab, axis=-1) + 9 * np.eye(len(NAMES))
    assert distance.min() > 0.07
    assert np.allclose(oklab(np.array([[1.0, 1.0, 1.0]])), [[1, 0, 0]], atol=1e-3)
