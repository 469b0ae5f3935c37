import '@tensorflow/tfjs-backend-cpu';
import { memory, setBackend } from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { relativeError, startTestDevice } from '../../kernels/testing';
import { FinishedObject } from '../finished-object';
import { sphere, viewsetOf } from '../solids.fixture';
import { surfelsOf } from '../to-surfels';
import { refineColors } from './refine';
import { RESOLUTION, targetOf } from './targets.fixture';

test('a finished object is refined to the same colours on WebGPU as in plain arrays', {
  timeout: 240_000,
}, async () => {
  const { errors } = await startTestDevice();
  const photo = targetOf(sphere(0.3), [0.9, 0.15, 0.1]);
  const refined = async () => {
    const cloud = surfelsOf(new FinishedObject(viewsetOf(sphere(0.3), RESOLUTION)));
    const before = cloud.colors.slice();
    await refineColors(cloud, [photo], 1);
    return { before, colors: cloud.colors };
  };
  await setBackend('cpu');
  const plain = await refined();
  await setBackend('webgpu');
  const { numTensors } = memory();
  const { colors } = await refined();
  expect(memory().numTensors).toBe(numTensors);
  expect(relativeError(plain.before, plain.colors)).toBeGreaterThan(0.1);
  // Four steps, each through the sums of a rendering in float32 and back.
  expect(relativeError(colors, plain.colors)).toBeLessThan(1e-3);
  expect(errors).toEqual([]);
});
