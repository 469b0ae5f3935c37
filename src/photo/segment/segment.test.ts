import { describe, expect, test } from 'vitest';
import { Random } from '../../base/random';
import { coverage, type Picture, SOLID } from '../picture';
import { resize } from '../resample';
import { segment } from './segment';

type Color = readonly [number, number, number];

const SIZE = 120;

interface Scene {
  readonly background?: (x: number, y: number) => Color;
  readonly object?: (x: number, y: number) => Color;
  /** Whether the object is at a point of the unit square. */
  readonly shape?: (x: number, y: number) => boolean;
  readonly noise?: number;
  /** Pixels along a side. */
  readonly size?: number;
}

const grey: Color = [205, 203, 200];
const red: Color = [190, 40, 35];
const disc = (x: number, y: number) => Math.hypot(x - 0.5, y - 0.55) < 0.28;

/** A noisy picture of an object, and where it is. */
function take({ background = () => grey, object = () => red, shape = disc, noise = 4, size = SIZE }: Scene) {
  const random = new Random(5);
  const pixels = new Uint8ClampedArray(size * size * 4).fill(255);
  const truth = new Uint8Array(size * size);
  for (let i = 0; i < truth.length; i++) {
    const [x, y] = [(i % size) / size, Math.floor(i / size) / size];
    truth[i] = shape(x, y) ? 1 : 0;
    const color = (truth[i] ? object : background)(x, y);
    random.normals(3).forEach((value, c) => {
      pixels[4 * i + c] = color[c]! + noise * value;
    });
  }
  return { picture: { width: size, height: size, pixels } satisfies Picture, truth };
}

/** Intersection over union. */
function overlap({ picture, truth }: ReturnType<typeof take>): number {
  const mask = segment(picture);
  let [both, either] = [0, 0];
  truth.forEach((isObject, i) => {
    const found = mask[i]! >= SOLID;
    if (found && isObject) both++;
    if (found || isObject) either++;
  });
  return both / either;
}

describe('segment', () => {
  test.each<[string, Scene]>([
    ['on a plain ground', {}],
    ['on a ground that gets darker', { background: (x, y) => [230 - 70 * x, 230 - 70 * x, 225 - 60 * y] }],
    ['of two colours', { object: (_, y) => (y < 0.5 ? [30, 60, 170] : [240, 220, 40]) }],
    ['a little darker than its ground', { object: () => [150, 150, 148] }],
    ['on a table before a wall', { background: (_, y) => (y < 0.62 ? [225, 222, 215] : [140, 105, 70]) }],
    ['of two parts', { shape: (x, y) => Math.hypot(Math.abs(x - 0.5) - 0.2, y - 0.5) < 0.13 }],
    ['that the picture cuts off below', { shape: (x, y) => Math.abs(x - 0.5) < 0.15 && y > 0.3 }],
    ['with a hole to look through', { shape: (x, y) => disc(x, y) && Math.hypot(x - 0.5, y - 0.55) > 0.12 }],
    [
      'in a shadow of its own',
      { background: (x, y) => (Math.hypot(x - 0.62, (y - 0.8) * 3) < 0.3 ? [178, 176, 173] : grey) },
    ],
  ])('finds an object %s', (_, scene) => {
    expect(overlap(take(scene))).toBeGreaterThan(0.95);
  });

  test('does not take the edge of a table for a part of the object', () => {
    const blurred = (_: number, y: number): Color =>
      Math.abs(y - 0.62) < 0.006 ? [182, 163, 142] : y < 0.62 ? [225, 222, 215] : [140, 105, 70];
    expect(overlap(take({ background: blurred }))).toBeGreaterThan(0.95);
  });

  test('does not take dust for objects', () => {
    const dust = (x: number, y: number) => Math.hypot(x - 0.1, y - 0.15) < 0.02;
    const { picture, truth } = take({ shape: (x, y) => disc(x, y) || dust(x, y) });
    const mask = segment(picture);
    expect(mask[18 * SIZE + 12]).toBe(0);
    expect(truth[18 * SIZE + 12]).toBe(1);
  });

  test('looks at a small object of a large picture from nearer', () => {
    const far = take({ shape: (x, y) => Math.hypot(x - 0.3, y - 0.4) < 0.06, size: 640 });
    expect(overlap(far)).toBeGreaterThan(0.95);
  });

  test('gives a picture of any size a mask of that size, with soft edges where it is larger than what is cut', () => {
    const large = resize(take({}).picture, 500, 300);
    const mask = segment(large);
    expect(mask).toHaveLength(500 * 300);
    expect(new Set(mask).size).toBeGreaterThan(10);
    expect(segment(resize(large, 40, 31))).toHaveLength(40 * 31);
  });

  test.each<[string, Scene]>([
    ['one colour', { shape: () => false, noise: 0 }],
    ['nothing but noise', { shape: () => false }],
  ])('finds nothing in %s', (_, scene) => {
    expect(coverage(segment(take(scene).picture))).toBe(0);
  });

  test('the same picture gives the same mask', () => {
    const { picture } = take({});
    expect(segment(picture)).toEqual(segment(picture));
  });
});
