import { dismissFileProblem } from './dismiss-file-problem';
import { setLibrary } from './set-library';
import type { Studio } from './studio';

/** Puts what was wrong, with the library or one of its objects, out of sight. */
export function dismissLibraryProblem(studio: Studio): void {
  setLibrary(studio.store, () => ({ problem: null }));
  dismissFileProblem(studio);
}
