"""Viewset to Gaussians: the twin of src/viewset/to-splats.ts and of the files it stands on.

Metrics that look at pictures must see what users see. `goldens/viewset-splats.safetensors`, which
`python -m kiln.goldens_splats` writes, holds the two together.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from kiln.rasterise import AXES


@dataclass(frozen=True)
class Settings:
    """What decides how visible a splat is and how far it reaches. Lengths in pixels of the viewset, but for
    hull_fade, jump_reach, astray_* and wall_clearance.

    alpha_shows, alpha_solid: alpha at which a pixel starts to show, and from which on it is solid.
    hull_free: how far outside the hull of another axis a point may lie. hull_fade: over which length beyond that it
    fades, in object space.
    seen_near, seen_far: a view shows a point when its surface passes this close, and does not from the second on.
    jump_starts, jump_ends: steepness from which on depth starts to jump, and certainly does.
    jump_reach: how much further, as a share of the cube, what another view shows replaces what lies where depth jumps.
    turn_starts, turn_ends: by how much another view must face a surface better to replace this one, as the ratio of
    the slopes that both see there, and of level: slopes below it are noise.
    astray_starts, astray_ends: a hit that carving has moved so far has the colour of another place: it counts as if
    depth jumped there. In object space.
    footprint: standard deviation of a splat along its surface. edge_shrink: by which share it is smaller at an edge.
    inset: how far below the surface a splat's centre lies.
    agreed: how surely both other pairs must hold a place for inside, for a hit to be moved there; 0 moves none.
    noise: differences of depth that are evened out; 0 evens out none.
    wall_clearance: how far in front of a wall what looks at it must see something else, in object space; 1 makes no
    walls.
    """

    alpha_shows: float = 0.1
    alpha_solid: float = 0.7
    hull_free: float = 0.5
    hull_fade: float = 1 / 8
    seen_near: float = 1.0
    seen_far: float = 2.0
    jump_starts: float = 2.0
    jump_ends: float = 5.0
    jump_reach: float = 1 / 16
    turn_starts: float = 1.1
    turn_ends: float = 2.0
    level: float = 0.2
    astray_starts: float = 1 / 24
    astray_ends: float = 1 / 8
    footprint: float = 0.6
    edge_shrink: float = 0.35
    inset: float = 0.4
    agreed: float = 0.5
    noise: float = 1.5
    wall_clearance: float = 1 / 16


DEFAULT = Settings()

# The rest has the names and reasons of to-splats.ts, view.ts, carve.ts, smooth.ts and slope.ts.
EDGE_STARTS, EDGE_ENDS = 2.0, 4.0
STRETCH_MAX = 2.0
THICKNESS = 0.12
OPACITY_MAX = 0.98
OPACITY_MIN = 0.015
WALL_OPACITY_MIN = 0.9
HULL_ALPHA = 0.3
SMOOTHING_REACH, SMOOTHING_DEVIATION = 2, 1.2
STEEPEST_SURFACE, GENTLEST_JUMP = 2.0, 4.0


@dataclass(frozen=True)
class Cloud:
    """N Gaussians in object space, all float32.

    positions: [N, 3]. scales: [N, 3] standard deviations along the axes. axes: [N, 3, 3], row k the unit direction
    of scale k; the last is the outward normal. colors: [N, 3] sRGB in [0, 1]. opacities: [N] in [0, 1].
    """

    positions: np.ndarray
    scales: np.ndarray
    axes: np.ndarray
    colors: np.ndarray
    opacities: np.ndarray

    def __len__(self) -> int:
        return len(self.positions)


def smoothstep(low: float, high: float, x: np.ndarray) -> np.ndarray:
    """Cubic Hermite step: 0 up to `low`, 1 from `high` on."""
    t = np.clip((x - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)


def _dilate(plane: np.ndarray) -> np.ndarray:
    """The largest value in each pixel's 3 x 3 neighbourhood."""
    for _ in range(2):
        padded = np.pad(plane, ((1, 1), (0, 0)), mode="edge")
        plane = np.maximum(np.maximum(padded[:-2], padded[2:]), plane).T
    return plane


class _View:
    """The pair of views along one axis: alpha [R, R] and depth [R, R, (near, far)], and their dilations for the hull.

    Once its depths have `settled` it also has slopes [(near, far), (along u, along v), R, R], and how far each hit is
    from being seen straight on: steepness, of the same shape.
    """

    def __init__(self, pixels: np.ndarray) -> None:
        self.alpha = np.clip(pixels[..., 0], 0, 1).astype(np.float64)
        self.depth = np.clip(pixels[..., 1:3], -0.5, 0.5).astype(np.float64)
        solid = self.alpha > HULL_ALPHA
        self.hull_alpha = _dilate(self.alpha)
        self.hull_near = _dilate(np.where(solid, self.depth[..., 0], -1))
        self.hull_far = -_dilate(np.where(solid, -self.depth[..., 1], -1))

    def settle(self, s: Settings, carved: np.ndarray) -> None:
        """Take the depths that carving has left, evened out; the hull stays."""
        moved = np.moveaxis(np.abs(carved - self.depth), -1, 0)
        self.depth = np.stack([_smoothed(carved[..., side], self.alpha, s) for side in range(2)], -1)
        self.slopes = np.stack(
            [[_slope(d, self.alpha), _slope(d.T, self.alpha.T).T] for d in np.moveaxis(self.depth, -1, 0)]
        )
        astray = smoothstep(s.astray_starts, s.astray_ends, moved)
        self.steepness = np.abs(self.slopes) + s.jump_ends * astray[:, None]

    def inside_hull(self, s: Settings, at: tuple[np.ndarray, np.ndarray], along: np.ndarray) -> np.ndarray:
        """How surely points with coordinate `along` this axis, above the pixels `at`, lie inside the object."""
        in_silhouette = smoothstep(s.alpha_shows, s.alpha_solid, self.hull_alpha[at])
        outside = np.maximum(along - self.hull_near[at], self.hull_far[at] - along)
        free = s.hull_free / len(self.alpha)
        return in_silhouette * (1 - smoothstep(free, free + s.hull_fade, outside))

    def shows_better(
        self, s: Settings, at: tuple[np.ndarray, np.ndarray], along: np.ndarray, steepness: np.ndarray, direction: int
    ) -> np.ndarray:
        """How surely this pair of views shows the surface at those points, and faces it better than the pair along
        its `direction` (0 for u, 1 for v) does, for which it has this `steepness` towards this pair."""
        size = len(self.alpha)
        distances = np.abs(along[..., None] - self.depth[at]) * size
        side = distances.argmin(-1)
        reach = 1 + s.jump_reach * size * smoothstep(s.jump_starts, s.jump_ends, steepness)
        solid = smoothstep(s.alpha_shows, s.alpha_solid, self.alpha[at])
        shown = solid * (1 - smoothstep(s.seen_near, s.seen_far, distances.min(-1) / reach))
        ratio = steepness / np.maximum(self.steepness[(side, direction, *at)], s.level)
        return shown * smoothstep(s.turn_starts, s.turn_ends, ratio)


def _carve(views: list[_View], s: Settings) -> list[np.ndarray]:
    """The depths [R, R, 2] of each pair of views, moved inwards a pixel at a time to the first place that both other
    pairs hold for inside; unchanged where there is none, and where the views agree."""
    result = []
    for axis, (u, v, _) in enumerate(AXES):
        view, size = views[axis], len(views[axis].alpha)
        rows, columns = np.nonzero(smoothstep(s.alpha_shows, s.alpha_solid, view.alpha) > 0)
        depth = view.depth.copy()
        most = np.maximum(0, (depth[rows, columns, 0] - depth[rows, columns, 1]) * size)
        point = np.empty((len(rows), 3))
        point[:, u], point[:, v] = (columns + 0.5) / size - 0.5, (rows + 0.5) / size - 0.5
        for side, inwards in enumerate((-1, 1)):
            surface = view.depth[rows, columns, side]
            searching = np.arange(len(rows))
            for pixels in range(size):
                searching = searching[pixels <= most[searching]]
                if not len(searching):
                    break
                point[:, axis] = surface + inwards * pixels / size
                at = point[searching]
                pixel_of = np.clip(np.floor((at + 0.5) * size).astype(int), 0, size - 1)
                agreement = np.ones(len(at))
                for other in (u, v):
                    ou, ov, _ = AXES[other]
                    agreement *= views[other].inside_hull(s, (pixel_of[:, ov], pixel_of[:, ou]), at[:, other])
                found = agreement >= s.agreed
                there = searching[found]
                depth[rows[there], columns[there], side] = at[found, axis].astype(np.float32)
                searching = searching[~found]
        result.append(depth)
    return result


def _smoothed(surface: np.ndarray, alpha: np.ndarray, s: Settings) -> np.ndarray:
    """A depth map [R, R] after a bilateral filter (Tomasi and Manduchi 1998), by alpha and by likeness of depth."""
    if s.noise == 0:
        return surface
    size, reach = len(surface), SMOOTHING_REACH
    counts = alpha > HULL_ALPHA
    depth, weight = np.pad(surface, reach), np.pad(np.where(counts, alpha, 0), reach)
    total, weights = np.zeros_like(surface), np.zeros_like(surface)
    for dy in range(2 * reach + 1):
        for dx in range(2 * reach + 1):
            other = depth[dy : dy + size, dx : dx + size]
            kernel = np.exp(-0.5 * ((dx - reach) ** 2 + (dy - reach) ** 2) / SMOOTHING_DEVIATION**2)
            difference = (other - surface) * size / s.noise
            likeness = kernel * weight[dy : dy + size, dx : dx + size] / (1 + difference**2) ** 2
            total += likeness * other
            weights += likeness
    return np.where(counts, total / np.maximum(weights, 1e-12), surface).astype(np.float32).astype(np.float64)


def _slope(surface: np.ndarray, alpha: np.ndarray) -> np.ndarray:
    """Slope of a depth map [R, R] along its columns' direction (axis 1), one-sided at discontinuities: differences
    weighted as in WENO schemes (Jiang and Shu 1996), and by the neighbours' alpha."""
    backward, forward = np.zeros_like(surface), np.zeros_like(surface)
    backward[:, 1:] = np.diff(surface, axis=1) * len(surface)
    forward[:, :-1] = backward[:, 1:]
    alpha_backward, alpha_forward = np.zeros_like(alpha), np.zeros_like(alpha)
    alpha_backward[:, 1:], alpha_forward[:, :-1] = alpha[:, :-1], alpha[:, 1:]
    weight_backward = alpha_backward / (0.1 + backward**2) ** 2
    weight_forward = alpha_forward / (0.1 + forward**2) ** 2
    weight = weight_backward + weight_forward
    blended = (weight_backward * backward + weight_forward * forward) / np.maximum(weight, 1e-9)
    return np.where(weight < 1e-9, 0, blended)


def _edge(surface: np.ndarray, alpha: np.ndarray) -> np.ndarray:
    """How surely a pixel's surface ends towards one of its four neighbours; 1 at the border of the view."""
    size = len(surface)
    depth, cover = np.pad(surface, 1), np.pad(alpha, 1)
    support = np.ones_like(surface)
    for dy, dx in ((0, -1), (0, 1), (-1, 0), (1, 0)):
        there = (slice(1 + dy, 1 + dy + size), slice(1 + dx, 1 + dx + size))
        share = np.minimum(cover[there] / np.maximum(alpha, 1e-12), 1)
        jump = np.abs(depth[there] - surface) * size
        support = np.minimum(support, share * (1 - smoothstep(EDGE_STARTS, EDGE_ENDS, jump)))
    border = np.ones_like(surface)
    border[1:-1, 1:-1] = 1 - support[1:-1, 1:-1]
    return border


def viewset_to_cloud(viewset: np.ndarray, s: Settings = DEFAULT) -> Cloud:
    """The Gaussians of a natural viewset [3, R, R, 9], one for each pixel and hit that survives the filter, and walls
    where a solid ends that no view shows from that side.

    Order: axis, near before far, row, column; then the walls by axis, towards +u, -u, +v and -v, row, column, from
    near to far. Values outside their natural ranges are clamped. Raises ValueError
    for another shape or values that are not finite.
    """
    if viewset.ndim != 4 or viewset.shape[0] != 3 or viewset.shape[1] != viewset.shape[2] or viewset.shape[3] != 9:
        raise ValueError(f"a viewset has the shape [3, R, R, 9], not {list(viewset.shape)}")
    if not np.isfinite(viewset).all():
        raise ValueError("the viewset has values that are not finite")
    views = [_View(pixels) for pixels in viewset.astype(np.float32)]
    for view, depth in zip(views, _carve(views, s), strict=True):
        view.settle(s, depth)
    parts = [_splats_of(viewset, views, axis, side, s) for axis in range(3) for side in range(2)]
    parts += [_walls_of(viewset, views, axis, towards, s) for axis in range(3) for towards in range(4)]
    return Cloud(*(np.concatenate(columns).astype(np.float32) for columns in zip(*parts, strict=True)))


def _splats_of(viewset: np.ndarray, views: list[_View], axis: int, side: int, s: Settings) -> tuple[np.ndarray, ...]:
    """The columns of a `Cloud` for one axis and one of its two hits."""
    u, v, _ = AXES[axis]
    view, size = views[axis], viewset.shape[1]
    centre = (np.arange(size) + 0.5) / size - 0.5
    surface = view.depth[..., side]
    point = np.empty((size, size, 3))
    point[..., u], point[..., v], point[..., axis] = centre[None], centre[:, None], surface

    opacity = OPACITY_MAX * smoothstep(s.alpha_shows, s.alpha_solid, view.alpha)
    pixel_of = np.clip(np.floor((point + 0.5) * size).astype(int), 0, size - 1)
    for other, towards in zip((u, v), view.steepness[side], strict=True):
        ou, ov, _ = AXES[other]
        at = (pixel_of[..., ov], pixel_of[..., ou])
        along = point[..., other]
        opacity *= views[other].inside_hull(s, at, along)
        opacity *= 1 - views[other].shows_better(s, at, along, towards, 0 if ou == axis else 1)
    keep = opacity >= OPACITY_MIN

    u_slope, v_slope = (
        (raw * (1 - smoothstep(STEEPEST_SURFACE, GENTLEST_JUMP, np.abs(raw))))[keep] for raw in view.slopes[side]
    )
    steepness = np.hypot(u_slope, v_slope)
    stretch = np.sqrt(1 + steepness**2)
    facing = 1 if side == 0 else -1
    normal, tangent = np.empty((2, len(stretch), 3))
    # The surface d(u, v) has the normal (-∂d/∂u, -∂d/∂v, 1) and climbs fastest along (∂d/∂u, ∂d/∂v).
    normal[:, axis], normal[:, u], normal[:, v] = facing, -facing * u_slope, -facing * v_slope
    normal /= stretch[:, None]
    flat = steepness < 1e-6
    climb = np.where(flat, 1, steepness * stretch)
    tangent[:, axis] = np.where(flat, 0, steepness / stretch)
    tangent[:, u] = np.where(flat, 1, u_slope / climb)
    tangent[:, v] = np.where(flat, 0, v_slope / climb)

    footprint = s.footprint / size * (1 - s.edge_shrink * _edge(surface, view.alpha)[keep])
    scales = np.stack(
        [footprint * np.minimum(stretch, STRETCH_MAX), footprint, np.full_like(footprint, THICKNESS / size)], 1
    )
    rgb = slice(3 + 3 * side, 6 + 3 * side)
    colors = np.clip(viewset[axis, keep][:, rgb], 0, 1)
    axes = np.stack([tangent, np.cross(normal, tangent), normal], 1)
    # Half-way through at most, so that the two sides of a thin sheet do not change places.
    half = np.maximum(view.depth[..., 0] - view.depth[..., 1], 0)[keep] / 2 / stretch
    sunk = point[keep] - normal * np.minimum(s.inset / size, half)[:, None]
    return sunk, scales, axes, colors, opacity[keep]


def _walls_of(viewset: np.ndarray, views: list[_View], axis: int, towards: int, s: Settings) -> tuple[np.ndarray, ...]:
    """The columns of a `Cloud` for the walls that one axis implies towards one neighbour: +u, -u, +v or -v."""
    u, v, _ = AXES[axis]
    view, size = views[axis], viewset.shape[1]
    pixel, sign, facing = 1 / size, 1 - 2 * (towards % 2), (u, v)[towards // 2]
    row_step, column_step = ((0, sign), (sign, 0))[towards // 2]

    def neighbour(plane: np.ndarray) -> np.ndarray:
        return np.pad(plane, 1)[1 + row_step : 1 + row_step + size, 1 + column_step : 1 + column_step + size]

    near, far, solid = view.depth[..., 0], view.depth[..., 1], view.alpha > HULL_ALPHA
    other_near, other_far, other_solid = neighbour(near), neighbour(far), neighbour(solid)
    along = near[..., None] - (np.arange(size) + 1) * pixel
    bare = ~other_solid[..., None]
    bare = bare | (along > other_near[..., None] + pixel) | (along < other_far[..., None] - pixel)
    row, column, index = np.nonzero(solid[..., None] & (along >= far[..., None] + pixel) & bare)
    at, along = (row, column), along[row, column, index]

    centre = (np.arange(size) + 0.5) / size - 0.5
    point = np.empty((len(row), 3))
    point[:, u], point[:, v], point[:, axis] = centre[column], centre[row], along
    pixel_of = np.clip(np.floor((point + 0.5) * size).astype(int), 0, size - 1)
    opacity = OPACITY_MAX * smoothstep(s.alpha_shows, s.alpha_solid, view.alpha[at])
    for other in (u, v):
        ou, ov, _ = AXES[other]
        there = views[other].alpha[pixel_of[:, ov], pixel_of[:, ou]]
        hits = views[other].depth[pixel_of[:, ov], pixel_of[:, ou]]
        opacity *= smoothstep(s.alpha_shows, s.alpha_solid, there)
        opacity *= (point[:, other] <= hits[:, 0]) & (point[:, other] >= hits[:, 1])
        if other == facing:
            seen = hits[:, 0] if sign > 0 else hits[:, 1]
            opacity *= sign * (seen - point[:, other]) - pixel / 2 > s.wall_clearance
    keep = opacity >= WALL_OPACITY_MIN

    middle = np.where(other_solid, other_near + other_far, near + far)[at] / 2
    hit = viewset[axis, row, column]
    colors = np.clip(np.where((along > middle)[:, None], hit[:, 3:6], hit[:, 6:9]), 0, 1)
    normal, tangent = np.zeros((2, len(row), 3))
    normal[:, facing], tangent[:, axis] = sign, 1
    point[:, facing] -= sign * s.inset * pixel
    scales = np.tile([s.footprint * pixel, s.footprint * pixel, THICKNESS * pixel], (len(row), 1))
    axes = np.stack([tangent, np.cross(normal, tangent), normal], 1)
    return point[keep], scales[keep], axes[keep], colors[keep], opacity[keep]
