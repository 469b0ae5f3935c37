import '@tensorflow/tfjs-backend-cpu';
import { fill, memory } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { meanOf, seededNoise, varianceOf } from './gaussian.fixture';
import { noised } from './noised';

test.each([0, 0.3, 0.9, 1])('at level %d data has the mean α x_0 and the variance σ²', async (tau) => {
  const draws = 20_000;
  const x0 = fill([draws], 0.7);
  const before = memory().numTensors;
  const x = noised(x0, tau, seededNoise(5, draws));
  expect(memory().numTensors).toBe(before + 1);
  const values = (await x.data()) as Float32Array;
  // Four standard errors of a mean and of a variance.
  expect(Math.abs(meanOf(values) - (1 - tau) * 0.7)).toBeLessThanOrEqual((4 * tau) / Math.sqrt(draws) + 1e-6);
  expect(Math.abs(varianceOf(values) - tau ** 2)).toBeLessThanOrEqual(
    4 * tau ** 2 * Math.sqrt(2 / draws) + 1e-9,
  );
});
