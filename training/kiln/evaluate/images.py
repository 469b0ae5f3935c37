"""How alike two pictures are: PSNR, and SSIM (Wang et al., "Image Quality Assessment", 2004)."""

from __future__ import annotations

import numpy as np

WINDOW, DEVIATION = 11, 1.5
C1, C2 = 0.01**2, 0.03**2
# What identical pictures get, so that one perfect view does not carry a mean to infinity: rounding to 8 bits.
PSNR_MAX = 10 * np.log10(12 * 255**2)


def psnr(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Peak signal-to-noise ratio in dB of pictures [..., H, W, 3] with values in [0, 1]."""
    error = np.square(a.astype(np.float64) - b).mean((-3, -2, -1))
    return np.minimum(-10 * np.log10(np.maximum(error, 1e-20)), PSNR_MAX)


def _filter(size: int) -> np.ndarray:
    """[size - 10, size] matrix that blurs a column with the Gaussian window, where it fits wholly."""
    window = np.exp(-np.square(np.arange(WINDOW) - WINDOW // 2) / (2 * DEVIATION**2))
    out = np.zeros((size - WINDOW + 1, size))
    for i in range(len(out)):
        out[i, i : i + WINDOW] = window / window.sum()
    return out


def ssim(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Structural similarity in [-1, 1] of pictures [..., H, W, 3] with values in [0, 1], the mean over channels.

    An 11 x 11 Gaussian window of deviation 1.5. Raises ValueError for pictures smaller than that.
    """
    height, width = a.shape[-3:-1]
    if min(height, width) < WINDOW:
        raise ValueError(f"SSIM needs at least {WINDOW} x {WINDOW} pixels, not {height} x {width}")
    down, across = _filter(height), _filter(width).T
    a, b = (np.moveaxis(x, -1, -3).astype(np.float64) for x in (a, b))

    def blur(x: np.ndarray) -> np.ndarray:
        return down @ x @ across

    mean_a, mean_b = blur(a), blur(b)
    variance_a, variance_b = blur(a * a) - mean_a**2, blur(b * b) - mean_b**2
    covariance = blur(a * b) - mean_a * mean_b
    luminance = (2 * mean_a * mean_b + C1) / (mean_a**2 + mean_b**2 + C1)
    structure = (2 * covariance + C2) / (variance_a + variance_b + C2)
    return (luminance * structure).mean((-3, -2, -1))
