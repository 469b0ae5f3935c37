/** What the rasteriser takes and gives, in plain arrays; float64 arrays serve tests that need its precision. */
export type Numbers = Float32Array | Float64Array;

/** N Gaussians, as in a SplatCloud. */
export interface RasterSplats {
  readonly count: number;
  /** [N, 3] */
  readonly positions: Numbers;
  /** [N, 3] standard deviations along each splat's own axes, above 0. */
  readonly scales: Numbers;
  /** [N, 4] unit quaternions w x y z; held, no gradient goes to them. */
  readonly rotations: Numbers;
  /** [N, 3] */
  readonly colors: Numbers;
  /** [N] in [0, 1] */
  readonly opacities: Numbers;
}

/** How much a scalar changes with each value of the splats. */
export type SplatGradients = Pick<RasterSplats, 'positions' | 'scales' | 'colors' | 'opacities'>;

/** A pinhole camera that looks at the origin, and its square picture. */
export interface RasterView {
  /** Unit vectors in object space: to the right and downwards in the picture, and from the origin to the camera. */
  readonly right: readonly [number, number, number];
  readonly down: readonly [number, number, number];
  readonly back: readonly [number, number, number];
  /** From the origin to the camera. */
  readonly distance: number;
  /** Pixels by which something moves in the picture for each unit of its tangent. */
  readonly focal: number;
  /** Where the origin appears; pixel i is centred at i. */
  readonly column: number;
  readonly row: number;
  /** Pixels along a side. */
  readonly size: number;
}

/** Values of a pixel: red, green, blue and depth, each weighed by alpha, with alpha before depth. */
export const PIXEL = 5;

/** Variance in px² that is added to each footprint, so that no splat slips between pixel centres. */
export const LOW_PASS = 0.3;
/** Contributions below this are invisible in 8 bits. */
export const ALPHA_MIN = 1 / 255;
/** No splat hides what is behind it wholly: the way back divides by what shines through. */
export const ALPHA_MAX = 0.99;
/** A pixel is finished once less than this shines through. */
export const TRANSMITTANCE_MIN = 1e-4;
/** Splats nearer to the camera than this are left out; object units. */
export const NEAR_PLANE = 0.05;

/**
 * The splats' indices from the nearest to the farthest along the camera's axis; of two at one depth the first comes
 * first.
 */
export function depthOrder({ count, positions }: RasterSplats, { back }: RasterView): Uint32Array {
  const nearness = Float64Array.from({ length: count }, (_, i) => {
    const at = 3 * i;
    return positions[at]! * back[0] + positions[at + 1]! * back[1] + positions[at + 2]! * back[2];
  });
  return Uint32Array.from({ length: count }, (_, i) => i).sort(
    (a, b) => nearness[b]! - nearness[a]! || a - b,
  );
}
