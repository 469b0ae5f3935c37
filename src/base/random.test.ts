import { describe, expect, test } from 'vitest';
import { Random } from './random';

describe('Random', () => {
  test('repeats itself for the same seed and stream', () => {
    expect(new Random(7, 3).normals(33)).toEqual(new Random(7, 3).normals(33));
  });

  test('differs between seeds, also beyond 32 bits, and between streams', () => {
    const first = (seed: number, stream: number) => new Random(seed, stream).word();
    const words = [first(1, 0), first(2, 0), first(1 + 2 ** 32, 0), first(1, 1)];
    expect(new Set(words).size).toBe(words.length);
  });

  test('uniforms stay inside (0, 1) and have the moments of the uniform distribution', () => {
    const random = new Random(1);
    const values = Array.from({ length: 40_000 }, () => random.uniform());
    expect(Math.min(...values)).toBeGreaterThan(0);
    expect(Math.max(...values)).toBeLessThan(1);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(mean).toBeCloseTo(0.5, 2);
  });

  test('normals have the first four moments of the standard normal distribution', () => {
    const values = new Random(5).normals(100_000);
    const moment = (power: number) => values.reduce((sum, value) => sum + value ** power, 0) / values.length;
    // Six standard errors: sqrt(1, 2, 15, 96) / sqrt(100,000) each.
    expect(Math.abs(moment(1))).toBeLessThan(0.019);
    expect(Math.abs(moment(2) - 1)).toBeLessThan(0.027);
    expect(Math.abs(moment(3))).toBeLessThan(0.074);
    expect(Math.abs(moment(4) - 3)).toBeLessThan(0.186);
  });

  test('refuses seeds that are not whole numbers from 0 on', () => {
    for (const seed of [-1, 0.5, Number.NaN, 2 ** 53]) {
      expect(() => new Random(seed)).toThrow('a seed must be a whole number');
    }
  });
});
