"""How many of the words that people type occur in training captions."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kiln.captions import COLOR_WORDS
from kiln.evaluate.prompts import NAMED

# The prompts that every model is judged by, and what a visitor tries next.
PROMPTS = (
    *NAMED,
    "a cat sleeping on a sofa",
    "a blue dragon",
    "a medieval house",
    "an old pirate ship",
    "a rubber duck",
    "a yellow submarine",
    "a cute robot",
    "a space rocket",
    "a snowman with a red scarf",
    "a treasure chest full of gold",
    "a brown teddy bear",
    "a t-rex dinosaur",
    "a birthday cake with candles",
    "a steam train",
    "a fire truck",
    "a police car",
    "a school bus",
    "a yellow taxi",
    "a motorcycle",
    "a bicycle",
    "a helicopter",
    "an old biplane",
    "a hot air balloon",
    "a lighthouse on a rock",
    "a stone bridge",
    "a wizard tower",
    "a haunted house",
    "a japanese temple",
    "a log cabin in the woods",
    "a red barn",
    "a table with four chairs",
    "a desk lamp",
    "a leather armchair",
    "a bunk bed",
    "a bookshelf full of books",
    "a grand piano",
    "an electric guitar",
    "a coffee mug",
    "a teapot",
    "a slice of pizza",
    "an ice cream cone",
    "a chocolate donut",
    "a bowl of fruit",
    "a red apple",
    "a cactus in a pot",
    "a bonsai tree",
    "a palm tree on an island",
    "a bouquet of roses",
    "a red mushroom with white dots",
    "a horse",
    "an elephant",
    "a lion with a crown",
    "a penguin wearing a hat",
    "a goldfish",
    "a butterfly",
    "a knight with a sword",
    "a magic potion",
    "a wooden barrel",
    "a soccer ball",
    "a sports shoe",
)

# Lin et al., "Microsoft COCO: Common Objects in Context", 2014.
COCO = (
    *("person", "bicycle", "car", "motorcycle", "airplane", "bus", "train", "truck", "boat", "traffic light"),
    *("fire hydrant", "stop sign", "parking meter", "bench", "bird", "cat", "dog", "horse", "sheep", "cow"),
    *("elephant", "bear", "zebra", "giraffe", "backpack", "umbrella", "handbag", "tie", "suitcase", "frisbee"),
    *("skis", "snowboard", "sports ball", "kite", "baseball bat", "baseball glove", "skateboard", "surfboard"),
    *("tennis racket", "bottle", "wine glass", "cup", "fork", "knife", "spoon", "bowl", "banana", "apple"),
    *("sandwich", "orange", "broccoli", "carrot", "hot dog", "pizza", "donut", "cake", "chair", "couch"),
    *("potted plant", "bed", "dining table", "toilet", "tv", "laptop", "mouse", "remote", "keyboard", "cell phone"),
    *("microwave", "oven", "toaster", "sink", "refrigerator", "book", "clock", "vase", "scissors", "teddy bear"),
    *("hair drier", "toothbrush"),
)

# Wu et al., "3D ShapeNets: A Deep Representation for Volumetric Shapes", 2015.
MODELNET = (
    *("airplane", "bathtub", "bed", "bench", "bookshelf", "bottle", "bowl", "car", "chair", "cone", "cup", "curtain"),
    *("desk", "door", "dresser", "flower pot", "glass box", "guitar", "keyboard", "lamp", "laptop", "mantel"),
    *("monitor", "night stand", "person", "piano", "plant", "radio", "range hood", "sink", "sofa", "stairs"),
    *("stool", "table", "tent", "toilet", "tv stand", "vase", "wardrobe", "xbox"),
)

_FILLERS = {"a", "an", "the", "of", "on", "in", "with", "and", "at"}


def words(text: str) -> list[str]:
    """The words of a caption or prompt in lower case; hyphens hold a word together."""
    return re.findall(r"[a-z0-9]+(?:[-'][a-z0-9]+)*", text.lower())


def stem(word: str) -> str:
    """The word without a plural s, roughly: "roses" and "rose" are one word."""
    if word.endswith(("xes", "sses", "shes", "ches")):
        return word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


class Vocabulary:
    """The words and phrases of a set of captions.

    often: how many captions must have a word for it to count; fewer teach little, and typing slips are rare words.
    """

    def __init__(self, captions: Iterable[str], often: int = 5) -> None:
        counts: dict[str, int] = {}
        for caption in captions:
            row = [stem(w) for w in words(caption)]
            phrases = {*row, *(" ".join(row[i : i + 2]) for i in range(len(row) - 1))}
            for phrase in phrases:
                counts[phrase] = counts.get(phrase, 0) + 1
        self.counts = {phrase: count for phrase, count in counts.items() if count >= often}

    def has(self, phrase: str) -> bool:
        """Whether the captions have these one or two words, next to each other or written as one."""
        row = [stem(w) for w in words(phrase)]
        return " ".join(row) in self.counts or "".join(row) in self.counts

    def missing(self, prompt: str) -> list[str]:
        """The prompt's words that the captions lack; articles, prepositions and "and" are not counted."""
        return [w for w in words(prompt) if w not in _FILLERS and not self.has(w)]


def coverage(vocabulary: Vocabulary, prompts: Iterable[str]) -> tuple[float, float, list[str]]:
    """Share of words covered, share of prompts wholly covered, and the missing words in order."""
    total, absent, whole, count = 0, [], 0, 0
    for prompt in prompts:
        missing = vocabulary.missing(prompt)
        total += sum(w not in _FILLERS for w in words(prompt))
        absent += missing
        whole += not missing
        count += 1
    return 1 - len(absent) / total, whole / count, list(dict.fromkeys(absent))


def color_shares(captions: Iterable[tuple[str, ...]]) -> dict[str, float]:
    """For each colour word the share of objects whose captions have it, most frequent first; "grey" is "gray"."""
    same = {"grey": "gray", "violet": "purple"}
    rows = [{same.get(w, w) for c in row for w in words(c)} for row in captions]
    shares = {color: sum(color in row for row in rows) / len(rows) for color in COLOR_WORDS if color not in same}
    return dict(sorted(shares.items(), key=lambda item: -item[1]))
