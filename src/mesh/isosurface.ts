import type { Mesh } from './mesh';

/** Samples of a function on a regular lattice. */
export interface Lattice {
  /** Samples along each side. */
  readonly size: number;
  /** [size z, size y, size x]; above 0 inside. The outermost samples must not be. */
  readonly values: Float32Array;
}

type Four = readonly [number, number, number, number];

/** The cube's corners are numbered by their bits: 1 for x, 2 for y, 4 for z. */
const STEPS = [
  [1, 2, 4],
  [2, 4, 1],
  [4, 1, 2],
  [2, 1, 4],
  [1, 4, 2],
  [4, 2, 1],
] as const;

/**
 * The six tetrahedra around the diagonal from corner 0 to corner 7 (Kuhn, 1960), each with positive volume. Neighbour
 * cubes cut their common face along the same diagonal.
 */
const TETRAHEDRA: readonly Four[] = STEPS.map(([a, b], i) => (i < 3 ? [0, a, a + b, 7] : [0, a + b, a, 7]));

/** The arrangements of four that keep a tetrahedron's volume positive. */
const EVEN: readonly Four[] = arrangements().filter(isEven);

/** For each set of corners inside, as bits: the arrangement that puts them first. */
const INSIDE_FIRST: readonly Four[] = Array.from({ length: 16 }, (_, inside) => {
  const count = [0, 1, 2, 3].filter((corner) => inside & (1 << corner)).length;
  return EVEN.find((order) => order.slice(0, count).every((corner) => inside & (1 << corner)))!;
});

/** A corner of the surface comes no nearer to a sample than this share of an edge, so that no triangle is a needle. */
const CLEARANCE = 0.08;

/**
 * The surface where a sampled function is 0, by marching tetrahedra (Doi and Koide, "An Efficient Method of
 * Triangulating Equi-Valued Surfaces by Using Tetrahedral Cells", 1991). Unlike marching cubes it has no ambiguous
 * cases: the surface is closed and without forks.
 *
 * @returns positions in units of the lattice, from sample 0
 */
export function isosurface({ size, values }: Lattice): Pick<Mesh, 'positions' | 'triangles'> {
  const positions: number[] = [];
  const triangles: number[] = [];
  const strides = [1, size, size * size] as const;
  const offsets = Array.from({ length: 8 }, (_, corner) =>
    strides.reduce((sum, stride, k) => sum + ((corner >> k) & 1) * stride, 0),
  );
  /** Corners of the surface by the lattice's edge they lie on: its lower end and its direction. */
  const known = new Map<number, number>();

  const cornerOn = (sample: number, from: number, to: number): number => {
    const low = Math.min(from, to);
    const direction = from ^ to;
    const start = sample + offsets[low]!;
    const key = 8 * start + direction;
    const found = known.get(key);
    if (found !== undefined) return found;
    const before = values[start]!;
    const after = values[start + offsets[direction]!]!;
    const share = Math.min(1 - CLEARANCE, Math.max(CLEARANCE, before / (before - after)));
    for (let k = 0; k < 3; k++) {
      const coordinate = Math.floor(start / strides[k]!) % size;
      positions.push(coordinate + ((direction >> k) & 1) * share);
    }
    const index = known.size;
    known.set(key, index);
    return index;
  };

  const march = (sample: number, tetrahedron: Four) => {
    let inside = 0;
    tetrahedron.forEach((corner, i) => {
      if (values[sample + offsets[corner]!]! > 0) inside |= 1 << i;
    });
    if (inside === 0 || inside === 15) return;
    const [a, b, c, d] = INSIDE_FIRST[inside]!.map((i) => tetrahedron[i]!) as [
      number,
      number,
      number,
      number,
    ];
    const on = (from: number, to: number) => cornerOn(sample, from, to);
    switch ((inside & 1) + ((inside >> 1) & 1) + ((inside >> 2) & 1) + ((inside >> 3) & 1)) {
      case 1:
        triangles.push(on(a, b), on(a, c), on(a, d));
        break;
      case 2:
        triangles.push(on(a, c), on(a, d), on(b, d), on(a, c), on(b, d), on(b, c));
        break;
      default:
        triangles.push(on(a, d), on(b, d), on(c, d));
    }
  };

  for (let z = 0; z + 1 < size; z++) {
    for (let y = 0; y + 1 < size; y++) {
      for (let x = 0; x + 1 < size; x++) {
        const sample = x + y * strides[1] + z * strides[2];
        let count = 0;
        for (let corner = 0; corner < 8; corner++) if (values[sample + offsets[corner]!]! > 0) count++;
        if (count === 0 || count === 8) continue;
        for (const tetrahedron of TETRAHEDRA) march(sample, tetrahedron);
      }
    }
  }
  return { positions: Float32Array.from(positions), triangles: Uint32Array.from(triangles) };
}

function arrangements(): Four[] {
  const corners = [0, 1, 2, 3];
  return corners
    .flatMap((a) => corners.flatMap((b) => corners.flatMap((c) => corners.map((d): Four => [a, b, c, d]))))
    .filter((order) => new Set(order).size === 4);
}

function isEven(order: Four): boolean {
  const swaps = order.flatMap((value, i) => order.slice(i + 1).filter((later) => later < value));
  return swaps.length % 2 === 0;
}
