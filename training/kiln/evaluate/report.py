"""The report for people: report.md from the figures of report.json."""

from __future__ import annotations

from kiln.evaluate import photo

_ROWS = {
    "r_precision": "R-precision among {candidates}",
    "r_precision_all": "R-precision among all {prompts}",
    "kind": "kind, among {kinds}",
    "color": "main colours named",
    "count": "number named, one to six",
}


def _percent(value: float | None) -> str:
    return "" if value is None else f"{100 * value:.1f}"


def _text(figures: dict) -> list[str]:
    lines = [
        "## Text",
        "",
        f"{figures['prompts']} held-out prompts over {figures['kinds']} kinds, {figures['seeds']} seeds each, "
        f"{figures['made_by']}. All in per cent. Exchanged: the same objects, each judged by another one's prompt. "
        "Ceiling: the real objects that the prompts were written about.",
        "",
        "| measure | generated | 95 % interval | chance | exchanged | ceiling | answers |",
        "|---|---|---|---|---|---|---|",
    ]
    for key, name in _ROWS.items():
        s = figures["scores"][key]
        if s["count"]:
            lines.append(
                f"| {name.format(**figures)} | **{_percent(s['value'])}** | {_percent(s['low'])} to "
                f"{_percent(s['high'])} | {_percent(s['chance'])} | {_percent(s['floor'])} | {_percent(s['ceiling'])} "
                f"| {s['count']} |"
            )
    judge = figures["judge"]
    lines += [
        "",
        f"The judge of all but the colours is models/retrieval, trained on {judge['objects']} objects of seeds that no "
        f"other set has; R-precision among 20 on its own {judge['held_out']['objects']} held-out real objects: "
        f"{_percent(judge['held_out']['r_precision'])} %. Colours are judged by a rule on the visible surface.",
    ]
    if worst := figures["weakest_kinds"]:
        lines += ["", "Weakest kinds by R-precision: " + ", ".join(f"{k} {_percent(v)}" for k, v in worst) + "."]
    return lines


def _shape(figures: dict) -> list[str]:
    generated, reachable = figures["one_nna"]["generated"], figures["one_nna"]["training"]
    near = figures["nearest_training"]
    return [
        "## Shape",
        "",
        "| measure | generated | to reach |",
        "|---|---|---|",
        f"| 1-NNA, {generated['objects']} pairs with held-out objects, Chamfer, 2,048 points, % (50 is best) "
        f"| **{_percent(generated['value'])}** ({_percent(generated['low'])} to {_percent(generated['high'])}) "
        f"| {_percent(reachable['value'])} (training objects) |",
        f"| Chamfer distance to the nearest of {near['training_objects']} training objects, median, x 1000 "
        f"| {1000 * near['generated_median']:.2f} | {1000 * near['held_out_median']:.2f} (held-out objects) |",
        f"| nearer to a training object than {100 * (1 - near['expected_share']):.0f} % of held-out objects are, % "
        f"| **{_percent(near['share']['value'])}** ({_percent(near['share']['low'])} to "
        f"{_percent(near['share']['high'])}) | {_percent(near['expected_share'])} |",
        "",
        "![The generated objects nearest to training objects, beside those](nearest.png)",
    ]


def _steps(rows: list[dict]) -> list[str]:
    samplers = sorted({r["sampler"] for r in rows})
    lines = [
        "## Steps and samplers",
        "",
        "R-precision among 20, in per cent; in brackets the network evaluations. The same prompts, noise and "
        "candidates everywhere.",
        "",
        "| steps | " + " | ".join(samplers) + " |",
        "|---" * (1 + len(samplers)) + "|",
    ]
    for n in sorted({r["steps"] for r in rows}):
        own = {r["sampler"]: r for r in rows if r["steps"] == n}
        cells = [f"{_percent(own[s]['r_precision'])} ({own[s]['evaluations']})" for s in samplers]
        lines.append(f"| {n} | " + " | ".join(cells) + " |")
    return [*lines, "", "![Quality against steps](steps.png)"]


def markdown(report: dict) -> str:
    """All parts that the report has."""
    lines = [
        f"# Quality of {report['model']}",
        "",
        f"Weights {report['weights']}. Figures for machines are in report.json. Brackets and intervals are 95 %, "
        "bootstrapped over prompts and seeds. Made by:",
        "",
        *(f"    {command}" for command in dict.fromkeys(report["commands"].values())),
    ]
    if "text" in report:
        lines += ["", *_text(report["text"]), "", "![Held-out prompts](held-out.png)"]
    if "named" in report:
        lines += ["", "![The named prompts, three seeds each](named.png)"]
    if "shape" in report:
        lines += ["", *_shape(report["shape"])]
    if "photo" in report:
        lines += ["", "## Photo", "", photo.markdown(report["photo"]), "", "![Objects from photos](photo.png)"]
    if "steps" in report:
        lines += ["", *_steps(report["steps"])]
    return "\n".join(lines) + "\n"
