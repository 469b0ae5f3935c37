"""Recoloured meshes have the colours their new captions name, and nothing is recoloured that cannot be told apart."""

from dataclasses import replace

import numpy as np
import pytest

from kiln.augment import recolour, recolour_asset, stretch
from kiln.colors import FAMILY_OF, NAMES, from_oklab, mentions, name, oklab, rename, shares, surface_sample
from kiln.grammar.base import COLORS
from kiln.mesh import Mesh

RED, DARK_RED, WHITE, BLACK = (0.8, 0.1, 0.1), (0.35, 0.05, 0.05), (0.95, 0.95, 0.95), (0.05, 0.05, 0.05)
CAR = ("a car", "a red car", "a car, mostly red with white")


def quads(*colors: tuple[float, float, float]) -> Mesh:
    """Unit squares side by side, one of each colour."""
    square = np.array([[0, 0, 0], [1, 0, 0], [1, 1, 0], [0, 1, 0]], np.float32)
    positions = np.concatenate([square + (i, 0, 0) for i in range(len(colors))]).astype(np.float32)
    faces = np.concatenate([np.array([[0, 1, 2], [0, 2, 3]]) + 4 * i for i in range(len(colors))]).astype(np.int32)
    return Mesh(positions, faces, np.repeat(np.array(colors, np.float32), 6, 0).reshape(-1, 3, 3))


def textured(*colors: tuple[float, float, float]) -> Mesh:
    """The same squares, each over one texel of a shared texture."""
    mesh = quads(*colors)
    u = (np.repeat(np.arange(len(colors)), 2) + 0.5) / len(colors)
    uv = np.stack([np.broadcast_to(u[:, None], (len(u), 3)), np.full((len(u), 3), 0.5)], -1).astype(np.float32)
    image = (np.array(colors)[None] * 255).round().astype(np.uint8)
    texture = np.zeros(len(mesh.faces), np.int32)
    return replace(mesh, colors=np.ones_like(mesh.colors), uv=uv, texture=texture, textures=(image,))


def all_seeds(mesh, captions, colors, seeds=30, **options):
    return [r for s in range(seeds) if (r := recolour(mesh, captions, colors, np.random.default_rng(s), **options))]


@pytest.mark.parametrize("make", [quads, textured])
def test_captions_name_what_is_on_the_surface(make):
    mesh = make(RED, RED, RED, WHITE)
    results = all_seeds(mesh, CAR, [["red", 0.75], ["white", 0.25]])
    assert len(results) > 25
    for recoloured, captions in results:
        assert captions != CAR and captions[0] == "a car"
        measured = shares(surface_sample(recoloured, 400, np.random.default_rng(0)))
        first, second = mentions(captions[2])
        assert measured[first] == pytest.approx(0.75, abs=0.07)
        assert measured[second] == pytest.approx(0.25, abs=0.07)


def test_light_and_dark_parts_stay_so():
    mesh = quads(RED, RED, DARK_RED)
    captions = ("a van", "a van in red and dark red")
    for recoloured, _ in all_seeds(mesh, captions, [["red", 0.67], ["dark red", 0.33]]):
        light, _, dark = oklab(recoloured.colors[::2, 0])[:, 0]
        assert dark < light - 0.05


def test_articles_follow():
    captions = {c[1] for _, c in all_seeds(quads(RED), ("a car", "a red car"), [["red", 1.0]])}
    assert "an orange car" in captions and "a blue car" in captions


@pytest.mark.parametrize(
    ("mesh", "captions", "colors"),
    [
        (quads(RED), ("a fire truck", "a red fire truck"), [["red", 1.0]]),
        (quads(RED), ("a car", "a blue car"), [["blue", 1.0]]),
        (quads(RED), ("a car with a blue roof", "a red car with a blue roof"), [["red", 1.0]]),
        (quads(RED), ("a car",), [["red", 1.0]]),
        (quads(RED, *[(0.8, 0.1 + i / 60, 0.1) for i in range(9)]), ("a car", "a red car"), [["red", 0.3]]),
        (quads((0.5, 0.3, 0.15)), ("a wooden chair", "a brown wooden chair"), [["brown", 1.0]]),
        (
            replace(textured(RED, WHITE), colors=np.full((4, 3, 3), 0.8, np.float32)),
            CAR,
            [["red", 0.5], ["white", 0.5]],
        ),
    ],
    ids=["kind", "share", "unlisted", "unnamed", "gradient", "material", "tinted"],
)
def test_left_alone_where_not_certain(mesh, captions, colors):
    assert all_seeds(mesh, captions, colors) == []


def test_a_colour_in_the_name_must_be_the_only_one_of_its_hue():
    bottle = quads((0.1, 0.5, 0.5), (0.1, 0.5, 0.5), (0.2, 0.6, 0.2))
    assert (
        all_seeds(bottle, ("a green bottle", "a green bottle with some teal"), [["teal", 0.67], ["green", 0.33]]) == []
    )


def test_categories_limit_what_changes():
    row = {"captions": ["a man", "a man dressed in red and tan"], "colors": [["red", 0.5], ["tan", 0.5]]}
    man = quads(RED, (0.8, 0.6, 0.4))
    for seed in range(10):
        rng = np.random.default_rng(seed)
        recoloured, captions = recolour_asset(man, {**row, "category": "character"}, rng)
        assert np.array_equal(recoloured.colors[2:], man.colors[2:]) and captions[1].endswith("and tan")
        assert recolour_asset(man, {**row, "category": "food"}, rng) is None


def test_names_agree_with_the_grammar():
    assert {n: NAMES[name(np.array([rgb]))[0]] for n, rgb in COLORS.items()} == {n: n for n in COLORS}
    assert set(FAMILY_OF) == set(NAMES) and len(NAMES) == 31


def test_renaming_takes_the_longest_names_and_swaps():
    assert rename("a dark red and red car", {"red": "blue"}) == "a dark red and blue car"
    assert rename("red and blue", {"red": "blue", "blue": "red"}) == "blue and red"
    assert rename("a hundred cars", {"red": "blue"}) == "a hundred cars"


def test_oklab_there_and_back():
    rgb = np.random.default_rng(0).random((50, 3))
    assert np.allclose(from_oklab(oklab(rgb)), rgb, atol=1e-6)
    assert np.allclose(oklab(np.ones(3)), [1, 0, 0], atol=1e-3)


def extent(mesh: Mesh) -> np.ndarray:
    low, high = mesh.bounds()
    return high - low


def test_stretch_is_mild_and_heeds_the_words():
    cube = quads(RED, WHITE).rotate("y", 45)
    before = extent(cube)
    ratios = np.array([extent(stretch(cube, ("a house",), np.random.default_rng(s))) / before for s in range(40)])
    assert ratios.min() >= 0.849 and ratios.max() <= 1.181 and (ratios.std(0) > 0.03).all()
    for seed in range(5):
        rng = np.random.default_rng(seed)
        assert stretch(cube, ("a house", "a tall house"), rng) is cube
        x, _, z = extent(stretch(cube, ("a round table",), rng)) / before
        assert x == pytest.approx(z)
        assert np.allclose((extent(stretch(cube, ("a red car",), rng)) / before)[1:], 1)
