"""Photo-like training pictures of a mesh: perspective camera, random light, imperfections, alpha mask.

What a denoiser is conditioned on when an object is to be rebuilt from photos (docs/conventions.md, Photos).
"""

from __future__ import annotations

import io
from dataclasses import dataclass, replace

import numpy as np
from numba import njit
from PIL import Image, ImageFilter

from kiln.mesh import Mesh, normalise
from kiln.rasterise import SUPERSAMPLE, samples, surface_colors


@dataclass(frozen=True)
class Camera:
    """A camera that looks at the origin. Angles in degrees; azimuth 0 stands at +Z, 90 at +X.

    fov: vertical field of view. fill: how much of the picture's height the object's bounding sphere takes.
    centre, zoom: the crop: which point of the picture (in half its height, x to the right, y up) is moved to the
    middle, and how much it is enlarged.
    """

    azimuth: float
    elevation: float
    fov: float
    fill: float = 0.85
    centre: tuple[float, float] = (0.0, 0.0)
    zoom: float = 1.0

    @classmethod
    def random(cls, rng: np.random.Generator) -> Camera:
        """Azimuth anywhere, elevation -10 to 45, field of view 20 to 60."""
        return cls(rng.uniform(0, 360), rng.uniform(-10, 45), rng.uniform(20, 60))

    def axes(self) -> np.ndarray:
        """[3, 3] rows: right, up, and backward (from the object to the camera)."""
        a, e = np.radians(self.azimuth), np.radians(self.elevation)
        back = np.array([np.sin(a) * np.cos(e), np.sin(e), np.cos(a) * np.cos(e)])
        right = np.array([np.cos(a), 0, -np.sin(a)])
        return np.stack([right, np.cross(back, right), back])

    def project(self, points: np.ndarray, size: int, radius: float) -> np.ndarray:
        """Points [N, 3] of an object with bounding `radius` to (column, row, 1 / depth) [N, 3] in a size² picture."""
        half = np.tan(np.radians(self.fov) / 2)
        distance = radius / np.sin(np.radians(self.fov) / 2) / self.fill
        view = points @ self.axes().T
        depth = distance - view[:, 2]
        x, y = (view[:, :2] / (half * depth[:, None]) - self.centre).T * self.zoom
        return np.stack([size / 2 * (1 + x) - 0.5, size / 2 * (1 - y) - 0.5, 1 / depth], 1)

    def cropped(self, points: np.ndarray, radius: float, share: float) -> Camera:
        """The same camera, its picture cropped so that the points' longer side takes `share` of it, centred."""
        seen = self.project(points, 2, radius)[:, :2] * (1, -1) + (-0.5, 0.5)  # now x right, y up, from -1 to 1
        low, high = seen.min(0), seen.max(0)
        middle = (low + high) / 2 / self.zoom + self.centre
        return replace(self, centre=tuple(middle), zoom=self.zoom * 2 * share / float((high - low).max()))


@njit(cache=True, fastmath=True)
def _fill(screen, faces, size, inverse_depth, face_id, bary):
    """Perspective-correct z-buffer: bary receives object-space barycentrics (w1, w2) of the nearest hit."""
    for f in range(faces.shape[0]):
        a, b, c = faces[f, 0], faces[f, 1], faces[f, 2]
        ax, ay, bx, by, cx, cy = (
            screen[a, 0],
            screen[a, 1],
            screen[b, 0],
            screen[b, 1],
            screen[c, 0],
            screen[c, 1],
        )
        area = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay)
        if abs(area) < 1e-9:
            continue
        x0, x1 = max(int(np.ceil(min(ax, bx, cx))), 0), min(int(np.floor(max(ax, bx, cx))), size - 1)
        y0, y1 = max(int(np.ceil(min(ay, by, cy))), 0), min(int(np.floor(max(ay, by, cy))), size - 1)
        for y in range(y0, y1 + 1):
            for x in range(x0, x1 + 1):
                w1 = ((x - ax) * (cy - ay) - (cx - ax) * (y - ay)) / area
                w2 = ((bx - ax) * (y - ay) - (x - ax) * (by - ay)) / area
                w0 = 1.0 - w1 - w2
                if w0 < -1e-6 or w1 < -1e-6 or w2 < -1e-6:
                    continue
                z = w0 * screen[a, 2] + w1 * screen[b, 2] + w2 * screen[c, 2]
                if z > inverse_depth[y, x]:
                    inverse_depth[y, x], face_id[y, x] = z, f
                    bary[y, x, 0], bary[y, x, 1] = w1 * screen[b, 2] / z, w2 * screen[c, 2] / z


def render(mesh: Mesh, camera: Camera, size: int = 128, light: np.ndarray | None = None) -> np.ndarray:
    """A picture [size, size, 4] uint8 RGBA, row 0 on top, rendered larger and averaged.

    light: direction towards a lamp [3]; soft hemisphere light alone if None.
    """
    big = SUPERSAMPLE * size
    low, high = mesh.bounds()
    screen = camera.project(mesh.positions, big, float(np.linalg.norm(high - low)) / 2)
    depth, face_id = np.zeros((big, big)), np.full((big, big), -1, np.int32)
    bary = np.zeros((big, big, 2), np.float32)
    _fill(screen, mesh.faces, big, depth, face_id, bary)
    rows, columns = np.nonzero(face_id >= 0)
    color, normal = surface_colors(mesh, face_id[rows, columns], bary[rows, columns])
    normal = np.where((normal @ camera.axes()[2])[:, None] < 0, -normal, normal)
    shade = 0.72 + 0.28 * normal[:, 1]
    if light is not None:
        shade = 0.65 * shade + 0.45 * np.clip(normal @ (light / np.linalg.norm(light)), 0, 1)
    out = np.zeros((big, big, 4), np.float32)
    out[rows, columns, :3] = np.clip(color * shade[:, None], 0, 1)
    out[rows, columns, 3] = 1
    out = sum(samples(out)) / SUPERSAMPLE**2
    out[..., :3] /= np.maximum(out[..., 3:], 1e-6)
    return (out * 255).round().astype(np.uint8)


def imperfect(picture: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Exposure, white balance, blur, noise, JPEG and a ragged or bitten mask, as photos of real things have."""
    size = picture.shape[0]
    rgb = picture[..., :3].astype(np.float32) / 255
    rgb = np.clip(rgb * rng.uniform(0.75, 1.25) * rng.uniform(0.94, 1.06, 3), 0, 1)
    image = Image.fromarray((rgb * 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(rng.uniform(0, 0.8)))
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=int(rng.uniform(40, 95)))
    rgb = np.asarray(Image.open(buffer), np.float32) / 255 + rng.normal(0, rng.uniform(0, 0.03), (size, size, 3))
    mask = Image.fromarray(picture[..., 3])
    if rng.random() < 0.3:
        mask = mask.filter(ImageFilter.MinFilter(3) if rng.random() < 0.5 else ImageFilter.MaxFilter(3))
    alpha = np.asarray(mask, np.float32) / 255
    if rng.random() < 0.15:  # something stands before the object
        y, x = rng.integers(0, size, 2)
        h, w = rng.integers(size // 12, size // 4, 2)
        alpha[y : y + h, x : x + w] = 0
    return (np.clip(np.concatenate([rgb, alpha[..., None]], -1), 0, 1) * 255).round().astype(np.uint8)


def photo(
    mesh: Mesh, rng: np.random.Generator, size: int = 128, azimuth: float | None = None
) -> tuple[np.ndarray, Camera]:
    """A random photo [size, size, 4] uint8 of a normalised mesh, and the camera that took it.

    It is cropped to the object, which takes 80 to 100 % of the picture: what a person's photo looks like once its
    background is gone.
    """
    camera = Camera.random(rng)
    if azimuth is not None:
        camera = replace(camera, azimuth=azimuth)
    low, high = mesh.bounds()
    used = mesh.positions[np.unique(mesh.faces)]
    camera = camera.cropped(used, float(np.linalg.norm(high - low)) / 2, rng.uniform(0.8, 1.0))
    light = rng.normal(size=3) + (0, 1.2, 0) if rng.random() < 0.7 else None
    return imperfect(render(mesh, camera, size, light), rng), camera


@dataclass(frozen=True)
class Photographed:
    """An object in the frame of its first photo: gravity upright, the first camera at azimuth 0.

    mesh: turned and normalised. photos: [K, size, size, 4] uint8. cameras: [K, 3] azimuth (the first 0), elevation and
    field of view, degrees.
    """

    mesh: Mesh
    photos: np.ndarray
    cameras: np.ndarray


def photograph(mesh: Mesh, count: int, rng: np.random.Generator, size: int = 128) -> Photographed:
    """Turn a mesh at random about the vertical and take `count` photos of it, the first from azimuth 0."""
    turned = normalise(mesh.rotate("y", rng.uniform(0, 360)))
    azimuths = np.r_[0.0, rng.uniform(0, 360, count - 1)]
    taken = [photo(turned, rng, size, azimuth) for azimuth in azimuths]
    cameras = [(camera.azimuth, camera.elevation, camera.fov) for _, camera in taken]
    return Photographed(turned, np.stack([picture for picture, _ in taken]), np.array(cameras, np.float32))


def encode_photo(picture: np.ndarray, size: int) -> np.ndarray:
    """uint8 RGBA [..., S, S, 4] to [..., size, size, 4] float32 in [-1, 1] as a network of photo_size `size` sees it:
    colour faded to grey where alpha is 0, then averaged over blocks. S is a multiple of size."""
    x = picture.astype(np.float32) * (2 / 255) - 1
    x[..., :3] *= (x[..., 3:] + 1) / 2
    step = picture.shape[-2] // size
    return x.reshape(*x.shape[:-3], size, step, size, step, 4).mean((-4, -2))
