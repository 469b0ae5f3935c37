import { expect, test } from 'vitest';
import { outlineOf } from './outline';

test('the outline is a white line along the edge with a dark one beside it', () => {
  const size = 20;
  const pixels = new Uint8ClampedArray(size * size * 4);
  for (let row = 5; row < 15; row++) pixels.fill(200, 4 * (row * size + 5), 4 * (row * size + 15));
  const outline = outlineOf({ width: size, height: size, pixels });
  const at = (column: number, row: number) => [
    ...outline.pixels.slice(4 * (row * size + column), 4 * (row * size + column) + 4),
  ];
  expect(at(5, 10)).toEqual([255, 255, 255, 255]);
  expect(at(14, 14)).toEqual([255, 255, 255, 255]);
  expect(at(4, 10)).toEqual([0, 0, 0, 160]);
  expect(at(6, 10)).toEqual([0, 0, 0, 160]);
  expect(at(3, 10)).toEqual([0, 0, 0, 80]);
  expect(at(10, 10)).toEqual([0, 0, 0, 0]);
  expect(at(1, 10)).toEqual([0, 0, 0, 0]);
  const white = outline.pixels.filter((value, i) => i % 4 === 0 && value === 255).length;
  expect(white).toBe(4 * 9);
});

test('an object that fills the picture is outlined by its border', () => {
  const pixels = new Uint8ClampedArray(6 * 6 * 4).fill(255);
  expect(outlineOf({ width: 6, height: 6, pixels }).pixels[3]).toBe(255);
});
