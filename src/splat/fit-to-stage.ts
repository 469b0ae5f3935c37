import type { SplatCloud } from './cloud';

/** The cube that objects live in, a hair larger: splats at its faces may reach beyond. */
const HALF = 0.52;
/** Longest side of an object that was brought to size. */
const SIDE = 0.9;
/** Objects smaller than this share of the cube are brought to size as well. */
const SMALL = 0.3;
/** Share of splats at each end that do not decide the size: captured scenes have strays. */
const STRAYS = 0.005;

/** A cloud in the cube [-0.5, 0.5]³: as it is where it lies there already, else scaled and moved into its middle. */
export function fitToStage(cloud: SplatCloud): SplatCloud {
  if (cloud.count === 0) return cloud;
  const ranges = [0, 1, 2].map((k) => rangeOf(cloud.positions, k));
  const side = Math.max(...ranges.map(({ low, high }) => high - low));
  const isInside = ranges.every(({ low, high }) => low >= -HALF && high <= HALF);
  if (isInside && side >= SMALL) return cloud;
  const scale = SIDE / Math.max(side, 1e-9);
  return {
    ...cloud,
    positions: cloud.positions.map((value, i) => {
      const { low, high } = ranges[i % 3]!;
      return (value - (low + high) / 2) * scale;
    }),
    // Above 0 still where both are tiny.
    scales: cloud.scales.map((value) => Math.max(value * scale, 1e-18)),
  };
}

function rangeOf(positions: Float32Array, k: number): { readonly low: number; readonly high: number } {
  const sorted = positions.filter((_, i) => i % 3 === k).sort();
  const strays = Math.floor(sorted.length * STRAYS);
  return { low: sorted[strays]!, high: sorted[sorted.length - 1 - strays]! };
}
