import type { Files } from '../store/files';
import type { Studio } from './studio';

/**
 * Does one thing with a file, in place of the one before, and shows how it goes: progress, what was done, or what is
 * wrong. Nothing is said of work that was cancelled.
 *
 * @param act gives the notice when it is done
 */
export async function fileWork(
  studio: Studio,
  kind: NonNullable<Files['work']>['kind'],
  name: string,
  act: (signal: AbortSignal, onProgress: (share: number) => void) => Promise<string>,
): Promise<void> {
  studio.filing?.abort();
  const filing = new AbortController();
  studio.filing = filing;
  const { signal } = filing;
  const set = (changes: Partial<Files>) => {
    if (!signal.aborted) studio.store.setState(({ files }) => ({ files: { ...files, ...changes } }));
  };
  set({ work: { kind, name, share: 0 }, problem: null, notice: '' });
  try {
    const notice = await act(signal, (share) => set({ work: { kind, name, share } }));
    set({ work: null, notice });
  } catch (error) {
    set({ work: null, problem: (error as Error).message });
  }
  if (studio.filing === filing) studio.filing = null;
}
