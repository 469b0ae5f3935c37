import {
  reshape,
  type Tensor1D,
  type Tensor2D,
  type Tensor3D,
  tensor3d,
  tidy,
  transpose,
} from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { floatsToHalves, halvesToFloats } from '../../base/half';
import { randomTensor, randomValues, readWithoutLeaks, relativeError, startTestDevice } from '../testing';
import { linear } from './op';
import { type Activation, linearReference } from './reference';
import { linearWeight } from './weight';

// A software renderer on a busy machine takes tens of seconds to compile the shaders.
describe('linear program', { timeout: 240_000 }, () => {
  let errors: string[];
  beforeAll(async () => {
    errors = (await startTestDevice()).errors;
  });
  afterEach(() => {
    expect(errors).toEqual([]);
  });

  // Around tiles of 32 rows, 32 outputs and 32 inputs; 27 inputs cannot be packed.
  it.each([
    { batch: 1, tokens: 1, inputs: 4, outputs: 33 },
    { batch: 1, tokens: 1, inputs: 128, outputs: 300 },
    { batch: 2, tokens: 17, inputs: 36, outputs: 64 },
    { batch: 1, tokens: 72, inputs: 100, outputs: 65 },
    { batch: 1, tokens: 5, inputs: 27, outputs: 6 },
  ])('equals the formula: $batch x $tokens x $inputs to $outputs', async (shape) => {
    const { batch, tokens, inputs, outputs } = shape;
    const halves = floatsToHalves(randomValues(inputs * outputs, 1));
    const packed = linearWeight(halves, outputs, inputs);
    const x = randomTensor<Tensor3D>([batch, tokens, inputs], 2);
    const bias = randomTensor<Tensor1D>([outputs], 3);
    const residual = {
      onto: randomTensor<Tensor3D>([batch, tokens, outputs], 4),
      table: randomTensor<Tensor2D>([3, outputs], 5),
      gate: 2,
    };
    // The layout of the other backends, which this one would not choose.
    const plain = {
      inputs,
      outputs,
      tensor: tidy(() => {
        const rows = tensor3d(halvesToFloats(halves), [1, outputs, inputs]);
        return reshape(transpose(rows, [0, 2, 1]), [1, inputs, outputs]);
      }),
    };
    const variants: { activation: Activation; bias?: Tensor1D; residual?: typeof residual }[] = [
      { activation: 'none' },
      { activation: 'silu', bias },
      { activation: 'squared-relu', bias },
      { activation: 'none', bias, residual },
    ];
    for (const variant of variants) {
      const expected = await readWithoutLeaks(() => linearReference({ x, weight: plain, ...variant }));
      const actual = await readWithoutLeaks(() => linear({ x, weight: packed, ...variant }));
      expect(actual.some((value) => value !== 0)).toBe(true);
      expect(relativeError(actual, expected)).toBeLessThan(1e-4);
    }
  });
});
