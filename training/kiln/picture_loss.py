"""How far a predicted viewset looks from the true one, from around: a loss on pictures.

The loss on a viewset's own pixels counts every one alike, those that another pair of views carves away and depths
that nobody sees included, and where three pairs must agree it does not ask whether they do. Pictures from cameras
between the axes do. Both viewsets are drawn by one soft renderer, so that what it lacks is the same in both; it needs
no mesh. Rays are marched as through a radiance field (Mildenhall et al. 2020); solid is what all three pairs of views
hold for inside. This is what viewsets become splats by (docs/conventions.md, Viewset to splats), made smooth.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor

from kiln.rasterise import AXES

SIZE = 24  # pixels along a side of a picture, and samples along a ray
FIELD_OF_VIEW = 35.0  # degrees
ELEVATIONS = (-2.0, 38.0)  # degrees
# Slopes of the logits of being inside: over alpha, which is -1 or 1, and over the distance to the hits in object space.
# A place that lies FREE outside them counts half.
ALPHA_MIDDLE, ALPHA_SLOPE = -0.5, 7.0
SLOPE, FREE = 28.0, 0.06
# A place has the colour of the hits near it; object space.
COLOR_REACH = 1 / 48
# Mean squared errors below this count for nothing: the renderer's grain. A PSNR of 35 dB.
FLOOR = 3e-4


def picture_loss(predicted: Tensor, true: Tensor) -> Tensor:
    """ln(1 + MSE / FLOOR) of a picture of each predicted viewset [B, 3, R, R, 9] against the true one's, [B], both
    encoded (docs/conventions.md), on white, from random places around; in float32. The logarithm makes of it what PSNR
    is the mean of, and lets a thin object count as much as a large one."""
    points = orbits(bounding_radius(true), SIZE)
    with torch.no_grad():
        wanted = draw(true, points)
    error = (draw(predicted, points) - wanted).square().mean((1, 2))
    return torch.log1p(error / FLOOR)


def bounding_radius(true: Tensor) -> Tensor:
    """Half the diagonal of the bounding box of each encoded viewset [B, 3, R, R, 9], [B] in object space."""
    solid = true[..., 0] > 0
    near = true[..., 1].masked_fill(~solid, -1).amax((2, 3))
    far = true[..., 2].masked_fill(~solid, 1).amin((2, 3))
    # An encoded depth spans twice the cube.
    return ((near - far) / 2).clamp(min=0.01).norm(dim=1) / 2


def orbits(radius: Tensor, size: int) -> Tensor:
    """Points [B, size², size, 3] along the rays of one picture of each ball of `radius` [B], which fills it, from
    random places around; jittered, so that all of the ball is met in time."""
    b, device = len(radius), radius.device

    def uniform(*shape: int) -> Tensor:
        return torch.rand(b, *shape, device=device)

    azimuth = uniform() * 2 * math.pi
    elevation = torch.deg2rad(ELEVATIONS[0] + uniform() * (ELEVATIONS[1] - ELEVATIONS[0]))
    level, nought = torch.cos(elevation), torch.zeros_like(azimuth)
    back = torch.stack([torch.sin(azimuth) * level, torch.sin(elevation), torch.cos(azimuth) * level], -1)
    right = torch.stack([torch.cos(azimuth), nought, -torch.sin(azimuth)], -1)
    up = torch.linalg.cross(back, right)
    half = math.radians(FIELD_OF_VIEW / 2)
    pixel = torch.arange(size, device=device)
    column = 2 * (pixel.repeat(size) + uniform(size**2)) / size - 1
    row = 2 * (pixel.repeat_interleave(size) + uniform(size**2)) / size - 1
    across = math.tan(half) * (column[..., None] * right[:, None] - row[..., None] * up[:, None])
    distance = radius / math.sin(half)
    depth = radius.view(-1, 1, 1) * (2 * (pixel + uniform(size**2, 1)) / size - 1) + distance.view(-1, 1, 1)
    eye = back * distance[:, None]
    return eye[:, None, None] + (across - back[:, None])[:, :, None] * depth[..., None]


def draw(viewset: Tensor, points: Tensor) -> Tensor:
    """Pictures [B, N, 3] on white of encoded viewsets [B, 3, R, R, 9], colours in [0, 1], along rays with `points`
    [B, N, T, 3] from front to back."""
    b, size = len(viewset), viewset.shape[2]
    cell = (points + 0.5) * size
    inside = ((cell >= 0) & (cell < size)).all(-1, keepdim=True).to(viewset.dtype)
    cell = cell.long().clamp(0, size - 1)
    first = (torch.arange(b, device=viewset.device) * size**2).view(-1, 1, 1)
    color = weight = viewset.new_zeros(())
    for axis, (u, v, d) in enumerate(AXES):
        pixels = (first + cell[..., v] * size + cell[..., u]).flatten()
        seen = viewset[:, axis].reshape(-1, 9).index_select(0, pixels).view(*cell.shape[:3], 9)
        alpha, near, far, rgb_near, rgb_far = seen.split((1, 1, 1, 3, 3), -1)
        alpha = torch.sigmoid((alpha - ALPHA_MIDDLE) * ALPHA_SLOPE)
        along = points[..., d : d + 1]
        before, behind = near / 2 - along, along - far / 2
        inside = inside * alpha * torch.sigmoid((before + FREE) * SLOPE) * torch.sigmoid((behind + FREE) * SLOPE)
        for distance, rgb in ((before, rgb_near), (behind, rgb_far)):
            share = torch.exp(-distance.abs() / COLOR_REACH) * alpha + 1e-4
            color, weight = color + share * rgb, weight + share
    opacity = inside.clamp(max=0.999)
    through = torch.cumprod(1 - opacity, 2)
    shown = torch.cat([torch.ones_like(through[:, :, :1]), through[:, :, :-1]], 2) * opacity
    return (shown * (color / weight + 1) / 2).sum(2) + through[:, :, -1]
