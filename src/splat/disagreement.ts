import { viridis } from '../base/viridis';
import type { SplatCloud } from './cloud';

/** From this distance on nothing of the other object is near. Object units: a tenth of the cube. */
const FAR = 0.1;
/** Mean difference of red, green and blue from which on colours have nothing in common. */
const UNLIKE = 0.5;
/** Fainter splats are mist, and nobody's surface. */
const SOLID = 0.5;
/** Cells of FAR along a side of the cube, with one around for what lies a little outside. */
const CELLS = Math.ceil(1 / FAR) + 2;

/**
 * How far several objects, made of the same photo, disagree about each splat of one of them: the mean over the others
 * of the distance to their nearest surface and of the difference of colour there, each by what counts as all.
 *
 * @returns [n] in [0, 1]: 0 where all others have the same surface and colour, 1 where none has anything like it
 */
export function disagreement(cloud: SplatCloud, others: readonly SplatCloud[]): Float32Array {
  const values = new Float32Array(cloud.count);
  for (const other of others) {
    const cells = sorted(other);
    for (let i = 0; i < cloud.count; i++) values[i]! += unlikeness(cloud, i, other, cells) / others.length;
  }
  return values;
}

/** A cloud in the colours of a quantity in [0, 1] that is known of each splat; see viridis. */
export function paintedBy(cloud: SplatCloud, values: Float32Array): SplatCloud {
  const colors = new Float32Array(cloud.colors.length);
  values.forEach((value, i) => {
    colors.set(viridis(value), 3 * i);
  });
  return { ...cloud, colors };
}

function unlikeness(cloud: SplatCloud, i: number, other: SplatCloud, cells: readonly number[][]): number {
  const at = cloud.positions.subarray(3 * i, 3 * i + 3);
  let nearest = -1;
  let square = FAR * FAR;
  forEachNeighbour(at, (cell) => {
    for (const k of cells[cell]!) {
      const [x, y, z] = [0, 1, 2].map((axis) => other.positions[3 * k + axis]! - at[axis]!) as [
        number,
        number,
        number,
      ];
      const here = x * x + y * y + z * z;
      if (here >= square) continue;
      square = here;
      nearest = k;
    }
  });
  if (nearest < 0) return 1;
  let difference = 0;
  for (let c = 0; c < 3; c++) {
    difference += Math.abs(cloud.colors[3 * i + c]! - other.colors[3 * nearest + c]!) / 3;
  }
  return Math.min(1, Math.sqrt(square) / FAR + difference / UNLIKE);
}

/** The solid splats of a cloud by the cell that they lie in. */
function sorted({ count, positions, opacities }: SplatCloud): number[][] {
  const cells = Array.from({ length: CELLS ** 3 }, (): number[] => []);
  for (let i = 0; i < count; i++) {
    if (opacities[i]! < SOLID) continue;
    const [x, y, z] = [0, 1, 2].map((axis) => cellOf(positions[3 * i + axis]!)) as [number, number, number];
    cells[(x * CELLS + y) * CELLS + z]!.push(i);
  }
  return cells;
}

function cellOf(coordinate: number): number {
  return Math.min(CELLS - 1, Math.max(0, Math.floor((coordinate + 0.5) / FAR) + 1));
}

function forEachNeighbour(at: Float32Array, visit: (cell: number) => void): void {
  const [x, y, z] = [cellOf(at[0]!), cellOf(at[1]!), cellOf(at[2]!)];
  const last = CELLS - 1;
  for (let i = Math.max(0, x - 1); i <= Math.min(last, x + 1); i++) {
    for (let j = Math.max(0, y - 1); j <= Math.min(last, y + 1); j++) {
      for (let k = Math.max(0, z - 1); k <= Math.min(last, z + 1); k++) visit((i * CELLS + j) * CELLS + k);
    }
  }
}
