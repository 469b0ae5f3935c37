import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FileError } from '../base/file-error';
import { readGltfDocument } from '../gltf/document';
import { gltfIssues } from '../gltf/validator.fixture';
import { allocateCloud, type SplatCloud, validateCloud } from './cloud';
import { anyCloud, randomCloud } from './cloud.fixture';
import type { CloudFile } from './cloud-file';
import { readPly } from './readers/read-ply';
import { readSog } from './readers/read-sog';
import { readSplat } from './readers/read-splat';
import { readSplatGlb, splatPrimitive } from './readers/read-splat-glb';
import { readSpz } from './readers/read-spz';
import type { Recipe } from './recipe';
import { awkwardRecipe } from './recipe.fixture';
import { readIndependently, writeIndependently } from './splat-transform.fixture';
import { writeCompressedPly } from './writers/write-compressed-ply';
import { writeSog } from './writers/write-sog';
import { writeSplat } from './writers/write-splat';
import { writeSplatGlb } from './writers/write-splat-glb';
import { writeSpz } from './writers/write-spz';

/** How far a format may move values: centre, scale as a share, colour and opacity, angle in radians. */
interface Tolerance {
  readonly position: number;
  readonly scale: number;
  readonly color: number;
  readonly turn: number;
  readonly opacity?: number;
}

interface Format {
  readonly file: string;
  readonly write: (cloud: SplatCloud, recipe: Recipe | null) => Uint8Array | Promise<Uint8Array>;
  readonly read: (bytes: Uint8Array) => CloudFile | Promise<CloudFile>;
  readonly tolerance: Tolerance;
  readonly keepsRecipe: boolean;
}

const readGlb = (bytes: Uint8Array) => {
  const document = readGltfDocument(bytes);
  const splats = splatPrimitive(document);
  if (!splats) throw new FileError('There are no splats.');
  return readSplatGlb(document, splats);
};

const formats: readonly Format[] = [
  {
    file: 'cloud.ply',
    write: writeCompressedPly,
    read: readPly,
    // 10 and 11 bits of the range of a run; e^(6 / 1023 / 2); 8 bits; 10 bits of each of three components.
    tolerance: { position: 6e-4, scale: 4e-3, color: 2.1e-3, turn: 4e-3 },
    keepsRecipe: true,
  },
  {
    file: 'cloud.splat',
    write: writeSplat,
    read: readSplat,
    tolerance: { position: 0, scale: 1e-6, color: 2.1e-3, turn: 3e-2 },
    keepsRecipe: false,
  },
  {
    file: 'cloud.spz',
    write: writeSpz,
    read: readSpz,
    // 8 bits of f_dc over ±3.3 and of ln(scale) in sixteenths.
    tolerance: { position: 1e-6, scale: 0.032, color: 5e-3, turn: 5e-3 },
    keepsRecipe: true,
  },
  {
    file: 'cloud.sog',
    write: writeSog,
    read: readSog,
    tolerance: { position: 2e-5, scale: 0.015, color: 2.1e-3, turn: 1.5e-2 },
    keepsRecipe: true,
  },
  {
    file: 'cloud.glb',
    write: writeSplatGlb,
    read: readGlb,
    tolerance: { position: 0, scale: 1e-6, color: 1e-6, turn: 1e-3 },
    keepsRecipe: true,
  },
];

/** Each splat of one cloud must have a near twin in the other, whatever the order. */
function expectSameSplats(actual: SplatCloud, expected: SplatCloud, tolerance: Tolerance) {
  expect(actual.count).toBe(expected.count);
  validateCloud(actual);
  const left = new Set(Array.from({ length: actual.count }, (_, i) => i));
  for (let i = 0; i < expected.count; i++) {
    const distance = (j: number) =>
      Math.hypot(...[0, 1, 2].map((k) => actual.positions[3 * j + k]! - expected.positions[3 * i + k]!));
    const twin = [...left].reduce((best, j) => (distance(j) < distance(best) ? j : best));
    left.delete(twin);
    for (let k = 0; k < 3; k++) {
      expect(Math.abs(actual.positions[3 * twin + k]! - expected.positions[3 * i + k]!)).toBeLessThanOrEqual(
        tolerance.position,
      );
      expect(
        Math.abs(Math.log(actual.scales[3 * twin + k]! / expected.scales[3 * i + k]!)),
      ).toBeLessThanOrEqual(tolerance.scale);
      // A WebP does not keep the colour of what is wholly transparent, and nobody sees it.
      if (expected.opacities[i]! < 1 / 255) continue;
      expect(Math.abs(actual.colors[3 * twin + k]! - expected.colors[3 * i + k]!)).toBeLessThanOrEqual(
        tolerance.color,
      );
    }
    expect(angleBetween(rotationOf(actual, twin), rotationOf(expected, i))).toBeLessThanOrEqual(
      tolerance.turn,
    );
    expect(Math.abs(actual.opacities[twin]! - expected.opacities[i]!)).toBeLessThanOrEqual(
      tolerance.opacity ?? 2.1e-3,
    );
  }
}

const rotationOf = (cloud: SplatCloud, splat: number) => [
  ...cloud.rotations.subarray(4 * splat, 4 * splat + 4),
];

/** Radians between two rotations of an ellipsoid, to which half a turn about one of its own axes does nothing. */
function angleBetween([w, x, y, z]: number[], other: number[]): number {
  const same = [
    [w!, x!, y!, z!],
    [-x!, w!, z!, -y!],
    [-y!, -z!, w!, x!],
    [-z!, y!, -x!, w!],
  ];
  const dots = same.map((turn) => Math.abs(turn.reduce((sum, value, k) => sum + value * other[k]!, 0)));
  return 2 * Math.acos(Math.min(1, Math.max(...dots)));
}

describe.each(formats)('$file', ({ file, write, read, tolerance, keepsRecipe }) => {
  test('gives back what was written, to its precision, and the recipe', async () => {
    const cloud = randomCloud(300, 3);
    const { cloud: back, recipe } = await read(await write(cloud, awkwardRecipe));
    expectSameSplats(back, cloud, tolerance);
    expect(recipe).toEqual(keepsRecipe ? awkwardRecipe : null);
    expect((await read(await write(cloud, null))).recipe).toBeNull();
  });

  test('takes clouds of any size, one splat and equal splats too', async () => {
    const twins = allocateCloud(2);
    for (const [name, value] of [
      ['scales', 0.1],
      ['colors', 0.5],
      ['opacities', 0.5],
    ] as const)
      twins[name].fill(value);
    twins.rotations.set([1, 0, 0, 0, 1, 0, 0, 0]);
    expectSameSplats((await read(await write(twins, null))).cloud, twins, tolerance);
    await fc.assert(
      fc.asyncProperty(anyCloud, async (cloud) => {
        if (cloud.count === 0) return;
        expectSameSplats((await read(await write(cloud, null))).cloud, cloud, tolerance);
      }),
      { numRuns: 10 },
    );
  });

  test('gives the same bytes for the same cloud', async () => {
    const cloud = randomCloud(20, 3);
    expect(await write(cloud, awkwardRecipe)).toEqual(await write(cloud, awkwardRecipe));
  });

  test('refuses to write what is no cloud', async () => {
    const cloud = randomCloud(2, 1);
    cloud.positions[4] = Number.NaN;
    await expect((async () => write(cloud, null))()).rejects.toThrow('positions of splat 1 is NaN');
  });

  test('read cut anywhere, it says so', async () => {
    const bytes = await write(randomCloud(40, 9), awkwardRecipe);
    const step = Math.ceil(bytes.length / 60);
    for (let length = 0; length < bytes.length; length += step) {
      // A .splat of fewer splats is a .splat.
      if (file.endsWith('.splat') && length % 32 === 0 && length > 0) continue;
      await expect((async () => read(bytes.slice(0, length)))(), `${length}`).rejects.toMatchObject({
        code: 'FILE_UNREADABLE',
      });
    }
  });

  test('read with any bytes changed, it gives a valid cloud or a clear refusal', async () => {
    const bytes = await write(randomCloud(40, 9), awkwardRecipe);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }),
        async (changes) => {
          const damaged = bytes.slice();
          for (const [at, value] of changes) damaged[at] = value;
          try {
            validateCloud((await read(damaged)).cloud);
          } catch (error) {
            expect(error).toMatchObject({
              code: 'FILE_UNREADABLE',
              message: expect.stringMatching(/\.$|not valid/),
            });
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  test.each(file.endsWith('.glb') ? [] : ['splat-transform'])('is read by %s', async () => {
    const cloud = randomCloud(60, 5);
    expectSameSplats(
      await readIndependently(await write(cloud, awkwardRecipe), file),
      turnedAsThere(cloud, file),
      {
        ...tolerance,
        color: Math.max(tolerance.color, 5e-3),
      },
    );
  });

  test.each(file.endsWith('.splat') ? [] : ['splat-transform'])('is read from %s', async () => {
    const cloud = randomCloud(60, 6);
    const { cloud: back } = await read(await writeIndependently(cloud, file));
    expectSameSplats(back, turnedAsThere(cloud, file), {
      position: Math.max(2.6e-4, tolerance.position),
      // It clusters scales and colours of a .sog, and cuts rotations to bytes instead of rounding.
      scale: Math.max(tolerance.scale, file.endsWith('.sog') ? 0.1 : 0),
      color: Math.max(tolerance.color, file.endsWith('.sog') ? 0.02 : 5e-3),
      turn: Math.max(tolerance.turn, 3e-2),
      opacity: 4.1e-3,
    });
  });
});

/** splat-transform turns the axes of an .spz (right, up, back) about X where it turns others about Z: about Y in all. */
function turnedAsThere(cloud: SplatCloud, file: string): SplatCloud {
  if (!file.endsWith('.spz')) return cloud;
  const turned = { ...cloud, positions: cloud.positions.slice(), rotations: cloud.rotations.slice() };
  for (let i = 0; i < cloud.count; i++) {
    turned.positions[3 * i] = -cloud.positions[3 * i]!;
    turned.positions[3 * i + 2] = -cloud.positions[3 * i + 2]!;
    const [w, x, y, z] = cloud.rotations.subarray(4 * i, 4 * i + 4);
    // The product j · (w + xi + yj + zk).
    turned.rotations.set([-y!, z!, w!, -x!], 4 * i);
  }
  return turned;
}

test('the .glb passes the Khronos validator, but for an extension it does not know', async () => {
  const issues = await gltfIssues(writeSplatGlb(randomCloud(50, 1), awkwardRecipe));
  const others = issues.filter(({ pointer }) => !pointer?.includes('KHR_gaussian_splatting'));
  expect(others.filter(({ code }) => code !== 'UNSUPPORTED_EXTENSION')).toEqual([]);
});
