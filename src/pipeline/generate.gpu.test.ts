import { fileURLToPath } from 'node:url';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { backend, memory } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { modelFolder } from '../../bench/support';
import { relativeError } from '../kernels/testing';
import type { BackendName } from '../protocol/choices';
import type { GenerateRequest } from '../protocol/generation';
import { generate } from './generate';
import { openSession, type Session } from './session';
import { tinyModel } from './tiny-model.fixture';

const request: GenerateRequest = {
  prompt: 'a castle on a hill',
  seed: 7,
  steps: 3,
  sampler: 'dpm-solver++',
  guidance: 2,
};

async function open(name: BackendName): Promise<Session> {
  const tiny = await tinyModel();
  return openSession({
    model: 'tiny',
    backend: name,
    folder: (model) => (model === 'tiny' ? tiny : modelFolder(model)),
    wasmFolder: fileURLToPath(
      new URL('../../node_modules/@tensorflow/tfjs-backend-wasm/dist/', import.meta.url),
    ),
  });
}

/** Number of splats, their mean position and mean colour: what rounding hardly moves. */
async function summary(session: Session): Promise<number[]> {
  for await (const progress of generate(session, { ...request, steps: 1 })) {
    if (progress.status !== 'step') continue;
    const { count, positions, colors } = progress.cloud;
    const mean = (values: Float32Array, k: number) =>
      values.reduce((sum, value, i) => (i % 3 === k ? sum + value : sum), 0) / count;
    return [count, ...[0, 1, 2].flatMap((k) => [mean(positions, k), mean(colors, k)])];
  }
  throw new Error('no step');
}

test('WebGPU makes the object that WASM makes, and leaves no tensors behind', async () => {
  const wasm = await open('wasm');
  const expected = await summary(wasm);
  wasm.dispose();

  const gpu = await open('webgpu');
  expect(gpu.info.backend).toMatchObject({ name: 'webgpu', adapter: expect.stringMatching(/./) });
  const before = memory().numTensors;
  // A splat at the edge of a threshold may come or go.
  expect(relativeError(await summary(gpu), expected)).toBeLessThan(1e-2);
  expect(memory().numTensors).toBe(before);
  gpu.dispose();
});

test('a device lost in the middle ends the generation as DEVICE_LOST', async () => {
  const session = await open('webgpu');
  const { device } = backend() as WebGPUBackend;
  const all = (async () => {
    for await (const { status } of generate(session, request)) if (status === 'step') device.destroy();
  })();
  await expect(all).rejects.toMatchObject({ code: 'DEVICE_LOST' });
  expect(session.lost.aborted).toBe(true);
});
