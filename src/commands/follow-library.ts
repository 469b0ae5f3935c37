import { makingNow } from '../library/making';
import { withCards } from '../store/library';
import { setLibrary } from './set-library';
import type { Studio } from './studio';

/** What was thrown away is gone for good after this long, milliseconds, should nobody be left to see to it. */
const FORGET_AFTER = 60_000;

/** Reads the list of the library, and keeps it in step with what this and other tabs do. Returns the unsubscribe. */
export function followLibrary(studio: Studio): () => void {
  const { library } = studio;
  void refreshLibrary(studio).then(() => forgetDeleted(studio));
  return library.onChange((ids) => void refreshLibrary(studio, ids));
}

/** Reads the cards of some ids anew, or all of them. */
export async function refreshLibrary({ store, library }: Studio, ids?: readonly string[]): Promise<void> {
  try {
    // Before the cards: they are then read in the order of the changes.
    const making = await makingNow();
    const cards = await library.cards(ids);
    const found = cards.filter(
      ({ id, status, deleted }) => deleted === null && (status === 'kept' || !making.has(id)),
    );
    setLibrary(store, (list) => ({
      isRead: true,
      cards: withCards(list.cards, ids, found),
      problem: ids ? list.problem : null,
    }));
  } catch (error) {
    setLibrary(store, () => ({ isRead: true, problem: (error as Error).message }));
  }
}

async function forgetDeleted({ library }: Studio): Promise<void> {
  try {
    const before = Date.now() - FORGET_AFTER;
    const ids = (await library.cards()).flatMap(({ id, deleted }) =>
      deleted !== null && deleted < before ? [id] : [],
    );
    if (ids.length > 0) await library.remove(ids);
  } catch {
    // The list has told what is wrong; the next visit tries again.
  }
}
