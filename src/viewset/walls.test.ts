import { expect, test } from 'vitest';
import { box, moved, sphere, together, viewsetOf } from './solids.fixture';
import { viewsOf } from './view';
import { CHANNELS, type Viewset } from './viewset';
import { type Wall, wallsOf } from './walls';

const [RESOLUTION, LEAST] = [32, 0.9];
const PIXEL = 1 / RESOLUTION;

/** Four posts on the corners of a square, each four pixels wide and twenty high. */
const [WIDE, HIGH] = [4 * PIXEL, 20 * PIXEL];
const posts = together(
  [-0.25, 0.25].flatMap((x) =>
    [-0.25, 0.25].map((z) => moved(box([WIDE / 2, HIGH / 2, WIDE / 2]), [x, 0, z])),
  ),
);

function walls(viewset: Viewset): Wall[] {
  return wallsOf(viewsOf(viewset), RESOLUTION, LEAST);
}

test('a solid that is seen from all sides has none', () => {
  for (const solid of [sphere(0.4), box([0.45, 0.2, 0.3]), box([0.3, 0.25, 0.35], Math.PI / 6)]) {
    expect(walls(viewsetOf(solid, RESOLUTION))).toEqual([]);
  }
});

test('posts that hide each other have inner sides, where they are and facing inwards', () => {
  const found = walls(viewsetOf(posts, RESOLUTION));
  for (const { position, faces, sign } of found) {
    const [x, y, z] = position as unknown as [number, number, number];
    expect(posts.distance([x, y, z])).toBeLessThan(PIXEL);
    expect(Math.sign(position[faces]!)).toBe(-sign);
    expect(faces).not.toBe(1);
  }
  // Two inner sides of each post, each found by two pairs of views; the border's pixels belong to the ends.
  const places = new Set(found.map(({ position, faces, sign }) => [...position, faces, sign].join()));
  const side = (WIDE / PIXEL) * (HIGH / PIXEL);
  expect(places.size).toBeGreaterThan(0.7 * 8 * side);
  expect(places.size).toBeLessThanOrEqual(2 * 8 * side);
});

test('they take colours from near and far hits, and there are none in mist', () => {
  const viewset = viewsetOf(posts, RESOLUTION);
  const [far, near] = [0, 1].map((side) => walls(viewset).filter((wall) => wall.side === side).length);
  expect(far).toBeGreaterThan(0);
  expect(near).toBeGreaterThan(0);
  const mist = viewset.values.map((value, i) => (i % CHANNELS === 0 ? value / 2 : value));
  expect(walls({ ...viewset, values: mist })).toEqual([]);
});
