import '@tensorflow/tfjs-backend-cpu';
import { memory, type Tensor, tensor1d } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { ddpm } from './ddpm';
import {
  evenGrid,
  flow,
  type Gaussian,
  meanOf,
  optimalDenoiser,
  readSteps,
  seededNoise,
  varianceOf,
} from './gaussian.fixture';
import { timeGrid } from './grid';
import { tauOf } from './path';
import { samplers } from './samplers';

const all = Object.values(samplers);
const deterministic = all.filter((sampler) => sampler !== ddpm);
const data: Gaussian = { mean: 0.7, deviation: 0.4 };

describe.each(all)('$name', (sampler) => {
  test('counts its steps, follows the grid and ends at the prediction', async () => {
    const grid = timeGrid(7);
    const noise = seededNoise(1, 5);
    const steps = await readSteps(sampler, optimalDenoiser(data), noise(), grid, noise);
    expect(steps.map(({ step }) => step)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(steps.map(({ tau }) => tau)).toEqual(grid.slice(1));
    expect(steps.at(-1)!.x).toEqual(steps.at(-1)!.x0);
  });

  test('one step is the prediction from pure noise', async () => {
    const noise = seededNoise(2, 5);
    const denoise = optimalDenoiser(data);
    const grid = timeGrid(1);
    const expected = await (await denoise(seededNoise(2, 5)(), grid[0]!)).data();
    const steps = await readSteps(sampler, denoise, noise(), grid, noise);
    expect(steps).toHaveLength(1);
    expect(steps[0]!.x).toEqual(expected);
  });

  test('asks the denoiser as often as it says, but for the last step', async () => {
    let asked = 0;
    const denoise = optimalDenoiser(data);
    const noise = seededNoise(3, 2);
    await readSteps(
      sampler,
      (x, tau) => {
        asked++;
        expect(tau).toBeGreaterThan(0);
        return denoise(x, tau);
      },
      noise(),
      timeGrid(6),
      noise,
    );
    expect(asked).toBe(5 * sampler.evaluationsPerStep + 1);
  });

  test('turns noise into data of the right mean and deviation', async () => {
    const noise = seededNoise(4, 10_000);
    const steps = await readSteps(sampler, optimalDenoiser(data), noise(), evenGrid(100, -6, 3), noise);
    const { x } = steps.at(-1)!;
    // Three standard errors of 10,000 draws are 0.012 and 0.0085. The rest is left to the 100 steps: ancestral
    // sampling leaves out the spread of x_0 around its prediction and so falls short by some hundredths.
    expect(Math.abs(meanOf(x) - data.mean)).toBeLessThan(0.02);
    expect(Math.abs(Math.sqrt(varianceOf(x)) - data.deviation)).toBeLessThan(0.03);
  });

  test('frees every tensor when run to its end', async () => {
    const before = memory().numTensors;
    const noise = seededNoise(5, 3);
    await readSteps(sampler, optimalDenoiser(data), noise(), timeGrid(5), noise);
    expect(memory().numTensors).toBe(before);
  });

  test('frees every tensor when left in the middle', async () => {
    const before = memory().numTensors;
    const noise = seededNoise(6, 3);
    for await (const { step } of sampler.sample(optimalDenoiser(data), noise(), timeGrid(5), noise)) {
      if (step === 3) break;
    }
    expect(memory().numTensors).toBe(before);
  });

  test.each([1, 2, 3, 4])('frees every tensor when evaluation %d throws', async (fatal) => {
    const before = memory().numTensors;
    const noise = seededNoise(7, 3);
    const denoise = optimalDenoiser(data);
    let asked = 0;
    const failing = async (x: Tensor, tau: number) => {
      asked++;
      if (asked === fatal) throw new Error('the device is gone');
      return denoise(x, tau);
    };
    await expect(readSteps(sampler, failing, noise(), timeGrid(5), noise)).rejects.toThrow('gone');
    expect(memory().numTensors).toBe(before);
  });
});

describe('order of convergence', () => {
  // Short enough that error terms of opposite sign do not hide the order.
  const [first, last] = [-2, 1];
  const start = [-1.5, -0.2, 0.4, 2];

  /** Largest distance to the exact flow at the last level above 0. */
  async function errorOf(sampler: (typeof all)[number], steps: number): Promise<number> {
    const grid = evenGrid(steps, first, last);
    const read = await readSteps(sampler, optimalDenoiser(data), tensor1d(start), grid, seededNoise(0, 1));
    const { x } = read[steps - 1]!;
    return Math.max(
      ...start.map((value, i) => Math.abs(x[i]! - flow(data, value, tauOf(first), tauOf(last)))),
    );
  }

  test.each([
    { name: 'ddim', order: 1 },
    { name: 'heun', order: 2 },
    { name: 'dpm-solver++', order: 2 },
  ] as const)('$name has order $order', async ({ name, order }) => {
    const ratio = (await errorOf(samplers[name], 20)) / (await errorOf(samplers[name], 40));
    expect(Math.abs(Math.log2(ratio) - order)).toBeLessThan(0.2);
  });

  test('second order is closer than first at equal cost', async () => {
    const euler = await errorOf(samplers.ddim, 20);
    expect(await errorOf(samplers['dpm-solver++'], 20)).toBeLessThan(euler / 4);
    expect(await errorOf(samplers.heun, 10)).toBeLessThan(euler / 2);
  });
});

describe('deterministic samplers', () => {
  test.each(deterministic)('$name draws no noise', async (sampler) => {
    const never = () => {
      throw new Error('asked for noise');
    };
    const steps = await readSteps(sampler, optimalDenoiser(data), tensor1d([1, 2]), timeGrid(4), never);
    expect(steps).toHaveLength(4);
  });
});

describe('ddpm', () => {
  test('each step is the posterior of Ho et al., in their variables', async () => {
    const [t, s] = [0.8, 0.6];
    const [prediction, state, draw] = [0.3, 1.7, -0.9];
    // ᾱ, the share of data of the variance-preserving path at both levels.
    const variance = (tau: number) => (1 - tau) ** 2 + tau ** 2;
    const bar = (tau: number) => (1 - tau) ** 2 / variance(tau);
    const alpha = bar(t) / bar(s);
    const beta = 1 - alpha;
    const y = state / Math.sqrt(variance(t));
    const mean =
      ((Math.sqrt(bar(s)) * beta) / (1 - bar(t))) * prediction +
      ((Math.sqrt(alpha) * (1 - bar(s))) / (1 - bar(t))) * y;
    const posterior = (beta * (1 - bar(s))) / (1 - bar(t));
    const expected = Math.sqrt(variance(s)) * (mean + Math.sqrt(posterior) * draw);

    const [step] = await readSteps(
      ddpm,
      async () => tensor1d([prediction]),
      tensor1d([state]),
      [t, s, 0],
      () => tensor1d([draw]),
    );
    expect(step!.x[0]).toBeCloseTo(expected, 5);
  });

  test('keeps the right variance at every level where the prediction is certain', async () => {
    const certain: Gaussian = { mean: -0.5, deviation: 0 };
    const noise = seededNoise(8, 40_000);
    const steps = await readSteps(ddpm, optimalDenoiser(certain), noise(), timeGrid(6), noise);
    for (const { tau, x } of steps.slice(0, -1)) {
      // One standard error of the variance of 40,000 draws is 0.7 %; the start is 0.25 % short of pure noise.
      expect(Math.abs(varianceOf(x) / tau ** 2 - 1)).toBeLessThan(0.03);
    }
  });

  test('the same seed draws the same object, another seed another', async () => {
    const run = async (seed: number) => {
      const noise = seededNoise(seed, 4);
      return (await readSteps(ddpm, optimalDenoiser(data), noise(), timeGrid(4), noise)).at(-1)!.x;
    };
    expect(await run(9)).toEqual(await run(9));
    expect(await run(9)).not.toEqual(await run(10));
  });
});
