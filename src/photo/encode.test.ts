import { expect, test } from 'vitest';
import { encodeAzimuth, encodePhoto } from './encode';

test('colour and alpha go to [-1, 1]', () => {
  expect([...encodePhoto(Uint8ClampedArray.of(255, 0, 51, 255), 1)]).toEqual([
    1,
    -1,
    expect.closeTo(-0.6, 6),
    1,
  ]);
});

test('colour fades to grey with alpha', () => {
  expect([...encodePhoto(Uint8ClampedArray.of(255, 0, 51, 0), 1)].map(Math.abs)).toEqual([0, 0, 0, 1]);
  const [red, green, , alpha] = encodePhoto(Uint8ClampedArray.of(255, 0, 0, 102), 1);
  expect(red).toBeCloseTo(0.4, 6);
  expect(green).toBeCloseTo(-0.4, 6);
  expect(alpha).toBeCloseTo(-0.2, 6);
});

test('a network that looks at fewer pixels sees the mean of what is visible', () => {
  const pixels = new Uint8ClampedArray(4 * 4 * 4);
  // One opaque red pixel in the last block of 2 x 2, all else transparent white.
  pixels.fill(255).forEach((_, i) => {
    if (i % 4 === 3) pixels[i] = 0;
  });
  pixels.set([255, 0, 0, 255], 4 * (3 * 4 + 2));
  const seen = encodePhoto(pixels, 4, 2);
  expect(seen).toHaveLength(16);
  expect([...seen.subarray(12)]).toEqual([0.25, -0.25, -0.25, -0.5]);
  expect([...seen.subarray(0, 4)].map(Math.abs)).toEqual([0, 0, 0, 1]);
});

test.each([
  [0, [0, 1, 0]],
  [90, [1, 0, 0]],
  [180, [0, -1, 0]],
  [-90, [-1, 0, 0]],
])('%d degrees', (azimuth, expected) => {
  encodeAzimuth(azimuth).forEach((value, i) => {
    expect(value).toBeCloseTo(expected[i]!, 12);
  });
});

test('an unknown angle has a mark of its own', () => {
  expect(encodeAzimuth(null)).toEqual([0, 0, 1]);
});
