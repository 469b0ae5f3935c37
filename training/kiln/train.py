"""Train a denoiser.

    python -m kiln.train --config configs/kiln-s.json --data cache/grammar cache/assets --out runs/kiln-s --minutes 60

Folders with photos (`kiln.dataset --photos`) train the photo tokens, the others the text alone.

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
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from kiln.batches import Batch, Batches
from kiln.dataset import Dataset, join
from kiln.diffusion import NoiseLevels, add_noise, velocity_loss
from kiln.export import load_weights
from kiln.muon import Muon
from kiln.network import Config, Denoiser
from kiln.text import TextEncoder

EVALUATION_OBJECTS = 192
# The chances of one to four photos in a batch with photos.
PHOTO_COUNTS = (0.7, 0.14, 0.06, 0.1)


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


class HeldOut:
    """Fixed held-out objects, noise and noise levels, so that the loss on them is comparable across a run."""

    def __init__(self, data: Dataset, photos: int, levels: NoiseLevels, net: Denoiser, device: torch.device) -> None:
        chosen = np.random.default_rng(0).permutation(len(data.items))[:EVALUATION_OBJECTS]
        self.batch = Batches(data, np.ones(len(data.items)), 0, device).fixed(chosen, photos)
        generator = torch.Generator().manual_seed(0)
        self.noise = torch.randn(net.patchify(self.batch.x0).shape, generator=generator).to(device)
        s = levels.mean + levels.deviation * torch.randn(len(chosen), generator=generator)
        self.tau = torch.sigmoid(-s).to(device)

    @torch.no_grad()
    def loss(self, net: Denoiser, outside: float) -> float:
        """The mean velocity loss of a float32 network."""
        total, b = 0.0, self.batch
        for part in torch.arange(len(self.tau)).split(64):
            x0, tau = net.patchify(b.x0[part]), self.tau[part]
            known = (b.text[part], b.mask[part]) if b.photos is None else (None, None, b.photos[part], b.azimuth[part])
            predicted = net(add_noise(x0, self.noise[part], tau), tau, *known)
            total += float(velocity_loss(predicted, x0, tau, outside).sum())
        return total / len(self.tau)


@dataclass(frozen=True)
class Data:
    """Sets to train on with their sampling weights, and held-out ones."""

    train: Dataset
    weights: np.ndarray
    val: Dataset


def load_data(folders: list[Path], mix: list[float], focus: dict[str, float]) -> tuple[Data, Data | None]:
    """The sets without photos, and those with (None if there are none).

    Each folder gets its share `mix` among its like, each kind in a folder an equal part times its `focus` weight
    (default 1; 0 leaves the kind out).
    """
    encoder = TextEncoder()
    found: dict[bool, list[tuple[Dataset, np.ndarray, Dataset]]] = {False: [], True: []}
    for folder, share in zip(folders, mix, strict=True):
        d = Dataset.open(folder, encoder, lambda i: i.split == "train" and focus.get(i.kind, 1) > 0)
        kinds, counts = np.unique([i.kind for i in d.items], return_counts=True)
        count_of = dict(zip(kinds, counts, strict=True))
        w = np.array([focus.get(i.kind, 1.0) / count_of[i.kind] for i in d.items])
        val = Dataset.open(folder, encoder, lambda i: i.split == "val" and focus.get(i.kind, 1) > 0)
        found[d.photos is not None].append((d, share * w / w.sum(), val))
        print(f"{folder}: {len(d.items)} to train on, {len(val.items)} held out, {len(kinds)} kinds", flush=True)
    if not found[False]:
        raise SystemExit("--data needs at least one set without photos: text alone is trained on it")
    plain, with_photos = (
        Data(join([f[0] for f in group]), np.concatenate([f[1] for f in group]), join([f[2] for f in group]))
        if group
        else None
        for group in (found[False], found[True])
    )
    return plain, with_photos


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
    plain, with_photos = load_data(args.data, args.mix or [1.0] * len(args.data), focus)

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

    seed = args.seed + 1000 * step + rank
    batches = Batches(plain.train, plain.weights, seed, device)
    photo_batches = with_photos and Batches(with_photos.train, with_photos.weights, seed + 1, device)
    levels = NoiseLevels(**settings["noise"])
    held_out = {"held_out": HeldOut(plain.val, 0, levels, net, device)}
    if with_photos:
        held_out["held_out_photo"] = HeldOut(with_photos.val, 1, levels, net, device)
    modality = np.random.default_rng(seed + 2)

    def draw() -> Batch:
        """Text alone, or a share of the batches with photos: mostly one, sometimes more."""
        if not photo_batches or modality.random() >= settings["photo_share"]:
            return batches.draw(settings["batch"], settings["text_dropout"])
        most = with_photos.train.photos.shape[1]
        count = min(most, int(modality.choice(4, p=PHOTO_COUNTS)) + 1)
        return photo_batches.draw(settings["batch"], settings["photo_text_dropout"], count)

    outside = settings["outside_weight"]

    # The passes forward and back run in bfloat16 on a copy, all of it: mixed precision with a float32 residual
    # stream spends more time on casts than on matrix products. The float32 master is what the optimisers update.
    working = copy.deepcopy(net).to(torch.bfloat16)
    model = torch.nn.parallel.DistributedDataParallel(working) if world > 1 else working

    def objective(batch: Batch, tau: Tensor) -> Tensor:
        x0 = net.patchify(batch.x0).to(torch.bfloat16)
        noisy = add_noise(x0, torch.randn_like(x0), tau)
        text, photos, azimuth = (
            None if t is None else t.to(x0.dtype) for t in (batch.text, batch.photos, batch.azimuth)
        )
        return velocity_loss(model(noisy, tau, text, batch.mask, photos, azimuth), x0, tau, outside).mean()

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
        loss = run(draw(), levels.sample(settings["batch"], device))
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
                **{name: round(h.loss(ema, outside), 5) for name, h in held_out.items()},
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
