import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { GifReader } from 'omggif';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tinyModel } from '../pipeline/tiny-model.fixture';
import { readPly } from '../splat/readers/read-ply';
import { generate, type Surroundings } from './generate';
import { parseCommandLine } from './options';
import { discPng } from './photo.fixture';

const repository = fileURLToPath(new URL('../../', import.meta.url));
let folder: string;
const file = (name: string) => join(folder, name);

/** A folder of models with a tiny denoiser and the real text encoder. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kiln-cli-'));
  const tiny = await tinyModel();
  await mkdir(file('models/tiny'), { recursive: true });
  for (const name of ['manifest.json', 'tiny.safetensors']) {
    await writeFile(file(`models/tiny/${name}`), await tiny.read(name));
  }
  for (const name of ['text-encoder', 'captions', 'camera', 'cut-out']) {
    await symlink(join(repository, 'models', name), file(`models/${name}`));
  }
});

afterAll(() => rm(folder, { recursive: true }));

const castle = ['generate', 'a', 'castle'];

async function run(
  args: string[],
  {
    command = castle,
    signal = new AbortController().signal,
  }: { command?: string[]; signal?: AbortSignal } = {},
): Promise<string[]> {
  const lines: string[] = [];
  const surroundings: Surroundings = {
    models: file('models'),
    wasm: join(repository, 'node_modules/@tensorflow/tfjs-backend-wasm/dist/'),
    print: (line) => lines.push(line),
    progress: () => {},
    signal,
  };
  const options = parseCommandLine([...command, '--model', 'tiny', '--backend', 'wasm', ...args]);
  if (options === 'help') throw new Error('the arguments ask for help');
  await generate(options, surroundings);
  return lines;
}

describe('kiln generate', () => {
  test('writes the cloud with its recipe and two pictures, and says what ran', async () => {
    const lines = await run([
      '--seed',
      '4',
      '--steps',
      '2',
      '--out',
      file('a.ply'),
      '--png',
      file('a.png'),
      '--depth',
      file('d.png'),
    ]);
    const { cloud, recipe } = readPly(await readFile(file('a.ply')));
    expect(recipe).toMatchObject({ prompt: 'a castle', seed: 4, steps: 2, model: { name: 'tiny' } });
    expect(cloud.count).toBeGreaterThan(0);
    for (const name of ['a.png', 'd.png']) {
      const picture = PNG.sync.read(await readFile(file(name)));
      expect([picture.width, picture.height]).toEqual([512, 512]);
      expect(new Set(picture.data).size).toBeGreaterThan(8);
    }
    const text = lines.join('\n');
    expect(text).toContain('backend: wasm');
    expect(text).toMatch(/steps: 2, \d+ ms a step/);
    expect(text).toContain(`splats: ${cloud.count}`);
  });

  test.each([
    ['o.compressed.ply', 'element chunk'],
    ['o.SOG', 'PK'],
    ['o.splats.glb', 'KHR_gaussian_splatting'],
  ])('writes %s as its name ends', async (name, sign) => {
    await run(['--steps', '1', '--out', file(name)]);
    expect((await readFile(file(name))).includes(sign)).toBe(true);
  });

  test('writes normals, a sheet of views and a turntable', async () => {
    const paths = { normals: file('n.png'), views: file('v.png'), turntable: file('t.gif') };
    await run(['--steps', '1', ...Object.entries(paths).flatMap(([name, path]) => [`--${name}`, path])]);
    const sizes = [paths.normals, paths.views].map(async (path) => {
      const { width, height } = PNG.sync.read(await readFile(path));
      return [width, height];
    });
    expect(await Promise.all(sizes)).toEqual([
      [512, 512],
      [1024, 512],
    ]);
    const gif = new GifReader(await readFile(paths.turntable));
    expect([gif.width, gif.height, gif.numFrames()]).toEqual([256, 256, 80]);
  });

  test('a model that is not there is named, with those that are', async () => {
    await expect(run(['--model', 'kiln-xl', '--out', file('b.ply')])).rejects.toMatchObject({
      code: 'MODEL_UNKNOWN',
      message: expect.stringContaining('tiny'),
    });
  });

  test('a folder that is not there is told before anything is generated', async () => {
    await expect(run(['--out', file('nowhere/b.ply')])).rejects.toThrow('does not exist');
  });

  test('a truncated weights file is told', async () => {
    const weights = await readFile(file('models/tiny/tiny.safetensors'));
    await mkdir(file('models/cut'));
    await writeFile(file('models/cut/manifest.json'), await readFile(file('models/tiny/manifest.json')));
    await writeFile(file('models/cut/tiny.safetensors'), weights.subarray(0, 1000));
    await expect(run(['--model', 'cut', '--out', file('b.ply')])).rejects.toMatchObject({
      code: 'WEIGHTS_TRUNCATED',
    });
  });

  test('an interruption ends it', async () => {
    const interrupted = run(['--out', file('b.ply')], { signal: AbortSignal.abort() });
    await expect(interrupted).rejects.toThrow(/abort/i);
  });
});

describe('kiln reconstruct', () => {
  test('makes an object from photos, and lays the photos beside it', async () => {
    await writeFile(file('front.png'), discPng());
    await writeFile(file('side.png'), discPng({ background: [220, 222, 225] }));
    const command = ['reconstruct', file('front.png'), '--view', `${file('side.png')}@90`];
    await run(['--steps', '1', '--out', file('r.ply'), '--png', file('r.png')], { command });
    const { cloud, recipe } = readPly(await readFile(file('r.ply')));
    expect(cloud.count).toBeGreaterThan(0);
    expect(recipe).toMatchObject({ prompt: '', photos: [{ azimuth: 0 }, { azimuth: 90 }], guidance: 1 });
    const sheet = PNG.sync.read(await readFile(file('r.png')));
    expect([sheet.width, sheet.height]).toEqual([1024, 768]);
    const middle = 4 * (128 * sheet.width + 128);
    expect([...sheet.data.subarray(middle, middle + 3)]).toEqual([200, 40, 30]);
  });

  test('a photo that cannot be read ends it before the model is loaded', async () => {
    await writeFile(file('photo.jpg'), Buffer.from('\xff\xd8\xff\xe0', 'latin1'));
    const command = ['reconstruct', file('photo.jpg')];
    const lines = run(['--out', file('r.ply')], { command });
    await expect(lines).rejects.toMatchObject({ code: 'PHOTO_UNREADABLE' });
  });
});
