import { AT, FOOTPRINT, PULL, PULL_AT, project, unproject } from './projection';
import {
  ALPHA_MAX,
  ALPHA_MIN,
  depthOrder,
  type Numbers,
  PIXEL,
  type RasterSplats,
  type RasterView,
  type SplatGradients,
  TRANSMITTANCE_MIN,
} from './splats';

/** A picture, and the way back from it. */
export interface Drawing {
  /** [size, size, PIXEL] */
  readonly picture: Float64Array;
  /** From the gradient at the picture to that at the splats. */
  readonly pull: (gradient: Numbers) => SplatGradients;
}

/**
 * Draws splats in plain arrays, and differentiates: the footprints are composited front to back (Kerbl et al., "3D
 * Gaussian Splatting", 2023). What the WGSL programs are measured against, and what runs without WebGPU.
 */
export function drawPlain(splats: RasterSplats, view: RasterView): Drawing {
  const footprints = project(splats, view);
  const order = depthOrder(splats, view);
  const { size } = view;
  const picture = new Float64Array(size * size * PIXEL);
  const shines = new Float64Array(size * size).fill(1);
  const { colors } = splats;
  for (const splat of order) {
    const depth = footprints[splat * FOOTPRINT + AT.depth]!;
    const p = 3 * splat;
    eachPixel(footprints, splat, size, (pixel, alpha) => {
      const weight = shines[pixel]! * alpha;
      if (shines[pixel]! < TRANSMITTANCE_MIN) return;
      const to = PIXEL * pixel;
      picture[to] = picture[to]! + weight * colors[p]!;
      picture[to + 1] = picture[to + 1]! + weight * colors[p + 1]!;
      picture[to + 2] = picture[to + 2]! + weight * colors[p + 2]!;
      picture[to + 3] = picture[to + 3]! + weight;
      picture[to + 4] = picture[to + 4]! + weight * depth;
      shines[pixel] = shines[pixel]! * (1 - alpha);
    });
  }
  const pull = (gradient: Numbers) =>
    unproject(splats, view, pullFootprints(splats, footprints, order, size, picture, gradient));
  return { picture, pull };
}

/**
 * To the footprints, [N, PULL], again from front to back. What lies behind a splat adds to a pixel what is left of the
 * whole after all that came until then, so that no list has to be walked backwards: of value and gradient only their
 * product counts.
 */
function pullFootprints(
  { count, colors }: RasterSplats,
  footprints: Float64Array,
  order: Uint32Array,
  size: number,
  picture: Float64Array,
  gradient: Numbers,
): Float64Array {
  const out = new Float64Array(count * PULL);
  const shines = new Float64Array(size * size).fill(1);
  const behind = new Float64Array(size * size);
  for (let i = 0; i < picture.length; i++) {
    const pixel = Math.floor(i / PIXEL);
    behind[pixel] = behind[pixel]! + picture[i]! * gradient[i]!;
  }
  for (const splat of order) {
    const f = splat * FOOTPRINT;
    const [a, b, c] = [
      footprints[f + AT.conic]!,
      footprints[f + AT.conic + 1]!,
      footprints[f + AT.conic + 2]!,
    ];
    const depth = footprints[f + AT.depth]!;
    const [red, green, blue] = [colors[3 * splat]!, colors[3 * splat + 1]!, colors[3 * splat + 2]!];
    const sum = new Float64Array(PULL);
    eachPixel(footprints, splat, size, (pixel, alpha, dx, dy) => {
      const before = shines[pixel]!;
      if (before < TRANSMITTANCE_MIN) return;
      const from = PIXEL * pixel;
      const weight = before * alpha;
      const value =
        gradient[from]! * red +
        gradient[from + 1]! * green +
        gradient[from + 2]! * blue +
        gradient[from + 3]! +
        gradient[from + 4]! * depth;
      behind[pixel] = behind[pixel]! - weight * value;
      shines[pixel] = before * (1 - alpha);
      sum[PULL_AT.color] = sum[PULL_AT.color]! + weight * gradient[from]!;
      sum[PULL_AT.color + 1] = sum[PULL_AT.color + 1]! + weight * gradient[from + 1]!;
      sum[PULL_AT.color + 2] = sum[PULL_AT.color + 2]! + weight * gradient[from + 2]!;
      sum[PULL_AT.depth] = sum[PULL_AT.depth]! + weight * gradient[from + 4]!;
      if (alpha === ALPHA_MAX) return;
      // To the logarithm of alpha.
      const h = alpha * (before * value - behind[pixel]! / (1 - alpha));
      sum[PULL_AT.x] = sum[PULL_AT.x]! + h * (a * dx + b * dy);
      sum[PULL_AT.y] = sum[PULL_AT.y]! + h * (b * dx + c * dy);
      sum[PULL_AT.conic] = sum[PULL_AT.conic]! - 0.5 * h * dx * dx;
      sum[PULL_AT.conic + 1] = sum[PULL_AT.conic + 1]! - h * dx * dy;
      sum[PULL_AT.conic + 2] = sum[PULL_AT.conic + 2]! - 0.5 * h * dy * dy;
      sum[PULL_AT.opacity] = sum[PULL_AT.opacity]! + h / footprints[f + AT.opacity]!;
    });
    out.set(sum, splat * PULL);
  }
  return out;
}

/** Calls `visit` for each pixel that a footprint shows in, with its alpha there and the way from its centre. */
function eachPixel(
  footprints: Float64Array,
  splat: number,
  size: number,
  visit: (pixel: number, alpha: number, dx: number, dy: number) => void,
): void {
  const f = splat * FOOTPRINT;
  const reach = footprints[f + AT.reach]!;
  if (reach < 0) return;
  const [x, y] = [footprints[f + AT.x]!, footprints[f + AT.y]!];
  const [a, b, c] = [footprints[f + AT.conic]!, footprints[f + AT.conic + 1]!, footprints[f + AT.conic + 2]!];
  const opacity = footprints[f + AT.opacity]!;
  const bottom = Math.min(size - 1, Math.floor(y + reach));
  const right = Math.min(size - 1, Math.floor(x + reach));
  for (let row = Math.max(0, Math.ceil(y - reach)); row <= bottom; row++) {
    const dy = row - y;
    for (let column = Math.max(0, Math.ceil(x - reach)); column <= right; column++) {
      const dx = column - x;
      const alpha = opacity * Math.exp(-0.5 * (a * dx * dx + 2 * b * dx * dy + c * dy * dy));
      if (alpha >= ALPHA_MIN) visit(row * size + column, Math.min(alpha, ALPHA_MAX), dx, dy);
    }
  }
}
