"""A training step's parts: drawing on a device, the objective, the optimiser, and the count of its arithmetic."""

import copy

import numpy as np
import pytest
import torch

from kiln.batches import Batch, Batches
from kiln.compiler import Compiler
from kiln.dataset import Dataset, Item, join
from kiln.flops import forward_flops, training_flops
from kiln.masters import Masters
from kiln.muon import Muon, orthogonalise
from kiln.network import Config, Denoiser
from kiln.objective import Objective
from kiln.resident import ResidentBatches

TOY = Config(resolution=16, patch=8, width=32, depth=2, heads=2, mlp=64, bottleneck=16)
CPU = torch.device("cpu")


def telling_set(objects: int = 4, captions: int = 3) -> Dataset:
    """A set whose values tell where they come from: item i has bytes 20 (i + 1), its caption j tokens of 10 i + j and
    j + 1 of them, its photo k bytes 60 + i and the azimuth 10 (i + k) degrees."""
    rng = np.arange(objects)
    viewsets = np.broadcast_to((20 * (rng + 1))[:, None, None, None, None], (objects, 3, 16, 16, 9)).astype(np.uint8)
    viewsets = viewsets.copy()
    viewsets[..., 0] = 255
    tokens = np.zeros((objects * captions, 24, 512), np.float16)
    for row in range(len(tokens)):
        tokens[row, : row % captions + 1] = 10 * (row // captions) + row % captions
    photos = np.broadcast_to((60 + rng)[:, None, None, None, None], (objects, 2, 128, 128, 4)).astype(np.uint8)
    return Dataset(
        viewsets=viewsets,
        items=[Item(str(i), "toy", (), "train", "made here", "none") for i in rng],
        tokens=tokens,
        lengths=np.tile(np.arange(captions) + 1, objects),
        captions_of=list(np.arange(objects * captions).reshape(objects, captions)),
        photos=photos.copy(),
        azimuths=(10.0 * (rng[:, None] + np.arange(2))).astype(np.float32),
    )


@pytest.mark.parametrize("kind", [Batches, ResidentBatches])
def test_what_is_drawn_belongs_together(kind):
    weights = np.array([0.5, 0.25, 0.25, 0])
    batch = kind(telling_set(), weights, 3, CPU, TOY.photo_size).draw(400, 0.25, photos=2)
    item = ((batch.x0[:, 1, 0, 0, 5] + 1) * 255 / 2).round().long() // 20 - 1
    assert np.abs(np.bincount(item, minlength=4) / 400 - weights).max() < 0.08
    lengths = batch.mask.sum(1)
    first = batch.text[:, 0, 0].float().round().long()
    named = lengths > 0
    assert ((first // 10)[named] == item[named]).all() and ((first % 10 + 1)[named] == lengths[named]).all()
    assert len(set(first[item == 0].tolist())) == 3
    assert 0.15 < (~named).float().mean() < 0.35
    photo = ((batch.photos[:, :, 0, 0, 3] + 1) * 255 / 2).round().long()
    assert (photo == (60 + item)[:, None]).all()
    assert (batch.azimuth[:, 0, 2] == 0).all() and 0.1 < batch.azimuth[:, 1, 2].mean() < 0.3
    # Mirrored objects have their depth along x and their azimuths negated.
    flipped = (batch.x0[:, 0, 0, 0, 1] > 0) != (item >= 6)
    assert 0.4 < flipped.float().mean() < 0.6
    degrees = torch.rad2deg(torch.atan2(batch.azimuth[:, 0, 0], batch.azimuth[:, 0, 1])).round().long()
    assert (degrees == 10 * item * torch.where(flipped, -1, 1)).all()


def test_resident_batches_all_have_one_shape():
    source = ResidentBatches(telling_set(), np.ones(4), 0, CPU, TOY.photo_size)
    shapes = {tuple(t.shape for t in (b.x0, b.text, b.mask)) for b in (source.draw(8, p) for p in (0.0, 0.5, 1.0))}
    assert shapes == {((8, 3, 16, 16, 9), (8, 24, 512), (8, 24))}


def test_sets_join_as_arrays_and_as_tensors():
    a, b = telling_set(2), telling_set(3)
    both = join([a, b])
    tensors = [Dataset(**{**s.__dict__, "viewsets": torch.from_numpy(s.viewsets)}) for s in (a, b)]
    assert np.array_equal(both.viewsets, join(tensors).viewsets.numpy())
    assert both.captions_of[2][0] == 6 and both.photos.shape[0] == 5
    assert join([Dataset(**{**a.__dict__, "photos": None}), b]).photos is None


def test_padding_does_not_change_the_loss():
    torch.manual_seed(0)
    net = Denoiser(TOY)
    for p in net.parameters():
        p.data += 0.02 * torch.randn_like(p)
    net = net.to(torch.bfloat16)
    padded = ResidentBatches(telling_set(), np.ones(4), 0, CPU, TOY.photo_size).draw(8, 0.2)
    longest = int(padded.mask.sum(1).max())
    trimmed = Batch(padded.x0, padded.text[:, :longest], padded.mask[:, :longest])
    losses = []
    for batch in (padded, trimmed):
        torch.manual_seed(1)
        loss = Objective(net, 0.1, Compiler("off"))(batch, torch.linspace(0.2, 0.9, 8))
        losses.append(float(loss.detach()))
    assert losses[0] == pytest.approx(losses[1], rel=2e-3)


def test_compiler_refuses_what_it_does_not_know():
    with pytest.raises(ValueError, match="blocks"):
        Compiler("fast")


def test_masters_move_gradients_and_follow():
    torch.manual_seed(0)
    net = Denoiser(TOY)
    ema = copy.deepcopy(net).requires_grad_(False)
    masters = Masters(net, ema)
    masters.working.out.weight.grad = torch.full_like(masters.working.out.weight, 0.5)
    masters.take_gradients()
    assert net.out.weight.grad.dtype == torch.float32 and (net.out.weight.grad == 0.5).all()
    assert masters.working.out.weight.grad is None and net.out.bias.grad is None
    before = ema.position.clone()
    with torch.no_grad():
        net.position += 1
    masters.publish(0.75)
    assert torch.allclose(ema.position, before + 0.25, atol=1e-6)
    assert torch.equal(masters.working.position, net.position.to(torch.bfloat16))


def test_stacked_matrices_are_orthogonalised_like_single_ones():
    torch.manual_seed(0)
    stack = torch.randn(3, 24, 16)
    together = orthogonalise(stack)
    for one, alone in zip(together, stack):  # noqa: B905 - of one tensor
        # Rounding to bfloat16 differs, and the iteration amplifies it; the direction is what counts.
        assert torch.cosine_similarity(one.flatten(), orthogonalise(alone).flatten(), 0) > 0.99
        values = torch.linalg.svdvals(one)
        assert values.min() > 0.6 and values.max() < 1.3


def test_muon_takes_down_a_quadratic():
    torch.manual_seed(0)
    target, p = torch.randn(8, 8), torch.nn.Parameter(torch.zeros(8, 8))
    optimiser = Muon([p], lr=0.05)
    for _ in range(300):
        (0.5 * (p - target) ** 2).sum().backward()
        optimiser.step()
        optimiser.zero_grad()
    assert (p - target).abs().mean() < 0.1


@pytest.mark.parametrize("text, photos", [(0, 0), (24, 0), (24, 2)])
def test_flops_are_those_of_the_linear_layers_and_of_attention(text, photos):
    net, counted = Denoiser(TOY), []

    def count(layer: torch.nn.Linear, inputs: tuple[torch.Tensor], _output: torch.Tensor) -> None:
        counted.append(2 * inputs[0][..., 0].numel() * layer.weight.numel())

    for module in net.modules():
        if isinstance(module, torch.nn.Linear):
            module.register_forward_hook(count)
    known = [torch.zeros(1, text, 512) if text else None, None]
    known += [torch.zeros(1, photos, 128, 128, 4), torch.zeros(1, photos, 3)] if photos else [None, None]
    net(torch.zeros(1, TOY.tokens, 8 * 8 * 9), torch.tensor([0.5]), *known)
    tokens = TOY.tokens + text + photos * 64
    attention = TOY.depth * 4 * tokens**2 * TOY.width
    assert forward_flops(TOY, text, photos) == pytest.approx(sum(counted) + attention)
    assert training_flops(TOY, text, photos) == 3 * forward_flops(TOY, text, photos)
