import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Random } from '../base/random';
import { type SplatCloud, validateCloud } from '../splat/cloud';
import { orbitCamera } from '../splat/render/camera';
import { renderCloud } from '../splat/render/render-cloud';
import { box, type Solid, sphere, viewsetOf } from './solids.fixture';
import { INSET, maxHits, viewsetToCloud } from './to-splats';
import { AXES, CHANNELS, type Viewset, viewsetSize } from './viewset';

const RESOLUTION = 64;
const PIXEL = 1 / RESOLUTION;

const solids: { name: string; solid: Solid }[] = [
  { name: 'a sphere', solid: sphere(0.4) },
  { name: 'a box', solid: box([0.45, 0.2, 0.3]) },
  { name: 'a box turned by 30°', solid: box([0.3, 0.25, 0.35], Math.PI / 6) },
  { name: 'a thin plate along two axes', solid: box([0.45, 0.3, 0.01]) },
  { name: 'a thin plate at 45° to two axes', solid: box([0.45, 0.3, 0.012], Math.PI / 4) },
];

/** Evening out the depths rounds edges off by up to this, and curved surfaces by less. */
const ROUNDED = 0.5 * PIXEL;

const position = ({ positions }: SplatCloud, i: number) =>
  [positions[3 * i]!, positions[3 * i + 1]!, positions[3 * i + 2]!] as const;

/** Where a splat's rotation takes +Z. */
function normal({ rotations }: SplatCloud, i: number) {
  const [w, x, y, z] = rotations.subarray(4 * i, 4 * i + 4) as unknown as [number, number, number, number];
  return [2 * (x * z + w * y), 2 * (y * z - w * x), 1 - 2 * (x * x + y * y)] as const;
}

/** The point of a thick solid's surface that a splat stands for: it lies a little below. */
function surfacePoint(cloud: SplatCloud, i: number) {
  const towards = normal(cloud, i);
  const [x, y, z] = position(cloud, i).map((value, k) => value + INSET * PIXEL * towards[k]!);
  return [x!, y!, z!] as const;
}

describe.each(solids)('the cloud of $name', ({ solid }) => {
  const cloud = viewsetToCloud(viewsetOf(solid, RESOLUTION));

  test('is valid and within its bound', () => {
    validateCloud(cloud);
    expect(cloud.count).toBeGreaterThan(0);
    expect(cloud.count).toBeLessThanOrEqual(maxHits(RESOLUTION));
  });

  test('has no splat farther from the surface than it is set in', () => {
    const distances = Array.from({ length: cloud.count }, (_, i) => solid.distance(position(cloud, i)));
    expect(Math.max(...distances)).toBeLessThan(INSET * PIXEL + ROUNDED);
  });

  test('takes its colours from the surface', () => {
    const errors = cloud.colors.map((value, k) => Math.abs(value - (cloud.positions[k]! + 0.5)));
    expect(Math.max(...errors)).toBeLessThan(INSET * PIXEL + ROUNDED);
  });

  test('is closed, and keeps to the silhouette within a pixel, from oblique views', () => {
    for (const [azimuth, elevation] of [
      [0.6, 0.4],
      [2.2, -0.5],
      [4.1, 0.9],
    ] as const) {
      const { leak, stray } = compareSilhouettes(cloud, solid, azimuth, elevation);
      expect(leak).toBeLessThan(0.01);
      expect(stray).toBeLessThan(0.002);
    }
  });
});

/**
 * Draws a cloud and compares its silhouette with the true one: `leak` is the share of light that comes through
 * inside, more than a pixel of the viewset from the rim, `stray` what is drawn more than such a pixel outside, as
 * a share of the silhouette.
 */
function compareSilhouettes(cloud: SplatCloud, solid: Solid, azimuth: number, elevation: number) {
  const size = 192;
  const camera = orbitCamera({ azimuth, elevation, distance: 2.2, fieldOfView: 0.5 });
  const { color } = renderCloud(cloud, camera, size, size);
  const tangent = (2 * Math.tan(camera.fieldOfView / 2)) / size;
  const truth = Array.from({ length: size * size }, (_, pixel) => {
    const x = ((pixel % size) + 0.5 - size / 2) * tangent;
    const y = (Math.floor(pixel / size) + 0.5 - size / 2) * tangent;
    const ray = camera.forward.map((f, k) => f + x * camera.right[k]! + y * camera.down[k]!);
    return solid.intersect(camera.position, ray as [number, number, number]) !== null;
  });
  const reach = Math.ceil(PIXEL / (tangent * 2.2));
  const around = [-1, 0, 1].flatMap((dy) => [-1, 0, 1].map((dx) => reach * (dy * size + dx)));
  let stray = 0;
  let leak = 0;
  let inner = 0;
  for (let pixel = 0; pixel < truth.length; pixel++) {
    const alpha = color[4 * pixel + 3]!;
    if (around.every((step) => truth[pixel + step])) {
      inner++;
      leak += 1 - alpha;
    } else if (alpha > 0.5 && !around.some((step) => truth[pixel + step])) {
      stray++;
    }
  }
  return { leak: leak / inner, stray: stray / truth.filter(Boolean).length };
}

describe('normals', () => {
  test('of a sphere point outwards', () => {
    const cloud = viewsetToCloud(viewsetOf(sphere(0.4), RESOLUTION));
    for (let i = 0; i < cloud.count; i++) {
      const [nx, ny, nz] = normal(cloud, i);
      const [x, y, z] = surfacePoint(cloud, i);
      expect((nx * x + ny * y + nz * z) / 0.4).toBeGreaterThan(0.96);
    }
  });

  test('of a box are those of its faces, also beside its edges', () => {
    const half = [0.45, 0.2, 0.3];
    const cloud = viewsetToCloud(viewsetOf(box([0.45, 0.2, 0.3]), RESOLUTION));
    for (let i = 0; i < cloud.count; i++) {
      const face = surfacePoint(cloud, i).map((value, k) =>
        Math.abs(Math.abs(value) - half[k]!) < 1e-5 ? Math.sign(value) : 0,
      );
      const agreement = normal(cloud, i).reduce((sum, value, k) => sum + value * face[k]!, 0);
      expect(agreement).toBeCloseTo(1, 4);
    }
  });
});

test('a sheet thinner than two insets meets in its middle, and does not turn inside out', () => {
  const viewset = viewsetOf(box([0.4, 0.6 * PIXEL, 0.4]), RESOLUTION);
  const top = RESOLUTION * RESOLUTION * CHANNELS;
  for (let at = top; at < 2 * top; at += CHANNELS) {
    if (viewset.values[at]! > 0) viewset.values.set([0.2 * PIXEL, -0.2 * PIXEL], at + 1);
  }
  const cloud = viewsetToCloud(viewset);
  const heights = Array.from({ length: cloud.count }, (_, i) => i)
    .filter((i) => Math.abs(normal(cloud, i)[1]) > 0.99)
    .map((i) => Math.abs(position(cloud, i)[1]));
  expect(heights.length).toBeGreaterThan(2000);
  expect(Math.max(...heights)).toBeLessThan(1e-6);
});

describe('density', () => {
  test('is about one splat a pixel of surface wherever it faces', () => {
    for (const angle of [0, 0.3, Math.PI / 4, 1.1]) {
      const half = [0.3, 0.3, 0.3] as const;
      const { count, opacities } = viewsetToCloud(viewsetOf(box(half, angle), RESOLUTION));
      const area = 6 * (2 * half[0]) ** 2;
      const weight = opacities.subarray(0, count).reduce((sum, value) => sum + value, 0);
      expect((weight * PIXEL ** 2) / area).toBeGreaterThan(0.65);
      expect((weight * PIXEL ** 2) / area).toBeLessThan(1.25);
    }
  });
});

describe('the visual hull', () => {
  /** Sets alpha to 1 and both depths to `depth` at one pixel of one axis. */
  function withPixel(viewset: Viewset, axis: number, row: number, column: number, depth: number): Viewset {
    const values = viewset.values.slice();
    const at = ((axis * RESOLUTION + row) * RESOLUTION + column) * CHANNELS;
    values.set([1, depth, depth], at);
    return { ...viewset, values };
  }

  const clean = viewsetOf(sphere(0.3), RESOLUTION);

  test('removes a pixel that the other axes know nothing of', () => {
    const stray = viewsetToCloud(withPixel(clean, 2, 3, 3, 0.1));
    for (let i = 0; i < stray.count; i++) expect(position(stray, i)[0]).toBeGreaterThan(-0.35);
  });

  test('removes a depth in front of the object', () => {
    const stray = viewsetToCloud(withPixel(clean, 2, 32, 32, 0.45));
    for (let i = 0; i < stray.count; i++) expect(position(stray, i)[2]).toBeLessThan(0.35);
  });

  test('leaves two solids that hide each other from no axis alone', () => {
    const solid = twoSpheres();
    const cloud = viewsetToCloud(viewsetOf(solid, RESOLUTION));
    const distances = Array.from({ length: cloud.count }, (_, i) => solid.distance(surfacePoint(cloud, i)));
    expect(Math.max(...distances)).toBeLessThan(ROUNDED);
    const { leak, stray } = compareSilhouettes(cloud, solid, 0.3, 0.3);
    expect(leak).toBeLessThan(0.01);
    expect(stray).toBeLessThan(0.002);
  });

  function twoSpheres(): Solid {
    const parts = [sphere(0.18, [0.22, 0.22, 0.22]), sphere(0.18, [-0.22, -0.22, -0.22])];
    return {
      intersect: (origin, direction) =>
        parts.map((part) => part.intersect(origin, direction)).find((hits) => hits !== null) ?? null,
      distance: (point) => Math.min(...parts.map((part) => part.distance(point))),
    };
  }
});

describe('states that are no object yet', () => {
  test('an empty viewset gives an empty cloud', () => {
    expect(viewsetToCloud({ resolution: 8, values: new Float32Array(viewsetSize(8)) }).count).toBe(0);
  });

  test('pure noise gives a valid cloud', () => {
    fc.assert(
      fc.property(fc.nat(), fc.double({ min: 0.1, max: 3, noNaN: true }), (seed, scale) => {
        const values = new Random(seed).normals(viewsetSize(16)).map((value) => scale * value);
        const cloud = viewsetToCloud({ resolution: 16, values });
        validateCloud(cloud);
        expect(cloud.count).toBeLessThanOrEqual(maxHits(16));
      }),
      { numRuns: 30 },
    );
  });

  test('values that are not numbers give a valid cloud', () => {
    const wild = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e30, -1e30, 0.7];
    const random = new Random(3);
    const values = Float32Array.from({ length: viewsetSize(16) }, () => wild[random.word() % wild.length]!);
    validateCloud(viewsetToCloud({ resolution: 16, values }));
  });

  test('a fainter alpha gives a fainter cloud of the same shape', () => {
    const solid = viewsetOf(sphere(0.35), 32);
    const weightAt = (alpha: number) => {
      const values = solid.values.slice();
      for (let i = 0; i < AXES * 32 * 32; i++) values[i * CHANNELS] = values[i * CHANNELS]! * alpha;
      return viewsetToCloud({ resolution: 32, values }).opacities.reduce((sum, value) => sum + value, 0);
    };
    const weights = [0.05, 0.3, 0.5, 0.8, 1].map(weightAt);
    expect(weights[0]).toBe(0);
    for (let i = 1; i < weights.length; i++) expect(weights[i]).toBeGreaterThanOrEqual(weights[i - 1]!);
    expect(weights[1]).toBeLessThan(weights[4]! / 4);
  });

  test('equal viewsets give equal clouds', () => {
    const values = new Random(11).normals(viewsetSize(16));
    expect(viewsetToCloud({ resolution: 16, values })).toEqual(
      viewsetToCloud({ resolution: 16, values: values.slice() }),
    );
  });
});
