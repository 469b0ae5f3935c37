/**
 * What reader and writer of the compressed .ply of PlayCanvas agree on: splats in runs of 256, each with the ranges
 * that its splats' packed values are fractions of.
 */
export const CHUNK_SPLATS = 256;

/** Floats of a run: least and largest centre, logarithm of scale, and colour. */
export const CHUNK_PROPERTIES = ['', 'scale_', 'color'].flatMap((what) =>
  ['min', 'max'].flatMap((end) =>
    (what === 'color' ? ['r', 'g', 'b'] : ['x', 'y', 'z']).map((axis) =>
      what === 'color' ? `${end}_${axis}` : `${end}_${what}${axis}`,
    ),
  ),
);

/** Words of a splat. */
export const PACKED_PROPERTIES = [
  'packed_position',
  'packed_rotation',
  'packed_scale',
  'packed_color',
] as const;

/** Bits of three values in a word, the first at the top. */
export const BITS_3 = [11, 10, 11] as const;

/** `value` in [0, 1] as a whole number of so many bits. */
export function toBits(value: number, bits: number): number {
  const top = 2 ** bits - 1;
  return Math.min(top, Math.max(0, Math.round(value * top)));
}

/** Packs whole numbers of the given bits into a word, the first at the top. */
export function packWord(values: readonly number[], bits: readonly number[]): number {
  return values.reduce((word, value, i) => ((word << bits[i]!) | value) >>> 0, 0);
}

/** The inverse of `packWord`, each number as a fraction in [0, 1]. */
export function unpackWord(word: number, bits: readonly number[]): number[] {
  let rest = word;
  return bits
    .toReversed()
    .map((size) => {
      const value = (rest & (2 ** size - 1)) / (2 ** size - 1);
      rest >>>= size;
      return value;
    })
    .reverse();
}
