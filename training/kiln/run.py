"""The state of one training, and its checkpoint."""

from __future__ import annotations

import copy
import json
from pathlib import Path

import torch

from kiln.export import load_weights
from kiln.masters import Masters
from kiln.muon import Muon
from kiln.network import Config, Denoiser


def optimisers(net: Denoiser, lr: float, weight_decay: float) -> list[torch.optim.Optimizer]:
    """Muon for the matrices inside the blocks, AdamW for everything else."""
    inner = [p for n, p in net.named_parameters() if n.startswith("blocks.") and p.dim() == 2]
    ids = {id(p) for p in inner}
    rest = [p for p in net.parameters() if id(p) not in ids]
    fused = {"fused": True} if rest[0].is_cuda else {}
    return [
        Muon(inner, lr=lr, weight_decay=weight_decay),
        torch.optim.AdamW(rest, lr=lr, betas=(0.9, 0.98), weight_decay=weight_decay, **fused),
    ]


class Run:
    """Weights, their average, optimisers and counts of one training, kept in FOLDER/checkpoint.pt.

    seconds: of training before this process. warm_from: the step at which the optimisers had nothing to go by.
    """

    def __init__(self, folder: Path, settings: dict, device: torch.device) -> None:
        self.folder, self.settings, self.device = folder, settings, device
        self.net = Denoiser(Config(**settings["network"])).to(device)
        self.ema = copy.deepcopy(self.net).requires_grad_(False)
        self.optimisers = optimisers(self.net, settings["learning_rate"], settings["weight_decay"])
        self.step, self.samples, self.seconds, self.warm_from = 0, 0, 0.0, 0

    def restore(self) -> bool:
        """Take up the folder's checkpoint; False if there is none."""
        path = self.folder / "checkpoint.pt"
        if not path.exists():
            return False
        state = torch.load(path, map_location=self.device)
        self.net.load_state_dict(state["net"])
        self.ema.load_state_dict(state["ema"])
        for o, saved in zip(self.optimisers, state["optimisers"], strict=True):
            o.load_state_dict(saved)
        self.step, self.samples, self.seconds = state["step"], state["samples"], state["seconds"]
        self.warm_from = state.get("warm_from", 0)
        return True

    def start_from(self, exported: Path) -> None:
        """Take the weights of an exported model."""
        for net in (self.net, self.ema):
            net.load_state_dict(load_weights(exported))

    def go_on_from(self, exported: Path) -> None:
        """Take the weights and counts of an exported model. The optimisers' state, larger than the weights, stayed
        behind; they find it again while the learning rate warms up anew."""
        self.start_from(exported)
        training = json.loads((exported / "manifest.json").read_text())["training"]
        self.step, self.samples, self.seconds = training["steps"], training["samples"], 60.0 * training["minutes"]
        self.warm_from = self.step

    def save(self, seconds: float) -> None:
        """Write the checkpoint, whole or not at all; seconds: of training in this process."""
        state = {
            "net": self.net.state_dict(),
            "ema": self.ema.state_dict(),
            "optimisers": [o.state_dict() for o in self.optimisers],
            "step": self.step,
            "samples": self.samples,
            "seconds": self.seconds + seconds,
            "warm_from": self.warm_from,
            "settings": self.settings,
        }
        partial = self.folder / "checkpoint.partial"
        torch.save(state, partial)
        partial.replace(self.folder / "checkpoint.pt")

    def update(self, masters: Masters, scale: float, samples: int) -> None:
        """One step of the optimisers at the learning rate times `scale`, after a backward pass over `samples`."""
        masters.take_gradients()
        torch.nn.utils.clip_grad_norm_(self.net.parameters(), 1.0)
        for o in self.optimisers:
            for group in o.param_groups:
                group["lr"] = self.settings["learning_rate"] * scale
            o.step()
            o.zero_grad(set_to_none=True)
        self.step += 1
        self.samples += samples
        # A half-life in samples, shorter while there are few of them, so that the average follows the start.
        half_life = min(self.settings["ema_half_life"], self.samples / 4)
        masters.publish(0.5 ** (samples / half_life))
