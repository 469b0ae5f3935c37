import type { Tensor } from '@tensorflow/tfjs-core';
import type { Denoise } from './sampler';

/** What changes a prediction of x_0, read back; it may write into the values. */
export type Steer = (x0: Float32Array, tau: number) => Promise<Float32Array>;

/**
 * A denoiser whose predictions are changed before the sampler goes on from them, as in "GSD: View-Guided Gaussian
 * Splatting Diffusion" (Mu et al., 2024): what x̂_0 must agree with is worked into it at every level, so that the
 * network sees it in the next state and the rest of the object follows.
 */
export function steered(denoise: Denoise, steer: Steer, make: (values: Float32Array) => Tensor): Denoise {
  return async (x, tau) => {
    const x0 = await denoise(x, tau);
    try {
      return make(await steer((await x0.data()) as Float32Array, tau));
    } finally {
      x0.dispose();
    }
  };
}
