/** Reach of the filter, and the standard deviation of its kernel; pixels. */
const REACH = 2;
const DEVIATION = 1.2;
/** Differences of depth up to about this are noise; larger ones are shape, and stay. In pixels. */
const NOISE = 1.5;
/** Pixels fainter than this have no depth to go by. */
const ALPHA_MIN = 0.3;

const KERNEL: readonly { readonly dx: number; readonly dy: number; readonly weight: number }[] = Array.from(
  { length: (2 * REACH + 1) ** 2 },
  (_, i) => {
    const dx = (i % (2 * REACH + 1)) - REACH;
    const dy = Math.floor(i / (2 * REACH + 1)) - REACH;
    return { dx, dy, weight: Math.exp(-0.5 * ((dx * dx + dy * dy) / DEVIATION ** 2)) };
  },
);

/**
 * A depth map without the unevenness of a prediction, its edges kept: a bilateral filter (Tomasi and Manduchi, 1998)
 * in which a neighbour counts by its alpha and by how like its depth is. Planes stay what they are; a curved surface
 * of a real object moves by less than a tenth of a pixel.
 *
 * @param surface [R, R] depths in object units; alpha of the same pixels
 */
export function smoothed(surface: Float32Array, alpha: Float32Array, resolution: number): Float32Array {
  const result = surface.slice();
  for (let row = 0; row < resolution; row++) {
    for (let column = 0; column < resolution; column++) {
      const at = row * resolution + column;
      if (alpha[at]! <= ALPHA_MIN) continue;
      let sum = 0;
      let weights = 0;
      for (const { dx, dy, weight } of KERNEL) {
        const x = column + dx;
        const y = row + dy;
        if (x < 0 || y < 0 || x >= resolution || y >= resolution) continue;
        const other = y * resolution + x;
        if (alpha[other]! <= ALPHA_MIN) continue;
        const difference = ((surface[other]! - surface[at]!) * resolution) / NOISE;
        const likeness = (weight * alpha[other]!) / (1 + difference * difference) ** 2;
        sum += likeness * surface[other]!;
        weights += likeness;
      }
      result[at] = sum / weights;
    }
  }
  return result;
}
