import { Random } from '../../base/random';

/** Colours as [n, 3] values in the space of `toColors`. */
export type Colors = Float32Array;

/** Components of a mixture, as in GrabCut. */
const COMPONENTS = 5;
const KMEANS_ROUNDS = 8;
/** Standard deviations below these are noise and compression, not a narrower colour: lightness, and each chroma. */
const FLOOR = [9, 5, 5] as const;

/** One Gaussian of a mixture. */
interface Component {
  readonly mean: readonly [number, number, number];
  /** Upper triangle of the inverse covariance: xx, xy, xz, yy, yz, zz. */
  readonly precision: readonly [number, number, number, number, number, number];
  /** Logarithm of its share, less half the logarithm of its covariance's determinant. */
  readonly logWeight: number;
}

export type ColorModel = readonly Component[];

/**
 * Lightness and two chroma axes of opponent colours, each over about 255 values: shading moves a colour along the
 * first, and matters less than a change of hue.
 *
 * @param pixels RGBA in 0..255
 */
export function toColors(pixels: Uint8ClampedArray): Colors {
  const colors = new Float32Array((pixels.length / 4) * 3);
  for (let i = 0, k = 0; i < pixels.length; i += 4, k += 3) {
    const [red, green, blue] = [pixels[i]!, pixels[i + 1]!, pixels[i + 2]!];
    colors[k] = (red + green + blue) / 3;
    colors[k + 1] = red - blue;
    colors[k + 2] = green - (red + blue) / 2;
  }
  return colors;
}

/**
 * Puts colours into at most COMPONENTS groups: k-means, seeded by k-means++ (Arthur and Vassilvitskii, 2007). The
 * same colours give the same groups.
 *
 * @param members indices into `colors`
 * @returns the group of each member
 */
export function group(colors: Colors, members: ArrayLike<number>): Uint8Array {
  const random = new Random(1);
  const centres = seeds(colors, members, random);
  const groups = new Uint8Array(members.length);
  for (let round = 0; round < KMEANS_ROUNDS; round++) {
    const sums = new Float64Array(centres.length * 4);
    for (let m = 0; m < members.length; m++) {
      const i = 3 * members[m]!;
      let best = Number.POSITIVE_INFINITY;
      centres.forEach((centre, g) => {
        const distance = squareDistance(colors, i, centre);
        if (distance >= best) return;
        best = distance;
        groups[m] = g;
      });
      const s = 4 * groups[m]!;
      for (let c = 0; c < 3; c++) sums[s + c]! += colors[i + c]!;
      sums[s + 3]!++;
    }
    centres.forEach((centre, g) => {
      const count = sums[4 * g + 3]!;
      if (count > 0) for (let c = 0; c < 3; c++) centre[c] = sums[4 * g + c]! / count;
    });
  }
  return groups;
}

function seeds(colors: Colors, members: ArrayLike<number>, random: Random): number[][] {
  const take = (m: number) => [...colors.subarray(3 * members[m]!, 3 * members[m]! + 3)];
  const centres = [take(Math.floor(random.uniform() * members.length))];
  const nearest = new Float64Array(members.length).fill(Number.POSITIVE_INFINITY);
  while (centres.length < COMPONENTS) {
    let sum = 0;
    for (let m = 0; m < members.length; m++) {
      nearest[m] = Math.min(nearest[m]!, squareDistance(colors, 3 * members[m]!, centres.at(-1)!));
      sum += nearest[m]!;
    }
    // Fewer different colours than groups.
    if (sum === 0) break;
    let left = random.uniform() * sum;
    let chosen = 0;
    while (chosen < members.length - 1 && left > nearest[chosen]!) left -= nearest[chosen++]!;
    centres.push(take(chosen));
  }
  return centres;
}

function squareDistance(colors: Colors, i: number, centre: readonly number[]): number {
  const [x, y, z] = [colors[i]! - centre[0]!, colors[i + 1]! - centre[1]!, colors[i + 2]! - centre[2]!];
  return x * x + y * y + z * z;
}

/**
 * A mixture of Gaussians with full covariances over the colours of some pixels.
 *
 * @param members indices into `colors`, at least one
 */
export function fitColors(colors: Colors, members: ArrayLike<number>): ColorModel {
  const groups = group(colors, members);
  // Per group: count, 3 sums, 6 sums of products.
  const sums = new Float64Array(COMPONENTS * 10);
  for (let m = 0; m < members.length; m++) {
    const i = 3 * members[m]!;
    const s = 10 * groups[m]!;
    const [x, y, z] = [colors[i]!, colors[i + 1]!, colors[i + 2]!];
    [1, x, y, z, x * x, x * y, x * z, y * y, y * z, z * z].forEach((value, k) => {
      sums[s + k]! += value;
    });
  }
  const model: Component[] = [];
  for (let g = 0; g < COMPONENTS; g++) {
    const [count, ...moments] = sums.subarray(10 * g, 10 * g + 10);
    if (count! > 0)
      model.push(
        component(
          count! / members.length,
          moments.map((sum) => sum / count!),
        ),
      );
  }
  return model;
}

/** @param moments means of x, y, z, xx, xy, xz, yy, yz, zz */
function component(share: number, moments: readonly number[]): Component {
  const [x, y, z, xx, xy, xz, yy, yz, zz] = moments as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const [a, d, f] = [xx - x * x + FLOOR[0] ** 2, yy - y * y + FLOOR[1] ** 2, zz - z * z + FLOOR[2] ** 2];
  const [b, c, e] = [xy - x * y, xz - x * z, yz - y * z];
  const [ca, cb, cc] = [d * f - e * e, c * e - b * f, b * e - c * d];
  const determinant = a * ca + b * cb + c * cc;
  return {
    mean: [x, y, z],
    precision: [
      ca / determinant,
      cb / determinant,
      cc / determinant,
      (a * f - c * c) / determinant,
      (b * c - a * e) / determinant,
      (a * d - b * b) / determinant,
    ],
    logWeight: Math.log(share) - Math.log(determinant) / 2,
  };
}

/** How little a colour fits a model: its negative log-likelihood, up to a constant that all models share. */
export function surprise(model: ColorModel, colors: Colors, pixel: number): number {
  const i = 3 * pixel;
  let best = Number.NEGATIVE_INFINITY;
  let sum = 0;
  for (const { mean, precision, logWeight } of model) {
    const x = colors[i]! - mean[0];
    const y = colors[i + 1]! - mean[1];
    const z = colors[i + 2]! - mean[2];
    const [xx, xy, xz, yy, yz, zz] = precision;
    const form = xx * x * x + yy * y * y + zz * z * z + 2 * (xy * x * y + xz * x * z + yz * y * z);
    const log = logWeight - form / 2;
    // log-sum-exp, one term at a time
    sum = log > best ? sum * Math.exp(best - log) + 1 : sum + Math.exp(log - best);
    best = Math.max(best, log);
  }
  return -best - Math.log(sum);
}
