"""The denoiser: one transformer over viewset patches, text tokens and photo tokens.

The exact arithmetic and every tensor's name are in docs/conventions.md; src/model/network.ts is its twin, and
goldens/ holds the two together. Design: a plain transformer on raw patches with x_0 prediction (Li and He 2025),
adaLN-single (PixArt-alpha), QK-norm, squared ReLU (Primer).
"""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn


@dataclass(frozen=True)
class Config:
    """Sizes of a network; the file format's `config`."""

    resolution: int = 64
    patch: int = 16
    width: int = 256
    depth: int = 8
    heads: int = 4
    mlp: int = 1024
    bottleneck: int = 128
    text_width: int = 512
    text_tokens: int = 24
    photo_size: int = 128
    photo_patch: int = 16
    photos: int = 4

    def to_dict(self) -> dict:
        return asdict(self)

    @property
    def grid(self) -> int:
        """Patches along one side of a view."""
        return self.resolution // self.patch

    @property
    def tokens(self) -> int:
        """Viewset tokens."""
        return 3 * self.grid**2


TIME_FEATURES = 64


def time_features(tau: Tensor) -> Tensor:
    """[B] noise levels to [B, 128] cosines and sines of the log-SNR coordinate s = ln((1 - tau) / tau)."""
    tau = tau.clamp(1e-4, 1 - 1e-4)
    s = torch.log((1 - tau) / tau)
    frequencies = torch.exp(torch.linspace(math.log(0.1), math.log(10), TIME_FEATURES, device=tau.device))
    angle = s[:, None] * frequencies
    return torch.cat([torch.cos(angle), torch.sin(angle)], 1)


def attention(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None) -> Tensor:
    """softmax(q k^T / sqrt(d) + mask) v for [B, H, N, d]; mask broadcasts to [B, H, N, N]."""
    if q.is_cuda:
        return F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
    # On a CPU, for some dozens of tokens, plain products have a faster backward pass than the fused operator.
    scores = q @ (k * k.shape[-1] ** -0.5).transpose(-2, -1)
    return (scores if mask is None else scores + mask).softmax(-1) @ v


class SquaredRelu(torch.autograd.Function):
    """relu(x)², its gradient in two passes: on a CPU the memory traffic of element-wise steps costs more than
    the matrix products."""

    @staticmethod
    def forward(ctx, x: Tensor) -> Tensor:  # noqa: ANN001
        r = F.relu(x)
        ctx.save_for_backward(r)
        return r * r

    @staticmethod
    def backward(ctx, gradient: Tensor) -> Tensor:  # noqa: ANN001
        (r,) = ctx.saved_tensors
        return (gradient * r).mul_(2)


def squared_relu(x: Tensor) -> Tensor:
    """relu(x)²."""
    return F.relu(x).square() if x.is_cuda else SquaredRelu.apply(x)


class Block(nn.Module):
    """Pre-norm transformer block, modulated by shift, scale and gate."""

    def __init__(self, c: Config) -> None:
        super().__init__()
        self.heads = c.heads
        self.modulation = nn.Parameter(torch.zeros(6 * c.width))
        self.qkv = nn.Linear(c.width, 3 * c.width, bias=False)
        self.q_norm = nn.Parameter(torch.ones(c.width // c.heads))
        self.k_norm = nn.Parameter(torch.ones(c.width // c.heads))
        self.proj = nn.Linear(c.width, c.width)
        self.up = nn.Linear(c.width, c.mlp)
        self.down = nn.Linear(c.mlp, c.width)

    def forward(self, x: Tensor, m: Tensor, mask: Tensor | None) -> Tensor:
        # x: [B, N, D], m: [B, 1, 6 D], mask: [B, 1, 1, N] or None
        b, n, d = x.shape
        shift1, scale1, gate1, shift2, scale2, gate2 = (m + self.modulation).chunk(6, -1)
        h = torch.addcmul(shift1, F.layer_norm(x, (d,), eps=1e-6), 1 + scale1)
        qkv = self.qkv(h).view(b, n, 3, self.heads, -1)
        q, k = self.normalise(qkv[:, :, :2]).permute(2, 0, 3, 1, 4)  # each [B, H, N, d]
        a = attention(q, k, qkv[:, :, 2].transpose(1, 2), mask)
        x = torch.addcmul(x, gate1, self.proj(a.transpose(1, 2).reshape(b, n, d)))
        h = torch.addcmul(shift2, F.layer_norm(x, (d,), eps=1e-6), 1 + scale2)
        return torch.addcmul(x, gate2, self.down(squared_relu(self.up(h))))

    def normalise(self, qk: Tensor) -> Tensor:
        """QK-norm: root-mean-square normalisation per head of [B, N, 2, H, d], queries and keys at once."""
        mean_square = torch.linalg.vector_norm(qk, dim=-1, keepdim=True).float().square() / qk.shape[-1]
        inverse = torch.rsqrt(mean_square + 1e-6).to(qk.dtype)
        return qk * (inverse * torch.stack([self.q_norm, self.k_norm])[:, None])


class Denoiser(nn.Module):
    """x_tau, tau and whatever is known of the object (text, photos) to the predicted x_0."""

    def __init__(self, config: Config) -> None:
        super().__init__()
        c = self.config = config
        values = c.patch**2 * 9
        self.embed = nn.ModuleDict(
            {
                "reduce": nn.Linear(values, c.bottleneck, bias=False),
                "expand": nn.Linear(c.bottleneck, c.width),
            }
        )
        self.position = nn.Parameter(torch.randn(c.tokens, c.width) * 0.02)
        self.text = nn.Module()
        self.text.proj = nn.Linear(c.text_width, c.width)
        self.text.position = nn.Parameter(torch.randn(c.text_tokens, c.width) * 0.02)
        self.text.pool = nn.Linear(c.text_width, c.width, bias=False)
        self.photo = nn.Module()
        self.photo.proj = nn.Linear(c.photo_patch**2 * 4, c.width)
        self.photo.position = nn.Parameter(torch.randn((c.photo_size // c.photo_patch) ** 2, c.width) * 0.02)
        self.photo.azimuth = nn.Linear(3, c.width)
        self.time = nn.ModuleDict({"in": nn.Linear(2 * TIME_FEATURES, c.width), "out": nn.Linear(c.width, c.width)})
        self.modulation = nn.Linear(c.width, 6 * c.width)
        self.blocks = nn.ModuleList(Block(c) for _ in range(c.depth))
        self.out = nn.Linear(c.width, values)
        self._initialise()

    def _initialise(self) -> None:
        for module in self.modules():
            if isinstance(module, nn.Linear):
                nn.init.xavier_uniform_(module.weight)
                if module.bias is not None:
                    nn.init.zeros_(module.bias)
        c = self.config
        if c.photo_size // c.photo_patch == c.grid:
            # A photo shows about what the front view does, its rows counted from the top: patch by patch they start
            # at the same place.
            front = self.position[2 * c.grid**2 :].detach().view(c.grid, c.grid, c.width)
            self.photo.position = nn.Parameter(front.flip(0).reshape(c.grid**2, c.width).clone())
        # adaLN-zero: every block starts as the identity, and the first prediction is 0.
        nn.init.zeros_(self.modulation.weight)
        nn.init.zeros_(self.out.weight)

    def patchify(self, x: Tensor) -> Tensor:
        """[B, 3, R, R, 9] -> [B, 3 n n, P P 9]."""
        b, n, p = x.shape[0], self.config.grid, self.config.patch
        return x.view(b, 3, n, p, n, p, 9).permute(0, 1, 2, 4, 3, 5, 6).reshape(b, 3 * n * n, p * p * 9)

    def unpatchify(self, tokens: Tensor) -> Tensor:
        """[B, 3 n n, P P 9] -> [B, 3, R, R, 9]."""
        b, n, p = tokens.shape[0], self.config.grid, self.config.patch
        x = tokens.view(b, 3, n, n, p, p, 9).permute(0, 1, 2, 4, 3, 5, 6)
        return x.reshape(b, 3, n * p, n * p, 9)

    def photo_tokens(self, photos: Tensor, azimuth: Tensor) -> Tensor:
        """photos [B, K, photo_size, photo_size, 4] encoded, azimuth [B, K, 3] -> [B, K * 64, D]."""
        c = self.config
        b, k, n, p = photos.shape[0], photos.shape[1], c.photo_size // c.photo_patch, c.photo_patch
        patches = photos.view(b, k, n, p, n, p, 4).permute(0, 1, 2, 4, 3, 5, 6).reshape(b, k, n * n, p * p * 4)
        tokens = self.photo.proj(patches) + self.photo.position + self.photo.azimuth(azimuth)[:, :, None]
        return tokens.reshape(b, k * n * n, c.width)

    def forward(
        self,
        tokens: Tensor,
        tau: Tensor,
        text: Tensor | None = None,
        text_mask: Tensor | None = None,
        photos: Tensor | None = None,
        azimuth: Tensor | None = None,
        photo_mask: Tensor | None = None,
    ) -> Tensor:
        """Predict x_0.

        tokens: [B, 3 n n, P P 9], the patchified noisy viewset. tau: [B] in [0, 1].
        text: [B, T, 512]; text_mask: [B, T] bool, False for padding (all True if None).
        photos: [B, K, photo_size, photo_size, 4]; azimuth: [B, K, 3]; photo_mask: [B, K] bool, False for absent photos.
        All but tau in the parameters' dtype. Returns [B, 3 n n, P P 9].
        """
        x = self.embed["expand"](self.embed["reduce"](tokens)) + self.position
        b, n, _ = x.shape
        parts, present = [x], [torch.ones(b, n, dtype=torch.bool, device=x.device)]
        c = self.time["out"](F.silu(self.time["in"](time_features(tau).to(x.dtype))))
        if text is not None:
            keep = torch.ones(text.shape[:2], dtype=torch.bool, device=x.device) if text_mask is None else text_mask
            parts.append(self.text.proj(text) + self.text.position[: text.shape[1]])
            present.append(keep)
            weight = keep[..., None].to(text.dtype)
            c = c + self.text.pool((text * weight).sum(1) / weight.sum(1).clamp(min=1))
        if photos is not None:
            parts.append(self.photo_tokens(photos, azimuth))
            per_photo = parts[-1].shape[1] // photos.shape[1]
            keep = torch.ones(photos.shape[:2], dtype=torch.bool, device=x.device) if photo_mask is None else photo_mask
            present.append(keep.repeat_interleave(per_photo, 1))
        mask = None
        if text_mask is not None or photo_mask is not None:
            mask = torch.zeros(1, device=x.device, dtype=x.dtype).masked_fill(~torch.cat(present, 1), -1e4)[
                :, None, None
            ]
        x = torch.cat(parts, 1)
        m = self.modulation(F.silu(c))[:, None]
        for block in self.blocks:
            x = block(x, m, mask)
        x = F.layer_norm(x[:, :n], (self.config.width,), eps=1e-6)
        return self.out(x)
