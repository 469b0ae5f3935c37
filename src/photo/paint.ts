import type { Box } from './box';
import type { Mask } from './picture';

export interface Stroke {
  /** Picture coordinates, pixels from the top left corner. */
  readonly from: readonly [x: number, y: number];
  readonly to: readonly [x: number, y: number];
  /** Of the round brush, pixels. */
  readonly radius: number;
  /** 255 adds to the object, 0 takes away. */
  readonly value: 0 | 255;
}

/**
 * Draws one straight piece of a brush stroke into a mask, in place: everything within `radius` of the line, with an
 * edge one pixel soft.
 *
 * @param mask [height * width]
 * @returns what may have changed; empty (right at most left) where the stroke lies outside
 */
export function paintStroke(mask: Mask, width: number, { from, to, radius, value }: Stroke): Box {
  const height = mask.length / width;
  const reach = radius + 1;
  const patch: Box = {
    left: Math.max(0, Math.floor(Math.min(from[0], to[0]) - reach)),
    top: Math.max(0, Math.floor(Math.min(from[1], to[1]) - reach)),
    right: Math.min(width, Math.ceil(Math.max(from[0], to[0]) + reach)),
    bottom: Math.min(height, Math.ceil(Math.max(from[1], to[1]) + reach)),
  };
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const square = dx * dx + dy * dy;
  for (let row = patch.top; row < patch.bottom; row++) {
    for (let column = patch.left; column < patch.right; column++) {
      const [x, y] = [column + 0.5 - from[0], row + 0.5 - from[1]];
      const along = square > 0 ? Math.min(1, Math.max(0, (x * dx + y * dy) / square)) : 0;
      const share = Math.min(1, radius + 0.5 - Math.hypot(x - along * dx, y - along * dy));
      if (share <= 0) continue;
      const i = row * width + column;
      // A soft edge never undoes what an earlier stroke has done.
      const painted = value === 255 ? 255 * share : 255 * (1 - share);
      mask[i] = value === 255 ? Math.max(mask[i]!, painted) : Math.min(mask[i]!, painted);
    }
  }
  return patch;
}
