import '@tensorflow/tfjs-backend-cpu';
import { setBackend, type Tensor2D, type Tensor3D, tensor2d, tensor3d } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { randomTensor, readWithoutLeaks } from '../testing';
import { modulatedNorm } from './op';

beforeAll(async () => {
  await setBackend('cpu');
});

describe('modulatedNorm', () => {
  it('normalises, then scales by 1 + scale and shifts', async () => {
    const x = tensor3d([1, 3, 5, 7], [1, 1, 4]);
    const table = tensor2d([
      [10, 20, 30, 40],
      [0, 0, 0, 0],
      [0, 1, 0, -1],
    ]);
    const actual = await readWithoutLeaks(() => modulatedNorm(x, { table, shift: 0, scale: 2 }));
    // mean 4, deviation sqrt(5)
    const unit = Math.sqrt(5);
    const expected = [10 - 3 / unit, 20 - 2 / unit, 30 + 1 / unit, 40];
    actual.forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i]!, 4);
    });
  });

  it('without modulation has mean 0 and deviation 1', async () => {
    const x = randomTensor<Tensor3D>([1, 1, 33], 1);
    const y = await readWithoutLeaks(() => modulatedNorm(x));
    expect(y.reduce((a, b) => a + b) / 33).toBeCloseTo(0, 5);
    expect(y.reduce((a, b) => a + b * b, 0) / 33).toBeCloseTo(1, 4);
  });

  it('refuses a table that does not fit', () => {
    const x = randomTensor<Tensor3D>([1, 1, 8], 1);
    const table = randomTensor<Tensor2D>([2, 8], 2);
    expect(() => modulatedNorm(x, { table, shift: 0, scale: 2 })).toThrow(/rows 0 and 2/);
    const narrow = randomTensor<Tensor2D>([2, 4], 2);
    expect(() => modulatedNorm(x, { table: narrow, shift: 0, scale: 1 })).toThrow(/8 wide/);
  });
});
