import type { ExpectedCamera } from '../base/expected-camera';
import type { CameraEstimator } from '../model/camera/estimator';
import { type CameraFit, cameraAt, fitCamera } from '../photo/fit-camera';
import type { Photo } from '../protocol/photo';
import type { SplatCloud } from '../splat/cloud';
import { pictureOf } from './photo-target';
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
 * How alike a photo and an object are from where the camera was told to be, or else from where it is fitted; null where
 * nothing is solid.
 */
export function fitOf(cloud: SplatCloud, photo: Photo, expected: ExpectedCamera): CameraFit | null {
  const { azimuth, camera } = photo;
  const picture = pictureOf(photo);
  return camera ? cameraAt(cloud, picture, camera) : fitCamera(cloud, picture, azimuth, expected);
}
