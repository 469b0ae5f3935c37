import { frameObject } from '../photo/frame';
import type { ExhibitPhoto } from '../store/exhibit';
import type { TrayPhoto } from '../store/photos';

/** Pixels along a side of a picture that is compared with the object. */
export const EXHIBIT_SIZE = 384;

/** The photos as they are laid beside the object that is made from them. */
export function exhibitPhotos(tray: readonly TrayPhoto[]): ExhibitPhoto[] {
  return tray.flatMap((photo) => {
    if (photo.status !== 'ready') return [];
    const { seen, azimuth } = photo;
    const picture = frameObject(photo.picture, photo.masks.present, EXHIBIT_SIZE);
    return picture && seen ? [{ picture, azimuth, seen }] : [];
  });
}
