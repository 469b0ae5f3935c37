"""Things of a house: furniture, tableware and food."""

from __future__ import annotations

from kiln.grammar.base import Generator
from kiln.grammar.furniture import armchair, bed, chair, lamp, sofa, stool, table
from kiln.grammar.tableware import bottle, burger, cake, mug, teapot

GENERATORS: dict[str, Generator] = {
    "chair": chair,
    "stool": stool,
    "table": table,
    "armchair": armchair,
    "sofa": sofa,
    "lamp": lamp,
    "bed": bed,
    "mug": mug,
    "burger": burger,
    "cake": cake,
    "bottle": bottle,
    "teapot": teapot,
}
