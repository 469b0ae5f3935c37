import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { settled, shownBetter } from './facing';
import { viewsOf } from './view';
import { CHANNELS, viewsetSize } from './viewset';

const RESOLUTION = 32;
const PIXEL = 1 / RESOLUTION;
const MIDDLE = RESOLUTION / 2;
const CENTRE = MIDDLE * RESOLUTION + MIDDLE;

type Depth = (u: number, v: number) => number;

/** Views of surfaces through the origin, which lies on the middle pixel: near depths along the axes that are named. */
function predictions(depths: Readonly<Record<number, Depth>>) {
  const values = new Float32Array(viewsetSize(RESOLUTION));
  for (const [axis, depth] of Object.entries(depths)) {
    for (let row = 0; row < RESOLUTION; row++) {
      for (let column = 0; column < RESOLUTION; column++) {
        const at = ((Number(axis) * RESOLUTION + row) * RESOLUTION + column) * CHANNELS;
        values.set([1, depth((column - MIDDLE) * PIXEL, (row - MIDDLE) * PIXEL), -0.5], at);
      }
    }
  }
  return viewsOf({ resolution: RESOLUTION, values });
}

/** The same after they have settled; carving has moved the near hits of axis 2 by `moved`. */
function surfaces(depths: Readonly<Record<number, Depth>>, moved = 0) {
  return predictions(depths).map((view, axis) => {
    const [near, far] = view.depth;
    const there = axis === 2 ? near.map((d) => d + moved) : near;
    return settled(view, { ...view, depth: [there, far] }, RESOLUTION);
  });
}

/** How far the near hit of `axis` in the middle gives way to `other`, seen as if it were at x. */
function yields(views: ReturnType<typeof surfaces>, axis: number, other: number, x = 0): number {
  return shownBetter(views, axis, 0, CENTRE, other, new Float64Array([x, 0, 0]), RESOLUTION);
}

test('slopes are those of the depth along columns and rows', () => {
  const { u, v } = surfaces({ 1: (x, z) => 0.5 * x - 0.25 * z })[1]!.surfaces[0];
  expect(u[CENTRE]).toBeCloseTo(0.5, 5);
  expect(v[CENTRE]).toBeCloseTo(-0.25, 5);
});

describe('two views of one surface', () => {
  const slope = fc.double({ min: -8, max: 8, noNaN: true });

  test('never both give way, however they disagree about how it lies', () => {
    for (const [first, second] of [
      [0, 2],
      [0, 1],
      [1, 2],
    ] as const) {
      fc.assert(
        fc.property(slope, slope, slope, slope, (a, b, c, d) => {
          const views = surfaces({ [first]: (u, v) => a * u + b * v, [second]: (u, v) => c * u + d * v });
          expect(Math.min(yields(views, first, second), yields(views, second, first))).toBe(0);
        }),
        { numRuns: 20 },
      );
    }
  });

  test('the one that faces it much better stays alone', () => {
    for (const steep of [2, 4, -4]) {
      const views = surfaces({ 0: (z) => z / steep, 2: (x) => x * steep });
      expect(yields(views, 2, 0)).toBeCloseTo(1, 4);
      expect(yields(views, 0, 2)).toBe(0);
    }
  });

  test('slopes along what they share do not count', () => {
    // x and z cross in these two; y is the row of both.
    const views = surfaces({ 0: (_, y) => 3 * y, 2: (x) => 2 * x });
    expect(yields(views, 2, 0)).toBeCloseTo(1, 4);
  });
});

describe('to be replaced', () => {
  const wall = { 0: () => 0 };

  test('a slope must be shown by the other view: solid, and within two pixels', () => {
    const slanted = surfaces({ ...wall, 2: (x) => 2 * x });
    expect(yields(slanted, 2, 0)).toBeCloseTo(1, 9);
    expect(yields(slanted, 2, 0, PIXEL)).toBeCloseTo(1, 9);
    expect(yields(slanted, 2, 0, 2 * PIXEL)).toBe(0);
    expect(yields(surfaces({ 2: (x) => 2 * x }), 2, 0)).toBe(0);
  });

  test('a jump need only pass by what the other view shows', () => {
    const jump = surfaces({ ...wall, 2: (x) => 10 * x });
    expect(yields(jump, 2, 0, 3 * PIXEL)).toBe(1);
    expect(yields(jump, 2, 0, 7 * PIXEL)).toBe(0);
  });

  test('a level hit that carving has moved far gives way like a jump, and one moved a little does not', () => {
    const level = { ...wall, 2: () => 0 };
    expect(yields(surfaces(level, 0.2), 2, 0, 3 * PIXEL)).toBe(1);
    expect(yields(surfaces(level, 1 / 32), 2, 0)).toBe(0);
    expect(yields(surfaces(level, 0.2), 0, 2)).toBe(0);
  });
});
