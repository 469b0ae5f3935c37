import type { CameraFit } from '../photo/fit-camera';
import type { Notice } from '../protocol/notices';

/**
 * Overlap of outlines below which a prediction has little to do with its photo: of pictures that turned out well none
 * was below 0.7.
 */
const ALIKE = 0.5;

/**
 * What a person should know of how an object turned out: whether what was predicted has nothing of a photo's outline,
 * which it was given all the same.
 *
 * @param fits of the prediction to each photo; null where either has nothing solid
 */
export function photoNotices(fits: readonly (CameraFit | null)[]): Notice[] {
  const overlaps = fits.map((fit) => fit?.overlap ?? 0);
  const poorest = Math.min(...overlaps);
  if (!(poorest < ALIKE)) return [];
  const which = fits.length > 1 ? `photo ${overlaps.indexOf(poorest) + 1}` : 'the photo';
  const percent = Math.round(100 * poorest);
  const message = `The model saw little of ${which}: the outlines are ${percent} % alike, and what was missing is only filled in. One thing, whole and alone in the picture, works best; look at what was cut out, and erase what does not belong to it.`;
  return [{ code: 'PHOTO_UNLIKE', message }];
}
