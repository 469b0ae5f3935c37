import type { ExpectedCamera } from '../base/expected-camera';
import type { CameraEstimator } from '../model/camera/estimator';
import { type CameraFit, cameraAt, fitCamera } from '../photo/fit-camera';
import { PHOTO_SIZE } from '../photo/frame';
import type { Photo } from '../protocol/photo';
import type { SplatCloud } from '../splat/cloud';
import { pictureTensor } from './photo-tensors';

/** From where each photo was taken, as far as its picture tells. */
export async function expectedCameras(
  photos: readonly Photo[],
  estimator: CameraEstimator,
): Promise<ExpectedCamera[]> {
  const pictures = pictureTensor(photos, estimator.config.photo_size);
  return estimator.estimate(pictures).finally(() => pictures.dispose());
}

/**
 * The camera that took a photo of an object, as it was told, or else as it is fitted, and how alike the two are from
 * there; null where nothing is solid.
 */
export function fitOf(cloud: SplatCloud, photo: Photo, expected: ExpectedCamera): CameraFit | null {
  const { pixels, azimuth, camera } = photo;
  const picture = { width: PHOTO_SIZE, height: PHOTO_SIZE, pixels };
  if (!camera) return fitCamera(cloud, picture, azimuth, expected);
  const fit = cameraAt(cloud, picture, camera);
  return fit && { ...fit, camera };
}
