import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { type PreviewServer, preview } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SplatCloud } from '../../src/splat/cloud';
import { readPly } from '../../src/splat/readers/read-ply';
import { housePng } from '../support/pictures';
import type { Engine } from './engine';
import { startFirefox } from './firefox';
import { Visit } from './visit';
import { startWebKit } from './webkit';

/** Debian's builds: scripts/lib/engines.mjs. */
const engines = [
  { name: 'Firefox', start: () => startFirefox('/usr/bin/firefox-esr'), hasWebGpu: true },
  { name: 'WebKit', start: () => startWebKit('/usr/bin/WebKitWebDriver'), hasWebGpu: false },
];

const PROMPT = 'a burger';

let server: PreviewServer;
let url: string;
/** Burgers as saved, by who made them. */
const burgers = new Map<string, SplatCloud>();

beforeAll(async () => {
  server = await preview({ preview: { port: 4196, strictPort: true }, logLevel: 'warn' });
  url = server.resolvedUrls!.local[0]!;
});

afterAll(() => server.close());

describe.each(engines)('$name', ({ name, start, hasWebGpu }) => {
  let engine: Engine;
  let visit: Visit;

  beforeAll(async () => {
    engine = await start();
    visit = await Visit.to(engine, url);
  });

  afterAll(() => engine?.close());

  test('draws an object before anything is asked for', async () => {
    expect(await visit.splats()).toBeGreaterThan(10_000);
    await expect.poll(async () => (await colours(engine)).size, { timeout: 60_000 }).toBeGreaterThan(100);
  });

  test('makes an object from words, keeps it and saves it', async () => {
    await visit.make(PROMPT);
    const bytes = await visit.saved(() => visit.press('Save .ply'));
    const { cloud, recipe } = readPly(bytes);
    expect(recipe).toMatchObject({ prompt: PROMPT, seed: 5, model: { name: 'kiln-s' } });
    expect(cloud.count).toBe(await visit.splats());
    burgers.set(name, cloud);
    await visit.press('Library');
    await visit.sees(/Library\s*1/);
  });

  test('makes one from a photo', async () => {
    const house = housePng('house.png', { background: [226, 224, 219] });
    const folder = await mkdtemp(join(tmpdir(), 'kiln-'));
    const file = join(folder, house.name);
    await writeFile(file, house.buffer);
    await visit.choosePhoto(file);
    await visit.sees('front');
    await rm(folder, { recursive: true });
    await visit.press('Generate');
    await visit.sees(/Library\s*2/);
    await visit.sees('Compare with the photo');
  });

  test('has all of it after a reload, and told no error', async () => {
    expect(await visit.troubles()).toEqual([]);
    visit = await visit.again();
    await visit.press('Library');
    await visit.sees(/Library\s*2/);
    expect(await visit.troubles()).toEqual([]);
  });

  if (hasWebGpu) {
    test('makes the same on WebGPU, whose shaders another compiler reads', async () => {
      visit = await Visit.to(engine, `${url}?backend=webgpu`);
      await visit.sees('kiln-s · WebGPU');
      await visit.make(PROMPT);
      const { cloud } = readPly(await visit.saved(() => visit.press('Save .ply')));
      areAlike(cloud, burgers.get(name)!);
    });
  }
});

test('all make the same object of the same request', () => {
  expect(burgers.size).toBe(engines.length);
  const [first, ...others] = [...burgers.values()];
  for (const other of others) areAlike(other, first!);
});

/** Rounding may differ, and decides of few pixels whether they are solid. */
function areAlike(a: SplatCloud, b: SplatCloud): void {
  expect(Math.abs(a.count / b.count - 1)).toBeLessThan(0.01);
  expect(meanHeight(a)).toBeCloseTo(meanHeight(b), 2);
}

/** Colours in the middle of the window, where the object is and no panel. */
async function colours(engine: Engine): Promise<Set<number>> {
  const { width, height, data } = PNG.sync.read(Buffer.from(await engine.screenshot()));
  const found = new Set<number>();
  for (let row = Math.round(height * 0.3); row < height * 0.6; row++) {
    for (let column = Math.round(width * 0.4); column < width * 0.6; column++) {
      const at = 4 * (row * width + column);
      found.add((data[at]! << 16) | (data[at + 1]! << 8) | data[at + 2]!);
    }
  }
  return found;
}

function meanHeight({ positions, count }: SplatCloud): number {
  return positions.reduce((sum, value, i) => (i % 3 === 1 ? sum + value : sum), 0) / count;
}
