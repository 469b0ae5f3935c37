/**
 * Sines, then cosines, of each position at width / 2 geometric frequencies from 1 to 1 / timescale
 * (Vaswani et al., "Attention Is All You Need", 2017, with the halves side by side instead of interleaved).
 *
 * @returns [length, width]
 */
export function positionSignal(length: number, width: number, timescale: number): Float32Array {
  const half = width / 2;
  const signal = new Float32Array(length * width);
  for (let t = 0; t < length; t++) {
    for (let i = 0; i < half; i++) {
      const angle = t * timescale ** (-i / (half - 1));
      signal[t * width + i] = Math.sin(angle);
      signal[t * width + half + i] = Math.cos(angle);
    }
  }
  return signal;
}
