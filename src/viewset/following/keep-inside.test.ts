import { describe, expect, test } from 'vitest';
import { Random } from '../../base/random';
import { drawPlain } from '../../kernels/splat-raster/plain';
import { PIXEL } from '../../kernels/splat-raster/splats';
import { box, sphere, viewsetOf } from '../solids.fixture';
import { viewsetToCloud } from '../to-splats';
import { CHANNEL, CHANNELS, type Viewset } from '../viewset';
import { keepInside } from './keep-inside';
import { outlineOf, type Target } from './target';
import { RESOLUTION, SIZE, targetOf, view } from './targets.fixture';

/** How many pixels one of a picture and a target covers and the other does not. */
function astray(viewset: Viewset, { pixels }: Target): { readonly beyond: number; readonly missing: number } {
  const picture = drawPlain(viewsetToCloud(viewset), view).picture;
  let [beyond, missing] = [0, 0];
  for (let i = 0; i < SIZE * SIZE; i++) {
    const [made, wanted] = [picture[PIXEL * i + 3]! >= 0.5, pixels[4 * i + 3]! >= 0.5];
    if (made && !wanted) beyond++;
    if (!made && wanted) missing++;
  }
  return { beyond, missing };
}

describe('keepInside', () => {
  test('a box that is too wide loses what lies beyond the outline', () => {
    const target = targetOf(box([0.2, 0.35, 0.2]));
    const wide = viewsetOf(box([0.4, 0.35, 0.2]), RESOLUTION);
    const before = astray(wide, target).beyond;
    keepInside(wide, outlineOf(target), 1);
    expect(before).toBeGreaterThan(300);
    // The outline is generous by a pixel on both sides.
    expect(astray(wide, target).beyond).toBeLessThan(0.35 * before);
    expect(astray(wide, target).missing).toBeLessThan(20);
  });

  test('of noise, every value stays a number', () => {
    const noise = new Random(3).normals(3 * RESOLUTION ** 2 * CHANNELS).map((value) => 0.5 + 0.3 * value);
    const outline = outlineOf(targetOf(sphere(0.3)));
    keepInside({ resolution: RESOLUTION, values: noise }, outline, 1);
    expect(noise.every(Number.isFinite)).toBe(true);
  });

  test('an object inside the outline stays what it is', () => {
    const viewset = viewsetOf(sphere(0.25), RESOLUTION);
    const kept = { ...viewset, values: viewset.values.slice() };
    keepInside(kept, outlineOf(targetOf(sphere(0.4))), 1);
    expect(kept.values).toEqual(viewset.values);
  });

  test('at half the strength, hits go half of the way', () => {
    const outline = outlineOf(targetOf(box([0.2, 0.35, 0.2])));
    const middle = (axis: number) =>
      (axis * RESOLUTION ** 2 + (RESOLUTION / 2) * (RESOLUTION + 1)) * CHANNELS;
    const depthOf = (strength: number) => {
      const viewset = viewsetOf(box([0.4, 0.35, 0.2]), RESOLUTION);
      keepInside(viewset, outline, strength);
      return viewset.values[middle(0) + CHANNEL.depthNear]!;
    };
    expect(depthOf(1)).toBeLessThan(0.3);
    expect(depthOf(0.5)).toBeCloseTo((depthOf(0) + depthOf(1)) / 2, 6);
  });
});
