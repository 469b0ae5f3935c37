import fc from 'fast-check';
import { expect, test } from 'vitest';
import { paintStroke } from './paint';

const WIDTH = 40;
const HEIGHT = 30;

test('a stroke is a line with round ends', () => {
  const mask = new Uint8Array(WIDTH * HEIGHT);
  paintStroke(mask, WIDTH, { from: [10, 15], to: [30, 15], radius: 4, value: 255 });
  const area = mask.reduce((sum, value) => sum + value / 255, 0);
  expect(area).toBeCloseTo(20 * 8 + Math.PI * 16, -0.7);
  expect(mask[15 * WIDTH + 20]).toBe(255);
  expect(mask[15 * WIDTH + 7]).toBe(255);
  expect(mask[21 * WIDTH + 20]).toBe(0);
});

test('erasing undoes adding', () => {
  const mask = new Uint8Array(WIDTH * HEIGHT);
  const stroke = { from: [12, 9], to: [12, 9], radius: 5 } as const;
  paintStroke(mask, WIDTH, { ...stroke, value: 255 });
  expect(Math.max(...mask)).toBe(255);
  paintStroke(mask, WIDTH, { ...stroke, radius: 6, value: 0 });
  expect(Math.max(...mask)).toBe(0);
});

test('changes nothing outside the patch it tells, wherever it runs', () => {
  const coordinate = fc.double({ min: -60, max: 90, noNaN: true });
  fc.assert(
    fc.property(
      fc.tuple(coordinate, coordinate),
      fc.tuple(coordinate, coordinate),
      fc.double({ min: 0.5, max: 30, noNaN: true }),
      (from, to, radius) => {
        const mask = new Uint8Array(WIDTH * HEIGHT);
        const patch = paintStroke(mask, WIDTH, { from, to, radius, value: 255 });
        mask.forEach((value, i) => {
          const [x, y] = [i % WIDTH, Math.floor(i / WIDTH)];
          const inside = x >= patch.left && x < patch.right && y >= patch.top && y < patch.bottom;
          if (value > 0) expect(inside).toBe(true);
        });
      },
    ),
  );
});
