"""Ships: freighters, passenger ships, tugs, trawlers, warships and galleons, with their whole hulls: no water."""

from __future__ import annotations

from kiln.grammar.base import Rng, Sample, pick
from kiln.grammar.container_ships import container_ship
from kiln.grammar.galleons import galleon
from kiln.grammar.passenger_ships import passenger_ship
from kiln.grammar.vehicle_parts import choose_captions
from kiln.grammar.warships import warship
from kiln.grammar.workboats import workboat
from kiln.mesh import merge


def ship(rng: Rng) -> Sample:
    """A container ship, cruise ship, liner, tug, trawler, warship or galleon."""
    style = pick(
        rng,
        ["container", "cruise", "steamship", "tug", "trawler", "warship", "galleon", "pirate"],
        [2.5, 2.5, 2, 2, 1.6, 1.6, 2, 1.6],
    )
    if style == "container":
        built = container_ship(rng)
    elif style in ("cruise", "steamship"):
        built = passenger_ship(rng, style)
    elif style in ("tug", "trawler"):
        built = workboat(rng, style)
    elif style == "warship":
        built = warship(rng)
    else:
        built = galleon(rng, style)
    captions = choose_captions(rng, "ship", built.options)
    return Sample(merge(built.parts), "ship", captions, f"ship {style} {built.color}")


GENERATORS = {"ship": ship}
