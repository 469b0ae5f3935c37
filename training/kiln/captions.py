"""Captions as people type them: one exact caption becomes several equally true ones, some of them misspelt.

Only the wording varies. A variant never says more than its caption: every rule drops, reorders or respells words,
swaps a word for a synonym (kiln/synonyms.py), or adds words that are true of every object ("3d model").

How often to misspell was chosen by what the text encoder does with a slip. It is frozen and its unigram tokenizer
cuts an unknown word into letters and syllables: "castel" lies at cosine 0.48 from "castle" and "caslte" at 0.33,
where "house" is at 0.50. Every slip is a new word to the denoiser, so slips can teach it no more than to go by the
other words, and many of them would take the place of captions that teach. Upper case is folded by the encoder, so
capitals cost nothing and change nothing.
"""

from __future__ import annotations

import re

import numpy as np

from kiln.grammar.base import article
from kiln.synonyms import ADJECTIVES, GENERAL, NOUNS

Rng = np.random.Generator

VARIANTS = 2
"""Variants made of each item's captions, beside the captions themselves."""

# Rates per variant. The first group changes the wording, the second only the typing.
ARTICLE, SYNONYM, GENERALISE, REQUEST, REORDER, DIGITS = 0.35, 0.5, 0.08, 0.15, 0.15, 0.4
SLIP, PLURAL, CAPITALS, STOP, COMMA = 0.05, 0.15, 0.15, 0.08, 0.4

COLOR_WORDS = (
    *("red", "orange", "yellow", "green", "teal", "turquoise", "blue", "purple", "violet", "pink", "magenta"),
    *("brown", "tan", "beige", "cream", "white", "gray", "grey", "black", "silver"),
)
_SHADES = "(?:(?:dark|light|lime|olive|golden) )?"
_COLOR = f"{_SHADES}(?:{'|'.join(COLOR_WORDS)})"
_NUMBERS = {"two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8"}
_REQUESTS = ("3d model of {}", "a 3d model of {}", "{} 3d model", "{} 3d", "make {}", "create {}", "i want {}")
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")

# What may stand before a noun, and after it, so that a phrase is about the noun: "car" in "a red car with stripes",
# but not in "a train car" or "a car park".
_BEFORE = rf"(?:^|\b(?:an?|the|some|small|little|tiny|large|big|tall|long|old|new|modern|cartoon|{_COLOR}) )"
_AFTER = r"(?=$|,| (?:with|in|on|of|and|without|next|wearing|dressed|by|beside)\b)"
_SIMPLE = re.compile(rf"^(?P<article>an? |)(?P<adjectives>(?:{_COLOR} )?)(?P<noun>[a-z0-9-]+(?: [a-z0-9-]+)?)$")
_ONE_COLOR = re.compile(rf"^(?P<start>an? |)(?P<color>{_COLOR}) (?!panda)(?P<noun>[a-z0-9-]+(?: [a-z0-9-]+)?)$")


def vary(captions: tuple[str, ...], rng: Rng) -> tuple[str, ...]:
    """The captions, and up to `VARIANTS` more that say the same as one of them. Order and originals are kept.

    What differs from another caption only in capitals is left out: the encoder would not tell them apart.
    """
    if not captions:
        raise ValueError("vary needs at least one caption")
    variants: dict[str, str] = {}
    known = {caption.lower() for caption in captions}
    for _ in range(2 * VARIANTS):
        variant = _typed(_worded(str(rng.choice(captions)), rng), rng)
        if variant.lower() not in known and len(variants) < VARIANTS:
            variants.setdefault(variant.lower(), variant)
    return (*captions, *variants.values())


def _worded(caption: str, rng: Rng) -> str:
    """Another wording of the same statement."""
    if rng.random() < GENERALISE:
        caption = generalise(caption, rng)
    if rng.random() < SYNONYM:
        caption = synonym(caption, rng)
    if rng.random() < REORDER:
        caption = reorder(caption, rng)
    if rng.random() < DIGITS:
        caption = re.sub(rf"\b({'|'.join(_NUMBERS)})\b(?! and\b)", lambda m: _NUMBERS[m[1]], caption)
    asked = rng.random() < REQUEST and not re.search(r"\b(3d|model|asset|figurine)\b", caption.lower())
    if rng.random() < ARTICLE:
        caption = drop_articles(caption, rng)
    return str(rng.choice(_REQUESTS)).format(caption) if asked else caption


def _typed(caption: str, rng: Rng) -> str:
    """The same words as a hasty hand types them."""
    if rng.random() < PLURAL:
        caption = singular_slip(caption)
    if rng.random() < SLIP:
        caption = slip(caption, rng)
    if rng.random() < COMMA:
        caption = caption.replace(", ", str(rng.choice([",", " , ", " "])))
    if rng.random() < CAPITALS:
        caption = [str.capitalize, str.title, str.upper][rng.integers(3)](caption)
    return caption + str(rng.choice([".", "!"], p=[0.8, 0.2])) if rng.random() < STOP else caption


def _alternatives(groups: tuple[tuple[str, ...], ...]) -> dict[str, tuple[str, ...]]:
    return {phrase: tuple(p for p in group if p != phrase) for group in groups for phrase in group}


def _pattern(phrases, before: str = r"\b", after: str = r"\b") -> re.Pattern:
    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"(?P<before>{before})(?P<phrase>{'|'.join(map(re.escape, longest_first))}){after}")


_ALTERNATIVES = _alternatives(ADJECTIVES) | _alternatives(NOUNS)
_ADJECTIVE = _pattern([p for group in ADJECTIVES for p in group], before=r"(?<![\w-])", after=r"(?![\w-])")
_NOUN = _pattern([p for group in NOUNS for p in group], before=_BEFORE, after=_AFTER)
_GENERAL = {
    noun: tuple(g for g, nouns in GENERAL.items() if noun in nouns.split(","))
    for nouns in GENERAL.values()
    for noun in nouns.split(",")
}


def fix_articles(caption: str) -> str:
    """ "a" and "an" by the words that follow them now."""
    return re.sub(r"\b[aA]n? (?=(\S+))", lambda m: article(m[1]).split(" ")[0] + " ", caption)


def synonym(caption: str, rng: Rng) -> str:
    """One word or compound replaced by another that means the same; the caption as it is if it has none."""
    found = [*_ADJECTIVE.finditer(caption), *_NOUN.finditer(caption)]
    if not found:
        return caption
    match = found[rng.integers(len(found))]
    start, stop = match.span("phrase")
    other = str(rng.choice(_ALTERNATIVES[match["phrase"]]))
    return fix_articles(caption[:start] + other + caption[stop:])


def generalise(caption: str, rng: Rng) -> str:
    """ "a red sports car" to "a red vehicle": only in captions of a noun and at most a colour."""
    match = _SIMPLE.match(caption)
    if not match or match["noun"] not in _GENERAL:
        return caption
    noun = match["adjectives"] + str(rng.choice(_GENERAL[match["noun"]]))
    return article(noun) if match["article"] else noun


def reorder(caption: str, rng: Rng) -> str:
    """ "a red car" to "a car in red", "a car, red" or "car red"; "low-poly" styles and longer captions stay."""
    match = _ONE_COLOR.match(caption)
    if not match:
        return caption
    noun, color = match["noun"], match["color"]
    named = article(noun) if match["start"] else noun
    return str(rng.choice([f"{named} in {color}", f"{named}, {color}", f"{noun} {color}"]))


def drop_articles(caption: str, rng: Rng) -> str:
    """ "castle on a hill" or "castle on hill"; now and then "the" for the first "a"."""
    if rng.random() < 0.15:
        return re.sub(r"^an? ", "the ", caption)
    return re.sub(r"^an? " if rng.random() < 0.7 else r"\b(?:an?|the) ", "", caption)


def singular_slip(caption: str) -> str:
    """ "four tower": the last s of a counted noun forgotten."""
    number = "|".join([*_NUMBERS, *_NUMBERS.values()])
    return re.sub(rf"\b((?:{number}) (?:[a-z-]+ )?[a-z]{{2,}}[a-rt-z])s\b", r"\1", caption)


def slip(caption: str, rng: Rng) -> str:
    """One typing slip inside one word of five letters or more: a neighbouring key, or a letter dropped, doubled or
    swapped with the next. The first letter stays right, as it nearly always does."""
    words = [m for m in re.finditer(r"[a-z]{5,}", caption)]
    if not words:
        return caption
    word = words[rng.integers(len(words))]
    at = int(rng.integers(word.start() + 1, word.end() - 1))
    key, following = caption[at], caption[at + 1]
    row = next(r for r in _ROWS if key in r)
    near = row[max(row.index(key) - 1, 0)], row[min(row.index(key) + 1, len(row) - 1)]
    wrong = [
        str(rng.choice([n for n in near if n != key])) + following,
        following,
        2 * key + following,
        following + key,
    ]
    return caption[:at] + wrong[rng.integers(4)] + caption[at + 2 :]
