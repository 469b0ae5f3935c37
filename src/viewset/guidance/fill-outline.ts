import { drawSplats } from '../../kernels/splat-raster/op';
import { PIXEL } from '../../kernels/splat-raster/splats';
import { viewsetToCloud } from '../to-splats';
import { AXES, CHANNEL, CHANNELS, VIEW_AXES, type Viewset } from '../viewset';
import type { Target } from './target';

/** From this alpha on a pixel is covered. */
const SOLID = 0.5;
/** How far from what is covered the object may grow in one go, pixels of the target. */
const REACH = 4;
/** Half the thickness of what is new, pixels of the viewset. */
const HALF = 0.5;
/** Places nearer than this to the cube's faces are left empty. */
const MARGIN = 0.01;

/**
 * Lets an object grow to where a target shows it and its rendering does not, a few pixels from its edge: at the depth
 * of the nearest pixel that is covered, in all three pairs of views, or else they would not agree and it would be
 * deleted again. What no view holds, no gradient of the rendering can bring about.
 *
 * @param viewset changed in place
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
  for (let ring = 0; ring < REACH; ring++) {
    const next: number[] = [];
    for (const pixel of edge) {
      for (const beside of neighbours(pixel, size)) {
        if (!Number.isNaN(depth[beside]!) || target.pixels[4 * beside + 3]! < SOLID) continue;
        depth[beside] = depth[pixel]!;
        next.push(beside);
        fill(viewset, placeOf(target.view, beside, depth[beside]!), colorOf(target, beside), strength);
      }
    }
    edge = next;
  }
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

/** Where something in this pixel, so far along the camera's axis, is in object space. */
function placeOf(
  { size, column, row, focal, distance, right, down, back }: Target['view'],
  pixel: number,
  depth: number,
) {
  const x = (((pixel % size) - column) * depth) / focal;
  const y = ((Math.floor(pixel / size) - row) * depth) / focal;
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
    const near = place[axis]! + HALF / resolution;
    const far = place[axis]! - HALF / resolution;
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
