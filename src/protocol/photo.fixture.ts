import { PHOTO_SIZE } from '../photo/frame';
import type { Photo } from './photo';

/** A disc of one colour on nothing. */
export function discPhoto(color: readonly [number, number, number], azimuth: number | null = 0): Photo {
  const pixels = new Uint8ClampedArray(PHOTO_SIZE * PHOTO_SIZE * 4);
  const middle = (PHOTO_SIZE - 1) / 2;
  for (let row = 0; row < PHOTO_SIZE; row++) {
    for (let column = 0; column < PHOTO_SIZE; column++) {
      if (Math.hypot(row - middle, column - middle) > 0.45 * PHOTO_SIZE) continue;
      pixels.set([...color, 255], 4 * (row * PHOTO_SIZE + column));
    }
  }
  return { pixels, azimuth };
}
