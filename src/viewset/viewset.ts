/**
 * An object as six orthographic views, two along each axis: see docs/conventions.md, "Viewset".
 *
 * A pixel of axis a lies at row v and column u, both ascending; index i is the coordinate (i + 0.5) / R - 0.5.
 */
export interface Viewset {
  /** R, pixels along a side of each view. */
  readonly resolution: number;
  /** [3 axes, R rows, R columns, 9 channels], natural ranges. */
  readonly values: Float32Array;
}

export const AXES = 3;
export const CHANNELS = 9;

/** Index of the first value of each quantity within a pixel. */
export const CHANNEL = { alpha: 0, depthNear: 1, depthFar: 2, rgbNear: 3, rgbFar: 6 } as const;

/** Which coordinates (0 = x, 1 = y, 2 = z) the columns and rows of each axis's views run along. */
export const VIEW_AXES = [
  { u: 2, v: 1 },
  { u: 0, v: 2 },
  { u: 0, v: 1 },
] as const;

/** Number of values of a viewset. */
export function viewsetSize(resolution: number): number {
  return AXES * resolution * resolution * CHANNELS;
}

/** From natural ranges to what the network sees, every channel in [-1, 1]. */
export function encodeViewset({ values }: Viewset): Float32Array {
  return Float32Array.from(values, (value, i) => (isDepth(i) ? 2 * value : 2 * value - 1));
}

/**
 * From what the network predicts to natural ranges. Values that overshoot [-1, 1] overshoot here as well.
 *
 * @throws RangeError where `encoded` is not as long as a viewset of this resolution
 */
export function decodeViewset(encoded: Float32Array, resolution: number): Viewset {
  if (encoded.length !== viewsetSize(resolution)) {
    throw new RangeError(
      `a viewset of resolution ${resolution} has ${viewsetSize(resolution)} values, not ${encoded.length}`,
    );
  }
  const values = encoded.map((value, i) => (isDepth(i) ? value / 2 : (value + 1) / 2));
  return { resolution, values };
}

function isDepth(index: number): boolean {
  const channel = index % CHANNELS;
  return channel === CHANNEL.depthNear || channel === CHANNEL.depthFar;
}
