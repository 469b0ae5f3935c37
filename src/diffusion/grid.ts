import { invariant } from '../base/invariant';
import { tauOf } from './path';

/**
 * Where sampling starts. At s = -6 a quarter of a percent of the state is data, less than the network can see, so
 * x = ε is a fair draw; starting at τ = 1 itself would ask the network about a level it was hardly trained on.
 */
const FIRST_LOG_SNR = -6;

/** Where a next level would come if the last step did not go to 0: finer noise than this is not worth a step. */
const LAST_LOG_SNR = 3;

/**
 * Levels of `steps` denoising steps: steps + 1 values of τ, falling, even in log-SNR (as DPM-Solver and EDM choose
 * theirs, and unlike a grid even in τ, which would spend most of its steps after the shape is decided), then 0.
 */
export function timeGrid(steps: number): number[] {
  invariant(
    Number.isInteger(steps) && steps >= 1,
    `timeGrid: steps must be a positive integer, not ${steps}`,
  );
  const grid = Array.from({ length: steps }, (_, i) =>
    tauOf(FIRST_LOG_SNR + ((LAST_LOG_SNR - FIRST_LOG_SNR) * i) / steps),
  );
  grid.push(0);
  return grid;
}
