import { MemoryReadFileSystem, readFile } from '@playcanvas/splat-transform';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allocateCloud } from './cloud';
import { anyCloud, randomCloud } from './cloud.fixture';
import { halfTurn } from './half-turn';
import { PLY_PROPERTIES, SH_C0 } from './ply';
import { readPly } from './readers/read-ply';
import type { Recipe } from './recipe';
import { writePly } from './writers/write-ply';

const recipe: Recipe = {
  prompt: 'línea one\nend_header\r\n"quoted" 城堡 🏰',
  seed: 4_294_967_295,
  sampler: 'dpm-solver++',
  steps: 25,
  guidance: 3.5,
  model: { name: 'kiln-s', hash: 'ab12' },
  version: '0.1.0',
};

const headerOf = (bytes: Uint8Array) => new TextDecoder('latin1').decode(bytes).split('end_header\n')[0]!;

/** The file with one piece of its header replaced. */
function withHeader(bytes: Uint8Array, from: string, to: string): Uint8Array {
  const header = headerOf(bytes);
  const changed = Buffer.from(header.replace(from, to), 'latin1');
  return Buffer.concat([changed, bytes.subarray(header.length)]);
}

/** The file with one value of one splat replaced. */
function withValue(bytes: Uint8Array, splat: number, property: string, value: number): Uint8Array {
  const copy = bytes.slice();
  const start = headerOf(bytes).length + 'end_header\n'.length;
  const index = splat * PLY_PROPERTIES.length + (PLY_PROPERTIES as readonly string[]).indexOf(property);
  new DataView(copy.buffer).setFloat32(start + 4 * index, value, true);
  return copy;
}

function expectClose(actual: Float32Array, expected: Float32Array) {
  expect(actual.length).toBe(expected.length);
  for (let i = 0; i < actual.length; i++) {
    expect(Math.abs(actual[i]! - expected[i]!)).toBeLessThan(2e-6 + 2e-6 * Math.abs(expected[i]!));
  }
}

/** A quaternion and its negative are one rotation. */
function expectSameTurns(actual: Float32Array, expected: Float32Array) {
  expect(actual.length).toBe(expected.length);
  for (let i = 0; i < actual.length; i += 4) {
    let product = 0;
    for (let k = 0; k < 4; k++) product += actual[i + k]! * expected[i + k]!;
    expect(Math.abs(product)).toBeCloseTo(1, 4);
  }
}

describe('writePly', () => {
  test('has the standard layout', () => {
    const bytes = writePly(randomCloud(3, 1), null);
    const header = headerOf(bytes);
    expect(header).toBe(
      [
        'ply',
        'format binary_little_endian 1.0',
        'comment made with Kiln',
        'comment kiln-up -y',
        'element vertex 3',
        ...'x y z nx ny nz f_dc_0 f_dc_1 f_dc_2 opacity scale_0 scale_1 scale_2 rot_0 rot_1 rot_2 rot_3'
          .split(' ')
          .map((name) => `property float ${name}`),
        '',
      ].join('\n'),
    );
    expect(bytes.length).toBe(header.length + 'end_header\n'.length + 3 * 17 * 4);
  });

  test('keeps the recipe in one line, whatever the prompt holds', () => {
    const header = headerOf(writePly(randomCloud(1, 1), recipe));
    expect(header.match(/comment kiln-recipe .*\n/g)).toHaveLength(1);
    expect(header.match(/element vertex 1\n/g)).toHaveLength(1);
  });

  test('refuses a cloud that is not valid', () => {
    const cloud = randomCloud(2, 1);
    cloud.positions[4] = Number.NaN;
    expect(() => writePly(cloud, null)).toThrow('positions of splat 1 is NaN');
  });
});

describe('readPly', () => {
  test('gives back what was written', () => {
    fc.assert(
      fc.property(anyCloud, fc.option(fc.constant(recipe)), (cloud, given) => {
        const read = readPly(writePly(cloud, given));
        expect(read.recipe).toEqual(given);
        expect(read.cloud.count).toBe(cloud.count);
        expectClose(read.cloud.positions, cloud.positions);
        expectClose(read.cloud.scales, cloud.scales);
        expectSameTurns(read.cloud.rotations, cloud.rotations);
        expectClose(read.cloud.colors, cloud.colors);
        expectClose(read.cloud.opacities, cloud.opacities);
      }),
    );
  });

  test('keeps opacities of 0 and 1 to within a millionth', () => {
    const cloud = { ...randomCloud(2, 1), opacities: Float32Array.of(0, 1) };
    const [clear, solid] = readPly(writePly(cloud, null)).cloud.opacities;
    expect(clear).toBeCloseTo(0, 5);
    expect(solid).toBeCloseTo(1, 5);
  });

  const bytes = writePly(randomCloud(4, 9), recipe);

  test('refuses a file cut anywhere', () => {
    for (let length = 0; length < bytes.length; length += 37) {
      expect(() => readPly(bytes.subarray(0, length))).toThrow(/not a \.ply file|cut short/);
    }
  });

  test('refuses bytes after the end', () => {
    expect(() => readPly(Buffer.concat([bytes, Buffer.alloc(1)]))).toThrow('has bytes to spare');
  });

  test.each([
    ['element vertex 4', 'element vertex 5', 'is cut short'],
    ['element vertex 4', 'element vertex four', 'no element with its count'],
    ['element vertex 4\n', '', 'which no file of splats holds'],
    ['element vertex 4', 'element point 4', 'does not say how many'],
    ['binary_little_endian', 'ascii', 'in the format ascii'],
    ['property float rot_3', 'property float rest', 'has no property rot_3'],
    ['property float opacity', 'property list opacity', 'no file of splats holds'],
    ['"seed":4294967295', '"seed":"none"', 'the recipe is not valid'],
  ])('refuses a header with %j as %j', (from, to, message) => {
    expect(() => readPly(withHeader(bytes, from, to))).toThrow(message);
  });

  test.each([
    ['x', Number.NaN],
    ['opacity', Number.POSITIVE_INFINITY],
    ['f_dc_2', Number.NEGATIVE_INFINITY],
  ])('refuses a splat whose %s is %d', (property, value) => {
    expect(() => readPly(withValue(bytes, 2, property, value))).toThrow(`${property} of splat 2`);
  });

  test('takes a file that does not say which way is up as Y down, and the first ones of Kiln as Y up', () => {
    const cloud = randomCloud(3, 5);
    const file = writePly(cloud, null);
    const silent = withHeader(file, 'comment kiln-up -y\n', '');
    expectClose(readPly(silent).cloud.positions, halfTurn(cloud).positions);
    expectClose(readPly(withHeader(silent, 'comment made with Kiln\n', '')).cloud.positions, cloud.positions);
  });

  test('refuses a rotation of length zero', () => {
    let damaged: Uint8Array = bytes;
    for (let k = 0; k < 4; k++) damaged = withValue(damaged, 1, `rot_${k}`, 0);
    expect(() => readPly(damaged)).toThrow('rotation of splat 1');
  });
});

describe('an independent reader', () => {
  test('finds the same values under the standard names', async () => {
    const written = randomCloud(50, 4);
    const cloud = halfTurn(written);
    const fileSystem = new MemoryReadFileSystem();
    fileSystem.set('cloud.ply', writePly(written, recipe));
    const [table] = await readFile({
      filename: 'cloud.ply',
      inputFormat: 'ply',
      options: {} as Parameters<typeof readFile>[0]['options'],
      params: [],
      fileSystem,
    });
    expect(table!.numRows).toBe(50);
    const column = (name: string) => Float32Array.from(table!.getColumnByName(name)!.data);
    const every = (values: Float32Array, size: number, k: number) => values.filter((_, i) => i % size === k);
    for (const [k, axis] of ['x', 'y', 'z'].entries()) {
      expectClose(column(axis), every(cloud.positions, 3, k));
      expectClose(column(`scale_${k}`).map(Math.exp), every(cloud.scales, 3, k));
      expectClose(
        column(`f_dc_${k}`).map((value) => 0.5 + SH_C0 * value),
        every(cloud.colors, 3, k),
      );
    }
    for (let k = 0; k < 4; k++) expectClose(column(`rot_${k}`), every(cloud.rotations, 4, k));
    expectClose(
      column('opacity').map((value) => 1 / (1 + Math.exp(-value))),
      cloud.opacities,
    );
  });

  test('accepts an empty cloud', async () => {
    const fileSystem = new MemoryReadFileSystem();
    fileSystem.set('empty.ply', writePly(allocateCloud(0), null));
    const [table] = await readFile({
      filename: 'empty.ply',
      inputFormat: 'ply',
      options: {} as Parameters<typeof readFile>[0]['options'],
      params: [],
      fileSystem,
    });
    expect(table!.numRows).toBe(0);
  });
});
