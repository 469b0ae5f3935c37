import { expect, it } from 'vitest';
import { startBackend } from './backend';

// A file of its own: tfjs does not try its binaries a second time in a process.
it('refuses WASM whose binaries are missing', { timeout: 60_000 }, async () => {
  const starting = startBackend({ request: 'wasm', wasmFolder: '/no/such/folder/' });
  await expect(starting).rejects.toMatchObject({ code: 'BACKEND_UNAVAILABLE' });
});
