import { PhotoError } from './errors';
import { fullMask, type Mask, type Picture, SOLID } from './picture';

/** More than this share of transparent pixels is a cut-out; fewer are rounded corners and the like. */
const TRANSPARENT = 0.02;

/** Finds the object of an opaque picture: `segment`, here or on another thread. */
export type Segment = (picture: Picture) => Promise<Mask>;

/**
 * The object's mask: everything, where the picture comes with a transparent background, else what `segment` finds.
 *
 * @param name for the message
 * @throws PhotoError where the picture is transparent all over, or `segment` fails
 */
export async function cutOut(picture: Picture, segment: Segment, name: string): Promise<Mask> {
  const { pixels } = picture;
  let transparent = 0;
  for (let i = 3; i < pixels.length; i += 4) if (pixels[i]! < SOLID) transparent++;
  const share = transparent / (pixels.length / 4);
  if (share === 1) throw new PhotoError(`${name} is transparent all over. Choose another picture.`);
  if (share > TRANSPARENT) return fullMask(picture);
  try {
    return await segment(picture);
  } catch (cause) {
    throw new PhotoError(`The background of ${name} could not be taken away. ${(cause as Error).message}`, {
      cause,
    });
  }
}
