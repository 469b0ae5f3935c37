"""Buildings: castles, houses, towers, churches, windmills, lighthouses and barns."""

from __future__ import annotations

from kiln.grammar.base import Generator
from kiln.grammar.castles import castle, castle_on_a_hill
from kiln.grammar.houses import barn, church, house
from kiln.grammar.towers import lighthouse, tower, windmill

GENERATORS: dict[str, Generator] = {
    "castle": castle,
    "castle on a hill": castle_on_a_hill,
    "house": house,
    "tower": tower,
    "church": church,
    "windmill": windmill,
    "lighthouse": lighthouse,
    "barn": barn,
}
