import { describe, expect, test } from 'vitest';
import { clamp, logit, sigmoid, smoothstep } from './scalar';

describe('scalar functions', () => {
  test('clamp keeps the interval and sends NaN to its low end', () => {
    expect([-2, 0.25, 3, Number.NaN].map((value) => clamp(value, 0, 1))).toEqual([0, 0.25, 1, 0]);
  });

  test('sigmoid undoes logit', () => {
    for (const p of [1e-6, 0.2, 0.5, 0.999]) expect(sigmoid(logit(p))).toBeCloseTo(p, 12);
  });

  test('sigmoid stays finite far out', () => {
    expect([sigmoid(-1e4), sigmoid(1e4)]).toEqual([0, 1]);
  });

  test('smoothstep is flat outside its interval and half-way in its middle', () => {
    expect([0, 1, 2, 3, 4].map((x) => smoothstep(1, 3, x))).toEqual([0, 0, 0.5, 1, 1]);
  });
});
