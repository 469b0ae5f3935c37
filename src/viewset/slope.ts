import { smoothstep } from '../base/scalar';

/**
 * Slope of a depth map at a pixel along one direction, from the differences to its two neighbours.
 *
 * Where the two agree it is their mean; at a discontinuity it is one-sided: each difference weighs by the inverse
 * of its fourth power (the smoothness weights of WENO schemes, Jiang and Shu 1996), and by the neighbour's alpha.
 *
 * @param backward slope to the neighbour before, forward to the neighbour after: depth per unit of length
 * @param alphaBackward alpha of these neighbours in [0, 1], 0 where there is none
 */
export function blendSlopes(
  backward: number,
  forward: number,
  alphaBackward: number,
  alphaForward: number,
): number {
  const weightBackward = alphaBackward / (0.1 + backward * backward) ** 2;
  const weightForward = alphaForward / (0.1 + forward * forward) ** 2;
  const weight = weightBackward + weightForward;
  return weight < 1e-9 ? 0 : (weightBackward * backward + weightForward * forward) / weight;
}

/**
 * Slope of a depth map at pixel `at`, so blended; a neighbour beyond the border does not count.
 *
 * @param depth [R, R] in object units; weights: what each pixel's depth is worth, in [0, 1]
 * @param step from a pixel to the next along the direction: 1 for columns, R for rows
 */
export function slopeAt(
  depth: Float32Array,
  weights: ArrayLike<number>,
  at: number,
  step: number,
  resolution: number,
): number {
  const index = Math.floor(at / step) % resolution;
  const hasBefore = index > 0;
  const hasAfter = index + 1 < resolution;
  const here = depth[at]!;
  return blendSlopes(
    hasBefore ? (here - depth[at - step]!) * resolution : 0,
    hasAfter ? (depth[at + step]! - here) * resolution : 0,
    hasBefore ? weights[at - step]! : 0,
    hasAfter ? weights[at + step]! : 0,
  );
}

/** Slopes up to the first are those of surfaces; from the second on they are jumps between surfaces. */
const STEEPEST_SURFACE = 2;
const GENTLEST_JUMP = 4;

/** A slope to orient a splat by: level where the depth map jumps, since its slope there says nothing. */
export function withoutJumps(slope: number): number {
  return slope * (1 - smoothstep(STEEPEST_SURFACE, GENTLEST_JUMP, Math.abs(slope)));
}
