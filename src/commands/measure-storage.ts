import { setLibrary } from './set-library';
import type { Studio } from './studio';

/** Asks the browser how much of its storage is used. Where it does not say, nothing is shown. */
export async function measureStorage({ store }: Studio): Promise<void> {
  try {
    const [{ usage = 0, quota = 0 }, isPersistent] = await Promise.all([
      navigator.storage.estimate(),
      navigator.storage.persisted(),
    ]);
    setLibrary(store, () => ({ storage: { used: usage, quota, isPersistent } }));
  } catch {
    setLibrary(store, () => ({ storage: null }));
  }
}
