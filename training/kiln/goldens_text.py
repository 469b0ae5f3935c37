"""The text encoder's golden: what `src/model/text/` must reproduce, prompt by prompt.

    python -m kiln.goldens_text [--out DIR]

To be run again whenever `models/text-encoder` is made again.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import safetensors.numpy

from kiln.text import TextEncoder

DIRECTORY = Path(__file__).resolve().parents[2] / "goldens"

PROMPTS = (
    "a castle on a hill",
    "a standing corgi dog",
    "a race car",
    "A Castle ON a HILL",
    "  two\twhite spaces\n around ",
    'a dragon\'s head, "old" & rusty (50% off!) - at 10:30; $5/piece...',
    "a café façade in naïve style, ﬁne ½ price",
    "🏰 on a ⛰️ with 👨‍👩‍👧",
    "城堡 на холме قلعة",
    "<s> extra_token_id_1 \ufffd </s>",
    "mug",
    "a very long prompt about a small wooden fishing boat with a white sail and a red cabin on top of the deck "
    "that is seen from the left while the sun sets behind the hills " + "and so on " * 200,
)
"""Ordinary ones, capitals, white space, punctuation, accents and ligatures, emoji, other scripts, reserved names,
a single piece, and one that is cut both by its characters and by its tokens."""


def write_text_goldens(out: Path, encoder: TextEncoder) -> None:
    """Writes text-encoder.json (the prompts) and text-encoder.safetensors (ids_i [T], tokens_i [T, 512])."""
    tensors: dict[str, np.ndarray] = {}
    for i, prompt in enumerate(PROMPTS):
        tensors[f"ids_{i}"] = np.array(encoder.ids(prompt), np.float32)
        tensors[f"tokens_{i}"] = encoder.encode([prompt])[0].copy()
    out.mkdir(parents=True, exist_ok=True)
    (out / "text-encoder.safetensors").write_bytes(safetensors.numpy.save(tensors))
    text = json.dumps({"prompts": PROMPTS}, ensure_ascii=False, indent=2)
    (out / "text-encoder.json").write_text(text + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=DIRECTORY, help="the folder to write (default: goldens)")
    write_text_goldens(parser.parse_args().out, TextEncoder())


if __name__ == "__main__":
    main()
