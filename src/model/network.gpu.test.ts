import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { FORWARD_GOLDENS, forwardError, loadDenoiser, startNodeBackend } from '../../bench/support';
import type { Denoiser } from './network';

// A software renderer on a busy machine takes tens of seconds to compile the shaders.
describe('the network on webgpu', { timeout: 240_000 }, () => {
  let denoiser: Denoiser;
  const errors: string[] = [];
  beforeAll(async () => {
    const { device } = await startNodeBackend('webgpu');
    device?.addEventListener('uncapturederror', (event) => errors.push(event.error.message));
    denoiser = await loadDenoiser('kiln-s');
  });
  afterEach(() => {
    expect(errors).toEqual([]);
  });
  afterAll(() => {
    denoiser.dispose();
  });

  it.each(FORWARD_GOLDENS)('matches PyTorch on %s', async (golden) => {
    expect(await forwardError(denoiser, golden)).toBeLessThan(1e-3);
  });

  it('matches PyTorch on kiln-b, whose weights are stored in int8', async () => {
    const finer = await loadDenoiser('kiln-b');
    expect(await forwardError(finer, 'kiln-b-forward-photo')).toBeLessThan(1e-3);
    finer.dispose();
  });
});
