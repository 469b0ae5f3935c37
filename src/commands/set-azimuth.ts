import { normalise, withoutCamera } from '../store/photos';
import type { Studio } from './studio';

/**
 * Says from where around the object a photo was taken. The first photo is the front and stays there.
 *
 * @param azimuth degrees; null for nobody knows
 */
export function setAzimuth({ store }: Studio, id: number, azimuth: number | null): void {
  store.setState(({ photos }) => ({
    photos: {
      ...photos,
      tray: photos.tray.map((photo, i) =>
        photo.id === id && i > 0
          ? { ...withoutCamera(photo), azimuth: azimuth === null ? null : normalise(azimuth) }
          : photo,
      ),
    },
  }));
}
