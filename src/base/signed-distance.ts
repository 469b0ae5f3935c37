/** Farther than any two pixels of a picture are apart. */
const FAR = 1e9;

/**
 * How many pixels each pixel of a square picture lies inside of a shape, measured from the shape's edge between pixel
 * centres; below 0 outside. Exact, in linear time (Felzenszwalb and Huttenlocher, "Distance transforms of sampled
 * functions", 2012).
 *
 * @param isInside [size, size]
 * @returns [size, size]; about ±10⁹ where there is no edge at all
 */
export function signedDistance(isInside: ArrayLike<boolean | number>, size: number): Float32Array {
  const toShape = distanceTo(size, (pixel) => Boolean(isInside[pixel]));
  const toRest = distanceTo(size, (pixel) => !isInside[pixel]);
  return Float32Array.from(toShape, (outside, i) => (outside > 0 ? 0.5 - outside : toRest[i]! - 0.5));
}

function distanceTo(size: number, isThere: (pixel: number) => boolean): Float64Array {
  const squares = Float64Array.from({ length: size * size }, (_, pixel) => (isThere(pixel) ? 0 : FAR ** 2));
  for (let column = 0; column < size; column++) transformLine(squares, column, size, size);
  for (let row = 0; row < size; row++) transformLine(squares, row * size, 1, size);
  return squares.map((square) => Math.min(Math.sqrt(square), FAR));
}

/** Replaces values along a line by min over q of (p - q)² + value(q): the lower envelope of parabolas. */
function transformLine(values: Float64Array, from: number, stride: number, size: number): void {
  const heights = Float64Array.from({ length: size }, (_, i) => values[from + i * stride]!);
  const apexes = new Int32Array(size);
  const starts = new Float64Array(size + 1);
  let last = 0;
  starts[0] = Number.NEGATIVE_INFINITY;
  starts[1] = Number.POSITIVE_INFINITY;
  for (let q = 1; q < size; q++) {
    let start = crossing(heights, apexes[last]!, q);
    while (start <= starts[last]!) start = crossing(heights, apexes[--last]!, q);
    apexes[++last] = q;
    starts[last] = start;
    starts[last + 1] = Number.POSITIVE_INFINITY;
  }
  for (let p = 0, k = 0; p < size; p++) {
    while (starts[k + 1]! < p) k++;
    const apex = apexes[k]!;
    values[from + p * stride] = (p - apex) ** 2 + heights[apex]!;
  }
}

/** Where the parabola over b goes below that over a. */
function crossing(heights: Float64Array, a: number, b: number): number {
  return (heights[b]! + b * b - heights[a]! - a * a) / (2 * (b - a));
}
