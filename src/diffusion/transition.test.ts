import '@tensorflow/tfjs-backend-cpu';
import { fill, memory } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { meanOf, seededNoise, varianceOf } from './gaussian.fixture';
import { timeGrid } from './grid';
import { transition } from './transition';

test('a chain of steps gives x_τ = (1 - τ) x_0 + τ ε at each of its levels', async () => {
  const draws = 20_000;
  const noise = seededNoise(5, draws);
  let x = fill([draws], 0.7);
  let from = 0;
  for (const tau of timeGrid(6).toReversed().slice(1)) {
    const before = memory().numTensors;
    const next = transition(x, from, tau, noise);
    expect(memory().numTensors).toBe(before + 1);
    x.dispose();
    [x, from] = [next, tau];
    const values = (await x.data()) as Float32Array;
    // Four standard errors of a mean and of a variance.
    expect(Math.abs(meanOf(values) - (1 - tau) * 0.7)).toBeLessThan((4 * tau) / Math.sqrt(draws) + 1e-6);
    expect(Math.abs(varianceOf(values) - tau ** 2)).toBeLessThan(4 * tau ** 2 * Math.sqrt(2 / draws) + 1e-9);
  }
  x.dispose();
});
