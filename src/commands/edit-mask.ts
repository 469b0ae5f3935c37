import { frameObject } from '../photo/frame';
import { editHistory, type MaskEdit } from '../photo/mask-history';
import { withoutCamera } from '../store/photos';
import type { Studio } from './studio';

/** Paints, undoes, redoes or resets which part of a photo is the object, and shows what the network makes of it. */
export function editMask({ store }: Studio, id: number, edit: MaskEdit): void {
  store.setState(({ photos, problems }) => {
    const { photos: _, ...otherProblems } = problems;
    return {
      photos: {
        ...photos,
        tray: photos.tray.map((photo) => {
          if (photo.id !== id || photo.status !== 'ready') return photo;
          const masks = editHistory(photo.masks, edit);
          return masks === photo.masks
            ? photo
            : { ...withoutCamera(photo), masks, seen: frameObject(photo.picture, masks.present) };
        }),
      },
      problems: otherProblems,
    };
  });
}
