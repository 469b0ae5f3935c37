import hashlib
import json

import numpy as np
import safetensors.numpy

from kiln.caption_index import FOLDER, WORDS_MAX, farthest_first, is_plain, pool, quantise
from kiln.grammar.kinds import GENERATORS
from kiln.text import TextEncoder


def test_farthest_first_covers_before_it_repeats():
    angles = np.radians([0, 1, 2, 90, 91, 180, 0])
    rows = np.stack([np.cos(angles), np.sin(angles)], 1)
    assert farthest_first(rows, np.zeros((0, 2)), 3) == [0, 5, 3]
    # From something taken already, and without what coincides with it.
    assert farthest_first(rows[[0, 6]], rows[:1], 5) == []


def test_int8_keeps_the_direction():
    rows = np.random.default_rng(0).normal(size=(20, 512))
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    values, scale = quantise(rows)
    assert (values * scale[:, None] * rows).sum(1).min() > 0.999


def test_style_is_not_about_the_thing():
    assert is_plain("a red house on a hill")
    assert not is_plain("a low-poly house")
    assert not is_plain("a house, mostly red")


def test_the_committed_index_is_whole_and_of_this_encoder():
    manifest = json.loads((FOLDER / "manifest.json").read_text())
    captions = json.loads((FOLDER / "captions.json").read_text())
    for file in (*manifest["files"], manifest["config"]["captions"]):
        data = (FOLDER / file["path"]).read_bytes()
        assert (len(data), hashlib.sha256(data).hexdigest()) == (file["bytes"], file["sha256"])
        assert len(data) < 1_500_000
    assert 1000 <= len(captions) == len(set(captions)) <= 2500
    assert all(len(c.split()) <= WORDS_MAX for c in captions)
    assert manifest["training"]["kinds"] == len(GENERATORS)
    stored = safetensors.numpy.load_file(FOLDER / "captions.safetensors")
    rows = stored["embedding"] * stored["embedding.scale"][:, None]
    some = list(range(0, len(captions), 101))
    again = np.stack([pool(t) for t in TextEncoder().encode([captions[i] for i in some])])
    assert (rows[some] * again).sum(1).min() > 0.997
