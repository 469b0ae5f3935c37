import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { modelFolder } from '../../bench/support';
import { loadCaptionIndex } from '../model/captions/load';
import { nearest, poolTokens } from '../model/captions/nearest';
import { lookUp } from './look-up';
import { openSession, type Session } from './session';
import { tinyModel } from './tiny-model.fixture';

let session: Session;
const reads: string[] = [];

/** The tiny model with the real text encoder and the real index. */
beforeAll(async () => {
  const tiny = await tinyModel();
  session = await openSession({
    model: 'tiny',
    backend: 'wasm',
    folder: (name) => {
      reads.push(name);
      return name === 'tiny' ? tiny : modelFolder(name);
    },
    wasmFolder: new URL('../../node_modules/@tensorflow/tfjs-backend-wasm/dist/', import.meta.url).pathname,
  });
});

afterAll(() => session.dispose());

describe('the index of captions', () => {
  it('is not read before it is wanted, and then once', async () => {
    expect(reads).not.toContain('captions');
    const index = await session.captions.get();
    expect(await session.captions.get()).toBe(index);
    expect(reads.filter((name) => name === 'captions')).toHaveLength(1);
  });

  it('has the embeddings that prompts have here: pooling in Python and TypeScript agree', async () => {
    const index = await session.captions.get();
    expect(index.captions.length).toBeGreaterThanOrEqual(1000);
    expect(new Set(index.captions).size).toBe(index.captions.length);
    for (let i = 0; i < index.captions.length; i += 250) {
      const caption = index.captions[i]!;
      const tokens = session.encoder.encode(caption);
      const query = poolTokens((await tokens.data()) as Float32Array, index.width);
      tokens.dispose();
      const [first] = nearest(index, query, 1);
      expect(first!.caption).toBe(caption);
      // Rounding to int8 by the largest of 512 values costs less than this; the next caption is far below.
      expect(first!.similarity, caption).toBeGreaterThan(0.997);
    }
  });

  it('of another text encoder is refused', async () => {
    await expect(loadCaptionIndex(modelFolder('captions'), '0'.repeat(64))).rejects.toMatchObject({
      code: 'MANIFEST_INVALID',
      message: expect.stringContaining('belongs to this text encoder'),
    });
    await expect(loadCaptionIndex(modelFolder('text-encoder'), session.encoder.hash)).rejects.toMatchObject({
      code: 'MANIFEST_INVALID',
    });
  });
});

describe('looking up a prompt', () => {
  it('finds several different things near a known one, and has nothing to warn of', async () => {
    const { nearest, notice } = await lookUp(session, 'a red car', true);
    expect(notice).toBeNull();
    expect(nearest).toHaveLength(4);
    expect(nearest).not.toContain('a red car');
    expect(nearest).not.toContain('red car');
    expect(nearest.join(' ')).toMatch(/\bcar\b/);
  });

  it('takes a word that is being typed for what it will be', async () => {
    const { nearest, notice } = await lookUp(session, 'a cast', true);
    expect(nearest.join(' ')).toMatch(/castle/);
    expect(notice).toBeNull();
  });

  it('says honestly when nothing like it is known, and what is nearest', async () => {
    const { nearest, notice } = await lookUp(session, 'quantum entanglement', false);
    expect(notice).toMatchObject({ code: 'PROMPT_FAR' });
    expect(notice!.message).toContain(nearest[0]!);
  });

  it('finds nothing near nothing', async () => {
    expect(await lookUp(session, ' ', false)).toEqual({ nearest: [], notice: null });
  });
});
