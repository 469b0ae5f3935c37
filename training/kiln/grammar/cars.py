"""Road cars: saloons, hatchbacks, SUVs, estates, compacts, vintage cars, taxis and police cars."""

from __future__ import annotations

from kiln.grammar.base import COLORS, Rng, Sample, article, pick, shade
from kiln.grammar.car_body import Coach, glasshouse, shell
from kiln.grammar.coaches import ROAD, draw_coach
from kiln.grammar.vehicle_parts import CARBON, CHROME, DARK, LAMP, TAIL_LAMP, axle, choose_captions, other, wheel
from kiln.grammar.vehicle_solids import blob, block, disc, rod
from kiln.mesh import Color, Mesh, merge

PAINTS = (
    "red",
    "blue",
    "white",
    "black",
    "silver",
    "yellow",
    "green",
    "orange",
    "light blue",
    "dark green",
    "purple",
    "pink",
    "brown",
    "beige",
    "teal",
    "gray",
)
WEIGHTS = (5, 4, 3, 2.5, 2.5, 3, 2.5, 2.5, 2, 1.5, 1.2, 1.2, 1, 1, 1, 1)
SILVER: Color = (0.74, 0.75, 0.77)


def paint_of(rng: Rng, name: str) -> Color:
    """A car paint by name; `silver` is one that the common colours lack."""
    return shade(rng, SILVER if name == "silver" else name, 0.02 if name == "silver" else 0.05)


def fittings(rng: Rng, c: Coach, body: Color, lamps: str, chrome: bool, plastic: Color = DARK) -> list[Mesh]:
    """Lamps, grille, bumpers, number plates and mirrors, which every road car has.

    `lamps`: "round", "square" or "slim" headlights.
    """
    half, end, w = c.length / 2, -c.length / 2, c.width
    bright = CHROME if chrome else plastic
    parts = []
    y = c.nose - 0.14
    if lamps == "round":
        r = rng.uniform(0.11, 0.16)
        lamp = merge([disc(r * 1.25, 0.1, bright, "z"), blob(r, r, 0.12, LAMP, 12, 6)]).move(w * 0.33, y, half - 0.05)
    elif lamps == "slim":
        lamp = block(0.36, 0.12, 0.26, LAMP, 0.05).rotate("y", 20).move(w * 0.335, y, half - 0.12)
    else:
        lamp = block(0.30, 0.17, 0.16, LAMP, 0.05).rotate("y", 12).move(w * 0.34, y, half - 0.08)
    parts.append(lamp.both_sides().named("headlights"))
    grille_w = w * rng.uniform(0.28, 0.5)
    parts.append(
        block(grille_w, 0.17, 0.12, CARBON if not chrome else (0.3, 0.3, 0.32), 0.04)
        .move(0, y - 0.02, half - 0.03)
        .named("grille")
    )
    low = c.sill + 0.17
    bumper = bright if chrome or rng.random() < 0.35 else body
    for z, turn in ((half - 0.10, 1), (end + 0.10, -1)):
        bar = block(w * (c.pinch - 0.03) + 0.06, 0.15, 0.26, bumper, 0.06).move(0, low, z)
        parts.append(bar.named("bumper"))
        parts.append(
            block(0.42, 0.12, 0.05, (0.92, 0.92, 0.86)).move(0, low + 0.03, z + turn * 0.13).named("number plate")
        )
    tall = rng.random() < 0.4
    tail = block(0.18 if tall else 0.36, 0.30 if tall else 0.15, 0.12, TAIL_LAMP, 0.04)
    parts.append(
        tail.move(w * (c.pinch - 0.08) / 2 - (0.09 if tall else 0.18), c.tail - 0.24, end + 0.05)
        .both_sides()
        .named("tail lights")
    )
    mirror = blob(0.13, 0.09, 0.10, body, 10, 6)
    z = c.cowl - 0.5 * (c.cowl - c.roof_front)
    parts.append(
        mirror.move(min(w / 2 * c.tumble, 0.93 * c.side(z)) + 0.07, c.bonnet + 0.13, z).both_sides().named("mirrors")
    )
    return parts


def wheels(
    rng: Rng,
    c: Coach,
    styles,
    rim: Color | None = None,
    width: float = 0.24,
    size: float = 0.66,
    band: Color | None = None,
) -> list[Mesh]:
    """All four wheels of a car, in its arches."""
    rim = rim or pick(rng, [CHROME, (0.66, 0.66, 0.68), (0.90, 0.90, 0.90), (0.70, 0.71, 0.74)])
    made = wheel(c.wheel, width, rim, pick(rng, styles), size, band)
    return [axle(made, c.side(z) - width / 2 - 0.015, c.wheel, z) for z in (c.front_axle, c.rear_axle)]


NAMES = {
    "sedan": ("sedan", "four-door car", "saloon car"),
    "hatchback": ("hatchback", "small family car"),
    "suv": ("suv", "off-road car", "4x4"),
    "estate": ("station wagon", "estate car"),
    "compact": ("small car", "compact car", "city car"),
    "bubble": ("vintage car", "old round car", "classic car"),
    "minivan": ("minivan", "family van", "people carrier"),
}


def _checkers(c: Coach, y: float, size: float, dark: Color, light: Color) -> Mesh:
    """A checkered band along both flanks."""
    n = int(1.9 * c.length / 4.3 / size)
    parts = []
    for i in range(n):
        z = (i - (n - 1) / 2) * size
        parts.append(block(0.05, size, size, dark if i % 2 else light).move(c.side(z) - 0.012, y, z))
    return merge(parts).both_sides().named("stripe")


def car(rng: Rng) -> Sample:
    """A road car by body style, or a taxi or police car."""
    role = pick(rng, ["private", "taxi", "police"], [8, 1, 1.2])
    style = (
        pick(rng, list(NAMES), [3, 3, 3, 2, 2, 2, 1.5])
        if role == "private"
        else pick(rng, ["sedan", "suv", "estate"], [5, 1, 1])
    )
    c = draw_coach(rng, ROAD, style).toy(rng.uniform(0, 1))
    door = two_tone = None
    roof_name = None
    if role == "taxi":
        color = pick(rng, ["yellow", "black", "white"], [5, 1, 0.6])
    elif role == "police":
        color = pick(rng, ["white", "black", "blue", "white"])
        door_name = {"white": pick(rng, ["blue", "black"]), "black": "white", "blue": "white"}[color]
        door = shade(rng, door_name)
    else:
        color = pick(rng, PAINTS, WEIGHTS)
    body = paint_of(rng, color)
    roof = body
    if role == "private" and rng.random() < 0.22:
        roof_name = other(rng, ("white", "black", "red", "beige"), color)
        if {color, roof_name} & {"silver", "beige", "gray"} and roof_name in ("white", "beige"):
            roof_name = "black" if color != "black" else "red"
        roof = shade(rng, roof_name)
        if style in ("bubble", "sedan") and rng.random() < 0.4:
            two_tone = roof
    cladding = CARBON if style == "suv" and rng.random() < 0.6 else None
    parts = [shell(c, body, skirt=cladding, two_tone=two_tone, door=door), glasshouse(c, two_tone or body, roof)]
    old = style == "bubble" or (style in ("sedan", "compact", "estate") and role == "private" and rng.random() < 0.2)
    parts += fittings(
        rng, c, body, "round" if old or style == "compact" else pick(rng, ["square", "slim", "square"]), old
    )
    extra = ""
    top = c.roof - 0.03
    middle = (c.roof_front + c.roof_rear) / 2
    length = c.roof_front - c.roof_rear
    if role == "taxi":
        sign = block(0.62, 0.22, 0.26, (0.97, 0.93, 0.72) if color != "white" else (0.95, 0.78, 0.15), 0.05)
        parts.append(sign.move(0, top + 0.1, middle + 0.1).named("taxi sign"))
        if rng.random() < 0.7:
            parts.append(
                _checkers(c, c.shoulder, 0.15, DARK, COLORS["white"] if color != "white" else COLORS["yellow"])
            )
            extra = "checkers"
    elif role == "police":
        red, blue = (0.85, 0.10, 0.12), (0.12, 0.25, 0.85)
        bar = merge(
            [
                block(0.46, 0.15, 0.24, red if rng.random() < 0.6 else blue, 0.04).move(0.32),
                block(0.46, 0.15, 0.24, blue, 0.04).move(-0.32),
                block(0.2, 0.12, 0.26, DARK),
            ]
        )
        parts.append(bar.move(0, top + 0.09, middle + 0.2).named("lights"))
    elif style in ("suv", "estate", "minivan", "compact") and rng.random() < 0.35:
        extra = pick(rng, ["rack", "luggage"])
        x = c.width / 2 * c.tumble * 0.68
        rails = rod(
            (x, top + 0.08, middle + length * 0.42),
            (x, top + 0.08, middle - length * 0.42),
            0.05,
            CHROME if old else DARK,
        )
        feet = merge([block(0.1, 0.12, 0.1, DARK).move(x, top + 0.03, middle + s * length * 0.38) for s in (1, -1)])
        parts.append(merge([rails, feet]).both_sides().named("roof rack"))
        if extra == "luggage":
            cases = [((0.42, 0.28, 0.16), 0.5, 0.24), ((0.55, 0.16, 0.14), 0.4, 0.2), ((0.20, 0.32, 0.30), 0.45, 0.3)]
            for i in rng.permutation(3)[:2]:
                tone, cw, ch = cases[i]
                spot = middle + (0.22 if i % 2 else -0.2) * length
                parts.append(block(x * 1.7, ch, cw, tone, 0.05).move(0, top + 0.1 + ch / 2, spot).named("luggage"))
    if style == "suv" and rng.random() < 0.4:
        spare = wheel(c.wheel * 0.9, 0.2, body, "disc", 0.7).rotate("y", 90).move(0, 0.9, -c.length / 2 - 0.08)
        parts.append(spare.named("spare wheel"))
        extra = (extra + " spare").strip()
    whitewall = COLORS["white"] if old and rng.random() < 0.5 else None
    steel = role == "police" and rng.random() < 0.5
    rims = ["steel"] if steel else ["disc", "steel"] if old else ["five", "four", "disc", "steel"]
    parts += wheels(rng, c, rims, CHROME if old else None, 0.24, 0.62, whitewall)

    kind = pick(rng, NAMES[style])
    if role == "taxi":
        options = [
            "car",
            "a taxi",
            "taxi",
            f"{article(color)} taxi",
            f"{article(color)} cab",
            f"{article(color)} taxi car with a roof sign",
            f"{article(color)} car",
        ]
        if extra:
            options.append(f"{article(color)} taxi with a checkered stripe")
        noun = "taxi"
    elif role == "police":
        options = [
            "car",
            "a police car",
            f"{article(color)} police car",
            f"{article(f'{color} and {door_name}')} police car",
            "a police car with lights on the roof",
            "a cop car",
            f"{article(color)} police car with {door_name} doors",
        ]
        noun = "police car"
    else:
        options = [
            "a car",
            article(f"{color} car"),
            f"{color} car",
            article(kind),
            article(f"{color} {kind}"),
            f"{color} {kind}",
        ]
        noun = "car"
        if roof_name:
            options += [
                f"{article(color)} car with {article(roof_name)} roof",
                f"{article(color)} {kind} with {article(roof_name)} roof",
            ]
        if "rack" in extra:
            options.append(f"{article(color)} {kind} with a roof rack")
        if "luggage" in extra:
            options += [f"{article(color)} car with luggage on the roof", f"{article(kind)} with suitcases on the roof"]
        if "spare" in extra:
            options.append(f"{article(color)} {kind} with a spare wheel on the back")
    return Sample(merge(parts), "car", choose_captions(rng, noun, options), f"car {role} {style} {color}")


GENERATORS = {"car": car}
