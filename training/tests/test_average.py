"""Means of weights."""

import pytest
import torch

from kiln.average import average


def test_lies_between_the_two():
    start, end = {"a": torch.zeros(2), "b": torch.ones(3)}, {"a": torch.ones(2), "b": torch.full((3,), 3.0)}
    mean = average(start, end, 0.75)
    assert torch.equal(mean["a"], torch.full((2,), 0.75)) and torch.equal(mean["b"], torch.full((3,), 2.5))
    assert torch.equal(average(start, end, 0)["b"], start["b"]) and torch.equal(average(start, end, 1)["b"], end["b"])


@pytest.mark.parametrize("other", [{"a": torch.ones(3)}, {"b": torch.ones(2)}])
def test_refuses_weights_of_another_network(other):
    with pytest.raises(ValueError, match="different networks: a"):
        average({"a": torch.zeros(2)}, other, 0.5)
