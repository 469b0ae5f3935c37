import { dispose, type Tensor } from '@tensorflow/tfjs-core';
import { mix } from './linear';
import type { Denoise, Sampler } from './sampler';

/**
 * Heun's method on the flow ODE dx/dτ = ε - x_0, whose right side is estimated by v(x, τ) = (x - x̂_0) / τ (the
 * deterministic sampler of Karras et al., "Elucidating the Design Space of Diffusion-Based Generative Models", 2022,
 * on this path): an Euler step, then the mean of the slopes at both of its ends. Second order, two evaluations a
 * step; the step to τ = 0 has no slope at its far end and is Euler's alone, which is the prediction.
 */
export const heun: Sampler = {
  name: 'heun',
  evaluationsPerStep: 2,
  async *sample(denoise: Denoise, start: Tensor, grid: readonly number[]) {
    let x = start;
    let x0: Tensor | null = null;
    try {
      for (let step = 1; step < grid.length; step++) {
        const [from, to] = [grid[step - 1] as number, grid[step] as number];
        dispose(x0 ?? []);
        x0 = null;
        x0 = await denoise(x, from);
        if (to === 0) {
          x.dispose();
          x = x0.clone();
        } else {
          const slope = mix(1 / from, x, -1 / from, x0);
          const euler = mix(1, x, to - from, slope);
          try {
            const corrected = await denoise(euler, to);
            x0.dispose();
            x0 = corrected;
            const slopeAtEnd = mix(1 / to, euler, -1 / to, x0);
            const sum = mix(1, slope, 1, slopeAtEnd);
            slopeAtEnd.dispose();
            const next = mix(1, x, (to - from) / 2, sum);
            sum.dispose();
            x.dispose();
            x = next;
          } finally {
            dispose([slope, euler]);
          }
        }
        yield { step, tau: to, x, x0 };
      }
    } finally {
      x.dispose();
      dispose(x0 ?? []);
    }
  },
};
