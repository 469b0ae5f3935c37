import { writeQuaternion } from '../base/rotation';
import { clamp, smoothstep } from '../base/scalar';
import { allocateCloud, CLOUD_LAYOUT, type SplatCloud } from '../splat/cloud';
import { carve } from './carve';
import { settled, shownBetter } from './facing';
import { insideHull, solidity } from './hull';
import { withoutJumps } from './slope';
import { viewsOf } from './view';
import { AXES, CHANNEL, CHANNELS, VIEW_AXES, type Viewset } from './viewset';
import { wallsOf } from './walls';

// Lengths in pixels of the viewset unless they say otherwise.

/** Standard deviation of a splat along its surface: neighbours must close the gap without blurring colours. */
const FOOTPRINT = 0.6;
/** A splat at an edge is smaller by this share, so that silhouettes do not swell. */
const EDGE_SHRINK = 0.35;
/** Depth differences to a neighbour from which on there starts to be, and certainly is, an edge between. */
const EDGE_STARTS = 2;
const EDGE_ENDS = 4;
/** A disc is stretched at most this much: on a steep surface that no other view shows, gaps are better than spikes. */
const STRETCH_MAX = 2;
/** Standard deviation across the surface. */
const THICKNESS = 0.12;
/**
 * How far below the surface a splat's centre lies: seen edge-on, many splats add up, and what they cover would reach
 * beyond the silhouette (measured: docs/results/filter.md).
 */
export const INSET = 0.4;
/** A splat is opaque at most this much: a cloud of wholly opaque discs flickers where they overlap. */
const OPACITY_MAX = 0.98;
/** Splats fainter than this are left out. */
const OPACITY_MIN = 0.015;
/** A wall is there where it is this opaque: what is being made has none until it is solid. */
const WALL_MIN = 0.9;

/** Most hits that a viewset of this resolution can have: a near and a far one for each pixel. */
export function maxHits(resolution: number): number {
  return 2 * AXES * resolution * resolution;
}

/**
 * Turns a viewset into Gaussians, one for each pixel and hit that survives:
 *
 * 1. A pixel gives a point at its depth_near and one at its depth_far, moved inwards to where the other axes agree
 *    that the object begins (`carve`), and evened out (`settled`).
 * 2. A point fades where the other two axes say that it is outside the object (a soft visual hull): floaters at
 *    silhouettes vanish, and half-denoised states look like mist.
 * 3. A point fades where another axis faces its surface better and shows it as well (`shownBetter`), so that density
 *    is even and colours are those of the view that looks straight at a place. Which one does is decided by what both
 *    see there, so that never both fade and leave a hole. A surface that only one axis shows is kept however steep it
 *    is.
 * 4. Its Gaussian is the image of a round pixel kernel on the tangent plane (Zwicker et al., "EWA Splatting",
 *    2002): a disc, stretched along the steepest descent, a little below the surface.
 *
 * And a solid that no view shows from some side gets a wall there (`wallsOf`), where there would be a hole.
 *
 * Values outside their natural ranges are clamped. Splats come in the order axis, near before far, row, column; walls
 * last.
 */
export function viewsetToCloud(viewset: Viewset): SplatCloud {
  const { resolution } = viewset;
  const predicted = viewsOf(viewset);
  const views = carve(predicted, resolution).map((carved, axis) =>
    settled(carved, predicted[axis]!, resolution),
  );
  const walls = wallsOf(views, resolution, WALL_MIN / OPACITY_MAX);
  const cloud = allocateCloud(maxHits(resolution) + walls.length);
  const pixel = 1 / resolution;
  const point = new Float64Array(3);
  const normal = new Float64Array(3);
  const tangent = new Float64Array(3);
  let count = 0;

  for (let axis = 0; axis < AXES; axis++) {
    const { u: uAxis, v: vAxis } = VIEW_AXES[axis]!;
    const { alpha, depth, surfaces } = views[axis]!;
    const uView = views[uAxis]!;
    const vView = views[vAxis]!;

    for (let side = 0; side < 2; side++) {
      const surface = depth[side]!;
      const slopes = surfaces[side]!;
      const facing = side === 0 ? 1 : -1;

      for (let row = 0; row < resolution; row++) {
        for (let column = 0; column < resolution; column++) {
          const at = row * resolution + column;
          let opacity = OPACITY_MAX * solidity(alpha[at]!);
          if (opacity < OPACITY_MIN) continue;

          const d = surface[at]!;
          point[axis] = d;
          point[uAxis] = (column + 0.5) * pixel - 0.5;
          point[vAxis] = (row + 0.5) * pixel - 0.5;

          opacity *= insideHull(uView, uAxis, point, resolution);
          if (opacity < OPACITY_MIN) continue;
          opacity *= insideHull(vView, vAxis, point, resolution);
          if (opacity < OPACITY_MIN) continue;

          opacity *= 1 - shownBetter(views, axis, side, at, uAxis, point, resolution);
          opacity *= 1 - shownBetter(views, axis, side, at, vAxis, point, resolution);
          if (opacity < OPACITY_MIN) continue;
          const uSlope = withoutJumps(slopes.u[at]!);
          const vSlope = withoutJumps(slopes.v[at]!);

          // The surface d(u, v) has the normal (-∂d/∂u, -∂d/∂v, 1) and climbs fastest along (∂d/∂u, ∂d/∂v).
          const steepness = Math.sqrt(uSlope * uSlope + vSlope * vSlope);
          const stretch = Math.sqrt(1 + steepness * steepness);
          normal[axis] = facing / stretch;
          normal[uAxis] = (-facing * uSlope) / stretch;
          normal[vAxis] = (-facing * vSlope) / stretch;
          const flat = steepness < 1e-6;
          tangent[axis] = flat ? 0 : steepness / stretch;
          tangent[uAxis] = flat ? 1 : uSlope / (steepness * stretch);
          tangent[vAxis] = flat ? 0 : vSlope / (steepness * stretch);

          writeFrame(cloud.rotations, count * CLOUD_LAYOUT.rotations, tangent, normal);
          // Half-way through at most, so that the two sides of a thin sheet do not change places.
          const half = Math.max(depth[0][at]! - depth[1][at]!, 0) / 2 / stretch;
          const inset = Math.min(INSET * pixel, half);
          const p = count * 3;
          for (let k = 0; k < 3; k++) {
            cloud.positions[p + k] = point[k]! - inset * normal[k]!;
            cloud.colors[p + k] = colorOf(viewset, axis, at, side, k);
          }
          const footprint =
            FOOTPRINT * pixel * (1 - EDGE_SHRINK * edgeAt(surface, alpha, row, column, resolution));
          cloud.scales[p] = footprint * Math.min(stretch, STRETCH_MAX);
          cloud.scales[p + 1] = footprint;
          cloud.scales[p + 2] = THICKNESS * pixel;
          cloud.opacities[count] = opacity;
          count++;
        }
      }
    }
  }
  for (const { axis, at, side, faces, sign, position, solid } of walls) {
    normal.fill(0);
    tangent.fill(0);
    normal[faces] = sign;
    tangent[axis] = 1;
    writeFrame(cloud.rotations, count * CLOUD_LAYOUT.rotations, tangent, normal);
    const p = count * 3;
    for (let k = 0; k < 3; k++) {
      cloud.positions[p + k] = position[k]! - INSET * pixel * normal[k]!;
      cloud.colors[p + k] = colorOf(viewset, axis, at, side, k);
    }
    cloud.scales.set([FOOTPRINT * pixel, FOOTPRINT * pixel, THICKNESS * pixel], p);
    cloud.opacities[count] = OPACITY_MAX * solid;
    count++;
  }
  return {
    count,
    positions: cloud.positions.slice(0, count * CLOUD_LAYOUT.positions),
    scales: cloud.scales.slice(0, count * CLOUD_LAYOUT.scales),
    rotations: cloud.rotations.slice(0, count * CLOUD_LAYOUT.rotations),
    colors: cloud.colors.slice(0, count * CLOUD_LAYOUT.colors),
    opacities: cloud.opacities.slice(0, count),
  };
}

/** A hit's red, green or blue. */
function colorOf({ resolution, values }: Viewset, axis: number, at: number, side: number, k: number): number {
  const rgb = side === 0 ? CHANNEL.rgbNear : CHANNEL.rgbFar;
  return clamp(values[(axis * resolution * resolution + at) * CHANNELS + rgb + k]!, 0, 1);
}

/** How surely a pixel's surface ends towards one of its four neighbours, in [0, 1]. */
function edgeAt(
  surface: Float32Array,
  alpha: Float32Array,
  row: number,
  column: number,
  resolution: number,
): number {
  const at = row * resolution + column;
  const last = resolution - 1;
  if (row === 0 || column === 0 || row === last || column === last) return 1;
  const support = Math.min(
    supportOf(surface, alpha, at, at - 1, resolution),
    supportOf(surface, alpha, at, at + 1, resolution),
    supportOf(surface, alpha, at, at - resolution, resolution),
    supportOf(surface, alpha, at, at + resolution, resolution),
  );
  return 1 - support;
}

/** How surely a pixel's surface goes on at a neighbour, in [0, 1]. */
function supportOf(
  surface: Float32Array,
  alpha: Float32Array,
  at: number,
  neighbour: number,
  resolution: number,
): number {
  const jump = Math.abs(surface[neighbour]! - surface[at]!) * resolution;
  return Math.min(alpha[neighbour]! / alpha[at]!, 1) * (1 - smoothstep(EDGE_STARTS, EDGE_ENDS, jump));
}

/** The rotation that takes +X to a tangent and +Z to the normal, as a quaternion. */
function writeFrame(out: Float32Array, offset: number, tangent: Float64Array, normal: Float64Array): void {
  const [tx, ty, tz] = [tangent[0]!, tangent[1]!, tangent[2]!];
  const [nx, ny, nz] = [normal[0]!, normal[1]!, normal[2]!];
  const bx = ny * tz - nz * ty;
  const by = nz * tx - nx * tz;
  const bz = nx * ty - ny * tx;
  writeQuaternion(out, offset, tx, ty, tz, bx, by, bz, nx, ny, nz);
}
