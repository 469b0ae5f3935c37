import { smoothstep } from '../base/scalar';
import { pixelAt, solidity } from './hull';
import { slopeAt } from './slope';
import { smoothed } from './smooth';
import type { View } from './view';
import { VIEW_AXES } from './viewset';

/** A view shows a point when its surface passes this close, and does not from the second distance on. */
const SEEN_NEAR = 1;
const SEEN_FAR = 2;
/**
 * How much further that is where depth jumps, as a share of the cube: there predicted depths lie between the two
 * surfaces, in colours between theirs, and would hang in front of the wall that another view shows.
 */
const JUMP_REACH = 1 / 16;
/** Steepness from which on depth starts to jump, and certainly does. */
const JUMP_STARTS = 2;
const JUMP_ENDS = 5;
/**
 * A hit that carving has moved by the first distance starts to have the colour of another place, and from the second
 * on it counts as if depth jumped there. Object space, for the reason that hulls fade in it (./hull).
 */
const ASTRAY_STARTS = 1 / 24;
const ASTRAY_ENDS = 1 / 8;
/** How many times better another view must face a surface to start to replace this one, and to replace it wholly. */
const TURN_STARTS = 1.1;
const TURN_ENDS = 2;
/** Slopes below this are noise. */
const LEVEL = 0.2;

/** Of one hit of every pixel, [R, R] each. */
interface Surface {
  /** Slopes of its depth along the columns and along the rows. */
  readonly u: Float32Array;
  readonly v: Float32Array;
  /** How surely carving has moved it to where its colour does not belong, in [0, 1]. */
  readonly astray: Float32Array;
}

/** A pair of views whose depths are final, with what decides how well it faces its near and its far hits. */
interface SettledView extends View {
  readonly surfaces: readonly [Surface, Surface];
}

/** Evens out the depths that carving has left of the predicted ones. The hull stays. */
export function settled(carved: View, predicted: View, resolution: number): SettledView {
  const { alpha } = carved;
  const sides = ([0, 1] as const).map((side) => {
    const depth = smoothed(carved.depth[side], alpha, resolution);
    const [u, v] = [new Float32Array(depth.length), new Float32Array(depth.length)];
    for (let at = 0; at < depth.length; at++) {
      if (solidity(alpha[at]!) === 0) continue; // nothing asks for them
      u[at] = slopeAt(depth, alpha, at, 1, resolution);
      v[at] = slopeAt(depth, alpha, at, resolution, resolution);
    }
    const astray = carved.depth[side].map((d, at) =>
      smoothstep(ASTRAY_STARTS, ASTRAY_ENDS, Math.abs(d - predicted.depth[side][at]!)),
    );
    return { depth, surface: { u, v, astray } };
  });
  const [near, far] = [sides[0]!, sides[1]!];
  return { ...carved, depth: [near.depth, far.depth], surfaces: [near.surface, far.surface] };
}

/** How far a hit of a view along `axis` is from being seen straight on, towards the views along `other`. */
function steepness({ surfaces }: SettledView, axis: number, side: number, at: number, other: number): number {
  const { u, v, astray } = surfaces[side]!;
  return Math.abs((VIEW_AXES[axis]!.u === other ? u : v)[at]!) + JUMP_ENDS * astray[at]!;
}

/**
 * How surely another pair of views shows a hit's surface, and faces it better, in [0, 1].
 *
 * @param views three; the hit is that of pixel `at` and `side` along `axis`, at `point`
 * @param other the axis of the other pair
 */
export function shownBetter(
  views: readonly SettledView[],
  axis: number,
  side: number,
  at: number,
  other: number,
  point: Float64Array,
  resolution: number,
): number {
  const own = steepness(views[axis]!, axis, side, at, other);
  if (own <= TURN_STARTS * LEVEL) return 0;
  const view = views[other]!;
  const there = pixelAt(other, point, resolution);
  const toNear = Math.abs(point[other]! - view.depth[0][there]!);
  const toFar = Math.abs(point[other]! - view.depth[1][there]!);
  const its = steepness(view, other, toNear <= toFar ? 0 : 1, there, axis);
  const better = smoothstep(TURN_STARTS, TURN_ENDS, own / Math.max(its, LEVEL));
  if (better === 0) return 0;
  const reach = 1 + JUMP_REACH * resolution * smoothstep(JUMP_STARTS, JUMP_ENDS, own);
  const distance = (Math.min(toNear, toFar) * resolution) / reach;
  return better * solidity(view.alpha[there]!) * (1 - smoothstep(SEEN_NEAR, SEEN_FAR, distance));
}
