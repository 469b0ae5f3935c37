import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { modelFolder, startNodeBackend } from '../../../bench/support';
import { readWithoutLeaks, relativeError } from '../../kernels/testing';
import type { StoredTensors } from '../safetensors';
import { loadModel } from '../weights';
import { type TextConfig, textConfig } from './config';
import { readTextGoldens, type TextGolden } from './testing';
import { TextTransformer } from './text-encoder';

const golden = (name: string) => readFile(new URL(`../../../goldens/${name}`, import.meta.url));

let config: TextConfig;
let tensors: StoredTensors;
let transformer: TextTransformer;
let goldens: TextGolden[];

beforeAll(async () => {
  await startNodeBackend('wasm');
  const model = await loadModel(modelFolder('text-encoder'));
  config = textConfig(model.manifest);
  tensors = model.tensors;
  transformer = new TextTransformer(config, tensors, 'text-encoder');
  goldens = await readTextGoldens(golden);
});

afterAll(() => {
  transformer.dispose();
});

describe('text encoder on wasm', () => {
  it('gives the tokens of PyTorch for every golden prompt', async () => {
    for (const { prompt, ids, tokens } of goldens) {
      const actual = await readWithoutLeaks(() => transformer.tokens(ids));
      // The same weights in float32 on both sides: only the order of summation differs.
      expect(relativeError(actual, tokens), prompt).toBeLessThan(1e-5);
    }
  });

  it('gives no tokens for no pieces', async () => {
    const empty = transformer.tokens([]);
    expect(empty.shape).toEqual([0, 512]);
    empty.dispose();
  });

  it('refuses ids that no prompt has', () => {
    expect(() => transformer.tokens(new Array(25).fill(1))).toThrow(/25 piece ids; there must be at most 24/);
    for (const id of [-1, 8000, 1.5, Number.NaN]) {
      expect(() => transformer.tokens([id])).toThrow(/not in the vocabulary of 8000/);
    }
  });

  it('refuses weights that do not fit the config', () => {
    const build = (changed: StoredTensors) => () => new TextTransformer(config, changed, 'text-encoder');
    const lacking = new Map(tensors);
    lacking.delete('layers.1.up.bias');
    expect(build(lacking)).toThrow(/lacks the tensor layers.1.up.bias/);
    const wrong = new Map(tensors).set('layers.1.up.bias', tensors.get('layers.1.down.bias')!);
    expect(build(wrong)).toThrow(/layers.1.up.bias is \[512\], its config says \[1536\]/);
  });
});
