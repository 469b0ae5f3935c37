import { expect, test } from 'vitest';
import { Random } from '../base/random';
import { isWatertight, volumeOf } from '../mesh/mesh';
import { type SplatCloud, validateCloud } from '../splat/cloud';
import { FinishedObject } from './finished-object';
import { box, type Solid, sphere, viewsetOf } from './solids.fixture';
import { meshOf } from './to-mesh';
import { viewsetToCloud } from './to-splats';
import { surfelsOf } from './to-surfels';
import { CHANNELS, type Viewset, viewsetSize } from './viewset';

const RESOLUTION = 64;
const PIXEL = 1 / RESOLUTION;

const surfelsFrom = (viewset: Viewset) => surfelsOf(new FinishedObject(viewset));

type Point = readonly [number, number, number];
const placeOf = ({ positions }: SplatCloud, i: number) =>
  [positions[3 * i]!, positions[3 * i + 1]!, positions[3 * i + 2]!] as Point;

/** Root mean square distance of a cloud from a surface, pixels. */
function roughness(cloud: SplatCloud, solid: Solid): number {
  let sum = 0;
  for (let i = 0; i < cloud.count; i++) sum += solid.distance(placeOf(cloud, i)) ** 2;
  return Math.sqrt(sum / cloud.count) / PIXEL;
}

/** As predictions are: every depth off by some pixels' share. */
function uneven(viewset: Viewset, pixels: number): Viewset {
  const random = new Random(7);
  const values = viewset.values.slice();
  for (let at = 0; at < values.length; at += CHANNELS) {
    for (const depth of [1, 2])
      values[at + depth] = values[at + depth]! + random.uniform() * 2 * pixels * PIXEL - pixels * PIXEL;
  }
  return { ...viewset, values };
}

test('a ball becomes one closed sheet of discs that lie on it and face outwards', () => {
  const ball = sphere(0.4);
  const cloud = surfelsFrom(viewsetOf(ball, RESOLUTION));
  validateCloud(cloud);
  // About one for each cell of the lattice that the ball's surface goes through.
  expect(cloud.count).toBeGreaterThan(4 * Math.PI * (0.4 * 96) ** 2);
  // As far inside as splats lie, which look right from there.
  expect(roughness(cloud, ball)).toBeLessThan(1);
  for (let i = 0; i < cloud.count; i += 7) {
    const place = placeOf(cloud, i);
    const [w, x, y, z] = cloud.rotations.subarray(4 * i, 4 * i + 4) as unknown as [
      number,
      number,
      number,
      number,
    ];
    const normal = [2 * (x * z + w * y), 2 * (y * z - w * x), 1 - 2 * (x * x + y * y)];
    const cosine = normal.reduce((sum, value, k) => sum + value * place[k]!, 0) / Math.hypot(...place);
    expect(cosine).toBeGreaterThan(0.98);
    // A solid's colour is where it is.
    for (let k = 0; k < 3; k++)
      expect(Math.abs(cloud.colors[3 * i + k]! - 0.5 - place[k]!)).toBeLessThan(0.05);
  }
});

test('evens out what views disagree about', () => {
  const ball = sphere(0.4);
  const viewset = uneven(viewsetOf(ball, RESOLUTION), 2);
  const spread = (cloud: SplatCloud) => {
    const radii = Array.from({ length: cloud.count }, (_, i) => Math.hypot(...placeOf(cloud, i)));
    const mean = radii.reduce((sum, radius) => sum + radius, 0) / radii.length;
    return Math.sqrt(radii.reduce((sum, radius) => sum + (radius - mean) ** 2, 0) / radii.length);
  };
  expect(spread(surfelsFrom(viewset))).toBeLessThan(0.75 * spread(viewsetToCloud(viewset)));
});

test('a sheet thinner than a sample is not lost', () => {
  // Between the outermost rays that hit it from the side.
  const cloud = surfelsFrom(viewsetOf(box([0.3, 0.3, 0.6 * PIXEL]), RESOLUTION));
  const middle = Array.from({ length: cloud.count }, (_, i) => placeOf(cloud, i)).filter(
    ([x, y]) => Math.abs(x) < 0.25 && Math.abs(y) < 0.25,
  );
  // Both sides, without holes.
  const covered = new Set(middle.map(([x, y, z]) => `${Math.floor(x * 32)} ${Math.floor(y * 32)} ${z > 0}`));
  expect(covered.size).toBe(2 * 16 ** 2);
  expect(Math.max(...middle.map(([, , z]) => Math.abs(z)))).toBeLessThan(2 * PIXEL);
});

test('an empty viewset gives an empty cloud', () => {
  expect(surfelsFrom({ resolution: 16, values: new Float32Array(viewsetSize(16)) }).count).toBe(0);
});

test('the mesh is the same surface: closed, and as large', async () => {
  const solid = box([0.25, 0.35, 0.2], 0.4);
  const mesh = await meshOf(new FinishedObject(viewsetOf(solid, RESOLUTION)));
  expect(isWatertight(mesh)).toBe(true);
  expect(volumeOf(mesh) / (8 * 0.25 * 0.35 * 0.2)).toBeGreaterThan(0.97);
  expect(volumeOf(mesh) / (8 * 0.25 * 0.35 * 0.2)).toBeLessThan(1.03);
});
