import '@tensorflow/tfjs-backend-cpu';
import {
  setBackend,
  type Tensor1D,
  type Tensor3D,
  tensor1d,
  tensor2d,
  tensor3d,
} from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { floatsToHalves } from '../../base/half';
import { randomTensor, randomValues, readWithoutLeaks, relativeError } from '../testing';
import { linear } from './op';
import { linearWeight } from './weight';

beforeAll(async () => {
  await setBackend('cpu');
});

describe('linear', () => {
  const x = () => tensor3d([1, 2, -3, 1], [1, 2, 2]);
  // Rows are outputs, as PyTorch stores them.
  const weight = () => linearWeight(new Float32Array([1, 0, 0, 1, 2, -1]), 3, 2);

  it('multiplies by the transposed weight and adds the bias', async () => {
    const input = { x: x(), weight: weight(), bias: tensor1d([0, 0, 10]) };
    const y = await readWithoutLeaks(() => linear(input));
    expect([...y]).toEqual([1, 2, 10, -3, 1, 3]);
  });

  it('squares what ReLU leaves', async () => {
    const input = { x: x(), weight: weight() };
    const y = await readWithoutLeaks(() => linear({ ...input, activation: 'squared-relu' }));
    expect([...y]).toEqual([1, 4, 0, 0, 1, 0]);
  });

  it('applies SiLU', async () => {
    const input = { x: x(), weight: weight() };
    const y = await readWithoutLeaks(() => linear({ ...input, activation: 'silu' }));
    [1, 2, 0, -3, 1, -7].forEach((value, i) => {
      expect(y[i]).toBeCloseTo(value / (1 + Math.exp(-value)), 5);
    });
  });

  it('adds the gated output onto the residual', async () => {
    const onto = tensor3d([100, 100, 100, 200, 200, 200], [1, 2, 3]);
    const residual = {
      onto,
      table: tensor2d([
        [9, 9, 9],
        [1, 2, 3],
      ]),
      gate: 1,
    };
    const input = { x: x(), weight: weight(), residual };
    const y = await readWithoutLeaks(() => linear(input));
    expect([...y]).toEqual([101, 104, 100, 197, 202, 179]);
  });

  it('reads halves as the floats they are', async () => {
    const values = randomValues(40 * 50, 1);
    const halves = floatsToHalves(values);
    const input = randomTensor<Tensor3D>([1, 3, 50], 2);
    const fromFloats = linearWeight(values, 40, 50);
    const fromHalves = linearWeight(halves, 40, 50);
    const expected = await readWithoutLeaks(() => linear({ x: input, weight: fromFloats }));
    const actual = await readWithoutLeaks(() => linear({ x: input, weight: fromHalves }));
    expect(relativeError(actual, expected)).toBeLessThan(2 ** -11);
  });

  it('refuses shapes that do not fit together, by name', () => {
    const fits = { x: x(), weight: weight() };
    expect(() => linear({ ...fits, x: randomTensor<Tensor3D>([1, 2, 5], 1) })).toThrow(/x is 5 wide/);
    expect(() => linear({ ...fits, bias: randomTensor<Tensor1D>([2], 1) })).toThrow(/bias has 2 entries/);
    const onto = randomTensor<Tensor3D>([1, 1, 3], 1);
    const table = tensor2d([[1, 1, 1]]);
    expect(() => linear({ ...fits, residual: { onto, table, gate: 0 } })).toThrow(/residual is \[1,1,3\]/);
    const twice = tensor3d([1, 1, 1, 1, 1, 1], [1, 2, 3]);
    expect(() => linear({ ...fits, residual: { onto: twice, table, gate: 1 } })).toThrow(/no gate row 1/);
    expect(() => linearWeight(new Uint16Array(5), 2, 3)).toThrow(/needs 6 values/);
  });
});
