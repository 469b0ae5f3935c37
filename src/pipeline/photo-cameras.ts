import type { ExpectedCamera } from '../base/expected-camera';
import type { CameraEstimator } from '../model/camera/estimator';
import type { PhotoCamera } from '../photo/camera';
import { fitCamera } from '../photo/fit-camera';
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

/** The camera that took a photo of an object: as it was told, or else as it is fitted; null where nothing is solid. */
export function cameraOf(cloud: SplatCloud, photo: Photo, expected: ExpectedCamera): PhotoCamera | null {
  if (photo.camera) return photo.camera;
  const picture = { width: PHOTO_SIZE, height: PHOTO_SIZE, pixels: photo.pixels };
  return fitCamera(cloud, picture, photo.azimuth, expected)?.camera ?? null;
}
