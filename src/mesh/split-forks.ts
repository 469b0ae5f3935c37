import type { Mesh } from './mesh';

/**
 * Cuts a closed surface apart where more than two triangles meet in an edge, so that each edge belongs to two again:
 * the sheets that lie flattest against each other stay together, and their corners become copies of their own.
 * Triangles that lie back to back are taken out first, for they enclose nothing.
 */
export function splitForks({ positions, colors, triangles: given }: Mesh): Mesh {
  const triangles = withoutPairs(given);
  const partners = pairEdges(triangles, positions);
  const corner = new Int32Array(triangles.length).fill(-1);
  const copies: number[] = [];
  for (let start = 0; start < triangles.length; start++) {
    if (corner[start]! >= 0) continue;
    const copy = copies.length;
    copies.push(triangles[start]!);
    // Around the corner, from triangle to triangle over the edge that ends in it.
    for (let at = start; corner[at]! < 0; at = partners[previous(at)]!) corner[at] = copy;
  }
  const pick = (values: Float32Array) =>
    Float32Array.from(
      { length: 3 * copies.length },
      (_, i) => values[3 * copies[Math.floor(i / 3)]! + (i % 3)]!,
    );
  return { positions: pick(positions), colors: pick(colors), triangles: Uint32Array.from(corner) };
}

/** The corner after and before one in its triangle; an edge has the number of the corner that it leaves. */
const next = (at: number) => at - (at % 3) + ((at + 1) % 3);
const previous = (at: number) => at - (at % 3) + ((at + 2) % 3);

/** Without the triangles that another one covers from behind. */
function withoutPairs(triangles: Uint32Array): Uint32Array {
  const waiting = new Map<string, number[]>();
  const isGone = new Uint8Array(triangles.length / 3);
  const nameOf = (a: number, b: number, c: number) => {
    const least = Math.min(a, b, c);
    return a === least ? `${a} ${b} ${c}` : b === least ? `${b} ${c} ${a}` : `${c} ${a} ${b}`;
  };
  for (let face = 0; face < isGone.length; face++) {
    const [a, b, c] = triangles.subarray(3 * face, 3 * face + 3);
    const behind = waiting.get(nameOf(a!, c!, b!))?.pop();
    if (behind !== undefined) {
      isGone[face] = 1;
      isGone[behind] = 1;
    } else {
      const name = nameOf(a!, b!, c!);
      waiting.set(name, [...(waiting.get(name) ?? []), face]);
    }
  }
  return triangles.filter((_, i) => !isGone[Math.floor(i / 3)]);
}

/** For each edge the one that runs back along it; of several the one whose triangle goes on straightest. */
function pairEdges(triangles: Uint32Array, positions: Float32Array): Int32Array {
  const byEnds = new Map<string, number[]>();
  for (let edge = 0; edge < triangles.length; edge++) {
    const ends = `${triangles[edge]} ${triangles[next(edge)]}`;
    byEnds.set(ends, [...(byEnds.get(ends) ?? []), edge]);
  }
  const partners = new Int32Array(triangles.length).fill(-1);
  for (const [ends, edges] of byEnds) {
    const [from, to] = ends.split(' ');
    let free = (byEnds.get(`${to} ${from}`) ?? []).filter((edge) => partners[edge] === -1);
    for (const edge of edges) {
      if (partners[edge] !== -1) continue;
      const straightness = (other: number) => dotOfNormals(triangles, positions, edge, other);
      const best = free.reduce((a, b) => (straightness(b) > straightness(a) ? b : a));
      free = free.filter((other) => other !== best);
      partners[edge] = best;
      partners[best] = edge;
    }
  }
  return partners;
}

function dotOfNormals(triangles: Uint32Array, positions: Float32Array, a: number, b: number): number {
  const [m, n] = [a, b].map((edge) => {
    const [p, q, r] = [0, 1, 2].map((k) => {
      const at = 3 * triangles[edge - (edge % 3) + k]!;
      return positions.subarray(at, at + 3);
    }) as [Float32Array, Float32Array, Float32Array];
    const u = [0, 1, 2].map((k) => q[k]! - p[k]!) as [number, number, number];
    const v = [0, 1, 2].map((k) => r[k]! - p[k]!) as [number, number, number];
    const normal = [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]];
    const length = Math.hypot(...normal) || 1;
    return normal.map((value) => value / length);
  }) as [number[], number[]];
  return m.reduce((sum, value, k) => sum + value * n[k]!, 0);
}
