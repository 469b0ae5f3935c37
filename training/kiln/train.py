"""Train a denoiser.

    python -m kiln.train --config configs/kiln-s.json --data cache/grammar cache/assets --out runs/kiln-s --minutes 60

Runs on a CPU (bfloat16 where the processor has it) or a GPU; with several, through torchrun. Stops by the clock,
after a learning-rate cooldown. Resumes from OUT/checkpoint.pt, or starts from the exported weights of --init.
Every log line is a JSON object in OUT/log.jsonl; `python -m kiln.plot` draws it.
"""

from __future__ import annotations

import argparse
import copy
import json
import os
import time
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from kiln.batches import Batches
from kiln.dataset import Dataset, join
from kiln.diffusion import NoiseLevels, add_noise, velocity_loss
from kiln.export import load_weights
from kiln.muon import Muon
from kiln.network import Config, Denoiser
from kiln.text import TextEncoder

EVALUATION_OBJECTS = 192


def optimisers(net: Denoiser, lr: float, weight_decay: float) -> list[torch.optim.Optimizer]:
    """Muon for the matrices inside the blocks, AdamW for everything else."""
    inner = [p for n, p in net.named_parameters() if n.startswith("blocks.") and p.dim() == 2]
    ids = {id(p) for p in inner}
    rest = [p for p in net.parameters() if id(p) not in ids]
    return [
        Muon(inner, lr=lr, weight_decay=weight_decay),
        torch.optim.AdamW(rest, lr=lr, betas=(0.9, 0.98), weight_decay=weight_decay),
    ]


def learning_rate(step: int, warmup: int, progress: float, cooldown: float) -> float:
    """A factor in [0, 1]: warm-up over `warmup` steps, flat, then linear to 0 over the last `cooldown` of the clock."""
    return min(1.0, (step + 1) / warmup) * min(1.0, max(0.0, (1 - progress) / cooldown) if cooldown else 1.0)


@torch.no_grad()
def evaluate(net: Denoiser, batch, noise: Tensor, tau: Tensor, outside: float) -> float:  # noqa: ANN001
    """The loss on fixed objects, noise and noise levels, so that the figure is comparable across the run."""
    total = 0.0
    for part in torch.arange(len(tau)).split(64):
        x0 = net.patchify(batch.x0[part])
        predicted = net(add_noise(x0, noise[part], tau[part]), tau[part], batch.text[part], batch.mask[part])
        total += float(velocity_loss(predicted, x0, tau[part], outside).sum())
    return total / len(tau)


def load_data(folders: list[Path], mix: list[float], focus: dict[str, float]) -> tuple[Dataset, np.ndarray, Dataset]:
    """Training set, its sampling weights, and the validation set.

    Each folder gets its share `mix`, each kind in a folder an equal part times its `focus` weight (default 1;
    0 leaves the kind out).
    """
    encoder = TextEncoder()
    train, val, weights = [], [], []
    for folder, share in zip(folders, mix, strict=True):
        d = Dataset.open(folder, encoder, lambda i: i.split == "train" and focus.get(i.kind, 1) > 0)
        kinds, counts = np.unique([i.kind for i in d.items], return_counts=True)
        count_of = dict(zip(kinds, counts, strict=True))
        w = np.array([focus.get(i.kind, 1.0) / count_of[i.kind] for i in d.items])
        train.append(d)
        weights.append(share * w / w.sum())
        val.append(Dataset.open(folder, encoder, lambda i: i.split == "val" and focus.get(i.kind, 1) > 0))
        print(
            f"{folder}: {len(d.items)} to train on, {len(val[-1].items)} held out, {len(kinds)} kinds",
            flush=True,
        )
    return join(train), np.concatenate(weights), join(val)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--config", type=Path, required=True)
    parser.add_argument("--data", type=Path, nargs="+", required=True)
    parser.add_argument("--mix", type=float, nargs="+", help="share of each data folder; equal by default")
    parser.add_argument("--focus", default="", help="weights of kinds, e.g. castle:3,prop:0")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--init", type=Path, help="start from exported weights, e.g. ../models/kiln-s")
    parser.add_argument("--minutes", type=float, required=True)
    parser.add_argument("--save-every", type=float, default=5, help="minutes between checkpoints")
    parser.add_argument("--compile", action="store_true", help="torch.compile (needs a C++ compiler on a CPU)")
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    settings = json.loads(args.config.read_text())
    rank, world = int(os.environ.get("RANK", 0)), int(os.environ.get("WORLD_SIZE", 1))
    cuda = torch.cuda.is_available()
    device = torch.device("cuda", int(os.environ.get("LOCAL_RANK", 0))) if cuda else torch.device("cpu")
    if world > 1:
        torch.distributed.init_process_group("nccl" if cuda else "gloo")
    torch.manual_seed(args.seed + rank)
    focus = {k: float(v) for k, _, v in (f.partition(":") for f in args.focus.split(",") if f)}
    train_set, weights, val_set = load_data(args.data, args.mix or [1.0] * len(args.data), focus)

    net = Denoiser(Config(**settings["network"])).to(device)
    if args.init:
        net.load_state_dict(load_weights(args.init))
    ema = copy.deepcopy(net).requires_grad_(False)
    opts = optimisers(net, settings["learning_rate"], settings["weight_decay"])
    step, samples, spent = 0, 0, 0.0
    args.out.mkdir(parents=True, exist_ok=True)
    checkpoint = args.out / "checkpoint.pt"
    if checkpoint.exists():
        state = torch.load(checkpoint, map_location=device)
        net.load_state_dict(state["net"])
        ema.load_state_dict(state["ema"])
        for o, s in zip(opts, state["optimisers"], strict=True):
            o.load_state_dict(s)
        step, samples, spent = state["step"], state["samples"], state["seconds"]
        print(f"resumed at step {step}, {samples} samples", flush=True)

    batches = Batches(train_set, weights, args.seed + 1000 * step + rank, device)
    held = Batches(val_set, np.ones(len(val_set.items)), 0, device)
    chosen = np.random.default_rng(0).permutation(len(val_set.items))[:EVALUATION_OBJECTS]
    fixed = held.fixed(chosen)
    generator = torch.Generator().manual_seed(0)
    fixed_noise = torch.randn(net.patchify(fixed.x0).shape, generator=generator).to(device)
    levels = NoiseLevels(**settings["noise"])
    fixed_tau = torch.sigmoid(-(levels.mean + levels.deviation * torch.randn(len(chosen), generator=generator)))
    fixed_tau = fixed_tau.to(device)

    outside = settings["outside_weight"]

    # The passes forward and back run in bfloat16 on a copy, all of it: mixed precision with a float32 residual
    # stream spends more time on casts than on matrix products. The float32 master is what the optimisers update.
    working = copy.deepcopy(net).to(torch.bfloat16)
    model = torch.nn.parallel.DistributedDataParallel(working) if world > 1 else working

    def objective(x0: Tensor, tau: Tensor, text: Tensor, mask: Tensor) -> Tensor:
        x0 = net.patchify(x0).to(torch.bfloat16)
        noisy = add_noise(x0, torch.randn_like(x0), tau)
        return velocity_loss(model(noisy, tau, text.to(x0.dtype), mask), x0, tau, outside).mean()

    run = torch.compile(objective, dynamic=False) if args.compile else objective
    log = (args.out / "log.jsonl").open("a") if rank == 0 else None

    def save() -> None:
        partial = checkpoint.with_suffix(".partial")
        state = {
            "net": net.state_dict(),
            "ema": ema.state_dict(),
            "optimisers": [o.state_dict() for o in opts],
        }
        torch.save(
            {
                **state,
                "step": step,
                "samples": samples,
                "seconds": spent + time.time() - began,
                "settings": settings,
            },
            partial,
        )
        partial.replace(checkpoint)

    began = mark = saved = time.time()
    mark_samples, losses = samples, []
    while (progress := (time.time() - began) / (60 * args.minutes)) < 1:
        scale = learning_rate(step, settings["warmup"], progress, settings["cooldown"])
        for o in opts:
            for group in o.param_groups:
                group["lr"] = settings["learning_rate"] * scale
        batch = batches.draw(settings["batch"], settings["text_dropout"])
        tau = levels.sample(settings["batch"], device)
        loss = run(batch.x0, tau, batch.text, batch.mask)
        loss.backward()
        for master, copied in zip(net.parameters(), working.parameters(), strict=True):
            master.grad = None if copied.grad is None else copied.grad.float()
            copied.grad = None
        torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        for o in opts:
            o.step()
            o.zero_grad(set_to_none=True)
        step += 1
        samples += settings["batch"] * world
        # A half-life in samples, shorter while there are few of them, so that the average follows the start.
        half_life = min(settings["ema_half_life"], samples / 4)
        decay = 0.5 ** (settings["batch"] * world / half_life)
        with torch.no_grad():
            for master, copied, average in zip(net.parameters(), working.parameters(), ema.parameters(), strict=True):
                copied.copy_(master)
                average.lerp_(master, 1 - decay)
        losses.append(loss.detach())
        if log and (step == 1 or step % 200 == 0):
            now = time.time()
            line = {
                "step": step,
                "samples": samples,
                "minutes": round((spent + now - began) / 60, 2),
                "loss": round(float(torch.stack(losses).mean()), 5),
                "held_out": round(evaluate(ema, fixed, fixed_noise, fixed_tau, outside), 5),
                "rate": round((samples - mark_samples) / (now - mark), 1),
                "lr": round(settings["learning_rate"] * scale, 6),
            }
            print(json.dumps(line), flush=True)
            log.write(json.dumps(line) + "\n")
            log.flush()
            losses, mark, mark_samples = [], time.time(), samples
        if rank == 0 and time.time() - saved > 60 * args.save_every:
            save()
            saved = time.time()
    if rank == 0:
        save()
        print(f"done: {samples} samples, checkpoint in {checkpoint}", flush=True)


if __name__ == "__main__":
    main()
