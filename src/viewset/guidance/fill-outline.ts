import { drawSplats } from '../../kernels/splat-raster/op';
import { PIXEL } from '../../kernels/splat-raster/splats';
import { viewsetToCloud } from '../to-splats';
import { AXES, CHANNEL, CHANNELS, VIEW_AXES, type Viewset } from '../viewset';
import type { Target } from './target';

/** From this alpha on a pixel is covered. */
const SOLID = 0.5;
/** How far from what is covered the object may grow in one go, as a share of the target's side. */
const REACH = 1 / 16;
/** Half the thickness of what is new; the cube is 1 wide. */
const HALF = 1 / 128;
/** So many pixels to every side are averaged for the depth of what is new. */
const AROUND = 1;
/** Places nearer than this to the cube's faces are left empty. */
const MARGIN = 0.01;

/**
 * Lets an object grow to where a target shows it and its rendering does not, a few pixels from its edge: at the depth
 * of what is covered around, and the thicker the farther inside the outline. It grows in all three pairs of views, or
 * else they would not agree and it would be deleted again. What no view holds, no gradient of the rendering can bring
 * about.
 *
 * @param viewset changed in place
 * @param target as fine as the viewset, or what is new has gaps
 * @param strength in [0, 1]: the alpha of what is new
 */
export async function fillOutline(viewset: Viewset, target: Target, strength: number): Promise<void> {
  const picture = await drawSplats(viewsetToCloud(viewset), target.view, async (drawing) => drawing.picture);
  const { size } = target.view;
  const depth = new Float64Array(size * size).fill(Number.NaN);
  let edge: number[] = [];
  for (let pixel = 0; pixel < depth.length; pixel++) {
    const alpha = picture[PIXEL * pixel + 3]!;
    if (alpha < SOLID) continue;
    depth[pixel] = picture[PIXEL * pixel + 4]! / alpha;
    edge.push(pixel);
  }
  const inset = insets(target);
  const isWanted = (pixel: number) => target.pixels[4 * pixel + 3]! >= SOLID;
  for (let ring = 0; ring < REACH * size; ring++) {
    const next = new Map<number, number>();
    for (const pixel of edge) {
      for (const beside of neighbours(pixel, size)) {
        if (!Number.isNaN(depth[beside]!) || next.has(beside) || !isWanted(beside)) continue;
        next.set(beside, depthAround(depth, beside, size));
        // The first with the pixel that it grows from, or there would be a seam between them.
        if (ring === 0 && isWanted(pixel)) next.set(pixel, depth[pixel]!);
      }
    }
    for (const [pixel, near] of next) {
      depth[pixel] = near;
      const color = colorOf(target, pixel);
      const back = near + (inset[pixel]! * near) / target.view.focal;
      for (let at = near; at <= back; at += HALF) {
        for (const offset of QUARTERS) {
          fill(viewset, placeOf(target.view, pixel, offset, at), color, strength);
        }
      }
    }
    edge = [...next.keys()];
  }
}

/** How many pixels each lies inside the target's outline, to the sides and up and down. */
function insets({ view: { size }, pixels }: Target): Float64Array {
  const inset = new Float64Array(size * size).fill(Number.NaN);
  let ring: number[] = [];
  for (let pixel = 0; pixel < inset.length; pixel++) {
    const isRim = neighbours(pixel, size).length < 4;
    if (pixels[4 * pixel + 3]! >= SOLID && !isRim) continue;
    inset[pixel] = 0;
    ring.push(pixel);
  }
  for (let distance = 1; ring.length > 0; distance++) {
    const next: number[] = [];
    for (const pixel of ring) {
      for (const beside of neighbours(pixel, size)) {
        if (!Number.isNaN(inset[beside]!)) continue;
        inset[beside] = distance;
        next.push(beside);
      }
    }
    ring = next;
  }
  return inset;
}

/** The mean of what is known in the square around a pixel: one neighbour's own would leave steps. */
function depthAround(depth: Float64Array, pixel: number, size: number): number {
  const [column, row] = [pixel % size, Math.floor(pixel / size)];
  let [sum, count] = [0, 0];
  for (let y = Math.max(0, row - AROUND); y <= Math.min(size - 1, row + AROUND); y++) {
    for (let x = Math.max(0, column - AROUND); x <= Math.min(size - 1, column + AROUND); x++) {
      const value = depth[y * size + x]!;
      if (Number.isNaN(value)) continue;
      sum += value;
      count++;
    }
  }
  return sum / count;
}

function neighbours(pixel: number, size: number): number[] {
  const column = pixel % size;
  const found: number[] = [];
  if (column > 0) found.push(pixel - 1);
  if (column < size - 1) found.push(pixel + 1);
  if (pixel >= size) found.push(pixel - size);
  if (pixel < size * (size - 1)) found.push(pixel + size);
  return found;
}

type Triple = readonly [number, number, number];

/** The middles of a pixel's quarters: it may be wider than one of the viewset, and would leave a gap. */
const QUARTERS = [
  [-0.25, -0.25],
  [0.25, -0.25],
  [-0.25, 0.25],
  [0.25, 0.25],
] as const;

/** Where something so far from this pixel's middle, and along the camera's axis, is in object space. */
function placeOf(
  { size, column, row, focal, distance, right, down, back }: Target['view'],
  pixel: number,
  [dx, dy]: (typeof QUARTERS)[number],
  depth: number,
) {
  const x = (((pixel % size) + dx - column) * depth) / focal;
  const y = ((Math.floor(pixel / size) + dy - row) * depth) / focal;
  const z = distance - depth;
  return [0, 1, 2].map((k) => x * right[k]! + y * down[k]! + z * back[k]!) as unknown as Triple;
}

function colorOf({ pixels }: Target, pixel: number): Triple {
  const alpha = pixels[4 * pixel + 3]!;
  return [0, 1, 2].map((k) => pixels[4 * pixel + k]! / alpha) as unknown as Triple;
}

/** Puts a place inside the object, in the views along every axis. */
function fill({ resolution, values }: Viewset, place: Triple, color: Triple, strength: number): void {
  if (place.some((value) => Math.abs(value) > 0.5 - MARGIN)) return;
  const index = place.map((value) => Math.floor((value + 0.5) * resolution));
  for (let axis = 0; axis < AXES; axis++) {
    const { u, v } = VIEW_AXES[axis]!;
    const at = ((axis * resolution + index[v]!) * resolution + index[u]!) * CHANNELS;
    const isNew = values[at + CHANNEL.alpha]! < SOLID;
    const near = place[axis]! + HALF;
    const far = place[axis]! - HALF;
    const before = { near: values[at + CHANNEL.depthNear]!, far: values[at + CHANNEL.depthFar]! };
    values[at + CHANNEL.depthNear] = isNew ? near : Math.max(before.near, near);
    values[at + CHANNEL.depthFar] = isNew ? far : Math.min(before.far, far);
    if (!isNew) continue;
    values[at + CHANNEL.alpha] = Math.max(values[at + CHANNEL.alpha]!, strength);
    for (let k = 0; k < 3; k++) {
      values[at + CHANNEL.rgbNear + k] = color[k]!;
      values[at + CHANNEL.rgbFar + k] = color[k]!;
    }
  }
}
