import { describe, expect, it } from 'vitest';
import { validateCloud } from '../splat/cloud';
import { viewsetToPoints } from './to-points';
import { CHANNELS, viewsetSize } from './viewset';

const R = 4;

describe('viewsetToPoints', () => {
  it('puts two points for each pixel that is there, at their depths and in their colours', () => {
    const values = new Float32Array(viewsetSize(R));
    // Axis y, row 3 (z), column 1 (x).
    values.set([1, 0.25, -0.125, 1, 0, 0, 0, 0, 1], ((R + 3) * R + 1) * CHANNELS);
    const cloud = viewsetToPoints({ resolution: R, values });
    validateCloud(cloud);
    expect(cloud.count).toBe(2);
    expect([...cloud.positions]).toEqual([-0.125, 0.25, 0.375, -0.125, -0.125, 0.375]);
    expect([...cloud.colors]).toEqual([1, 0, 0, 0, 0, 1]);
  });

  it('makes a cloud of anything, noise too', () => {
    const values = Float32Array.from({ length: viewsetSize(R) }, (_, i) => 3 * Math.sin(99 * i));
    const cloud = viewsetToPoints({ resolution: R, values });
    validateCloud(cloud);
    expect(cloud.count).toBeGreaterThan(R * R);
  });
});
