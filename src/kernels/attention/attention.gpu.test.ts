import { type Tensor1D, type Tensor3D, tensor1d } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { randomTensor, randomValues, readWithoutLeaks, relativeError, startTestDevice } from '../testing';
import { attention } from './op';
import { attentionReference } from './reference';

// Around the tile sizes of the program: 16 queries and 32 keys.
const shapes = [
  { batch: 1, tokens: 1, heads: 1, size: 32 },
  { batch: 1, tokens: 16, heads: 2, size: 64 },
  { batch: 2, tokens: 33, heads: 3, size: 16 },
  { batch: 1, tokens: 77, heads: 4, size: 64 },
  { batch: 3, tokens: 31, heads: 1, size: 48 },
];

// A software renderer on a busy machine takes tens of seconds to compile the shaders.
describe('attention program', { timeout: 240_000 }, () => {
  let errors: string[];
  beforeAll(async () => {
    errors = (await startTestDevice()).errors;
  });
  afterEach(() => {
    expect(errors).toEqual([]);
  });

  it.each(shapes)('equals the formula: $batch x $tokens tokens, $heads heads of $size', async (shape) => {
    const input = inputs(shape, 1);
    const expected = await readWithoutLeaks(() => attentionReference(input));
    const actual = await readWithoutLeaks(() => attention(input));
    expect(Math.max(...actual)).toBeGreaterThan(0);
    expect(relativeError(actual, expected)).toBeLessThan(1e-4);
  });

  it('does not overflow where one key outweighs all others', async () => {
    const input = inputs({ batch: 1, tokens: 40, heads: 1, size: 32 }, 60);
    const expected = await readWithoutLeaks(() => attentionReference(input));
    const actual = await readWithoutLeaks(() => attention(input));
    expect(relativeError(actual, expected)).toBeLessThan(1e-4);
  });
});

function inputs({ batch, tokens, heads, size }: (typeof shapes)[number], sharpness: number) {
  return {
    qkv: randomTensor<Tensor3D>([batch, tokens, 3 * heads * size], 1),
    qNorm: tensor1d(randomValues(size, 2).map((x) => x * sharpness)),
    kNorm: randomTensor<Tensor1D>([size], 3),
    heads,
  };
}
