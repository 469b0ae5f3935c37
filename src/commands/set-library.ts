import type { LibraryList } from '../store/library';
import type { StudioStore } from '../store/studio-store';

/** Changes a part of what is shown of the library. */
export function setLibrary(store: StudioStore, change: (library: LibraryList) => Partial<LibraryList>): void {
  store.setState(({ library }) => ({ library: { ...library, ...change(library) } }));
}
