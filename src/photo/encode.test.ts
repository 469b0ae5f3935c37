import { expect, test } from 'vitest';
import { encodeAzimuth, encodePhoto } from './encode';

test('colour and alpha go to [-1, 1]', () => {
  expect([...encodePhoto(Uint8ClampedArray.of(255, 0, 51, 255))]).toEqual([
    1,
    -1,
    expect.closeTo(-0.6, 6),
    1,
  ]);
});

test('colour fades to grey with alpha', () => {
  expect([...encodePhoto(Uint8ClampedArray.of(255, 0, 51, 0))].map(Math.abs)).toEqual([0, 0, 0, 1]);
  const [red, green, , alpha] = encodePhoto(Uint8ClampedArray.of(255, 0, 0, 102));
  expect(red).toBeCloseTo(0.4, 6);
  expect(green).toBeCloseTo(-0.4, 6);
  expect(alpha).toBeCloseTo(-0.2, 6);
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
