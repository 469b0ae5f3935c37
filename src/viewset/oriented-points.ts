import type { SplatCloud } from '../splat/cloud';
import { principalAxes } from '../splat/render/principal-axes';
import { INSET } from './to-splats';

/** What a splat says of the colours around it ends at this distance, pixels: the side of a cell of the index. */
const CELL = 1.5;
/** Standard deviation of that, pixels. */
const DEVIATION = 0.6;
/** Cells around, up to which colours are looked for where no splat is near: a hole that the surface has closed. */
const REACH_MAX = 16;
/** Cells along a side of the index: more than any cube has with its margin. */
const ROW = 1024;
/** Less than this of all splats around is none. */
const WEIGHT_MIN = 1e-6;

/** [n, 3]. */
type Triples = Float32Array | Float64Array;

/**
 * The surface points that the splats of `viewsetToCloud` stand for, a little above them: what a solid is made of
 * (`solidOf`), and what tells its colours.
 */
export class OrientedPoints {
  readonly count: number;
  /** [n, 3] object units. */
  readonly positions: Float64Array;
  /** [n, 3] unit vectors outwards. */
  readonly normals: Float64Array;
  /** [n] how much surface each stands for, in squared pixels. */
  readonly areas: Float64Array;
  readonly #cloud: SplatCloud;
  readonly #pixel: number;
  readonly #cells = new Map<number, number[]>();

  /** @param resolution pixels along a side of the viewset that the splats were made from */
  constructor(cloud: SplatCloud, resolution: number) {
    const { count, scales, opacities } = cloud;
    this.count = count;
    this.positions = new Float64Array(3 * count);
    this.normals = new Float64Array(3 * count);
    this.areas = new Float64Array(count);
    this.#cloud = cloud;
    this.#pixel = 1 / resolution;
    const axes = new Float64Array(9);
    for (let i = 0; i < count; i++) {
      principalAxes(cloud, i, axes);
      for (let k = 0; k < 3; k++) {
        this.normals[3 * i + k] = axes[6 + k]! / scales[3 * i + 2]!;
        this.positions[3 * i + k] =
          cloud.positions[3 * i + k]! + INSET * this.#pixel * this.normals[3 * i + k]!;
      }
      this.areas[i] = (scales[3 * i]! / scales[3 * i + 1]!) * opacities[i]!;
      const cell = this.#cellOf(this.positions, 3 * i);
      const there = this.#cells.get(cell);
      if (there) there.push(i);
      else this.#cells.set(cell, [i]);
    }
  }

  /**
   * Colours of places on the surface: means over the splats around, those that face the same way counting most. Where
   * there is none near, of those that are nearest.
   *
   * @param positions [m, 3] in object units
   * @param normals [m, 3]
   * @returns [m, 3] sRGB in [0, 1]
   */
  colorsAt(positions: Triples, normals: Triples): Float32Array {
    const colors = new Float32Array(positions.length);
    const sum = new Float64Array(4);
    for (let at = 0; at < positions.length; at += 3) {
      for (let reach = 1; reach <= REACH_MAX; reach *= 2) {
        this.#gather(positions, normals, at, reach, sum);
        if (sum[3]! > WEIGHT_MIN) break;
      }
      for (let k = 0; k < 3; k++) colors[at + k] = sum[3]! > WEIGHT_MIN ? sum[k]! / sum[3]! : 0.5;
    }
    return colors;
  }

  /** Sums red, green, blue and weight over the splats up to so many cells away. */
  #gather(positions: Triples, normals: Triples, at: number, reach: number, sum: Float64Array): void {
    const { opacities, colors } = this.#cloud;
    const [x, y, z] = [positions[at]!, positions[at + 1]!, positions[at + 2]!];
    const [nx, ny, nz] = [normals[at]!, normals[at + 1]!, normals[at + 2]!];
    const spread = 0.5 / (reach * DEVIATION * this.#pixel) ** 2;
    const farthest = (reach * CELL * this.#pixel) ** 2;
    const middle = this.#cellOf(positions, at);
    sum.fill(0);
    for (let c = -reach; c <= reach; c++) {
      for (let b = -reach; b <= reach; b++) {
        for (let a = -reach; a <= reach; a++) {
          for (const i of this.#cells.get(middle + a + ROW * (b + ROW * c)) ?? []) {
            const p = 3 * i;
            const alike = nx * this.normals[p]! + ny * this.normals[p + 1]! + nz * this.normals[p + 2]!;
            // Beyond a hole's rim whatever faces about that way has to do.
            const likeness = reach > 1 ? Math.max(alike, 0.1) : alike;
            if (likeness <= 0) continue;
            const dx = x - this.positions[p]!;
            const dy = y - this.positions[p + 1]!;
            const dz = z - this.positions[p + 2]!;
            const square = dx * dx + dy * dy + dz * dz;
            if (square > farthest) continue;
            const weight = opacities[i]! * likeness * likeness * Math.exp(-spread * square);
            for (let k = 0; k < 3; k++) sum[k] = sum[k]! + weight * colors[p + k]!;
            sum[3] = sum[3]! + weight;
          }
        }
      }
    }
  }

  #cellOf(positions: Triples, at: number): number {
    const side = CELL * this.#pixel;
    const a = Math.floor(positions[at]! / side);
    const b = Math.floor(positions[at + 1]! / side);
    const c = Math.floor(positions[at + 2]! / side);
    return a + ROW * (b + ROW * c);
  }
}
