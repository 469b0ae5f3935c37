"""Train a denoiser.

    python -m kiln.train --config configs/kiln-s.json --data cache/grammar cache/assets --out runs/kiln-s --minutes 60

Folders with photos (`kiln.dataset --photos`) train the photo tokens, the others the text alone.

Runs on a CPU (bfloat16 where the processor has it) or a GPU, then with the whole set in its memory; with several,
through torchrun. Stops by the clock, after a learning-rate cooldown. Resumes from OUT/checkpoint.pt, or starts from
the exported weights of --init.
With --watch, sets that appear while it trains are taken in.
Every log line is a JSON object in OUT/log.jsonl; `python -m kiln.plot` draws it.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from kiln.batches import Batch, Batches
from kiln.compiler import Compiler
from kiln.dataset import Dataset, join
from kiln.diffusion import NoiseLevels
from kiln.held_out import HeldOut
from kiln.masters import Masters
from kiln.mixture import Mixture, Source
from kiln.objective import Objective
from kiln.pool import Pool, Watch, item_weights, keep_for, source_of
from kiln.progress import Clock, Log
from kiln.resident import ResidentBatches
from kiln.run import Run
from kiln.text import TextEncoder


def learning_rate(step: int, warmup: int, progress: float, cooldown: float) -> float:
    """A factor in [0, 1]: warm-up over `warmup` steps, flat, then linear to 0 over the last `cooldown` of the clock."""
    return min(1.0, (step + 1) / warmup) * min(1.0, max(0.0, (1 - progress) / cooldown) if cooldown else 1.0)


@dataclass(frozen=True)
class Data:
    """Sets to train on, and held-out ones."""

    train: Pool
    val: Dataset


def load_data(
    folders: list[Path],
    mix: list[float],
    focus: dict[str, float],
    encoder: TextEncoder,
    measured: list[Path] | None = None,
) -> tuple[Data, Data | None]:
    """The sets without photos, and those with (None if there are none); what is to train on lies on the encoder's
    device.

    Each source (`kiln.pool.source_of`) gets its share `mix` among its like; a kind whose `focus` is 0 is left out.
    Held-out items are taken from the folders `measured`, all if None.
    """
    pools, held_out = (Pool(), Pool()), ([], [])
    for folder, share in zip(folders, mix, strict=True):
        d = Dataset.open(folder, encoder, keep_for(focus, "train"))
        photos = d.photos is not None
        pools[photos].add(source_of(folder), share, d.to(encoder.device), item_weights(d.items, focus))
        print(f"{folder}: {len(d.items)} to train on, of {len({i.kind for i in d.items})} kinds", flush=True)
        if measured is None or folder in measured:
            held_out[photos].append(Dataset.open(folder, encoder, keep_for(focus, "val")))
    if pools[0].data is None:
        raise SystemExit("--data needs at least one set without photos: text alone is trained on it")
    if any(pool.data and not val for pool, val in zip(pools, held_out, strict=True)):
        raise SystemExit("--held-out needs a set without photos, and one with if --data has any")
    plain, photos = (Data(pool, join(val)) if pool.data else None for pool, val in zip(pools, held_out, strict=True))
    return plain, photos


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--config", type=Path, required=True)
    parser.add_argument("--data", type=Path, nargs="+", required=True)
    parser.add_argument("--mix", type=float, nargs="+", help="share of each data folder; equal by default")
    parser.add_argument("--held-out", type=Path, nargs="+", help="folders to measure on; all of --data by default")
    parser.add_argument("--watch", type=Path, help="a folder in which more sets appear, named like those of --data")
    parser.add_argument("--focus", default="", help="weights of kinds, e.g. castle:3,prop:0")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--init", type=Path, help="start from exported weights, e.g. ../models/kiln-s")
    parser.add_argument("--resume", type=Path, help="without a checkpoint: go on from exported weights of this run")
    parser.add_argument("--minutes", type=float, required=True)
    parser.add_argument("--steps", type=int, help="stop after so many steps, if the clock does not stop it before")
    parser.add_argument("--until", type=float, help="stop at this time at the latest, in seconds since 1970")
    parser.add_argument("--save-every", type=float, default=5, help="minutes between checkpoints")
    parser.add_argument("--log-every", type=int, default=200, help="steps between lines of the log")
    parser.add_argument("--batch", type=int, help="samples a step and process, in place of the config's")
    parser.add_argument("--cooldown", type=float, help="share of the clock to cool down in, in place of the config's")
    parser.add_argument("--compile", choices=Compiler.CHOICES, default="off", help="needs a C++ compiler on a CPU")
    parser.add_argument("--peak", type=float, help="TFLOP/s that a processor reaches in bfloat16 matrix products")
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args()


@dataclass(frozen=True)
class Processes:
    """This process among those of torchrun; a lone one is 0 of 1."""

    rank: int
    world: int
    device: torch.device

    @classmethod
    def start(cls) -> Processes:
        rank, world, local = (
            int(os.environ.get(name, n)) for name, n in (("RANK", 0), ("WORLD_SIZE", 1), ("LOCAL_RANK", 0))
        )
        cuda = torch.cuda.is_available()
        device = torch.device("cuda", local) if cuda else torch.device("cpu")
        if world > 1:
            if cuda:
                torch.cuda.set_device(device)
            torch.distributed.init_process_group("nccl" if cuda else "gloo")
        return cls(rank, world, device)

    def stop(self) -> None:
        if self.world > 1:
            torch.distributed.destroy_process_group()


def begin(args: argparse.Namespace, settings: dict, device: torch.device) -> Run:
    """The run of args.out where it stopped, or from exported weights, or from nothing."""
    args.out.mkdir(parents=True, exist_ok=True)
    run = Run(args.out, settings, device)
    if run.restore():
        print(f"resumed at step {run.step}, {run.samples} samples", flush=True)
    elif args.resume:
        run.go_on_from(args.resume)
        print(f"resumed from exported weights at step {run.step}, {run.samples} samples", flush=True)
    elif args.init:
        run.start_from(args.init)
    return run


def main() -> None:
    args = parse()
    settings = json.loads(args.config.read_text())
    settings |= {k: v for k, v in {"batch": args.batch, "cooldown": args.cooldown}.items() if v is not None}
    processes = Processes.start()
    rank, world, device = processes.rank, processes.world, processes.device
    torch.manual_seed(args.seed)  # the same weights in every process
    focus = {k: float(v) for k, _, v in (f.partition(":") for f in args.focus.split(",") if f)}
    encoder, mix = TextEncoder(device=device), args.mix or [1.0] * len(args.data)
    plain, with_photos = load_data(args.data, mix, focus, encoder, args.held_out)
    shares = dict(zip(map(source_of, args.data), mix, strict=True))
    watch = Watch(args.watch, args.data, shares, focus, encoder) if args.watch else None

    run = begin(args, settings, device)
    seed = args.seed + 1000 * run.step
    torch.manual_seed(seed + rank)
    compiler, photo_size = Compiler(args.compile), run.net.config.photo_size

    def source(pool: Pool, number: int) -> Source:
        # Every process draws from its own seed.
        what = (pool.data, pool.weights, seed + 2 * rank + number, device, photo_size)
        return (
            ResidentBatches(*what, compiler.part) if device.type == "cuda" or compiler.how != "off" else Batches(*what)
        )

    # Which modality is drawn is common to all processes: none waits for a longer batch.
    mixture = Mixture(plain.train, with_photos and with_photos.train, settings, seed, source, watch)
    levels, photo_levels = NoiseLevels(**settings["noise"]), NoiseLevels(**settings["photo_noise"])
    held_out = {"held_out": HeldOut(plain.val, 0, levels, run.net, device)}
    if with_photos:
        held_out["held_out_photo"] = HeldOut(with_photos.val, 1, photo_levels, run.net, device)

    def measures() -> dict[str, float]:
        return {name: round(h.loss(run.ema, settings["outside_weight"]), 5) for name, h in held_out.items()}

    masters = Masters(run.net, run.ema, world)
    objective = Objective(masters.working, settings["outside_weight"], compiler, settings["picture_share"])

    def loss_of(batch: Batch) -> Tensor:
        noise = levels if batch.photos is None else photo_levels
        loss = objective(batch, noise.sample(settings["batch"], device))
        loss.backward()
        return loss

    if compiler.how != "off":
        started = time.time()
        for batch in mixture.all_sorts():
            loss_of(batch)
        masters.working.zero_grad(set_to_none=True)
        print(f"compiled in {time.time() - started:.0f} s", flush=True)

    minutes = args.minutes if args.until is None else min(args.minutes, (args.until - time.time()) / 60)
    clock, log = Clock(minutes, args.steps, world), Log(run, measures, world, args.peak)
    saved, scale = time.time(), 0.0
    while (spent := clock.spent()) < 1:
        scale = learning_rate(run.step - run.warm_from, settings["warmup"], spent, settings["cooldown"])
        batch = mixture.draw()
        log.add(loss_of(batch), batch)
        run.update(masters, scale, settings["batch"] * world)
        if rank == 0 and (run.step == 1 or run.step % args.log_every == 0):
            log.write(scale)
        if rank == 0 and time.time() - saved > 60 * args.save_every:
            run.save(time.time() - log.began)
            saved = time.time()
    if watch:
        watch.close()
    if rank == 0:
        if log.losses:
            log.write(scale)
        run.save(time.time() - log.began)
        print(f"done: {run.samples} samples, checkpoint in {run.folder / 'checkpoint.pt'}", flush=True)
    processes.stop()


if __name__ == "__main__":
    main()
