import {
  ALPHA_MIN,
  LOW_PASS,
  NEAR_PLANE,
  type Numbers,
  type RasterSplats,
  type RasterView,
  type SplatGradients,
} from './splats';

/** Values of a footprint, and the index of each: `conic` is the inverse covariance xx, xy, yy; `reach` in px. */
export const FOOTPRINT = 8;
export const AT = { x: 0, y: 1, conic: 2, opacity: 5, depth: 6, reach: 7 } as const;

/** Values of the gradient at a footprint, and the index of each; colour has three. */
export const PULL = 10;
export const PULL_AT = { x: 0, y: 1, conic: 2, opacity: 5, depth: 6, color: 7 } as const;

/**
 * Splats as the camera sees them: each a Gaussian around the image of its centre, by the local affine approximation
 * of "EWA Volume Splatting" (Zwicker et al., 2001). Its opacity falls as the low-pass filter widens it, so that it
 * stops as much light as before (Yu et al., "Mip-Splatting", 2024).
 *
 * @returns [N, FOOTPRINT]; the reach is -1 where nothing of a splat shows
 */
export function project(splats: RasterSplats, view: RasterView): Float64Array {
  const out = new Float64Array(splats.count * FOOTPRINT);
  const seen = new Seen();
  for (let i = 0, at = 0; i < splats.count; i++, at += FOOTPRINT) {
    seen.look(splats, i, view);
    const { depth, xx, xy, yy, blurred, opacity } = seen;
    out[at + AT.x] = view.column + (view.focal * seen.x) / depth;
    out[at + AT.y] = view.row + (view.focal * seen.y) / depth;
    out[at + AT.conic] = (yy + LOW_PASS) / blurred;
    out[at + AT.conic + 1] = -xy / blurred;
    out[at + AT.conic + 2] = (xx + LOW_PASS) / blurred;
    out[at + AT.opacity] = opacity;
    out[at + AT.depth] = depth;
    const shows = depth > NEAR_PLANE && opacity > ALPHA_MIN;
    const variance = Math.max(xx, yy) + LOW_PASS;
    out[at + AT.reach] = shows ? Math.sqrt(2 * Math.log(opacity / ALPHA_MIN) * variance) : -1;
  }
  return out;
}

/**
 * The way back: carries the gradient at the footprints to the splats.
 *
 * @param pull [N, PULL]; a conic's middle value counts for both of its places
 */
export function unproject(splats: RasterSplats, view: RasterView, pull: Numbers): SplatGradients {
  const { count } = splats;
  const positions = new Float64Array(3 * count);
  const scales = new Float64Array(3 * count);
  const colors = new Float64Array(3 * count);
  const opacities = new Float64Array(count);
  const { right, down, back, focal } = view;
  const seen = new Seen();
  for (let i = 0, at = 0, p = 0; i < count; i++, at += PULL, p += 3) {
    for (let k = 0; k < 3; k++) colors[p + k] = pull[at + PULL_AT.color + k]!;
    seen.look(splats, i, view);
    const { x, y, depth, xx, xy, yy, sharp, blurred, share } = seen;
    if (depth <= NEAR_PLANE) continue;

    opacities[i] = share * pull[at + PULL_AT.opacity]!;
    const byShare = splats.opacities[i]! * pull[at + PULL_AT.opacity]!;

    // To the covariance: -A M A for the conic A and its gradient M, then through what the filter takes of opacity.
    const a = (yy + LOW_PASS) / blurred;
    const b = -xy / blurred;
    const c = (xx + LOW_PASS) / blurred;
    const ma = pull[at + PULL_AT.conic]!;
    const mb = pull[at + PULL_AT.conic + 1]! / 2;
    const mc = pull[at + PULL_AT.conic + 2]!;
    let gxx = -(a * a * ma + 2 * a * b * mb + b * b * mc);
    let gxy = -(a * b * ma + (a * c + b * b) * mb + b * c * mc);
    let gyy = -(b * b * ma + 2 * b * c * mb + c * c * mc);
    if (share > 0) {
      const half = 0.5 * byShare * share;
      gxx += half * (yy / sharp - a);
      gxy += half * (-xy / sharp - b);
      gyy += half * (xx / sharp - c);
    }

    // To the images u, v of the splat's axes, to the scales, and to where the centre is from the camera.
    const gx = pull[at + PULL_AT.x]!;
    const gy = pull[at + PULL_AT.y]!;
    let toX = (gx * focal) / depth;
    let toY = (gy * focal) / depth;
    let toDepth = pull[at + PULL_AT.depth]! - (gx * focal * x + gy * focal * y) / depth ** 2;
    for (let k = 0; k < 3; k++) {
      const gu = 2 * (gxx * seen.u[k]! + gxy * seen.v[k]!);
      const gv = 2 * (gxy * seen.u[k]! + gyy * seen.v[k]!);
      scales[p + k] = (gu * seen.u[k]! + gv * seen.v[k]!) / splats.scales[p + k]!;
      const towards = (focal * seen.b[k]!) / depth ** 2;
      toX += gu * towards;
      toY += gv * towards;
      toDepth -= (gu * (seen.u[k]! + towards * x) + gv * (seen.v[k]! + towards * y)) / depth;
    }
    for (let k = 0; k < 3; k++) positions[p + k] = toX * right[k]! + toY * down[k]! - toDepth * back[k]!;
  }
  return { positions, scales, colors, opacities };
}

/** One splat from the camera; made once and filled again and again. */
class Seen {
  /** Its centre from the camera's axis, to the right and downwards, and along the axis. */
  x = 0;
  y = 0;
  depth = 0;
  /** Image of each of its axes, as long as one standard deviation: columns, rows; and how far it comes closer. */
  readonly u = new Float64Array(3);
  readonly v = new Float64Array(3);
  readonly b = new Float64Array(3);
  /** Covariance in the picture, px², before the low-pass filter; its determinant, and that after. */
  xx = 0;
  xy = 0;
  yy = 0;
  sharp = 0;
  blurred = 0;
  /** What the filter leaves of its opacity, and what that is. */
  share = 0;
  opacity = 0;

  look({ positions, scales, rotations, opacities }: RasterSplats, index: number, view: RasterView): void {
    const { right, down, back, focal } = view;
    const p = 3 * index;
    const [px, py, pz] = [positions[p]!, positions[p + 1]!, positions[p + 2]!];
    this.x = right[0] * px + right[1] * py + right[2] * pz;
    this.y = down[0] * px + down[1] * py + down[2] * pz;
    this.depth = view.distance - (back[0] * px + back[1] * py + back[2] * pz);
    const qw = rotations[4 * index]!;
    const qx = rotations[4 * index + 1]!;
    const qy = rotations[4 * index + 2]!;
    const qz = rotations[4 * index + 3]!;
    this.xx = 0;
    this.xy = 0;
    this.yy = 0;
    for (let k = 0; k < 3; k++) {
      // Column k of the rotation, as long as one standard deviation.
      const s = scales[p + k]!;
      const ax =
        s *
        (k === 0 ? 1 - 2 * (qy * qy + qz * qz) : k === 1 ? 2 * (qx * qy - qw * qz) : 2 * (qx * qz + qw * qy));
      const ay =
        s *
        (k === 0 ? 2 * (qx * qy + qw * qz) : k === 1 ? 1 - 2 * (qx * qx + qz * qz) : 2 * (qy * qz - qw * qx));
      const az =
        s *
        (k === 0 ? 2 * (qx * qz - qw * qy) : k === 1 ? 2 * (qy * qz + qw * qx) : 1 - 2 * (qx * qx + qy * qy));
      const closer = back[0] * ax + back[1] * ay + back[2] * az;
      const u =
        (focal / this.depth) *
        (right[0] * ax + right[1] * ay + right[2] * az + (this.x / this.depth) * closer);
      const v =
        (focal / this.depth) * (down[0] * ax + down[1] * ay + down[2] * az + (this.y / this.depth) * closer);
      this.u[k] = u;
      this.v[k] = v;
      this.b[k] = closer;
      this.xx += u * u;
      this.xy += u * v;
      this.yy += v * v;
    }
    // The determinant xx yy - xy², as a sum of squares: that difference would be lost where a disc is seen edge-on.
    const [u, v] = [this.u, this.v];
    this.sharp =
      (u[0]! * v[1]! - u[1]! * v[0]!) ** 2 +
      (u[1]! * v[2]! - u[2]! * v[1]!) ** 2 +
      (u[2]! * v[0]! - u[0]! * v[2]!) ** 2;
    this.blurred = this.sharp + LOW_PASS * (this.xx + this.yy) + LOW_PASS ** 2;
    this.share = Math.sqrt(this.sharp / this.blurred);
    this.opacity = opacities[index]! * this.share;
  }
}
