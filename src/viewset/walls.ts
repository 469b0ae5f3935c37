import { pixelAt, solidity } from './hull';
import { HULL_ALPHA, type View } from './view';
import { AXES, VIEW_AXES } from './viewset';

/** How far in front of a wall the view that faces it must see something else: nearer, it sees the wall. */
const CLEARANCE = 1 / 16;

/** A piece of a solid's side, a pixel wide and high. */
export interface Wall {
  /** Which pair of views implies it, in which pixel, and whose hit's colour it has: 0 near, 1 far. */
  readonly axis: number;
  readonly at: number;
  readonly side: 0 | 1;
  /** The axis that it looks along, and in which direction. */
  readonly faces: number;
  readonly sign: 1 | -1;
  /** In the middle of its pixel, a point of object space. */
  readonly position: Float64Array;
  /** How surely all views hold the place for solid, in [0, 1]. */
  readonly solid: number;
}

/**
 * Where a solid ends towards a side from which no view shows it: the inner sides of a chair's legs, of towers and of
 * wheels, which the first hits of others hide from both ends of the axis. Each pair of views says from where to where
 * the object reaches along its rays. Where it reaches further than at the next pixel, and the other two pairs hold the
 * place for inside, there must be a wall. The twin of _walls_of in training/kiln/evaluate/splats.py.
 *
 * @param views with depths as splats have them
 * @param least how solid a wall must be
 * @returns in the order axis, towards +u, -u, +v and -v, row, column, from near to far
 */
export function wallsOf(views: readonly View[], resolution: number, least: number): Wall[] {
  const walls: Wall[] = [];
  for (let axis = 0; axis < AXES; axis++) {
    const { u, v } = VIEW_AXES[axis]!;
    for (const [faces, sign] of [
      [u, 1],
      [u, -1],
      [v, 1],
      [v, -1],
    ] as const) {
      wallsTowards({ views, axis, faces, sign, resolution, least }, walls);
    }
  }
  return walls;
}

interface Search {
  readonly views: readonly View[];
  readonly axis: number;
  readonly faces: number;
  readonly sign: 1 | -1;
  readonly resolution: number;
  readonly least: number;
}

function wallsTowards({ views, axis, faces, sign, resolution, least }: Search, walls: Wall[]): void {
  const { u, v } = VIEW_AXES[axis]!;
  const view = views[axis]!;
  const [near, far] = view.depth;
  const pixel = 1 / resolution;
  const position = new Float64Array(3);
  for (let row = 0; row < resolution; row++) {
    for (let column = 0; column < resolution; column++) {
      const at = row * resolution + column;
      if (view.alpha[at]! <= HULL_ALPHA) continue;
      const next = neighbour(row, column, faces === u ? [0, sign] : [sign, 0], resolution);
      const goesOn = next !== null && view.alpha[next]! > HULL_ALPHA;
      const middle = goesOn ? (near[next]! + far[next]!) / 2 : (near[at]! + far[at]!) / 2;
      for (let k = 1; k <= resolution; k++) {
        const along = near[at]! - k * pixel;
        if (along < far[at]! + pixel) break;
        if (goesOn && along <= near[next]! + pixel && along >= far[next]! - pixel) continue;
        position[u] = (column + 0.5) * pixel - 0.5;
        position[v] = (row + 0.5) * pixel - 0.5;
        position[axis] = along;
        const solid =
          solidity(view.alpha[at]!) *
          solidAt(views[u]!, u, position, resolution) *
          solidAt(views[v]!, v, position, resolution);
        if (solid < least || !isHidden(views[faces]!, faces, sign, position, resolution)) continue;
        walls.push({
          axis,
          at,
          side: along > middle ? 0 : 1,
          faces,
          sign,
          position: position.slice(),
          solid,
        });
      }
    }
  }
}

/** The index of the pixel a step away, null beyond the border. */
function neighbour(
  row: number,
  column: number,
  [down, right]: readonly [number, number],
  resolution: number,
): number | null {
  const [r, c] = [row + down, column + right];
  return r < 0 || c < 0 || r >= resolution || c >= resolution ? null : r * resolution + c;
}

/** How surely a pair of views holds a place for inside: 0 in front of its hits, behind them and beside. */
function solidAt(view: View, axis: number, position: Float64Array, resolution: number): number {
  const at = pixelAt(axis, position, resolution);
  const [near, far] = view.depth;
  return position[axis]! <= near[at]! && position[axis]! >= far[at]! ? solidity(view.alpha[at]!) : 0;
}

/** Whether what faces a wall sees something well in front of it. */
function isHidden(
  view: View,
  faces: number,
  sign: 1 | -1,
  position: Float64Array,
  resolution: number,
): boolean {
  const seen = view.depth[sign > 0 ? 0 : 1]![pixelAt(faces, position, resolution)]!;
  return sign * (seen - position[faces]!) - 0.5 / resolution > CLEARANCE;
}
