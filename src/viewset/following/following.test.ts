import { describe, expect, test } from 'vitest';
import { drawPlain } from '../../kernels/splat-raster/plain';
import { PIXEL } from '../../kernels/splat-raster/splats';
import { isWatertight } from '../../mesh/mesh';
import { type SplatCloud, validateCloud } from '../../splat/cloud';
import { FinishedObject } from '../finished-object';
import { box, moved, type Solid, sphere, together, viewsetOf } from '../solids.fixture';
import { meshOf } from '../to-mesh';
import { surfelsOf } from '../to-surfels';
import { refineColors } from './refine';
import type { Target } from './target';
import { RESOLUTION, SIZE, targetOf, viewBehind } from './targets.fixture';

const RED = [0.9, 0.15, 0.1] as const;
const BLUE = [0.1, 0.2, 0.85] as const;

function finished(solid: Solid, photos: readonly Target[], strength = 1): FinishedObject {
  const object = new FinishedObject(viewsetOf(solid, RESOLUTION));
  if (photos.length > 0) object.follow(photos, strength);
  return object;
}

/** How many pixels of a photo only one of it and a cloud covers, as a share of what it shows. */
function astray(cloud: SplatCloud, { pixels, view }: Target): number {
  const { picture } = drawPlain(cloud, view);
  let [wrong, all] = [0, 0];
  for (let i = 0; i < SIZE * SIZE; i++) {
    const wanted = pixels[4 * i + 3]! >= 0.5;
    if (wanted) all++;
    if (wanted !== picture[PIXEL * i + 3]! >= 0.5) wrong++;
  }
  return wrong / all;
}

/** Mean squared difference of colour inside the outline. */
function colorError(cloud: SplatCloud, { pixels, view }: Target): number {
  const { picture } = drawPlain(cloud, view);
  let [sum, count] = [0, 0];
  for (let i = 0; i < SIZE * SIZE; i++) {
    if (pixels[4 * i + 3]! < 0.95 || picture[PIXEL * i + 3]! < 0.95) continue;
    for (let k = 0; k < 3; k++) sum += (picture[PIXEL * i + k]! - pixels[4 * i + k]!) ** 2;
    count += 3;
  }
  return sum / count;
}

/** Colours of the discs that pass a test of their place. */
function colorsWhere(cloud: SplatCloud, isWanted: (x: number, y: number, z: number) => boolean): number[][] {
  return Array.from({ length: cloud.count }, (_, i) => i)
    .filter((i) =>
      isWanted(cloud.positions[3 * i]!, cloud.positions[3 * i + 1]!, cloud.positions[3 * i + 2]!),
    )
    .map((i) => [...cloud.colors.subarray(3 * i, 3 * i + 3)]);
}

const mean = (rows: readonly number[][]) =>
  [0, 1, 2].map((k) => rows.reduce((sum, row) => sum + row[k]!, 0) / rows.length);

describe('an outline', () => {
  test.each([
    ['too large', sphere(0.4)],
    ['too small', sphere(0.26)],
    ['too wide', box([0.42, 0.25, 0.2])],
  ])('is kept by what is %s', (_, predicted) => {
    const photo = targetOf(sphere(0.33));
    const before = astray(surfelsOf(finished(predicted, [])), photo);
    const after = surfelsOf(finished(predicted, [photo]));
    validateCloud(after);
    expect(before).toBeGreaterThan(0.25);
    expect(astray(after, photo)).toBeLessThan(0.08);
  });

  test('that has more than the prediction gets a rod where the photo shows one, as thick as it is wide', () => {
    const handle = moved(box([0.12, 0.05, 0.05]), [0.33, 0, 0]);
    const photo = targetOf(together([sphere(0.24), handle]));
    const cloud = surfelsOf(finished(sphere(0.24), [photo]));
    const depths = Array.from({ length: cloud.count }, (_, i) => i)
      .filter((i) => cloud.positions[3 * i]! > 0.3 && cloud.positions[3 * i]! < 0.4)
      .map((i) => cloud.positions[3 * i + 2]!);
    expect(depths.length).toBeGreaterThan(50);
    expect(Math.max(...depths)).toBeLessThan(0.1);
    expect(Math.min(...depths)).toBeGreaterThan(-0.1);
  });

  test('is followed loosely at less strength', () => {
    const photo = targetOf(sphere(0.28));
    const at = (strength: number) => astray(surfelsOf(finished(sphere(0.36), [photo], strength)), photo);
    expect(at(1)).toBeLessThan(at(0.5));
    expect(at(0.5)).toBeLessThan(at(0.25));
  });

  test('makes nothing grow where nothing is', () => {
    const nowhere = moved(sphere(0.01), [5, 5, 5]);
    expect(surfelsOf(finished(nowhere, [targetOf(sphere(0.3))])).count).toBe(0);
  });

  test('the mesh has it as well, and stays closed', async () => {
    const photo = targetOf(sphere(0.3), RED);
    const mesh = await meshOf(finished(box([0.4, 0.4, 0.25]), [photo]));
    expect(isWatertight(mesh)).toBe(true);
    const radii = Array.from({ length: mesh.positions.length / 3 }, (_, i) =>
      Math.hypot(mesh.positions[3 * i]!, mesh.positions[3 * i + 1]!),
    );
    // The box's back is farther from the camera, and the outline's cone wider there.
    expect(Math.max(...radii)).toBeLessThan(0.3 * (3.25 / 3) + 1.2 / RESOLUTION);
    const front = Array.from({ length: mesh.positions.length / 3 }, (_, i) => i).filter(
      (i) => mesh.positions[3 * i + 2]! > 0.2 && radii[i]! < 0.2,
    );
    mean(front.map((i) => [...mesh.colors.subarray(3 * i, 3 * i + 3)])).forEach((value, k) => {
      expect(Math.abs(value - RED[k]!)).toBeLessThan(0.08);
    });
  });
});

describe('colours', () => {
  const ball = sphere(0.33);
  const red = targetOf(ball, RED);

  test('are the photo’s where it shows the object, and the prediction’s on the back', () => {
    const plain = surfelsOf(finished(ball, []));
    const cloud = surfelsOf(finished(ball, [red]));
    const front = mean(colorsWhere(cloud, (_x, _y, z) => z > 0.15));
    front.forEach((value, k) => {
      expect(Math.abs(value - RED[k]!)).toBeLessThan(0.03);
    });
    const isBack = (_x: number, _y: number, z: number) => z < -0.28;
    const [before, after] = [mean(colorsWhere(plain, isBack)), mean(colorsWhere(cloud, isBack))];
    // Little of the change arrives there.
    const change = Math.hypot(...before.map((value, k) => value - after[k]!));
    expect(change).toBeLessThan(0.3 * Math.hypot(...before.map((value, k) => value - RED[k]!)));
  });

  test('come over gradually: no seam between what was painted and what was not', () => {
    const cloud = surfelsOf(finished(ball, [red]));
    const ring = (from: number) => mean(colorsWhere(cloud, (_x, _y, z) => z < from && z > from - 0.03));
    for (let from = 0.24; from > -0.24; from -= 0.03) {
      const [a, b] = [ring(from), ring(from - 0.03)];
      expect(Math.hypot(...a.map((value, k) => value - b[k]!))).toBeLessThan(0.2);
    }
  });

  test('what hides behind something else keeps its own', () => {
    // A small ball in front of a plate; the photo shows both in red.
    const scene = together([moved(sphere(0.12), [0, 0, 0.3]), moved(box([0.4, 0.4, 0.04]), [0, 0, -0.3])]);
    const cloud = surfelsOf(finished(scene, [targetOf(scene, RED)]));
    const beside = mean(colorsWhere(cloud, (x, y, z) => z < -0.2 && z > -0.3 && Math.hypot(x, y) > 0.25));
    const behind = mean(colorsWhere(cloud, (x, y, z) => z > -0.3 && z < -0.2 && Math.hypot(x, y) < 0.04));
    expect(beside[0]!).toBeGreaterThan(0.8);
    expect(behind[0]!).toBeLessThan(beside[0]! - 0.05);
  });

  test('of two photos each has its side', () => {
    const blue = targetOf(ball, BLUE, viewBehind);
    const cloud = surfelsOf(finished(ball, [red, blue]));
    const front = mean(colorsWhere(cloud, (_x, _y, z) => z > 0.2));
    const back = mean(colorsWhere(cloud, (_x, _y, z) => z < -0.2));
    for (let k = 0; k < 3; k++) {
      expect(Math.abs(front[k]! - RED[k]!)).toBeLessThan(0.05);
      expect(Math.abs(back[k]! - BLUE[k]!)).toBeLessThan(0.05);
    }
  });

  test('are taken by half at half the strength', () => {
    const at = (strength: number) =>
      mean(colorsWhere(surfelsOf(finished(ball, [red], strength)), (_x, _y, z) => z > 0.2));
    const [plain, half] = [mean(colorsWhere(surfelsOf(finished(ball, [])), (_x, _y, z) => z > 0.2)), at(0.5)];
    half.forEach((value, k) => {
      expect(value).toBeCloseTo((plain[k]! + RED[k]!) / 2, 1);
    });
  });
});

describe('refining', () => {
  /** Stripes as wide as a disc is soft. */
  const striped: Target = (() => {
    const { view, pixels } = targetOf(sphere(0.33));
    const marked = pixels.map((value, i) => {
      const column = Math.floor(i / 4) % SIZE;
      return i % 4 === 3 ? value : pixels[i - (i % 4) + 3]! * (column % 6 < 3 ? 0.85 : 0.15);
    });
    return { view, pixels: marked };
  })();

  test('sharpens what overlapping discs have softened', async () => {
    const cloud = surfelsOf(finished(sphere(0.33), [striped]));
    const before = colorError(cloud, striped);
    await refineColors(cloud, [striped], 1);
    expect(colorError(cloud, striped)).toBeLessThan(0.5 * before);
    validateCloud(cloud);
  });

  test('goes half of the way at half the strength, and leaves the back alone', async () => {
    const cloud = surfelsOf(finished(sphere(0.33), []));
    const kept = cloud.colors.slice();
    const before = colorError(cloud, striped);
    await refineColors(cloud, [striped], 0.5);
    const after = colorError(cloud, striped);
    // Half of a difference squared is a quarter.
    expect(after / before).toBeGreaterThan(0.2);
    expect(after / before).toBeLessThan(0.45);
    for (let i = 0; i < cloud.count; i++) {
      if (cloud.positions[3 * i + 2]! > -0.2) continue;
      for (let k = 0; k < 3; k++) expect(cloud.colors[3 * i + k]).toBeCloseTo(kept[3 * i + k]!, 2);
    }
  });
});
