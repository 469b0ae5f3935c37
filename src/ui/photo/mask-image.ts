import type { Box } from '../../photo/box';
import { type Mask, type Picture, SOLID } from '../../photo/picture';

/** The outline: the ember of the dark palette, which stands out from either ground. */
const OUTLINE = [255, 127, 69] as const;
/** Behind what is transparent. */
const GREY = 128;
/** What remains of the light of what is not the object. */
const DIM = 0.32;

/**
 * A part of a picture as it is painted on: the object in its colours inside its outline, the rest grey and dim.
 *
 * @returns [bottom - top, right - left, 4]
 */
export function maskImage({ width, height, pixels }: Picture, mask: Mask, patch: Box): ImageData {
  const image = new ImageData(patch.right - patch.left, patch.bottom - patch.top);
  const isObject = (x: number, y: number) =>
    x >= 0 && y >= 0 && x < width && y < height && mask[y * width + x]! >= SOLID;
  let to = 0;
  for (let y = patch.top; y < patch.bottom; y++) {
    for (let x = patch.left; x < patch.right; x++, to += 4) {
      const i = y * width + x;
      const inside = mask[i]! >= SOLID;
      const isEdge =
        inside && !(isObject(x - 1, y) && isObject(x + 1, y) && isObject(x, y - 1) && isObject(x, y + 1));
      if (isEdge) {
        image.data.set([...OUTLINE, 255], to);
        continue;
      }
      const alpha = pixels[4 * i + 3]! / 255;
      const [red, green, blue] = [0, 1, 2].map((c) => alpha * pixels[4 * i + c]! + (1 - alpha) * GREY);
      const light = DIM * (0.3 * red! + 0.59 * green! + 0.11 * blue!);
      const share = mask[i]! / 255;
      image.data[to] = share * red! + (1 - share) * light;
      image.data[to + 1] = share * green! + (1 - share) * light;
      image.data[to + 2] = share * blue! + (1 - share) * light;
      image.data[to + 3] = 255;
    }
  }
  return image;
}
