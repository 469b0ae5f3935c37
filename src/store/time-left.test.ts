import { describe, expect, it } from 'vitest';
import { secondsLeft } from './time-left';

describe('secondsLeft', () => {
  it('knows nothing before the first step', () => {
    expect(secondsLeft([0], 10)).toBeNull();
  });

  it('goes by the first step while there is no other', () => {
    expect(secondsLeft([0, 900], 10)).toBe(9);
  });

  it('forgets a slow first step as soon as it can', () => {
    expect(secondsLeft([0, 5000, 5100], 10)).toBe(1);
  });

  it('shrugs off a single hiccup', () => {
    expect(secondsLeft([0, 100, 200, 300, 2300, 2400, 2500], 10)).toBe(1);
  });

  it('follows a machine that has become slower', () => {
    const arrivals = [0, 100, 200, 300];
    for (let i = 0; i < 5; i++) arrivals.push(arrivals.at(-1)! + 400);
    expect(secondsLeft(arrivals, 10)).toBe(4);
  });

  it('ends at nothing', () => {
    expect(secondsLeft([0, 100, 200], 0)).toBe(0);
  });
});
