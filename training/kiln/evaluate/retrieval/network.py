"""A small model of how well a caption fits a viewset: a dual encoder in the manner of CLIP (Radford et al. 2021).

The object's tower is a vision transformer over 16 x 16 patches of the three views. The caption's tower is a
transformer over the frozen text encoder's tokens. Both end in a unit vector. It judges, and is never used to guide
sampling, so that no generator learns to please it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.numpy import load_file, save_file
from torch import Tensor, nn

from kiln.batches import encode_bytes
from kiln.manifest import file_entry
from kiln.network import attention
from kiln.text import TextEncoder
from kiln.viewset import to_bytes


@dataclass(frozen=True)
class RetrievalConfig:
    """Sizes of the two towers; `embedding` is the width of the space that they share."""

    resolution: int = 64
    patch: int = 16
    bottleneck: int = 128
    width: int = 128
    heads: int = 4
    depth: int = 4
    text_depth: int = 2
    text_width: int = 512
    text_tokens: int = 24
    embedding: int = 128


class Layer(nn.Module):
    """Pre-norm transformer layer."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.norm1, self.norm2 = nn.LayerNorm(width), nn.LayerNorm(width)
        self.qkv = nn.Linear(width, 3 * width, bias=False)
        self.proj = nn.Linear(width, width)
        self.up = nn.Linear(width, 4 * width)
        self.down = nn.Linear(4 * width, width)

    def forward(self, x: Tensor, mask: Tensor | None = None) -> Tensor:  # [B, N, D], mask [B, 1, 1, N] additive
        b, n, d = x.shape
        q, k, v = self.qkv(self.norm1(x)).view(b, n, 3, self.heads, d // self.heads).permute(2, 0, 3, 1, 4)
        x = x + self.proj(attention(q, k, v, mask).transpose(1, 2).reshape(b, n, d))
        return x + self.down(F.gelu(self.up(self.norm2(x))))


class Retrieval(nn.Module):
    """Viewsets and captions to unit vectors in one space; `scale` is the logarithm of the inverse temperature."""

    def __init__(self, config: RetrievalConfig) -> None:
        super().__init__()
        c = self.config = config
        grid = c.resolution // c.patch
        self.reduce = nn.Linear(c.patch**2 * 9, c.bottleneck, bias=False)
        self.expand = nn.Linear(c.bottleneck, c.width)
        self.position = nn.Parameter(torch.randn(3 * grid * grid, c.width) * 0.02)
        self.layers = nn.ModuleList(Layer(c.width, c.heads) for _ in range(c.depth))
        self.out = nn.Sequential(nn.LayerNorm(c.width), nn.Linear(c.width, c.embedding, bias=False))
        self.text_in = nn.Linear(c.text_width, c.width)
        # One more place, in front: its output stands for the whole caption.
        self.text_position = nn.Parameter(torch.randn(1 + c.text_tokens, c.width) * 0.02)
        self.text_layers = nn.ModuleList(Layer(c.width, c.heads) for _ in range(c.text_depth))
        self.text_out = nn.Sequential(nn.LayerNorm(c.width), nn.Linear(c.width, c.embedding, bias=False))
        self.scale = nn.Parameter(torch.tensor(np.log(1 / 0.07), dtype=torch.float32))

    def objects(self, x: Tensor) -> Tensor:
        """Encoded viewsets [B, 3, R, R, 9] to unit vectors [B, embedding]."""
        c = self.config
        b, n, p = x.shape[0], c.resolution // c.patch, c.patch
        patches = x.view(b, 3, n, p, n, p, 9).permute(0, 1, 2, 4, 3, 5, 6).reshape(b, 3 * n * n, p * p * 9)
        tokens = self.expand(self.reduce(patches)) + self.position
        for layer in self.layers:
            tokens = layer(tokens)
        return F.normalize(self.out(tokens.mean(1)), dim=-1)

    def captions(self, text: Tensor, keep: Tensor) -> Tensor:
        """Tokens [B, T, 512] of the text encoder, keep [B, T] False for padding, to unit vectors [B, embedding]."""
        tokens = self.text_in(text) + self.text_position[1 : 1 + text.shape[1]]
        first = self.text_position[:1].expand(len(text), 1, -1)
        mask = torch.zeros(keep.shape, dtype=text.dtype, device=text.device).masked_fill(~keep, -1e4)
        mask = F.pad(mask, (1, 0))[:, None, None]
        tokens = torch.cat([first, tokens], 1)
        for layer in self.text_layers:
            tokens = layer(tokens, mask)
        return F.normalize(self.text_out(tokens[:, 0]), dim=-1)


def pad_tokens(tokens: Sequence[np.ndarray], width: int = 512) -> tuple[Tensor, Tensor]:
    """Arrays [T_i, width], B of them or none, as one tensor [B, T, width] and its mask [B, T], False for padding."""
    longest = max([1, *(len(t) for t in tokens)])
    text = torch.zeros(len(tokens), longest, width)
    for i, t in enumerate(tokens):
        text[i, : len(t)] = torch.from_numpy(np.asarray(t, np.float32))
    lengths = torch.tensor([len(t) for t in tokens], dtype=torch.long)
    return text, lengths[:, None] > torch.arange(longest)


class Judge:
    """A trained model at work, from natural viewsets and plain captions to unit vectors."""

    def __init__(self, net: Retrieval, device: str | torch.device = "cpu") -> None:
        self.net, self.device = net.to(device).eval(), device
        self.encoder = TextEncoder(device=device)

    @torch.no_grad()
    def objects(self, viewsets: np.ndarray, batch: int = 64) -> np.ndarray:
        """Natural viewsets [N, 3, R, R, 9] to [N, embedding] float32. They go through bytes, with a hard silhouette,
        as the sets that the model was trained on; of finer ones every second, third... ray is looked at."""
        every = viewsets.shape[2] // self.net.config.resolution
        viewsets = viewsets[:, :, every // 2 :: every, every // 2 :: every]
        out = []
        for part in np.array_split(viewsets, range(batch, len(viewsets), batch)):
            hard = part.copy()
            hard[..., 0] = hard[..., 0] > 0.5
            data = torch.from_numpy(to_bytes(hard)).to(self.device)
            x = encode_bytes(data, torch.zeros(len(part), dtype=torch.bool, device=self.device))
            out.append(self.net.objects(x).cpu().numpy())
        return np.concatenate(out)

    @torch.no_grad()
    def captions(self, captions: Sequence[str], batch: int = 512) -> np.ndarray:
        """Captions to [N, embedding] float32."""
        tokens = self.encoder.encode(captions)
        out = []
        for start in range(0, len(tokens), batch):
            text, keep = pad_tokens(tokens[start : start + batch])
            out.append(self.net.captions(text.to(self.device), keep.to(self.device)).cpu().numpy())
        return np.concatenate(out)


def save(net: Retrieval, training: dict, folder: Path) -> None:
    """Write weights (float16) and manifest, in the manner of docs/conventions.md."""
    folder.mkdir(parents=True, exist_ok=True)
    weights = {name: value.detach().cpu().numpy().astype(np.float16) for name, value in net.state_dict().items()}
    path = folder / "retrieval.safetensors"
    save_file(weights, path)
    manifest = {
        "format": 1,
        "name": "retrieval",
        "kind": "retrieval",
        "config": asdict(net.config),
        "files": [file_entry(path)],
        "training": training,
        "licence": "CC0-1.0",
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")


def load(folder: Path) -> tuple[Retrieval, dict]:
    """A saved model and its manifest. Raises FileNotFoundError or ValueError, saying how to make one."""
    hint = "make one with python -m kiln.evaluate.retrieval"
    if not (folder / "manifest.json").exists():
        raise FileNotFoundError(f"no retrieval model in {folder}: {hint}")
    manifest = json.loads((folder / "manifest.json").read_text())
    if manifest.get("format") != 1 or manifest.get("kind") != "retrieval":
        raise ValueError(f"{folder}: expected format 1 and kind retrieval; {hint}")
    net = Retrieval(RetrievalConfig(**manifest["config"]))
    weights = load_file(folder / manifest["files"][0]["path"])
    net.load_state_dict({name: torch.from_numpy(np.asarray(value, np.float32)) for name, value in weights.items()})
    return net.eval(), manifest
