"""Gaussians from viewsets, their pictures, and the pictures of meshes that they are compared with."""

from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file

from kiln.evaluate.images import psnr
from kiln.evaluate.render import LOW_PASS, on_background, render_cloud
from kiln.evaluate.splats import Cloud, viewset_to_cloud
from kiln.evaluate.surfels import viewset_to_surfels
from kiln.evaluate.truth import Studio, bounding_radius
from kiln.goldens_splats import FINISHED_STRIDE, cases
from kiln.grammar.shapes import box, ellipsoid
from kiln.mesh import merge, normalise
from kiln.photo import Camera, photo
from kiln.rasterise import viewset

GOLDEN = Path(__file__).parents[2] / "goldens/viewset-splats.safetensors"
FRONT = Camera(0, 0, 30, 1.0)
RADIUS = 0.7


def ball(resolution=48):
    return viewset(normalise(ellipsoid(1, 1, 1, (0.2, 0.4, 0.6), sides=96, stacks=48)), resolution)


def cloud_of(positions, scales=(0.05, 0.05, 0.05), color=(1, 1, 1), opacity=0.9):
    n = len(positions)
    columns = (positions, scales, np.eye(3), color, opacity)
    shapes = ((n, 3), (n, 3), (n, 3, 3), (n, 3), (n,))
    return Cloud(*(np.broadcast_to(np.float32(c), s).copy() for c, s in zip(columns, shapes, strict=True)))


@pytest.mark.parametrize("name", ["solid", "mist"])
def test_the_golden_is_what_this_code_makes(name):
    # The same file is read by src/viewset/to-splats-golden.test.ts.
    golden = load_file(GOLDEN)
    np.testing.assert_array_equal(golden[f"{name}_viewset"].shape, cases()[name].shape)
    made = viewset_to_cloud(golden[f"{name}_viewset"])
    for key, value in vars(made).items():
        np.testing.assert_allclose(value, golden[f"{name}_{key}"], atol=1e-6, err_msg=key)


@pytest.mark.parametrize("name", ["solid", "mist"])
def test_the_golden_of_the_finished_object_is_what_this_code_makes(name):
    # Read by src/viewset/to-splats-golden.test.ts as well.
    golden = load_file(GOLDEN)
    made = viewset_to_surfels(golden[f"{name}_viewset"])
    assert len(made) == golden[f"{name}_finished_count"][0]
    for key, value in vars(made).items():
        np.testing.assert_allclose(value[::FINISHED_STRIDE], golden[f"{name}_finished_{key}"], atol=1e-5, err_msg=key)


def test_a_finished_ball_has_one_smooth_surface():
    cloud = viewset_to_surfels(ball())
    radius = np.linalg.norm(cloud.positions, axis=1)
    assert len(cloud) > 10_000
    assert np.abs(radius - radius.mean()).max() < 0.005
    assert np.abs(radius.mean() - 0.45) < 0.015
    assert ((cloud.positions * cloud.axes[:, 2]).sum(1) / radius).min() > 0.98
    np.testing.assert_allclose(cloud.colors.mean(0), viewset_to_cloud(ball()).colors.mean(0), atol=0.01)


def test_what_holds_nothing_solid_stays_as_it_is():
    nothing = np.zeros((3, 16, 16, 9), np.float32)
    assert len(viewset_to_surfels(nothing)) == 0


def test_splats_of_a_ball_lie_on_it_and_face_outwards():
    cloud = viewset_to_cloud(ball())
    radius = np.linalg.norm(cloud.positions, axis=1)
    assert len(cloud) > 3000
    assert np.abs(radius - 0.45).max() < 0.03
    assert ((cloud.positions * cloud.axes[:, 2]).sum(1) / radius).min() > 0.9
    np.testing.assert_allclose(
        cloud.axes @ cloud.axes.transpose(0, 2, 1), np.broadcast_to(np.eye(3), cloud.axes.shape), atol=1e-6
    )
    np.testing.assert_allclose(np.linalg.det(cloud.axes), 1, atol=1e-5)


def test_what_one_axis_claims_alone_is_removed():
    clean = ball()
    stray = clean.copy()
    stray[2, 3, 3] = (1, 0.1, 0.1, *[0.5] * 6)
    assert len(viewset_to_cloud(stray)) == len(viewset_to_cloud(clean))


def test_nothing_gives_an_empty_cloud_and_an_empty_picture():
    cloud = viewset_to_cloud(np.zeros((3, 16, 16, 9), np.float32))
    assert len(cloud) == 0
    assert render_cloud(cloud, FRONT, 16, RADIUS).max() == 0


def test_bad_viewsets_are_refused():
    with pytest.raises(ValueError, match=r"\[3, R, R, 9\]"):
        viewset_to_cloud(np.zeros((3, 16, 8, 9), np.float32))
    with pytest.raises(ValueError, match="not finite"):
        viewset_to_cloud(np.full((3, 8, 8, 9), np.nan, np.float32))


def moments(picture):
    """Centre (column, row) and covariance of what is drawn."""
    rows, columns = np.mgrid[: picture.shape[0], : picture.shape[1]]
    at = np.stack([columns, rows], -1).reshape(-1, 2)
    weight = picture[..., 3].reshape(-1) / picture[..., 3].sum()
    centre = weight @ at
    return centre, (at - centre).T @ ((at - centre) * weight[:, None])


@pytest.mark.parametrize("camera", [FRONT, Camera(200, 35, 50, 0.9), Camera(30, 10, 40, 0.8, (0.2, -0.1), 1.6)])
def test_a_splat_is_drawn_where_and_as_large_as_its_points_are(camera):
    rng = np.random.default_rng(0)
    rotation = np.linalg.qr(rng.normal(size=(3, 3)))[0]
    scales, position = np.array([0.07, 0.04, 0.02]), np.array([0.1, 0.15, 0.05])
    cloud = Cloud(*(np.float32(c)[None] for c in (position, scales, rotation, (1, 1, 1), 0.5)))
    centre, covariance = moments(render_cloud(cloud, camera, 96, RADIUS))
    points = position + (rng.normal(size=(40000, 3)) * scales) @ rotation
    projected = camera.project(points, 96, RADIUS)[:, :2]
    np.testing.assert_allclose(centre, projected.mean(0), atol=0.35)
    # Footprints end at three deviations and are blurred; the samples have perspective, the footprint is affine.
    np.testing.assert_allclose(covariance, np.cov(projected.T) + LOW_PASS * np.eye(2), rtol=0.1, atol=0.6)


def test_near_covers_far_whatever_the_order():
    colors = np.float32([[1, 0, 0], [0, 1, 0]])
    both = cloud_of([[0, 0, 0.3], [0, 0, -0.3]], scales=[0.15] * 3, color=colors, opacity=(0.6, 0.5))
    swapped = Cloud(*(column[::-1] for column in vars(both).values()))
    first, second = (render_cloud(c, FRONT, 65, RADIUS) for c in (both, swapped))
    np.testing.assert_allclose(first, second, atol=1e-6)
    red, green, blue, alpha = first[32, 32]
    assert red == pytest.approx(0.6, abs=0.01) and green == pytest.approx(0.4 * 0.5, abs=0.01)
    assert blue == 0 and alpha == pytest.approx(0.8, abs=0.01)


def test_a_splat_smaller_than_a_pixel_fades_instead_of_growing():
    small, large = (
        render_cloud(cloud_of([[0, 0, 0]], scales=[s] * 3), FRONT, 65, RADIUS)[..., 3].sum() for s in (0.003, 0.006)
    )
    assert small / large == pytest.approx(0.25, rel=0.15)  # as their areas


def test_a_splat_behind_the_camera_is_left_out():
    assert render_cloud(cloud_of([[0, 0, 9]]), FRONT, 32, RADIUS).max() == 0


def test_the_cloud_of_a_solid_looks_like_its_mesh():
    mesh = normalise(
        merge([box(0.6, 0.3, 0.5, (0.8, 0.2, 0.1)), ellipsoid(0.2, 0.3, 0.2, (0.1, 0.3, 0.8)).move(y=0.3)])
    )
    studio, cloud = Studio(mesh), viewset_to_cloud(viewset(mesh, 64))
    for camera in (Camera(40, 20, 35, 1.0), Camera(200, 5, 35, 1.0), photo(mesh, np.random.default_rng(1))[1]):
        truth, made = studio.draw(camera), render_cloud(cloud, camera, 128, studio.radius)
        inside = truth[..., 3] == 1
        assert psnr(truth[inside][None], made[inside][None]) > 26
        assert psnr(on_background(truth), on_background(made)) > 22


def test_the_truth_has_the_light_that_viewsets_bake():
    table = normalise(merge([box(1, 0.1, 1, (0.9, 0.8, 0.7)).move(y=0.5), box(0.3, 0.9, 0.3, (0.3, 0.5, 0.9))]))
    size, resolution = 128, 64
    natural = viewset(table, resolution)
    for axis, side, camera in (
        (2, 0, Camera(0, 0, 0.5, 1.0)),
        (0, 1, Camera(270, 0, 0.5, 1.0)),
        (1, 0, Camera(0, 90, 0.5, 1.0)),
    ):
        # So far away, the camera sees what the orthographic view sees.
        picture = Studio(table, resolution).draw(camera, size)
        rows, columns = np.nonzero(natural[axis, ..., 0])
        cloud = viewset_points(natural, axis, side, rows, columns)
        at = np.round(camera.project(cloud, size, bounding_radius(table))[:, :2]).astype(int)
        difference = np.abs(picture[at[:, 1], at[:, 0], :3] - natural[axis, rows, columns, 3 + 3 * side : 6 + 3 * side])
        # Silhouettes and steps within the object are antialiased differently.
        assert np.percentile(difference.max(1), 75) < 0.02


def viewset_points(natural, axis, side, rows, columns):
    centre = (np.arange(natural.shape[1]) + 0.5) / natural.shape[1] - 0.5
    u, v = ((2, 1), (0, 2), (0, 1))[axis]
    points = np.empty((len(rows), 3))
    points[:, u], points[:, v] = centre[columns], centre[rows]
    points[:, axis] = natural[axis, rows, columns, 1 + side]
    return points
