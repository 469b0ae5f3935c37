/**
 * Levels that an object passes on its way to noise before it comes to those of the sampler, whose last prediction is
 * made amid noise. Nothing is undone at them.
 */
export const FINE_LEVELS = 3;
