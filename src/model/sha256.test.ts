import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { sha256, sha256InScript } from './sha256';

describe('sha256', () => {
  // Around the block of 64 bytes, of which the length takes 8.
  it.each([0, 1, 55, 56, 63, 64, 65, 119, 120, 1000])('agrees with OpenSSL on %i bytes', async (length) => {
    const bytes = new Uint8Array(length).map((_, i) => 7 * i);
    const expected = createHash('sha256').update(bytes).digest('hex');
    expect(await sha256(bytes)).toBe(expected);
    expect(Buffer.from(sha256InScript(bytes)).toString('hex')).toBe(expected);
  });
});
