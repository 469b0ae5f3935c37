import type { GltfJson } from './document';

/** 4 x 4, column by column, as glTF has them. */
export type Matrix = readonly number[];

export const IDENTITY: Matrix = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];

export function multiply(a: Matrix, b: Matrix): Matrix {
  return Array.from({ length: 16 }, (_, i) => {
    const [column, row] = [Math.floor(i / 4), i % 4];
    return [0, 1, 2, 3].reduce((sum, k) => sum + a[4 * k + row]! * b[4 * column + k]!, 0);
  });
}

/** Where a node stands in its parent: its matrix, or translation, rotation (x, y, z, w) and scale. */
export function nodeMatrix({ matrix, translation, rotation, scale }: GltfJson['nodes'][number]): Matrix {
  if (matrix) return matrix;
  const [x, y, z, w] = rotation ?? [0, 0, 0, 1];
  const [sx, sy, sz] = scale ?? [1, 1, 1];
  const [tx, ty, tz] = translation ?? [0, 0, 0];
  return [
    sx! * (1 - 2 * (y! * y! + z! * z!)),
    sx! * 2 * (x! * y! + w! * z!),
    sx! * 2 * (x! * z! - w! * y!),
    0,
    sy! * 2 * (x! * y! - w! * z!),
    sy! * (1 - 2 * (x! * x! + z! * z!)),
    sy! * 2 * (y! * z! + w! * x!),
    0,
    sz! * 2 * (x! * z! + w! * y!),
    sz! * 2 * (y! * z! - w! * x!),
    sz! * (1 - 2 * (x! * x! + y! * y!)),
    0,
    tx!,
    ty!,
    tz!,
    1,
  ];
}

/** [n, 3] points moved by a matrix. */
export function transform(points: Float32Array, matrix: Matrix): Float32Array {
  return points.map((_, i) => {
    const [at, k] = [i - (i % 3), i % 3];
    return (
      matrix[k]! * points[at]! +
      matrix[4 + k]! * points[at + 1]! +
      matrix[8 + k]! * points[at + 2]! +
      matrix[12 + k]!
    );
  });
}
