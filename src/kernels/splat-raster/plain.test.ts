import { describe, expect, test } from 'vitest';
import { Random } from '../../base/random';
import { relativeError } from '../testing';
import { drawPlain } from './plain';
import { strewn, viewOf } from './scene.fixture';
import { PIXEL, type RasterSplats } from './splats';

const SIZE = 24;
const view = viewOf(SIZE);

/** A loss that asks for every value of the picture, with weights that have nothing to do with one another. */
const weights = new Random(9).normals(SIZE * SIZE * PIXEL);
const lossOf = (splats: RasterSplats) =>
  drawPlain(splats, view).picture.reduce((sum, value, i) => sum + value * weights[i]!, 0);

describe.each([
  ['few large splats', strewn(5, 1, 0.12)],
  ['many small splats, the rear ones hidden', strewn(60, 2)],
])('%s', (_, splats) => {
  const gradients = drawPlain(splats, view).pull(weights);

  test.each(['positions', 'scales', 'colors', 'opacities'] as const)(
    'the gradient to %s is that of finite differences',
    (field) => {
      const h = 1e-6;
      const differences = gradients[field].map((_, i) => {
        const moved = (by: number) => {
          const values = splats[field].slice();
          values[i] = values[i]! + by;
          return lossOf({ ...splats, [field]: values });
        };
        return (moved(h) - moved(-h)) / (2 * h);
      });
      expect(Math.max(...differences.map(Math.abs))).toBeGreaterThan(0.1);
      expect(relativeError(gradients[field], differences)).toBeLessThan(1e-2);
    },
  );
});
