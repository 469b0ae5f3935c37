import { describe, expect, test } from 'vitest';
import { blendSlopes, withoutJumps } from './slope';

describe('blendSlopes', () => {
  test('is the common slope of a plane', () => {
    for (const slope of [0, 0.3, -1, 2.5, 30]) expect(blendSlopes(slope, slope, 1, 1)).toBeCloseTo(slope, 6);
  });

  test('is the mean of nearly equal slopes', () => {
    expect(blendSlopes(0.5, 0.6, 1, 1)).toBeCloseTo(0.55, 1);
  });

  test('takes the side without a jump, whichever it is', () => {
    expect(blendSlopes(0.2, 20, 1, 1)).toBeCloseTo(0.2, 3);
    expect(blendSlopes(-15, 0.2, 1, 1)).toBeCloseTo(0.2, 3);
  });

  test('ignores neighbours outside the silhouette', () => {
    expect(blendSlopes(0, -0.7, 0, 1)).toBeCloseTo(-0.7, 6);
    expect(blendSlopes(3, 5, 0, 0)).toBe(0);
  });
});

describe('withoutJumps', () => {
  test('keeps the slopes of surfaces and levels jumps', () => {
    for (const slope of [-2, -1.5, 0, 2]) expect(withoutJumps(slope)).toBeCloseTo(slope, 9);
    for (const slope of [-30, 4]) expect(withoutJumps(slope)).toBeCloseTo(0, 9);
  });

  test('fades without a step between the two', () => {
    for (let slope = 0; slope < 5; slope += 0.01) {
      expect(Math.abs(withoutJumps(slope + 0.01) - withoutJumps(slope))).toBeLessThan(0.05);
    }
  });
});
