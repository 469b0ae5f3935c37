import { describe, expect, test } from 'vitest';
import { viridis } from '../base/viridis';
import { allocateCloud, type SplatCloud } from './cloud';
import { disagreement, paintedBy } from './disagreement';

type Splat = readonly [x: number, y: number, z: number, grey?: number, opacity?: number];

function cloudOf(...splats: Splat[]): SplatCloud {
  const cloud = allocateCloud(splats.length);
  splats.forEach(([x, y, z, grey = 0.5, opacity = 1], i) => {
    cloud.positions.set([x, y, z], 3 * i);
    cloud.colors.fill(grey, 3 * i, 3 * i + 3);
    cloud.opacities[i] = opacity;
  });
  cloud.scales.fill(0.01);
  return cloud;
}

const between = (cloud: SplatCloud, ...others: SplatCloud[]) => [...disagreement(cloud, others)];

describe('disagreement', () => {
  test('is nothing with oneself', () => {
    const cloud = cloudOf([0, 0, 0], [0.3, -0.2, 0.45, 1], [-0.5, 0.5, 0.5, 0]);
    expect(between(cloud, cloud, cloud)).toEqual([0, 0, 0]);
  });

  test('grows with the distance, and is all from a tenth of the cube on', () => {
    const cloud = cloudOf([0, 0, 0], [0.2, 0, 0], [0.4, 0, 0]);
    const [near, middle, far] = between(cloud, cloudOf([0, 0.02, 0], [0.2, 0, 0.07], [0.4, -0.12, 0]));
    expect(near).toBeCloseTo(0.2);
    expect(middle).toBeCloseTo(0.7);
    expect(far).toBe(1);
  });

  test('finds the nearest across the borders of cells', () => {
    for (const x of [-0.401, -0.3, -0.2999, 0.0999, 0.1]) {
      expect(between(cloudOf([x, 0, 0]), cloudOf([x + 0.03, 0, 0], [x - 0.05, 0, 0]))[0]).toBeCloseTo(0.3);
    }
  });

  test('grows with the difference of colour', () => {
    expect(between(cloudOf([0, 0, 0, 0.2]), cloudOf([0, 0, 0, 0.3]))[0]).toBeCloseTo(0.2);
    expect(between(cloudOf([0, 0, 0, 0]), cloudOf([0, 0, 0, 1]))[0]).toBe(1);
  });

  test('is the mean over the others, for whom mist is nothing', () => {
    const cloud = cloudOf([0, 0, 0]);
    const mist = cloudOf([0, 0, 0, 0.5, 0.2], [0.05, 0, 0]);
    expect(between(cloud, cloud, mist)[0]).toBeCloseTo(0.25);
  });
});

test('a cloud is painted from dark violet to yellow', () => {
  const cloud = cloudOf([0, 0, 0], [0.1, 0, 0], [0.2, 0, 0]);
  const { colors } = paintedBy(cloud, Float32Array.of(0, 0.5, 1));
  expect([...colors]).toEqual([...viridis(0), ...viridis(0.5), ...viridis(1)].map(Math.fround));
  expect(viridis(0)[2]).toBeGreaterThan(viridis(0)[1]);
  expect(viridis(1)[0]).toBeGreaterThan(0.9);
  expect(cloud.colors[0]).toBe(0.5);
});
