import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { modelFolder } from '../../bench/support';
import type { GenerationStep } from '../protocol/generation';
import { viewsetToCloud } from '../viewset/to-splats';
import type { Viewset } from '../viewset/viewset';
import { generate } from './generate';
import { openSession } from './session';
import { TINY, tinyModel } from './tiny-model.fixture';

test('each step hands out the viewset that its cloud is made from', async () => {
  const tiny = await tinyModel();
  const session = await openSession({
    model: 'tiny',
    backend: 'wasm',
    folder: (name) => (name === 'tiny' ? tiny : modelFolder(name)),
    wasmFolder: fileURLToPath(
      new URL('../../node_modules/@tensorflow/tfjs-backend-wasm/dist/', import.meta.url),
    ),
  });
  try {
    const request = { prompt: 'a castle', seed: 3, steps: 2, sampler: 'ddim', guidance: 1 } as const;
    const viewsets: Viewset[] = [];
    const steps: GenerationStep[] = [];
    for await (const state of generate(session, request, undefined, (viewset) => viewsets.push(viewset))) {
      if (state.status === 'step') steps.push(state);
    }
    expect(viewsets.map(({ resolution }) => resolution)).toEqual([TINY.resolution, TINY.resolution]);
    expect(viewsets.map(viewsetToCloud)).toEqual(steps.map(({ cloud }) => cloud));
  } finally {
    session.dispose();
  }
});
