"""Read a folder of GLB files described by a catalog.jsonl (the format is in training/README.md)."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import trimesh

from kiln.mesh import Mesh, merge, normalise

# Degrees about Y that turn a front direction to +Z.
_TURN = {"+z": 0.0, "unknown": 0.0, "-z": 180.0, "+x": -90.0, "-x": 90.0}


def read_catalog(folder: Path) -> list[dict]:
    """The lines of FOLDER/catalog.jsonl. Raises FileNotFoundError that says what is missing."""
    path = folder / "catalog.jsonl"
    if not path.is_file():
        raise FileNotFoundError(f"{path} not found: give a folder with a catalog.jsonl (see training/README.md)")
    return [json.loads(line) for line in path.read_text().splitlines() if line.strip()]


def load_asset(folder: Path, row: dict) -> Mesh:
    """One catalogue row's GLB as a normalised mesh whose front faces +Z."""
    mesh = read_glb(folder / row["file"])
    return normalise(mesh.rotate("y", _TURN[row.get("front", "unknown")]))


def read_glb(path: Path) -> Mesh:
    """Positions, base colours (factor, texture or vertex colours) and normals of a GLB file."""
    scene = trimesh.load(path, force="scene", process=False)
    parts = [_convert(g.copy(include_cache=True).apply_transform(m)) for m, g in _instances(scene)]
    if not parts:
        raise ValueError(f"{path} holds no triangles")
    return merge(parts)


def _instances(scene: trimesh.Scene):
    for name in scene.graph.nodes_geometry:
        matrix, geometry = scene.graph[name]
        if isinstance(scene.geometry[geometry], trimesh.Trimesh):
            yield matrix, scene.geometry[geometry]


def _convert(geometry: trimesh.Trimesh) -> Mesh:
    faces = np.asarray(geometry.faces, np.int32)
    base = np.ones(4, np.float32)
    uv, texture, images = None, None, ()
    colors = np.ones((len(faces), 3, 3), np.float32)
    visual = geometry.visual
    if isinstance(visual, trimesh.visual.TextureVisuals):
        material = visual.material
        if isinstance(material, trimesh.visual.material.SimpleMaterial):
            material = material.to_pbr()
        if material.baseColorFactor is not None:
            base = np.asarray(material.baseColorFactor, np.float32)
            base = base / 255 if base.max() > 1 else base
        if material.baseColorTexture is not None and visual.uv is not None:
            image = np.asarray(material.baseColorTexture.convert("RGB"), np.uint8)
            # trimesh flips v so that it ascends; images here start with row 0.
            uv = np.asarray(visual.uv, np.float32)[faces] * (1, -1) + (0, 1)
            texture, images = np.zeros(len(faces), np.int32), (image,)
        attribute = visual.vertex_attributes.get("color") if visual.vertex_attributes else None
        if attribute is not None:
            vertex = np.asarray(attribute, np.float32)[:, :3]
            colors = (vertex / 255 if vertex.max() > 1 else vertex)[faces]
    elif visual.kind == "vertex":
        colors = (np.asarray(visual.vertex_colors, np.float32)[:, :3] / 255)[faces]
    # glTF's factors and vertex colours are linear light; textures are sRGB already.
    colors = _to_srgb(colors * base[:3])
    smooth = "vertex_normals" in geometry._cache.cache
    normals = np.asarray(geometry.vertex_normals, np.float32)[faces] if smooth else None
    return Mesh(
        np.asarray(geometry.vertices, np.float32),
        faces,
        colors.astype(np.float32),
        normals,
        uv,
        texture,
        images,
    )


def _to_srgb(linear: np.ndarray) -> np.ndarray:
    linear = np.clip(linear, 0, 1)
    return np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)
