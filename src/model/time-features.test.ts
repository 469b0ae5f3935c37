import { describe, expect, it } from 'vitest';
import { TIME_FEATURES, timeFeatures } from './time-features';

describe('timeFeatures', () => {
  it('is cos(s f) then sin(s f), from f = 0.1 to 10', () => {
    const tau = 0.2;
    const s = Math.log(0.8 / 0.2);
    const features = timeFeatures(tau);
    expect(features.length).toBe(TIME_FEATURES);
    expect(features[0]).toBeCloseTo(Math.cos(0.1 * s), 6);
    expect(features[63]).toBeCloseTo(Math.cos(10 * s), 6);
    expect(features[64]).toBeCloseTo(Math.sin(0.1 * s), 6);
    expect(features[127]).toBeCloseTo(Math.sin(10 * s), 6);
  });

  it('stops short of the infinities at 0 and 1', () => {
    expect(timeFeatures(0)).toEqual(timeFeatures(1e-4));
    expect(timeFeatures(1)).toEqual(timeFeatures(1 - 1e-4));
  });
});
