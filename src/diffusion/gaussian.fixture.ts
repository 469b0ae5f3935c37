import { add, mul, type Tensor, tensor1d, tidy } from '@tensorflow/tfjs-core';
import { Random } from '../base/random';
import { alphaOf, sigmaOf, tauOf } from './path';
import type { Denoise, DrawNoise, Sampler, SamplerStep } from './sampler';

/** Data x_0 ~ N(mean, deviation²), for which everything a sampler approximates is known in closed form. */
export interface Gaussian {
  readonly mean: number;
  readonly deviation: number;
}

/** Standard deviation of x_τ. */
function spread({ deviation }: Gaussian, tau: number): number {
  return Math.hypot(alphaOf(tau) * deviation, sigmaOf(tau));
}

/** E[x_0 | x_τ], the denoiser that a perfect network would learn. */
export function optimalDenoiser(data: Gaussian): Denoise {
  return async (x, tau) => {
    const gain = (alphaOf(tau) * data.deviation ** 2) / spread(data, tau) ** 2;
    return tidy(() => add(mul(x, gain), data.mean * (1 - gain * alphaOf(tau))));
  };
}

/** Where the probability-flow ODE takes the value x at level `from`: it keeps the distance in deviations. */
export function flow(data: Gaussian, x: number, from: number, to: number): number {
  return data.mean * alphaOf(to) + (spread(data, to) / spread(data, from)) * (x - data.mean * alphaOf(from));
}

/** Draws `length` values from the streams of one seed. */
export function seededNoise(seed: number, length: number): DrawNoise {
  const random = new Random(seed);
  return () => tensor1d(random.normals(length));
}

/** `steps` steps even in log-SNR from `first` to `last`, then one to 0. */
export function evenGrid(steps: number, first: number, last: number): number[] {
  const even = Array.from({ length: steps + 1 }, (_, i) => tauOf(first + ((last - first) * i) / steps));
  return [...even, 0];
}

/** What one step held, read back. */
export interface ReadStep extends Pick<SamplerStep, 'step' | 'tau'> {
  readonly x: Float32Array;
  readonly x0: Float32Array;
}

/** Runs a sampler to its end and reads every step back. */
export async function readSteps(
  sampler: Sampler,
  denoise: Denoise,
  start: Tensor,
  grid: readonly number[],
  noise: DrawNoise,
): Promise<ReadStep[]> {
  const steps: ReadStep[] = [];
  for await (const { step, tau, x, x0 } of sampler.sample(denoise, start, grid, noise)) {
    steps.push({ step, tau, x: (await x.data()) as Float32Array, x0: (await x0.data()) as Float32Array });
  }
  return steps;
}

export function meanOf(values: Float32Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function varianceOf(values: Float32Array): number {
  const mean = meanOf(values);
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
}
