import { PNG } from 'pngjs';
import { describe, expect, test } from 'vitest';
import { colorPng, depthPng } from './png';

/** One row: nothing, solid red far away, half-transparent green in between, solid blue near. */
const rendering = {
  width: 4,
  height: 1,
  color: Float32Array.from([0, 0, 0, 0, 1, 0, 0, 1, 0, 0.6, 0, 0.6, 0, 0, 1, 1]),
  depth: Float32Array.from([0, 3, 2, 1]),
};

function pixels(file: Buffer): number[][] {
  const { data } = PNG.sync.read(file);
  return [0, 1, 2, 3].map((i) => [...data.subarray(4 * i, 4 * i + 3)]);
}

describe('pictures', () => {
  test('colour lies over a light neutral background', () => {
    const [nothing, red, green, blue] = pixels(colorPng(rendering));
    expect(Math.min(...nothing!)).toBeGreaterThan(200);
    expect(red).toEqual([255, 0, 0]);
    expect(blue).toEqual([0, 0, 255]);
    expect(green![1]).toBe(Math.round(153 + 0.4 * nothing![1]!));
  });

  test('depth is bright where it is near, and black where nothing is', () => {
    const [nothing, far, middle, near] = pixels(depthPng(rendering)).map(([grey]) => grey!);
    expect(nothing).toBe(0);
    expect(near).toBe(255);
    expect(far).toBeGreaterThan(0);
    expect(middle).toBeGreaterThan(far!);
    expect(middle).toBeLessThan(near!);
  });

  test('an empty rendering is black depth', () => {
    const empty = { width: 2, height: 2, color: new Float32Array(16), depth: new Float32Array(4) };
    expect([...PNG.sync.read(depthPng(empty)).data].filter((_, i) => i % 4 < 3)).toEqual(Array(12).fill(0));
  });
});
