import { readFile } from 'node:fs/promises';
import { memory, type Tensor4D } from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { modelFolder, startNodeBackend } from '../../../bench/support';
import { readWithoutLeaks, relativeError } from '../../kernels/testing';
import { loadModel } from '../weights';
import { cameraConfig } from './config';
import { CameraEstimator } from './estimator';
import { loadCameraEstimator } from './load';
import { readCameraGolden } from './testing';

let estimator: CameraEstimator;
let photos: Tensor4D;
let output: Float32Array;

beforeAll(async () => {
  await startNodeBackend('wasm');
  estimator = await loadCameraEstimator(modelFolder('camera'));
  const path = new URL('../../../goldens/camera.safetensors', import.meta.url);
  ({ photos, output } = readCameraGolden(new Uint8Array(await readFile(path))));
});

afterAll(() => {
  photos.dispose();
  estimator.dispose();
});

describe('camera estimator on wasm', () => {
  it('gives what PyTorch gives', async () => {
    // The same weights in float32 on both sides: only the order of summation differs.
    expect(relativeError(await readWithoutLeaks(() => estimator.forward(photos)), output)).toBeLessThan(1e-4);
  });

  it('tells angles in degrees, the same for each photo of a batch, and leaves nothing behind', async () => {
    const before = memory().numTensors;
    const estimates = await estimator.estimate(photos);
    expect(memory().numTensors).toBe(before);
    expect(estimates).toHaveLength(4);
    const { mean, scale } = estimator.config;
    estimates.forEach(({ elevation, fieldOfView }, i) => {
      expect(elevation.mean).toBeCloseTo(mean[0] + scale[0] * output[4 * i]!, 1);
      expect(fieldOfView.mean).toBeCloseTo(mean[1] + scale[1] * output[4 * i + 1]!, 1);
      expect(elevation.deviation).toBeGreaterThan(0);
      expect(elevation.deviation).toBeLessThan(45);
    });
  });

  it('refuses models of another kind and weights of another shape', async () => {
    await expect(loadCameraEstimator(modelFolder('text-encoder'))).rejects.toMatchObject({
      code: 'MANIFEST_INVALID',
      message: expect.stringContaining('it is a text-encoder'),
    });
    const { manifest, tensors } = await loadModel(modelFolder('camera'));
    const config = cameraConfig(manifest);
    expect(() => new CameraEstimator({ ...config, hidden: 7 }, tensors, 'camera')).toThrow(/hidden.weight/);
    const odd = { ...manifest, config: { ...config, photo_size: 60 } } as typeof manifest;
    expect(() => cameraConfig(odd)).toThrow(/photo_size must be halved as often/);
  });
});
