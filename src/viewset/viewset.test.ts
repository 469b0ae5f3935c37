import { describe, expect, test } from 'vitest';
import { sphere, viewsetOf } from './solids.fixture';
import { CHANNELS, decodeViewset, encodeViewset, viewsetSize } from './viewset';

describe('viewset encoding', () => {
  test('outside the silhouette the network sees -1 for alpha and 0 for the rest', () => {
    const encoded = encodeViewset(viewsetOf(sphere(0.3), 8));
    expect([...encoded.subarray(0, CHANNELS)]).toEqual([-1, 0, 0, 0, 0, 0, 0, 0, 0]);
  });

  test('depth is doubled, alpha and colour are spread over [-1, 1]', () => {
    const values = new Float32Array(viewsetSize(1));
    values.set([1, 0.25, -0.5, 0, 0.25, 0.5, 0.75, 1, 0]);
    const encoded = encodeViewset({ resolution: 1, values });
    expect([...encoded.subarray(0, CHANNELS)]).toEqual([1, 0.5, -1, -1, -0.5, 0, 0.5, 1, -1]);
  });

  test('decoding undoes encoding', () => {
    const viewset = viewsetOf(sphere(0.4), 16);
    const decoded = decodeViewset(encodeViewset(viewset), 16);
    const error = decoded.values.map((value, i) => Math.abs(value - viewset.values[i]!));
    expect(Math.max(...error)).toBeLessThan(1e-6);
  });

  test('a wrong length is refused', () => {
    expect(() => decodeViewset(new Float32Array(5), 16)).toThrow('has 6912 values, not 5');
  });
});
