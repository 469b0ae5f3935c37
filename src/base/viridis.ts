/** Colours of viridis (Smith and van der Walt, 2015) at even steps from 0 to 1, sRGB in 0..255. */
const STOPS = [
  [68, 1, 84],
  [71, 45, 123],
  [59, 82, 139],
  [44, 114, 142],
  [33, 145, 140],
  [40, 174, 128],
  [94, 201, 98],
  [173, 220, 48],
  [253, 231, 37],
] as const;

/**
 * A colour that tells a quantity: even steps of it look even, for the colour-blind and in grey too.
 *
 * @param share clamped to [0, 1]
 * @returns sRGB in [0, 1]
 */
export function viridis(share: number): readonly [number, number, number] {
  const at = Math.min(1, Math.max(0, share)) * (STOPS.length - 1);
  const index = Math.min(STOPS.length - 2, Math.floor(at));
  const [from, to] = [STOPS[index]!, STOPS[index + 1]!];
  const mix = (k: 0 | 1 | 2) => (from[k] + (to[k] - from[k]) * (at - index)) / 255;
  return [mix(0), mix(1), mix(2)];
}

/** The same as a CSS gradient, for legends. */
export const VIRIDIS_GRADIENT = `linear-gradient(to right, ${STOPS.map((color) => `rgb(${color.join(' ')})`).join(', ')})`;
