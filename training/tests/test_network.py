"""The network's arithmetic: masks, missing modalities, layout; and the committed goldens."""

import dataclasses
import json
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

from kiln.export import load_config, load_weights, write_model
from kiln.goldens import answer
from kiln.network import Config, Denoiser
from kiln.sample import load

ROOT = Path(__file__).parents[2]
TINY = Config(resolution=16, patch=8, width=32, depth=2, heads=2, mlp=64, bottleneck=16)


def load_settings(name: str) -> Config:
    """The network of a config."""
    return Config(**json.loads((ROOT / f"training/configs/{name}.json").read_text())["network"])


@pytest.fixture
def net():
    torch.manual_seed(0)
    n = Denoiser(TINY).eval()
    for p in n.parameters():  # no zero-initialised gates: every path must count
        torch.nn.init.normal_(p, std=0.1)
    return n


def inputs(batch: int = 2):
    g = torch.Generator().manual_seed(1)
    x = torch.randn(batch, TINY.tokens, TINY.patch**2 * 9, generator=g)
    tau = torch.rand(batch, generator=g)
    text = torch.randn(batch, 5, 512, generator=g)
    photos = torch.randn(batch, 2, 128, 128, 4, generator=g)
    azimuth = torch.randn(batch, 2, 3, generator=g)
    return x, tau, text, photos, azimuth


def test_patchify_round_trip_and_order(net):
    x = torch.arange(3 * 16 * 16 * 9, dtype=torch.float32).view(1, 3, 16, 16, 9)
    tokens = net.patchify(x)
    assert torch.equal(net.unpatchify(tokens), x)
    # token 1 is axis 0, patch row 0, patch column 1; its second pixel is one column on
    assert torch.equal(tokens[0, 1, 9:18], x[0, 0, 0, 9])


@torch.no_grad()
def test_padding_changes_nothing(net):
    x, tau, text, photos, azimuth = inputs()
    plain = net(x, tau, text[:, :3])
    mask = torch.tensor([[True] * 3 + [False] * 2] * 2)
    torch.testing.assert_close(net(x, tau, text, mask), plain, rtol=1e-4, atol=1e-5)
    one = net(x, tau, text, None, photos[:, :1], azimuth[:, :1])
    padded = net(x, tau, text, None, photos, azimuth, torch.tensor([[True, False]] * 2))
    torch.testing.assert_close(padded, one, rtol=1e-4, atol=1e-5)


@torch.no_grad()
def test_dropped_text_equals_no_text(net):
    x, tau, text, _, _ = inputs()
    dropped = net(x, tau, text, torch.zeros(2, 5, dtype=torch.bool))
    torch.testing.assert_close(dropped, net(x, tau), rtol=1e-4, atol=1e-5)


@torch.no_grad()
def test_every_input_matters(net):
    x, tau, text, photos, azimuth = inputs()
    base = net(x, tau, text, None, photos, azimuth)
    for changed in (
        (x + 0.1, tau, text, photos, azimuth),
        (x, 1 - tau, text, photos, azimuth),
        (x, tau, text.flip(1), photos, azimuth),
        (x, tau, text, -photos, azimuth),
        (x, tau, text, photos, -azimuth),
    ):
        out = net(changed[0], changed[1], changed[2], None, changed[3], changed[4])
        assert (out - base).abs().max() > 1e-4


@pytest.mark.parametrize(
    "config", [dataclasses.replace(TINY, photo_size=32), *map(load_settings, ("kiln-s", "kiln-b"))]
)
def test_a_photo_begins_where_the_front_view_is(config):
    config = dataclasses.replace(config, width=32, depth=1, heads=2, mlp=64)
    n, net = config.grid, Denoiser(config)
    front = net.position[2 * n * n :].view(n, n, -1)  # seen along z; its row 0 is the lowest, a photo's the highest
    photo = net.photo.position.view(n, n, -1)
    assert torch.equal(photo[0, 0], front[n - 1, 0])
    assert torch.equal(photo[n - 1, 0], front[0, 0]) and torch.equal(photo[0, n - 1], front[n - 1, n - 1])
    assert torch.equal(photo, front.flip(0)) and not torch.equal(photo, front)
    assert isinstance(net.photo.position, torch.nn.Parameter) and net.photo.position.requires_grad
    with torch.no_grad():
        net.photo.position += 1  # from there on they are learned apart
    assert not torch.equal(photo[0, 0], front[n - 1, 0])


def test_a_photo_of_another_grid_has_positions_of_its_own():
    assert TINY.photo_size // TINY.photo_patch != TINY.grid
    net = Denoiser(TINY)
    assert net.photo.position.shape == (64, TINY.width)
    apart = torch.cdist(net.photo.position, net.position)
    assert apart.min() > 0.01  # random ones are 0.16 apart
    again = Denoiser(dataclasses.replace(TINY, photo_size=64))
    assert (
        again.photo.position.shape == (16, TINY.width)
        and torch.cdist(again.photo.position, again.position).min() > 0.01
    )


def test_export_round_trip(net, tmp_path):
    write_model("tiny", net.state_dict(), TINY, {}, tmp_path)
    assert load_config(tmp_path) == TINY
    for key, value in load_weights(tmp_path).items():
        torch.testing.assert_close(value, net.state_dict()[key].half().float())
    bad = {**net.state_dict(), "position": torch.full((TINY.tokens, 32), 1e6)}
    with pytest.raises(ValueError, match="position does not fit"):
        write_model("tiny", bad, TINY, {}, tmp_path)


def test_configs_name_known_fields():
    for path in (ROOT / "training/configs").glob("*.json"):
        settings = json.loads(path.read_text())
        assert set(settings["network"]) <= {f.name for f in dataclasses.fields(Config)}
        Config(**settings["network"])


@pytest.mark.parametrize("name", ["kiln-s", "kiln-b"])
def test_the_answer_in_the_manifest_is_of_the_current_weights(name):
    folder = ROOT / "models" / name
    expected = json.loads((folder / "manifest.json").read_text())["answer"]
    assert answer(load(folder)) == pytest.approx(expected, abs=2e-3)
    assert max(map(abs, expected)) > 0.5


@pytest.mark.parametrize("name", ["forward", "forward-bare", "forward-photo"])
@torch.no_grad()
def test_goldens_are_of_the_current_weights(name):
    golden = load_file(ROOT / "goldens" / f"kiln-s-{name}.safetensors")
    net = load(ROOT / "models/kiln-s")
    rest = {k: v for k, v in golden.items() if k in ("text", "photos", "azimuth")}
    out = net.unpatchify(net(net.patchify(golden["x"]), golden["tau"], **rest))
    error = (out - golden["output"]).norm() / golden["output"].norm()
    assert error < 1e-4  # float32 on both sides: only the order of sums differs
