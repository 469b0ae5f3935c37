import type { Exhibit } from '../store/exhibit';
import { fileNameOf } from '../store/file-name';

/** What the files of an object are called, without their endings. */
export function objectName({ recipe }: Exhibit): string {
  const title = recipe?.prompt || (recipe?.photos ? 'from a photo' : null);
  return fileNameOf(title, recipe?.seed ?? null);
}
