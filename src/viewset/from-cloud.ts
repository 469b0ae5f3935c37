import type { SplatCloud } from '../splat/cloud';
import { principalAxes } from '../splat/render/principal-axes';
import { INSET } from './to-splats';
import { AXES, CHANNEL, CHANNELS, VIEW_AXES, type Viewset, viewsetSize } from './viewset';

/** Pixels along a side: what the network makes has no more detail, and a mesh of it the right size. */
const RESOLUTION = 64;
/** Variance in px² that is added to each footprint, so that no splat slips between pixel centres. */
const LOW_PASS = 0.25;
/** A footprint is drawn out to this many standard deviations. */
const EXTENT = 2.5;
/** A ray hits where this much of it has been stopped. */
const HIT = 0.5;

/**
 * The six views of a cloud, by drawing it along the axes without perspective: the way back of `viewsetToCloud`, for
 * objects whose viewset is not known. A surface lies where half of a ray is stopped.
 */
export function cloudToViewset(cloud: SplatCloud, resolution = RESOLUTION): Viewset {
  const values = new Float32Array(viewsetSize(resolution));
  const size = resolution * resolution;
  for (let axis = 0; axis < AXES; axis++) {
    const order = Uint32Array.from({ length: cloud.count }, (_, i) => i).sort(
      (a, b) => cloud.positions[3 * b + axis]! - cloud.positions[3 * a + axis]!,
    );
    const near = draw(cloud, order, axis, resolution);
    const far = draw(cloud, order.reverse(), axis, resolution);
    // Splats lie a little below the surface that they stand for.
    const lift = INSET / resolution;
    for (let i = 0; i < size; i++) {
      const at = (axis * size + i) * CHANNELS;
      const isHit = near.stopped[i]! >= HIT;
      values[at + CHANNEL.alpha] = isHit ? 1 : 0;
      values[at + CHANNEL.depthNear] = isHit ? near.depth[i]! + lift : 0;
      values[at + CHANNEL.depthFar] = isHit ? far.depth[i]! - lift : 0;
      for (let k = 0; k < 3; k++) {
        values[at + CHANNEL.rgbNear + k] = isHit ? near.color[3 * i + k]! / near.stopped[i]! : 0.5;
        values[at + CHANNEL.rgbFar + k] = isHit ? far.color[3 * i + k]! / far.stopped[i]! : 0.5;
      }
    }
  }
  return { resolution, values };
}

interface Drawing {
  /** Share of each ray that is stopped. */
  readonly stopped: Float32Array;
  /** Where it hits, weighed over the splats that stop its first half. */
  readonly depth: Float32Array;
  /** Times the share. */
  readonly color: Float32Array;
}

/** @param order of the splats along the ray */
function draw(cloud: SplatCloud, order: Uint32Array, axis: number, resolution: number): Drawing {
  const { u, v } = VIEW_AXES[axis]!;
  const size = resolution * resolution;
  const drawing = {
    stopped: new Float32Array(size),
    depth: new Float32Array(size),
    color: new Float32Array(3 * size),
  };
  for (const splat of order) {
    const x = (cloud.positions[3 * splat + u]! + 0.5) * resolution - 0.5;
    const y = (cloud.positions[3 * splat + v]! + 0.5) * resolution - 0.5;
    const { xx, xy, yy } = footprint(cloud, splat, u, v, resolution);
    const inverse = 1 / (xx * yy - xy * xy);
    const [reachX, reachY] = [EXTENT * Math.sqrt(xx), EXTENT * Math.sqrt(yy)];
    for (let row = Math.max(0, Math.ceil(y - reachY)); row <= Math.min(resolution - 1, y + reachY); row++) {
      for (
        let column = Math.max(0, Math.ceil(x - reachX));
        column <= Math.min(resolution - 1, x + reachX);
        column++
      ) {
        const [dx, dy] = [column - x, row - y];
        const power = (yy * dx * dx - 2 * xy * dx * dy + xx * dy * dy) * inverse;
        blend(
          drawing,
          row * resolution + column,
          cloud,
          splat,
          axis,
          cloud.opacities[splat]! * Math.exp(-0.5 * power),
        );
      }
    }
  }
  return drawing;
}

function blend(
  { stopped, depth, color }: Drawing,
  pixel: number,
  cloud: SplatCloud,
  splat: number,
  axis: number,
  alpha: number,
): void {
  const before = stopped[pixel]!;
  const weight = (1 - before) * alpha;
  if (before < HIT) {
    const counted = Math.min(weight, HIT - before);
    depth[pixel] = depth[pixel]! + (counted / HIT) * cloud.positions[3 * splat + axis]!;
  }
  for (let k = 0; k < 3; k++)
    color[3 * pixel + k] = color[3 * pixel + k]! + weight * cloud.colors[3 * splat + k]!;
  stopped[pixel] = before + weight;
}

/** Overwritten for each splat. */
const AXES_OF_SPLAT = new Float64Array(9);

/** The covariance of a splat seen along an axis, px². */
function footprint(cloud: SplatCloud, splat: number, u: number, v: number, resolution: number) {
  principalAxes(cloud, splat, AXES_OF_SPLAT);
  const product = (a: number, b: number) =>
    [0, 3, 6].reduce((sum, k) => sum + AXES_OF_SPLAT[k + a]! * AXES_OF_SPLAT[k + b]!, 0) * resolution ** 2;
  return { xx: product(u, u) + LOW_PASS, xy: product(u, v), yy: product(v, v) + LOW_PASS };
}
