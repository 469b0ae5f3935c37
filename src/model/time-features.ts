const FREQUENCIES = 64;
const LOWEST = 0.1;
const HIGHEST = 10;
/** τ is kept this far from 0 and 1, where its log-SNR is infinite. */
const MARGIN = 1e-4;

/** Number of features of a time. */
export const TIME_FEATURES = 2 * FREQUENCIES;

/**
 * Sinusoidal features of the log-SNR coordinate s = ln((1 - τ) / τ):
 * cos(s f_i) then sin(s f_i), with 64 frequencies evenly spaced in the logarithm from 0.1 to 10.
 *
 * @param tau time in [0, 1]
 */
export function timeFeatures(tau: number): Float32Array {
  const clamped = Math.min(Math.max(tau, MARGIN), 1 - MARGIN);
  const s = Math.log((1 - clamped) / clamped);
  const features = new Float32Array(TIME_FEATURES);
  for (let i = 0; i < FREQUENCIES; i++) {
    const frequency = LOWEST * (HIGHEST / LOWEST) ** (i / (FREQUENCIES - 1));
    features[i] = Math.cos(s * frequency);
    features[FREQUENCIES + i] = Math.sin(s * frequency);
  }
  return features;
}
