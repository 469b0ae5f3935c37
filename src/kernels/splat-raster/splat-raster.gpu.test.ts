import '@tensorflow/tfjs-core/dist/register_all_gradients';
import '@tensorflow/tfjs-backend-cpu';
import { dispose, memory, setBackend } from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { randomValues, readWithoutLeaks, relativeError, startTestDevice } from '../testing';
import { drawSplats } from './op';
import { drawPlain } from './plain';
import { drawReference } from './reference';
import { asTensors, referenceGradients, strewn, viewOf } from './scene.fixture';
import { PIXEL } from './splats';

// Around the 16 pixels of a tile, the 64 and the 4 splats of a batch.
const scenes = [
  { count: 1, size: 16, scale: 0.2 },
  { count: 7, size: 5, scale: 0.1 },
  { count: 65, size: 33, scale: 0.06 },
  { count: 300, size: 48, scale: 0.04 },
];
const FIELDS = ['positions', 'scales', 'colors', 'opacities'] as const;

// A software renderer on a busy machine takes tens of seconds to compile the shaders.
describe('splat programs', { timeout: 240_000 }, () => {
  let errors: string[];
  beforeAll(async () => {
    errors = (await startTestDevice()).errors;
  });
  afterEach(() => {
    expect(errors).toEqual([]);
  });

  it.each(scenes)('draw $count splats at $size px as the reference does, and back', async (scene) => {
    const view = viewOf(scene.size);
    const splats = strewn(scene.count, 3, scene.scale);
    const weights = randomValues(scene.size ** 2 * PIXEL, 4);
    // The reference by tfjs's own CPU kernels: on WebGPU some gradients that tf.grad composes come out wrong.
    await setBackend('cpu');
    const tensors = asTensors(splats, view);
    const expected = await readWithoutLeaks(() => drawReference(tensors, view));
    dispose(Object.values(tensors));
    const gradients = await referenceGradients(splats, view, weights);
    await setBackend('webgpu');

    const before = memory().numTensors;
    const [picture, pulled] = await drawSplats(
      splats,
      view,
      async (drawing) => [drawing.picture, await drawing.pull(weights)] as const,
    );
    expect(memory().numTensors).toBe(before);
    expect(Math.max(...picture)).toBeGreaterThan(0);
    expect(relativeError(picture, expected)).toBeLessThan(1e-3);
    for (const field of FIELDS) {
      expect(Math.max(...pulled[field].map(Math.abs)), field).toBeGreaterThan(0);
      expect(relativeError(pulled[field], gradients[field]), field).toBeLessThan(1e-2);
    }
  });

  // The second are as many as an object of kiln-b has.
  it.each([
    { count: 3000, size: 64, scale: 0.03 },
    { count: 50_000, size: 128, scale: 0.006 },
  ])('draws $count splats at $size px as plain arrays do', async ({ count, size, scale }) => {
    const view = viewOf(size);
    const splats = strewn(count, 5, scale);
    const weights = randomValues(size * size * PIXEL, 6);
    const plain = drawPlain(splats, view);
    const gradients = plain.pull(weights);
    await drawSplats(splats, view, async (drawing) => {
      expect(relativeError(drawing.picture, plain.picture)).toBeLessThan(1e-3);
      // Twice, since every pull adds to sums that must start from zero.
      await drawing.pull(weights);
      const pulled = await drawing.pull(weights);
      for (const field of FIELDS) {
        expect(relativeError(pulled[field], gradients[field]), field).toBeLessThan(1e-2);
      }
    });
  });

  it('draws nothing of splats behind the camera or beside the picture', async () => {
    const view = viewOf(16);
    const splats = {
      ...strewn(2, 1),
      positions: Float32Array.from([...view.back.map((x) => 3 * x), 30, 0, 0]),
    };
    await drawSplats(splats, view, async (drawing) => {
      expect(Math.max(...drawing.picture)).toBe(0);
      const { positions } = await drawing.pull(new Float32Array(16 * 16 * PIXEL).fill(1));
      expect([...positions]).toEqual([0, 0, 0, 0, 0, 0]);
    });
  });
});
