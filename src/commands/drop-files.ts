import { isObjectFile } from '../store/file-kinds';
import { addPhotos } from './add-photos';
import { openObject } from './open-object';
import type { Studio } from './studio';

/** Takes files that were dropped, pasted or chosen: the first object goes on the stage, pictures into the tray. */
export async function dropFiles(studio: Studio, files: readonly File[]): Promise<void> {
  const object = files.find(({ name }) => isObjectFile(name));
  const photos = files.filter(({ name }) => !isObjectFile(name));
  await Promise.all([object && openObject(studio, object), photos.length > 0 && addPhotos(studio, photos)]);
}
