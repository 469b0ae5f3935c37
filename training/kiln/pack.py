"""A folder of GLB files as one small archive, to take to a machine behind a narrow line.

    python -m kiln.pack --folder PATH/TO/FOLDER --out cache/assets.pack
    python -m kiln.dataset assets --folder cache/assets.pack --out cache/assets

Meshes are stored as `kiln.assets.load_asset` returns them, positions in 16 bits, colours in 8, normals in 2 x 8, so
that viewsets rendered from a pack differ by about a byte from those of the GLB files. Reading one takes no GLB reader.

A pack is a zip file: catalog.jsonl, textures/N.png and, for all meshes together, columns as .npy under LZMA. Corners
point into tables of distinct values. They count back from the newest entry in order of first use (0: the next new
one), which leaves small and repetitive numbers; wide columns are cut into byte planes, so that LZMA sees the slow
bytes apart from the fast ones.
"""

from __future__ import annotations

import argparse
import functools
import hashlib
import io
import json
import zipfile
from pathlib import Path

import numpy as np
from PIL import Image

from kiln.mesh import Mesh

# The tables that corners point into, with the type of their values.
TABLES = {"position": "<u2", "color": "u1", "normal": "u1", "uv": "<u2"}


def first_use(rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The distinct rows of [M, k] (k at most 4, values of at most 16 bits) in order of first use, and codes [M].

    A code is the number of distinct rows so far minus the row's own number, 0 for a row seen for the first time.
    """
    keys = np.zeros(len(rows), np.uint64)
    for column in rows.T:
        keys = keys * np.uint64(1 << 16) + column.astype(np.uint64)
    _, first, inverse = np.unique(keys, return_index=True, return_inverse=True)
    rank = np.empty(len(first), np.int64)
    rank[np.argsort(first)] = np.arange(len(first))
    new = np.zeros(len(rows), np.int64)
    new[first] = 1
    return rows[np.sort(first)], np.cumsum(new) - new - rank[inverse.reshape(-1)]


def row_numbers(codes: np.ndarray) -> np.ndarray:
    """[M] the row numbers that `first_use` coded."""
    new = (codes == 0).astype(np.int64)
    return np.cumsum(new) - new - codes


def octahedral(normals: np.ndarray) -> np.ndarray:
    """Unit vectors [N, 3] to [N, 2] uint8: projected onto an octahedron whose lower half is folded outwards
    (Cigolle et al., "A Survey of Efficient Representations for Independent Unit Vectors", 2014)."""
    n = normals / np.maximum(np.abs(normals).sum(1, keepdims=True), 1e-12)
    folded = (1 - np.abs(n[:, 1::-1])) * np.where(n[:, :2] < 0, -1, 1)
    return np.round((np.where(n[:, 2:] < 0, folded, n[:, :2]) + 1) * 127).astype(np.uint8)


def from_octahedral(codes: np.ndarray) -> np.ndarray:
    """[N, 2] uint8 back to unit vectors [N, 3] float32."""
    xy = codes.astype(np.float32) / 127 - 1
    z = 1 - np.abs(xy).sum(1, keepdims=True)
    xy = np.where(z < 0, (1 - np.abs(xy[:, ::-1])) * np.where(xy < 0, -1, 1), xy)
    n = np.concatenate([xy, z], 1)
    return (n / np.linalg.norm(n, axis=1, keepdims=True)).astype(np.float32)


def planes(values: np.ndarray) -> np.ndarray:
    """[N, k] to its byte planes [k * bytes, N] uint8."""
    width = values.shape[1] * values.itemsize
    return np.ascontiguousarray(np.ascontiguousarray(values).view(np.uint8).reshape(len(values), width).T)


def from_planes(data: np.ndarray, kind: str) -> np.ndarray:
    """What `planes` cut, an array of the type `kind`."""
    return np.ascontiguousarray(data.T).view(kind)


class Writer:
    """Collects meshes and writes the archive."""

    def __init__(self) -> None:
        self.rows: list[dict] = []
        self.columns: dict[str, list[np.ndarray]] = {}
        self.textures: dict[bytes, tuple[int, np.ndarray]] = {}  # by their pixels: a pack's models share atlases

    def add(self, row: dict, mesh: Mesh) -> None:
        """Add a normalised mesh and its line of the catalogue. ValueError if the mesh leaves [-0.5, 0.5]³."""
        low, high = mesh.bounds()
        if low.min() < -0.5 or high.max() > 0.5:
            raise ValueError(f"{row['id']}: a mesh to pack must be normalised, but it reaches from {low} to {high}")
        normals = mesh.corner_normals()
        smooth = np.abs(normals - mesh.face_normals()[:, None]).max((1, 2)) > 1e-3
        texture = np.zeros(len(mesh.faces), "<u2")  # 0 for none, else 1 + number of the picture
        uv, uv_range = np.zeros((0, 2), "<u2"), np.zeros((1, 4), "<f4")
        if mesh.texture is not None:
            used = mesh.texture >= 0
            numbers = np.array([1 + self._texture(image) for image in mesh.textures], "<u2")
            texture[used] = numbers[mesh.texture[used]]
            corners = mesh.uv[used].reshape(-1, 2)
            low, extent = corners.min(0), np.maximum(np.ptp(corners, axis=0), 1e-9)
            uv = np.round((corners - low) / extent * 65535).astype("<u2")
            uv_range[0] = [*low, *extent]
        values = {
            "position": np.round((mesh.positions[mesh.faces.reshape(-1)] + 0.5) * 65535).astype("<u2"),
            "color": np.round(mesh.colors.reshape(-1, 3) * 255).astype(np.uint8),
            "normal": octahedral(normals[smooth].reshape(-1, 3)),
            "uv": uv,
        }
        sizes = [len(mesh.faces)]
        for name, rows in values.items():
            table, codes = first_use(rows)
            self._append(name, table)
            self._append(f"{name}_corner", codes.astype("<u4")[:, None])
            sizes += [len(codes), len(table)]
        self._append("sizes", np.array([sizes], np.int64))
        self._append("uv_range", uv_range)
        self._append("smooth", smooth)
        self._append("texture", texture[:, None])
        self.rows.append(row)

    def _append(self, column: str, values: np.ndarray) -> None:
        self.columns.setdefault(column, []).append(values)

    def _texture(self, image: np.ndarray) -> int:
        key = hashlib.sha256(image.tobytes() + str(image.shape).encode()).digest()
        return self.textures.setdefault(key, (len(self.textures), image))[0]

    def write(self, out: Path) -> None:
        """Write the archive, whole or not at all."""
        columns = {name: np.concatenate(parts) for name, parts in self.columns.items()}
        for name in TABLES:
            # Neighbours are alike, so their differences (modulo the type's range) are small.
            columns[name] = planes(np.diff(columns[name], axis=0, prepend=np.zeros_like(columns[name][:1])))
            columns[f"{name}_corner"] = planes(columns[f"{name}_corner"])
        columns["texture"] = planes(columns["texture"])
        partial = out.with_suffix(".partial")
        with zipfile.ZipFile(partial, "w", zipfile.ZIP_LZMA) as archive:
            archive.writestr("catalog.jsonl", "".join(json.dumps(row) + "\n" for row in self.rows))
            for name, values in columns.items():
                buffer = io.BytesIO()
                np.save(buffer, values, allow_pickle=False)
                archive.writestr(f"{name}.npy", buffer.getvalue())
            for number, image in self.textures.values():
                buffer = io.BytesIO()
                Image.fromarray(image).save(buffer, "PNG", optimize=True)
                archive.writestr(f"textures/{number}.png", buffer.getvalue(), zipfile.ZIP_STORED)
        partial.replace(out)


class Pack:
    """An opened pack. rows: the catalogue's lines."""

    def __init__(self, path: Path) -> None:
        """Read everything but the textures. ValueError if the file is no pack."""
        self.path = path
        try:
            self.archive = zipfile.ZipFile(path)
            self.rows = [json.loads(line) for line in self.archive.read("catalog.jsonl").splitlines()]
        except (zipfile.BadZipFile, KeyError) as error:
            raise ValueError(f"{path} is no pack: make one with python -m kiln.pack") from error
        self.number_of = {row["id"]: i for i, row in enumerate(self.rows)}
        self.sizes = self._column("sizes")
        self.ends = np.cumsum(self.sizes, axis=0)
        self.uv_range, self.smooth = self._column("uv_range"), self._column("smooth")
        self.texture = from_planes(self._column("texture"), "<u2")[:, 0]
        self.tables = {}
        for name, kind in TABLES.items():
            differences = from_planes(self._column(name), kind)
            table = np.cumsum(differences, axis=0, dtype=differences.dtype)
            self.tables[name] = (from_planes(self._column(f"{name}_corner"), "<u4")[:, 0].astype(np.int64), table)
        self.image = functools.cache(self._image)

    def _column(self, name: str) -> np.ndarray:
        return np.load(io.BytesIO(self.archive.read(f"{name}.npy")), allow_pickle=False)

    def _image(self, number: int) -> np.ndarray:
        # The file is opened anew: processes that were forked after a pack was opened share its place in the file.
        with zipfile.ZipFile(self.path) as archive:
            return np.asarray(Image.open(io.BytesIO(archive.read(f"textures/{number}.png"))).convert("RGB"))

    def mesh(self, identifier: str) -> Mesh:
        """The normalised mesh of the line with this id. KeyError if there is none."""
        i = self.number_of[identifier]
        spans = [slice(end - size, end) for end, size in zip(self.ends[i], self.sizes[i], strict=True)]
        corners, values = {}, {}
        for k, (name, (codes, table)) in enumerate(self.tables.items()):
            corners[name] = row_numbers(codes[spans[1 + 2 * k]])
            values[name] = table[spans[2 + 2 * k]]
        positions = values["position"].astype(np.float32) / 65535 - 0.5
        faces = corners["position"].reshape(-1, 3).astype(np.int32)
        colors = (values["color"].astype(np.float32) / 255)[corners["color"]].reshape(-1, 3, 3)
        mesh = Mesh(positions, faces, colors)
        smooth = self.smooth[spans[0]]
        normals = mesh.corner_normals()
        normals[smooth] = from_octahedral(values["normal"])[corners["normal"]].reshape(-1, 3, 3)
        texture = self.texture[spans[0]].astype(np.int32)
        if not texture.any():
            return Mesh(positions, faces, colors, normals)
        numbers, local = np.unique(texture, return_inverse=True)
        if numbers[0] == 0:
            numbers, local = numbers[1:], local - 1
        low, extent = self.uv_range[i, :2], self.uv_range[i, 2:]
        uv = np.zeros((len(faces), 3, 2), np.float32)
        uv[texture > 0] = (values["uv"] / np.float32(65535) * extent + low)[corners["uv"]].reshape(-1, 3, 2)
        images = tuple(self.image(n - 1) for n in numbers)
        return Mesh(positions, faces, colors, normals, uv, local.astype(np.int32), images)


# Worker processes render one object after the other: each opens a pack once.
open_pack = functools.lru_cache(maxsize=1)(Pack)


def read_catalog(source: Path) -> list[dict]:
    """The lines of the catalogue of a folder of GLB files or of a pack."""
    if source.is_file():
        return open_pack(source).rows
    from kiln.assets import read_catalog as read_folder  # needs trimesh, which a pack does without

    return read_folder(source)


def load_asset(source: Path, row: dict) -> Mesh:
    """The normalised mesh of a catalogue's line, from a folder of GLB files or a pack."""
    if source.is_file():
        return open_pack(source).mesh(row["id"])
    from kiln.assets import load_asset as load_file

    return load_file(source, row)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, required=True, help="the folder with catalog.jsonl")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    writer = Writer()
    rows = read_catalog(args.folder)
    for done, row in enumerate(rows, 1):
        writer.add(row, load_asset(args.folder, row))
        if done % 200 == 0 or done == len(rows):
            print(f"{done} of {len(rows)} read", flush=True)
    args.out.parent.mkdir(parents=True, exist_ok=True)
    writer.write(args.out)
    print(f"{args.out}: {args.out.stat().st_size / 1e6:.1f} MB, {len(writer.textures)} textures")


if __name__ == "__main__":
    main()
