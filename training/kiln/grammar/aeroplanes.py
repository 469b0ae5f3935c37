"""Aeroplanes: airliners, private jets, propeller planes, biplanes, seaplanes and fighters."""

from __future__ import annotations

from kiln.grammar.airliners import airliner
from kiln.grammar.base import Rng, Sample, article, pick
from kiln.grammar.jet_fighters import jet_fighter
from kiln.grammar.light_planes import light_plane
from kiln.grammar.vehicle_parts import choose_captions


def aeroplane(rng: Rng) -> Sample:
    """An airliner, private jet, propeller plane, biplane, seaplane or fighter."""
    which = pick(rng, [airliner, light_plane, jet_fighter], [4, 5, 2])
    mesh, form, options, color = which(rng)
    mesh = mesh.scale(1.0, rng.uniform(0.95, 1.15), rng.uniform(0.9, 1.1))
    noun = pick(rng, ["airplane", "aeroplane", "plane"])
    options = [article(noun), *options]
    return Sample(mesh, "aeroplane", choose_captions(rng, noun, options), f"aeroplane {form} {color}")


GENERATORS = {"aeroplane": aeroplane}
