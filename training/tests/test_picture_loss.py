import math

import pytest
import torch

from kiln.batches import Batch
from kiln.compiler import Compiler
from kiln.network import Config, Denoiser
from kiln.objective import Objective
from kiln.picture_loss import bounding_radius, draw, orbits, picture_loss
from kiln.rasterise import AXES

R = 32
RED, GREY = (1.0, -1.0, -1.0), (0.0, 0.0, 0.0)


def ball(radius: float, color: tuple[float, float, float] = RED, middle: tuple[float, float, float] = (0, 0, 0)):
    """An encoded viewset [1, 3, R, R, 9] of a ball."""
    views = []
    centre = (torch.arange(R) + 0.5) / R - 0.5
    for u, v, d in AXES:
        off = (centre[None] - middle[u]) ** 2 + (centre[:, None] - middle[v]) ** 2
        solid = off < radius**2
        reach = (radius**2 - off).clamp(min=0).sqrt()
        depths = torch.stack([middle[d] + reach, middle[d] - reach], -1) * 2
        inside = torch.cat([depths, torch.tensor(color * 2).expand(R, R, 6)], -1) * solid[..., None]
        views.append(torch.cat([solid[..., None] * 2.0 - 1, inside], -1))
    return torch.stack(views)[None]


def test_the_radius_is_that_of_the_bounding_box():
    true = torch.cat([ball(0.25), ball(0.4)])
    assert bounding_radius(true).tolist() == pytest.approx([0.25 * 3**0.5, 0.4 * 3**0.5], rel=0.05)


def test_rays_meet_the_ball_they_are_for():
    torch.manual_seed(0)
    points = orbits(torch.tensor([0.3, 0.6]), 8)
    assert points.shape == (2, 64, 8, 3)
    distance = points.norm(dim=-1)
    # Corners of a picture lie outside the ball that fills it.
    assert (distance.amin(2) < torch.tensor([[0.45], [0.9]])).all()
    middle = distance.view(2, 8, 8, 8)[:, 3:5, 3:5].amin((1, 2, 3))
    assert (middle < torch.tensor([0.1, 0.2])).all()
    steps = points.diff(dim=2)
    assert torch.allclose(steps, steps[:, :, :1].expand_as(steps), atol=1e-5)


def test_a_ball_is_a_disc_of_its_colour_from_everywhere():
    torch.manual_seed(0)
    true = ball(0.3).expand(4, -1, -1, -1, -1)
    radius = torch.full((4,), 0.4)
    pictures = draw(true, orbits(radius, 40))
    # The ball seen from the distance at which one of 0.4 fills the picture.
    distance = 0.4 / math.sin(math.radians(17.5))
    share = math.pi / 4 * (math.tan(math.asin(0.3 / distance)) / math.tan(math.radians(17.5))) ** 2
    covered = 1 - pictures[..., 1].mean(1)
    assert covered.tolist() == pytest.approx([share] * 4, rel=0.12)
    assert (pictures[..., 0] > 0.98).all()
    middle = pictures.view(4, 40, 40, 3)[:, 19:21, 19:21]
    assert torch.allclose(middle, torch.tensor([1.0, 0, 0]).expand_as(middle), atol=0.02)


def test_the_same_looks_the_same_and_what_differs_does_not():
    torch.manual_seed(0)
    true = ball(0.3)
    assert picture_loss(true, true).item() == 0
    shifted, pale = ball(0.3, middle=(0, 0.1, 0)), ball(0.3, GREY)
    for other in (ball(0.2), shifted, pale, true * 0 - 1):
        assert picture_loss(other, true).item() > 3


def test_its_gradient_leads_to_the_true_object():
    torch.manual_seed(0)
    true = ball(0.3)
    guess = ball(0.22, GREY).requires_grad_(True)
    optimiser = torch.optim.Adam([guess], lr=0.02)
    first = torch.stack([picture_loss(guess, true) for _ in range(8)]).mean().item()
    for _ in range(60):
        optimiser.zero_grad()
        picture_loss(guess, true).sum().backward()
        optimiser.step()
    last = torch.stack([picture_loss(guess, true) for _ in range(8)]).mean().item()
    # In logarithms: to less than a quarter of the squared error.
    assert last < first - math.log(4)


def test_only_batches_with_photos_are_held_against_pictures():
    torch.manual_seed(0)
    config = Config(
        resolution=32, width=32, depth=1, heads=2, mlp=32, bottleneck=16, photo_size=32, text_width=8, text_tokens=4
    )
    net = Denoiser(config)
    for p in net.parameters():
        p.data += 0.02 * torch.randn_like(p)
    net = net.to(torch.bfloat16)
    text, mask = torch.randn(2, 4, 8), torch.ones(2, 4, dtype=torch.bool)
    plain = Batch(torch.cat([ball(0.3), ball(0.2)]), text, mask)
    seen = Batch(plain.x0, text, mask, torch.randn(2, 1, 32, 32, 4), torch.randn(2, 1, 3))
    losses = {}
    for name, batch in (("plain", plain), ("seen", seen)):
        for share in (0.0, 0.9):
            torch.manual_seed(1)
            net.zero_grad()
            loss = Objective(net, 0.1, Compiler("off"), share)(batch, torch.tensor([0.9, 0.99]))
            loss.backward()
            assert all(p.grad is None or p.grad.isfinite().all() for p in net.parameters())
            losses[name, share] = loss.item()
    assert losses["plain", 0.0] == losses["plain", 0.9]
    assert losses["seen", 0.0] != losses["seen", 0.9]
