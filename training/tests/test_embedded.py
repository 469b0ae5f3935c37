"""Captions that are embedded once for each set."""

from types import SimpleNamespace

import numpy as np

from kiln.embedded import embedded


class Counting:
    """An encoder whose tokens tell a caption's length, and which counts what it was asked."""

    config = SimpleNamespace(tokens=4, width=3)

    def __init__(self, digest: str = "one") -> None:
        self.digest, self.asked = digest, 0

    def encode(self, captions: list[str]) -> list[np.ndarray]:
        self.asked += len(captions)
        return [np.full((min(len(c), 4), 3), len(c), np.float32) for c in captions]


def test_a_set_is_embedded_once_for_each_encoder_and_wording(tmp_path):
    captions, encoder = ["a", "abcdef"], Counting()
    tokens, lengths = embedded(tmp_path, captions, encoder)
    assert tokens.dtype == np.float16 and tokens[..., 0].tolist() == [[1, 0, 0, 0], [6, 6, 6, 6]]
    assert lengths.tolist() == [1, 4]
    again, same = embedded(tmp_path, captions, encoder)
    assert encoder.asked == 2 and np.array_equal(again, tokens) and np.array_equal(same, lengths)
    embedded(tmp_path, [*captions, "b"], encoder)
    assert encoder.asked == 5
    other = Counting("two")
    embedded(tmp_path, captions, other)
    assert other.asked == 2
    assert not list(tmp_path.glob("*.partial*"))
