import { smoothstep } from '../base/scalar';
import { pixelAt, solidity } from './hull';
import { blendSlopes, jumpiness } from './slope';
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
/** How many times better another view must face a surface to start to replace this one, and to replace it wholly. */
const TURN_STARTS = 1;
const TURN_ENDS = 1.7;
/** Slopes below this are noise. */
const LEVEL = 0.1;

/** How a depth map rises along the columns and along the rows of its view, [R, R] each. */
interface Slopes {
  readonly u: Float32Array;
  readonly v: Float32Array;
}

/** A pair of views with the slopes of its near and of its far hits. */
export interface SlopedView extends View {
  readonly slopes: readonly [Slopes, Slopes];
}

/** Adds the slopes of the depths that a pair of views has. */
export function withSlopes(view: View, resolution: number): SlopedView {
  const [near, far] = view.depth.map((surface): Slopes => {
    const u = new Float32Array(surface.length);
    const v = new Float32Array(surface.length);
    for (let at = 0; at < surface.length; at++) {
      u[at] = slopeAt(surface, view.alpha, at, 1, at % resolution, resolution);
      v[at] = slopeAt(surface, view.alpha, at, resolution, Math.floor(at / resolution), resolution);
    }
    return { u, v };
  });
  return { ...view, slopes: [near!, far!] };
}

/**
 * How surely the pair of views along `axis` shows the surface at a point, and faces it better than the pair along
 * `other` does, which sees it rise by `slope` towards `axis`; in [0, 1].
 */
export function shownBetter(
  view: SlopedView,
  axis: number,
  other: number,
  slope: number,
  point: Float64Array,
  resolution: number,
): number {
  if (slope <= TURN_STARTS * LEVEL) return 0;
  const at = pixelAt(axis, point, resolution);
  const toNear = Math.abs(point[axis]! - view.depth[0][at]!);
  const toFar = Math.abs(point[axis]! - view.depth[1][at]!);
  const { u, v } = view.slopes[toNear <= toFar ? 0 : 1];
  const itsSlope = Math.abs((VIEW_AXES[axis]!.u === other ? u : v)[at]!);
  const better = smoothstep(TURN_STARTS, TURN_ENDS, slope / Math.max(itsSlope, LEVEL));
  if (better === 0) return 0;
  const reach = 1 + JUMP_REACH * resolution * jumpiness(slope);
  const distance = (Math.min(toNear, toFar) * resolution) / reach;
  return better * solidity(view.alpha[at]!) * (1 - smoothstep(SEEN_NEAR, SEEN_FAR, distance));
}

/** Slope of a depth map at pixel `at` along the direction in which `step` leads to the next pixel. */
function slopeAt(
  surface: Float32Array,
  alpha: Float32Array,
  at: number,
  step: number,
  index: number,
  resolution: number,
): number {
  const hasBefore = index > 0;
  const hasAfter = index + 1 < resolution;
  const here = surface[at]!;
  return blendSlopes(
    hasBefore ? (here - surface[at - step]!) * resolution : 0,
    hasAfter ? (surface[at + step]! - here) * resolution : 0,
    hasBefore ? alpha[at - step]! : 0,
    hasAfter ? alpha[at + step]! : 0,
  );
}
