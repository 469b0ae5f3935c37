"""A training's log and its clock."""

from __future__ import annotations

import json
import time
from collections.abc import Callable

import torch
from torch import Tensor

from kiln.batches import Batch
from kiln.flops import training_flops
from kiln.run import Run


class Log:
    """Gathers losses and arithmetic between the lines of FOLDER/log.jsonl."""

    def __init__(self, run: Run, measures: Callable[[], dict[str, float]], world: int, peak: float | None) -> None:
        """measures: the held-out figures of a line. peak: TFLOP/s of one processor, to tell the share in use."""
        self.run, self.measures, self.world, self.peak = run, measures, world, peak
        self.began = time.time()
        self._restart()

    def _restart(self) -> None:
        self.losses: list[Tensor] = []
        self.flops, self.samples, self.mark = 0.0, self.run.samples, time.time()

    def add(self, loss: Tensor, batch: Batch) -> None:
        photos = 0 if batch.photos is None else batch.photos.shape[1]
        self.losses.append(loss.detach().clone())  # a replayed CUDA graph writes the next one to the same place
        self.flops += len(batch.x0) * training_flops(self.run.net.config, batch.text.shape[1], photos)

    def write(self, scale: float) -> None:
        """A line: the mean training loss since the last one, and the averaged weights on held-out data."""
        run = self.run
        loss = float(torch.stack(self.losses).mean())  # waits for a GPU, so that the clock is read after its work
        now = time.time()
        tflops = self.flops / (now - self.mark) / 1e12
        line = {
            "step": run.step,
            "samples": run.samples,
            "minutes": round((run.seconds + now - self.began) / 60, 2),
            "loss": round(loss, 5),
            **self.measures(),
            "rate": round((run.samples - self.samples) / (now - self.mark), 1),
            "lr": round(run.settings["learning_rate"] * scale, 6),
            "tflops": round(tflops * self.world, 3),
            **({"peak_share": round(tflops / self.peak, 4)} if self.peak else {}),
        }
        print(json.dumps(line), flush=True)
        with (run.folder / "log.jsonl").open("a") as log:
            log.write(json.dumps(line) + "\n")
        self._restart()


class Clock:
    """How much of a training's minutes, or of its steps if that is more, is spent; the same in every process."""

    def __init__(self, minutes: float, steps: int | None, world: int) -> None:
        self.seconds, self.steps, self.began, self.calls = max(60 * minutes, 1e-3), steps, time.time(), 0
        # Processes agree through the CPU: asking a GPU would wait for all that it has been given to do.
        self.group = torch.distributed.new_group(backend="gloo") if world > 1 else None

    def spent(self) -> float:
        """A share, at least 1 when it is time to stop. Call once a step."""
        share = torch.tensor((time.time() - self.began) / self.seconds)
        if self.steps:
            share = share.clamp(min=self.calls / self.steps)
        self.calls += 1
        if self.group is not None:
            torch.distributed.broadcast(share, 0, group=self.group)
        return float(share)
