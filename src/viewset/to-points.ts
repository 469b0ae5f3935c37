import { clamp } from '../base/scalar';
import { allocateCloud, type SplatCloud } from '../splat/cloud';
import { maxHits } from './to-splats';
import { AXES, CHANNEL, CHANNELS, VIEW_AXES, type Viewset } from './viewset';

/** Standard deviation of a point, pixels: neighbours touch, and noise stays grainy. */
const RADIUS = 0.4;
/** Points fainter than this are left out. */
const OPACITY_MIN = 0.1;

/**
 * A viewset as it is, each hit of each pixel a small ball: what a network sees, where `viewsetToCloud` shows what
 * object is meant. Of a viewset full of noise that would leave next to nothing, for its views contradict each other.
 * Values are clamped to their natural ranges.
 */
export function viewsetToPoints({ resolution, values }: Viewset): SplatCloud {
  const cloud = allocateCloud(maxHits(resolution));
  const size = resolution * resolution;
  let count = 0;
  for (let axis = 0; axis < AXES; axis++) {
    const { u, v } = VIEW_AXES[axis]!;
    for (let i = 0; i < size; i++) {
      const at = (axis * size + i) * CHANNELS;
      const opacity = clamp(values[at + CHANNEL.alpha]!, 0, 1);
      if (opacity < OPACITY_MIN) continue;
      for (const [depth, rgb] of [
        [CHANNEL.depthNear, CHANNEL.rgbNear],
        [CHANNEL.depthFar, CHANNEL.rgbFar],
      ] as const) {
        cloud.positions[3 * count + axis] = clamp(values[at + depth]!, -0.5, 0.5);
        cloud.positions[3 * count + u] = ((i % resolution) + 0.5) / resolution - 0.5;
        cloud.positions[3 * count + v] = (Math.floor(i / resolution) + 0.5) / resolution - 0.5;
        for (let k = 0; k < 3; k++) cloud.colors[3 * count + k] = clamp(values[at + rgb + k]!, 0, 1);
        cloud.opacities[count] = opacity;
        cloud.rotations[4 * count] = 1;
        cloud.scales.fill(RADIUS / resolution, 3 * count, 3 * count + 3);
        count++;
      }
    }
  }
  return {
    count,
    positions: cloud.positions.slice(0, 3 * count),
    scales: cloud.scales.slice(0, 3 * count),
    rotations: cloud.rotations.slice(0, 4 * count),
    colors: cloud.colors.slice(0, 3 * count),
    opacities: cloud.opacities.slice(0, count),
  };
}
