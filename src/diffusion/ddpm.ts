import { mix } from './linear';
import { oneEvaluationSampler } from './one-evaluation';
import { alphaOf, logSnrOf, sigmaOf } from './path';

/**
 * Ho, Jain and Abbeel, "Denoising Diffusion Probabilistic Models", 2020: ancestral sampling. Each step draws from
 * the posterior q(x_s | x_t, x̂_0) of the fixed Markov chain (their equations 6 and 7, variance β̃).
 *
 * Theirs is a variance-preserving chain; ours is the same one scaled by sqrt(α² + σ²) at each level. Written in
 * α, σ and the step h = λ_s - λ_t of log-SNR the scale drops out:
 *
 *     x_s = α_s x̂_0 + σ_s (e^-h ε̂ + sqrt(1 - e^-2h) z)      ε̂ = (x_t - α_t x̂_0) / σ_t,  z ~ N(0, I)
 *
 * which is DDIM with a part of the old noise exchanged for new.
 */
export const ddpm = oneEvaluationSampler('ddpm', (x, { x0, tau }, _before, to, noise) => {
  const h = logSnrOf(to) - logSnrOf(tau);
  const kept = (sigmaOf(to) / sigmaOf(tau)) * Math.exp(-h);
  const mean = mix(kept, x, alphaOf(to) - kept * alphaOf(tau), x0);
  const z = noise();
  const next = mix(1, mean, sigmaOf(to) * Math.sqrt(-Math.expm1(-2 * h)), z);
  mean.dispose();
  z.dispose();
  return next;
});
