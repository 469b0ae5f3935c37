import { readFile } from 'node:fs/promises';
import { memory } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { modelFolder, startNodeBackend } from '../../../bench/support';
import { relativeError } from '../../kernels/testing';
import type { Manifest } from '../config';
import type { ModelFolder, ReadOptions, WeightCache } from '../weights';
import { textConfig } from './config';
import { loadPromptEncoder } from './load';
import { readTextGoldens } from './testing';

const golden = (name: string) => readFile(new URL(`../../../goldens/${name}`, import.meta.url));

const real = modelFolder('text-encoder');

beforeAll(async () => {
  await startNodeBackend('wasm');
});

/** The real folder with some files altered on their way; counts what is read of the tokenizer. */
function altered(change: (bytes: Uint8Array, path: string, options: ReadOptions) => void) {
  const reads: boolean[] = [];
  const folder: ModelFolder = {
    where: real.where,
    async read(path, options = {}) {
      if (path === 'tokenizer.json') reads.push(options.fresh ?? false);
      const bytes = await real.read(path, options);
      change(bytes, path, options);
      return bytes;
    },
  };
  return { folder, reads };
}

function replaceText(bytes: Uint8Array, from: string, to: string): void {
  const at = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).indexOf(from);
  expect(at).toBeGreaterThan(0);
  bytes.set(new TextEncoder().encode(to.padEnd(from.length)), at);
}

describe('textConfig', () => {
  it('refuses another kind of model', () => {
    const manifest = { format: 1, name: 'kiln-s', kind: 'denoiser' } as Manifest;
    expect(() => textConfig(manifest)).toThrow(
      /kiln-s cannot read prompts \(it is a denoiser, not a text-encoder\)/,
    );
  });
});

describe('loadPromptEncoder', () => {
  it('turns prompts into the tokens of PyTorch, and frees all it took', async () => {
    const before = memory().numTensors;
    const encoder = await loadPromptEncoder(real);
    const [expected] = await readTextGoldens(golden);
    const tokens = encoder.encode(expected!.prompt);
    expect(tokens.shape).toEqual([expected!.ids.length, encoder.config.width]);
    expect(relativeError(await tokens.data(), expected!.tokens)).toBeLessThan(1e-5);
    tokens.dispose();
    const blank = encoder.encode('  ');
    expect(blank.shape).toEqual([0, encoder.config.width]);
    blank.dispose();
    encoder.dispose();
    expect(memory().numTensors).toBe(before);
  });

  it('reads an altered tokenizer again past the caches', async () => {
    const { folder, reads } = altered((bytes, path, { fresh }) => {
      if (path === 'tokenizer.json' && !fresh) bytes[1000]! ^= 1;
    });
    (await loadPromptEncoder(folder)).dispose();
    expect(reads).toEqual([false, true]);
  });

  it('refuses a tokenizer that stays altered', async () => {
    const { folder } = altered((bytes, path) => {
      if (path === 'tokenizer.json') bytes[1000]! ^= 1;
    });
    await expect(loadPromptEncoder(folder)).rejects.toMatchObject({ code: 'WEIGHTS_CORRUPT' });
  });

  it('takes everything from the cache the second time', async () => {
    const kept = new Map<string, Uint8Array<ArrayBuffer>>();
    const cache: WeightCache = {
      get: async (key) => kept.get(key),
      put: async (key, bytes) => void kept.set(key, bytes),
      keepOnly: async (keys) => {
        for (const key of kept.keys()) if (!keys.has(key)) kept.delete(key);
      },
    };
    const { folder, reads } = altered(() => {});
    for (let visit = 0; visit < 2; visit++) (await loadPromptEncoder(folder, { cache })).dispose();
    expect(reads).toHaveLength(1);
  });

  it.each([
    ['"heads": 4', '"heads": 0', /heads/],
    ['"heads": 4', '"heads": 3', /multiples of heads/],
    ['"eps": 1e-06', '"eps": null', /eps/],
  ])('refuses a manifest with %j as %j', async (from, to, message) => {
    const { folder } = altered((bytes, path) => {
      if (path === 'manifest.json') replaceText(bytes, from, to);
    });
    const failure = await loadPromptEncoder(folder).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'MANIFEST_INVALID', message: expect.stringMatching(message) });
  });
});
