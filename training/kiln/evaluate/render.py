"""Pictures of a cloud of Gaussians on the CPU, from the cameras that take the photos (kiln/photo.py)."""

from __future__ import annotations

import numpy as np
from numba import njit

from kiln.evaluate.splats import Cloud
from kiln.photo import Camera

# Much as in src/splat/render: variance in px² that is added to every footprint, standard deviations that
# are drawn, the faintest contribution, and the light below which a pixel is finished. That one also fades what is
# smaller than a pixel.
LOW_PASS = 0.3
EXTENT = 3.0
ALPHA_MIN = 1 / 255
TRANSMITTANCE_MIN = 1e-3
# In units of the object: nearer splats are left out.
NEAR_PLANE = 0.05


def render_cloud(cloud: Cloud, camera: Camera, size: int, radius: float) -> np.ndarray:
    """A picture [size, size, 4] float32, RGB in [0, 1] multiplied by alpha, row 0 on top.

    Each Gaussian is projected by the local affine approximation of "EWA Splatting" (Zwicker et al. 2002), and the
    footprints are composited front to back (Kerbl et al. 2023).
    radius: of the object's bounding sphere, from which the camera takes its distance.
    """
    screen = camera.project(cloud.positions.astype(np.float64), size, radius)
    depth = 1 / screen[:, 2]
    order = np.argsort(depth, kind="stable")
    order = order[depth[order] > NEAR_PLANE]
    view_axes = cloud.axes @ camera.axes().T.astype(np.float32)  # [N, 3 axes, (right, up, backward)]
    segments = view_axes * cloud.scales[..., None]
    # d(column) = focal / depth · d(right) + slope_x · d(depth), and depth falls along `backward`.
    focal = size / 2 / np.tan(np.radians(camera.fov) / 2) * camera.zoom / depth
    view = cloud.positions @ camera.axes().T
    x = focal[:, None] * (segments[..., 0] + (view[:, 0] / depth)[:, None] * segments[..., 2])
    y = -focal[:, None] * (segments[..., 1] + (view[:, 1] / depth)[:, None] * segments[..., 2])
    xx, xy, yy = (x * x).sum(1), (x * y).sum(1), (y * y).sum(1)
    blurred = np.stack([xx + LOW_PASS, xy, yy + LOW_PASS], 1)
    thinning = (xx * yy - xy * xy) / (blurred[:, 0] * blurred[:, 2] - xy * xy)
    opacities = cloud.opacities * np.sqrt(np.maximum(thinning, 0))
    picture = np.zeros((size, size, 4))
    _composite(screen[order, :2], blurred[order], cloud.colors[order], opacities[order], picture)
    return picture.astype(np.float32)


@njit(cache=True, fastmath=True)
def _composite(centres, covariance, colors, opacities, out):
    """Footprints [N], nearest first, onto out [S, S, 4]. centres [N, 2] in columns and rows."""
    size = out.shape[0]
    for i in range(len(centres)):
        x, y = centres[i, 0], centres[i, 1]
        xx, xy, yy = covariance[i, 0], covariance[i, 1], covariance[i, 2]
        reach_x, reach_y = EXTENT * np.sqrt(xx), EXTENT * np.sqrt(yy)
        left, right = max(0, int(np.floor(x - reach_x))), min(size - 1, int(np.ceil(x + reach_x)))
        top, bottom = max(0, int(np.floor(y - reach_y))), min(size - 1, int(np.ceil(y + reach_y)))
        scale = 1 / (xx * yy - xy * xy)
        for row in range(top, bottom + 1):
            dy = row - y
            for column in range(left, right + 1):
                shines = 1 - out[row, column, 3]
                if shines < TRANSMITTANCE_MIN:
                    continue
                dx = column - x
                power = 0.5 * scale * (yy * dx * dx - 2 * xy * dx * dy + xx * dy * dy)
                alpha = opacities[i] * np.exp(-power)
                if alpha < ALPHA_MIN:
                    continue
                weight = shines * alpha
                for k in range(3):
                    out[row, column, k] += weight * colors[i, k]
                out[row, column, 3] += weight


def on_background(picture: np.ndarray, grey: float = 1.0) -> np.ndarray:
    """A premultiplied RGBA picture [..., 4] as RGB [..., 3] on a grey, by default white, background."""
    return picture[..., :3] + (1 - picture[..., 3:]) * grey
