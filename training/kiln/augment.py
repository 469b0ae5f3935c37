"""Other versions of a mesh whose captions are exactly true: recoloured, or stretched a little.

For assets. The grammar's objects vary by themselves, down to what their words allow.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from kiln.captions import fix_articles
from kiln.colors import FAMILIES, FAMILY_OF, NAMES, from_oklab, mentions, name, oklab, rename, shares, surface_sample
from kiln.grammar.base import pick, shade
from kiln.mesh import Mesh

Rng = np.random.Generator

_SAMPLES = 1500
# Surface shares: below the first a colour is a detail; the second is the most that a listed share may be off; the
# third is how much of the surface may lie next to the recoloured colours without being recoloured.
_DETAIL, _TOLERANCE, _BORDER = 0.05, 0.07, 0.03
_NEAR = 0.05
"""OKLab distance below which two colours look like one material."""
_KEPT = 0.75
"""The share of a colour's surface that must take the new name for the new name to be true."""

_TARGETS = {
    "red": 1.5,
    "orange": 1,
    "yellow": 1,
    "green": 1.5,
    "dark green": 0.5,
    "teal": 0.7,
    "blue": 1.5,
    "light blue": 0.7,
    "purple": 1,
    "pink": 0.8,
    "brown": 0.5,
    "white": 0.7,
    "black": 0.7,
}

_WOOD = ("brown", "tan", "orange", "yellow")
_STONE = ("gray", "dark gray", "white", "tan", "brown", "black")
# Words for a material, and the families it comes in: these stay.
_MATERIALS = (
    ("wood wooden log logs plank planks bamboo lumber cardboard wicker leather barrel barrels crate crates", _WOOD),
    ("tree trees trunk trunks stump stumps", _WOOD),
    ("gold golden ring rings necklace crown trophy medal coin coins treasure bronze copper brass", _WOOD),
    ("fire match torch candle candles flame flames", _WOOD),
    ("stone rock brick marble concrete clay castle igloo grave gravestone tomb statue pillar column monument", _STONE),
    ("iron metal steel rusty silver tin sand snow snowy ice fountain", _STONE),
    ("knife fork spoon ladle pan scissors sink toilet bathtub television tv screen monitor computer", _STONE),
    ("leaf leaves leafy plant plants planter potted bush hedge grass grassy moss mossy cactus vine vines", ("green",)),
    ("water fountain pool ocean sea", ("blue", "teal")),
    ("glass window windows mirror", ("blue", "teal", "white")),
    ("bone bones skull skulls skeleton paper book books plate plates", ("white", "tan")),
)

# What has one colour by its nature, by custom or by law, whole.
_FIXED = (
    ("police", "ambulance", "fire truck", "fire engine", "firetruck", "fire hydrant", "hydrant", "taxi", "school bus"),
    ("garbage", "traffic", "sign", "cone", "no parking", "exit", "first aid", "health", "flag of", "heart"),
    ("christmas", "santa", "snowman", "pumpkin", "jack-o-lantern", "campfire", "bonfire", "lava", "volcano", "autumn"),
    ("zombie", "alien", "goblin", "orc", "frog", "monster", "demon", "ghost", "panda", "pirate", "nurse", "army"),
    ("soldier", "hair", "planet", "earth", "moon", "sun", "diamond", "emerald", "ruby", "amethyst", "mushroom"),
    ("ketchup", "mustard", "milk", "wine", "beer", "chocolate", "cheese", "honey", "mushrooms"),
    ("watermelon", "banana", "carrot", "tomato", "strawberry", "cherry", "apple", "lemon", "avocado"),
)

# By category, the families that may be recoloured. Gray on vehicles is tyres; brown and gray on weapons and tools are
# wood and metal; tan, brown, pink, yellow and black on people are skin and hair.
_CHROMATIC = ("red", "orange", "yellow", "green", "teal", "blue", "purple", "pink")
_RECOLOURABLE: dict[str, tuple[str, ...]] = {
    "vehicle": (*_CHROMATIC, "white", "tan", "brown"),
    "furniture": (*_CHROMATIC, "white", "gray", "dark gray", "tan", "brown"),
    "household": (*_CHROMATIC, "white", "gray", "dark gray", "tan", "brown"),
    "building": (*_CHROMATIC, "white", "tan"),
    "structure": (*_CHROMATIC, "white", "gray", "tan", "brown"),
    "prop": (*_CHROMATIC, "white"),
    "weapon": _CHROMATIC,
    "tool": _CHROMATIC,
    "instrument": (*_CHROMATIC, "brown"),
    "sport": _CHROMATIC,
    "character": ("red", "green", "teal", "blue", "purple"),
}


def recolour_asset(mesh: Mesh, row: dict, rng: Rng) -> tuple[Mesh, tuple[str, ...]] | None:
    """`recolour` for a line of a catalogue, within what its category allows."""
    allowed = _RECOLOURABLE.get(row["category"], ())
    return recolour(mesh, tuple(row["captions"]), row.get("colors", ()), rng, allowed)


def recolour(
    mesh: Mesh,
    captions: tuple[str, ...],
    colors: list[tuple[str, float]] | tuple,
    rng: Rng,
    allowed: tuple[str, ...] = tuple(FAMILIES),
) -> tuple[Mesh, tuple[str, ...]] | None:
    """The mesh with one of the colours that its captions name, now and then two, turned into others, and its captions
    with the words changed. Light and dark parts of a colour stay lighter and darker.

    colors: pairs of name and share of the surface, as the captions' author measured them. allowed: keys of
    `FAMILIES` that may be recoloured.
    Returns None where no colour can be changed for certain: the object's kind has its colour; a named colour is not
    found on the mesh with the share it is said to have; it fades into one that would stay; no new colour came out
    under its name.
    """
    if _fixed(captions) or _tinted(mesh):
        return None
    listed = dict(colors)
    result = None
    for _ in range(1 + (rng.random() < 0.3)):
        step = _recolour_one(mesh, captions, listed, rng, allowed)
        if step is None:
            break
        mesh, captions, listed, made = step
        result = mesh, captions
        allowed = tuple(set(allowed) - made)
    return result


def _recolour_one(mesh: Mesh, captions: tuple[str, ...], listed: dict[str, float], rng: Rng, allowed: tuple[str, ...]):
    """One colour family moved: the new mesh, captions and shares, and the families it became; or None."""
    sample = surface_sample(mesh, _SAMPLES, rng)
    measured = shares(sample)
    named = set(mentions(" ".join(captions)))
    if any(n not in listed or abs(measured.get(n, 0) - listed[n]) > _TOLERANCE for n in named):
        return None
    if not _names_largest(captions[0], listed):
        return None
    present = {FAMILY_OF[n] for n in measured}
    free = {t: weight for t, weight in _TARGETS.items() if FAMILY_OF[t] not in present}
    if not free:
        return None
    sources = {FAMILY_OF[n] for n in named if listed[n] >= 2 * _DETAIL} & set(allowed) - _materials(captions)
    for source in rng.permutation(sorted(sources)):
        family = FAMILIES[source]
        if not _separate(sample, family):
            continue
        target = pick(rng, free, list(free.values()))
        move = _mover(sample, family, np.array(shade(rng, target, 0.04)))
        names = _new_names(sample, move(sample), [n for n in measured if n in family], named)
        if names is None:
            continue
        changed = tuple(fix_articles(rename(c, names)) for c in captions)
        moved = _apply(mesh, move)
        kept = {names.get(n, n): share for n, share in listed.items() if n not in family or n in names}
        return moved, changed, kept, {FAMILY_OF[n] for n in names.values()}
    return None


def _says(text: str, words: Iterable[str]) -> bool:
    return re.search(rf"\b(?:{'|'.join(words)})\b", text) is not None


def _fixed(captions: tuple[str, ...]) -> bool:
    """Whether the captions name something that has its colour by kind."""
    text = " ".join(captions).lower()
    return any(_says(text, words) for words in _FIXED) or captions[0] == "an orange"


def _materials(captions: tuple[str, ...]) -> set[str]:
    """The families that stand for a material which the captions name."""
    text = " ".join(captions).lower()
    return {f for words, families in _MATERIALS if _says(text, words.split()) for f in families}


def _tinted(mesh: Mesh) -> bool:
    """Whether a texture is multiplied by a colour, so that its texels are not what is seen."""
    return mesh.texture is not None and bool((mesh.colors[mesh.texture >= 0] < 0.99).any())


def _names_largest(title: str, listed: dict[str, float]) -> bool:
    """Whether the colours in an object's bare name ("a green bottle") cover much of it, and nothing else near them in
    hue does: only then is the name's colour surely the measured one of that name."""
    hues = ("red", "orange", "yellow", "green", "teal", "blue", "purple", "pink", "red")
    for color in mentions(title):
        family = FAMILY_OF[color]
        near = {n for a, b in zip(hues, hues[1:], strict=False) if family in (a, b) for n in (a, b)} - {family}
        if listed[color] < 0.3 or any(FAMILY_OF[n] in near for n in listed):
            return False
    return True


def _separate(sample: np.ndarray, family: tuple[str, ...]) -> bool:
    """Whether hardly any surface outside the family looks like the surface inside it."""
    inside = _member(sample, family)
    if inside.all() or not inside.any():
        return bool(inside.any())
    inner = np.unique(oklab(np.round(sample[inside], 2)), axis=0)
    outer = oklab(sample[~inside])
    distance = np.sqrt(((outer[:, None] - inner[None]) ** 2).sum(-1).min(1))
    return (distance < _NEAR).sum() <= _BORDER * len(sample)


def _member(rgb: np.ndarray, family: tuple[str, ...]) -> np.ndarray:
    return np.isin(name(rgb), [NAMES.index(n) for n in family])


def _mover(sample: np.ndarray, family: tuple[str, ...], target: np.ndarray):
    """A function on colours [..., 3] that moves those of the family so that their mean becomes the target. Lightness
    keeps its differences, chroma its proportions, hue a third of its differences."""
    lab = oklab(sample[_member(sample, family)])
    centre = lab.mean(0)
    goal = oklab(target)
    chroma, goal_chroma = np.hypot(*centre[1:]), np.hypot(*goal[1:])
    hue, goal_hue = np.arctan2(centre[2], centre[1]), np.arctan2(goal[2], goal[1])
    # A lighter and a darker half must both stay inside the gamut.
    goal[0] = np.clip(goal[0], *np.clip([centre[0] - lab[:, 0].min(), 1 - (lab[:, 0].max() - centre[0])], 0.1, 0.95))

    def move(rgb: np.ndarray) -> np.ndarray:
        flat = rgb.reshape(-1, 3)
        at = _member(flat, family)
        lab = oklab(flat[at])
        c = np.hypot(lab[:, 1], lab[:, 2])
        colorful = chroma > 0.03
        scale = (c / chroma).clip(0.6, 1.4) if colorful else np.ones_like(c)
        turn = np.angle(np.exp(1j * (np.arctan2(lab[:, 2], lab[:, 1]) - hue))) / 3 if colorful else 0.0
        angle, c = goal_hue + turn, goal_chroma * scale
        out = flat.copy()
        moved = np.stack([goal[0] + lab[:, 0] - centre[0], c * np.cos(angle), c * np.sin(angle)], 1)
        out[at] = from_oklab(moved)
        return out.reshape(rgb.shape)

    return move


def _new_names(before: np.ndarray, after: np.ndarray, family: list[str], named: set[str]) -> dict[str, str] | None:
    """Old to new name of each colour in the family that the captions name; None unless most of each one's surface has
    its new name, and no two share one."""
    old, new = name(before), name(after)
    names = {}
    for color in sorted(set(family) & named):
        outcome = np.bincount(new[old == NAMES.index(color)], minlength=len(NAMES))
        if outcome.max() < _KEPT * outcome.sum():
            return None
        names[color] = NAMES[int(outcome.argmax())]
    return names if len(set(names.values())) == len(names) else None


def _apply(mesh: Mesh, move) -> Mesh:
    textured = np.zeros(len(mesh.faces), bool) if mesh.texture is None else mesh.texture >= 0
    colors = mesh.colors.copy()
    colors[~textured] = move(colors[~textured].astype(float))
    textures = tuple((move(image / 255.0) * 255).round().astype(np.uint8) for image in mesh.textures)
    return replace(mesh, colors=colors.astype(np.float32), textures=textures)


_PROPORTIONS = re.compile(
    r"\b(?:tall|short|low(?!-| poly)|high|long|wide|narrow|thin|thick|slim|fat|flat|square|cube(?:-shaped)?|balls?|"
    r"globe|planet|moon|sphere|coins?|wheels?|clock|gear|cog|tire|ring|donut|dice|orb|cannonball)\b"
)
_ROUND = re.compile(
    r"\b(?:round|circular|tower|column|bottle|cup|mug|plate|bowl|pot|jar|barrel|can|lighthouse|stool|cake)\b"
)
_WHEELED = re.compile(r"\b(?:car|truck|van|bus|suv|taxi|tractor|train|locomotive|wagon|cart|bicycle|motorcycle|kart)\b")


def stretch(mesh: Mesh, captions: tuple[str, ...], rng: Rng) -> Mesh:
    """The mesh scaled by up to a sixth along each axis: 0.85 to 1.18. Where the captions speak of proportions it
    stays as it is, what is round from above stays round, and what has wheels changes in width only."""
    text = " ".join(captions).lower()
    if _PROPORTIONS.search(text):
        return mesh
    x, y, z = np.exp(rng.uniform(np.log(0.85), np.log(1.18), 3))
    if _WHEELED.search(text):
        return mesh.scale(x, 1, 1)
    return mesh.scale(x, y, x if _ROUND.search(text) else z)
