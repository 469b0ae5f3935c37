import { expect, test } from 'vitest';
import { frameObject } from '../photo/frame';
import { fullMask } from '../photo/picture';
import { allocateCloud, type SplatCloud } from '../splat/cloud';
import { box, viewsetOf } from '../viewset/solids.fixture';
import { viewsetToCloud } from '../viewset/to-splats';
import { drawnViews, photoView, turntableView, viewFrom } from './photo-view';

const SIZE = 64;

/** A red ball in front (+Z) and a blue one to the object's left (+X). */
function balls(): SplatCloud {
  const cloud = allocateCloud(2);
  cloud.positions.set([0, 0, 0.3, 0.3, 0, 0]);
  cloud.scales.fill(0.05);
  cloud.rotations.set([1, 0, 0, 0, 1, 0, 0, 0]);
  cloud.colors.set([1, 0, 0, 0, 0, 1]);
  cloud.opacities.fill(1);
  return cloud;
}

/** Mean column of the solid pixels that are more of one colour than of the other. */
function column(pixels: Uint8ClampedArray, size: number, isRed: boolean): number {
  const columns: number[] = [];
  for (let i = 0; i < pixels.length; i += 4) {
    if (pixels[i + 3]! > 128 && pixels[i]! > pixels[i + 2]! === isRed) columns.push((i / 4) % size);
  }
  return columns.reduce((sum, value) => sum + value, 0) / columns.length / size;
}

test('from the front, what lies to +X is on the right', () => {
  const { pixels } = viewFrom(balls(), 0, SIZE);
  expect(column(pixels, SIZE, true)).toBeCloseTo(0.5, 1);
  expect(column(pixels, SIZE, false)).toBeGreaterThan(0.6);
});

test('from 90 degrees, what was in front is on the left', () => {
  const { pixels } = viewFrom(balls(), 90, SIZE);
  expect(column(pixels, SIZE, true)).toBeLessThan(0.4);
  expect(column(pixels, SIZE, false)).toBeCloseTo(0.5, 1);
});

test('a photo of the object itself lies over the view from where it was taken', () => {
  const cloud = viewsetToCloud(viewsetOf(box([0.42, 0.2, 0.13], 0.5), 64));
  const seen = viewFrom(cloud, 40, 2 * SIZE);
  const photo = frameObject(seen, fullMask(seen), 2 * SIZE)!;
  const { picture, camera, overlap } = photoView(cloud, photo, 40, 2 * SIZE)!;
  expect(Math.abs(camera.elevation - 15)).toBeLessThan(3);
  expect(overlap).toBeGreaterThan(0.9);
  const differing = photo.pixels.filter((value, i) => Math.abs(value - picture.pixels[i]!) > 60).length;
  expect(differing / photo.pixels.length).toBeLessThan(0.03);
});

test('nothing is nothing from everywhere', () => {
  const photo = viewFrom(balls(), 0, SIZE);
  expect(photoView(allocateCloud(0), photo, 0, SIZE)).toBeNull();
});

test('views are a row for each object, in its colours or by how much the objects disagree', () => {
  const cloud = viewsetToCloud(viewsetOf(box([0.42, 0.2, 0.13]), 32));
  const clouds = [cloud, { ...cloud, positions: cloud.positions.map((value) => value * 0.5) }];
  const given = { clouds, azimuths: [0, 90], size: SIZE } as const;
  const [first, second] = drawnViews({ ...given, paint: 'colour' });
  expect([first!.length, second!.length]).toEqual([2, 2]);
  expect(first![0]).toEqual(turntableView(cloud, 0, SIZE));
  const same = drawnViews({ ...given, clouds: [cloud, cloud], paint: 'disagreement' })[0]![0]!;
  const middle = 4 * (SIZE * (SIZE / 2) + SIZE / 2);
  // Viridis begins with a dark violet.
  expect([...same.pixels.slice(middle, middle + 3)]).toEqual([68, 1, 84]);
  const other = drawnViews({ ...given, paint: 'disagreement' })[0]![0]!;
  expect(other.pixels[middle + 1]).toBeGreaterThan(60);
});
