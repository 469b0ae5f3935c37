/**
 * A surface of triangles in object space. Corners run anticlockwise seen from outside.
 */
export interface Mesh {
  /** [n, 3] corners, object units. */
  readonly positions: Float32Array;
  /** [n, 3] display-referred sRGB in [0, 1]. */
  readonly colors: Float32Array;
  /** [m, 3] indices of corners. */
  readonly triangles: Uint32Array;
}

/**
 * Whether a surface is closed and has no fork: each edge belongs to two triangles, which run along it in opposite
 * directions.
 */
export function isWatertight({ triangles }: Pick<Mesh, 'triangles'>): boolean {
  const edges = new Set<number>();
  const key = (from: number, to: number) => from * 2 ** 26 + to;
  for (let i = 0; i < triangles.length; i += 3) {
    for (let k = 0; k < 3; k++) {
      const edge = key(triangles[i + k]!, triangles[i + ((k + 1) % 3)]!);
      if (edges.has(edge)) return false;
      edges.add(edge);
    }
  }
  for (const edge of edges) {
    if (!edges.has(key(edge % 2 ** 26, Math.floor(edge / 2 ** 26)))) return false;
  }
  return true;
}

/** [n, 3] unit normals of the corners, each the mean of its triangles' normals by their area. */
export function normalsOf({ positions, triangles }: Pick<Mesh, 'positions' | 'triangles'>): Float32Array {
  const normals = new Float32Array(positions.length);
  for (let i = 0; i < triangles.length; i += 3) {
    const [a, b, c] = [3 * triangles[i]!, 3 * triangles[i + 1]!, 3 * triangles[i + 2]!];
    const ux = positions[b]! - positions[a]!;
    const uy = positions[b + 1]! - positions[a + 1]!;
    const uz = positions[b + 2]! - positions[a + 2]!;
    const vx = positions[c]! - positions[a]!;
    const vy = positions[c + 1]! - positions[a + 1]!;
    const vz = positions[c + 2]! - positions[a + 2]!;
    const [x, y, z] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
    for (const at of [a, b, c]) {
      normals[at] = normals[at]! + x;
      normals[at + 1] = normals[at + 1]! + y;
      normals[at + 2] = normals[at + 2]! + z;
    }
  }
  for (let at = 0; at < normals.length; at += 3) {
    const length = Math.hypot(normals[at]!, normals[at + 1]!, normals[at + 2]!);
    // A corner whose triangles have no area points anywhere.
    if (length < 1e-20) normals.set([0, 1, 0], at);
    else for (let k = 0; k < 3; k++) normals[at + k] = normals[at + k]! / length;
  }
  return normals;
}

/** Volume inside a closed surface, in cubed object units; negative where it is inside out. */
export function volumeOf({ positions, triangles }: Pick<Mesh, 'positions' | 'triangles'>): number {
  let volume = 0;
  for (let i = 0; i < triangles.length; i += 3) {
    const [a, b, c] = [0, 1, 2].map((k) => {
      const at = 3 * triangles[i + k]!;
      return [positions[at]!, positions[at + 1]!, positions[at + 2]!] as const;
    }) as [
      readonly [number, number, number],
      readonly [number, number, number],
      readonly [number, number, number],
    ];
    volume +=
      (a[0] * (b[1] * c[2] - b[2] * c[1]) +
        a[1] * (b[2] * c[0] - b[0] * c[2]) +
        a[2] * (b[0] * c[1] - b[1] * c[0])) /
      6;
  }
  return volume;
}
