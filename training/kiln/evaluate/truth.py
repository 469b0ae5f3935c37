"""Clean perspective pictures of a mesh under the light that viewsets have baked in.

`kiln.photo.render` lights like a photographer. A reconstruction is compared with these pictures instead: then what
is lost is lost to shape and colour, and not to a lamp that no viewset knows.
"""

from __future__ import annotations

import numpy as np

from kiln.mesh import Mesh
from kiln.photo import Camera, _fill
from kiln.rasterise import _DIRECTIONS, SUPERSAMPLE, _sky, _zbuffer, surface_colors


def bounding_radius(mesh: Mesh) -> float:
    """Half the diagonal of the bounding box: what cameras take their distance from."""
    low, high = mesh.bounds()
    return float(np.linalg.norm(high - low)) / 2


def height_map(mesh: Mesh, resolution: int) -> np.ndarray:
    """[S, S] height of the topmost surface (rows z, columns x), -0.5 where there is none; as `viewset` shades by."""
    size = resolution * SUPERSAMPLE
    depth = [np.zeros((size, size), np.float32) for _ in range(2)]
    ids = [np.full((size, size), -1, np.int32) for _ in range(2)]
    bary = [np.zeros((size, size, 2), np.float32) for _ in range(2)]
    _zbuffer(mesh.positions, mesh.faces, size, 0, 2, 1, *depth, *ids, *bary)
    return np.where(ids[0] >= 0, depth[0], -0.5).astype(np.float32)


def baked_light(points: np.ndarray, normal: np.ndarray, height: np.ndarray) -> np.ndarray:
    """The factor [N] by which `kiln.rasterise.viewset` shades the colour of points [N, 3] with unit normals [N, 3]."""
    sky = _sky(points + 0.01 * normal, height, _DIRECTIONS, 0.3)
    light = (0.62 + 0.38 * (0.5 + 0.5 * normal[:, 1])) * (0.55 + 0.45 * sky)
    return light + 0.07 * normal[:, 2] + 0.03 * normal[:, 0]


class Studio:
    """A normalised mesh, ready to be drawn from many cameras."""

    def __init__(self, mesh: Mesh, resolution: int = 64) -> None:
        """resolution: of the viewsets whose light is meant."""
        self.mesh = mesh
        self.radius = bounding_radius(mesh)
        self.height = height_map(mesh, resolution)

    def draw(self, camera: Camera, size: int = 128) -> np.ndarray:
        """A picture [size, size, 4] float32, RGB multiplied by alpha, row 0 on top; at twice the size, averaged."""
        mesh, big = self.mesh, 2 * size
        screen = camera.project(mesh.positions, big, self.radius)
        depth, face_id = np.zeros((big, big)), np.full((big, big), -1, np.int32)
        bary = np.zeros((big, big, 2), np.float32)
        _fill(screen, mesh.faces, big, depth, face_id, bary)
        rows, columns = np.nonzero(face_id >= 0)
        face, w = face_id[rows, columns], bary[rows, columns]
        color, normal = surface_colors(mesh, face, w)
        weights = np.stack([1 - w.sum(1), w[:, 0], w[:, 1]], 1)[..., None]
        points = (mesh.positions[mesh.faces[face]] * weights).sum(1).astype(np.float32)
        # Two-sided: what is seen is lit from the side that is seen.
        eye = camera.axes()[2] * self.radius / np.sin(np.radians(camera.fov) / 2) / camera.fill
        away = ((eye - points) * normal).sum(1, keepdims=True) < 0
        normal = np.where(away, -normal, normal).astype(np.float32)
        out = np.zeros((big, big, 4), np.float32)
        out[rows, columns, :3] = np.clip(color * baked_light(points, normal, self.height)[:, None], 0, 1)
        out[rows, columns, 3] = 1
        return out.reshape(size, 2, size, 2, 4).mean((1, 3))
