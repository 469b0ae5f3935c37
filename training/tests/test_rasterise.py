"""The rasteriser against solids whose viewsets are known in closed form."""

import numpy as np
import pytest

from kiln.grammar.shapes import box, ellipsoid
from kiln.mesh import Mesh, merge, normalise
from kiln.rasterise import AXES, viewset
from kiln.viewset import decode, encode, points, to_bytes

R = 64
CENTRE = (np.arange(R) + 0.5) / R - 0.5


def test_ball_depth_and_silhouette():
    v = viewset(normalise(ellipsoid(1, 1, 1, sides=96, stacks=48)), R)
    u, w = np.meshgrid(CENTRE, CENTRE)
    inside = u**2 + w**2 < 0.44**2
    height = np.sqrt(np.maximum(0.45**2 - u**2 - w**2, 0))
    for axis in range(3):
        assert v[axis, inside, 0].min() == 1
        assert v[axis, u**2 + w**2 > 0.46**2, 0].max() == 0
        core = u**2 + w**2 < 0.38**2
        np.testing.assert_allclose(v[axis, core, 1], height[core], atol=0.01)
        np.testing.assert_allclose(v[axis, core, 2], -height[core], atol=0.01)


def test_axes_and_directions_follow_the_conventions():
    # One small red box at (+0.3, +0.2, -0.1), and faint corners that fix the scale.
    red = box(0.1, 0.1, 0.1, (1, 0, 0)).move(0.3, 0.2, -0.1)
    v = viewset(red, R)
    at = np.array([0.3, 0.2, -0.1])
    for axis, (u, w, d) in enumerate(AXES):
        rows, columns = np.nonzero(v[axis, ..., 0])
        assert CENTRE[columns].mean() == pytest.approx(at[u], abs=0.01)
        assert CENTRE[rows].mean() == pytest.approx(at[w], abs=0.01)
        near, far = v[axis, rows, columns, 1], v[axis, rows, columns, 2]
        np.testing.assert_allclose(near, at[d] + 0.05, atol=1e-3)
        np.testing.assert_allclose(far, at[d] - 0.05, atol=1e-3)


def test_near_is_the_plus_end():
    halves = merge([box(0.4, 0.4, 0.4, (1, 0, 0)).move(z=0.2), box(0.4, 0.4, 0.4, (0, 0, 1)).move(z=-0.2)])
    v = viewset(halves, R)[2, R // 2, R // 2]
    assert v[3] > 0.4 and v[5] < 0.1  # red in front
    assert v[8] > 0.4 and v[6] < 0.1  # blue behind


def test_textures_are_sampled():
    quad = box(1, 1, 0.5)
    image = np.zeros((1, 2, 3), np.uint8)
    image[0, 0], image[0, 1] = (255, 0, 0), (0, 255, 0)
    corners = quad.positions[quad.faces]
    uv = np.stack([corners[..., 0] + 0.5, np.full(corners.shape[:2], 0.5)], -1).astype(np.float32)
    uv = np.clip(uv, 0.01, 0.99)
    textured = Mesh(
        quad.positions,
        quad.faces,
        np.ones_like(quad.colors),
        None,
        uv,
        np.zeros(len(quad.faces), np.int32),
        (image,),
    )
    front = viewset(normalise(textured), R)[2]
    left, right = front[R // 2, R // 4, 3:6], front[R // 2, 3 * R // 4, 3:6]
    assert left[0] > 0.4 and left[1] < 0.05
    assert right[1] > 0.4 and right[0] < 0.05


def test_light_is_from_above_and_occluded_below_a_roof():
    table = merge([box(1, 0.1, 1).move(y=0.5), box(1, 0.1, 1).move(y=-0.5), box(0.1, 1, 0.1)])
    v = viewset(normalise(table), R)
    top = v[1, R // 2 + 8, R // 2 + 8, 3]
    front = v[2]
    floor_edge = front[3:6, R // 4, 3].max()
    assert top > 0.5
    assert v[1, R // 2 + 8, R // 2 + 8, 6] < top  # the underside is darker
    assert floor_edge < top


def test_points_of_a_ball_lie_on_it():
    p, c = points(viewset(normalise(ellipsoid(1, 1, 1, (0.2, 0.4, 0.6), sides=64, stacks=32)), R))
    radius = np.linalg.norm(p, axis=1)
    assert len(p) > 5000
    assert np.abs(radius - 0.45).max() < 0.03
    assert c.shape == p.shape


def test_encoding_round_trip_and_neutral_outside():
    v = viewset(normalise(ellipsoid(1, 0.5, 0.7)), R)
    e = encode(v)
    assert e.min() >= -1 and e.max() <= 1
    outside = v[..., 0] == 0
    assert (e[outside][:, 0] == -1).all() and (e[outside][:, 1:] == 0).all()
    np.testing.assert_allclose(decode(e), v, atol=1e-6)
    assert np.abs(to_bytes(v) / 255.0 - np.concatenate([v[..., :1], v[..., 1:3] + 0.5, v[..., 3:]], -1)).max() < 0.003


def test_normalise_refuses_nothing():
    ball = ellipsoid(1, 1, 1)
    with pytest.raises(ValueError, match="empty or not finite"):
        normalise(Mesh(ball.positions * np.nan, ball.faces, ball.colors))
