import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { modelFolder, startNodeBackend } from '../../../bench/support';
import { readWithoutLeaks, relativeError } from '../../kernels/testing';
import { loadModel } from '../weights';
import { textConfig } from './config';
import { readTextGoldens } from './testing';
import { TextTransformer } from './text-encoder';

const golden = (name: string) => readFile(new URL(`../../../goldens/${name}`, import.meta.url));

let transformer: TextTransformer;

beforeAll(async () => {
  await startNodeBackend('webgpu');
  const { manifest, tensors } = await loadModel(modelFolder('text-encoder'));
  transformer = new TextTransformer(textConfig(manifest), tensors, 'text-encoder');
});

afterAll(() => {
  transformer.dispose();
});

describe('text encoder on webgpu', () => {
  it('gives the tokens of PyTorch', async () => {
    // Two prompts, since a software adapter takes a second for each.
    for (const { prompt, ids, tokens } of (await readTextGoldens(golden)).slice(0, 2)) {
      const actual = await readWithoutLeaks(() => transformer.tokens(ids));
      expect(relativeError(actual, tokens), prompt).toBeLessThan(1e-4);
    }
  });
});
