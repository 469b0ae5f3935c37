import { withoutPhoto } from '../store/photos';
import { followPhotos } from '../store/settings';
import type { Studio } from './studio';

/** Takes a photo out of the tray; what stood in the way because of it is forgotten. */
export function removePhoto({ store }: Studio, id: number): void {
  store.setState(({ photos, settings, problems }) => {
    const tray = withoutPhoto(photos.tray, id);
    const { photos: _, ...otherProblems } = problems;
    return {
      photos: { tray, refused: [], edited: photos.edited === id ? null : photos.edited },
      settings: followPhotos(settings, photos.tray.length, tray.length),
      problems: otherProblems,
    };
  });
}
