import { bytesOfFiles } from '../library/card';
import { LibraryError } from '../library/library-error';
import type { FoundObject } from '../library/read-library-file';
import { measureStorage } from './measure-storage';
import { moveLibrary } from './move-library';
import type { Studio } from './studio';

/**
 * Adds the objects of a library file that are not here yet. Each is checked by reading it, on another thread, and is
 * then in the library as a whole; one that is damaged is left out and told of.
 */
export async function importLibrary(studio: Studio, file: File): Promise<void> {
  const { library } = studio;
  await moveLibrary(studio, 'importing', async (signal, onProgress) => {
    const { readLibraryFile } = await import('../library/read-library-file');
    const objects = await readLibraryFile(file);
    const known = new Set(
      (await library.cards()).flatMap(({ id, deleted }) => (deleted === null ? [id] : [])),
    );
    let [added, damaged] = [0, 0];
    for (const [i, object] of objects.entries()) {
      signal.throwIfAborted();
      if (!known.has(object.id)) {
        if (await takeIn(studio, object, signal)) added++;
        else damaged++;
      }
      onProgress((i + 1) / objects.length);
    }
    await measureStorage(studio);
    if (damaged > 0) {
      throw new Error(`Damaged, and left out: ${countOf(damaged)}. Imported: ${countOf(added)}.`);
    }
    const rest = objects.length - added;
    return `Imported ${countOf(added)}.${rest > 0 ? ` Here already: ${countOf(rest)}.` : ''}`;
  });
}

/**
 * @returns whether it is in the library now; not so where it is damaged
 * @throws LibraryError; the signal's reason when aborted
 */
async function takeIn(
  { library, files: desk }: Studio,
  { id, name, created, read }: FoundObject,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    const { files, thumbnail } = await read();
    const { cloud, recipe } = await desk.ask({ task: 'unshelve', files }, { signal });
    const { splats, viewset, photos } = files;
    const bytes = bytesOfFiles([splats, ...(viewset ? [viewset] : []), ...photos, { bytes: thumbnail }]);
    const about = { id, name, created, deleted: null } as const;
    await library.keep({ ...about, status: 'kept', recipe, splats: cloud.count, bytes, thumbnail }, files);
    return true;
  } catch (error) {
    if (signal.aborted || error instanceof LibraryError) throw error;
    return false;
  }
}

function countOf(objects: number): string {
  return objects === 1 ? 'one object' : `${objects} objects`;
}
