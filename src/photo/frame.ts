import { boxOf } from './box';
import type { Mask, Picture } from './picture';
import { resample, taps } from './resample';

/** Pixels along a side of the picture that the network takes: docs/conventions.md, Photos. */
export const PHOTO_SIZE = 128;

/** How much of the picture the object's longer side takes. Training pictures have 0.8 to 1. */
const FILL = 0.9;

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
  const { width, height, pixels } = picture;
  if (mask.length !== width * height) {
    throw new RangeError(`a mask of ${mask.length} pixels does not fit a picture of ${width} x ${height}`);
  }
  const box = boxOf(
    mask.map((value, i) => (value * pixels[4 * i + 3]!) / 255),
    width,
  );
  if (box.right <= box.left) return null;
  // Source pixels in a pixel of the result.
  const scale = Math.max(box.right - box.left, box.bottom - box.top) / (FILL * size);
  const columns = taps({ centre: (box.left + box.right) / 2, scale, length: width, count: size });
  const rows = taps({ centre: (box.top + box.bottom) / 2, scale, length: height, count: size });
  return resample(picture, mask, columns, rows);
}
