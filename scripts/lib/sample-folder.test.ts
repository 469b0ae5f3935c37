import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Random } from '../../src/base/random';
import { type Viewset, viewsetSize } from '../../src/viewset/viewset';
import { SampleFolder, type SampleRecipe } from './sample-folder';

const RESOLUTION = 4;
const recipe: SampleRecipe = {
  model: { name: 'tiny', hash: 'abc' },
  resolution: RESOLUTION,
  steps: 2,
  sampler: 'ddim',
  guidance: 3,
  samples: ['a dog', 'a "red" café'].flatMap((prompt) => [1, 2].map((seed) => ({ prompt, seed }))),
};
const viewsets = recipe.samples.map((_, seed) => viewsetOf(seed));
let folder: string;

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'kiln-samples-')), 'made');
});

afterEach(() => rm(join(folder, '..'), { recursive: true }));

function viewsetOf(seed: number): Viewset {
  return { resolution: RESOLUTION, values: new Random(seed).normals(viewsetSize(RESOLUTION)) };
}

/** The shape and the values of a .npy file, read as NumPy's format says. */
async function readNpy(path: string): Promise<{ shape: number[]; values: Float32Array }> {
  const bytes = await readFile(path);
  expect([...bytes.subarray(0, 8)]).toEqual([0x93, ...Buffer.from('NUMPY'), 1, 0]);
  const start = 10 + bytes.readUInt16LE(8);
  expect(start % 64).toBe(0);
  const header = bytes.subarray(10, start).toString();
  expect(header).toMatch(/^\{'descr': '<f4', 'fortran_order': False, 'shape': \([\d, ]+\), \} *\n$/);
  const shape = header
    .match(/\(([\d, ]+)\)/)![1]!
    .split(',')
    .map(Number);
  return { shape, values: new Float32Array(new Uint8Array(bytes.subarray(start)).buffer) };
}

async function fill(upTo: number): Promise<SampleFolder> {
  const made = await SampleFolder.open(folder, recipe);
  while (made.length < upTo) await made.append(viewsets[made.length]!);
  return made;
}

describe('SampleFolder', () => {
  test('is what NumPy reads: all viewsets in natural ranges, and a prompt and a seed for each', async () => {
    expect((await fill(4)).isComplete).toBe(true);
    const { shape, values } = await readNpy(join(folder, 'viewsets.npy'));
    expect(shape).toEqual([4, 3, RESOLUTION, RESOLUTION, 9]);
    const size = viewsetSize(RESOLUTION);
    expect(values.length).toBe(4 * size);
    values.forEach((value, i) => {
      const made = viewsets[Math.floor(i / size)]!.values[i % size]!;
      const depth = i % 9 === 1 || i % 9 === 2;
      const [low, high] = depth ? [-0.5, 0.5] : [0, 1];
      expect(value).toBe(Math.min(Math.max(made, low), high));
    });
    expect(JSON.parse(await readFile(join(folder, 'prompts.json'), 'utf8'))).toEqual(recipe.samples);
  });

  test('goes on after the last whole object of an interrupted run, and ends with the same bytes', async () => {
    await fill(2);
    await appendFile(join(folder, 'viewsets.partial'), new Uint8Array(100));
    const resumed = await SampleFolder.open(folder, recipe);
    expect(resumed.next).toEqual({ sample: recipe.samples[2], index: 2 });
    await fill(4);
    const interrupted = await readFile(join(folder, 'viewsets.npy'));
    await rm(folder, { recursive: true });
    await fill(4);
    expect(interrupted.equals(await readFile(join(folder, 'viewsets.npy')))).toBe(true);
  });

  test('has nothing left to do once it is complete', async () => {
    await fill(4);
    const again = await SampleFolder.open(folder, recipe);
    expect(again.next).toBeNull();
    await expect(again.append(viewsets[0]!)).rejects.toThrow('is complete');
  });

  test('is not there for NumPy before it is complete', async () => {
    await fill(3);
    await expect(readFile(join(folder, 'viewsets.npy'))).rejects.toThrow('ENOENT');
  });

  test.each<Partial<SampleRecipe>>([
    { model: { name: 'tiny', hash: 'def' } },
    { guidance: 4 },
    { samples: recipe.samples.slice(1) },
  ])('is not mixed with objects of another recipe: %o', async (change) => {
    await fill(1);
    await expect(SampleFolder.open(folder, { ...recipe, ...change })).rejects.toThrow(
      'Choose another folder',
    );
  });

  test('takes no viewset of another resolution', async () => {
    const made = await SampleFolder.open(folder, recipe);
    await expect(made.append({ resolution: 2, values: new Float32Array(viewsetSize(2)) })).rejects.toThrow(
      'resolution 2',
    );
  });
});
