import { type Mask, type Picture, SOLID } from './picture';

/** A box of pixels, [left, right) by [top, bottom). */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The smallest box around what is solid; empty, from the far corner to the near one, where nothing is. */
export function boxOf(mask: Mask, width: number): Box {
  let [left, top, right, bottom] = [width, mask.length / width, 0, 0];
  mask.forEach((value, i) => {
    if (value < SOLID) return;
    const column = i % width;
    const row = (i - column) / width;
    left = Math.min(left, column);
    right = Math.max(right, column + 1);
    top = Math.min(top, row);
    bottom = Math.max(bottom, row + 1);
  });
  return { left, top, right, bottom };
}

/** The part of a picture in a box that lies inside it. */
export function crop({ width, pixels }: Picture, { left, top, right, bottom }: Box): Picture {
  const part = new Uint8ClampedArray((right - left) * (bottom - top) * 4);
  for (let row = top; row < bottom; row++) {
    const from = 4 * (row * width + left);
    part.set(pixels.subarray(from, from + 4 * (right - left)), 4 * (row - top) * (right - left));
  }
  return { width: right - left, height: bottom - top, pixels: part };
}
