"""Balls for sports and play."""

from __future__ import annotations

import numpy as np

from kiln.grammar.base import Generator, Rng, Sample, article, pick, shade
from kiln.grammar.kit import chosen, weighted
from kiln.grammar.props import INK, PAINTS, by_face, except_for
from kiln.grammar.solids import ball as sphere
from kiln.mesh import Mesh, merge

GOLDEN = (1 + 5**0.5) / 2


def _icosahedron() -> np.ndarray:
    """Its twelve corners, which are the middles of a football's pentagons."""
    corners = [(0, s, t * GOLDEN) for s in (-1, 1) for t in (-1, 1)]
    corners = np.array([np.roll(c, k) for c in corners for k in range(3)], float)
    return corners / np.linalg.norm(corners, axis=1, keepdims=True)


def _football(at: np.ndarray, patch, base) -> np.ndarray:
    """Twelve dark pentagons, and dark seams from corner to corner between them."""
    near = np.sort(at @ _icosahedron().T, axis=1)[:, ::-1]
    pentagon = near[:, 0] > np.cos(np.radians(20.5))
    # Seams of the hexagons lie where two pentagons are equally near and a third is far.
    seam = (near[:, 0] - near[:, 1] < 0.035) & (near[:, 0] < np.cos(np.radians(24)))
    return np.where(pentagon[:, None], patch, np.where(seam[:, None], np.asarray(base) * 0.62, base))


def _basketball(at: np.ndarray, base) -> np.ndarray:
    """Two great circles and two arcs, in black."""
    x, y, z = at.T
    bent = np.abs(np.abs(x) - 0.52 - 0.22 * z**2) < 0.05
    line = (np.abs(x) < 0.042) | (np.abs(y) < 0.042) | bent
    return np.where(line[:, None], INK, base)


def _tennis(at: np.ndarray, base) -> np.ndarray:
    """One white seam that winds round the ball."""
    x, y, z = at.T
    around = np.arctan2(z, x)
    seam = np.abs(y - 0.62 * np.sin(2 * around)) < 0.085
    return np.where(seam[:, None], (0.95, 0.95, 0.92), base)


def _beach(at: np.ndarray, colors: np.ndarray) -> np.ndarray:
    """Six gores and a white cap at each pole."""
    gore = np.floor((np.arctan2(at[:, 0], at[:, 2]) / (2 * np.pi) + 1) * 6).astype(int) % 6
    return np.where((np.abs(at[:, 1]) > 0.955)[:, None], (0.95, 0.95, 0.94), colors[gore % len(colors)])


def _volley(at: np.ndarray, colors: np.ndarray) -> np.ndarray:
    """Six faces of three stripes each, as on a cube blown up."""
    major = np.abs(at).argmax(1)
    rows = np.arange(len(at))
    across = at[rows, (major + 1) % 3] / np.abs(at[rows, major])
    stripe = np.floor((across * 0.999 + 1) * 1.5).astype(int)
    return colors[(stripe == 1).astype(int) if len(colors) == 2 else (stripe + major) % len(colors)]


def _bowling(at: np.ndarray, base) -> np.ndarray:
    """Three finger holes towards the viewer's upper right."""
    holes = np.array([(0.18, 0.55, 0.82), (0.42, 0.58, 0.70), (0.30, 0.30, 0.90)])
    holes /= np.linalg.norm(holes, axis=1, keepdims=True)
    return np.where(((at @ holes.T).max(1) > np.cos(np.radians(7)))[:, None], (0.02, 0.02, 0.02), base)


def play_ball(rng: Rng) -> Sample:
    """A football, basketball, tennis ball, beach ball, volleyball, bowling ball, or an American football."""
    forms = ("football", "basketball", "tennis", "beach", "volley", "bowling", "american", "plain")
    form = pick(rng, forms, (0.24, 0.15, 0.1, 0.18, 0.1, 0.09, 0.07, 0.07))
    mesh: Mesh = sphere(1, 1, 1, (1, 1, 1), 56, 36)
    tilt, turn = float(rng.uniform(-25, 25)), float(rng.uniform(0, 360))
    name, second = "", ""
    if form == "football":
        second = weighted(rng, {"black": 0.7, "blue": 0.1, "red": 0.12, "green": 0.08})
        name = "white"
        white, dark = shade(rng, "white", 0.01), shade(rng, second, 0.03)
        mesh = by_face(mesh, lambda at: _football(at / np.linalg.norm(at, axis=1, keepdims=True), dark, white))
        options = ["a soccer ball", "a football", f"a white and {second} soccer ball", "soccer ball"]
        options += [f"a white ball with {second} patches", f"a white soccer ball with {second} pentagons"]
    elif form == "basketball":
        name = "orange"
        base = shade(rng, (0.85, 0.40, 0.12), 0.05)
        mesh = by_face(mesh, lambda at: _basketball(at, base))
        options = ["a basketball", "an orange basketball", "basketball", "an orange ball with black lines"]
    elif form == "tennis":
        name = weighted(rng, {"yellow": 0.7, "green": 0.3})
        base = shade(rng, (0.83, 0.88, 0.22) if name == "yellow" else (0.52, 0.76, 0.22), 0.03)
        mesh = by_face(mesh, lambda at: _tennis(at, base))
        options = ["a tennis ball", f"{article(name)} tennis ball", "tennis ball", f"{article(name)} ball"]
    elif form == "beach":
        count = int(rng.choice([2, 3, 6], p=[0.45, 0.25, 0.3]))
        names = [str(n) for n in rng.permutation([n for n in PAINTS if n not in ("black", "teal")])[:count]]
        if count == 2:
            names = [weighted(rng, except_for(PAINTS, "white", "black")), "white"]
        colors = np.array([shade(rng, n, 0.03) for n in names])
        mesh = by_face(mesh, lambda at: _beach(at, colors))
        options = ["a beach ball", "a striped ball", "a striped beach ball", "an inflatable beach ball", "beach ball"]
        options += ["a colorful beach ball", "a colorful ball"] if count > 2 else []
        options += [f"{article(names[0])} and white beach ball"] * 2 if count == 2 else []
        name, second = names[0], names[1]
    elif form == "volley":
        names = [["white", "blue"], ["blue", "yellow"], ["white", "red"], ["yellow", "blue"]][int(rng.integers(4))]
        colors = np.array([shade(rng, n, 0.03) for n in names])
        mesh = by_face(mesh, lambda at: _volley(at, colors))
        name, second = names
        options = ["a volleyball", "volleyball", f"{article(name)} and {second} volleyball", "a ball with stripes"]
    elif form == "bowling":
        name = weighted(rng, except_for(PAINTS, "white", "yellow"))
        base = shade(rng, name, 0.04)
        mesh = by_face(mesh, lambda at: _bowling(at, base))
        options = [
            "a bowling ball",
            f"{article(name)} bowling ball",
            "a ball with three holes",
            f"{article(name)} ball",
        ]
    elif form == "american":
        name = "brown"
        base = shade(rng, (0.47, 0.24, 0.12), 0.04)
        white = (0.94, 0.93, 0.9)

        def leather(at: np.ndarray) -> np.ndarray:
            ring = np.abs(np.abs(at[:, 0]) - 0.62) < 0.06
            lace = (at[:, 1] > 0.8) & (np.abs(at[:, 0]) < 0.34)
            lace &= (np.abs(at[:, 2]) < 0.06) | ((np.abs(at[:, 2]) < 0.2) & (np.abs(at[:, 0] * 7 % 1 - 0.5) < 0.2))
            return np.where((ring | lace)[:, None], white, base)

        mesh = by_face(mesh.rotate("z", 90), leather)
        # Pointed ends: the waist keeps its curve, the poles are drawn out.
        p = mesh.positions
        stretch = 1 + 0.55 * np.abs(p[:, :1]) ** 1.5
        mesh = Mesh(np.hstack([p[:, :1] * stretch, p[:, 1:] * 0.78]).astype(np.float32), mesh.faces, mesh.colors)
        tilt, turn = float(rng.uniform(-10, 10)), float(rng.uniform(-30, 30))
        options = [
            "an american football",
            "a rugby ball",
            "a brown football",
            "a leather football",
            "american football",
        ]
    else:
        name = weighted(rng, except_for(PAINTS, "black"))
        mesh = mesh.paint(shade(rng, name, 0.04))
        options = [f"{article(name)} ball", f"{name} ball", "a sphere", f"{article(name)} sphere", "a round ball"]
    mesh = mesh.rotate("y", turn).rotate("x", tilt).rotate("z", tilt * 0.5).named("ball")
    captions = chosen(rng, ["ball", "a ball"], options)
    return Sample(merge([mesh]), "ball", captions, f"{form} {name} {second}".strip())


GENERATORS: dict[str, Generator] = {"ball": play_ball}
