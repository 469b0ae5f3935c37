"""Train the retrieval model on a set of its own.

    python -m kiln.dataset grammar --count 12000 --start 500000 --out cache/retrieval
    python -m kiln.evaluate.retrieval --data cache/retrieval --out ../models/retrieval --minutes 15

The set must share no object with the denoiser's: take seeds that no other set has. It learns from the set's
training items, is measured on the held-out ones, and stops by the clock.
"""

from __future__ import annotations

import argparse
import copy
import math
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from kiln.batches import encode_bytes
from kiln.dataset import Dataset
from kiln.evaluate.attributes import contradict
from kiln.evaluate.retrieval.augment import imperfect
from kiln.evaluate.retrieval.network import Judge, Retrieval, RetrievalConfig, pad_tokens, save
from kiln.evaluate.samples import from_bytes
from kiln.evaluate.scores import r_precision
from kiln.text import TextEncoder

BATCH = 192
LEARNING_RATE = 1e-3
WEIGHT_DECAY = 0.05
WARMUP = 100


@dataclass(frozen=True)
class Contradictions:
    """Captions made false by one word. row_of: for each caption the row of its contradiction in `tokens`, or -1."""

    tokens: list[np.ndarray]
    row_of: np.ndarray

    @classmethod
    def make(cls, captions: list[str], encoder: TextEncoder) -> Contradictions:
        rng = np.random.default_rng(0)
        false = [contradict(c, rng) for c in captions]
        row_of = np.cumsum([f is not None for f in false]) - 1
        row_of[[f is None for f in false]] = -1
        return cls([t.astype(np.float16) for t in encoder.encode([f for f in false if f is not None])], row_of)


def contrastive_loss(objects: Tensor, captions: Tensor, false: Tensor, fits: Tensor, scale: Tensor) -> Tensor:
    """Symmetric cross-entropy of objects [B, E] against captions [B, E] and false captions [F, E], and of captions
    against objects. fits [B, B]: which captions are true of which objects, at least the diagonal; all true ones
    share the target evenly (Khosla et al. 2020)."""
    logits = scale * objects @ torch.cat([captions, false]).T
    own = fits / fits.sum(1, keepdim=True)
    back = fits.T / fits.T.sum(1, keepdim=True)
    rows = -(own * logits.float().log_softmax(1)[:, : len(objects)]).sum(1)
    columns = -(back * logits[:, : len(objects)].T.float().log_softmax(1)).sum(1)
    return (rows.mean() + columns.mean()) / 2


def learning_rate(step: int, progress: float) -> float:
    """Linear warm-up, then half a cosine over the clock: a factor in [0, 1]."""
    return min(1.0, (step + 1) / WARMUP) * 0.5 * (1 + math.cos(math.pi * progress))


def measure(net: Retrieval, data: Dataset, captions: list[str]) -> dict:
    """R-precision of held-out real objects, each with its longest caption; those of distinct captions."""
    longest = {max((captions[c] for c in rows), key=len): i for i, rows in enumerate(data.captions_of)}
    index = np.array(list(longest.values()))
    judge = Judge(net)
    similarity = judge.objects(from_bytes(data.viewsets[index])) @ judge.captions(list(longest)).T
    return {
        "objects": len(index),
        "r_precision_20": round(float(r_precision(similarity, np.arange(len(index)), 20).mean()), 4),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="a set that shares no object with the denoiser's")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, required=True)
    args = parser.parse_args()
    torch.manual_seed(0)
    rng = np.random.default_rng(0)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    encoder = TextEncoder(device=device)
    data = Dataset.open(args.data, encoder, lambda item: item.split == "train")
    held = Dataset.open(args.data, encoder, lambda item: item.split == "val")
    captions = sorted({c for item in data.items for c in item.captions})
    false = Contradictions.make(captions, encoder)
    kinds, kind_of = np.unique([i.kind for i in data.items], return_inverse=True)
    weights = (1 / np.bincount(kind_of))[kind_of]
    cumulative = np.cumsum(weights / weights.sum())
    print(f"{len(data.items)} objects of {len(kinds)} kinds, {len(captions)} captions; {len(held.items)} held out")

    net = Retrieval(RetrievalConfig(resolution=data.viewsets.shape[2])).to(device)
    # In bfloat16 on a copy, as in kiln.train: several times as fast on a CPU that has it.
    working = copy.deepcopy(net).to(torch.bfloat16)
    optimiser = torch.optim.AdamW(net.parameters(), lr=LEARNING_RATE, betas=(0.9, 0.98), weight_decay=WEIGHT_DECAY)
    began, step, losses = time.time(), 0, []
    while (progress := (time.time() - began) / (60 * args.minutes)) < 1:
        for group in optimiser.param_groups:
            group["lr"] = LEARNING_RATE * learning_rate(step, progress)
        index = np.searchsorted(cumulative, rng.random(BATCH)).clip(0, len(data.items) - 1)
        rows = np.array([rng.choice(data.captions_of[i]) for i in index])
        fits = torch.from_numpy(np.stack([np.isin(rows, data.captions_of[i]) for i in index])).float().to(device)
        flip = torch.from_numpy(rng.random(BATCH) < 0.5).to(device)
        x = encode_bytes(torch.from_numpy(data.viewsets[index]).to(device), flip)
        x = imperfect(x.to(torch.bfloat16), rng)
        text, keep = pad_tokens([data.tokens[r, : data.lengths[r]] for r in rows])
        wrong, wrong_keep = pad_tokens([false.tokens[r] for r in false.row_of[rows] if r >= 0])
        objects = working.objects(x)
        true = working.captions(text.to(device, torch.bfloat16), keep.to(device))
        untrue = working.captions(wrong.to(device, torch.bfloat16), wrong_keep.to(device))
        loss = contrastive_loss(objects, true, untrue, fits, working.scale.exp().clamp(max=100))
        loss.backward()
        for master, copied in zip(net.parameters(), working.parameters(), strict=True):
            master.grad, copied.grad = copied.grad.float(), None
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimiser.step()
        optimiser.zero_grad(set_to_none=True)
        with torch.no_grad():
            for master, copied in zip(net.parameters(), working.parameters(), strict=True):
                copied.copy_(master)
        step += 1
        losses.append(float(loss.detach()))
        if step % 100 == 0:
            print(f"{(time.time() - began) / 60:.1f} min, step {step}: loss {np.mean(losses[-100:]):.4f}", flush=True)
    held_captions = sorted({c for item in held.items for c in item.captions})
    measured = measure(net, held, held_captions)
    training = {
        "objects": len(data.items),
        "kinds": len(kinds),
        "data": "procedural grammar, from seeds of its own",
        "samples": step * BATCH,
        "minutes": round(args.minutes, 1),
        "held_out": measured,
    }
    save(net, training, args.out)
    print(f"held out: {measured} -> {args.out}")


if __name__ == "__main__":
    main()
