import torch

from kiln.seams import close_seams

RESOLUTION, PATCH = 16, 8


def along_columns(values: torch.Tensor, alpha: float = 1.0) -> torch.Tensor:
    """[1, 3, R, R, 9] whose depth and colour go by the column."""
    x = values.view(1, 1, 1, RESOLUTION, 1).expand(1, 3, RESOLUTION, RESOLUTION, 9).clone()
    x[..., 0] = alpha
    return x


def test_a_small_step_between_patches_becomes_a_slope_in_both_directions():
    x = along_columns(torch.arange(RESOLUTION).ge(PATCH).float() * 0.05)
    for turned in (x, x.transpose(2, 3)):
        closed = close_seams(turned, PATCH)
        back = closed if turned is x else closed.transpose(2, 3)
        row = back[0, 0, 0, :, 1]
        assert row.diff().max() < 0.02
        assert (row.diff()[3:12] > 0).all()


def test_an_edge_stays():
    closed = close_seams(along_columns(torch.arange(RESOLUTION).ge(PATCH).float() - 0.5), PATCH)
    assert closed[0, 0, 0, PATCH, 1] - closed[0, 0, 0, PATCH - 1, 1] > 0.95


def test_a_slope_goes_on_and_what_is_outside_stays():
    slope = along_columns(torch.arange(RESOLUTION) * 0.03)
    assert torch.allclose(close_seams(slope, PATCH), slope, atol=1e-6)
    outside = along_columns(torch.arange(RESOLUTION).ge(PATCH).float() * 0.05, alpha=-1.0)
    assert torch.equal(close_seams(outside, PATCH), outside)
