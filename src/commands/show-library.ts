import { refreshLibrary } from './follow-library';
import { measureStorage } from './measure-storage';
import { setLibrary } from './set-library';
import type { Studio } from './studio';

/** Opens or closes the library. What other tabs left unfinished shows when it opens. */
export async function showLibrary(studio: Studio, isOpen: boolean): Promise<void> {
  setLibrary(studio.store, () => ({ isOpen, ...(!isOpen && { notice: '' }) }));
  if (isOpen) await Promise.all([refreshLibrary(studio), measureStorage(studio)]);
}
