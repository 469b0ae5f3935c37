import type { SplatCloud } from '../cloud';
import type { Camera } from './camera';
import { principalAxes } from './principal-axes';

/**
 * The direction in which each splat faces, as a colour: a splat lies flat on the surface it stands for, so that its
 * shortest axis is the normal, turned to the side that the camera is on.
 *
 * @returns [n, 3] the unit normal n in the camera's frame as (n + 1) / 2: red to the right, green up, blue towards the
 *   camera
 */
export function normalColors(cloud: SplatCloud, { position, right, down, forward }: Camera): Float32Array {
  const colors = new Float32Array(3 * cloud.count);
  const axes = new Float64Array(9);
  for (let i = 0; i < cloud.count; i++) {
    principalAxes(cloud, i, axes);
    const at = 3 * shortestOf(cloud.scales, 3 * i);
    const [x, y, z] = [axes[at]!, axes[at + 1]!, axes[at + 2]!];
    const towards =
      x * (position[0] - cloud.positions[3 * i]!) +
      y * (position[1] - cloud.positions[3 * i + 1]!) +
      z * (position[2] - cloud.positions[3 * i + 2]!);
    const half = (towards < 0 ? -0.5 : 0.5) / Math.hypot(x, y, z);
    colors[3 * i] = 0.5 + half * (x * right[0] + y * right[1] + z * right[2]);
    colors[3 * i + 1] = 0.5 - half * (x * down[0] + y * down[1] + z * down[2]);
    colors[3 * i + 2] = 0.5 - half * (x * forward[0] + y * forward[1] + z * forward[2]);
  }
  return colors;
}

function shortestOf(scales: Float32Array, at: number): 0 | 1 | 2 {
  const [a, b, c] = [scales[at]!, scales[at + 1]!, scales[at + 2]!];
  if (c <= a && c <= b) return 2;
  return b <= a ? 1 : 0;
}
