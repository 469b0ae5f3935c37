import { smoothstep } from '../base/scalar';
import { type Box, boxOf, crop } from './box';
import { withoutDust } from './dust';
import { type Mask, type Picture, SOLID } from './picture';
import { resize } from './resample';

/** Says how likely each pixel of a square picture is the object that the picture is of. */
export interface ObjectFinder {
  /** Pixels along a side of what it looks at. */
  readonly size: number;
  /**
   * @param pixels [size * size * 4] opaque RGBA
   * @returns [size * size] in 0..1
   */
  find(pixels: Uint8ClampedArray): Promise<Float32Array>;
}

/** An object whose box takes less than this share of each side is looked at a second time, from nearer. */
const SMALL = 0.4;
/** Room left around the box then, as a share of its longer side. */
const MARGIN = 0.35;

/**
 * Finds the object of a photo, before any background.
 *
 * @param picture opaque: alpha is not looked at
 * @returns a mask with soft edges, as large as the picture; all 0 where nothing stands out
 */
export async function segment(picture: Picture, finder: ObjectFinder): Promise<Mask> {
  const mask = await look(picture, finder);
  const near = nearBox(picture, mask, finder.size);
  if (near === null) return mask;
  const part = await look(crop(picture, near), finder);
  if (!part.some((value) => value >= SOLID)) return mask;
  const { width } = picture;
  const across = near.right - near.left;
  const out = new Uint8Array(mask.length);
  for (let row = near.top; row < near.bottom; row++) {
    const from = (row - near.top) * across;
    out.set(part.subarray(from, from + across), row * width + near.left);
  }
  return out;
}

/** What the finder sees of a picture, as a mask of the picture's size. */
async function look(picture: Picture, finder: ObjectFinder): Promise<Mask> {
  const { size } = finder;
  const likely = await finder.find(resize(picture, size, size).pixels);
  const found = withoutDust(
    Uint8Array.from(likely, (share) => 255 * share),
    size,
  );
  const pixels = new Uint8ClampedArray(4 * size * size).fill(255);
  found.forEach((value, i) => {
    pixels[4 * i + 3] = value;
  });
  const { pixels: soft } = resize({ width: size, height: size, pixels }, picture.width, picture.height);
  // A pixel on the outline is mixed with the background: the edge lies a little inside.
  return Uint8Array.from(
    { length: picture.width * picture.height },
    (_, i) => 255 * smoothstep(0.3, 0.8, soft[4 * i + 3]! / 255),
  );
}

/** The part of the picture to look at again; null where there is nothing, or no more detail. */
function nearBox({ width, height }: Picture, mask: Mask, size: number): Box | null {
  const { left, top, right, bottom } = boxOf(mask, width);
  if (right <= left || Math.max(width, height) <= size) return null;
  const margin = Math.ceil(MARGIN * Math.max(right - left, bottom - top));
  const isSmall = Math.max((right - left) / width, (bottom - top) / height) < SMALL;
  return isSmall
    ? {
        left: Math.max(0, left - margin),
        top: Math.max(0, top - margin),
        right: Math.min(width, right + margin),
        bottom: Math.min(height, bottom + margin),
      }
    : null;
}
