import { mix } from './linear';
import { oneEvaluationSampler } from './one-evaluation';
import { alphaOf, sigmaOf } from './path';

/**
 * Song, Meng and Ermon, "Denoising Diffusion Implicit Models", 2021, with η = 0: keep the noise that the prediction
 * implies, ε̂ = (x - α x̂_0) / σ, and go to the point of the next level that has the same x̂_0 and ε̂. Deterministic,
 * first order; on this path the same as Euler's method on the flow ODE.
 */
export const ddim = oneEvaluationSampler('ddim', (x, { x0, tau }, _before, to) => {
  const kept = sigmaOf(to) / sigmaOf(tau);
  return mix(kept, x, alphaOf(to) - kept * alphaOf(tau), x0);
});
