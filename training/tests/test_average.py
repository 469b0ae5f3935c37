"""Means of weights."""

import pytest
import torch

from kiln.average import average


def test_lies_between_what_it_is_of():
    start, end = {"a": torch.zeros(2), "b": torch.ones(3)}, {"a": torch.ones(2), "b": torch.full((3,), 3.0)}
    mean = average([start, end], [0.25, 0.75])
    assert torch.equal(mean["a"], torch.full((2,), 0.75)) and torch.equal(mean["b"], torch.full((3,), 2.5))
    assert torch.equal(average([start, end], [1, 0])["b"], start["b"])
    assert torch.equal(average([start, end], [0, 1])["b"], end["b"])


def test_shares_are_of_their_sum():
    of = [{"a": torch.tensor([x])} for x in (1.0, 2.0, 6.0)]
    assert average(of, [1, 1, 1])["a"].item() == pytest.approx(3)
    assert average(of, [2, 1, 1])["a"].item() == pytest.approx(2.5)


@pytest.mark.parametrize("other", [{"a": torch.ones(3)}, {"b": torch.ones(2)}])
def test_refuses_weights_of_another_network(other):
    one = {"a": torch.zeros(2)}
    with pytest.raises(ValueError, match="different networks: a"):
        average([one, one, other], [1, 1, 1])


def test_refuses_a_share_too_few():
    with pytest.raises(ValueError, match="one share for each"):
        average([{"a": torch.zeros(2)}] * 2, [1])
