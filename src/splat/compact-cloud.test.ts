import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allocateCloud, type SplatCloud, validateCloud } from './cloud';
import { anyCloud, randomCloud } from './cloud.fixture';
import { compactBytes, compactCloud, expandCloud } from './compact-cloud';

/** Rounding to the nearest code is off by half a code, and a little by float32. */
const CLOSE = 1e-6;
const POSITION_ERROR = 0.5 / 0xffff + CLOSE;
const COLOUR_ERROR = 0.5 / 255 + CLOSE;
const SCALE_RATIO = Math.exp(0.5 * (10 / 255)) * (1 + CLOSE);
/** Half a code of a smaller component is 0.5 · √2 / 1023; the largest is at most √3 times as wrong as all of them. */
const ROTATION_DOT = 1 - 6e-6;

function expectClose(cloud: SplatCloud, seen: SplatCloud): void {
  expect(seen.count).toBe(cloud.count);
  for (let i = 0; i < 3 * cloud.count; i++) {
    expect(Math.abs(seen.positions[i]! - cloud.positions[i]!)).toBeLessThanOrEqual(POSITION_ERROR);
    expect(Math.abs(seen.colors[i]! - cloud.colors[i]!)).toBeLessThanOrEqual(COLOUR_ERROR);
    const ratio = seen.scales[i]! / cloud.scales[i]!;
    expect(Math.max(ratio, 1 / ratio)).toBeLessThanOrEqual(SCALE_RATIO);
  }
  for (let i = 0; i < cloud.count; i++) {
    expect(Math.abs(seen.opacities[i]! - cloud.opacities[i]!)).toBeLessThanOrEqual(COLOUR_ERROR);
    let dot = 0;
    for (let k = 0; k < 4; k++) dot += seen.rotations[4 * i + k]! * cloud.rotations[4 * i + k]!;
    // A quaternion and its negative are one rotation.
    expect(Math.abs(dot)).toBeGreaterThanOrEqual(ROTATION_DOT);
  }
}

describe('a compact cloud', () => {
  test('comes back valid and within half a code of what it was', () => {
    fc.assert(
      fc.property(anyCloud, (cloud) => {
        const expanded = expandCloud(compactCloud(cloud));
        validateCloud(expanded);
        expectClose(cloud, expanded);
      }),
    );
  });

  test('is the same after being made compact again', () => {
    const once = expandCloud(compactCloud(randomCloud(50, 3)));
    const twice = expandCloud(compactCloud(once));
    expect(twice.colors).toEqual(once.colors);
    expect(twice.opacities).toEqual(once.opacities);
    expectClose(once, twice);
  });

  test('takes 17 bytes a splat: 25 steps of 10,000 splats stay under 5 MB', () => {
    const bytes = compactBytes(compactCloud(randomCloud(10_000, 1)));
    expect(bytes).toBe(170_000);
    expect(25 * bytes).toBeLessThan(5e6);
  });

  test('takes scales beyond its range for the nearest it has', () => {
    const cloud = randomCloud(1, 2);
    cloud.scales.set([1e-9, 3, 0.5]);
    const [small, large, within] = expandCloud(compactCloud(cloud)).scales;
    expect(small).toBeCloseTo(Math.exp(-10), 8);
    expect(large).toBe(1);
    expect(within).toBeCloseTo(0.5, 1);
  });

  test('may hold nothing, or splats in one plane', () => {
    expect(expandCloud(compactCloud(allocateCloud(0))).count).toBe(0);
    const flat = randomCloud(5, 4);
    for (let i = 0; i < 5; i++) flat.positions[3 * i + 1] = 0.25;
    const { positions } = expandCloud(compactCloud(flat));
    for (let i = 0; i < 5; i++) expect(positions[3 * i + 1]).toBe(0.25);
  });
});
