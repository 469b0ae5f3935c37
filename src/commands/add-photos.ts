import { cutOut } from '../photo/cut-out';
import { frameObject } from '../photo/frame';
import { startHistory } from '../photo/mask-history';
import { PHOTOS_MAX, type TrayPhoto, withoutPhoto } from '../store/photos';
import { followPhotos } from '../store/settings';
import { decodePhoto } from './decode-photo';
import type { Studio } from './studio';

/** Where a second, third and fourth photo are taken to stand until someone says otherwise: nobody knows. */
const UNTOLD = null;

let nextId = 1;

/** Different for each photo of a visit. */
export function newPhotoId(): number {
  return nextId++;
}

/**
 * Puts pictures into the tray and takes their backgrounds away. Files that cannot be used are refused one by one,
 * with a reason each; what was refused before is forgotten.
 */
export async function addPhotos(studio: Studio, files: readonly File[]): Promise<void> {
  const { store } = studio;
  const { photos, settings, problems } = store.getState();
  const room = PHOTOS_MAX - photos.tray.length;
  const added = files.slice(0, room).map(
    ({ name }, i): TrayPhoto => ({
      id: newPhotoId(),
      name,
      azimuth: photos.tray.length + i === 0 ? 0 : UNTOLD,
      status: 'reading',
    }),
  );
  const { photos: _, ...otherProblems } = problems;
  store.setState({
    photos: {
      ...photos,
      tray: [...photos.tray, ...added],
      refused:
        files.length > room
          ? [
              `${PHOTOS_MAX} photos are the most: ${files
                .slice(room)
                .map(({ name }) => name)
                .join(', ')} stayed out.`,
            ]
          : [],
    },
    settings: followPhotos(settings, photos.tray.length, photos.tray.length + added.length),
    problems: otherProblems,
  });
  await Promise.all(added.map(({ id }, i) => read(studio, id, files[i]!)));
}

async function read({ store, pictures, model: { models } }: Studio, id: number, file: File): Promise<void> {
  const change = (changed: (photo: TrayPhoto) => TrayPhoto) =>
    store.setState(({ photos }) => ({
      photos: { ...photos, tray: photos.tray.map((photo) => (photo.id === id ? changed(photo) : photo)) },
    }));
  try {
    const picture = await decodePhoto(file);
    change((photo) => ({ ...photo, status: 'reading', picture }));
    const mask = await cutOut(
      picture,
      (picture) => pictures.ask({ task: 'segment', picture, models }),
      file.name,
    );
    const seen = frameObject(picture, mask);
    change((photo) => ({ ...photo, status: 'ready', picture, masks: startHistory(mask), seen }));
  } catch (error) {
    store.setState(({ photos, settings }) => {
      const tray = withoutPhoto(photos.tray, id);
      return {
        photos: { ...photos, tray, refused: [...photos.refused, (error as Error).message] },
        settings: followPhotos(settings, photos.tray.length, tray.length),
      };
    });
  }
}
