import { describe, expect, test } from 'vitest';
import { allocateCloud, cloudTransferables, validateCloud } from './cloud';
import { randomCloud } from './cloud.fixture';

describe('validateCloud', () => {
  test('accepts clouds, also the empty one', () => {
    validateCloud(randomCloud(10, 1));
    validateCloud(allocateCloud(0));
  });

  test.each([
    ['positions', Number.NaN],
    ['positions', Number.POSITIVE_INFINITY],
    ['scales', 0],
    ['scales', -1],
    ['rotations', Number.NaN],
    ['colors', 1.1],
    ['opacities', -0.1],
  ] as const)('names the splat whose %s is %d', (name, value) => {
    const cloud = randomCloud(5, 2);
    cloud[name][cloud[name].length - 1] = value;
    expect(() => validateCloud(cloud)).toThrow(`${name} of splat 4`);
  });

  test('refuses rotations that are not of unit length', () => {
    const cloud = randomCloud(5, 2);
    cloud.rotations.set([1, 1, 0, 0], 8);
    expect(() => validateCloud(cloud)).toThrow('rotations of splat 2 has length 1.41');
  });

  test('refuses arrays of the wrong length', () => {
    expect(() => validateCloud({ ...randomCloud(5, 2), opacities: new Float32Array(4) })).toThrow(
      'opacities of a cloud of 5 splats must hold 5 values; it holds 4',
    );
  });
});

describe('cloudTransferables', () => {
  test('moves a cloud to another thread without a copy', () => {
    const cloud = randomCloud(5, 3);
    const expected = randomCloud(5, 3);
    const moved = structuredClone(cloud, { transfer: cloudTransferables(cloud) });
    expect(moved).toEqual(expected);
    expect(cloud.positions.length).toBe(0);
  });

  test('lists a buffer that arrays share only once', () => {
    const buffer = new ArrayBuffer(14 * 4);
    const part = (start: number, length: number) => new Float32Array(buffer, start * 4, length);
    const cloud = {
      count: 1,
      positions: part(0, 3),
      scales: part(3, 3),
      rotations: part(6, 4),
      colors: part(10, 3),
      opacities: part(13, 1),
    };
    expect(cloudTransferables(cloud)).toEqual([buffer]);
  });
});
