import type { SplatCloud } from '../cloud';
import type { Camera } from './camera';

/** Distances along a camera's axis between which an object lies, object units. */
export interface DepthRange {
  readonly near: number;
  readonly far: number;
}

/** Brightness of the farthest point: above 0, so that an object's back still stands out from a black ground. */
export const FAR_BRIGHTNESS = 0.08;

/** Half the diagonal of the unit cube that objects live in: nothing is nearer or farther than this from its centre. */
const RADIUS = Math.sqrt(3) / 2;

/** Distance from the origin to the farthest centre. */
export function reachOf({ positions }: SplatCloud): number {
  let square = 0;
  for (let i = 0; i < positions.length; i += 3) {
    square = Math.max(square, positions[i]! ** 2 + positions[i + 1]! ** 2 + positions[i + 2]! ** 2);
  }
  return Math.sqrt(square);
}

/**
 * The range that is spread over the greys. It goes by the object and not by what is seen of it, so that depth maps do
 * not darken with the camera's distance, nor flicker while the object turns.
 *
 * @param reach of the object, see reachOf
 */
export function depthRange(
  { position, forward }: Pick<Camera, 'position' | 'forward'>,
  reach: number,
): DepthRange {
  const radius = Math.min(RADIUS, Math.max(reach, 1e-3));
  const ahead = -(position[0] * forward[0] + position[1] * forward[1] + position[2] * forward[2]);
  return { near: ahead - radius, far: ahead + radius };
}

/** Brightness in [FAR_BRIGHTNESS, 1], near = bright. */
export function depthBrightness(depth: number, { near, far }: DepthRange): number {
  const nearness = Math.min(1, Math.max(0, (far - depth) / (far - near)));
  return FAR_BRIGHTNESS + (1 - FAR_BRIGHTNESS) * nearness;
}
