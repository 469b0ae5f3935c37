import '@tensorflow/tfjs-backend-cpu';
import { setBackend, tensor4d } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { randomTensor, readWithoutLeaks } from '../kernels/testing';
import { patchify, unpatchify } from './patches';

beforeAll(async () => {
  await setBackend('cpu');
});

describe('patchify', () => {
  it('orders tokens by patch row and column, and values by row, column, channel', async () => {
    // Pixel (row, column) of a 4 x 4 image holds 10 · row + column, and its negative.
    const pixels = Array.from({ length: 16 }, (_, i) => 10 * Math.floor(i / 4) + (i % 4));
    const image = tensor4d(
      pixels.flatMap((value) => [value, -value]),
      [1, 4, 4, 2],
    );
    const patches = await readWithoutLeaks(() => patchify(image, 2));
    const second = [2, -2, 3, -3, 12, -12, 13, -13];
    const third = [20, -20, 21, -21, 30, -30, 31, -31];
    expect([...patches.subarray(8, 24)]).toEqual([...second, ...third]);
  });

  it('is undone by unpatchify', async () => {
    const images = randomTensor([3, 12, 12, 5], 1);
    const patches = patchify(images, 4);
    expect(patches.shape).toEqual([3, 9, 80]);
    const back = await readWithoutLeaks(() => unpatchify(patches, 4, images.shape));
    expect(back).toEqual(await images.data());
  });
});
