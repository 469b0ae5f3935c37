import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { readSafetensors, toFloats } from '../model/safetensors';
import { closeSeams } from './close-seams';
import { CHANNELS, viewsetSize } from './viewset';

const [RESOLUTION, PATCH] = [16, 8];

/** Every value alpha 1 and otherwise `at(column)`, along every axis. */
function alongColumns(at: (column: number) => number): Float32Array {
  return Float32Array.from({ length: viewsetSize(RESOLUTION) }, (_, i) =>
    i % CHANNELS === 0 ? 1 : at(Math.floor(i / CHANNELS) % RESOLUTION),
  );
}

/** The second channel of the first row. */
function depths(encoded: Float32Array): number[] {
  return Array.from({ length: RESOLUTION }, (_, column) => encoded[column * CHANNELS + 1]!);
}

test('seams are closed as training/ closes them', async () => {
  const file = await readFile(new URL('../../goldens/seams.safetensors', import.meta.url));
  const golden = readSafetensors(file, 'seams');
  const values = toFloats(golden.get('torn')!);
  closeSeams(values, 20, 5);
  const expected = toFloats(golden.get('closed')!);
  // Values up to 2 in float32, added to a few times.
  expect(Math.max(...values.map((value, i) => Math.abs(value - expected[i]!)))).toBeLessThan(2e-6);
});

test('a small step between patches becomes a slope over both halves', () => {
  const values = alongColumns((column) => (column < PATCH ? 0 : 0.05));
  closeSeams(values, RESOLUTION, PATCH);
  const after = depths(values);
  expect(after.slice(0, 4)).toEqual([0, 0, 0, 0]);
  const steps = after.slice(4, 13).map((value, i) => value - after[i + 3]!);
  expect(Math.max(...steps)).toBeLessThan(0.02);
  expect(Math.min(...steps)).toBeGreaterThan(0);
});

test('an edge of the object that happens to lie on a seam stays', () => {
  const values = alongColumns((column) => (column < PATCH ? -0.5 : 0.5));
  closeSeams(values, RESOLUTION, PATCH);
  const after = depths(values);
  expect(after[PATCH]! - after[PATCH - 1]!).toBeGreaterThan(0.95);
});

test('a slope that goes on across a seam stays as it is', () => {
  const values = alongColumns((column) => 0.03 * column);
  const before = depths(values);
  closeSeams(values, RESOLUTION, PATCH);
  depths(values).forEach((value, i) => {
    expect(value).toBeCloseTo(before[i]!, 6);
  });
});

test('outside the silhouette only alpha is touched', () => {
  const values = alongColumns((column) => (column < PATCH ? 0 : 0.05)).map((value, i) =>
    i % CHANNELS === 0 ? -1 : value,
  );
  const before = values.slice();
  closeSeams(values, RESOLUTION, PATCH);
  expect(values).toEqual(before);
});
