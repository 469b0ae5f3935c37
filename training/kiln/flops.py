"""How much arithmetic a training sample takes, to tell how much of a processor's matrix rate is used."""

from __future__ import annotations

from kiln.network import TIME_FEATURES, Config


def forward_flops(c: Config, text: int = 0, photos: int = 0) -> float:
    """Multiplications and additions in the matrix products of one forward pass with so many text tokens and photos.

    Nothing element-wise is counted, as is the custom for a model's FLOP utilisation (Chowdhery et al., "PaLM", 2022).
    """
    d = c.width
    per_photo = (c.photo_size // c.photo_patch) ** 2
    n = c.tokens + text + photos * per_photo
    values = c.patch**2 * 9
    block = n * (4 * d * d + 2 * d * c.mlp) + 2 * n * n * d
    views = c.tokens * (values * c.bottleneck + c.bottleneck * d + d * values)
    # The pooled text and the time cost one token each, and the modulation six times the width.
    condition = (2 * TIME_FEATURES + d) * d + 6 * d * d + (text > 0) * c.text_width * d
    tokens = text * c.text_width * d + photos * (per_photo * c.photo_patch**2 * 4 + 3) * d
    return 2.0 * (c.depth * block + views + condition + tokens)


def training_flops(c: Config, text: int = 0, photos: int = 0) -> float:
    """The same for a pass forward and back: the gradients by inputs and by weights cost as much again, each."""
    return 3 * forward_flops(c, text, photos)
