"""A folder of GLB files and the pack made of it give the same meshes."""

import hashlib
import json
import multiprocessing
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import trimesh
from PIL import Image

from kiln import assets, pack
from kiln.mesh import Mesh, normalise
from kiln.rasterise import viewset
from kiln.viewset import to_bytes

TRAINING = Path(__file__).parents[1]


def textured(rng: np.random.Generator) -> trimesh.Trimesh:
    """A ball with a random texture, its coordinates beyond [0, 1] too."""
    ball = trimesh.creation.icosphere(2)
    image = Image.fromarray(rng.integers(0, 256, (8, 16, 3), np.uint8))
    material = trimesh.visual.material.PBRMaterial(baseColorTexture=image)
    return trimesh.Trimesh(
        ball.vertices,
        ball.faces,
        visual=trimesh.visual.TextureVisuals(uv=rng.uniform(-0.5, 1.5, (len(ball.vertices), 2)), material=material),
    )


def painted() -> trimesh.Trimesh:
    """A box in two colours."""
    box = trimesh.creation.box((1, 2, 0.5)).apply_translation((3, 0, 0))
    box.visual.vertex_colors = np.where(box.vertices[:, 1:2] > 0, [[255, 40, 0, 255]], [[0, 90, 255, 255]])
    return box


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    out = tmp_path_factory.mktemp("assets")
    rng = np.random.default_rng(0)
    scenes = {"ball": [textured(rng)], "box": [painted()], "both": [textured(rng), painted()]}
    rows = []
    for name, parts in scenes.items():
        trimesh.Scene(parts).export(out / f"{name}.glb")
        row = {"id": name, "file": f"{name}.glb", "category": "toy", "captions": [f"a {name}"], "front": "+x"}
        rows.append(row | {"split": "train", "pack": "made here", "license": "CC0-1.0"})
    (out / "catalog.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows))
    return out


@pytest.fixture(scope="module")
def packed(folder):
    path = folder / "assets.pack"
    command = [sys.executable, "-m", "kiln.pack", "--folder", folder, "--out", path]
    subprocess.run(list(map(str, command)), cwd=TRAINING, check=True, capture_output=True)
    return path


def test_catalogue_is_the_same(folder, packed):
    assert pack.read_catalog(packed) == assets.read_catalog(folder)


@pytest.mark.parametrize("name", ["ball", "box", "both"])
def test_viewsets_differ_by_a_byte_at_most(folder, packed, name):
    row = next(r for r in pack.read_catalog(packed) if r["id"] == name)
    want, got = (to_bytes(viewset(pack.load_asset(source, row), 32)).astype(int) for source in (folder, packed))
    assert want.any()
    # A texel's edge may fall on the other side of a sample; in a random texture that is a jump in colour.
    different = (np.abs(want - got) > 1).any(-1)
    assert different.mean() < (0.001 if name == "box" else 0.01)


def test_smooth_normals_survive_and_flat_ones_are_not_stored(folder, packed):
    mesh = pack.Pack(packed).mesh("ball")
    smooth = normalise(assets.read_glb(folder / "ball.glb")).smooth(180)
    writer = pack.Writer()
    writer.add({"id": "flat"}, mesh)
    writer.add({"id": "smooth"}, smooth)
    writer.write(packed.parent / "normals.pack")
    again = pack.Pack(packed.parent / "normals.pack")
    assert np.degrees(np.arccos(np.clip((again.mesh("smooth").normals * smooth.normals).sum(-1), -1, 1))).max() < 1.2
    assert not again.smooth[: len(mesh.faces)].any() and again.smooth[len(mesh.faces) :].all()


def test_octahedral_codes_hold_every_direction():
    rng = np.random.default_rng(0)
    n = rng.normal(size=(2000, 3))
    n = np.concatenate([n / np.linalg.norm(n, axis=1, keepdims=True), np.eye(3), -np.eye(3)])
    back = pack.from_octahedral(pack.octahedral(n))
    assert np.degrees(np.arccos(np.clip((n * back).sum(1), -1, 1))).max() < 1.2


def test_first_use_codes_come_back():
    rows = np.random.default_rng(1).integers(0, 5, (300, 3)).astype(np.uint16)
    table, codes = pack.first_use(rows)
    assert len(table) == len(np.unique(rows, axis=0)) and codes.min() == 0
    assert np.array_equal(table[pack.row_numbers(codes)], rows)


def read_textures(job: tuple[Path, list[int]]) -> dict[int, str]:
    """The digests of the textures of these models, or what went wrong."""
    path, numbers = job
    digests = {}
    for n in numbers:
        try:
            digests[n] = hashlib.sha256(pack.open_pack(path).mesh(f"m{n}").textures[0].tobytes()).hexdigest()
        except Exception as error:  # a worker that got another's bytes: bad checksums, files that are none
            digests[n] = repr(error)
    return digests


def test_workers_forked_from_a_process_with_an_open_pack_read_textures_intact(tmp_path):
    rng, writer, want = np.random.default_rng(0), pack.Writer(), {}
    corners = np.array([[0, 0, 0], [0.5, 0, 0], [0, 0.5, 0]], np.float32)
    for n in range(24):
        image = rng.integers(0, 256, (160, 160, 3), np.uint8)
        want[n] = hashlib.sha256(image.tobytes()).hexdigest()
        mesh = Mesh(
            positions=corners,
            faces=np.array([[0, 1, 2]], np.int32),
            colors=np.ones((1, 3, 3), np.float32),
            uv=np.zeros((1, 3, 2), np.float32),
            texture=np.zeros(1, np.int32),
            textures=(image,),
        )
        writer.add({"id": f"m{n}"}, mesh)
    path = tmp_path / "textured.pack"
    writer.write(path)
    assert len(pack.open_pack(path).rows) == len(want)  # as kiln.gpu.build reads the catalogue before it forks
    orders = [(path, [int(n) for n in rng.permutation(len(want))]) for _ in range(4)]
    with multiprocessing.get_context("fork").Pool(4) as workers:
        for found in workers.map(read_textures, orders, chunksize=1):
            assert found == want


def test_errors_say_what_to_do(tmp_path, folder):
    wrong = tmp_path / "wrong.pack"
    wrong.write_bytes(b"no archive")
    with pytest.raises(ValueError, match="python -m kiln.pack"):
        pack.Pack(wrong)
    with pytest.raises(FileNotFoundError, match="catalog.jsonl"):
        pack.read_catalog(tmp_path)
    with pytest.raises(ValueError, match="normalised"):
        pack.Writer().add({"id": "large"}, assets.read_glb(folder / "box.glb"))
