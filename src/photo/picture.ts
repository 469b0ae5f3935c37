/** A picture of any size: [height, width, 4] sRGB and straight alpha in 0..255, row 0 on top. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8ClampedArray;
}

/**
 * Pixels along the longer side that are kept of a photo: the network sees 128 and a mask is painted at no more than
 * this on a screen, while each step back in painting keeps a mask.
 */
export const KEPT_SIDE = 768;

/** Which part of a picture is the object: [height, width] in 0 (background) to 255 (object). */
export type Mask = Uint8Array;

/** From this value on a pixel counts as the object where it must be one or the other. */
export const SOLID = 128;

/** A mask over a whole picture that takes all of it as the object. */
export function fullMask({ width, height }: Picture): Mask {
  return new Uint8Array(width * height).fill(255);
}

/** The share of a mask that is object, in [0, 1]. */
export function coverage(mask: Mask): number {
  let solid = 0;
  for (const value of mask) if (value >= SOLID) solid++;
  return mask.length === 0 ? 0 : solid / mask.length;
}
