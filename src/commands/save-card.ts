import { fileNameOf } from '../store/file-name';
import { cardTitle, type KeptCard } from '../store/library';
import { fetchKept } from './fetch-kept';
import { saveAs } from './save-as';
import type { Studio } from './studio';

/** Saves an object of the library to a file, in the format that was chosen last. */
export async function saveCard(studio: Studio, card: KeptCard): Promise<void> {
  const { format } = studio.store.getState().files;
  const stem = fileNameOf(cardTitle(card), card.recipe?.seed ?? null);
  await saveAs(studio, format, stem, (signal) => fetchKept(studio, card, signal));
}
