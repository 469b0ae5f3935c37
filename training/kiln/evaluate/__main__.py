"""Measure a denoiser on held-out data.

    python -m kiln.evaluate --model ../models/kiln-s --out ../docs/results/evaluation
    python -m kiln.evaluate --model runs/kiln-s/checkpoint.pt --only text --quick --out runs/quick
    python -m kiln.evaluate --samples FOLDER --out FOLDER/report

OUT receives report.json, report.md and pictures. --samples scores objects that another program generated from the
prompts of prompts.json (see samples.read_samples), on text and shape. Parts that a report in OUT already has are
kept if it is about the same weights, so that the parts can be run one by one.
"""

from __future__ import annotations

import argparse
import json
import shlex
import sys
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch

from kiln.dataset import has_photos
from kiln.diffusion import SAMPLERS
from kiln.evaluate import prompts as prompt_list
from kiln.evaluate.photo import evaluate_photo
from kiln.evaluate.report import markdown
from kiln.evaluate.retrieval.network import Judge
from kiln.evaluate.retrieval.network import load as load_judge
from kiln.evaluate.runner import Bfloat16, fingerprint
from kiln.evaluate.samples import GUIDANCE, SAMPLER, STEPS, Samples, read_samples, sample, shown
from kiln.evaluate.sets import Objects
from kiln.evaluate.shape import evaluate_shape
from kiln.evaluate.steps import evaluate_steps, plot_steps
from kiln.evaluate.text import CANDIDATES, evaluate_text
from kiln.sample import load
from kiln.sheet import draw, sheet

PARTS = ("text", "shape", "photo", "steps")
ROOT = Path(__file__).resolve().parents[3]
CACHE = Path(__file__).resolve().parents[2] / "cache"
SHEET = 100
NAMED_SEEDS = [1, 2, 3]


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--model", type=Path, help="models/NAME or runs/NAME/checkpoint.pt")
    source.add_argument("--samples", type=Path, help="a folder with viewsets.npy and prompts.json")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--only", default=",".join(PARTS), help="parts, with commas between: text,shape,photo,steps")
    parser.add_argument("--prompts", type=int, help="of the list, evenly; all by default")
    parser.add_argument("--seeds", type=int, help="seeds 1 to this number for each prompt; 2 by default")
    parser.add_argument("--objects", type=int, help="photo: how many are rebuilt; 150 by default, 24 if quick")
    parser.add_argument("--guidance", type=float, default=GUIDANCE, help="text and shape: scale (default %(default)g)")
    parser.add_argument("--sampler", choices=SAMPLERS, default=SAMPLER, help="text and shape (default %(default)s)")
    parser.add_argument("--quick", action="store_true", help="40 prompts, one seed, bfloat16: minutes on two CPU cores")
    parser.add_argument("--data", type=Path, nargs="+", help="the denoiser's training sets; all in cache/ by default")
    parser.add_argument("--assets", type=Path, help="photo: a folder with catalog.jsonl; the grammar by default")
    parser.add_argument("--retrieval", type=Path, default=ROOT / "models" / "retrieval")
    args = parser.parse_args()
    args.only = args.only.split(",")
    if unknown := set(args.only) - set(PARTS):
        parser.error(f"unknown parts {sorted(unknown)}; there are {', '.join(PARTS)}")
    args.prompts = args.prompts or (40 if args.quick else prompt_list.COUNT)
    args.seeds = args.seeds or (1 if args.quick else 2)
    return args


def training_sets(folders: list[Path] | None) -> Objects:
    """Those of the named sets, or of all in cache/ but the judge's own, that have no photos: the others repeat
    objects, turned."""
    found = folders or sorted(path.parent for path in CACHE.glob("*/viewsets.npy") if path.parent.name != "retrieval")
    plain = [folder for folder in found if not has_photos(folder)]
    if not plain:
        raise FileNotFoundError("no training set without photos in cache/: name the denoiser's with --data")
    return Objects.open(plain, "train")


def weakest(samples: Samples, kinds: dict[str, str], values: np.ndarray, count: int = 8) -> list[tuple[str, float]]:
    """The kinds of the lowest mean value."""
    of = np.array([kinds[p] for p in samples.prompts])
    means = {k: float(values[of == k].mean()) for k in np.unique(of)}
    return sorted(means.items(), key=lambda m: m[1])[:count]


def contact_sheet(samples: Samples, path: Path, columns: int = 8) -> None:
    captions = [f"{p} ({s})" for p, s in zip(samples.prompts, samples.seeds, strict=True)]
    sheet([draw(v) for v in samples.viewsets], captions, columns).save(path)


def held_out_sheet(samples: Samples, path: Path) -> None:
    """Some of the prompts, evenly from all, with their first seed."""
    first = samples.of_seed(int(samples.seeds.min()))
    rows = np.unique(np.linspace(0, len(first.prompts) - 1, SHEET).astype(int))
    contact_sheet(Samples(first.viewsets[rows], [first.prompts[i] for i in rows], first.seeds[rows]), path)


def nearest_sheet(pairs: list[tuple[np.ndarray, np.ndarray, str]], path: Path) -> None:
    pictures = [draw(v) for made, trained, _ in pairs for v in (made, trained)]
    captions = [c for _, _, prompt in pairs for c in (prompt, "nearest training object")]
    sheet(pictures, captions).save(path)


def read_report(path: Path, weights: str) -> dict:
    """The earlier report of the same weights, or an empty one."""
    if not path.exists():
        return {}
    report = json.loads(path.read_text())
    return report if report.get("weights") == weights else {}


def main() -> None:
    args = parse()
    args.out.mkdir(parents=True, exist_ok=True)
    prompts = prompt_list.read()
    device = "cuda" if torch.cuda.is_available() else "cpu"
    if args.samples:
        samples, name, weights, net = read_samples(args.samples), args.samples.name, "not known", None
        args.only = [part for part in args.only if part in ("text", "shape")]
        asked = set(samples.prompts)
        prompts = [p for p in prompts if p.prompt in asked]
        made_by = "made elsewhere"
    else:
        denoiser = load(args.model).to(device)
        name = args.model.name if args.model.is_dir() else args.model.parent.name
        weights = fingerprint(denoiser)
        net = Bfloat16(denoiser) if args.quick else denoiser
        chosen = np.unique(np.linspace(0, len(prompts) - 1, args.prompts).astype(int))
        prompts = [prompts[i] for i in chosen]
        precision = "bfloat16" if args.quick else "float32"
        made_by = f"{args.sampler}, {STEPS} steps, guidance {args.guidance:g}, {precision}"
    report = read_report(args.out / "report.json", weights) if args.model else {}
    command = "python -m kiln.evaluate " + shlex.join(sys.argv[1:])
    commands = {**report.get("commands", {}), **dict.fromkeys(args.only, command)}
    report |= {"model": name, "weights": weights, "commands": commands}

    def write() -> None:
        (args.out / "report.json").write_text(json.dumps(report, indent=2) + "\n")
        (args.out / "report.md").write_text(markdown(report))

    if {"text", "shape", "steps"} & set(args.only):
        net_judge, manifest = load_judge(args.retrieval)
        judge = Judge(net_judge, device)
    if {"text", "shape"} & set(args.only):
        if net:
            texts, seeds = [p.prompt for p in prompts], list(range(1, args.seeds + 1))
            samples = sample(net, texts, seeds, args.guidance, args.sampler)
        real = shown(prompt_list.references(prompts, samples.viewsets.shape[2]))
    if "text" in args.only:
        scores, values = evaluate_text(samples, prompts, real, judge)
        report["text"] = {
            "prompts": len(prompts),
            "kinds": len({p.kind for p in prompts}),
            "seeds": len(np.unique(samples.seeds)),
            "candidates": min(CANDIDATES, len(prompts)),
            "made_by": made_by,
            "judge": manifest["training"],
            "scores": {key: asdict(score) for key, score in scores.items()},
            "weakest_kinds": weakest(samples, {p.prompt: p.kind for p in prompts}, values),
        }
        held_out_sheet(samples, args.out / "held-out.png")
        if net:
            named = sample(net, list(prompt_list.NAMED), NAMED_SEEDS, args.guidance, args.sampler)
            contact_sheet(named, args.out / "named.png", 10)
            report["named"] = list(prompt_list.NAMED)
        write()
    if "shape" in args.only:
        shapes = evaluate_shape(samples, prompts, real, training_sets(args.data))
        report["shape"] = shapes.figures
        nearest_sheet(shapes.pairs, args.out / "nearest.png")
        write()
    if "photo" in args.only:
        sets = [folder for folder in args.data or [] if has_photos(folder)]
        report["photo"] = evaluate_photo(net, args.out, args.quick, args.objects, args.assets, sets)
        write()
    if "steps" in args.only:
        report["steps"] = evaluate_steps(net, prompts, judge, min(24 if args.quick else 64, len(prompts)))
        plot_steps(report["steps"], args.out / "steps.png")
        write()
    print(markdown(report))


if __name__ == "__main__":
    main()
