const PREFIX = 'kiln-making-';

/**
 * Tells all tabs that a generation runs here, by a lock that the browser takes away when this tab closes or crashes:
 * what is unfinished and not held was interrupted. Without the Web Locks API (pages that are not a secure context)
 * other tabs are told nothing.
 *
 * @param id of its card
 * @returns resolves once it is told; `release` ends it
 */
export function holdMaking(id: string): { readonly isHeld: Promise<void>; readonly release: () => void } {
  let release = () => {};
  const isReleased = new Promise<void>((resolve) => {
    release = resolve;
  });
  if (!hasLocks()) return { isHeld: Promise.resolve(), release };
  const isHeld = new Promise<void>((resolve) => {
    void navigator.locks.request(PREFIX + id, () => {
      resolve();
      return isReleased;
    });
  });
  return { isHeld, release };
}

/** The ids of the cards that are made just now, in any tab. */
export async function makingNow(): Promise<ReadonlySet<string>> {
  if (!hasLocks()) return new Set();
  const { held = [] } = await navigator.locks.query();
  return new Set(held.flatMap(({ name }) => (name?.startsWith(PREFIX) ? [name.slice(PREFIX.length)] : [])));
}

function hasLocks(): boolean {
  return globalThis.navigator?.locks !== undefined;
}
