import '@tensorflow/tfjs-backend-cpu';
import { setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { Random } from '../../base/random';
import { drawPlain } from '../../kernels/splat-raster/plain';
import { PIXEL, type RasterView } from '../../kernels/splat-raster/splats';
import { box, type Solid, sphere, viewsetOf } from '../solids.fixture';
import { viewsetToCloud } from '../to-splats';
import { CHANNEL, CHANNELS, type Viewset } from '../viewset';
import { fillOutline } from './fill-outline';
import { keepInside } from './keep-inside';
import { pullTowards } from './pull';
import { outlineOf, type Target } from './target';

const RESOLUTION = 32;
const SIZE = 48;

/** From the front, the cube filling the picture. */
const view: RasterView = {
  right: [1, 0, 0],
  down: [0, -1, 0],
  back: [0, 0, 1],
  distance: 3,
  focal: 2.6 * SIZE,
  column: (SIZE - 1) / 2,
  row: (SIZE - 1) / 2,
  size: SIZE,
};

beforeAll(async () => {
  await setBackend('cpu');
});

function pictureOf(viewset: Viewset): Float64Array {
  return drawPlain(viewsetToCloud(viewset), view).picture;
}

/** What a camera sees of a solid, as a photo in one colour. */
function targetOf(solid: Solid, color?: readonly number[]): Target {
  const picture = pictureOf(viewsetOf(solid, RESOLUTION));
  const pixels = new Float32Array(SIZE * SIZE * 4);
  for (let i = 0; i < SIZE * SIZE; i++) {
    const alpha = picture[PIXEL * i + 3]!;
    for (let k = 0; k < 3; k++) pixels[4 * i + k] = color ? color[k]! * alpha : picture[PIXEL * i + k]!;
    pixels[4 * i + 3] = alpha;
  }
  return { view, pixels };
}

/** Mean squared difference of colour on black, and of alpha. */
function lossOf(viewset: Viewset, { pixels }: Target): number {
  const picture = pictureOf(viewset);
  let sum = 0;
  for (let i = 0; i < SIZE * SIZE; i++) {
    for (let k = 0; k < 4; k++) sum += (picture[PIXEL * i + k]! - pixels[4 * i + k]!) ** 2;
  }
  return sum / (4 * SIZE * SIZE);
}

/** How many pixels one of a picture and a target covers and the other does not. */
function astray(viewset: Viewset, { pixels }: Target): { readonly beyond: number; readonly missing: number } {
  const picture = pictureOf(viewset);
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

describe('fillOutline', () => {
  test('a ball that is too small grows to the outline, a few pixels at a time, in its colour', async () => {
    const target = targetOf(sphere(0.4), [1, 0, 0]);
    const viewset = viewsetOf(sphere(0.34), RESOLUTION);
    const before = astray(viewset, target).missing;
    await fillOutline(viewset, target, 1);
    expect(before).toBeGreaterThan(150);
    expect(astray(viewset, target).missing).toBeLessThan(0.4 * before);
  });

  test('what is new has no gaps where the pixels of the photo are wider than those of the views', async () => {
    const resolution = 2 * RESOLUTION;
    const viewset = viewsetOf(sphere(0.34), resolution);
    await fillOutline(viewset, targetOf(sphere(0.4)), 1);
    const isSolid = (column: number, row: number) =>
      viewset.values[((2 * resolution + row) * resolution + column) * CHANNELS + CHANNEL.alpha]! >= 0.5;
    let gaps = 0;
    for (let row = 0; row < resolution; row++) {
      for (let column = 1; column < resolution - 1; column++) {
        if (!isSolid(column, row) && isSolid(column - 1, row) && isSolid(column + 1, row)) gaps++;
      }
    }
    expect(gaps).toBe(0);
  });

  test('what is new is the thicker the farther it lies inside the outline', async () => {
    const thicknessInside = async (radius: number) => {
      const viewset = viewsetOf(sphere(0.3), RESOLUTION);
      await fillOutline(viewset, targetOf(sphere(radius)), 1);
      const at = ((2 * RESOLUTION + RESOLUTION / 2) * RESOLUTION + 26) * CHANNELS;
      expect(viewset.values[at + CHANNEL.alpha]).toBe(1);
      return viewset.values[at + CHANNEL.depthNear]! - viewset.values[at + CHANNEL.depthFar]!;
    };
    expect(await thicknessInside(0.4)).toBeGreaterThan((await thicknessInside(0.35)) + 0.01);
  });

  test('nothing is filled where nothing is seen', async () => {
    const empty = { resolution: RESOLUTION, values: new Float32Array(3 * RESOLUTION ** 2 * CHANNELS) };
    await fillOutline(empty, targetOf(sphere(0.4)), 1);
    expect(Math.max(...empty.values)).toBe(0);
  });
});

describe('pullTowards', () => {
  test('a ball takes the colour of the photo where the camera sees it, and keeps its back', async () => {
    const target = targetOf(sphere(0.35), [0.9, 0.2, 0.1]);
    const viewset = viewsetOf(sphere(0.35), RESOLUTION);
    const front = (2 * RESOLUTION ** 2 + (RESOLUTION / 2) * (RESOLUTION + 1)) * CHANNELS;
    const back = [...viewset.values.slice(front + CHANNEL.rgbFar, front + CHANNEL.rgbFar + 3)];
    const before = lossOf(viewset, target);
    await pullTowards(viewset, target, 1);
    expect(lossOf(viewset, target)).toBeLessThan(0.2 * before);
    const seen = viewset.values.slice(front + CHANNEL.rgbNear, front + CHANNEL.rgbNear + 3);
    [0.9, 0.2, 0.1].forEach((value, k) => {
      expect(Math.abs(seen[k]! - value)).toBeLessThan(0.1);
    });
    // A little of the back shines through.
    back.forEach((value, k) => {
      expect(Math.abs(viewset.values[front + CHANNEL.rgbFar + k]! - value)).toBeLessThan(0.1);
    });
  });

  test('a box that is a little too wide or too narrow comes closer to the outline', async () => {
    const target = targetOf(box([0.3, 0.3, 0.2]));
    for (const half of [0.27, 0.33]) {
      const viewset = viewsetOf(box([half, 0.3, 0.2]), RESOLUTION);
      const before = lossOf(viewset, target);
      await pullTowards(viewset, target, 1);
      expect(lossOf(viewset, target)).toBeLessThan(before);
    }
  });

  test('what is right already stays', async () => {
    const target = targetOf(sphere(0.35));
    const viewset = viewsetOf(sphere(0.35), RESOLUTION);
    const before = viewset.values.slice();
    await pullTowards(viewset, target, 1);
    const moved = viewset.values.map((value, i) => Math.abs(value - before[i]!));
    expect(Math.max(...moved)).toBeLessThan(0.01);
  });
});
