"""Triangle meshes as plain arrays, and the few operations that the data pipeline needs on them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np

Color = tuple[float, float, float]


@dataclass(frozen=True)
class Mesh:
    """A coloured triangle mesh. V vertices, F faces; +Y up, front towards +Z.

    positions: [V, 3] float32.
    faces: [F, 3] int32, counter-clockwise seen from outside.
    colors: [F, 3, 3] float32, sRGB in [0, 1] at each corner; multiplies the texture where there is one.
    normals: [F, 3, 3] float32 unit vectors at each corner, or None for flat shading.
    uv: [F, 3, 2] float32, or None; (0, 0) is the first texel of the first row.
    texture: [F] int32 index into textures, -1 for none; None if no face has one.
    textures: images, each [H, W, 3] uint8.
    part: [F] int32 index into part_names.
    """

    positions: np.ndarray
    faces: np.ndarray
    colors: np.ndarray
    normals: np.ndarray | None = None
    uv: np.ndarray | None = None
    texture: np.ndarray | None = None
    textures: tuple[np.ndarray, ...] = ()
    part: np.ndarray = field(default=None)  # type: ignore[assignment]
    part_names: tuple[str, ...] = ("body",)

    def __post_init__(self) -> None:
        if self.part is None:
            object.__setattr__(self, "part", np.zeros(len(self.faces), np.int32))

    def bounds(self) -> tuple[np.ndarray, np.ndarray]:
        """Lower and upper corner of the bounding box of the vertices in use, each [3]."""
        used = self.positions[self.faces.reshape(-1)]
        return used.min(0), used.max(0)

    def face_normals(self) -> np.ndarray:
        """[F, 3] unit normals; zero where a face is degenerate."""
        a, b, c = (self.positions[self.faces[:, i]] for i in range(3))
        n = np.cross(b - a, c - a)
        length = np.linalg.norm(n, axis=1, keepdims=True)
        return (n / np.maximum(length, 1e-12)).astype(np.float32)

    def corner_normals(self) -> np.ndarray:
        """[F, 3, 3] the normals, or the face normals where there are none."""
        if self.normals is not None:
            return self.normals
        return np.repeat(self.face_normals()[:, None], 3, axis=1)

    def transform(self, matrix: np.ndarray, offset: np.ndarray | tuple = (0, 0, 0)) -> Mesh:
        """Linear map `matrix` [3, 3] and then `offset` [3]. Reflections keep faces outward."""
        matrix = np.asarray(matrix, np.float32)
        positions = self.positions @ matrix.T + np.asarray(offset, np.float32)
        normals = self.normals
        if normals is not None:
            normals = normals @ np.linalg.inv(matrix)
            normals /= np.maximum(np.linalg.norm(normals, axis=-1, keepdims=True), 1e-12)
        moved = replace(self, positions=positions.astype(np.float32), normals=normals)
        return moved._flip() if np.linalg.det(matrix) < 0 else moved

    def _flip(self) -> Mesh:
        order = [0, 2, 1]
        return replace(
            self,
            faces=self.faces[:, order],
            colors=self.colors[:, order],
            normals=None if self.normals is None else self.normals[:, order],
            uv=None if self.uv is None else self.uv[:, order],
        )

    def move(self, x: float = 0, y: float = 0, z: float = 0) -> Mesh:
        return self.transform(np.eye(3), (x, y, z))

    def scale(self, x: float, y: float | None = None, z: float | None = None) -> Mesh:
        return self.transform(np.diag([x, x if y is None else y, x if z is None else z]))

    def rotate(self, axis: str, degrees: float) -> Mesh:
        """Rotate about 'x', 'y' or 'z' through the origin, counter-clockwise seen from that axis' tip."""
        i = "xyz".index(axis)
        c, s = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
        j, k = (i + 1) % 3, (i + 2) % 3
        m = np.eye(3)
        m[j, j], m[j, k], m[k, j], m[k, k] = c, -s, s, c
        return self.transform(m)

    def mirror_x(self) -> Mesh:
        return self.transform(np.diag([-1.0, 1.0, 1.0]))

    def both_sides(self) -> Mesh:
        """The mesh and its mirror image in the plane x = 0."""
        return merge([self, self.mirror_x()])

    def paint(self, color: Color | Callable[[np.ndarray], np.ndarray]) -> Mesh:
        """One sRGB colour, or a function from corner positions [N, 3] to colours [N, 3]."""
        if callable(color):
            corners = self.positions[self.faces].reshape(-1, 3)
            colors = np.asarray(color(corners), np.float32).reshape(-1, 3, 3)
        else:
            colors = np.broadcast_to(np.asarray(color, np.float32), (len(self.faces), 3, 3)).copy()
        return replace(self, colors=np.clip(colors, 0, 1))

    def named(self, part: str) -> Mesh:
        """Label every face as `part`."""
        return replace(self, part=np.zeros(len(self.faces), np.int32), part_names=(part,))

    def smooth(self, crease: float = 40.0) -> Mesh:
        """Smooth normals: area-weighted mean over the faces at a vertex within `crease` degrees."""
        a, b, c = (self.positions[self.faces[:, i]] for i in range(3))
        area = np.cross(b - a, c - a)
        flat = self.face_normals()
        keys = np.round(self.positions * 1e5).astype(np.int64)
        _, welded = np.unique(keys, axis=0, return_inverse=True)
        corner = welded.reshape(-1)[self.faces.reshape(-1)]
        order = np.argsort(corner, kind="stable")
        owner = np.repeat(np.arange(len(self.faces)), 3)
        starts = np.flatnonzero(np.r_[True, np.diff(corner[order]) > 0])
        normals = np.empty((len(self.faces) * 3, 3), np.float32)
        cos = np.cos(np.radians(crease))
        for start, stop in zip(starts, np.r_[starts[1:], len(order)], strict=True):
            at = order[start:stop]
            f = owner[at]
            near = flat[f] @ flat[f].T >= cos
            normals[at] = near @ area[f]
        length = np.linalg.norm(normals, axis=1, keepdims=True)
        normals = np.where(length > 1e-12, normals / np.maximum(length, 1e-12), flat[owner])
        return replace(self, normals=normals.reshape(-1, 3, 3).astype(np.float32))


def merge(meshes: list[Mesh]) -> Mesh:
    """One mesh of many; part labels of the same name become one."""
    if not meshes:
        raise ValueError("merge needs at least one mesh")
    names: list[str] = []
    textures: list[np.ndarray] = []
    columns: dict[str, list[np.ndarray]] = {k: [] for k in ("p", "f", "c", "n", "u", "t", "l")}
    start = 0
    for m in meshes:
        for name in m.part_names:
            if name not in names:
                names.append(name)
        lookup = np.array([names.index(n) for n in m.part_names], np.int32)
        columns["p"].append(m.positions)
        columns["f"].append(m.faces + start)
        columns["c"].append(m.colors)
        columns["n"].append(m.corner_normals())
        columns["u"].append(np.zeros((len(m.faces), 3, 2), np.float32) if m.uv is None else m.uv)
        absent = np.full(len(m.faces), -1, np.int32)
        shift = len(textures)
        columns["t"].append(absent if m.texture is None else np.where(m.texture < 0, -1, m.texture + shift))
        columns["l"].append(lookup[m.part])
        textures.extend(m.textures)
        start += len(m.positions)
    p, f, c, n, u, t, part = (np.concatenate(v) for v in columns.values())
    return Mesh(
        p.astype(np.float32),
        f.astype(np.int32),
        c.astype(np.float32),
        n.astype(np.float32),
        u.astype(np.float32) if textures else None,
        t.astype(np.int32) if textures else None,
        tuple(textures),
        part.astype(np.int32),
        tuple(names),
    )


def normalise(mesh: Mesh, longest: float = 0.9) -> Mesh:
    """Centre the bounding box at the origin and scale its longest side to `longest`."""
    low, high = mesh.bounds()
    size = float((high - low).max())
    if not np.isfinite(size) or size <= 0:
        raise ValueError("the mesh is empty or not finite")
    scale = longest / size
    return mesh.transform(np.eye(3) * scale, -(low + high) / 2 * scale)
