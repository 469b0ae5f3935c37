import { describe, expect, it } from 'vitest';
import { fileNameOf } from './file-name';

describe('fileNameOf', () => {
  it.each([
    ['a castle on a hill', 7, 'kiln-a-castle-on-a-hill-7'],
    ['  A "Race" car!! ', 0, 'kiln-a-race-car-0'],
    ['../../etc/passwd', 1, 'kiln-etc-passwd-1'],
    ['城堡', 2, 'kiln-城堡-2'],
    ['हिन्दी', 2, 'kiln-हिन्दी-2'],
    ['🏰', 3, 'kiln-object-3'],
    [null, null, 'kiln-object'],
  ])('%s, %s -> %s', (prompt, seed, name) => {
    expect(fileNameOf(prompt, seed)).toBe(name);
  });

  it('cuts long prompts between code points', () => {
    const name = fileNameOf('𝒳'.repeat(100), 1);
    expect(name).toBe(`kiln-${'𝒳'.repeat(48)}-1`);
  });
});
