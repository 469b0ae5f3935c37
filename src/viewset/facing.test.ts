import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shownBetter, withSlopes } from './facing';
import { viewsOf } from './view';
import { AXES, CHANNELS, VIEW_AXES, viewsetSize } from './viewset';

const RESOLUTION = 32;
const MIDDLE = RESOLUTION / 2;
const ORIGIN = new Float64Array(AXES);

/** The views of planes, all through the origin: the near depth along axis k is depths[k](u, v). */
function planes(depths: Readonly<Record<number, (u: number, v: number) => number>>) {
  const values = new Float32Array(viewsetSize(RESOLUTION));
  for (const [axis, depth] of Object.entries(depths)) {
    for (let row = 0; row < RESOLUTION; row++) {
      for (let column = 0; column < RESOLUTION; column++) {
        const at = ((Number(axis) * RESOLUTION + row) * RESOLUTION + column) * CHANNELS;
        const near = depth((column - MIDDLE) / RESOLUTION, (row - MIDDLE) / RESOLUTION);
        values.set([1, near, -0.5], at);
      }
    }
  }
  return viewsOf({ resolution: RESOLUTION, values }).map((view) => withSlopes(view, RESOLUTION));
}

/** How surely axis 0 is said to face what axis 2 sees rise by `slope` better, at a point on the z axis. */
function replaced(views: ReturnType<typeof planes>, slope: number, x = 0) {
  return shownBetter(views[0]!, 0, 2, slope, new Float64Array([x, 0, 0]), RESOLUTION);
}

test('slopes are those of the depth map along columns and rows', () => {
  const views = planes({ 1: (u, v) => 0.5 * u - 0.25 * v });
  const [near, far] = views[1]!.slopes;
  const at = MIDDLE * RESOLUTION + MIDDLE;
  expect(near.u[at]).toBeCloseTo(0.5, 5);
  expect(near.v[at]).toBeCloseTo(-0.25, 5);
  expect(far.u[at]).toBe(0);
});

describe('of two views of one surface', () => {
  const slope = fc.double({ min: -8, max: 8, noNaN: true });

  test('never both give way to the other, however they disagree about its slope', () => {
    fc.assert(
      fc.property(slope, slope, (alongX, alongZ) => {
        const views = planes({ 0: (z) => alongX * z, 2: (x) => alongZ * x });
        const first = shownBetter(views[0]!, 0, 2, Math.abs(alongZ), ORIGIN, RESOLUTION);
        const second = shownBetter(views[2]!, 2, 0, Math.abs(alongX), ORIGIN, RESOLUTION);
        expect(Math.min(first, second)).toBe(0);
      }),
    );
  });

  test('the one that faces it much better stays alone', () => {
    for (const steep of [1.5, 4, -4]) {
      const views = planes({ 0: (z) => z / steep, 2: (x) => x * steep });
      expect(replaced(views, Math.abs(steep))).toBeCloseTo(1, 9);
      expect(shownBetter(views[2]!, 2, 0, Math.abs(1 / steep), ORIGIN, RESOLUTION)).toBe(0);
    }
  });

  test('the second must show it: solid, and within two pixels', () => {
    const wall = planes({ 0: () => 0 });
    expect(replaced(wall, 1.5)).toBe(1);
    expect(replaced(wall, 1.5, 1 / RESOLUTION)).toBe(1);
    expect(replaced(wall, 1.5, 2 / RESOLUTION)).toBe(0);
    expect(replaced(planes({}), 1.5)).toBe(0);
  });

  test('where depth jumps it is enough that it passes by', () => {
    const wall = planes({ 0: () => 0 });
    expect(replaced(wall, 10, 3 / RESOLUTION)).toBe(1);
    expect(replaced(wall, 10, 7 / RESOLUTION)).toBe(0);
  });
});

test('columns and rows of the two views are told apart', () => {
  // The row of axis 0 and of axis 2 is y; x and z cross.
  expect([VIEW_AXES[0]!.u, VIEW_AXES[2]!.u]).toEqual([2, 0]);
  const views = planes({ 0: (_, y) => 3 * y });
  expect(replaced(views, 1.5)).toBe(1);
  expect(shownBetter(views[0]!, 0, 1, 1.5, ORIGIN, RESOLUTION)).toBe(0);
});
