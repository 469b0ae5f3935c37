"""Fish, shark, turtle."""

from __future__ import annotations

import numpy as np

from kiln.grammar.animal_kit import BLACK, DARK, WHITE, describe, ellipsoid, eyes, head_focus
from kiln.grammar.base import Generator, Rng, Sample, article, pick, shade
from kiln.grammar.coats import Coat, blotches, patches, ramp, spots, stripes
from kiln.grammar.skin import WORLD, Skin, Surface, frame
from kiln.mesh import Color, Mesh, merge

PLAIN = ("blue", "red", "yellow", "green", "orange", "purple", "pink", "gray", "teal")
PALE: Color = (0.95, 0.93, 0.88)


def _fin(skin: Skin, path, radius, thick: float = 0.028, across=(1.0, 0.0, 0.0), blend: float = 0.02) -> None:
    """A fin: a limb squashed to about `thick`."""
    radius = np.broadcast_to(np.asarray(radius, float), (len(path),))
    skin.limb(path, radius, "fin", blend, thick / float(radius.max()), across)


def _fish_eyes(x: float, y: float, z: float, size: float, skin: Skin) -> list[Mesh]:
    """White-rimmed eyes on the sides of the head."""
    parts = []
    for sign in (1, -1):
        at = skin.hit([0, y, z], [[sign, 0, 0.25]], x * 3)[0]
        white = ellipsoid(size * 0.5, size, size, (0.97, 0.96, 0.93), 12, 8).move(*at)
        dot = ellipsoid(size * 0.4, size * 0.6, size * 0.6, DARK, 10, 6).move(
            *(at + [sign * size * 0.25, 0, size * 0.1])
        )
        parts += [white.named("eye"), dot.named("eye")]
    return parts


def fish(rng: Rng) -> Sample:
    """A tropical fish, clownfish, goldfish or plain fish, swimming level."""
    kind = pick(rng, ("clownfish", "goldfish", "striped", "plain", "spotted"), (2, 2, 2, 2.5, 1))
    word = {"clownfish": "orange", "goldfish": "orange"}.get(kind) or pick(rng, PLAIN)
    color = shade(rng, (0.95, 0.45, 0.08) if kind in ("clownfish", "goldfish") else word, 0.04)
    second_word = pick(rng, [w for w in ("white", "yellow", "black", "blue") if w != word])
    second = shade(rng, second_word, 0.03)
    tall, wide = rng.uniform(0.2, 0.34), rng.uniform(0.12, 0.17)
    if kind in ("clownfish", "goldfish"):
        tall = rng.uniform(0.2, 0.25)
    skin = Skin()
    skin.ball([0, 0, 0.05], [wide, tall, 0.42], "body", 0.08)
    skin.ball([0, -0.01, 0.28], [wide * 0.85, tall * 0.68, 0.2], "body", 0.08)
    skin.limb([[0, 0, -0.2], [0, 0, -0.48]], [tall * 0.55, 0.06], "body", 0.08, min(wide / tall, 0.8))
    span = rng.uniform(0.2, 0.3) * (1.35 if kind == "goldfish" else 1)
    sweep = rng.uniform(0.16, 0.3)
    for sign in (1, -1):
        _fin(
            skin,
            [[0, 0, -0.44], [0, sign * span * 0.6, -0.5 - sweep * 0.7], [0, sign * span, -0.52 - sweep]],
            [0.06, 0.1, 0.045],
        )
    _fin(skin, [[0, 0, -0.46], [0, 0, -0.56]], [0.08, 0.07])
    top = tall + rng.uniform(0.03, 0.1)
    _fin(
        skin,
        [[0, tall * 0.8, 0.2], [0, top, 0.0], [0, top - 0.03, -0.16], [0, tall * 0.6, -0.28]],
        [0.07, 0.085, 0.08, 0.05],
    )
    _fin(skin, [[0, -tall * 0.75, -0.05], [0, -tall - 0.03, -0.2]], [0.08, 0.05])
    for sign in (1, -1):
        path = np.array([[wide * 0.85, -0.05, 0.16], [wide + 0.07, -0.08, 0.03], [wide + 0.1, -0.1, -0.06]])
        _fin(skin, path * [sign, 1, 1], [0.05, 0.08, 0.05], 0.028, (1, 0.2 * sign, 0.4 * sign))
    fins = pick(rng, ("same", "second")) if kind in ("striped", "plain", "spotted") else "same"

    def paint(s: Surface) -> np.ndarray:
        layer = Coat(len(s.at), color)
        layer.lay(s.on("body") * ramp(s.normals[:, 1], -0.3, -0.8) * 0.7, tuple(0.4 * c + 0.6 for c in color))
        if kind == "clownfish":
            for z in (0.24, -0.02, -0.36):
                d = np.abs(s.at[:, 2] - z - 0.04 * np.cos(s.at[:, 1] * 9))
                layer.lay(s.on("body") * ramp(d, 0.095, 0.08), BLACK)
                layer.lay(s.on("body") * ramp(d, 0.07, 0.055), WHITE)
            away = np.linalg.norm(s.at * [0, 1, 1], axis=1)
            layer.lay(s.on("fin") * ramp(away, tall + 0.08, tall + 0.12) * (s.at[:, 2] < 0.1), BLACK)
        elif kind == "striped":
            layer.lay(stripes(s.at[:, 2], rng, rng.uniform(0.15, 0.24), 0.42) * s.on("body"), second)
        elif kind == "spotted":
            layer.lay(spots(s.at, rng, 0.13, 0.045) * s.on("body"), second)
        elif kind == "plain":
            layer.tint(ramp(s.at[:, 1], 0, tall * 0.8) * s.on("body"), 0.82)
        if fins == "second":
            layer.lay(s.on("fin"), second)
        else:
            layer.tint(s.on("fin"), 0.9)
        return layer.colors

    parts = [skin.mesh(paint, 1900), *_fish_eyes(wide, tall * 0.18, 0.34, 0.052, skin)]
    lips = tuple(c * 0.7 for c in color)
    front = skin.hit([0, -0.04, 0.2], [[0, 0, 1]], 0.5)[0]
    parts.append(ellipsoid(0.05, 0.028, 0.03, lips, 10, 6).move(*front).named("mouth"))
    noun = kind if kind in ("clownfish", "goldfish") else "fish"
    coat = "" if kind in ("clownfish", "goldfish") else word
    if kind == "striped":
        coat = f"{word} and {second_word} striped"
    elif kind == "spotted":
        coat = f"{word} spotted"
    extras = (f"{second_word} fins",) if fins == "second" else ()
    synonyms = ("fish", "tropical fish") if noun != "goldfish" else ("fish", "orange fish")
    captions = describe(rng, noun, "", coat, extras, synonyms)
    if noun == "clownfish":
        captions = (*captions, "an orange fish with white stripes", "fish")
    elif noun == "goldfish":
        captions = (*captions, "an orange goldfish", "fish")
    return Sample(merge(parts), "fish", tuple(dict.fromkeys(captions))[:7], f"{kind} {word}")


def shark(rng: Rng) -> Sample:
    """A shark; some are hammerheads."""
    hammer = bool(rng.random() < 0.15)
    word = pick(rng, ("gray", "blue", "dark gray"), (4, 2, 1.5))
    back = shade(
        rng, {"gray": (0.46, 0.49, 0.53), "blue": (0.18, 0.36, 0.68), "dark gray": (0.28, 0.30, 0.33)}[word], 0.04
    )
    skin = Skin()
    fat = rng.uniform(0.9, 1.2)
    bend = rng.uniform(-0.1, 0.1)
    skin.ball([0, 0, 0.12], [0.145 * fat, 0.15 * fat, 0.4], "body", 0.1)
    skin.limb([[0, 0.01, 0.3], [0, 0.01, 0.58]], [0.12 * fat, 0.055], "body", 0.1)
    skin.limb([[0, 0, 0], [bend * 0.35, 0.01, -0.35], [bend, 0.03, -0.66]], [0.14 * fat, 0.09, 0.035], "body", 0.1)
    if hammer:
        skin.limb(
            [[-0.24, 0.02, 0.56], [0, 0.02, 0.62], [0.24, 0.02, 0.56]], [0.06, 0.07, 0.06], "body", 0.06, 0.6, (0, 1, 0)
        )
    tail = np.array([bend, 0.03, -0.64])
    _fin(skin, tail + [[0, 0, 0], [0, 0.16, -0.1], [0, 0.31, -0.2]], [0.06, 0.065, 0.025], 0.028)
    _fin(skin, tail + [[0, 0, 0], [0, -0.1, -0.07], [0, -0.18, -0.12]], [0.055, 0.05, 0.022], 0.028)
    height = rng.uniform(0.2, 0.27)
    _fin(skin, [[0, 0.1, 0.12], [0, 0.12 + height * 0.5, 0.03], [0, 0.14 + height, -0.05]], [0.12, 0.085, 0.025], 0.032)
    _fin(skin, [[0, 0.08, -0.35], [0, 0.15, -0.42]], [0.045, 0.02], 0.025)
    for sign in (1, -1):
        path = np.array([[0.1, -0.06, 0.16], [0.25, -0.11, 0.06], [0.4, -0.16, -0.05]])
        _fin(skin, path * [sign, 1, 1], [0.11, 0.08, 0.025], 0.032, (0.3 * sign, 1, 0))
        path = np.array([[0.04, -0.06, -0.28], [0.13, -0.1, -0.36]])
        _fin(skin, path * [sign, 1, 1], [0.05, 0.022], 0.028, (0.3 * sign, 1, 0))

    def paint(s: Surface) -> np.ndarray:
        layer = Coat(len(s.at), back)
        layer.lay(s.on("body") * ramp(s.at[:, 1] - 0.02 * np.sin(s.at[:, 2] * 9), -0.01, -0.05), PALE)
        layer.lay(s.on("fin") * ramp(s.normals[:, 1], -0.3, -0.6) * (s.at[:, 1] < -0.02), PALE)
        for z in (0.22, 0.265, 0.31):
            slit = ramp(np.abs(s.at[:, 2] - z + 0.15 * np.abs(s.at[:, 1])), 0.02, 0.008) * ramp(
                np.abs(s.at[:, 1]), 0.07, 0.05
            )
            layer.tint(s.on("body") * slit, 0.5)
        return layer.colors

    parts = [skin.mesh(paint, 2100)]
    if hammer:
        for sign in (1, -1):
            parts.append(ellipsoid(0.025, 0.03, 0.03, DARK, 10, 6).move(0.29 * sign, 0.03, 0.57).named("eye"))
    else:
        for at in skin.hit([0, 0.045, 0.44], [[1, 0, 0.1], [-1, 0, 0.1]], 0.4):
            parts.append(ellipsoid(0.02, 0.026, 0.028, DARK, 10, 6).move(*at).named("eye"))
    # A mouth with teeth, below the snout.
    t = np.linspace(-1.1, 1.1, 9)
    out = skin.hit([0, -0.045, 0.36], np.stack([np.sin(t), -0.12 + 0 * t, np.cos(t)], 1), 0.6)
    rim = skin.hit([0, -0.045, 0.36], np.stack([np.sin(t), -0.22 + 0 * t, np.cos(t)], 1), 0.6)
    for a, b in zip(out[1:-1], rim[1:-1], strict=True):
        tooth = ellipsoid(0.018, 0.022, 0.014, (0.98, 0.98, 0.96), 6, 4).move(*a)
        gum = ellipsoid(0.022, 0.014, 0.016, (0.62, 0.16, 0.18), 6, 4).move(*b)
        parts += [tooth.named("teeth"), gum.named("mouth")]
    noun = (
        "hammerhead shark"
        if hammer
        else pick(rng, ("shark", "shark", "great white shark"))
        if word != "blue"
        else "shark"
    )
    extras = pick(rng, ((), ("a white belly",), ("sharp teeth",)))
    captions = describe(rng, noun, "", word, extras, ("shark",))
    return Sample(merge(parts), "shark", captions, f"{'hammer' if hammer else 'plain'} {word}")


def turtle(rng: Rng) -> Sample:
    """A sea turtle with flippers or a tortoise on legs, its shell patterned."""
    sea = bool(rng.random() < 0.45)
    shell_word = pick(rng, ("brown", "green", "dark green", "orange"), (3, 3, 1, 0.5))
    shell = shade(
        rng,
        {
            "brown": (0.46, 0.30, 0.15),
            "green": (0.30, 0.48, 0.20),
            "dark green": (0.14, 0.34, 0.18),
            "orange": (0.80, 0.45, 0.15),
        }[shell_word],
        0.05,
    )
    word = pick(rng, ("green", "olive green", "tan"), (3, 1.5, 1)) if not sea else pick(rng, ("green", "teal"), (3, 1))
    flesh = shade(
        rng,
        {
            "green": (0.42, 0.62, 0.28),
            "olive green": (0.50, 0.52, 0.26),
            "tan": (0.76, 0.64, 0.42),
            "teal": (0.25, 0.55, 0.52),
        }[word],
        0.05,
    )
    skin = Skin()
    wide, dome = rng.uniform(0.9, 1.1), rng.uniform(0.12, 0.17) if sea else rng.uniform(0.22, 0.3)
    low = 0.08 if sea else 0.17
    skin.ball([0, low, 0], [0.35 * wide, 0.07, 0.44], "rim", 0.03)
    skin.ball([0, low, 0], [0.315 * wide, dome, 0.4], "shell", 0.03)
    skin.ball([0, low - 0.03, 0], [0.29 * wide, 0.07, 0.37], "plastron", 0.02)
    reach, lift = rng.uniform(0.1, 0.18), rng.uniform(0.03, 0.16) * (0.5 if sea else 1)
    top = np.array([0, low + 0.02 + lift, 0.48 + reach])
    skin.limb([[0, low, 0.32], [0, low + 0.01, 0.42], top], [0.1, 0.085, 0.085], "neck", 0.04)
    head = frame(top + [0, 0.02, 0.03], size=0.115)
    skin.within = head
    skin.ball([0, 0, 0], [1.0, 0.92, 1.15], "head", 0.3)
    skin.ball([0, -0.15, 0.75], [0.62, 0.55, 0.6], "head", 0.3)
    skin.within = WORLD
    if sea:
        sweep, flap = rng.uniform(-0.1, 0.2), rng.uniform(-0.08, 0.12)
        path = np.array([[0.22 * wide, low, 0.26], [0.45, low + flap * 0.4, 0.3], [0.68, low + flap, 0.12 - sweep]])
        skin.both("limb", path, [0.09, 0.1, 0.045], "leg", 0.03, 0.42, (0, 1, 0.2))
        skin.both("limb", [[0.2 * wide, low, -0.32], [0.33, low, -0.48]], [0.07, 0.06], "leg", 0.03, 0.5, (0, 1, 0))
    else:
        for z in (0.24, -0.25):
            path = np.array([[0.2 * wide, low, z], [0.29 * wide, low * 0.6, z * 1.15], [0.3 * wide, 0.06, z * 1.2]])
            skin.both("limb", path, [0.09, 0.085, 0.075], "leg", 0.03)
            skin.both("ball", [0.3 * wide, 0.04, z * 1.2 + 0.025], [0.078, 0.045, 0.095], "leg", 0.03)
    skin.limb([[0, low, -0.4], [0, low - 0.04, -0.54]], [0.05, 0.026], "tail", 0.03)
    line = tuple(c * 0.5 for c in shell) if rng.random() < 0.6 else tuple(c * 0.4 + 0.5 for c in shell)

    def paint(s: Surface) -> np.ndarray:
        layer = Coat(len(s.at), flesh)
        layer.lay(s.on("shell"), shell)
        flat = s.at * [1 / wide, 0.35, 1]
        plates = patches(flat, rng, 0.22, 0.05)
        layer.lay(s.on("shell") * (1 - plates), line)
        layer.lay(s.on("rim"), tuple(c * 0.8 for c in shell))
        ring = stripes(np.arctan2(s.at[:, 0], s.at[:, 2]), rng, 2 * np.pi / 18, 0.2)
        layer.lay(s.on("rim") * ring, line)
        layer.lay(s.on("plastron"), (0.88, 0.79, 0.52))
        if sea:
            layer.lay(blotches(s.at, rng, 0.09, 0.35) * s.on("leg", "head"), tuple(c * 0.62 for c in flesh))
        return layer.colors

    parts = [skin.mesh(paint, 2600, head_focus(head, 1.6), 1.25), *eyes(skin, head, (0.75, 0.35, 0.8), 0.19)]
    noun = "sea turtle" if sea else pick(rng, ("turtle", "tortoise"), (2, 1))
    if shell_word == "orange" or not word.startswith(shell_word.split()[-1]):
        coat, extras = word, (f"{article(shell_word)} shell",)
    else:
        coat, extras = word, ()
    captions = describe(rng, noun, "swimming" if sea and rng.random() < 0.5 else "", coat, extras, ("turtle",))
    if noun != "turtle":
        captions = (*captions[:6], "a turtle")
    return Sample(merge(parts), "turtle", tuple(dict.fromkeys(captions)), f"{noun} {shell_word} {word}")


GENERATORS: dict[str, Generator] = {"fish": fish, "shark": shark, "turtle": turtle}
