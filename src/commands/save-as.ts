import type { Exhibit } from '../store/exhibit';
import { EXPORT_FORMATS, type ExportFormat } from '../store/files';
import { download } from './download';
import { fileWork } from './file-work';
import type { Studio } from './studio';

/**
 * Writes an object to a file and hands it to the browser's downloads, and shows how it goes.
 *
 * @param stem of the file's name, without the format's ending
 * @param get gives the object
 */
export async function saveAs(
  studio: Studio,
  format: ExportFormat,
  stem: string,
  get: (signal: AbortSignal) => Promise<Pick<Exhibit, 'cloud' | 'recipe' | 'viewset' | 'photos'>>,
): Promise<void> {
  const name = stem + EXPORT_FORMATS[format];
  await fileWork(studio, 'saving', name, async (signal, onProgress) => {
    const { cloud, recipe, viewset, photos } = await get(signal);
    const source = { cloud, recipe, ...(viewset && { viewset }), ...(photos && { photos }) };
    const bytes = await studio.files.ask({ task: 'export', format, source }, { signal, onProgress });
    download(bytes, name);
    return `Saved as ${name}.`;
  });
}
