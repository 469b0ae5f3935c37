import '@tensorflow/tfjs-backend-cpu';
import { memory, tensor1d } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { steered } from './steered';

const denoise = async () => tensor1d([1, 2]);

test('the prediction is what steering makes of it, and nothing is left behind', async () => {
  const x = tensor1d([0, 0]);
  const before = memory().numTensors;
  const doubled = steered(denoise, async (x0, tau) => x0.map((value) => value * tau), tensor1d);
  const x0 = await doubled(x, 0.5);
  expect([...(await x0.data())]).toEqual([0.5, 1]);
  x0.dispose();
  expect(memory().numTensors).toBe(before);
});

test('where steering throws, the prediction is freed', async () => {
  const x = tensor1d([0, 0]);
  const before = memory().numTensors;
  const failing = steered(
    denoise,
    async () => {
      throw new Error('the device is gone');
    },
    tensor1d,
  );
  await expect(failing(x, 0.5)).rejects.toThrow('gone');
  expect(memory().numTensors).toBe(before);
});
