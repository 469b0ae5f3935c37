import type { CameraEstimate, CameraEstimator } from '../model/camera/estimator';
import type { Photo } from '../protocol/photo';
import { pictureTensor } from './photo-tensors';

/** From where each photo was taken, as far as its picture tells. */
export async function expectedCameras(
  photos: readonly Photo[],
  estimator: CameraEstimator,
): Promise<CameraEstimate[]> {
  const pictures = pictureTensor(photos, estimator.config.photo_size);
  return estimator.estimate(pictures).finally(() => pictures.dispose());
}
