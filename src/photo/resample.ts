import type { Mask, Picture } from './picture';

/** The source pixels that one row or column of a result is made of. */
interface Taps {
  readonly first: number;
  /** They sum to 1, or to less where the result reaches beyond the source. */
  readonly weights: readonly number[];
}

interface Sampling {
  /** Of the result, in source pixels. */
  readonly centre: number;
  /** Source pixels in a pixel of the result. */
  readonly scale: number;
  /** Of the source's side. */
  readonly length: number;
  /** Pixels of the result. */
  readonly count: number;
}

/**
 * A box filter that is at least a source pixel wide: the area that a pixel of the result covers where it shrinks,
 * and linear interpolation between the two nearest pixels where it grows.
 */
export function taps({ centre, scale, length, count }: Sampling): Taps[] {
  const reach = Math.max(scale, 1) / 2;
  return Array.from({ length: count }, (_, i) => {
    const at = centre + (i + 0.5 - count / 2) * scale;
    const first = Math.max(0, Math.floor(at - reach));
    const last = Math.min(length - 1, Math.ceil(at + reach) - 1);
    const weights: number[] = [];
    for (let k = first; k <= last; k++) {
      const overlap = Math.min(k + 1, at + reach) - Math.max(k, at - reach);
      weights.push(Math.max(0, overlap) / (2 * reach));
    }
    return { first, weights };
  });
}

/**
 * A picture resampled along both axes, on colours multiplied by alpha. A pixel without alpha is black.
 *
 * @param mask weakens the picture's own alpha; null leaves it
 */
export function resample(
  { width, pixels }: Picture,
  mask: Mask | null,
  columns: readonly Taps[],
  rows: readonly Taps[],
): Picture {
  const out = new Uint8ClampedArray(columns.length * rows.length * 4);
  /** [width, 4] a row of the result before its columns are resampled: colour times alpha, and alpha. */
  const line = new Float32Array(width * 4);
  rows.forEach(({ first, weights }, row) => {
    line.fill(0);
    weights.forEach((weight, k) => {
      for (let column = 0; column < width; column++) {
        const i = (first + k) * width + column;
        const alpha = (weight * (mask ? mask[i]! : 255) * pixels[4 * i + 3]!) / 255;
        if (alpha === 0) continue;
        for (let c = 0; c < 3; c++) line[4 * column + c]! += alpha * pixels[4 * i + c]!;
        line[4 * column + 3]! += alpha;
      }
    });
    columns.forEach(({ first: from, weights: shares }, column) => {
      let [red, green, blue, alpha] = [0, 0, 0, 0];
      shares.forEach((share, k) => {
        const i = 4 * (from + k);
        red += share * line[i]!;
        green += share * line[i + 1]!;
        blue += share * line[i + 2]!;
        alpha += share * line[i + 3]!;
      });
      // Fainter than the eighth bit.
      if (alpha < 0.5) return;
      out.set([red / alpha, green / alpha, blue / alpha, alpha], 4 * (row * columns.length + column));
    });
  });
  return { width: columns.length, height: rows.length, pixels: out };
}

/** The whole picture at another size, each side at least one pixel. */
export function resize(picture: Picture, width: number, height: number): Picture {
  const along = (length: number, count: number) =>
    taps({ centre: length / 2, scale: length / count, length, count });
  return resample(picture, null, along(picture.width, width), along(picture.height, height));
}
