"""Shards: what they hold, and that they appear whole, with what their resolutions share there once."""

import json
import os
import sys
from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from kiln.dataset import CAMERAS, PHOTOS, VIEWSETS, Item, Job, Rendered, also, grammar_item
from kiln.dataset import build as build_set
from kiln.gpu import build
from kiln.gpu.build import ASSET_SHARDS, folder, plan, publish


def toy_item(job: Job) -> tuple[Rendered, Item]:
    """Arrays in the shape of the real thing, filled with the resolution."""
    name = job.of[1]["id"] if isinstance(job.of[1], dict) else f"{job.of[0]}/{job.of[1]}"
    sizes = {VIEWSETS: job.resolution, **{also(r): r for r in job.also}}
    arrays = {file: np.full((3, r, r, 9), r, np.uint8) for file, r in sizes.items()}
    if job.photos:
        arrays |= {PHOTOS: np.zeros((job.photos, 8, 8, 4), np.uint8), CAMERAS: np.zeros((job.photos, 3), np.float32)}
    return arrays, Item(name, "toy", (name,), "train", "here", "CC0-1.0")


@pytest.fixture
def assets(tmp_path):
    """A catalogue of ten models."""
    out = tmp_path / "assets"
    out.mkdir()
    (out / "catalog.jsonl").write_text("".join(json.dumps({"id": f"model {i}"}) + "\n" for i in range(10)))
    return out


def items(shard: Path) -> list[str]:
    return [json.loads(line)["id"] for line in (shard / "items.jsonl").read_text().splitlines()]


def test_an_object_is_rendered_at_every_resolution():
    rendered, _ = grammar_item(Job(("castle", 3), 32, 0, also=(16, 8)))
    assert {name: a.shape for name, a in rendered.items()} == {
        VIEWSETS: (3, 32, 32, 9),
        "viewsets-16.npy": (3, 16, 16, 9),
        "viewsets-8.npy": (3, 8, 8, 9),
    }
    alone, _ = grammar_item(Job(("castle", 3), 16, 0))
    assert np.array_equal(rendered[also(16)], alone[VIEWSETS])


def test_a_published_shard_is_whole_and_shares_what_it_can(tmp_path):
    partial, out = tmp_path / "gpu" / "toy-photos-000", tmp_path / "gpu"
    jobs = [Job(("toy", i), 8, 2, also=(4,)) for i in range(5)]
    build_set(jobs, toy_item, partial, 1)
    # What a builder that was killed while it published may have left.
    left = folder(out, 4) / "toy-photos-000.partial"
    left.mkdir(parents=True)
    (left / "items.jsonl").write_text("half a line")
    publish(partial, "toy-photos-000", out, [8, 4])
    shards = {r: tmp_path / f"gpu-{r}" / "toy-photos-000" for r in (8, 4)}
    for resolution, shard in shards.items():
        viewsets = np.load(shard / VIEWSETS)
        assert viewsets.shape == (5, 3, resolution, resolution, 9) and (viewsets == resolution).all()
        assert sorted(f.name for f in shard.iterdir()) == sorted([VIEWSETS, PHOTOS, CAMERAS, "items.jsonl"])
    for name in ("items.jsonl", PHOTOS, CAMERAS):
        assert (shards[8] / name).samefile(shards[4] / name), name
    assert items(shards[8]) == [f"toy/{i}" for i in range(5)]
    assert not partial.exists() and not list(tmp_path.rglob("*.partial"))


def test_the_first_resolution_is_published_last(monkeypatch, tmp_path):
    partial, link = tmp_path / "gpu" / "toy-000", os.link
    build_set([Job(("toy", 0), 8, 0, also=(4,))], toy_item, partial, 1)

    def link_to_the_coarser_only(source: Path, target: Path) -> None:
        if target.parent.parent.name == "gpu-8":
            raise KeyboardInterrupt  # a builder that is killed on the way
        link(source, target)

    monkeypatch.setattr(os, "link", link_to_the_coarser_only)
    with pytest.raises(KeyboardInterrupt):
        publish(partial, "toy-000", tmp_path / "gpu", [8, 4])
    assert (tmp_path / "gpu-4/toy-000").exists() and not (tmp_path / "gpu-8/toy-000").exists()


@pytest.mark.parametrize("photos", [0, build.PHOTOS])
def test_every_model_comes_once_before_the_next_variant_begins(assets, photos):
    shards = (s for s in plan() if s.source == "assets" and s.photos == photos)
    for variant in range(3):
        jobs = [job for s in islice(shards, ASSET_SHARDS) for job in s.jobs(7, [8, 4], assets)]
        assert sorted(job.of[1]["id"] for job in jobs) == [f"model {i}" for i in range(10)]
        assert {(j.variant, j.resolution, j.also, j.photos) for j in jobs} == {(variant, 8, (4,), photos)}


def run_builder(monkeypatch, out: Path, assets: Path, gigabytes: float) -> None:
    """The builder's command with toy objects."""
    for name in ("grammar_item", "asset_item"):
        monkeypatch.setattr(build, name, toy_item)
    monkeypatch.setattr(build, "warm_up", lambda: None)
    command = ["--assets", assets, "--out", out, "--resolutions", 8, 4, "--shard", 1, "--workers", 1]
    monkeypatch.setattr(sys, "argv", ["build", *map(str, command), "--gigabytes", str(gigabytes)])
    build.main()


def test_a_builder_goes_on_where_it_was_killed(monkeypatch, tmp_path, assets):
    out = tmp_path / "gpu"
    run_builder(monkeypatch, out, assets, 0.0005)
    first = sorted(f.name for f in (tmp_path / "gpu-8").iterdir())
    assert first == ["assets-000", "grammar-000"]  # the next one, with photos, would be too much
    written = {f: f.stat().st_mtime_ns for f in tmp_path.glob("gpu-*/*/*")}
    # A shard that was being rendered, one whose finer half was not published yet.
    (out / "grammar-photos-000").mkdir()
    (out / "grammar-photos-000" / "photos.partial").write_bytes(b"half")
    (tmp_path / "gpu-4" / "grammar-photos-000.partial").mkdir()
    run_builder(monkeypatch, out, assets, 0.05)
    shards = {r: sorted(f.name for f in (tmp_path / f"gpu-{r}").iterdir()) for r in (8, 4)}
    assert shards[8] == shards[4] and {"assets-photos-000", "grammar-001"} <= set(shards[8])
    assert {f: f.stat().st_mtime_ns for f in written} == written
    assert not list(out.iterdir()) and not list(tmp_path.rglob("*.partial"))
    seen = [i for s in shards[8] if s.startswith("grammar") for i in items(tmp_path / "gpu-8" / s)]
    assert len(set(seen)) == len(seen)
