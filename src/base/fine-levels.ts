/**
 * Levels that an object passes on its way to noise before it comes to those of the sampler, whose last prediction is
 * made amid noise. Nothing is undone at them.
 */
export const FINE_LEVELS = 3;

/** States that an object goes through on its way to noise: itself, the fine levels, and one for each sampler step. */
export function statesToNoise(steps: number): number {
  return 1 + FINE_LEVELS + steps;
}
