import { createRequire } from 'node:module';
import { dispose } from '@tensorflow/tfjs-core';
import { drawSplats } from '../src/kernels/splat-raster/op';
import { drawReference } from '../src/kernels/splat-raster/reference';
import { asTensors, gradientsOf, strewn, viewOf } from '../src/kernels/splat-raster/scene.fixture';
import { PIXEL } from '../src/kernels/splat-raster/splats';
import { randomTensor, randomValues } from '../src/kernels/testing';
import type { Work } from './measure';

// tfjs registers gradients by a module that Node finds through require alone.
createRequire(import.meta.url)('@tensorflow/tfjs-core/dist/register_all_gradients');

/** As many as composed ops have memory for: they hold every splat at every pixel. */
const SPLATS = 512;
const SIZE = 32;

/** The rasteriser against the same composed of tfjs ops, each with its pictures or gradients read back. */
export function rasteriserWorks(): readonly {
  readonly kernel: string;
  readonly shape: string;
  readonly ours: Work;
  readonly composed: Work;
}[] {
  const view = viewOf(SIZE);
  const splats = strewn(SPLATS, 1, 0.04);
  const weights = randomValues(SIZE * SIZE * PIXEL, 2);
  const given = randomTensor([SIZE, SIZE, PIXEL], 2);
  const tensors = asTensors(splats, view);
  const shape = `${SPLATS} splats at ${SIZE} px`;
  return [
    {
      kernel: 'splat rasteriser, forward',
      shape,
      ours: () => drawSplats(splats, view, async () => {}),
      composed: async () => {
        const picture = drawReference(tensors, view);
        await picture.data();
        picture.dispose();
      },
    },
    {
      kernel: 'splat rasteriser, forward and backward',
      shape,
      ours: () =>
        drawSplats(splats, view, async (drawing) => {
          await drawing.pull(weights);
        }),
      composed: async () => {
        const found = gradientsOf(tensors, view, given);
        await Promise.all(found.map((gradient) => gradient.data()));
        dispose(found);
      },
    },
  ];
}
