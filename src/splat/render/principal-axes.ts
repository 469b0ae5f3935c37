import type { SplatCloud } from '../cloud';

/**
 * The three axes of a splat in object space, each as long as its standard deviation: [3, 3], one axis after the other.
 *
 * @param out overwritten
 */
export function principalAxes({ rotations, scales }: SplatCloud, index: number, out: Float64Array): void {
  const w = rotations[4 * index]!;
  const x = rotations[4 * index + 1]!;
  const y = rotations[4 * index + 2]!;
  const z = rotations[4 * index + 3]!;
  const a = scales[3 * index]!;
  const b = scales[3 * index + 1]!;
  const c = scales[3 * index + 2]!;
  out[0] = a * (1 - 2 * (y * y + z * z));
  out[1] = a * 2 * (x * y + w * z);
  out[2] = a * 2 * (x * z - w * y);
  out[3] = b * 2 * (x * y - w * z);
  out[4] = b * (1 - 2 * (x * x + z * z));
  out[5] = b * 2 * (y * z + w * x);
  out[6] = c * 2 * (x * z + w * y);
  out[7] = c * 2 * (y * z - w * x);
  out[8] = c * (1 - 2 * (x * x + y * y));
}
