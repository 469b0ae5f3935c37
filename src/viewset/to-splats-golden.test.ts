import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { readSafetensors, type StoredTensors, toFloats } from '../model/safetensors';
import type { SplatCloud } from '../splat/cloud';
import { FinishedObject } from './finished-object';
import { viewsetToCloud } from './to-splats';
import { surfelsOf } from './to-surfels';

/** Written by `python -m kiln.goldens_splats`, whose arithmetic is kiln/evaluate/splats.py and surfels.py. */
const NAME = 'viewset-splats';
/** Of the finished object every fourth disc is kept. */
const FINISHED_STRIDE = 4;
let golden: StoredTensors;

beforeAll(async () => {
  golden = readSafetensors(
    await readFile(new URL(`../../goldens/${NAME}.safetensors`, import.meta.url)),
    NAME,
  );
});

/** The unit directions of a cloud's three scales, [n, 3, 3]: the columns of each rotation's matrix. */
function axesOf({ rotations, count }: SplatCloud): Float32Array {
  const axes = new Float32Array(9 * count);
  for (let i = 0; i < count; i++) {
    const [w, x, y, z] = rotations.subarray(4 * i, 4 * i + 4) as unknown as [number, number, number, number];
    axes.set(
      [
        ...[1 - 2 * (y * y + z * z), 2 * (x * y + w * z), 2 * (x * z - w * y)],
        ...[2 * (x * y - w * z), 1 - 2 * (x * x + z * z), 2 * (y * z + w * x)],
        ...[2 * (x * z + w * y), 2 * (y * z - w * x), 1 - 2 * (x * x + y * y)],
      ],
      9 * i,
    );
  }
  return axes;
}

function largestDifference(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  let largest = 0;
  for (let i = 0; i < expected.length; i++) {
    largest = Math.max(largest, Math.abs(actual[i]! - expected[i]!));
  }
  return largest;
}

describe.each(['solid', 'mist', 'torn', 'table'])('the cloud of the golden %s', (name) => {
  test('is the one that training/ measures', () => {
    const { shape, values } = viewset(name);
    const cloud = viewsetToCloud({ resolution: shape[1]!, values });
    const actual = { ...cloud, axes: axesOf(cloud) };
    for (const key of ['positions', 'scales', 'axes', 'colors', 'opacities'] as const) {
      const expected = toFloats(golden.get(`${name}_${key}`)!);
      expect(actual[key].length, key).toBe(expected.length);
      // Both sides compute in float64 and store float32, here about 1e-7; the way through a quaternion adds some.
      expect(largestDifference(actual[key], expected), key).toBeLessThan(2e-6);
    }
  });

  test('has the finished object that training/ measures', () => {
    const { shape, values } = viewset(name);
    const cloud = surfelsOf(new FinishedObject({ resolution: shape[1]!, values }));
    expect(cloud.count).toBe(toFloats(golden.get(`${name}_finished_count`)!)[0]);
    const actual = { ...cloud, axes: axesOf(cloud) };
    for (const key of ['positions', 'scales', 'axes', 'colors', 'opacities'] as const) {
      const expected = toFloats(golden.get(`${name}_finished_${key}`)!);
      // The lattice is float32 on both sides, and its values are small where a sheet is thin: the direction of their
      // slope then tells the last bits.
      const tolerance = key === 'axes' ? 2e-4 : 1e-5;
      expect(largestDifference(everyFourth(actual[key], cloud.count), expected), key).toBeLessThan(tolerance);
    }
  });
});

function everyFourth(values: Float32Array, count: number): Float32Array {
  const width = values.length / count;
  return values.filter((_, i) => Math.floor(i / width) % FINISHED_STRIDE === 0);
}

function viewset(name: string) {
  const stored = golden.get(`${name}_viewset`)!;
  return { shape: stored.shape, values: toFloats(stored) };
}
