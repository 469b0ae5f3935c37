import { clamp, smoothstep } from '../base/scalar';
import { neighboursOf } from '../mesh/bilateral';
import { type Mesh, normalsOf } from '../mesh/mesh';
import { AXES, CHANNEL, CHANNELS, VIEW_AXES, type Viewset } from './viewset';

/** A view shows a point whose depth it has to within this, and does not from the second distance on; pixels. */
const SEEN_NEAR = 1;
const SEEN_FAR = 2.5;
/** The view that faces a point best counts most: its cosine to this power. */
const SHARPNESS = 6;
/** Less than this of a view's weight is not seen at all. */
const SEEN_MIN = 1e-3;

/**
 * Colours for the corners of a surface from the views that face them and have them at the right depth, the best one
 * counting most. What no view shows takes the colours around it.
 *
 * @returns [n, 3] sRGB in [0, 1]
 */
export function paint(surface: Pick<Mesh, 'positions' | 'triangles'>, viewset: Viewset): Float32Array {
  const { positions } = surface;
  const count = positions.length / 3;
  const normals = normalsOf(surface);
  const colors = new Float32Array(3 * count);
  const isPainted = new Uint8Array(count);
  for (let corner = 0; corner < count; corner++) {
    const seen = [0, 0, 0, 0];
    for (let axis = 0; axis < AXES; axis++) {
      const facing = normals[3 * corner + axis]!;
      const point = positions.subarray(3 * corner, 3 * corner + 3);
      look(viewset, axis, facing > 0, point, Math.abs(facing) ** SHARPNESS, seen);
    }
    const [red, green, blue, weight] = seen as [number, number, number, number];
    if (weight < SEEN_MIN) continue;
    colors.set([red / weight, green / weight, blue / weight], 3 * corner);
    isPainted[corner] = 1;
  }
  spread(colors, isPainted, surface);
  return colors;
}

/** Adds what a view shows at a point to a sum of red, green, blue and weight, pixel by pixel around it. */
function look(
  { resolution, values }: Viewset,
  axis: number,
  isNear: boolean,
  point: Float32Array,
  facing: number,
  seen: number[],
): void {
  const { u, v } = VIEW_AXES[axis]!;
  const last = resolution - 1;
  const x = (point[u]! + 0.5) * resolution - 0.5;
  const y = (point[v]! + 0.5) * resolution - 0.5;
  const depth = isNear ? CHANNEL.depthNear : CHANNEL.depthFar;
  const rgb = isNear ? CHANNEL.rgbNear : CHANNEL.rgbFar;
  for (const row of [Math.floor(y), Math.floor(y) + 1]) {
    for (const column of [Math.floor(x), Math.floor(x) + 1]) {
      if (row < 0 || column < 0 || row > last || column > last) continue;
      const at = ((axis * resolution + row) * resolution + column) * CHANNELS;
      const distance = Math.abs(values[at + depth]! - point[axis]!) * resolution;
      const weight =
        facing *
        (1 - Math.abs(x - column)) *
        (1 - Math.abs(y - row)) *
        smoothstep(0.3, 0.7, values[at + CHANNEL.alpha]!) *
        (1 - smoothstep(SEEN_NEAR, SEEN_FAR, distance));
      for (let k = 0; k < 3; k++) seen[k] = seen[k]! + weight * clamp(values[at + rgb + k]!, 0, 1);
      seen[3] = seen[3]! + weight;
    }
  }
}

/** Lets colours flow along edges, ring by ring, to where there is none; what nothing reaches becomes grey. */
function spread(
  colors: Float32Array,
  isPainted: Uint8Array,
  surface: Pick<Mesh, 'positions' | 'triangles'>,
): void {
  let bare = Array.from(isPainted.keys()).filter((corner) => !isPainted[corner]);
  if (bare.length === 0) return;
  const neighbours = neighboursOf(surface);
  while (bare.length > 0) {
    const reached = bare.flatMap((corner) => {
      const around = [...neighbours[corner]!].filter((other) => isPainted[other]);
      if (around.length === 0) return [];
      const mean = [0, 1, 2].map(
        (k) => around.reduce((sum, other) => sum + colors[3 * other + k]!, 0) / around.length,
      );
      return [{ corner, mean }];
    });
    if (reached.length === 0) {
      for (const corner of bare) colors.fill(0.5, 3 * corner, 3 * corner + 3);
      return;
    }
    for (const { corner, mean } of reached) {
      colors.set(mean, 3 * corner);
      isPainted[corner] = 1;
    }
    bare = bare.filter((corner) => !isPainted[corner]);
  }
}
