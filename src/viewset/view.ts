import { clamp } from '../base/scalar';
import { AXES, CHANNEL, CHANNELS, type Viewset } from './viewset';

/**
 * The pair of views along one axis as planes of [R rows, R columns], kept to natural ranges, with what the
 * visual hull needs.
 */
export interface View {
  readonly alpha: Float32Array;
  /** Depth of the near and of the far hits. */
  readonly depth: readonly [Float32Array, Float32Array];
  /** Largest alpha within a pixel's 3 x 3 neighbourhood. */
  readonly hullAlpha: Float32Array;
  /** Largest near depth inside the silhouette of that neighbourhood; -1, below any depth, where there is none. */
  readonly hullNear: Float32Array;
  /** Smallest far depth likewise; 1, above any depth, where there is none. */
  readonly hullFar: Float32Array;
}

/** Alpha above which a pixel's depth takes part in the hull. */
export const HULL_ALPHA = 0.3;

export function viewsOf({ resolution, values }: Viewset): View[] {
  const size = resolution * resolution;
  return Array.from({ length: AXES }, (_, axis) => {
    const alpha = new Float32Array(size);
    const near = new Float32Array(size);
    const far = new Float32Array(size);
    const hullNear = new Float32Array(size);
    const negatedHullFar = new Float32Array(size);
    for (let i = 0, at = axis * size * CHANNELS; i < size; i++, at += CHANNELS) {
      const a = clamp(values[at + CHANNEL.alpha]!, 0, 1);
      const n = clamp(values[at + CHANNEL.depthNear]!, -0.5, 0.5);
      const f = clamp(values[at + CHANNEL.depthFar]!, -0.5, 0.5);
      alpha[i] = a;
      near[i] = n;
      far[i] = f;
      hullNear[i] = a > HULL_ALPHA ? n : -1;
      negatedHullFar[i] = a > HULL_ALPHA ? -f : -1;
    }
    const hullFar = dilate(negatedHullFar, resolution);
    for (let i = 0; i < size; i++) hullFar[i] = -hullFar[i]!;
    return {
      alpha,
      depth: [near, far],
      hullAlpha: dilate(alpha.slice(), resolution),
      hullNear: dilate(hullNear, resolution),
      hullFar,
    };
  });
}

/** Replaces a plane of [R, R] by the largest value in each 3 x 3 neighbourhood; rows first, then columns. */
function dilate(plane: Float32Array, resolution: number): Float32Array {
  for (const [step, line] of [
    [1, resolution],
    [resolution, 1],
  ] as const) {
    for (let k = 0; k < resolution; k++) {
      const start = k * line;
      let before = plane[start]!;
      let here = before;
      for (let i = 0; i < resolution; i++) {
        const at = start + i * step;
        const after = i + 1 < resolution ? plane[at + step]! : here;
        plane[at] = Math.max(before, here, after);
        before = here;
        here = after;
      }
    }
  }
  return plane;
}
