"""Two objects in one scene: on a hill, an island, the water, a table or a sofa; next to each other; with trees.

Parts keep sizes that suit each other, not their true ratio: a mug beside a teapot, a barn beside a pine, both
large enough to be read. Captions are made of the parts' own. A combination is the pair of kinds and its
relation, so that held-out pairs are never seen in training.
"""

from __future__ import annotations

import numpy as np

from kiln.grammar.base import Generator, Rng, Sample, article, pick, shade
from kiln.grammar.companions import (
    BESIDE,
    ON_A_HILL,
    ON_A_SEAT,
    ON_A_TABLE,
    ON_AN_ISLAND,
    ON_THE_WATER,
    STATURE,
    WITH_A_BALL,
    WITH_TREES,
)
from kiln.grammar.grounds import HILLS, hill, island, water
from kiln.grammar.kit import NUMBERS, chosen, weighted
from kiln.grammar.solids import turned
from kiln.mesh import Mesh, merge, normalise

# A caption with one of these words says more than what the object is: its place, size or doings.
LONG_WORDS = {"with", "on", "in", "at", "of", "and", "for", "to", "over", "made", "wearing", "from"}
SIZE_WORDS = {"small", "big", "large", "huge", "tiny", "little", "tall", "low", "toy", "figurine", "swimming"}


def _make(rng: Rng, kind: str) -> Sample:
    from kiln.grammar.kinds import GENERATORS  # here, since `kinds` collects this module too

    return GENERATORS[kind](rng)


def _phrases(sample: Sample, count: int, rng: Rng) -> list[str]:
    """The plain noun with its article, and up to count - 1 short descriptions: "a white horse"."""
    plain = article(sample.kind)
    if not {plain, sample.kind} & set(sample.captions):  # a bunch of bananas is no banana
        plain = min((c for c in sample.captions if c.startswith(("a ", "an "))), key=len)
    short = []
    for caption in sample.captions:
        words = caption.split()
        if words[0] in ("a", "an") and len(words) <= 5 and not (LONG_WORDS | SIZE_WORDS) & set(words):
            short.append(caption)
    short = [s for s in dict.fromkeys(short) if s != plain]
    # The longer ones say more.
    short.sort(key=lambda s: -len(s.split()) + rng.uniform(0, 1.5))
    return [plain, *short[: count - 1]]


def _sized(mesh: Mesh, longest: float) -> Mesh:
    """Scaled, standing on y = 0, centred above the origin."""
    mesh = normalise(mesh, longest)
    return mesh.move(0, -float(mesh.bounds()[0][1]), 0)


def _extent(mesh: Mesh) -> np.ndarray:
    low, high = mesh.bounds()
    return high - low


def _foot(mesh: Mesh) -> float:
    """The radius of what touches the ground: of the vertices in the lowest sixth."""
    p = mesh.positions[mesh.faces.reshape(-1)]
    low, high = p[:, 1].min(), p[:, 1].max()
    return float(np.hypot(p[:, 0], p[:, 2])[p[:, 1] < low + (high - low) / 6].max())


def _heights(mesh: Mesh, x: np.ndarray, z: np.ndarray) -> np.ndarray:
    """[N] the height of the highest surface over each point (x, z); -inf where there is none."""
    a, b, c = (mesh.positions[mesh.faces[:, i]] for i in range(3))
    area = (b[:, 0] - a[:, 0]) * (c[:, 2] - a[:, 2]) - (c[:, 0] - a[:, 0]) * (b[:, 2] - a[:, 2])
    flat = np.abs(area) < 1e-12
    area = np.where(flat, 1, area)
    px, pz = x[:, None] - a[None, :, 0], z[:, None] - a[None, :, 2]
    v = (px * (c[:, 2] - a[:, 2]) - (c[:, 0] - a[:, 0]) * pz) / area
    w = ((b[:, 0] - a[:, 0]) * pz - px * (b[:, 2] - a[:, 2])) / area
    inside = (v >= -1e-6) & (w >= -1e-6) & (v + w <= 1 + 1e-6) & ~flat
    y = a[:, 1] + v * (b[:, 1] - a[:, 1]) + w * (c[:, 1] - a[:, 1])
    return np.where(inside, y, -np.inf).max(1)


def _captions(rng: Rng, first: list[str], joint: str, seconds: list[str], more: list[str]) -> tuple[str, ...]:
    """The plain sentence, and some others, of phrases for both parts."""
    plain = f"{first[0]} {joint} {seconds[0]}"
    options = [f"{f} {joint} {s}" for f in first for s in seconds] + more
    return chosen(rng, [plain], [o for o in options if len(o.split()) <= 16 and not _repeats(o)])


def _repeats(caption: str) -> bool:
    """Whether it tells a pose twice: "a standing dog standing on a hill"."""
    return any(caption.count(word) > 1 for word in ("standing", "sitting"))


def on_a_hill(rng: Rng) -> Sample:
    """A building, tree or animal on the top of a hill."""
    part = _make(rng, pick(rng, ON_A_HILL))
    mesh = _sized(part.mesh, 1.0)
    ground, word = hill(rng, _foot(mesh), float(_extent(mesh)[1]))
    first = _phrases(part, 3, rng)
    places = ["a hill", f"{article(word)} hill"]
    more = [f"{first[0][first[0].index(' ') + 1 :]} on a hill", f"{first[-1]} on top of a hill"]
    more += [f"{first[0]} standing on {places[1]}"] if "standing" in part.combination else []
    captions = _captions(rng, first, "on", places, more)
    return Sample(merge([mesh.move(0, -0.015), ground]), "on a hill", captions, f"{part.kind} on a hill")


def on_an_island(rng: Rng) -> Sample:
    """A tree, building or animal on a small island in the sea."""
    part = _make(rng, pick(rng, ON_AN_ISLAND))
    mesh = _sized(part.mesh, 1.0)
    ground, word = island(rng, _foot(mesh), float(_extent(mesh)[1]))
    first = _phrases(part, 3, rng)
    places = ["an island", f"{article(word)} island"]
    more = [f"{first[0]} on a small island", f"{first[0]} on an island in the sea", f"{first[-1]} on a tiny island"]
    captions = _captions(rng, first, "on", places, more)
    return Sample(merge([mesh.move(0, -0.015), ground]), "on an island", captions, f"{part.kind} on an island")


def on_the_water(rng: Rng) -> Sample:
    """A boat, whose waterline is its y = 0, or a duck, on a round piece of sea."""
    part = _make(rng, pick(rng, ON_THE_WATER, (0.4, 0.2, 0.25, 0.15)))
    mesh = part.mesh
    if part.kind == "duck":
        mesh = _sized(mesh, 1.0).move(0, -0.2)
    low, high = mesh.bounds()
    size = float((high - low).max())
    x, z = (max(float(v) * 0.62, 0.34 * size) for v in (high - low)[[0, 2]])
    middle = (low + high) / 2
    sea = water(rng, x, z, max(1.1 * float(-low[1]), 0.1 * size)).move(float(middle[0]), 0, float(middle[2]))
    first = [p for p in _phrases(part, 3, rng) if "standing" not in p]
    places = ["the water", "the sea", "blue water"] if part.kind != "duck" else ["the water", "a pond", "blue water"]
    more = [
        f"{first[-1]} floating on the water",
        f"{first[0]} swimming" if part.kind == "duck" else f"{first[0]} at sea",
    ]
    captions = _captions(rng, first, "on", places, more)
    return Sample(merge([mesh, sea]), "on the water", captions, f"{part.kind} on the water")


def on_a_table(rng: Rng) -> Sample:
    """A thing, plant or pet on a table."""
    part, table = _make(rng, pick(rng, ON_A_TABLE)), _make(rng, "table")
    base = _sized(table.mesh, 1.0)
    mesh = _sized(part.mesh, 1.0)
    room, size = _extent(base), _extent(mesh)
    wide = min(room[0], 1.2 * room[2])
    fit = min(0.72 * wide / size[0], 0.9 * room[2] / size[2], 0.8 * wide / size[1])
    mesh = mesh.scale(fit * rng.uniform(0.85, 1.0))
    at = float(rng.uniform(-0.5, 0.5)) * max(float(room[0] * 0.9 - _extent(mesh)[0]), 0)
    top = float(_heights(base, np.array([at]), np.zeros(1))[0])
    first, places = _phrases(part, 3, rng), _phrases(table, 3, rng)
    places = [p if "table" in p else "a table" for p in places]
    more = [f"{first[-1]} on top of {places[0]}", f"{places[-1]} with {first[-1]} on it"]
    captions = _captions(rng, first, "on", places, more)
    return Sample(merge([mesh.move(at, top), base]), "on a table", captions, f"{part.kind} on a table")


def on_a_sofa(rng: Rng) -> Sample:
    """A cat, dog, rabbit or teddy bear, seated or lying where it can, on a sofa."""
    kind = pick(rng, ON_A_SEAT, (0.34, 0.3, 0.24, 0.12))
    part = _make(rng, kind)
    for _ in range(2):
        if kind not in ("cat", "dog") or "sitting" in part.combination:
            break
        part = _make(rng, kind)
    sofa = _make(rng, "sofa")
    base = _sized(sofa.mesh, 1.6)
    low, high = base.bounds()
    z = np.linspace(float(high[2]) * 0.9, float(low[2]), 40)
    line = _heights(base, np.zeros(40), z)
    seat = float(np.median(line[4:14]))
    back = z[int(np.argmax(line > seat + 0.14 * float(high[1])))]
    mesh = _sized(part.mesh, 1.0)
    size = _extent(mesh)
    depth = float(high[2] - back)
    mesh = mesh.scale(min(1.8 * depth / size[2], 0.5 * float(_extent(base)[0]) / size[0], 1.1 * high[1] / size[1]))
    size = _extent(mesh)
    x = float(rng.uniform(-0.28, 0.28)) * float(_extent(base)[0] - size[0])
    place = mesh.move(x, seat - 0.02, float(back) + 0.02 + float(size[2]) / 2)
    first = _phrases(part, 3, rng)
    places = [p if "sofa" in p or "couch" in p else "a sofa" for p in _phrases(sofa, 3, rng)]
    captions = _captions(rng, first, "on", places, [f"{first[0]} on a couch", f"{first[-1]} sitting on a sofa"])
    captions = tuple(c for c in captions if "sitting" not in c or "sitting" in part.combination or kind == "teddy bear")
    return Sample(merge([place, base]), "on a sofa", captions, f"{part.kind} on a sofa")


def next_to(rng: Rng) -> Sample:
    """Two objects of classes that go together, side by side."""
    classes = list(BESIDE)
    one, two = classes[int(rng.choice(len(classes), p=np.array(list(BESIDE.values())) / sum(BESIDE.values())))]
    a = pick(rng, STATURE[one])
    near = [k for k, s in STATURE[two].items() if k != a and 1 / 2.4 < s / STATURE[one][a] < 2.4]
    b = pick(rng, near)
    parts = [(a, STATURE[one][a]), (b, STATURE[two][b])]
    if rng.random() < 0.5:
        parts.reverse()
    samples = [_make(rng, kind) for kind, _ in parts]
    meshes = [_sized(s.mesh, tall) for s, (_, tall) in zip(samples, parts, strict=True)]
    gap = rng.uniform(0.06, 0.16) * min(tall for _, tall in parts)
    side = rng.choice([-1, 1])
    whole = []
    for mesh, sign in zip(meshes, (-1, 1), strict=True):
        wide, deep = _extent(mesh)[0], _extent(mesh)[2]
        whole.append(mesh.move(side * sign * float(wide + gap) / 2, 0, float(rng.uniform(-0.1, 0.1) * deep)))
    first, second = (_phrases(s, 3, rng) for s in samples)
    more = [f"{f} {joint} {s}" for f, s in zip(first, second, strict=False) for joint in ("and", "beside")]
    more += [f"{second[-1]} next to {first[-1]}", f"{second[0]} and {first[0]}"]
    more += [f"{first[-1]} and {second[-1]} side by side"]
    captions = _captions(rng, first, "next to", second, more)
    names = " and ".join(sorted(k for k, _ in parts))
    return Sample(merge(whole), "next to", captions, f"{names} next to each other")


def with_a_ball(rng: Rng) -> Sample:
    """An animal, or a robot, with a ball at its feet."""
    part, toy = _make(rng, pick(rng, WITH_A_BALL, (0.3, 0.16, *[0.0675] * 8))), _make(rng, "ball")
    mesh = _sized(part.mesh, 1.0)
    ball = _sized(toy.mesh, float(rng.uniform(0.26, 0.38)))
    size, wide = _extent(mesh), _extent(ball)
    side = rng.choice([-1, 1]) * rng.uniform(0.3, 1.0)
    ahead = float(size[2] + wide[2]) / 2 * float(np.sqrt(max(1 - (0.75 * side) ** 2, 0)))
    place = ball.move(float(side * (size[0] + wide[0]) / 2), 0, ahead * rng.uniform(0.75, 0.95))
    first, second = _phrases(part, 3, rng), _phrases(toy, 3, rng)
    more = [
        f"{first[-1]} and {second[-1]}",
        f"{first[0]} playing with {second[0]}",
        f"{first[-1]} next to {second[-1]}",
    ]
    captions = _captions(rng, first, "with", second, more)
    return Sample(merge([mesh, place]), "with a ball", captions, f"{part.kind} with a ball")


def with_trees(rng: Rng) -> Sample:
    """A building with one to three trees beside it; half of them on a round lawn."""
    part = _make(rng, pick(rng, WITH_TREES, (0.4, 0.14, 0.12, 0.12, 0.12, 0.1)))
    mesh = _sized(part.mesh, 1.0)
    count = int(rng.choice([1, 2, 3], p=[0.5, 0.3, 0.2]))
    kind = weighted(rng, {"tree": 0.4, "pine tree": 0.25, "autumn tree": 0.12, "cherry tree": 0.1, "palm tree": 0.13})
    tree = _make(rng, kind)
    crown = _sized(tree.mesh, float(np.clip(0.75 * _extent(mesh)[1], 0.42, 0.75) * rng.uniform(0.9, 1.15)))
    size, wide = _extent(mesh), _extent(crown)[0]
    side = rng.choice([-1, 1])
    spots = [(side * (size[0] + wide) / 2, 0.2), (-side * (size[0] + wide) / 2, -0.1), (side * 0.3 * size[0], -0.62)]
    parts = [mesh]
    for (x, z), turn in zip(spots[:count], rng.uniform(0, 360, count), strict=True):
        behind = float(size[2] + wide) / 2 + 0.02 if z < -0.5 else 0.0
        grown = crown.rotate("y", float(turn)).scale(float(rng.uniform(0.85, 1.1)))
        parts.append(grown.move(float(x), 0, -behind if behind else float(z * size[2])))
    lawn = bool(rng.random() < 0.5)
    whole = merge(parts)
    if lawn:
        low, high = whole.bounds()
        middle, half = (low + high) / 2, 0.56 * float(np.hypot(*(high - low)[[0, 2]]))
        grass = turned([(half, -0.05), (half, -0.02), (0.97 * half, 0.008)], shade(rng, HILLS["green"][1], 0.05), 32)
        parts.append(grass.move(float(middle[0]), 0, float(middle[2])).named("lawn"))
    trees = tree.kind if count == 1 else f"{tree.kind}s"
    few = article(trees) if count == 1 else f"{NUMBERS[count]} {trees}"
    first = _phrases(part, 3, rng)
    places = [
        few,
        {"palm tree": few, "pine tree": few}.get(kind, "a tree" if count == 1 else f"{NUMBERS[count]} trees"),
    ]
    more = [f"{first[-1]} with trees" if count > 1 else f"{first[-1]} beside {few}", f"{first[0]} and {few}"]
    more += [f"{first[0]} with {few} on a green lawn", f"{first[-1]} on grass with {few}"] if lawn else []
    captions = _captions(rng, first, "with", places, more)
    return Sample(merge(parts), "with a tree", captions, f"{part.kind} with {tree.kind}")


GENERATORS: dict[str, Generator] = {
    "on a hill": on_a_hill,
    "on an island": on_an_island,
    "on the water": on_the_water,
    "on a table": on_a_table,
    "on a sofa": on_a_sofa,
    "next to": next_to,
    "with a tree": with_trees,
    "with a ball": with_a_ball,
}
