import { frameObject } from '../photo/frame';
import { startHistory } from '../photo/mask-history';
import { fullMask } from '../photo/picture';
import { checkSettings } from '../store/check-settings';
import type { ExhibitPhoto } from '../store/exhibit';
import type { UnfinishedCard } from '../store/library';
import type { TrayPhoto } from '../store/photos';
import { settingsOfRecipe } from '../store/settings-of-recipe';
import { newPhotoId } from './add-photos';
import { carryOut } from './carry-out';
import { changeLibrary } from './change-library';
import type { Studio } from './studio';

/**
 * Makes what was interrupted, with the same prompt, photos and settings, in place of its card. A branch starts from
 * noise this time: the step that it left is gone with its tab.
 */
export async function makeAgain(studio: Studio, { id, request }: UnfinishedCard): Promise<void> {
  const { store, library } = studio;
  let photos: readonly ExhibitPhoto[] = [];
  const areThere = await changeLibrary(studio, async () => {
    photos = await library.photos(id);
  });
  if (!areThere) return;
  const tray = photos.map(trayPhoto);
  const settings = settingsOfRecipe(request, store.getState().settings);
  store.setState({ settings, photos: { tray, refused: [], edited: null } });
  const checked = checkSettings(settings, tray);
  if ('problems' in checked) {
    // Settings of another version may be refused: the card stays.
    store.setState({ problems: checked.problems });
    return;
  }
  const made = carryOut(studio, { requests: [checked.request], from: null, photos, title: '' });
  await changeLibrary(studio, () => library.remove([id]));
  await made;
}

/** The background was taken away before. */
function trayPhoto({ picture, azimuth }: ExhibitPhoto, index: number): TrayPhoto {
  const mask = fullMask(picture);
  return {
    id: newPhotoId(),
    name: `Photo ${index + 1}`,
    azimuth,
    status: 'ready',
    picture,
    masks: startHistory(mask),
    seen: frameObject(picture, mask),
  };
}
