"""Coachwork: the lower shell of a car with wheel arches, and the glasshouse on it, as coloured ring grids."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np

from kiln.grammar.vehicle_parts import GLASS
from kiln.grammar.vehicle_solids import skin, spline
from kiln.mesh import Color, Mesh, merge

_UPPER = np.radians([0, 16, 32, 45, 58])
_LOWER = np.radians([-30, -55, -78])


def ring_grid(z, w, low, mid, high, power, power_low, stripe, hump=None) -> np.ndarray:
    """Rings [R, K, 3] of a shell whose sections are widest (`w`) at height `mid`, between `low` and `high`.

    The points run from the right side over the top to the left side and back underneath. Points 8, 9 and
    their mirror images lie at x = ±stripe and ±stripe / 2, or as near as a narrow section allows, so that
    bands of constant width can be coloured. `hump` raises the shoulders over the wheels.
    """
    z, w, low, mid, high = (np.broadcast_to(np.asarray(v, float), (len(z),))[:, None] for v in (z, w, low, mid, high))
    p = np.broadcast_to(np.asarray(power, float), (len(z),))[:, None]
    x = np.cos(_UPPER) ** (2 / p)
    inner = np.minimum(stripe / np.maximum(w, 1e-9), 0.7 * x[:, -1:])
    x = np.concatenate([x, inner, inner * 0.5, np.zeros_like(inner)], 1)
    rise = np.concatenate([np.sin(_UPPER) ** (2 / p), (1 - x[:, 5:] ** p) ** (1 / p)], 1)
    y = mid + (high - mid) * rise
    if hump is not None:
        y = y + np.asarray(hump, float)[:, None] * np.clip((x - 0.25) / 0.5, 0, 1) * np.minimum(rise * 1.2, 1)
    xl, yl = np.cos(_LOWER) ** (2 / power_low), np.abs(np.sin(_LOWER)) ** (2 / power_low)
    xl, yl = np.broadcast_to(xl, (len(z), 3)), mid - (mid - low) * yl
    right = np.concatenate([xl[:, ::-1], x], 1), np.concatenate([yl[:, ::-1], y], 1)
    xs = np.concatenate([right[0], -right[0][:, -2::-1]], 1) * w
    ys = np.concatenate([right[1], right[1][:, -2::-1]], 1)
    return np.stack([xs, ys, np.broadcast_to(z, xs.shape)], -1)


# Quads between points j and j + 1 of a ring: three lower points, five shoulder, two stripe, the middle.
K = 21
SIDE_LOW = [0, 1, 2, 17, 18, 19]
SIDE = [3, 4, 15, 16]
SHOULDER = [5, 6, 13, 14]
TOP = [7, 8, 9, 10, 11, 12]
STRIPE = [8, 9, 10, 11]
TWIN_STRIPE = [8, 11]
UNDER = [20]


@dataclass
class Coach:
    """Measures of a car body; lengths in metres, z = 0 midway, y = 0 the ground."""

    length: float = 4.3
    width: float = 1.8
    sill: float = 0.24
    nose: float = 0.62  # height of the front end's top edge
    bonnet: float = 0.80  # height where the bonnet meets the windscreen
    deck: float = 0.90  # height where the rear window meets the boot
    tail: float = 0.85  # height of the rear end's top edge
    roof: float = 1.42
    cowl: float = 0.75  # z of the windscreen's foot
    roof_front: float = 0.10
    roof_rear: float = -0.95
    rear_foot: float = -1.60  # z of the rear window's foot
    front_axle: float = 1.32
    rear_axle: float = -1.30
    wheel: float = 0.33
    arch: float = 0.40
    flare: float = 0.04
    hump: float = 0.0
    shoulder: float = 0.62  # widest height
    pinch: float = 0.80  # width of the ends against the middle
    power: float = 3.2
    tumble: float = 0.86  # width of the glasshouse at its foot against the body
    stripe: float = 0.20
    bed: float | None = None  # height of a pickup's load bed, behind the cabin
    pillars: tuple[float, ...] = field(default=(-0.35,))

    def toy(self, amount: float) -> Coach:
        """The same car, shorter, with bigger wheels and a higher roof: 0 as it is, 1 like a die-cast toy."""
        along, up, big = 1 - 0.16 * amount, 1 + 0.10 * amount, 1 + 0.12 * amount
        names = ("length", "cowl", "roof_front", "roof_rear", "rear_foot", "front_axle", "rear_axle")
        changed = {n: getattr(self, n) * along for n in names}
        changed |= {n: getattr(self, n) * up for n in ("nose", "bonnet", "deck", "tail", "roof", "shoulder")}
        changed |= {"wheel": self.wheel * big, "arch": self.arch * big}
        return replace(self, pillars=tuple(p * along for p in self.pillars), **changed)

    def heights(self, z) -> np.ndarray:
        half = self.length / 2
        height = spline(
            [
                (-half, self.tail - 0.14),
                (-half + 0.05, self.tail - 0.02),
                (-half + 0.2, self.tail),
                (min(self.rear_foot, -half + 0.5), self.deck),
                (self.cowl, self.bonnet),
                (half - 0.35, self.nose + 0.02),
                (half - 0.08, self.nose - 0.05),
                (half, self.nose - 0.16),
            ],
            z,
        )
        if self.bed is not None:
            height = np.where(np.asarray(z) < self.rear_foot - 0.05, np.minimum(height, self.bed), height)
        return height

    def widths(self, z) -> np.ndarray:
        half, w = self.length / 2, self.width / 2
        end = self.pinch
        points = [
            (-half, w * (end - 0.08)),
            (-half + 0.08, w * end),
            (-half + 0.55, w * (0.6 + 0.4 * end + 0.02)),
            (0.0, w),
            (half - 0.6, w * (0.6 + 0.4 * end + 0.01)),
            (half - 0.1, w * (end - 0.03)),
            (half, w * (end - 0.14)),
        ]
        bulge = self.flare * (_bell(z - self.front_axle, self.arch) + _bell(z - self.rear_axle, self.arch))
        return spline(points, z) + bulge

    def stations(self) -> np.ndarray:
        half = self.length / 2
        around = self.arch * np.array([-1.02, -0.99, -0.85, -0.5, 0.0, 0.5, 0.85, 0.99, 1.02])
        ends = [-half, -half + 0.03, -half + 0.1, -half + 0.25, half - 0.25, half - 0.1, half - 0.03, half]
        z = np.concatenate(
            [
                ends,
                [self.cowl, 0.0, self.rear_foot, self.rear_foot - 0.06],
                self.front_axle + around,
                self.rear_axle + around,
            ]
        )
        z = np.unique(np.round(z[np.abs(z) <= half], 4))
        return z[np.r_[True, np.diff(z) > 0.004]]

    def top(self, z: float) -> float:
        """Height of the body's top along the middle at z."""
        return float(self.heights([z])[0])

    def side(self, z: float) -> float:
        """Greatest half width at z."""
        return float(self.widths(np.array([z]))[0])


def _bell(d, width: float) -> np.ndarray:
    return np.exp(-((np.asarray(d) / (1.1 * width)) ** 2))


def shell(
    c: Coach,
    paint: Color,
    stripe: Color | None = None,
    twin: bool = False,
    skirt: Color | None = None,
    two_tone: Color | None = None,
    door: Color | None = None,
) -> Mesh:
    """The painted lower body: true wheel arches, an optional stripe along the top, a skirt, a second
    tone above, doors of another colour."""
    z = c.stations()
    half = c.length / 2
    high, w = c.heights(z), c.widths(z)
    lift = spline([(-half, 0.16), (-half + 0.25, 0.03), (0, 0), (half - 0.3, 0.02), (half, 0.10)], z)
    low = c.sill + lift
    for axle in (c.front_axle, c.rear_axle):
        inside = np.clip(c.arch**2 - (z - axle) ** 2, 0, None)
        low = np.maximum(low, np.where(inside > 0, c.wheel + np.sqrt(inside), 0))
    mid = np.clip(c.shoulder, low + 0.03, high - 0.06)
    low = np.minimum(low, mid - 0.02)
    hump = c.hump * (_bell(z - c.front_axle, c.arch) + 0.9 * _bell(z - c.rear_axle, c.arch))
    rings = ring_grid(z, w, low, mid, high, c.power, 7.0, c.stripe, hump)
    colors = np.broadcast_to(np.asarray(paint, float), (len(z) - 1, K, 3)).copy()
    if two_tone is not None:
        colors[:, SHOULDER + TOP] = two_tone
    if door is not None:
        between = (z[:-1] >= c.rear_axle + c.arch - 0.02) & (z[1:] <= c.front_axle - c.arch + 0.02)
        colors[np.ix_(np.flatnonzero(between), SIDE + SIDE_LOW + [5, 14])] = door
    if skirt is not None:
        colors[:, SIDE_LOW] = skirt
    if stripe is not None:
        colors[:, TWIN_STRIPE if twin else STRIPE] = stripe
    colors[:, UNDER] = (0.12, 0.12, 0.13)
    ends = [colors[0, 4], colors[-1, 4]]
    belly_width = 2 * (c.side(0) - 0.26)
    belly = skin(
        np.array(
            [
                [
                    (sx * belly_width / 2, y, z0)
                    for sx, y in ((1, c.sill + 0.04), (1, c.shoulder), (-1, c.shoulder), (-1, c.sill + 0.04))
                ]
                for z0 in (-half + 0.3, half - 0.3)
            ]
        ),
        (0.10, 0.10, 0.11),
        10,
    )
    return merge([skin(rings, colors, 42, tuple(ends)).named("body"), belly.named("underbody")])


def glasshouse(
    c: Coach,
    paint: Color,
    roof: Color,
    glass: Color = GLASS,
    stripe: Color | None = None,
    twin: bool = False,
    blind_rear: bool = False,
) -> Mesh:
    """Windscreen, side windows, rear window, pillars and roof.

    `blind_rear` closes the sides behind the last pillar.
    """
    zs: list[float] = [c.rear_foot, c.rear_foot + 0.12 * (c.roof_rear - c.rear_foot) + 0.01]
    zs += [c.roof_rear - 0.02, c.roof_rear + 0.08]
    t = 0.055 * c.length / 4.3
    for p in sorted(c.pillars):
        zs += [p - t, p + t]
    zs += [c.roof_front - 0.06, c.roof_front + 0.02, c.cowl - 0.14 * (c.cowl - c.roof_front), c.cowl]
    zs = sorted(set(zs))
    z = np.array(zs)
    foot_f, foot_r = c.top(c.cowl) - 0.03, c.top(c.rear_foot) - 0.03
    crown = c.roof
    high = spline(
        [
            (c.rear_foot, foot_r),
            (c.roof_rear, crown - 0.03),
            ((c.roof_rear + c.roof_front) / 2, crown),
            (c.roof_front, crown - 0.02),
            (c.cowl, foot_f),
        ],
        z,
    )
    linear = np.interp(
        z, [c.rear_foot, c.roof_rear, c.roof_front, c.cowl], [foot_r, crown - 0.03, crown - 0.02, foot_f]
    )
    outside = (z < c.roof_rear) | (z > c.roof_front)
    high = np.where(outside, 0.75 * linear + 0.25 * high, high)
    base = np.interp(z, [c.rear_foot, c.cowl], [foot_r, foot_f]) - 0.06
    w = c.width / 2 * c.tumble
    foot_w = np.minimum(w, c.widths(z) * 0.93)
    share = np.clip((high - base) / (crown - base), 0, 1)
    top_w = foot_w * (1 - (1 - 0.80) * share)
    rings = _roof_rings(z, foot_w, top_w, base, high, c.stripe)
    n = len(z) - 1
    colors = np.broadcast_to(np.asarray(glass, float), (n, _ROOF_K, 3)).copy()
    middle = (z[1:] + z[:-1]) / 2
    on_roof = (middle > c.roof_rear) & (middle < c.roof_front)
    colors[:, _RAIL] = paint
    colors[on_roof] = np.where(np.isin(np.arange(_ROOF_K), _ROOF)[None, :, None], roof, colors[on_roof])
    if stripe is not None:
        colors[np.ix_(np.flatnonzero(on_roof), _ROOF_TWIN if twin else _ROOF_STRIPE)] = stripe
    for i, m in enumerate(middle):
        pillar = any(abs(m - p) < t * 0.9 for p in c.pillars)
        edge = i == 0 or (blind_rear and m < min(c.pillars, default=0))
        if pillar or edge:
            colors[i, _SIDE] = paint
    colors[:, _FLOOR] = paint
    return skin(rings, colors, 42, (np.asarray(paint), np.asarray(glass))).named("cabin")


# Quads of a glasshouse ring: side glass, rail, roof, stripe outside, stripe inside, and back; last the floor.
_ROOF_K = 13
_SIDE = [0, 11]
_RAIL = [1, 2, 9, 10]
_ROOF = [2, 3, 4, 5, 6, 7, 8, 9]
_ROOF_STRIPE = [4, 5, 6, 7]
_ROOF_TWIN = [4, 7]
_FLOOR = [12]


def _roof_rings(z, foot, top, base, high, stripe) -> np.ndarray:
    """Sections of the glasshouse: side glass leaning in, a rounded roof rail, a lightly arched roof."""
    h = high - base
    side = 0.84
    right = [
        (foot, base),
        (foot + (top - foot) * 0.94, base + h * side),
        (top * 0.96, base + h * 0.93),
        (top * 0.86, base + h * 0.975),
        (np.minimum(stripe, top * 0.6), high),
        (np.minimum(stripe / 2, top * 0.3), high),
    ]
    xs = np.stack([p[0] for p in right] + [0 * top] + [-p[0] for p in right[::-1]], 1)
    ys = np.stack([p[1] for p in right] + [high] + [p[1] for p in right[::-1]], 1)
    return np.stack([xs, ys, np.broadcast_to(z[:, None], xs.shape)], -1)
