import type { Tensor } from '@tensorflow/tfjs-core';
import { mix } from './linear';
import { alphaOf, sigmaOf } from './path';
import type { DrawNoise } from './sampler';

/** A draw of q(x_τ | x_0) = N(α x_0, σ² I): a new tensor, the caller's to dispose; `x0` is left alone. */
export function noised(x0: Tensor, tau: number, noise: DrawNoise): Tensor {
  const z = noise();
  const x = mix(alphaOf(tau), x0, sigmaOf(tau), z);
  z.dispose();
  return x;
}
