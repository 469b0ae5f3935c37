import { bytesOfFiles } from '../library/card';
import { LibraryError } from '../library/library-error';
import { holdMaking } from '../library/making';
import type { Exhibit, ExhibitPhoto } from '../store/exhibit';
import type { GenerateRequest } from '../store/settings';
import { measureStorage } from './measure-storage';
import { setLibrary } from './set-library';
import type { Studio } from './studio';

/**
 * Notes a generation in the library while it is made, so that it is offered again should this tab be closed, and keeps
 * the object that comes of it. One that comes to nothing is forgotten. A library that fails does not disturb it.
 *
 * @param making gives the object; null where it was cancelled or failed
 */
export async function keepWhatComes(
  studio: Studio,
  {
    card: id,
    request,
    photos,
  }: {
    readonly card: string;
    readonly request: GenerateRequest;
    readonly photos: readonly ExhibitPhoto[];
  },
  making: Promise<Exhibit | null>,
): Promise<void> {
  const { library } = studio;
  const { prompt, seed, steps, sampler, guidance, from } = request;
  const { isHeld, release } = holdMaking(id);
  const noted = isHeld
    .then(() =>
      library.begin(
        {
          id,
          created: Date.now(),
          name: null,
          deleted: null,
          status: 'unfinished',
          request: { prompt, seed, steps, sampler, guidance },
          isBranch: from !== undefined,
        },
        photos.map(({ picture, azimuth }) => ({ picture, azimuth })),
      ),
    )
    // Whether there is room is told when the object is kept.
    .catch(() => {});
  try {
    // What went wrong is told by who waits for the object.
    const made = await making.catch(() => null);
    await noted;
    if (made) await keep(studio, id, made);
    else await library.remove([id]).catch(() => {});
  } finally {
    release();
  }
}

/** Tries once more to keep the object for which there was no room. */
export async function keepAgain(studio: Studio): Promise<void> {
  const { unkept } = studio.store.getState().library;
  setLibrary(studio.store, () => ({ unkept: null }));
  if (unkept) await keep(studio, unkept.card, unkept.exhibit);
}

/** Leaves the object out of the library for good; it stays on the stage. */
export function dismissUnkept({ store }: Studio): void {
  setLibrary(store, () => ({ unkept: null }));
}

async function keep(studio: Studio, id: string, exhibit: Exhibit): Promise<void> {
  const { store, files, library } = studio;
  const { cloud, recipe, viewset, photos = [] } = exhibit;
  try {
    const { files: packed, thumbnail } = await files.ask({
      task: 'shelve',
      object: { cloud, recipe, ...(viewset && { viewset }), photos: photos.map(({ picture }) => picture) },
    });
    const { splats, viewset: packedViewset, photos: packedPhotos } = packed;
    const all = [splats, ...(packedViewset ? [packedViewset] : []), ...packedPhotos, { bytes: thumbnail }];
    const about = { id, created: Date.now(), name: null, deleted: null } as const;
    const isFirst = !store.getState().library.cards.some(({ status }) => status === 'kept');
    await library.keep(
      { ...about, status: 'kept', recipe, splats: cloud.count, bytes: bytesOfFiles(all), thumbnail },
      packed,
    );
    if (isFirst) void askToStay(studio);
    await measureStorage(studio);
  } catch (error) {
    const why = (error as Error).message;
    // Without any storage it would be said after each generation: the library says it where it is looked for.
    const isUnavailable = error instanceof LibraryError && error.trouble === 'unavailable';
    setLibrary(store, () => (isUnavailable ? { problem: why } : { unkept: { exhibit, card: id, why } }));
  }
}

/**
 * Asks the browser, with the first object that there is to lose, not to clear the library when the disk runs full.
 * Firefox asks the person, who may leave that open: nothing waits for the answer.
 */
async function askToStay(studio: Studio): Promise<void> {
  await globalThis.navigator?.storage?.persist?.().catch(() => false);
  await measureStorage(studio);
}
