"""How each breed of dog is built and coloured."""

from __future__ import annotations

from dataclasses import dataclass

from kiln.grammar.dog_coats import (
    APRICOT,
    BLACK,
    BROWN,
    CHOCOLATE,
    FAWN,
    GOLD,
    GREY,
    ORANGE,
    RED,
    TAN,
    WHITE,
    YELLOW,
    Painter,
    beagle,
    black_and_tan,
    corgi,
    dalmatian,
    husky,
    plain,
    pug,
    shepherd,
)
from kiln.grammar.dog_parts import Head
from kiln.grammar.quadruped import Body
from kiln.mesh import Color


@dataclass(frozen=True)
class Breed:
    """How a breed is built and coloured.

    coats: word for the colour -> painter; the word goes before the breed ("a black labrador").
    """

    names: tuple[str, ...]
    weight: float
    body: Body
    head: Head
    tail: str
    coats: dict[str, Painter]
    tail_size: float = 1.0
    eyes: tuple[Color, ...] = ((0.07, 0.05, 0.04),)
    poofs: bool = False


BREEDS: dict[str, Breed] = {
    "corgi": Breed(
        ("corgi", "pembroke welsh corgi", "welsh corgi"),
        13.5,
        Body(
            chest=(0.19, 0.19),
            waist=(0.175, 0.17),
            rump=(0.19, 0.185),
            length=0.52,
            leg=0.17,
            limb=0.062,
            paw=1.08,
            neck=0.22,
            neck_angle=60,
            neck_root=0.165,
            neck_top=0.13,
            ruff=0.2,
            head=0.19,
        ),
        Head(snout=0.82, root=0.5, tip=0.28, ear_size=1.1, ear_lean=0.3),
        "stub",
        {
            "orange and white": corgi(ORANGE),
            "tan and white": corgi(TAN),
            "red and white": corgi(RED),
            "tricolor": corgi(ORANGE, BLACK),
        },
    ),
    "dalmatian": Breed(
        ("dalmatian",),
        3,
        Body(chest=(0.13, 0.185), waist=(0.11, 0.13), rump=(0.13, 0.15), leg=0.40, limb=0.05, neck=0.31, head=0.138),
        Head(snout=1.15, root=0.55, tip=0.4, ear="drop", ear_size=0.85),
        "saber",
        {"spotted": dalmatian(BLACK)},
    ),
    "husky": Breed(
        ("husky", "siberian husky"),
        3,
        Body(
            chest=(0.16, 0.19),
            waist=(0.14, 0.15),
            rump=(0.15, 0.165),
            length=0.58,
            leg=0.36,
            limb=0.055,
            neck=0.24,
            neck_root=0.15,
            neck_top=0.12,
            ruff=0.15,
            head=0.168,
        ),
        Head(snout=0.9, root=0.5, tip=0.3, cheek=1.1, ear_size=0.85, ear_lean=0.12),
        "curl",
        {"gray and white": husky(GREY), "black and white": husky(BLACK), "red and white": husky((0.62, 0.36, 0.2))},
        1.15,
        ((0.35, 0.62, 0.88), (0.08, 0.06, 0.05)),
    ),
    "dachshund": Breed(
        ("dachshund", "sausage dog", "wiener dog"),
        3,
        Body(
            chest=(0.125, 0.135),
            waist=(0.115, 0.115),
            rump=(0.12, 0.125),
            length=0.78,
            leg=0.11,
            limb=0.045,
            paw=1.1,
            neck=0.2,
            neck_angle=52,
            neck_root=0.1,
            neck_top=0.085,
            head=0.13,
        ),
        Head(snout=1.45, root=0.5, tip=0.3, ear="drop", ear_size=1.15),
        "saber",
        {"brown": plain(BROWN), "red": plain((0.66, 0.30, 0.12)), "black and tan": black_and_tan},
        0.8,
    ),
    "golden retriever": Breed(
        ("golden retriever", "retriever"),
        3,
        Body(
            chest=(0.165, 0.195),
            waist=(0.15, 0.16),
            rump=(0.16, 0.165),
            leg=0.34,
            limb=0.058,
            neck=0.26,
            neck_root=0.15,
            neck_top=0.115,
            ruff=0.2,
            head=0.165,
        ),
        Head(snout=0.95, root=0.58, tip=0.42, ear="drop", ear_size=0.95),
        "plume",
        {"golden": plain(GOLD, 0.5), "cream": plain((0.94, 0.86, 0.70), 0.4), "red": plain((0.70, 0.38, 0.16), 0.4)},
        1.1,
    ),
    "german shepherd": Breed(
        ("german shepherd", "alsatian"),
        3,
        Body(
            chest=(0.145, 0.195),
            waist=(0.13, 0.15),
            rump=(0.14, 0.15),
            leg=0.38,
            limb=0.052,
            neck=0.30,
            neck_root=0.14,
            neck_top=0.11,
            ruff=0.12,
            head=0.155,
        ),
        Head(snout=1.15, root=0.52, tip=0.34, ear_size=1.15, ear_lean=0.1),
        "saber",
        {"tan and black": shepherd((0.74, 0.50, 0.26)), "red and black": shepherd((0.70, 0.38, 0.16))},
        1.25,
    ),
    "poodle": Breed(
        ("poodle",),
        2.5,
        Body(
            chest=(0.14, 0.17),
            waist=(0.11, 0.12),
            rump=(0.12, 0.13),
            length=0.52,
            leg=0.42,
            limb=0.042,
            neck=0.32,
            neck_angle=68,
            ruff=0.25,
            head=0.128,
        ),
        Head(snout=1.3, root=0.42, tip=0.3, ear="drop", ear_size=1.2),
        "up",
        {
            "white": plain(WHITE, 0),
            "black": plain(BLACK, 0),
            "gray": plain((0.55, 0.55, 0.57), 0.2),
            "apricot": plain(APRICOT, 0.3),
            "brown": plain(BROWN, 0.2),
        },
        0.8,
        poofs=True,
    ),
    "pug": Breed(
        ("pug",),
        3,
        Body(
            chest=(0.19, 0.195),
            waist=(0.165, 0.165),
            rump=(0.165, 0.165),
            length=0.48,
            leg=0.24,
            limb=0.052,
            neck=0.16,
            neck_angle=58,
            neck_root=0.15,
            neck_top=0.15,
            head=0.185,
        ),
        Head(skull=0.95, snout=0.22, root=0.52, tip=0.42, fall=0.05, cheek=1.15, ear="button", ear_size=0.9),
        "curl",
        {"fawn": pug(FAWN), "silver": pug((0.78, 0.75, 0.70)), "black": plain(BLACK, 0)},
        0.55,
    ),
    "beagle": Breed(
        ("beagle",),
        3,
        Body(
            chest=(0.145, 0.175),
            waist=(0.13, 0.14),
            rump=(0.14, 0.145),
            length=0.58,
            leg=0.28,
            limb=0.05,
            neck=0.24,
            neck_root=0.125,
            head=0.16,
        ),
        Head(snout=0.9, root=0.52, tip=0.38, ear="drop", ear_size=1.3),
        "up",
        {"tricolor": beagle(BLACK), "brown and white": beagle((0.50, 0.28, 0.12))},
        0.9,
    ),
    "labrador": Breed(
        ("labrador", "labrador retriever", "lab"),
        3,
        Body(
            chest=(0.16, 0.195),
            waist=(0.14, 0.155),
            rump=(0.15, 0.16),
            leg=0.35,
            limb=0.055,
            neck=0.27,
            neck_root=0.145,
            neck_top=0.11,
            head=0.162,
        ),
        Head(snout=1.0, root=0.6, tip=0.44, ear="drop", ear_size=0.8),
        "saber",
        {"black": plain(BLACK, 0), "yellow": plain(YELLOW), "chocolate": plain(CHOCOLATE, 0.1)},
        1.1,
    ),
}
