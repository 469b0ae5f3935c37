import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Random } from '../base/random';
import { isosurface } from './isosurface';
import { isWatertight, normalsOf, volumeOf } from './mesh';

function latticeOf(size: number, value: (x: number, y: number, z: number) => number) {
  const values = new Float32Array(size ** 3);
  for (let i = 0; i < values.length; i++) {
    const [x, y, z] = [i % size, Math.floor(i / size) % size, Math.floor(i / size ** 2)];
    const isEdge = [x, y, z].some((at) => at === 0 || at === size - 1);
    values[i] = isEdge ? -1 : value(x, y, z);
  }
  return { size, values };
}

test('the surface of a ball is closed, faces outwards, and has its volume and normals', () => {
  const [centre, radius] = [12.3, 8];
  const surface = isosurface(
    latticeOf(25, (x, y, z) => radius - Math.hypot(x - centre, y - centre, z - centre)),
  );
  expect(isWatertight(surface)).toBe(true);
  expect(volumeOf(surface) / ((4 / 3) * Math.PI * radius ** 3)).toBeCloseTo(1, 1);
  const normals = normalsOf(surface);
  const cosines: number[] = [];
  for (let at = 0; at < normals.length; at += 3) {
    const outward = [0, 1, 2].map((k) => (surface.positions[at + k]! - centre) / radius);
    expect(Math.hypot(...outward)).toBeCloseTo(1, 1);
    cosines.push(outward.reduce((sum, value, k) => sum + value * normals[at + k]!, 0));
  }
  // Slivers lie askew, but seldom.
  expect(Math.min(...cosines)).toBeGreaterThan(0.6);
  expect(cosines.reduce((sum, cosine) => sum + cosine, 0) / cosines.length).toBeGreaterThan(0.98);
});

test('any samples give a closed surface without forks', () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 3, max: 9 }), (seed, size) => {
      const random = new Random(seed);
      const surface = isosurface(latticeOf(size, () => random.uniform() - 0.6));
      expect(isWatertight(surface)).toBe(true);
      expect(volumeOf(surface)).toBeGreaterThanOrEqual(0);
    }),
    { numRuns: 60 },
  );
});

test('open and forked surfaces are told from closed ones', () => {
  const tetrahedron = [0, 1, 2, 0, 2, 3, 0, 3, 1, 1, 3, 2];
  expect(isWatertight({ triangles: Uint32Array.from(tetrahedron) })).toBe(true);
  expect(isWatertight({ triangles: Uint32Array.from(tetrahedron.slice(3)) })).toBe(false);
  expect(isWatertight({ triangles: Uint32Array.from([...tetrahedron, 0, 1, 2]) })).toBe(false);
});
