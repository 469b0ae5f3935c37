"""The kind of a catalogued asset: the grammar's word for it where there is one, else the catalogue's category.

Kinds balance sampling and name the classes of an evaluation. A catalogue's categories ("vehicle", "furniture") are too
coarse for that, and its names ("small blue delivery truck") too fine.
"""

from __future__ import annotations

import re

# By category, groups of the last words of names. The first of a group is its kind; "-" heads what would be mistaken for
# one of the kinds ("train car").
_GROUPS = {
    "animal": "bear; cat; chicken, chick, hen, rooster; cow, bull; deer, elk, stag; dog, husky, pug, shiba inu; "
    "dolphin; dinosaur, apatosaurus, stegosaurus, t-rex, triceratops; duck; elephant; fox; giraffe; horse; lion; "
    "owl; penguin; pig; rabbit; shark; sheep; tiger; turtle; whale; wolf; fish, anglerfish, blobfish, catfish, "
    "clownfish, cowfish, flatfish, goldfish, lionfish, piranha, sunfish, swordfish, wrasse",
    "building": "barn; bridge; castle; church; house, home, cottage, cabin, bungalow; dog house; igloo; lighthouse; "
    "pyramid; tent; tower, watchtower; well; windmill; -, mobile home, shower cabin, computer tower, water tower",
    "character": "robot; snowman",
    "food": "apple; banana; burger, cheeseburger, hamburger; cake, cupcake; donut; ice cream, ice cream cone; pizza; "
    "pumpkin, jack-o-lantern",
    "furniture": "armchair; bed; chair; desk; dresser, chest of drawers; lamp; shelf, bookcase, bookshelf; "
    "sofa, couch; stool; table; wardrobe, closet",
    "household": "bottle; mug, cup; table; teapot; -, egg cup",
    "instrument": "drum; guitar; piano",
    "plant": "birch tree, birch; cactus; cherry tree; flower; mushroom; palm tree, palm; "
    "pine tree, pine, fir tree, christmas tree; tree, willow",
    "prop": "barrel; crown; gift box; treasure chest",
    "structure": "bridge; fountain; mailbox; tent",
    "vehicle": "aeroplane, airplane, plane, airliner, jet; bus; car, sedan, suv, taxi, hatchback; helicopter; "
    "hot air balloon; motor boat, speedboat; race car, racing car; rocket; sailing boat, sailboat; "
    "ship, liner, tugboat; sports car; tank; tractor; train engine, locomotive; truck; van, ambulance; "
    "-, train car, cargo car, passenger car, box car, flat car, end car, space truck",
}
_KIND_OF = {
    category: {ending: group[0] for group in (g.split(", ") for g in groups.split("; ")) for ending in group}
    for category, groups in _GROUPS.items()
}

_DETAIL = re.compile(r"(?:,| (?:with|in|on|of(?! drawers)|full|and|after|without|for)\b).*")


def asset_kind(row: dict) -> str:
    """The kind of one line of a catalog.jsonl, from its `name` (or first caption) and `category`. The longest ending
    of the name that is known decides."""
    title = re.sub(r"^(?:an?|some|the) ", "", (row.get("name") or row["captions"][0]).lower())
    words = _DETAIL.sub("", title).split()
    endings = (" ".join(words[start:]) for start in range(len(words)))
    known = _KIND_OF.get(row["category"], {})
    kind = next((known[ending] for ending in endings if ending in known), "-")
    if kind == "tree":
        kind = "-" if "alien" in words else "autumn tree" if "autumn" in words else "tree"
    return row["category"] if kind == "-" else kind
