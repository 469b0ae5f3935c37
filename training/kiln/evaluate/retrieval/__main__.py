"""Train the retrieval model on a set of its own.

    python -m kiln.dataset grammar --count 12000 --start 500000 --out cache/retrieval
    python -m kiln.evaluate.retrieval --data cache/retrieval --out ../models/retrieval --minutes 15

The set must share no object with the denoiser's: take seeds that no other set has. The judge learns from the set's
training items, is measured on the held-out ones, and stops by the clock.
"""

from __future__ import annotations

import argparse
import copy
import math
import time
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from kiln.evaluate.retrieval.network import Judge, Retrieval, RetrievalConfig, save
from kiln.evaluate.retrieval.pairs import Pairs
from kiln.evaluate.samples import from_bytes
from kiln.evaluate.scores import r_precision
from kiln.evaluate.sets import Objects
from kiln.text import TextEncoder

BATCH = 160
LEARNING_RATE = 1e-3
WEIGHT_DECAY = 0.05
WARMUP = 50
CANDIDATES = 20


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


def measure(net: Retrieval, held: Objects) -> dict:
    """R-precision of held-out real objects, each with its longest caption; those of distinct captions."""
    longest = {max(item.captions, key=len): i for i, item in enumerate(held.items)}
    index = np.array(list(longest.values()))
    judge = Judge(net)
    parts = np.array_split(index, range(200, len(index), 200))
    objects = np.concatenate([judge.objects(from_bytes(held.viewsets(part))) for part in parts])
    similarity = objects @ judge.captions(list(longest)).T
    candidates = min(CANDIDATES, len(index))
    value = float(r_precision(similarity, np.arange(len(index)), candidates).mean())
    return {"objects": len(index), "candidates": candidates, "r_precision": round(value, 4)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, nargs="+", required=True, help="sets that the denoiser never sees")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, required=True)
    args = parser.parse_args()
    torch.manual_seed(0)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    pairs = Pairs(args.data, TextEncoder(device=device))
    held = Objects.open(args.data, "val")
    print(
        f"{len(pairs.objects.items)} objects of {len(pairs.kinds)} kinds, {len(pairs.captions)} captions; "
        f"{len(held.items)} objects held out",
        flush=True,
    )
    net = Retrieval(RetrievalConfig(resolution=pairs.objects.arrays[0].shape[2])).to(device)
    # In bfloat16 on a copy, as in kiln.train: several times as fast on a CPU that has it.
    working = copy.deepcopy(net).to(torch.bfloat16)
    optimiser = torch.optim.AdamW(net.parameters(), lr=LEARNING_RATE, betas=(0.9, 0.98), weight_decay=WEIGHT_DECAY)
    began, step, losses = time.time(), 0, []
    while (progress := (time.time() - began) / (60 * args.minutes)) < 1:
        for group in optimiser.param_groups:
            group["lr"] = LEARNING_RATE * learning_rate(step, progress)
        batch = pairs.draw(BATCH, device)
        loss = contrastive_loss(
            working.objects(batch.x),
            working.captions(*batch.true),
            working.captions(*batch.false),
            batch.fits,
            working.scale.exp().clamp(max=100),
        )
        loss.backward()
        for master, copied in zip(net.parameters(), working.parameters(), strict=True):
            master.grad, copied.grad = copied.grad.float(), None
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimiser.step()
        with torch.no_grad():
            for master, copied in zip(net.parameters(), working.parameters(), strict=True):
                copied.copy_(master)
        step += 1
        losses.append(float(loss.detach()))
        if step % 50 == 0:
            print(f"{(time.time() - began) / 60:.1f} min, step {step}: loss {np.mean(losses[-50:]):.4f}", flush=True)
    training = {
        "objects": len(pairs.objects.items),
        "kinds": len(pairs.kinds),
        "data": "procedural grammar, from seeds of its own",
        "samples": step * BATCH,
        "minutes": args.minutes,
        "held_out": measure(net, held),
    }
    save(net, training, args.out)
    print(f"held out: {training['held_out']} -> {args.out}")


if __name__ == "__main__":
    main()
