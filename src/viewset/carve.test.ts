import { describe, expect, test } from 'vitest';
import { carve } from './carve';
import { box, sphere, viewsetOf } from './solids.fixture';
import { viewsetToCloud } from './to-splats';
import { viewsOf } from './view';
import { CHANNEL, CHANNELS, type Viewset } from './viewset';

const RESOLUTION = 48;

describe.each([
  ['a sphere', sphere(0.35)],
  ['a tilted box', box([0.4, 0.25, 0.15], 0.5)],
])('the views of %s', (_, solid) => {
  test('agree, so that nothing moves', () => {
    const views = viewsOf(viewsetOf(solid, RESOLUTION));
    carve(views, RESOLUTION).forEach((view, axis) => {
      expect(view.depth[0]).toEqual(views[axis]!.depth[0]);
      expect(view.depth[1]).toEqual(views[axis]!.depth[1]);
    });
  });
});

describe('a box whose views along z say that it is 12 pixels deeper at either end', () => {
  const half = [0.25, 0.25, 0.15] as const;
  const extra = 12 / RESOLUTION;
  const deeper = inflated(viewsetOf(box(half), RESOLUTION), extra);

  test('gets the surface that the other two agree on', () => {
    const [near, far] = carve(viewsOf(deeper), RESOLUTION)[2]!.depth;
    const middle = (RESOLUTION / 2) * RESOLUTION + RESOLUTION / 2;
    // The hull forgives two pixels, and hits move a pixel at a time.
    expect(near[middle]).toBeLessThan(half[2] + 3 / RESOLUTION);
    expect(near[middle]).toBeGreaterThan(half[2] - 1 / RESOLUTION);
    expect(far[middle]).toBeCloseTo(-near[middle]!, 5);
  });

  test('keeps its front and back', () => {
    const cloud = viewsetToCloud(deeper);
    const front = Array.from({ length: cloud.count }, (_, i) =>
      cloud.positions.slice(3 * i, 3 * i + 3),
    ).filter(([x, y, z]) => Math.abs(x!) < 0.15 && Math.abs(y!) < 0.15 && z! > 0.1);
    const pixels = (0.3 * RESOLUTION) ** 2;
    expect(front.length).toBeGreaterThan(0.9 * pixels);
  });
});

test('a hit that no place suits keeps its depth', () => {
  const { values, ...rest } = viewsetOf(sphere(0.2), RESOLUTION);
  const lonely = values.slice();
  const at = 2 * RESOLUTION * RESOLUTION * CHANNELS;
  lonely.set([1, 0.3, -0.3], at); // the corner pixel of the views along z, where the ball is not
  const [near, far] = carve(viewsOf({ ...rest, values: lonely }), RESOLUTION)[2]!.depth;
  expect(near[0]).toBeCloseTo(0.3, 6);
  expect(far[0]).toBeCloseTo(-0.3, 6);
});

/** A viewset whose views along z have both hits moved outwards. */
function inflated(viewset: Viewset, by: number): Viewset {
  const values = viewset.values.slice();
  const size = viewset.resolution ** 2;
  for (let i = 2 * size; i < 3 * size; i++) {
    if (values[i * CHANNELS + CHANNEL.alpha]! < 0.5) continue;
    values[i * CHANNELS + CHANNEL.depthNear]! += by;
    values[i * CHANNELS + CHANNEL.depthFar]! -= by;
  }
  return { ...viewset, values };
}
