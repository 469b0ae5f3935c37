import type { LibraryList } from '../store/library';
import { setLibrary } from './set-library';
import type { Studio } from './studio';

/**
 * Exports or imports, one at a time, and shows how it goes: progress, what was done, or what is wrong.
 *
 * @param act gives the notice when it is done, and when it is aborted in the middle
 */
export async function moveLibrary(
  studio: Studio,
  kind: NonNullable<LibraryList['work']>['kind'],
  act: (signal: AbortSignal, onProgress: (share: number) => void) => Promise<string>,
): Promise<void> {
  if (studio.moving) return;
  const moving = new AbortController();
  studio.moving = moving;
  const set = (changes: Partial<LibraryList>) => setLibrary(studio.store, () => changes);
  set({ work: { kind, share: 0 }, problem: null, notice: '' });
  try {
    set({ notice: await act(moving.signal, (share) => set({ work: { kind, share } })) });
  } catch (error) {
    set(moving.signal.aborted ? { notice: 'Cancelled.' } : { problem: (error as Error).message });
  } finally {
    studio.moving = null;
    set({ work: null });
  }
}

/** Stops an export or import. What was imported so far stays. */
export function cancelMove({ moving }: Studio): void {
  moving?.abort();
}
