import { drawPlain } from '../../kernels/splat-raster/plain';
import { PIXEL, type RasterView } from '../../kernels/splat-raster/splats';
import { type Solid, viewsetOf } from '../solids.fixture';
import { viewsetToCloud } from '../to-splats';
import type { Target } from './target';

/** Of viewsets, pixels along a side. */
export const RESOLUTION = 32;
/** Of photos. */
export const SIZE = 48;

/** From the front, the cube filling the picture. */
export const view: RasterView = {
  right: [1, 0, 0],
  down: [0, -1, 0],
  back: [0, 0, 1],
  distance: 3,
  focal: 2.6 * SIZE,
  column: (SIZE - 1) / 2,
  row: (SIZE - 1) / 2,
  size: SIZE,
};

/** From behind. */
export const viewBehind: RasterView = { ...view, right: [-1, 0, 0], back: [0, 0, -1] };

/** What a camera sees of a solid, as a photo, or as one in a single colour. */
export function targetOf(solid: Solid, color?: readonly number[], from = view): Target {
  const { picture } = drawPlain(viewsetToCloud(viewsetOf(solid, RESOLUTION)), from);
  const pixels = new Float32Array(SIZE * SIZE * 4);
  for (let i = 0; i < SIZE * SIZE; i++) {
    const alpha = picture[PIXEL * i + 3]!;
    for (let k = 0; k < 3; k++) pixels[4 * i + k] = color ? color[k]! * alpha : picture[PIXEL * i + k]!;
    pixels[4 * i + 3] = alpha;
  }
  return { view: from, pixels };
}
