import { readFile } from 'node:fs/promises';
import { memory, type Tensor4D, tensor4d } from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { modelFolder, startNodeBackend } from '../../../bench/support';
import { readWithoutLeaks } from '../../kernels/testing';
import { readSafetensors, toFloats } from '../safetensors';
import { loadModel } from '../weights';
import { cutOutConfig } from './config';
import { loadCutOut } from './load';
import { U2Net } from './u2net';

let network: U2Net;
/** [1, S, S, 3], encoded */
let picture: Tensor4D;
/** [S * S] what onnxruntime computed of it with the weights as they were published */
let output: Float32Array;

beforeAll(async () => {
  await startNodeBackend('wasm');
  network = await loadCutOut(modelFolder('cut-out'));
  const path = new URL('../../../goldens/cut-out.safetensors', import.meta.url);
  const golden = readSafetensors(new Uint8Array(await readFile(path)), 'goldens/cut-out');
  const { size } = network.config;
  picture = tensor4d(toFloats(golden.get('picture')!), [1, size, size, 3]);
  output = toFloats(golden.get('output')!);
});

afterAll(() => {
  picture.dispose();
  network.dispose();
});

const mean = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('the small U²-Net on wasm', () => {
  it('gives what onnxruntime gives with the original weights', async () => {
    const found = await readWithoutLeaks(() => network.forward(picture));
    // float16 weights move a pixel by 0.0002 on average, as its converter tells, and one on an outline by 0.05.
    expect(mean(found.map((value, i) => Math.abs(value - output[i]!)))).toBeLessThan(3e-4);
    // Neither all of it nor nothing is the object, or agreeing would be easy.
    expect(mean(output)).toBeGreaterThan(0.05);
    expect(mean(output)).toBeLessThan(0.5);
  });

  it('encodes pixels as it was trained on them, whatever the exposure, and leaves nothing behind', async () => {
    const { size, mean: middle, deviation } = network.config;
    const values = (await picture.data()) as Float32Array;
    const colors = values.map((value, i) => value * deviation[i % 3]! + middle[i % 3]!);
    const brightest = colors.reduce((most, value) => Math.max(most, value));
    const pixels = new Uint8ClampedArray(size * size * 4).fill(255);
    colors.forEach((value, i) => {
      pixels[Math.floor(i / 3) * 4 + (i % 3)] = (200 * value) / brightest;
    });
    const before = memory().numTensors;
    const found = await network.find(pixels);
    expect(memory().numTensors).toBe(before);
    expect(mean(found.map((value, i) => Math.abs(value - output[i]!)))).toBeLessThan(0.02);
  });

  it('refuses models of another kind and weights of another shape', async () => {
    await expect(loadCutOut(modelFolder('camera'))).rejects.toMatchObject({
      code: 'MANIFEST_INVALID',
      message: expect.stringContaining('it is a camera'),
    });
    const { manifest, tensors } = await loadModel(modelFolder('cut-out'));
    const config = cutOutConfig(manifest);
    expect(() => new U2Net({ ...config, inner: 8 }, tensors, 'cut-out')).toThrow(
      /encode\.1\.down\.1\.weight/,
    );
    const odd = { ...manifest, config: { ...config, size: 300 } } as typeof manifest;
    expect(() => cutOutConfig(odd)).toThrow(/size/);
  });
});
