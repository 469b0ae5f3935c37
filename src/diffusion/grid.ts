import { invariant } from '../base/invariant';
import { tauOf } from './path';

/**
 * Where sampling starts. At s = -6 a quarter of a percent of the state is data, less than the network can see, so
 * x = ε is a fair draw; starting at τ = 1 itself would ask the network about a level it was hardly trained on.
 */
const FIRST_LOG_SNR = -6;

/**
 * Where the last prediction is made, at τ = 0.5. What a chain of predictions has made by then leaves little to decide,
 * and at finer noise the network was hardly trained: going on frays the object (docs/decisions/0005-time-grid.md).
 */
const LAST_LOG_SNR = 0;

/** The same for full fidelity: so near the start that every step sees all but noise. */
const FAITHFUL_LOG_SNR = -5.5;

/**
 * Levels of `steps` denoising steps: steps + 1 values of τ, falling, even in log-SNR (as DPM-Solver and EDM choose
 * theirs, and unlike a grid even in τ, which would spend most of its steps after the shape is decided), then 0. The
 * level of the last prediction does not depend on their number; a single step predicts at the first level.
 *
 * @param fidelity in [0, 1], the share of the way, in log-SNR, by which the last prediction is made earlier
 * still. What is predicted at τ is the mean of all objects that x_τ may come from: early on the average of what
 * the photos allow, at the end one object of them. It is what t_r is in RenderDiffusion (Anciukevičius et al., 2023),
 * the level from which one denoising leads to the result.
 */
export function timeGrid(steps: number, fidelity = 0): number[] {
  invariant(
    Number.isInteger(steps) && steps >= 1,
    `timeGrid: steps must be a positive integer, not ${steps}`,
  );
  const last = LAST_LOG_SNR + fidelity * (FAITHFUL_LOG_SNR - LAST_LOG_SNR);
  const grid = Array.from({ length: steps }, (_, i) =>
    tauOf(FIRST_LOG_SNR + ((last - FIRST_LOG_SNR) * i) / Math.max(1, steps - 1)),
  );
  grid.push(0);
  return grid;
}
