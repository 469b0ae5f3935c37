import { expect, test } from 'vitest';
import { Random } from '../base/random';
import { smoothed } from './smooth';

const R = 24;
const PIXEL = 1 / R;
const opaque = new Float32Array(R * R).fill(1);

function surfaceOf(depth: (x: number, y: number) => number): Float32Array {
  return Float32Array.from({ length: R * R }, (_, at) => depth(at % R, Math.floor(at / R)) * PIXEL);
}

/** Root mean square difference in pixels, away from the border, where neighbours are missing on one side. */
function difference(a: Float32Array, b: Float32Array, rows = [3, R - 3], columns = [3, R - 3]): number {
  let sum = 0;
  let count = 0;
  for (let y = rows[0]!; y < rows[1]!; y++) {
    for (let x = columns[0]!; x < columns[1]!; x++) {
      sum += ((a[y * R + x]! - b[y * R + x]!) / PIXEL) ** 2;
      count++;
    }
  }
  return Math.sqrt(sum / count);
}

test('a slanted plane stays', () => {
  const plane = surfaceOf((x, y) => 0.6 * x - 0.3 * y);
  expect(difference(smoothed(plane, opaque, R), plane)).toBeLessThan(1e-4);
});

test('unevenness is taken off', () => {
  const random = new Random(3);
  const plane = surfaceOf((x) => 0.2 * x);
  const rough = plane.map((value) => value + (random.uniform() - 0.5) * PIXEL);
  const before = difference(rough, plane);
  expect(difference(smoothed(rough, opaque, R), plane)).toBeLessThan(0.5 * before);
});

test('a step stays a step', () => {
  const step = surfaceOf((x) => (x < R / 2 ? 0 : 8));
  expect(difference(smoothed(step, opaque, R), step, [3, R - 3], [R / 2 - 2, R / 2 + 2])).toBeLessThan(0.05);
});

test('what is transparent has no say, and is left alone', () => {
  const alpha = opaque.map((_, at) => (at % R < R / 2 ? 1 : 0));
  const surface = surfaceOf((x) => (x < R / 2 ? 2 : 1));
  expect(smoothed(surface, alpha, R)).toEqual(surface);
});
