import { dispose, grads, mul, sum, type Tensor, tensor, tensor1d, tensor2d } from '@tensorflow/tfjs-core';
import { Random } from '../../base/random';
import { drawReference, type SplatTensors } from './reference';
import {
  depthOrder,
  type Numbers,
  PIXEL,
  type RasterSplats,
  type RasterView,
  type SplatGradients,
} from './splats';

/** Splats strewn in a ball, seeded. */
export function strewn(count: number, seed: number, scale = 0.06): RasterSplats {
  const random = new Random(seed);
  const normals = (n: number) => Float64Array.from(random.normals(n));
  const rotations = normals(4 * count);
  for (let i = 0; i < count; i++) {
    const q = rotations.subarray(4 * i, 4 * i + 4);
    const length = Math.hypot(...q);
    q.forEach((value, k) => {
      q[k] = value / length;
    });
  }
  const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
  return {
    count,
    positions: normals(3 * count).map((x) => 0.18 * x),
    scales: normals(3 * count).map((x) => scale * Math.exp(0.4 * x)),
    rotations,
    colors: normals(3 * count).map(sigmoid),
    opacities: normals(count).map((x) => 0.95 * sigmoid(x)),
  };
}

/** From the front right, a little above; the ball fills the picture. */
export function viewOf(size: number): RasterView {
  const [sa, ca, se, ce] = [Math.sin(0.6), Math.cos(0.6), Math.sin(0.3), Math.cos(0.3)];
  return {
    right: [ca, 0, -sa],
    down: [se * sa, -ce, se * ca],
    back: [ce * sa, se, ce * ca],
    distance: 2,
    focal: 1.8 * size,
    column: 0.48 * size,
    row: 0.53 * size,
    size,
  };
}

/** The same splats as tensors, nearest first, for the reference; the caller's to dispose. */
export function asTensors(splats: RasterSplats, view: RasterView): SplatTensors {
  const order = [...depthOrder(splats, view)];
  const rows = (values: Numbers, width: number) =>
    order.flatMap((i) => [...values.subarray(width * i, width * (i + 1))]);
  const axes = order.flatMap((i) => {
    const q = splats.rotations.subarray(4 * i, 4 * i + 4);
    return [0, 1, 2].flatMap((k) => rotated(q, k));
  });
  const { count } = splats;
  return {
    positions: tensor2d(rows(splats.positions, 3), [count, 3]),
    scales: tensor2d(rows(splats.scales, 3), [count, 3]),
    axes: tensor2d(axes, [3 * count, 3]),
    colors: tensor2d(rows(splats.colors, 3), [count, 3]),
    opacities: tensor1d(rows(splats.opacities, 1)),
  };
}

/** Where a rotation takes the unit vector k: q e q*, as v + 2 w (r x v) + 2 r x (r x v). */
function rotated(q: Numbers, k: number): number[] {
  const [w, ...r] = q as unknown as [number, number, number, number];
  const cross = (a: readonly number[], b: readonly number[]) =>
    [0, 1, 2].map((i) => a[(i + 1) % 3]! * b[(i + 2) % 3]! - a[(i + 2) % 3]! * b[(i + 1) % 3]!);
  const unit = [0, 1, 2].map((i) => (i === k ? 1 : 0));
  const once = cross(r, unit);
  const twice = cross(r, once);
  return unit.map((value, i) => value + 2 * w * once[i]! + 2 * twice[i]!);
}

const FIELDS = ['positions', 'scales', 'colors', 'opacities'] as const;

/**
 * Gradients of the product of the reference's picture with `weights`, by tf.grad: to positions, scales, colours and
 * opacities, nearest first. tfjs must have its gradients registered.
 *
 * @param weights [size, size, PIXEL]
 */
export function gradientsOf(tensors: SplatTensors, view: RasterView, weights: Tensor): Tensor[] {
  const gradients = grads((...values: Tensor[]) => {
    const fields = Object.fromEntries(FIELDS.map((field, i) => [field, values[i]]));
    return sum(mul(drawReference({ ...tensors, ...fields }, view), weights));
  });
  return gradients(FIELDS.map((field) => tensors[field]));
}

/** The same, read back in the splats' own order. */
export async function referenceGradients(
  splats: RasterSplats,
  view: RasterView,
  weights: Float32Array,
): Promise<SplatGradients> {
  const tensors = asTensors(splats, view);
  const order = depthOrder(splats, view);
  const given = tensor(weights, [view.size, view.size, PIXEL]);
  const found = gradientsOf(tensors, view, given);
  const entries = await Promise.all(
    FIELDS.map(async (field, i) => {
      const values = (await found[i]!.data()) as Float32Array;
      const width = values.length / order.length;
      const out = new Float32Array(values.length);
      order.forEach((splat, at) => {
        out.set(values.subarray(at * width, (at + 1) * width), splat * width);
      });
      return [field, out] as const;
    }),
  );
  dispose([given, ...found, ...Object.values(tensors)]);
  return Object.fromEntries(entries) as unknown as SplatGradients;
}
