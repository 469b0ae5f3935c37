import { describe, expect, test } from 'vitest';
import { timeGrid } from './grid';
import { logSnrOf, tauOf } from './path';

describe('path', () => {
  test.each([-6, -1.8, 0, 2.9])('log-SNR %d survives the way to τ and back', (s) => {
    expect(logSnrOf(tauOf(s))).toBeCloseTo(s, 10);
  });

  test('half data, half noise has log-SNR 0', () => {
    expect(logSnrOf(0.5)).toBe(0);
  });
});

describe('timeGrid', () => {
  test.each([1, 2, 25, 200])('%d steps fall from almost pure noise to exactly 0', (steps) => {
    const grid = timeGrid(steps);
    expect(grid).toHaveLength(steps + 1);
    expect(grid[0]).toBeGreaterThan(0.99);
    expect(grid[0]).toBeLessThan(1);
    expect(grid.at(-1)).toBe(0);
    for (let i = 1; i < grid.length; i++) expect(grid[i]!).toBeLessThan(grid[i - 1]!);
  });

  test('is even in log-SNR but for the step to 0', () => {
    const s = timeGrid(13).slice(0, -1).map(logSnrOf);
    for (let i = 1; i < s.length; i++) expect(s[i]! - s[i - 1]!).toBeCloseTo(0.5, 10);
  });

  test.each([2, 12, 200])('with %d steps the last prediction sees as much data as noise', (steps) => {
    expect(timeGrid(steps).at(-2)).toBeCloseTo(0.5, 10);
  });

  test('the more fidelity, the earlier the last prediction, from the same start', () => {
    const [plain, half, full] = [0, 0.5, 1].map((fidelity) => timeGrid(25, fidelity));
    expect(plain).toEqual(timeGrid(25));
    for (const grid of [half!, full!]) {
      expect(grid).toHaveLength(26);
      expect(grid[0]).toBe(plain![0]);
      expect(grid.at(-1)).toBe(0);
      for (let i = 1; i < grid.length; i++) expect(grid[i]!).toBeLessThan(grid[i - 1]!);
    }
    expect(half!.at(-2)).toBeGreaterThan(0.9);
    expect(full!.at(-2)).toBeGreaterThan(0.99);
  });

  test.each([0, -1, 2.5, Number.NaN])('%d steps is a bug of the caller', (steps) => {
    expect(() => timeGrid(steps)).toThrow('Broken invariant');
  });
});
