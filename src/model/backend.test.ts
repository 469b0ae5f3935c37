import { getBackend, scalar } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { startNodeBackend } from '../../bench/support';
import { startBackend } from './backend';

// Node has no WebGPU of its own; backend.gpu.test.ts is where there is one.
// Loading a backend is megabytes of script.
describe('startBackend without WebGPU', { timeout: 60_000 }, () => {
  it('chooses WASM, and says why', async () => {
    const backend = await startNodeBackend('auto');
    expect(backend).toMatchObject({ name: 'wasm', adapter: null, device: null, hardware: false });
    expect(backend.why).toMatch(/no WebGPU/);
    expect(getBackend()).toBe('wasm');
    expect(await scalar(2).data()).toEqual(new Float32Array([2]));
  });

  it.each(['webgpu', 'webgl'] as const)('refuses %s by name', async (request) => {
    const starting = startBackend({ request, wasmFolder: 'unused/' });
    await expect(starting).rejects.toMatchObject({
      code: 'BACKEND_UNAVAILABLE',
      message: expect.stringMatching(/automatic backend/),
    });
  });
});
