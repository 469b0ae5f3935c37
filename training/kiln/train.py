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

import numpy as np
import torch
from torch import Tensor

from kiln.batches import Batch, Batches
from kiln.compiler import Compiler
from kiln.dataset import Dataset, join
from kiln.diffusion import NoiseLevels, add_noise, velocity_loss
from kiln.masters import Masters
from kiln.network import Denoiser
from kiln.objective import Objective
from kiln.pool import Pool, Watch, item_weights, keep_for, source_of
from kiln.progress import Clock, Log
from kiln.resident import ResidentBatches
from kiln.run import Run
from kiln.text import TextEncoder

EVALUATION_OBJECTS = 192
# The chances of one to four photos in a batch with photos.
PHOTO_COUNTS = (0.7, 0.14, 0.06, 0.1)


def learning_rate(step: int, warmup: int, progress: float, cooldown: float) -> float:
    """A factor in [0, 1]: warm-up over `warmup` steps, flat, then linear to 0 over the last `cooldown` of the clock."""
    return min(1.0, (step + 1) / warmup) * min(1.0, max(0.0, (1 - progress) / cooldown) if cooldown else 1.0)


class HeldOut:
    """Fixed held-out objects, noise and noise levels, so that the loss on them is comparable across a run."""

    def __init__(self, data: Dataset, photos: int, levels: NoiseLevels, net: Denoiser, device: torch.device) -> None:
        chosen = np.random.default_rng(0).permutation(len(data.items))[:EVALUATION_OBJECTS]
        self.batch = Batches(data, np.ones(len(data.items)), 0, device, net.config.photo_size).fixed(chosen, photos)
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


class Mixture:
    """Batches of text alone and, a share of them, of photos: mostly one, sometimes up to four."""

    def __init__(
        self, plain: Batches | ResidentBatches, photos: Batches | ResidentBatches | None, settings: dict, seed: int
    ) -> None:
        self.plain, self.photos, self.settings = plain, photos, settings
        self.rng = np.random.default_rng(seed)

    def of(self, photos: int) -> Batch:
        """A batch with so many photos an object."""
        if photos == 0:
            return self.plain.draw(self.settings["batch"], self.settings["text_dropout"])
        # Whole batches without text: their sequences are a fifth shorter than those with one caption left.
        dropout = float(self.rng.random() < self.settings["photo_text_dropout"])
        return self.photos.draw(self.settings["batch"], dropout, photos)

    def draw(self) -> Batch:
        if not self.photos or self.rng.random() >= self.settings["photo_share"]:
            return self.of(0)
        return self.of(min(self.photos.most_photos, int(self.rng.choice(4, p=PHOTO_COUNTS)) + 1))


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


def main() -> None:
    args = parse()
    settings = json.loads(args.config.read_text())
    settings |= {k: v for k, v in {"batch": args.batch, "cooldown": args.cooldown}.items() if v is not None}
    rank, world = int(os.environ.get("RANK", 0)), int(os.environ.get("WORLD_SIZE", 1))
    cuda = torch.cuda.is_available()
    device = torch.device("cuda", int(os.environ.get("LOCAL_RANK", 0))) if cuda else torch.device("cpu")
    if world > 1:
        if cuda:
            torch.cuda.set_device(device)
        torch.distributed.init_process_group("nccl" if cuda else "gloo")
    torch.manual_seed(args.seed)  # the same weights in every process
    focus = {k: float(v) for k, _, v in (f.partition(":") for f in args.focus.split(",") if f)}
    encoder, mix = TextEncoder(device=device), args.mix or [1.0] * len(args.data)
    plain, with_photos = load_data(args.data, mix, focus, encoder, args.held_out)
    watch = None
    if args.watch:
        shares = dict(zip(map(source_of, args.data), mix, strict=True))
        watch = Watch(args.watch, args.data, shares, focus, encoder)

    args.out.mkdir(parents=True, exist_ok=True)
    run = Run(args.out, settings, device)
    if run.restore():
        print(f"resumed at step {run.step}, {run.samples} samples", flush=True)
    elif args.resume:
        run.go_on_from(args.resume)
        print(f"resumed from exported weights at step {run.step}, {run.samples} samples", flush=True)
    elif args.init:
        run.start_from(args.init)

    seed = args.seed + 1000 * run.step
    torch.manual_seed(seed + rank)
    compiler, photo_size = Compiler(args.compile), run.net.config.photo_size

    def source(pool: Pool, number: int) -> Batches | ResidentBatches:
        own = args.seed + 1000 * run.step + 2 * rank + number
        if cuda or args.compile != "off":
            return ResidentBatches(pool.data, pool.weights, own, device, photo_size, compiler.part)
        return Batches(pool.data, pool.weights, own, device, photo_size)

    def take_in() -> None:
        """What the watch found since it was last asked."""
        grew = watch.take((plain.train, with_photos.train if with_photos else Pool()))
        mixture.plain = source(plain.train, 0) if grew[0] else mixture.plain
        mixture.photos = source(with_photos.train, 1) if grew[1] else mixture.photos

    # Every process draws from its own seed, but which modality is drawn is common: none waits for a longer batch.
    mixture = Mixture(source(plain.train, 0), with_photos and source(with_photos.train, 1), settings, seed)
    levels, photo_levels = NoiseLevels(**settings["noise"]), NoiseLevels(**settings["photo_noise"])
    held_out = {"held_out": HeldOut(plain.val, 0, levels, run.net, device)}
    if with_photos:
        held_out["held_out_photo"] = HeldOut(with_photos.val, 1, photo_levels, run.net, device)

    def measures() -> dict[str, float]:
        return {name: round(h.loss(run.ema, settings["outside_weight"]), 5) for name, h in held_out.items()}

    masters = Masters(run.net, run.ema, world)
    objective = Objective(masters.working, settings["outside_weight"], compiler)

    def loss_of(batch: Batch) -> Tensor:
        noise = levels if batch.photos is None else photo_levels
        loss = objective(batch, noise.sample(settings["batch"], device))
        loss.backward()
        return loss

    if args.compile != "off":
        started = time.time()
        for count in range(1 + (mixture.photos.most_photos if with_photos else 0)):
            loss_of(mixture.of(count))
        masters.working.zero_grad(set_to_none=True)
        print(f"compiled in {time.time() - started:.0f} s", flush=True)

    minutes = args.minutes if args.until is None else min(args.minutes, (args.until - time.time()) / 60)
    clock, log = Clock(minutes, args.steps, world), Log(run, measures, world, args.peak)
    saved, scale = time.time(), 0.0
    while (spent := clock.spent()) < 1:
        if watch:
            take_in()
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
    if world > 1:
        torch.distributed.destroy_process_group()


if __name__ == "__main__":
    main()
