import type { SplatCloud } from '../cloud';
import type { Camera } from './camera';
import { FOOTPRINT, FOOTPRINT_VALUES, footprintsOf } from './footprints';

/** What a camera sees of a cloud; rows run from the top. */
export interface Rendering {
  readonly width: number;
  readonly height: number;
  /** [height, width, 4] RGBA in [0, 1], colour multiplied by alpha. */
  readonly color: Float32Array;
  /** [height, width] distance along the camera's forward axis, averaged with the weights of alpha; 0 where alpha is 0. */
  readonly depth: Float32Array;
}

/** Contributions below this are invisible in 8 bits: a splat is drawn out to where it fades so far. */
const ALPHA_MIN = 1 / 255;
/** A pixel is finished once less than this shines through. */
const TRANSMITTANCE_MIN = 1e-3;

/**
 * Draws a cloud on the CPU: footprints.ts projects the Gaussians, which are composited front to back (Kerbl et al.,
 * 2023).
 */
export function renderCloud(cloud: SplatCloud, camera: Camera, width: number, height: number): Rendering {
  return prepareRendering(cloud, camera, width, height)(0, height);
}

/**
 * Projects and sorts once, for pictures that are too large to be held as floats in one piece.
 *
 * @returns draws `rows` rows of the picture from the row `top` on
 */
export function prepareRendering(
  cloud: SplatCloud,
  camera: Camera,
  width: number,
  height: number,
): (top: number, rows: number) => Rendering {
  const { count, indices, values } = footprintsOf(cloud, camera, width, height);
  return (top, rows) => {
    const color = new Float32Array(width * rows * 4);
    const depth = new Float32Array(width * rows);
    for (let i = 0; i < count; i++) {
      const at = FOOTPRINT_VALUES * i;
      const opacity = values[at + FOOTPRINT.opacity]!;
      // The squared number of standard deviations at which it has.
      const extent = 2 * Math.log(opacity / ALPHA_MIN);
      if (!(extent > 0)) continue;
      const y = values[at + FOOTPRINT.y]! - top;
      const reach = values[at + FOOTPRINT.reach]!;
      const first = Math.max(0, Math.ceil(y - 0.5 - Math.sqrt(extent) * reach));
      const last = Math.min(rows - 1, Math.floor(y - 0.5 + Math.sqrt(extent) * reach));
      if (first > last) continue;
      const x = values[at + FOOTPRINT.x]!;
      const a = values[at + FOOTPRINT.a]!;
      const b = values[at + FOOTPRINT.b]!;
      const z = values[at + FOOTPRINT.depth]!;
      const index = 3 * indices[i]!;
      const red = cloud.colors[index]!;
      const green = cloud.colors[index + 1]!;
      const blue = cloud.colors[index + 2]!;
      const bend = Math.exp(-a);

      for (let row = first; row <= last; row++) {
        const dy = row + 0.5 - y;
        // Along a row the exponent is a parabola about `middle`, with this much of the extent left to either side.
        const middle = x - (b / a) * dy;
        const rest = (dy / reach) ** 2;
        const half = Math.sqrt(Math.max(0, extent - rest) / a);
        const left = Math.max(0, Math.ceil(middle - 0.5 - half));
        const right = Math.min(width - 1, Math.floor(middle - 0.5 + half));
        if (left > right) continue;
        // From one pixel to the next a Gaussian changes by a factor which itself changes by a constant factor.
        const dx = left + 0.5 - middle;
        let alpha = opacity * Math.exp(-0.5 * (a * dx * dx + rest));
        let change = Math.exp(-a * (dx + 0.5));
        let pixel = row * width + left;
        for (let column = left; column <= right; column++) {
          const transmittance = 1 - color[4 * pixel + 3]!;
          if (transmittance >= TRANSMITTANCE_MIN) {
            const weight = transmittance * alpha;
            color[4 * pixel] = color[4 * pixel]! + weight * red;
            color[4 * pixel + 1] = color[4 * pixel + 1]! + weight * green;
            color[4 * pixel + 2] = color[4 * pixel + 2]! + weight * blue;
            color[4 * pixel + 3] = color[4 * pixel + 3]! + weight;
            depth[pixel] = depth[pixel]! + weight * z;
          }
          alpha *= change;
          change *= bend;
          pixel++;
        }
      }
    }
    for (let pixel = 0; pixel < depth.length; pixel++) {
      const alpha = color[4 * pixel + 3]!;
      if (alpha > 0) depth[pixel] = depth[pixel]! / alpha;
    }
    return { width, height: rows, color, depth };
  };
}
