import '@tensorflow/tfjs-core/dist/register_all_gradients';
import '@tensorflow/tfjs-backend-cpu';
import { setBackend } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { randomValues, readWithoutLeaks, relativeError } from '../testing';
import { drawPlain } from './plain';
import { drawReference } from './reference';
import { asTensors, referenceGradients, strewn, viewOf } from './scene.fixture';
import { PIXEL } from './splats';

beforeAll(async () => {
  await setBackend('cpu');
});

describe.each([
  [1, 9, 0.2],
  [40, 21, 0.08],
])('%i splats at %i px', (count, size, scale) => {
  const view = viewOf(size);
  const splats = strewn(count, 7, scale);

  it('in plain arrays are drawn as composed ops draw them', async () => {
    const tensors = asTensors(splats, view);
    const expected = await readWithoutLeaks(() => drawReference(tensors, view));
    const { picture } = drawPlain(splats, view);
    expect(Math.max(...picture)).toBeGreaterThan(0.1);
    expect(relativeError(picture, expected)).toBeLessThan(1e-4);
  });

  it('get the gradients that tf.grad finds', async () => {
    const weights = randomValues(size * size * PIXEL, 8);
    const expected = await referenceGradients(splats, view, weights);
    const actual = drawPlain(splats, view).pull(weights);
    for (const field of ['positions', 'scales', 'colors', 'opacities'] as const) {
      expect(relativeError(actual[field], expected[field]), field).toBeLessThan(1e-3);
    }
  });
});
