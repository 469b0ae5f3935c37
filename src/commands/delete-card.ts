import type { Card } from '../store/library';
import { changeLibrary } from './change-library';
import { measureStorage } from './measure-storage';
import { setLibrary } from './set-library';
import type { Studio } from './studio';

/** How long something that was deleted can be taken back, milliseconds from the last deletion. */
const UNDO_FOR = 12_000;

/** Throws something out of the library. For some seconds it can be taken back, and only then it is gone. */
export async function deleteCard(studio: Studio, { id }: Card): Promise<void> {
  const { store } = studio;
  if (!(await changeLibrary(studio, (library) => library.change([id], { deleted: Date.now() })))) return;
  setLibrary(store, ({ deleted }) => ({ deleted: [...deleted, id] }));
  const { deleted } = store.getState().library;
  setTimeout(() => {
    // Another deletion, or taking back, makes another list.
    if (store.getState().library.deleted === deleted) void forgetDeleted(studio);
  }, UNDO_FOR);
}

/** Takes back what was deleted last. */
export async function undoDelete(studio: Studio): Promise<void> {
  const { deleted } = studio.store.getState().library;
  setLibrary(studio.store, () => ({ deleted: [] }));
  await changeLibrary(studio, (library) => library.change(deleted, { deleted: null }));
}

/** Makes deletions final. */
async function forgetDeleted(studio: Studio): Promise<void> {
  const { deleted } = studio.store.getState().library;
  setLibrary(studio.store, () => ({ deleted: [] }));
  await changeLibrary(studio, (library) => library.remove(deleted));
  await measureStorage(studio);
}
