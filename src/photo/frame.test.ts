import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { frameObject, PHOTO_SIZE } from './frame';
import { fullMask, type Picture } from './picture';

type Color = readonly [number, number, number, number];

/** @param paint the colour at a column and a row */
function pictureOf(width: number, height: number, paint: (x: number, y: number) => Color): Picture {
  const pixels = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) pixels.set(paint(x, y), 4 * (y * width + x));
  }
  return { width, height, pixels };
}

const at = ({ width, pixels }: Picture, x: number, y: number) => [
  ...pixels.subarray(4 * (y * width + x), 4 * (y * width + x) + 4),
];

/** Left, right, top and bottom ends of what is solid. */
function extent(picture: Picture): number[] {
  const { width, height } = picture;
  const [xs, ys]: [number[], number[]] = [[], []];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (at(picture, x, y)[3]! < 128) continue;
      xs.push(x);
      ys.push(y);
    }
  }
  return [Math.min(...xs), Math.max(...xs) + 1, Math.min(...ys), Math.max(...ys) + 1];
}

describe('frameObject', () => {
  test('centres the object and gives its longer side nine tenths', () => {
    const wide = pictureOf(400, 300, (x, y) =>
      x >= 40 && x < 240 && y >= 200 && y < 260 ? [200, 100, 50, 255] : [0, 0, 0, 0],
    );
    const framed = frameObject(wide, fullMask(wide))!;
    expect([framed.width, framed.height]).toEqual([PHOTO_SIZE, PHOTO_SIZE]);
    const [left, right, top, bottom] = extent(framed);
    expect(right! - left!).toBeCloseTo(0.9 * PHOTO_SIZE, -0.3);
    expect(bottom! - top!).toBeCloseTo(0.27 * PHOTO_SIZE, -0.3);
    expect(left! + right!).toBeCloseTo(PHOTO_SIZE, -0.3);
    expect(top! + bottom!).toBeCloseTo(PHOTO_SIZE, -0.3);
    expect(at(framed, 64, 64)).toEqual([200, 100, 50, 255]);
  });

  test('keeps what was on top on top', () => {
    const picture = pictureOf(64, 64, (_, y) => (y < 32 ? [255, 0, 0, 255] : [0, 0, 255, 255]));
    const framed = frameObject(picture, fullMask(picture))!;
    expect(at(framed, 64, 20)).toEqual([255, 0, 0, 255]);
    expect(at(framed, 64, 108)).toEqual([0, 0, 255, 255]);
  });

  test('averages where it shrinks: a fine chequerboard becomes its mean', () => {
    const picture = pictureOf(1280, 1280, (x, y) => ((x + y) % 2 ? [255, 255, 255, 255] : [0, 0, 0, 255]));
    const [red, , , alpha] = at(frameObject(picture, fullMask(picture))!, 60, 60);
    expect(Math.abs(red! - 127.5)).toBeLessThan(2);
    expect(alpha).toBe(255);
  });

  test('is smooth where it grows: values rise through all between two pixels', () => {
    const picture = pictureOf(2, 2, (x) => [x * 255, 0, 0, 255]);
    const framed = frameObject(picture, fullMask(picture))!;
    const row = Array.from({ length: 58 }, (_, i) => at(framed, 35 + i, 64)[0]!);
    expect(row).toEqual([...row].sort((a, b) => a - b));
    expect(new Set(row).size).toBeGreaterThan(50);
  });

  test('what is masked out leaves no trace in the outline', () => {
    const picture = pictureOf(301, 301, (x, y) =>
      Math.hypot(x - 150, y - 150) < 100 ? [250, 250, 250, 255] : [0, 0, 0, 255],
    );
    const mask = new Uint8Array(301 * 301);
    mask.forEach((_, i) => {
      mask[i] = Math.hypot((i % 301) - 150, Math.floor(i / 301) - 150) < 99 ? 255 : 0;
    });
    const { pixels } = frameObject(picture, mask)!;
    for (let i = 0; i < pixels.length; i += 4) if (pixels[i + 3]! > 0) expect(pixels[i]).toBeGreaterThan(240);
  });

  test('mask and alpha weaken each other', () => {
    const picture = pictureOf(50, 50, (x) => [9, 9, 9, x < 25 ? 255 : 200]);
    const mask = fullMask(picture).fill(204);
    const framed = frameObject(picture, mask)!;
    expect(at(framed, 30, 64)[3]).toBe(204);
    expect(at(framed, 100, 64)[3]).toBe(160);
  });

  test('nothing gives nothing', () => {
    const picture = pictureOf(20, 20, () => [1, 2, 3, 255]);
    expect(frameObject(picture, new Uint8Array(400))).toBeNull();
    expect(() => frameObject(picture, new Uint8Array(399))).toThrow('399');
  });

  test('any size of picture and any box give a centred square', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 90 }),
        fc.integer({ min: 1, max: 90 }),
        fc.nat(),
        (w, h, seed) => {
          const picture = pictureOf(w, h, () => [seed % 256, 7, 200, 255]);
          const mask = new Uint8Array(w * h);
          mask[seed % mask.length] = 255;
          const framed = frameObject(picture, mask)!;
          expect(at(framed, 64, 64).slice(0, 3)).toEqual([seed % 256, 7, 200]);
          expect(at(framed, 64, 64)[3]).toBeGreaterThan(245);
          const [left, right, top, bottom] = extent(framed);
          expect(Math.abs(left! + right! - PHOTO_SIZE)).toBeLessThanOrEqual(1);
          expect(Math.abs(top! + bottom! - PHOTO_SIZE)).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: 40 },
    );
  });
});
