import '@tensorflow/tfjs-backend-cpu';
import { setBackend, type Tensor1D, type Tensor3D, tensor1d, tensor3d } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { randomTensor, randomValues, readWithoutLeaks, relativeError } from '../testing';
import { attention } from './op';
import { attentionByHead, attentionReference, QK_NORM_EPSILON } from './reference';

beforeAll(async () => {
  await setBackend('cpu');
});

describe('attention', () => {
  const input = () => ({
    qkv: randomTensor<Tensor3D>([2, 7, 3 * 2 * 5], 1),
    qNorm: randomTensor<Tensor1D>([5], 2),
    kNorm: randomTensor<Tensor1D>([5], 3),
    heads: 2,
  });

  it('follows the formula, written as loops', async () => {
    const [tokens, heads, d] = [4, 2, 3];
    const qkv = randomValues(tokens * 3 * heads * d, 4);
    const [qNorm, kNorm] = [randomValues(d, 5), randomValues(d, 6)];
    const part = (token: number, which: number, head: number) => {
      const start = ((token * 3 + which) * heads + head) * d;
      return Array.from(qkv.subarray(start, start + d));
    };
    const norm = (x: number[], scale: Float32Array) => {
      const rms = Math.sqrt(x.reduce((sum, v) => sum + v * v, 0) / d + QK_NORM_EPSILON);
      return x.map((v, i) => (v / rms) * scale[i]!);
    };
    const expected: number[] = [];
    for (let query = 0; query < tokens; query++) {
      for (let head = 0; head < heads; head++) {
        const q = norm(part(query, 0, head), qNorm);
        const weights = Array.from({ length: tokens }, (_, key) => {
          const k = norm(part(key, 1, head), kNorm);
          return Math.exp(q.reduce((sum, v, i) => sum + v * k[i]!, 0) / Math.sqrt(d));
        });
        const total = weights.reduce((a, b) => a + b);
        for (let i = 0; i < d; i++) {
          expected.push(weights.reduce((sum, w, key) => sum + (w / total) * part(key, 2, head)[i]!, 0));
        }
      }
    }
    const shaped = {
      qkv: tensor3d(qkv, [1, tokens, 3 * heads * d]),
      qNorm: tensor1d(qNorm),
      kNorm: tensor1d(kNorm),
      heads,
    };
    const actual = await readWithoutLeaks(() => attention(shaped));
    expect(relativeError(actual, expected)).toBeLessThan(1e-5);
  });

  it('is the same head by head', async () => {
    const same = input();
    const expected = await readWithoutLeaks(() => attentionReference(same));
    const actual = await readWithoutLeaks(() => attentionByHead(same));
    expect(relativeError(actual, expected)).toBeLessThan(1e-6);
  });

  it('refuses shapes that do not fit together, by name', () => {
    expect(() => attention({ ...input(), heads: 4 })).toThrow(/not 3 · 4 heads/);
    expect(() => attention({ ...input(), kNorm: randomTensor<Tensor1D>([4], 3) })).toThrow(/kNorm 4/);
  });
});
