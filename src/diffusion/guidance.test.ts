import '@tensorflow/tfjs-backend-cpu';
import { memory, tensor1d } from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { guided } from './guidance';

/** Counts how often each prediction is asked for; c = 3, u = 1. */
function predictions() {
  const asked = { conditional: 0, unconditional: 0 };
  return {
    asked,
    conditional: async () => {
      asked.conditional++;
      return tensor1d([3]);
    },
    unconditional: async () => {
      asked.unconditional++;
      return tensor1d([1]);
    },
  };
}

async function valueAt(scale: number) {
  const { asked, conditional, unconditional } = predictions();
  const x = tensor1d([0]);
  const before = memory().numTensors;
  const prediction = await guided(conditional, unconditional, scale)(x, 0.5);
  const [value] = await prediction.data();
  prediction.dispose();
  const leaked = memory().numTensors - before;
  x.dispose();
  return { value, leaked, ...asked };
}

describe('guided', () => {
  test.each([
    { scale: 3, value: 7, conditional: 1, unconditional: 1 },
    { scale: 0.5, value: 2, conditional: 1, unconditional: 1 },
    // Where one prediction is all, the other is saved.
    { scale: 1, value: 3, conditional: 1, unconditional: 0 },
    { scale: 0, value: 1, conditional: 0, unconditional: 1 },
  ])('scale $scale gives $value', async ({ scale, ...expected }) => {
    expect(await valueAt(scale)).toEqual({ ...expected, leaked: 0 });
  });

  test('frees the first prediction when the second fails', async () => {
    const { unconditional } = predictions();
    const before = memory().numTensors;
    const failing = async () => {
      throw new Error('cancelled');
    };
    const x = tensor1d([0]);
    const denoise = guided(failing, unconditional, 2);
    await expect(denoise(x, 0.5)).rejects.toThrow('cancelled');
    x.dispose();
    expect(memory().numTensors).toBe(before);
  });
});
