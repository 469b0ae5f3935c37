import type { Studio } from './studio';

/** Stops saving or opening at once. */
export function cancelFile(studio: Studio): void {
  studio.filing?.abort();
  studio.filing = null;
  studio.store.setState(({ files }) => ({ files: { ...files, work: null, notice: 'Cancelled.' } }));
}
