import { clamp } from '../../base/scalar';

/** Cells along a side of the cube in which changes are gathered. */
const CELLS = 32;
/** Standard deviation of how far a change reaches, cells: a tenth of the cube. */
const DEVIATION = 3;
/** What a place that was not painted counts beside one that was: changes end where there is little of them around. */
const STILL = 0.1;

/**
 * Carries the changes that painting made over to places around that it did not reach, or there would be a seam between
 * a photo's colours and those that were predicted: normalized convolution (Knutsson and Westin, 1993) on a coarse grid.
 *
 * @param places [n, 3] in object units
 * @param before [n, 3] colours before they were painted
 * @param colors [n, 3] sRGB in [0, 1], changed in place
 * @param painted [n] how much each was painted, in [0, 1]
 */
export function harmonise(
  places: Float32Array,
  before: Float32Array,
  colors: Float32Array,
  painted: Float32Array,
): void {
  const changes = [0, 1, 2].map(() => new Float64Array(CELLS ** 3));
  const weights = new Float64Array(CELLS ** 3);
  const cells = Uint32Array.from(painted, (_, i) => cellOf(places, 3 * i));
  painted.forEach((amount, i) => {
    const cell = cells[i]!;
    weights[cell] = weights[cell]! + amount + STILL;
    changes.forEach((change, k) => {
      change[cell] = change[cell]! + colors[3 * i + k]! - before[3 * i + k]!;
    });
  });
  for (const values of [...changes, weights]) blur(values);
  painted.forEach((amount, i) => {
    const cell = cells[i]!;
    changes.forEach((change, k) => {
      const by = ((1 - amount) * change[cell]!) / weights[cell]!;
      colors[3 * i + k] = clamp(colors[3 * i + k]! + by, 0, 1);
    });
  });
}

function cellOf(places: Float32Array, at: number): number {
  let cell = 0;
  for (let k = 2; k >= 0; k--) {
    cell = cell * CELLS + clamp(Math.floor((places[at + k]! + 0.5) * CELLS), 0, CELLS - 1);
  }
  return cell;
}

/** Along all three axes, in place; beyond the cube there is nothing. */
function blur(values: Float64Array): void {
  const reach = Math.ceil(2.5 * DEVIATION);
  const kernel = Float64Array.from({ length: 2 * reach + 1 }, (_, i) =>
    Math.exp(-0.5 * ((i - reach) / DEVIATION) ** 2),
  );
  for (const stride of [1, CELLS, CELLS * CELLS]) {
    const source = values.slice();
    for (let cell = 0; cell < values.length; cell++) {
      const place = Math.floor(cell / stride) % CELLS;
      const last = Math.min(reach, CELLS - 1 - place);
      let sum = 0;
      for (let by = Math.max(-reach, -place); by <= last; by++) {
        sum += kernel[by + reach]! * source[cell + by * stride]!;
      }
      values[cell] = sum;
    }
  }
}
