import { mix } from './linear';
import { oneEvaluationSampler } from './one-evaluation';
import { alphaOf, logSnrOf, sigmaOf } from './path';

/**
 * Lu et al., "DPM-Solver++: Fast Solver for Guided Sampling of Diffusion Probabilistic Models", 2022, algorithm 2:
 * DPM-Solver++(2M), second order, multistep. The linear part of the ODE is solved exactly in λ = ln(α / σ); the
 * prediction is extrapolated linearly from this step and the one before:
 *
 *     D = (1 + 1 / 2r) x̂_0 - (1 / 2r) x̂_0'      r = h' / h, the step before over this one
 *     x_s = (σ_s / σ_t) x_t - α_s (e^-h - 1) D
 *
 * The first step has nothing before it and is first order, which is DDIM.
 */
export const dpmSolver = oneEvaluationSampler('dpm-solver++', (x, now, before, to) => {
  const h = logSnrOf(to) - logSnrOf(now.tau);
  const kept = sigmaOf(to) / sigmaOf(now.tau);
  const gain = -alphaOf(to) * Math.expm1(-h);
  if (before === null) return mix(kept, x, gain, now.x0);
  const extrapolation = h / (2 * (logSnrOf(now.tau) - logSnrOf(before.tau)));
  const d = mix(1 + extrapolation, now.x0, -extrapolation, before.x0);
  const next = mix(kept, x, gain, d);
  d.dispose();
  return next;
});
