import type { ExpectedCamera } from '../base/expected-camera';
import { withCameras } from '../photo/camera';
import type { GenerationStep } from '../protocol/generation';
import type { Photo } from '../protocol/photo';
import { FinishedObject } from '../viewset/finished-object';
import { refineColors } from '../viewset/following/refine';
import { surfelsOf } from '../viewset/to-surfels';
import type { Viewset } from '../viewset/viewset';
import { followPhotos } from './follow-photos';
import { fitOf } from './photo-cameras';
import { photoNotices } from './photo-notices';
import { pictureOf } from './photo-target';

/**
 * The finished object of a last prediction, with the cameras that took its photos. What the photos show of it is theirs:
 * its outline there, and its colours.
 *
 * @param expected what each photo tells of its camera
 * @param strength in [0, 1]: how far photos are followed
 */
export async function finish(
  viewset: Viewset,
  photos: readonly Photo[],
  expected: readonly ExpectedCamera[],
  strength: number,
): Promise<Required<Pick<GenerationStep, 'cloud' | 'cameras' | 'notices'>>> {
  const object = new FinishedObject(viewset);
  const fits = photos.map((photo, i) => fitOf(object.splats, photo, expected[i]!));
  const cameras = fits.map((fit, i) => photos[i]!.camera ?? fit?.camera ?? null);
  const taken = withCameras(photos, cameras).map((photo) => ({ ...photo, picture: pictureOf(photo) }));
  const followed = followPhotos(object, taken, strength);
  const cloud = surfelsOf(object);
  if (followed.length > 0) await refineColors(cloud, followed, strength);
  return { cloud, cameras, notices: photoNotices(fits) };
}
