import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { writeQuaternion } from './rotation';

type Column = [number, number, number];

/** The columns of the rotation matrix of a unit quaternion. */
function columnsOf(w: number, x: number, y: number, z: number): [Column, Column, Column] {
  return [
    [1 - 2 * (y * y + z * z), 2 * (x * y + w * z), 2 * (x * z - w * y)],
    [2 * (x * y - w * z), 1 - 2 * (x * x + z * z), 2 * (y * z + w * x)],
    [2 * (x * z + w * y), 2 * (y * z - w * x), 1 - 2 * (x * x + y * y)],
  ];
}

function quaternionOf([a, b, c]: [Column, Column, Column]): number[] {
  const out = new Float32Array(5);
  writeQuaternion(out, 1, ...a, ...b, ...c);
  expect(out[0]).toBe(0);
  return [...out.subarray(1)];
}

describe('writeQuaternion', () => {
  test('undoes the matrix of any rotation, up to the sign', () => {
    const component = fc.double({ min: -1, max: 1, noNaN: true });
    fc.assert(
      fc.property(component, component, component, component, (w, x, y, z) => {
        const norm = Math.hypot(w, x, y, z);
        fc.pre(norm > 0.1);
        const given = [w / norm, x / norm, y / norm, z / norm] as const;
        const found = quaternionOf(columnsOf(...given));
        const agreement = found.reduce((sum, value, k) => sum + value * given[k]!, 0);
        expect(Math.abs(agreement)).toBeCloseTo(1, 5);
        expect(Math.hypot(...found)).toBeCloseTo(1, 5);
      }),
    );
  });

  test.each<[string, [number, number, number, number]]>([
    ['none', [1, 0, 0, 0]],
    ['half a turn about x', [0, 1, 0, 0]],
    ['half a turn about y', [0, 0, 1, 0]],
    ['half a turn about z', [0, 0, 0, 1]],
  ])('is exact for %s', (_, quaternion) => {
    expect(quaternionOf(columnsOf(...quaternion)).map(Math.abs)).toEqual(quaternion);
  });
});
