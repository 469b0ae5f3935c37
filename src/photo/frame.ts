import { type Mask, type Picture, SOLID } from './picture';
import { resample, taps } from './resample';

/** Pixels along a side of the picture that the network takes: docs/conventions.md, Photos. */
export const PHOTO_SIZE = 128;

/** How much of the picture the object's longer side takes. Training pictures have 0.8 to 1. */
const FILL = 0.9;

/** A box of pixels, [left, right) by [top, bottom). */
interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/**
 * Cuts the object out of a picture and centres it in a square, its longer side taking nine tenths of it: what the
 * network is shown, at 128 pixels, and what is laid beside a rendering, at more.
 *
 * Resampled by area where it shrinks and linearly where it grows, on colours multiplied by alpha, so that what lies
 * behind the object does not bleed into its outline. A pixel without alpha is black.
 *
 * @param mask as large as the picture; it weakens the picture's own alpha
 * @param size pixels along a side of the result
 * @returns null where the mask leaves nothing of the picture
 */
export function frameObject(picture: Picture, mask: Mask, size = PHOTO_SIZE): Picture | null {
  const { width, height } = picture;
  if (mask.length !== width * height) {
    throw new RangeError(`a mask of ${mask.length} pixels does not fit a picture of ${width} x ${height}`);
  }
  const box = boxOf(picture, mask);
  if (!box) return null;
  // Source pixels in a pixel of the result.
  const scale = Math.max(box.right - box.left, box.bottom - box.top) / (FILL * size);
  const columns = taps({ centre: (box.left + box.right) / 2, scale, length: width, count: size });
  const rows = taps({ centre: (box.top + box.bottom) / 2, scale, length: height, count: size });
  return resample(picture, mask, columns, rows);
}

/** The smallest box around what is solid; null where nothing is. */
function boxOf({ width, height, pixels }: Picture, mask: Mask): Box | null {
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const i = row * width + column;
      if (mask[i]! * pixels[4 * i + 3]! < SOLID * 255) continue;
      left = Math.min(left, column);
      right = Math.max(right, column + 1);
      top = Math.min(top, row);
      bottom = Math.max(bottom, row + 1);
    }
  }
  return right > left ? { left, top, right, bottom } : null;
}
