import { dispose, type Tensor } from '@tensorflow/tfjs-core';
import type { Denoise, DrawNoise, Sampler } from './sampler';

/** A prediction of x_0 and the level it was made at. */
export interface Prediction {
  readonly x0: Tensor;
  /** Above 0. */
  readonly tau: number;
}

/**
 * One update of a sampler that evaluates the denoiser once a step.
 *
 * @param x state at now.tau
 * @param now the prediction made from x
 * @param before the step before's, null in the first step
 * @param to level to reach, above 0 and below now.tau
 * @returns the state at `to`, a new tensor
 */
export type Update = (
  x: Tensor,
  now: Prediction,
  before: Prediction | null,
  to: number,
  noise: DrawNoise,
) => Tensor;

/**
 * The loop that such samplers share; it owns their tensors. The step to τ = 0 is the prediction itself: there all
 * of them agree, but for higher orders, which are dropped because the step is infinitely long in log-SNR.
 */
export function oneEvaluationSampler(name: string, update: Update): Sampler {
  return {
    name,
    evaluationsPerStep: 1,
    async *sample(denoise: Denoise, start: Tensor, grid: readonly number[], noise: DrawNoise) {
      let x = start;
      let before: Prediction | null = null;
      let now: Prediction | null = null;
      try {
        for (let step = 1; step < grid.length; step++) {
          const [from, to] = [grid[step - 1] as number, grid[step] as number];
          dispose(before?.x0 ?? []);
          before = now;
          now = null;
          now = { x0: await denoise(x, from), tau: from };
          const next = to === 0 ? now.x0.clone() : update(x, now, before, to, noise);
          x.dispose();
          x = next;
          yield { step, tau: to, x, x0: now.x0 };
        }
      } finally {
        x.dispose();
        dispose(before?.x0 ?? []);
        dispose(now?.x0 ?? []);
      }
    },
  };
}
