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

async function valueAt(scale: number, tau: number) {
  const { asked, conditional, unconditional } = predictions();
  const x = tensor1d([0]);
  const before = memory().numTensors;
  const prediction = await guided(conditional, unconditional, { scale, interval: [0.2, 0.8] })(x, tau);
  const [value] = await prediction.data();
  prediction.dispose();
  const leaked = memory().numTensors - before;
  x.dispose();
  return { value, leaked, ...asked };
}

describe('guided', () => {
  test.each([
    { scale: 3, tau: 0.5, value: 7, conditional: 1, unconditional: 1 },
    { scale: 0.5, tau: 0.5, value: 2, conditional: 1, unconditional: 1 },
    { scale: 3, tau: 0.2, value: 7, conditional: 1, unconditional: 1 },
    { scale: 3, tau: 0.8, value: 7, conditional: 1, unconditional: 1 },
    // Outside the interval nothing is exaggerated, and the second prediction is saved.
    { scale: 3, tau: 0.19, value: 3, conditional: 1, unconditional: 0 },
    { scale: 3, tau: 0.81, value: 3, conditional: 1, unconditional: 0 },
    { scale: 1, tau: 0.5, value: 3, conditional: 1, unconditional: 0 },
    // Ignoring the prompt must not depend on the level.
    { scale: 0, tau: 0.5, value: 1, conditional: 0, unconditional: 1 },
    { scale: 0, tau: 0.9, value: 1, conditional: 0, unconditional: 1 },
    { scale: 0.5, tau: 0.9, value: 2, conditional: 1, unconditional: 1 },
  ])('scale $scale at τ = $tau gives $value', async ({ scale, tau, ...expected }) => {
    expect(await valueAt(scale, tau)).toEqual({ ...expected, leaked: 0 });
  });

  test('frees the first prediction when the second fails', async () => {
    const { unconditional } = predictions();
    const before = memory().numTensors;
    const failing = async () => {
      throw new Error('cancelled');
    };
    const x = tensor1d([0]);
    const denoise = guided(failing, unconditional, { scale: 2, interval: [0, 1] });
    await expect(denoise(x, 0.5)).rejects.toThrow('cancelled');
    x.dispose();
    expect(memory().numTensors).toBe(before);
  });
});
