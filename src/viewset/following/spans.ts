import { type Solid, valueAt } from '../solid';
import type { Silhouette } from './silhouette';

/** From the middle of the cube to its corners. */
const FARTHEST = Math.sqrt(3) / 2;
/** Samples from one place on a ray to the next: nothing that a solid holds is thinner. */
const STEP = 0.7;
/** Rays are cast so far around the outline, pixels. */
const AROUND = 4;

/** For each pixel where its ray enters a solid first and where it leaves it again; heights, NaN where it passes by. */
export interface Spans {
  readonly near: Float32Array;
  readonly far: Float32Array;
}

/** Casts the rays of a view at a solid, in its outline and a little around it. */
export function spansOf(solid: Solid, { view, inside }: Silhouette): Spans {
  const { size, right, down, back, distance, focal } = view;
  const near = new Float32Array(size * size).fill(Number.NaN);
  const far = near.slice();
  const step = STEP * solid.spacing;
  for (let pixel = 0; pixel < size * size; pixel++) {
    if (inside[pixel]! < -AROUND) continue;
    const across = ((pixel % size) - view.column) / focal;
    const below = (Math.floor(pixel / size) - view.row) / focal;
    const along = [0, 1, 2].map((k) => across * right[k]! + below * down[k]!) as [number, number, number];
    let before = -1;
    for (let height = FARTHEST; height > -FARTHEST; height -= step) {
      const away = distance - height;
      const value = valueAt(
        solid,
        height * back[0] + away * along[0],
        height * back[1] + away * along[1],
        height * back[2] + away * along[2],
      );
      if (value > 0 !== before > 0) {
        const crossing = height + (step * value) / (value - before);
        if (value > 0) near[pixel] = crossing;
        else {
          far[pixel] = crossing;
          break;
        }
      }
      before = value;
    }
  }
  return { near, far };
}
