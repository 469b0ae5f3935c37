import { type Tensor2D, type Tensor4D, tensor2d, tensor4d } from '@tensorflow/tfjs-core';
import type { DenoiserConfig } from '../model/config';
import { encodeAzimuth, encodePhoto } from '../photo/encode';
import { PHOTO_SIZE } from '../photo/frame';
import type { ErrorCode, ErrorReport } from '../protocol/errors';
import type { Photo } from '../protocol/photo';

/** What the denoiser takes of photos; the caller's to dispose. */
export interface PhotoTensors {
  /** [V, photo_size, photo_size, 4], encoded */
  readonly photos: Tensor4D;
  /** [V, 3] */
  readonly azimuth: Tensor2D;
}

/** The model that is loaded was not made for these photos. */
class PhotosUnfitError extends Error implements ErrorReport {
  override readonly name = 'PhotosUnfitError';
  readonly code = 'PHOTO_INVALID' satisfies ErrorCode;
}

/**
 * @param count photos of a request
 * @throws PhotosUnfitError where the model looks at fewer photos, or at photos of another size
 */
export function checkPhotosFit(count: number, { photos, photo_size }: DenoiserConfig): void {
  if (count === 0) return;
  if (photos === 0 || PHOTO_SIZE % photo_size !== 0) {
    throw new PhotosUnfitError(
      'This model cannot look at photos. Choose another model, or describe the object in words.',
    );
  }
  if (count > photos) {
    throw new PhotosUnfitError(`This model looks at ${photos} photos at most, not ${count}. Take some out.`);
  }
}

/** @param photos at least one, as checkPhotos returns them; they fit the model (checkPhotosFit) */
export function photoTensors(photos: readonly Photo[], { photo_size }: DenoiserConfig): PhotoTensors {
  const angles = photos.flatMap(({ azimuth }) => encodeAzimuth(azimuth));
  return { photos: pictureTensor(photos, photo_size), azimuth: tensor2d(angles, [photos.length, 3]) };
}

/** @returns [V, size, size, 4], encoded; the caller's to dispose */
export function pictureTensor(photos: readonly Photo[], size: number): Tensor4D {
  const each = size * size * 4;
  const values = new Float32Array(photos.length * each);
  photos.forEach(({ pixels }, i) => {
    values.set(encodePhoto(pixels, PHOTO_SIZE, size), i * each);
  });
  return tensor4d(values, [photos.length, size, size, 4]);
}
