import type { SplatCloud } from '../cloud';
import type { Camera } from './camera';

/** What a camera sees of a cloud; rows run from the top. */
export interface Rendering {
  readonly width: number;
  readonly height: number;
  /** [height, width, 4] RGBA in [0, 1], colour multiplied by alpha. */
  readonly color: Float32Array;
  /** [height, width] distance along the camera's forward axis, averaged with the weights of alpha; 0 where alpha is 0. */
  readonly depth: Float32Array;
}

/** Variance in px² that is added to each footprint, so that no splat slips between pixel centres. */
const LOW_PASS = 0.3;
/** A splat is drawn out to this many standard deviations. */
const EXTENT = 3;
/** Contributions below this are invisible in 8 bits. */
const ALPHA_MIN = 1 / 255;
/** Splats nearer to the camera than this are left out. */
const NEAR_PLANE = 0.05;
/** A pixel is finished once less than this shines through. */
const TRANSMITTANCE_MIN = 1e-3;

/**
 * Draws a cloud on the CPU: each Gaussian is projected to the image by the local affine approximation of "EWA
 * Splatting" (Zwicker et al., 2002), and the footprints are composited front to back (Kerbl et al., 2023).
 *
 * Made for pictures from the command line and for tests, not for speed: about a second for 20 thousand splats at
 * 512 x 512.
 */
export function renderCloud(cloud: SplatCloud, camera: Camera, width: number, height: number): Rendering {
  const color = new Float32Array(width * height * 4);
  const depth = new Float32Array(width * height);
  const focal = height / (2 * Math.tan(camera.fieldOfView / 2));

  for (const { index, z } of frontToBack(cloud, camera)) {
    const splat = project(cloud, index, camera, focal);
    const opacity = cloud.opacities[index]!;
    const x = splat.x + width / 2;
    const y = splat.y + height / 2;
    const reachX = EXTENT * Math.sqrt(splat.xx);
    const reachY = EXTENT * Math.sqrt(splat.yy);
    const left = Math.max(0, Math.floor(x - reachX));
    const right = Math.min(width - 1, Math.ceil(x + reachX));
    const top = Math.max(0, Math.floor(y - reachY));
    const bottom = Math.min(height - 1, Math.ceil(y + reachY));
    // The inverse of the 2 x 2 covariance.
    const scale = 1 / (splat.xx * splat.yy - splat.xy * splat.xy);
    const a = splat.yy * scale;
    const b = -splat.xy * scale;
    const c = splat.xx * scale;

    for (let row = top; row <= bottom; row++) {
      const dy = row + 0.5 - y;
      for (let column = left; column <= right; column++) {
        const pixel = row * width + column;
        const transmittance = 1 - color[4 * pixel + 3]!;
        if (transmittance < TRANSMITTANCE_MIN) continue;
        const dx = column + 0.5 - x;
        const alpha = opacity * Math.exp(-0.5 * (a * dx * dx + 2 * b * dx * dy + c * dy * dy));
        if (alpha < ALPHA_MIN) continue;
        const weight = transmittance * alpha;
        for (let k = 0; k < 3; k++) {
          color[4 * pixel + k] = color[4 * pixel + k]! + weight * cloud.colors[3 * index + k]!;
        }
        color[4 * pixel + 3] = color[4 * pixel + 3]! + weight;
        depth[pixel] = depth[pixel]! + weight * z;
      }
    }
  }
  for (let pixel = 0; pixel < depth.length; pixel++) {
    const alpha = color[4 * pixel + 3]!;
    if (alpha > 0) depth[pixel] = depth[pixel]! / alpha;
  }
  return { width, height, color, depth };
}

/** The splats in front of the camera with their distance along its axis, nearest first. */
function frontToBack(cloud: SplatCloud, { position, forward }: Camera): { index: number; z: number }[] {
  const splats: { index: number; z: number }[] = [];
  for (let index = 0; index < cloud.count; index++) {
    let z = 0;
    for (let k = 0; k < 3; k++) z += (cloud.positions[3 * index + k]! - position[k]!) * forward[k]!;
    if (z > NEAR_PLANE) splats.push({ index, z });
  }
  return splats.sort((first, second) => first.z - second.z);
}

/** A Gaussian in the image: centre from the middle of the picture and covariance, in pixels. */
interface Footprint {
  readonly x: number;
  readonly y: number;
  readonly xx: number;
  readonly xy: number;
  readonly yy: number;
}

function project(cloud: SplatCloud, index: number, camera: Camera, focal: number): Footprint {
  const axes = [camera.right, camera.down, camera.forward];
  const [x, y, z] = axes.map((axis) =>
    axis.reduce((sum, value, k) => sum + value * (cloud.positions[3 * index + k]! - camera.position[k]!), 0),
  ) as [number, number, number];

  // Each of the splat's axes, scaled to one standard deviation, is a short segment; its image under the Jacobian
  // of the perspective division at the centre is a column of a square root of the image covariance.
  let xx = LOW_PASS;
  let xy = 0;
  let yy = LOW_PASS;
  for (const segment of principalAxes(cloud, index)) {
    const [sx, sy, sz] = axes.map((axis) => axis.reduce((sum, value, k) => sum + value * segment[k]!, 0)) as [
      number,
      number,
      number,
    ];
    const u = (focal * (sx - (x / z) * sz)) / z;
    const v = (focal * (sy - (y / z) * sz)) / z;
    xx += u * u;
    xy += u * v;
    yy += v * v;
  }
  return { x: (focal * x) / z, y: (focal * y) / z, xx, xy, yy };
}

/** The three axes of a splat in object space, each as long as its standard deviation. */
function principalAxes({ rotations, scales }: SplatCloud, index: number): [number, number, number][] {
  const w = rotations[4 * index]!;
  const x = rotations[4 * index + 1]!;
  const y = rotations[4 * index + 2]!;
  const z = rotations[4 * index + 3]!;
  const a = scales[3 * index]!;
  const b = scales[3 * index + 1]!;
  const c = scales[3 * index + 2]!;
  return [
    [a * (1 - 2 * (y * y + z * z)), a * 2 * (x * y + w * z), a * 2 * (x * z - w * y)],
    [b * 2 * (x * y - w * z), b * (1 - 2 * (x * x + z * z)), b * 2 * (y * z + w * x)],
    [c * 2 * (x * z + w * y), c * 2 * (y * z - w * x), c * (1 - 2 * (x * x + y * y))],
  ];
}
