import { logit, sigmoid } from '../base/scalar';

/**
 * The noise path x_τ = α x_0 + σ ε with α = 1 - τ, σ = τ, ε ~ N(0, I): a straight line from data (τ = 0) to noise
 * (τ = 1), as in flow matching (Lipman et al., 2023) and rectified flow (Liu et al., 2023).
 */

/** Share of data, α. */
export function alphaOf(tau: number): number {
  return 1 - tau;
}

/** Share of noise, σ. */
export function sigmaOf(tau: number): number {
  return tau;
}

/**
 * s = ln(α / σ), the path's own coordinate: half the logarithm of the signal-to-noise ratio, λ in DPM-Solver.
 * Every path with the same s is the same path but for its scale. Infinite at both ends.
 */
export function logSnrOf(tau: number): number {
  return logit(alphaOf(tau));
}

/** The inverse of logSnrOf: τ = sigmoid(-s). */
export function tauOf(logSnr: number): number {
  return sigmoid(-logSnr);
}
