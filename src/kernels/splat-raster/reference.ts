import {
  add,
  concat,
  cumsum,
  div,
  exp,
  gather,
  log,
  matMul,
  minimum,
  mul,
  neg,
  onesLike,
  reshape,
  sqrt,
  square,
  step,
  sub,
  sum,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  type Tensor3D,
  tensor1d,
  tensor2d,
  tidy,
} from '@tensorflow/tfjs-core';
import {
  ALPHA_MAX,
  ALPHA_MIN,
  LOW_PASS,
  NEAR_PLANE,
  PIXEL,
  type RasterView,
  TRANSMITTANCE_MIN,
} from './splats';

/** Splats as tensors, nearest first. */
export interface SplatTensors {
  /** [N, 3] */
  readonly positions: Tensor2D;
  /** [N, 3] */
  readonly scales: Tensor2D;
  /** [3 N, 3] directions of each splat's three axes. */
  readonly axes: Tensor2D;
  /** [N, 3] */
  readonly colors: Tensor2D;
  /** [N] */
  readonly opacities: Tensor1D;
}

/**
 * The rasteriser composed of tfjs ops, which tf.grad differentiates: every splat at every pixel, [size², N]. For tests
 * and benchmarks of small scenes: 12 thousand splats at 64 x 64 pixels would be 200 MB for each of some thirty
 * intermediate tensors, on any backend.
 *
 * @returns [size, size, PIXEL], see drawPlain
 */
export function drawReference(splats: SplatTensors, view: RasterView): Tensor3D {
  return tidy(() => {
    const { size, focal } = view;
    const count = splats.positions.shape[0];
    const camera = tensor2d([view.right, view.down, view.back].flat(), [3, 3]);
    const place = matMul(splats.positions, camera, false, true) as Tensor2D;
    const depth = sub(view.distance, column(place, 2));
    const magnified = div(focal, depth);
    const [x, y] = [mul(column(place, 0), magnified), mul(column(place, 1), magnified)];

    // [N, 3]: how far each axis of a splat leads to the right, downwards and towards the camera, then its image.
    const led = matMul(splats.axes, camera, false, true) as Tensor2D;
    const [rightwards, downwards, closer] = [0, 1, 2].map((k) =>
      mul(reshape(column(led, k), [count, 3]), splats.scales),
    ) as [Tensor, Tensor, Tensor];
    const u = add(mul(rightwards, magnified), mul(closer, div(x, depth)));
    const v = add(mul(downwards, magnified), mul(closer, div(y, depth)));
    const [xx, xy, yy] = [sum(square(u), 1, true), sum(mul(u, v), 1, true), sum(square(v), 1, true)];
    const next = (t: Tensor) => gather(t, tensor1d([1, 2, 0], 'int32'), 1);
    const sharp = sum(square(sub(mul(u, next(v)), mul(v, next(u)))), 1, true);
    const blurred = add(add(sharp, mul(add(xx, yy), LOW_PASS)), LOW_PASS ** 2);
    const opacity = mul(reshape(splats.opacities, [count, 1]), sqrt(div(sharp, blurred)));

    // [size², N] from here on.
    const rows = (t: Tensor) => reshape(t, [1, count]);
    const index = Array.from({ length: size * size }, (_, i) => i);
    const dx = sub(
      tensor2d(
        index.map((i) => (i % size) - view.column),
        [size * size, 1],
      ),
      rows(x),
    );
    const dy = sub(
      tensor2d(
        index.map((i) => Math.floor(i / size) - view.row),
        [size * size, 1],
      ),
      rows(y),
    );
    const power = add(
      add(
        mul(square(dx), rows(div(add(yy, LOW_PASS), blurred))),
        mul(square(dy), rows(div(add(xx, LOW_PASS), blurred))),
      ),
      mul(mul(dx, dy), rows(mul(div(xy, blurred), -2))),
    );
    const faint = minimum(mul(rows(opacity), exp(mul(power, -0.5))), ALPHA_MAX);
    const shows = mul(step(sub(faint, ALPHA_MIN)), step(sub(rows(depth), NEAR_PLANE)));
    const alpha = mul(faint, shows);
    const shines = exp(cumsum(log(add(neg(alpha), 1)), 1, true));
    const weight = mul(mul(alpha, shines), step(sub(shines, TRANSMITTANCE_MIN)));
    const values = concat([splats.colors, onesLike(depth) as Tensor2D, depth as Tensor2D], 1);
    return reshape(matMul(weight as Tensor2D, values), [size, size, PIXEL]);
  });
}

/** Column k of [N, K], as [N, 1]. */
function column(t: Tensor2D, k: number): Tensor2D {
  return gather(t, tensor1d([k], 'int32'), 1);
}
