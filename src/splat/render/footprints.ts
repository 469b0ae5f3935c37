import type { SplatCloud } from '../cloud';
import type { Camera, Crop } from './camera';
import { principalAxes } from './principal-axes';

/** The values of one footprint, in their order. */
export const FOOTPRINT = { x: 0, y: 1, a: 2, b: 3, c: 4, reach: 5, opacity: 6, depth: 7 } as const;
export const FOOTPRINT_VALUES = 8;

/** Splats as Gaussians in the picture, nearest first. */
export interface Footprints {
  readonly count: number;
  /** [count] which splat of the cloud it is. */
  readonly indices: Uint32Array;
  /**
   * [count, 8] centre x, y in pixels from the upper left corner; a, b, c of the inverse covariance
   * [[a, b], [b, c]], 1/px²; standard deviation along y, px; opacity at the centre; distance along the camera's axis.
   */
  readonly values: Float64Array;
}

/**
 * Variance in px² that is added to each footprint, so that no splat slips between pixel centres; its opacity is lowered
 * in return, so that small splats do not make an object thicker ("Mip-Splatting", Yu et al., 2024). The 3D view does
 * the same.
 */
const LOW_PASS = 0.3;
/** Splats nearer to the camera than this are left out. */
const NEAR_PLANE = 0.05;
const UNCROPPED: Crop = { centre: [0, 0], zoom: 1 };
/** Bits that are left beside a positive float32 in the 53 of a whole number: room for four million splats. */
const INDEX_RANGE = 2 ** 22;

/** Each Gaussian under the local affine approximation of "EWA Splatting" (Zwicker et al., 2002). */
export function footprintsOf(cloud: SplatCloud, camera: Camera, width: number, height: number): Footprints {
  const indices = frontToBack(cloud, camera);
  const values = new Float64Array(indices.length * FOOTPRINT_VALUES);
  const { centre, zoom } = camera.crop ?? UNCROPPED;
  const focal = (zoom * height) / (2 * Math.tan(camera.fieldOfView / 2));
  const [middleX, middleY] = [(width - zoom * height * centre[0]) / 2, (height * (1 + zoom * centre[1])) / 2];
  const axes = new Float64Array(9);
  const { right, down, forward } = camera;
  const [px, py, pz] = camera.position;
  indices.forEach((index, i) => {
    const dx = cloud.positions[3 * index]! - px;
    const dy = cloud.positions[3 * index + 1]! - py;
    const dz = cloud.positions[3 * index + 2]! - pz;
    const x = dx * right[0] + dy * right[1] + dz * right[2];
    const y = dx * down[0] + dy * down[1] + dz * down[2];
    const z = dx * forward[0] + dy * forward[1] + dz * forward[2];
    // Each of the splat's axes, scaled to one standard deviation, is a short segment; its image under the Jacobian
    // of the perspective division at the centre is a column of a square root of the image covariance.
    principalAxes(cloud, index, axes);
    let xx = 0;
    let xy = 0;
    let yy = 0;
    for (let k = 0; k < 9; k += 3) {
      const [ax, ay, az] = [axes[k]!, axes[k + 1]!, axes[k + 2]!];
      const along = ax * forward[0] + ay * forward[1] + az * forward[2];
      const u = (focal * (ax * right[0] + ay * right[1] + az * right[2] - (x / z) * along)) / z;
      const v = (focal * (ax * down[0] + ay * down[1] + az * down[2] - (y / z) * along)) / z;
      xx += u * u;
      xy += u * v;
      yy += v * v;
    }
    const sharp = xx * yy - xy * xy;
    xx += LOW_PASS;
    yy += LOW_PASS;
    const scale = 1 / (xx * yy - xy * xy);
    const at = FOOTPRINT_VALUES * i;
    values[at + FOOTPRINT.x] = (focal * x) / z + middleX;
    values[at + FOOTPRINT.y] = (focal * y) / z + middleY;
    values[at + FOOTPRINT.a] = yy * scale;
    values[at + FOOTPRINT.b] = -xy * scale;
    values[at + FOOTPRINT.c] = xx * scale;
    values[at + FOOTPRINT.reach] = Math.sqrt(yy);
    values[at + FOOTPRINT.opacity] = cloud.opacities[index]! * Math.sqrt(Math.max(0, sharp * scale));
    values[at + FOOTPRINT.depth] = z;
  });
  return { count: indices.length, indices, values };
}

/** The splats in front of the camera, nearest first. */
function frontToBack({ count, positions }: SplatCloud, { position, forward }: Camera): Uint32Array {
  if (count > INDEX_RANGE)
    throw new RangeError(`${count} splats are too many to draw: ${INDEX_RANGE} is the most`);
  const [bits, float] = floatBits();
  // Distance in the high bits and index in the low ones of one number: those sort without a comparison function.
  const keys = new Float64Array(count);
  let seen = 0;
  for (let index = 0; index < count; index++) {
    let z = 0;
    for (let k = 0; k < 3; k++) z += (positions[3 * index + k]! - position[k]!) * forward[k]!;
    if (z <= NEAR_PLANE) continue;
    float[0] = z;
    keys[seen++] = bits[0]! * INDEX_RANGE + index;
  }
  return Uint32Array.from(keys.subarray(0, seen).sort(), (key) => key % INDEX_RANGE);
}

/** One number seen as a float32 and as its bits, which order positive floats as their values do. */
function floatBits(): readonly [Uint32Array, Float32Array] {
  const buffer = new ArrayBuffer(4);
  return [new Uint32Array(buffer), new Float32Array(buffer)];
}
