"""Ablations: what a variant may change, and how results are told."""

import pytest

from kiln.ablate import overridden, table


def test_a_variant_changes_what_it_names_and_nothing_else():
    base = {"batch": 8, "noise": {"mean": -1.8, "deviation": 1.4}}
    assert overridden(base, {"noise": {"mean": -2}}) == {"batch": 8, "noise": {"mean": -2, "deviation": 1.4}}
    with pytest.raises(KeyError, match="bach"):
        overridden(base, {"bach": 9})


def test_the_table_lists_the_best_mean_first_and_every_source():
    results = {
        "base": {"losses": {"grammar": 0.10, "assets": 0.20}, "samples": 7200, "parameters": 8.3e6},
        "better": {"losses": {"grammar": 0.11, "assets": 0.16}, "samples": 7200, "parameters": 8.3e6},
    }
    page = table(results, {"base": {}, "better": {"mix": [0.5, 0.5]}}, "150 steps", [0.9, 0.1])
    better, base = page.splitlines()[-2:]
    assert better == '| better | `{"mix": [0.5, 0.5]}` | 0.1600 | 0.1100 | -10.0 % | 7.2 k | 8.3 M |'
    assert base.startswith("| base |") and "+0.0 %" in base
    assert "150 steps" in page and "0.9, 0.1" in page
