import type { Tensor } from '@tensorflow/tfjs-core';
import { mix } from './linear';
import { alphaOf, sigmaOf } from './path';
import type { DrawNoise } from './sampler';

/**
 * One step of the Markov chain that adds noise: a draw of q(x_to | x_from) for to > from. With r = α_to / α_from it is
 * r x + sqrt(σ_to² - r² σ_from²) z, so that after any number of steps x_τ = α x_0 + σ ε as if drawn at once (Ho et al.,
 * "Denoising Diffusion Probabilistic Models", 2020, equations 2 and 4, on this path).
 *
 * @returns a new tensor, the caller's to dispose; `x` is left alone
 */
export function transition(x: Tensor, from: number, to: number, noise: DrawNoise): Tensor {
  const kept = alphaOf(to) / alphaOf(from);
  const fresh = Math.sqrt(sigmaOf(to) ** 2 - (kept * sigmaOf(from)) ** 2);
  const z = noise();
  const next = mix(kept, x, fresh, z);
  z.dispose();
  return next;
}
