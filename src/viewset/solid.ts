import { clamp } from '../base/scalar';
import type { Lattice } from '../mesh/isosurface';
import { solvePoisson } from '../mesh/poisson';
import type { OrientedPoints } from './oriented-points';

/** What a solid needs to know of points. */
type Points = Pick<OrientedPoints, 'count' | 'positions' | 'normals' | 'areas'>;

/** Samples a pixel of the viewset along a side, as long as they are no more than these; then as many as pixels. */
const SAMPLES_PER_PIXEL = 1.5;
const SAMPLES = 96;

// Lengths in samples.

/** Around the cube, so that the edge of the lattice does not press on the object. */
const MARGIN = 8;
/** The solver halves the lattice this often. */
const HALVINGS = 4;
/** Standard deviation of where a point says that the surface is: takes off the unevenness of predictions. */
const DEVIATION = 1.2;
/** A point is felt this far, in deviations. */
const EXTENT = 2.5;
/** How far above its points the surface is laid, so that a sheet that is thinner than a sample is not lost. */
const LIFT = 0.45;
/** What counts as inside, where the surface has 0.5: low, for there is less of what is thin. */
const LEVEL = 0.35;
/** By how much a solid's surface is too large: LIFT, and what LEVEL adds. */
export const LIFTED = 0.86;
/** So far below the surface it is looked whether there is enough to sink into. */
const SOLID_BELOW = 3;

/** How fast the values rise from the surface inwards, a sample: DEVIATION's Gaussian at its middle. */
const RISE = 1 / (DEVIATION * Math.sqrt(2 * Math.PI));

/** An object's inside: a lattice around its cube, above 0 inside, about 1 - LEVEL deep inside. */
export interface Solid extends Lattice {
  /** Object units between samples. */
  readonly spacing: number;
  /** Coordinate of sample 0 along each axis. */
  readonly origin: number;
}

/**
 * The solid whose surface the points lie on, by Poisson surface reconstruction (Kazhdan, Bolitho and Hoppe, 2006): the
 * function that is 1 inside and 0 outside has a gradient at the surface only, against the normals. Spread out there,
 * the normals' divergence is its Laplacian. It goes through the middle of points that contradict each other, and over
 * gaps between them.
 *
 * @param resolution pixels along a side of the viewset that the points come from
 */
export function solidOf({ count, positions, normals, areas }: Points, resolution: number): Solid {
  const inner = Math.max(resolution, Math.min(SAMPLES, Math.round(SAMPLES_PER_PIXEL * resolution)));
  const step = 2 ** HALVINGS;
  const size = Math.ceil((inner + 2 * MARGIN) / step) * step + 1;
  const solid = { size, spacing: 1 / inner, origin: (1 - size) / 2 / inner };
  const lifted = positions.map((value, i) => value + LIFT * solid.spacing * normals[i]!);
  const points = { count, positions: lifted, normals, areas };
  const values = solvePoisson(divergenceOf(points, solid, inner / resolution), size);
  const surface = meanAt(points, { ...solid, values });
  // Nothing but mist has no inside.
  const scale = surface > 0 ? 0.5 / surface : 0;
  for (let i = 0; i < values.length; i++) values[i] = values[i]! * scale - LEVEL;
  return { ...solid, values };
}

/** A solid's value so many samples below the surface of the object that it means; below 0 outside it. */
export function valueBelow(depth: number): number {
  return clamp(RISE * (depth + LIFTED), -LEVEL, 1 - LEVEL);
}

/** The value at a point between the samples; outside the lattice that of nothing. */
export function valueAt({ size, values, spacing, origin }: Solid, x: number, y: number, z: number): number {
  const px = (x - origin) / spacing;
  const py = (y - origin) / spacing;
  const pz = (z - origin) / spacing;
  const ix = Math.floor(px);
  const iy = Math.floor(py);
  const iz = Math.floor(pz);
  if (ix < 0 || iy < 0 || iz < 0 || ix >= size - 1 || iy >= size - 1 || iz >= size - 1) return -LEVEL;
  const u = px - ix;
  const at = (iz * size + iy) * size + ix;
  const low = alongRows(values, at, size, u, py - iy);
  return low + (pz - iz) * (alongRows(values, at + size * size, size, u, py - iy) - low);
}

/** Between four samples of a plane. */
function alongRows(values: Float32Array, at: number, size: number, u: number, v: number): number {
  const low = values[at]! + u * (values[at + 1]! - values[at]!);
  const next = at + size;
  return low + v * (values[next]! + u * (values[next + 1]! - values[next]!) - low);
}

/** @param pixel samples a pixel */
function divergenceOf(
  { count, positions, normals, areas }: Points,
  { size, spacing, origin }: Omit<Solid, 'values'>,
  pixel: number,
): Float32Array {
  const field = new Float32Array(size ** 3);
  const reach = Math.ceil(EXTENT * DEVIATION);
  const width = 2 * reach + 1;
  const kernels = [0, 1, 2].map(() => new Float64Array(width));
  const [alongX, alongY, alongZ] = kernels as [Float64Array, Float64Array, Float64Array];
  const at = new Float64Array(3);
  const start = new Int32Array(3);
  for (let i = 0; i < count; i++) {
    for (let k = 0; k < 3; k++) {
      at[k] = (positions[3 * i + k]! - origin) / spacing;
      start[k] = Math.floor(at[k]! + 0.5) - reach;
      writeKernel(kernels[k]!, start[k]! - at[k]!);
    }
    if (start.some((from) => from < 1 || from + width > size - 1)) continue;
    const [nx, ny, nz] = [normals[3 * i]!, normals[3 * i + 1]!, normals[3 * i + 2]!];
    const strength = areas[i]! * (pixel / DEVIATION) ** 2;
    for (let z = 0; z < width; z++) {
      const rise = nz * (start[2]! + z - at[2]!);
      for (let y = 0; y < width; y++) {
        const weight = strength * alongZ[z]! * alongY[y]!;
        const height = rise + ny * (start[1]! + y - at[1]!);
        const row = ((start[2]! + z) * size + start[1]! + y) * size + start[0]!;
        for (let x = 0; x < width; x++) {
          // Minus the derivative of a Gaussian along the normal.
          field[row + x]! += weight * alongX[x]! * (height + nx * (start[0]! + x - at[0]!));
        }
      }
    }
  }
  return field;
}

/** A Gaussian of the sum 1 at the places first, first + 1, ... */
function writeKernel(kernel: Float64Array, first: number): void {
  let sum = 0;
  for (let i = 0; i < kernel.length; i++) {
    kernel[i] = Math.exp(-0.5 * ((first + i) / DEVIATION) ** 2);
    sum += kernel[i]!;
  }
  for (let i = 0; i < kernel.length; i++) kernel[i] = kernel[i]! / sum;
}

/** The mean value at the points, by their areas; 0 where there are none. */
function meanAt({ count, positions, areas }: Points, solid: Solid): number {
  const probe = new Float64Array(4);
  let sum = 0;
  let total = 0;
  for (let i = 0; i < count; i++) {
    probeSolid(solid, positions[3 * i]!, positions[3 * i + 1]!, positions[3 * i + 2]!, probe);
    sum += areas[i]! * probe[3]!;
    total += areas[i]!;
  }
  return total > 0 ? sum / total : 0;
}

/** Writes the gradient, x, y and z, for one sample's distance, and the value at a point between the samples. */
function probeSolid(
  { size, values, spacing, origin }: Solid,
  x: number,
  y: number,
  z: number,
  out: Float64Array,
): void {
  const px = (x - origin) / spacing;
  const py = (y - origin) / spacing;
  const pz = (z - origin) / spacing;
  const ix = clamp(Math.floor(px), 0, size - 2);
  const iy = clamp(Math.floor(py), 0, size - 2);
  const iz = clamp(Math.floor(pz), 0, size - 2);
  const right = clamp(px - ix, 0, 1);
  const front = clamp(py - iy, 0, 1);
  const up = clamp(pz - iz, 0, 1);
  out.fill(0);
  for (let corner = 0; corner < 8; corner++) {
    const dx = corner & 1;
    const dy = (corner >> 1) & 1;
    const dz = corner >> 2;
    const value = values[((iz + dz) * size + iy + dy) * size + ix + dx]!;
    const wx = dx ? right : 1 - right;
    const wy = dy ? front : 1 - front;
    const wz = dz ? up : 1 - up;
    out[0] = out[0]! + (dx ? value : -value) * wy * wz;
    out[1] = out[1]! + (dy ? value : -value) * wx * wz;
    out[2] = out[2]! + (dz ? value : -value) * wx * wy;
    out[3] = out[3]! + value * wx * wy * wz;
  }
}

/** [n, 3] unit normals outwards of places on the surface, [n, 3] in object units. */
export function normalsOn(solid: Solid, positions: Float32Array): Float32Array {
  const normals = new Float32Array(positions.length);
  const probe = new Float64Array(4);
  for (let at = 0; at < positions.length; at += 3) {
    probeSolid(solid, positions[at]!, positions[at + 1]!, positions[at + 2]!, probe);
    const length = Math.hypot(probe[0]!, probe[1]!, probe[2]!);
    // Where the field is flat it faces anywhere.
    if (length < 1e-12) normals[at + 1] = 1;
    else for (let k = 0; k < 3; k++) normals[at + k] = -probe[k]! / length;
  }
  return normals;
}

/**
 * How far places on a solid's surface, [n, 3], may sink: [n] shares from 0 to 1, less where there is little to sink
 * into: a sheet would vanish.
 */
export function sinkingShares(solid: Solid, places: Float32Array, normals: Float32Array): Float64Array {
  const probe = new Float64Array(4);
  const deep = SOLID_BELOW * solid.spacing;
  return Float64Array.from({ length: places.length / 3 }, (_, i) => {
    const [x, y, z] = [0, 1, 2].map((k) => places[3 * i + k]! - deep * normals[3 * i + k]!) as [
      number,
      number,
      number,
    ];
    probeSolid(solid, x, y, z, probe);
    return clamp(probe[3]! / (1 - LEVEL), 0, 1);
  });
}

/**
 * Places on a solid's surface moved inwards to that of the object.
 *
 * @param shares as `sinkingShares` says
 * @param inset how much farther, in samples
 */
export function sunk(
  { spacing }: Solid,
  places: Float32Array,
  normals: Float32Array,
  shares: Float64Array,
  inset = 0,
): Float32Array {
  const depth = (LIFTED + inset) * spacing;
  return places.map((value, i) => value - shares[Math.floor(i / 3)]! * depth * normals[i]!);
}
