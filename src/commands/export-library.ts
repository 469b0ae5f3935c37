import type { LibraryItem } from '../library/write-library-file';
import { fileNameOf } from '../store/file-name';
import { cardTitle, type KeptCard } from '../store/library';
import { download } from './download';
import { moveLibrary } from './move-library';
import type { Studio } from './studio';

/** A zip without ZIP64, which not every program reads, ends at 4 GB; each larger library makes several files. */
const FILE_BYTES_MAX = 3e9;

/** Saves all finished objects as a file: `kiln-library-DATE.zip`, see writeLibraryFile. */
export async function exportLibrary(studio: Studio): Promise<void> {
  const { store, library } = studio;
  const cards = store.getState().library.cards.filter((card) => card.status === 'kept');
  if (cards.length === 0) return;
  await moveLibrary(studio, 'exporting', async (signal, onProgress) => {
    const { writeLibraryFile } = await import('../library/write-library-file');
    const parts = inParts(cards);
    let before = 0;
    for (const [i, part] of parts.entries()) {
      const file = await writeLibraryFile(part.map(itemOf), (id) => library.files(id), {
        signal,
        onProgress: (done) => onProgress((before + done) / cards.length),
      });
      signal.throwIfAborted();
      before += part.length;
      download(file, `kiln-library-${today()}${parts.length > 1 ? `-${i + 1}` : ''}.zip`);
    }
    return `Exported ${cards.length === 1 ? 'one object' : `${cards.length} objects`}.`;
  });
}

function itemOf(card: KeptCard): LibraryItem {
  return { card, folder: fileNameOf(cardTitle(card), card.recipe?.seed ?? null) };
}

function inParts(cards: readonly KeptCard[]): KeptCard[][] {
  const parts: KeptCard[][] = [[]];
  let bytes = 0;
  for (const card of cards) {
    bytes += card.bytes;
    if (bytes > FILE_BYTES_MAX) {
      parts.push([]);
      bytes = card.bytes;
    }
    parts.at(-1)!.push(card);
  }
  return parts;
}

/** The date where the person is, as 2026-01-31. */
function today(): string {
  const now = new Date();
  const two = (value: number) => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
