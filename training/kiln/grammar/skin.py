"""One continuous skin over many round solids: the animals' bodies.

A `Skin` is a union of squashed, tapered capsules with fillets, so that legs grow out of a body instead of
piercing it; `nets` turns it into triangles. Its vertices lie exactly on the surface and carry its true
normals, so 40 cells across are enough for 64 pixels.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from kiln.grammar.nets import axes, cells, exits, nets
from kiln.mesh import Color, Mesh

# Colours [V, 3] of a skin's vertices.
Painter = Callable[["Surface"], np.ndarray]


@dataclass(frozen=True)
class Surface:
    """The bare skin that a painter sees. `part` indexes `names`."""

    at: np.ndarray
    normals: np.ndarray
    part: np.ndarray
    names: tuple[str, ...]

    def on(self, *names: str) -> np.ndarray:
        """[V] bool: the vertex belongs to one of these parts."""
        return np.isin(self.part, [i for i, n in enumerate(self.names) if n in names])


@dataclass(frozen=True)
class Frame:
    """A place, turn and size: the head's coordinates, for one."""

    origin: np.ndarray
    turn: np.ndarray
    size: float = 1.0

    def point(self, p) -> np.ndarray:
        """[..., 3] to world."""
        return np.asarray(p, float) @ self.turn.T * self.size + self.origin

    def local(self, p) -> np.ndarray:
        """[..., 3] from world."""
        return (np.asarray(p, float) - self.origin) @ self.turn / self.size

    def mesh(self, mesh: Mesh) -> Mesh:
        return mesh.transform(self.turn * self.size, self.origin)


def frame(at=(0, 0, 0), pitch: float = 0, yaw: float = 0, roll: float = 0, size: float = 1.0) -> Frame:
    """In degrees: `pitch` turns the front (+Z) up, `yaw` turns it to +X, `roll` turns the top to -X."""
    p, y, r = np.radians([-pitch, yaw, roll])
    around_x = np.array([[1, 0, 0], [0, np.cos(p), -np.sin(p)], [0, np.sin(p), np.cos(p)]])
    around_y = np.array([[np.cos(y), 0, np.sin(y)], [0, 1, 0], [-np.sin(y), 0, np.cos(y)]])
    around_z = np.array([[np.cos(r), -np.sin(r), 0], [np.sin(r), np.cos(r), 0], [0, 0, 1]])
    return Frame(np.asarray(at, float), around_y @ around_x @ around_z, size)


WORLD = frame()


@dataclass
class Skin:
    """Collects solids; `mesh` skins them. Lengths are in the caller's units, angles in degrees.

    What is added lies in the coordinates of `within`, which the caller moves from limb to limb.
    """

    within: Frame = WORLD

    _frame: list[np.ndarray] = field(default_factory=list)  # [3, 3] world to solid
    _origin: list[np.ndarray] = field(default_factory=list)  # [3]
    _shape: list[tuple[float, float, float, float]] = field(default_factory=list)  # length, radii, blend
    _part: list[int] = field(default_factory=list)
    _names: list[str] = field(default_factory=list)

    def _add(self, basis, origin, shape, part: str) -> None:
        if part not in self._names:
            self._names.append(part)
        length, r0, r1, blend = shape
        self._frame.append(np.asarray(basis, float) @ self.within.turn.T / self.within.size)
        self._origin.append(self.within.point(origin))
        self._shape.append((length, r0, r1, blend * self.within.size))
        self._part.append(self._names.index(part))

    def ball(self, at, radii, part: str = "body", blend: float = 0.08, pitch: float = 0, roll: float = 0) -> None:
        """An ellipsoid; `pitch` turns its front (+Z) up, `roll` turns its top (+Y) towards -X."""
        radii = np.broadcast_to(np.asarray(radii, float), 3)
        turn = frame(pitch=pitch, roll=roll).turn
        self._add(turn.T / radii[:, None], at, (0.0, 1.0, 1.0, blend), part)

    def limb(
        self, path, radius, part: str = "leg", blend: float = 0.05, flat: float = 1.0, across=(1.0, 0.0, 0.0)
    ) -> None:
        """A chain of tapered capsules along `path` [N, 3]; `flat` squashes them along `across`."""
        path = np.asarray(path, float)
        radius = np.broadcast_to(np.asarray(radius, float), (len(path),))
        for a, b, r0, r1 in zip(path[:-1], path[1:], radius[:-1], radius[1:], strict=True):
            axis = b - a
            length = max(float(np.linalg.norm(axis)), 1e-6)
            axis = axis / length
            side = np.asarray(across, float)
            side = side - axis * (side @ axis)
            if np.linalg.norm(side) < 1e-6:
                side = np.cross(axis, [0.3, 0.5, 0.8])
            side = side / np.linalg.norm(side)
            basis = np.stack([side / flat, axis, np.cross(side, axis)])
            self._add(basis, a, (length, float(r0), float(r1), blend), part)

    def both(self, method: str, at, *args, **kwargs) -> None:
        """`ball` or `limb` twice: as given, and mirrored in x = 0."""
        for sign in (1.0, -1.0):
            flip = np.array([sign, 1.0, 1.0])
            extra = dict(kwargs)
            if "roll" in extra:
                extra["roll"] = sign * extra["roll"]
            if "across" in extra:
                extra["across"] = np.asarray(extra["across"], float) * flip
            getattr(self, method)(np.asarray(at, float) * flip, *args, **extra)

    def bounds(self) -> tuple[np.ndarray, np.ndarray]:
        """A box around all the solids, each corner [3]."""
        low, high = [], []
        for basis, origin, (length, r0, r1, _) in zip(self._frame, self._origin, self._shape, strict=True):
            back = np.linalg.inv(basis)
            reach = np.sqrt((back**2).sum(1))
            for centre, r in ((origin, r0), (origin + back[:, 1] * length, r1)):
                low.append(centre - reach * r)
                high.append(centre + reach * r)
        return np.min(low, 0), np.max(high, 0)

    def _solids(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        return np.array(self._frame), np.array(self._origin), np.array(self._shape)

    def hit(self, start, direction, reach: float) -> np.ndarray:
        """[N, 3] where rays from `start` ([3] or [N, 3], inside) along `direction` [N, 3] leave the skin."""
        direction = np.atleast_2d(np.asarray(direction, float))
        direction = direction / np.linalg.norm(direction, axis=1, keepdims=True)
        start = np.broadcast_to(np.asarray(start, float), direction.shape)
        return start + direction * exits(*self._solids(), np.ascontiguousarray(start), direction, reach)[:, None]

    def band(self, at, normal, width: float, thick: float, color: Color, reach: float, sides: int = 28) -> Mesh:
        """A strap around the skin (a collar, a scarf) in the plane through `at` across `normal`."""
        normal = np.asarray(normal, float) / np.linalg.norm(normal)
        side = np.array([1.0, 0.0, 0.0]) - normal * normal[0]
        side /= np.linalg.norm(side)
        other = np.cross(normal, side)
        angle = np.linspace(0, 2 * np.pi, sides, endpoint=False)
        out = np.cos(angle)[:, None] * side + np.sin(angle)[:, None] * other
        turn = np.linspace(0, 2 * np.pi, 8, endpoint=False)
        rim = self.hit(at, out, reach)
        # A ring [sides, 8, 3] of oval cross sections, half sunk into the skin.
        ring = rim[:, None] + thick * np.cos(turn)[:, None] * out[:, None] + width / 2 * np.sin(turn)[:, None] * normal
        i, j = np.meshgrid(np.arange(sides), np.arange(8), indexing="ij")
        a, b = i * 8 + j, (i + 1) % sides * 8 + j
        c, d = (i + 1) % sides * 8 + (j + 1) % 8, i * 8 + (j + 1) % 8
        faces = np.concatenate([np.stack([a, b, c], -1).reshape(-1, 3), np.stack([a, c, d], -1).reshape(-1, 3)])
        normals = np.cos(turn)[:, None] / thick * out[:, None] + np.sin(turn)[:, None] / (width / 2) * normal
        normals = (normals / np.linalg.norm(normals, axis=-1, keepdims=True)).reshape(-1, 3).astype(np.float32)
        colors = np.broadcast_to(np.asarray(color, np.float32), (len(faces), 3, 3)).copy()
        return Mesh(ring.reshape(-1, 3).astype(np.float32), faces.astype(np.int32), colors, normals[faces])

    def mesh(self, paint: Painter | Color, vertices: int = 2000, focus=None, gain: float = 1.6) -> Mesh:
        """The skin, with about `vertices` vertices and twice as many triangles.

        focus: (low [3], high [3]), a box (the head) within which cells are `gain` times smaller.
        """
        solids = self._solids()
        low, high = self.bounds()
        rough = float((high - low).max()) / 15
        coarse = cells(*solids, *axes(low, high, rough, focus, gain))
        spacing = rough * float(np.sqrt(max(coarse, 50) / vertices))
        at, normals, label, faces = nets(*solids, *axes(low, high, spacing, focus, gain))
        part = np.asarray(self._part, np.int32)[label]
        surface = Surface(at, normals, part, tuple(self._names))
        color = paint(surface) if callable(paint) else np.broadcast_to(np.asarray(paint, float), at.shape)
        color = np.clip(color, 0, 1).astype(np.float32)
        return Mesh(
            at.astype(np.float32),
            faces.astype(np.int32),
            color[faces],
            normals.astype(np.float32)[faces],
            part=part[faces[:, 0]],
            part_names=tuple(self._names),
        )
