import { expect, test } from 'vitest';
import { Random } from './random';
import { signedDistance } from './signed-distance';

const SIZE = 24;

test('is the distance to the nearest pixel of the other kind, less half a pixel', () => {
  const random = new Random(5);
  const isInside = Array.from({ length: SIZE * SIZE }, () => random.uniform() < 0.2);
  const distances = signedDistance(isInside, SIZE);
  distances.forEach((distance, i) => {
    const [x, y] = [i % SIZE, Math.floor(i / SIZE)];
    const others = isInside.flatMap((inside, j) =>
      inside === isInside[i] ? [] : [Math.hypot((j % SIZE) - x, Math.floor(j / SIZE) - y)],
    );
    const nearest = Math.min(...others) - 0.5;
    expect(distance).toBeCloseTo(isInside[i] ? nearest : -nearest, 5);
  });
});

test('without an edge everything is far inside, or far outside', () => {
  expect(Math.min(...signedDistance(new Uint8Array(16).fill(1), 4))).toBeGreaterThan(1e6);
  expect(Math.max(...signedDistance(new Uint8Array(16), 4))).toBeLessThan(-1e6);
});
