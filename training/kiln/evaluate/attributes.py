"""What a prompt says that can be checked: colours and counts."""

from __future__ import annotations

import re

import numpy as np

from kiln.grammar.base import COLORS

# Words for the named colours that the grammar and people use.
SYNONYMS = {
    "grey": "gray",
    "dark grey": "dark gray",
    "light green": "green",
    "dark blue": "blue",
    "navy blue": "blue",
    "dark red": "red",
    "dark brown": "brown",
    "light brown": "tan",
    "turquoise": "teal",
    "violet": "purple",
    "cream": "beige",
    "light gray": "gray",
    "light grey": "gray",
}
_COLOR_OF = {name: name for name in COLORS} | SYNONYMS
_COLOR = re.compile(rf"\b({'|'.join(sorted(_COLOR_OF, key=len, reverse=True))})\b(?! panda)")
NUMBERS = ("one", "two", "three", "four", "five", "six")
_NUMBER = re.compile(rf"\b({'|'.join(NUMBERS)})\b(?= [a-z])")
# What follows one of these words is about a part or about the surroundings.
_PARTS = re.compile(r"\b(with|on|and its|wearing|next|in|of|beside|without)\b")


def colors(prompt: str) -> list[str]:
    """All colours that a prompt names, by the names of `COLORS`."""
    return [_COLOR_OF[word] for word in _COLOR.findall(prompt.lower())]


def main_colors(prompt: str) -> list[str]:
    """The colours of the object as a whole: those before "with", "on" and the like."""
    return colors(_PARTS.split(prompt.lower(), maxsplit=1)[0])


def count(prompt: str) -> str | None:
    """The number word of a prompt that has just one, as in "a castle with four towers"."""
    found = _NUMBER.findall(prompt.lower())
    return found[0] if len(found) == 1 else None


def with_count(prompt: str, number: str) -> str:
    """The prompt with its number word exchanged."""
    return _NUMBER.sub(number, prompt.lower())


def contradict(caption: str, rng: np.random.Generator) -> str | None:
    """The caption with one colour or number changed, so that it is false; None if it has neither."""
    lower = caption.lower()
    found = [*_COLOR.finditer(lower), *_NUMBER.finditer(lower)]
    if not found:
        return None
    match = found[rng.integers(len(found))]
    if match[1] in NUMBERS:
        others = [n for n in NUMBERS if n != match[1]]
    else:
        others = [c for c in COLORS if c.split()[-1] != _COLOR_OF[match[1]].split()[-1]]
    return lower[: match.start()] + str(rng.choice(others)) + lower[match.end() :]
