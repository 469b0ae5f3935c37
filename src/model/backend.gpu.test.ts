import { getBackend } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { startNodeBackend } from '../../bench/support';
import { isSoftware } from '../base/adapter';
import { startBackend } from './backend';

describe('startBackend', () => {
  it('takes WebGPU on a real GPU, and WASM beside a software adapter', async () => {
    const adapter = await navigator.gpu.requestAdapter();
    const backend = await startNodeBackend('auto');
    if (isSoftware(adapter!)) {
      expect(backend.name).toBe('wasm');
      expect(backend.why).toMatch(/software renderer/);
    } else {
      expect(backend.name).toBe('webgpu');
      expect(backend.adapter).toBeTruthy();
    }
  });

  it('takes WebGPU on any adapter when it is asked for, and tells when the device is lost', async () => {
    const reasons: string[] = [];
    const backend = await startBackend({
      request: 'webgpu',
      wasmFolder: 'unused/',
      onLost: (reason) => reasons.push(reason),
    });
    expect(backend.name).toBe('webgpu');
    expect(backend.adapter).toMatch(/\w/);
    expect(getBackend()).toBe('webgpu');
    backend.device!.destroy();
    await backend.device!.lost;
    await Promise.resolve();
    expect(reasons).toHaveLength(1);
  });

  it('starts again after a loss', async () => {
    const again = await startNodeBackend('webgpu');
    expect(again.device).not.toBeNull();
  });
});
