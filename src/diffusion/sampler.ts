import type { Tensor } from '@tensorflow/tfjs-core';

/**
 * Predicts x_0 from x_τ, both of one shape. The result is a new tensor and the caller's to dispose; `x` is left
 * alone. Throws (an abort, a lost device) end the sampling.
 */
export type Denoise = (x: Tensor, tau: number) => Promise<Tensor>;

/** A draw of N(0, I), in the shape of the state; a new tensor, the caller's to dispose. */
export type DrawNoise = () => Tensor;

/** The state after one step. The tensors are the sampler's: they live until the next step is asked for. */
export interface SamplerStep {
  /** 1 to the number of steps. */
  readonly step: number;
  /** Level that `x` has reached; 0 after the last step. */
  readonly tau: number;
  readonly x: Tensor;
  /** The newest prediction of x_0; after the last step the same values as `x`. */
  readonly x0: Tensor;
}

/** A solver of the reverse process. Stateless: all it holds lives in one call of `sample`. */
export interface Sampler {
  readonly name: string;
  /** Calls of the denoiser in a step (the last step may need fewer). */
  readonly evaluationsPerStep: number;
  /**
   * @param x state at grid[0]; the sampler takes it over and disposes it
   * @param grid falling levels, ending in 0: one step from each to the next
   * @param noise asked only by stochastic samplers
   */
  sample(
    denoise: Denoise,
    x: Tensor,
    grid: readonly number[],
    noise: DrawNoise,
  ): AsyncGenerator<SamplerStep, void>;
}
