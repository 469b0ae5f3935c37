import type { PhotoCamera } from '../photo/camera';

/** A photo of the object to make, as the network takes it: docs/conventions.md, Photos. */
export interface Photo {
  /**
   * [PHOTO_SIZE, PHOTO_SIZE, 4] sRGB and straight alpha in 0..255, row 0 on top: the object cut out and centred, as
   * `frameObject` gives it.
   */
  readonly pixels: Uint8ClampedArray;
  /**
   * Degrees around the object from the first photo's place, towards the object's left (+X), or null where nobody
   * knows. The object is made in the first photo's frame, so that one's azimuth is 0.
   */
  readonly azimuth: number | null;
  /** The camera that took it, at that azimuth; absent where it is to be found out. */
  readonly camera?: PhotoCamera;
}
