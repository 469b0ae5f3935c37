import { add, type Tensor2D, type Tensor3D } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { randomTensor, readWithoutLeaks, relativeError, startTestDevice } from '../testing';
import { modulatedNorm } from './op';
import { modulatedNormReference } from './reference';

describe('modulated-norm program', () => {
  let errors: string[];
  beforeAll(async () => {
    errors = (await startTestDevice()).errors;
  });
  afterEach(() => {
    expect(errors).toEqual([]);
  });

  // Around 64 invocations of 4 values each; 30 is not a multiple of 4 and takes the composed ops.
  it.each([
    [1, 1, 4],
    [2, 5, 100],
    [1, 72, 256],
    [1, 3, 1028],
    [1, 2, 30],
  ])('equals the formula at [%i, %i, %i]', async (...shape) => {
    const x = randomTensor<Tensor3D>(shape, 1);
    const modulation = { table: randomTensor<Tensor2D>([5, shape[2]], 2), shift: 3, scale: 1 };
    for (const table of [modulation, undefined]) {
      const expected = await readWithoutLeaks(() => modulatedNormReference(x, table));
      const actual = await readWithoutLeaks(() => modulatedNorm(x, table));
      expect(Math.max(...actual)).toBeGreaterThan(0);
      expect(relativeError(actual, expected)).toBeLessThan(1e-4);
    }
  });

  it('keeps its precision where the mean is far larger than the deviation', async () => {
    const x = randomTensor<Tensor3D>([1, 4, 256], 3);
    const expected = await readWithoutLeaks(() => modulatedNormReference(x));
    const shifted = add(x, 256) as Tensor3D;
    const actual = await readWithoutLeaks(() => modulatedNorm(shifted));
    expect(relativeError(actual, expected)).toBeLessThan(1e-4);
  });
});
