"""The text encoder: a prompt becomes up to 24 tokens of 512 values, read from `models/text-encoder` alone.

It is the transformer of Universal Sentence Encoder lite (Cer et al., "Universal Sentence Encoder", 2018) up to
its per-token outputs; the pooling that makes a sentence embedding of them is left out. It is frozen: Kiln's
denoiser is trained on what it returns. `src/model/text/` is the same network in TypeScript.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path

import numpy as np
import safetensors
import torch
from tokenizers import Tokenizer
from torch import nn

DIRECTORY = Path(__file__).resolve().parents[2] / "models" / "text-encoder"
WEIGHTS = "text-encoder.safetensors"
TOKENIZER = "tokenizer.json"


@dataclass(frozen=True)
class TextConfig:
    """The `config` of the text encoder's manifest.

    vocabulary: number of pieces; embedding: width of their vectors; width: of each layer's output;
    mlp: hidden width of the feed-forward part; eps: of the layer norms; timescale: longest wavelength of the
    position signal over 2π; tokens: most tokens a prompt may have; characters: code points of a prompt that are
    read at all.
    """

    vocabulary: int
    embedding: int
    width: int
    layers: int
    heads: int
    mlp: int
    eps: float
    timescale: float
    tokens: int
    characters: int

    @classmethod
    def read(cls, directory: Path) -> TextConfig:
        """The config in `directory/manifest.json`. ValueError if that is no text encoder's manifest."""
        manifest = json.loads((directory / "manifest.json").read_text(encoding="utf-8"))
        if manifest.get("format") != 1 or manifest.get("kind") != "text-encoder":
            raise ValueError(f"{directory / 'manifest.json'}: expected format 1 and kind text-encoder")
        return cls(**{field.name: manifest["config"][field.name] for field in fields(cls)})


def position_signal(length: int, width: int, timescale: float) -> torch.Tensor:
    """Sines, then cosines, of the position at width / 2 geometric frequencies from 1 to 1 / timescale: [length, width]
    (Vaswani et al., "Attention Is All You Need", 2017, with the halves side by side instead of interleaved)."""
    half = width // 2
    frequencies = timescale ** (-torch.arange(half, dtype=torch.float64) / (half - 1))
    angles = torch.arange(length, dtype=torch.float64)[:, None] * frequencies  # [length, half]
    return torch.cat([angles.sin(), angles.cos()], 1).float()


class Layer(nn.Module):
    """A pre-norm transformer layer, from `wide` to `width` values a token.

    Where the two differ, the residual of the attention goes through a linear layer of its own.
    """

    def __init__(self, config: TextConfig, wide: int) -> None:
        super().__init__()
        width = config.width
        self.heads = config.heads
        self.norm1 = nn.LayerNorm(wide, eps=config.eps)
        self.qkv = nn.Linear(wide, 3 * wide)  # rows: all q (head-major), all k, all v
        self.proj = nn.Linear(wide, width)
        self.residual = nn.Identity() if wide == width else nn.Linear(wide, width)
        self.norm2 = nn.LayerNorm(width, eps=config.eps)
        self.up = nn.Linear(width, config.mlp)
        self.down = nn.Linear(config.mlp, width)

    def forward(self, x: torch.Tensor) -> torch.Tensor:  # [B, T, wide] -> [B, T, width]
        batch, length, wide = x.shape
        split = (batch, length, 3, self.heads, wide // self.heads)
        q, k, v = self.qkv(self.norm1(x)).view(split).permute(2, 0, 3, 1, 4)  # each [B, H, T, wide / H]
        weights = (q @ k.transpose(-1, -2) * q.shape[-1] ** -0.5).softmax(-1)  # [B, H, T, T]
        attended = (weights @ v).transpose(1, 2).reshape(x.shape)
        x = self.residual(x) + self.proj(attended)
        return x + self.down(self.up(self.norm2(x)).relu())


class TokenTransformer(nn.Module):
    """Piece ids to contextual tokens. It has no mask: all prompts of a batch have the same length."""

    def __init__(self, config: TextConfig) -> None:
        super().__init__()
        self.embedding = nn.Embedding(config.vocabulary, config.embedding)
        widths = [config.embedding] + [config.width] * (config.layers - 1)
        self.layers = nn.ModuleList(Layer(config, wide) for wide in widths)
        signal = position_signal(config.tokens, config.embedding, config.timescale)
        self.register_buffer("position", signal, persistent=False)

    def forward(self, ids: torch.Tensor) -> torch.Tensor:  # [B, T] -> [B, T, width]
        # Twice the embedding is no slip: the original adds its position signal to a copy and keeps the residual.
        x = 2 * self.embedding(ids) + self.position[: ids.shape[1]]
        for layer in self.layers:
            x = layer(x)
        return x


def read_weights(path: Path) -> dict[str, np.ndarray]:
    """All weights of a safetensors file in float32; int8 ones are multiplied by their `.scale`, row by row."""
    with safetensors.safe_open(path, framework="numpy") as file:
        stored = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 (not a mapping)
    weights = {}
    for name, value in stored.items():
        if value.dtype == np.int8:
            weights[name] = value.astype(np.float32) * stored[f"{name}.scale"][:, None]
        elif not (name.endswith(".scale") and name[: -len(".scale")] in stored):
            weights[name] = value.astype(np.float32)
    return weights


class TextEncoder:
    """Prompts to tokens, from the files of one directory. Runs on the CPU unless given another device."""

    def __init__(self, directory: str | Path = DIRECTORY, device: str | torch.device = "cpu") -> None:
        self.directory = directory = Path(directory)
        self.config = TextConfig.read(directory)
        self.device = torch.device(device)
        self.tokenizer = Tokenizer.from_file(str(directory / TOKENIZER))
        weights = {name: torch.from_numpy(value) for name, value in read_weights(directory / WEIGHTS).items()}
        self.network = TokenTransformer(self.config)
        self.network.load_state_dict(weights)
        self.network.to(self.device).eval().requires_grad_(False)

    @cached_property
    def digest(self) -> str:
        """Tells encoders of other files apart."""
        files = [(self.directory / name).read_bytes() for name in (WEIGHTS, TOKENIZER)]
        return hashlib.sha256(b"".join(files)).hexdigest()

    def ids(self, prompt: str) -> list[int]:
        """The piece ids of a prompt, at most `config.tokens` of them; none for an empty or blank prompt."""
        # Cut before tokenising, as the browser does, so that both read the same part of a very long prompt.
        pieces = self.tokenizer.encode(prompt[: self.config.characters], add_special_tokens=False).ids
        return pieces[: self.config.tokens]

    @torch.no_grad()
    def encode(self, prompts: Sequence[str], batch: int = 256) -> list[np.ndarray]:
        """For each prompt its tokens, float32 [T, width] with T at most `config.tokens`; [0, width] for an empty one.

        Prompts of the same length run together, `batch` at a time, and each distinct one only once: equal prompts
        share one array.
        """
        by_length: dict[int, list[tuple[int, ...]]] = {}
        keys = [tuple(self.ids(prompt)) for prompt in prompts]
        for key in dict.fromkeys(keys):
            by_length.setdefault(len(key), []).append(key)
        tokens: dict[tuple[int, ...], np.ndarray] = {(): np.zeros((0, self.config.width), np.float32)}
        for length, group in by_length.items():
            for start in range(0, len(group) if length else 0, batch):
                part = group[start : start + batch]
                out = self.network(torch.tensor(part, device=self.device)).cpu().numpy()  # [B, T, width]
                tokens.update(zip(part, out, strict=True))
        return [tokens[key] for key in keys]
