/** What a person's first move on a page can be, by any device; the last three without a pointer or a key. */
const SIGNS = [
  'pointermove',
  'pointerdown',
  'wheel',
  'keydown',
  'focusin',
  'dragenter',
  'click',
  'input',
  'change',
] as const;

/** A page that never rests has to go on all the same, milliseconds. */
const IDLE_PATIENCE = 2000;

/** Resolves once somebody does something on the page, be it only moving the pointer over it. */
export function whenSomeoneIsHere(): Promise<void> {
  const listening = new AbortController();
  return new Promise((resolve) => {
    for (const sign of SIGNS) {
      window.addEventListener(
        sign,
        ({ isTrusted }) => {
          // What a script sends is no person's.
          if (!isTrusted) return;
          listening.abort();
          resolve();
        },
        { capture: true, passive: true, signal: listening.signal },
      );
    }
  });
}

/** Resolves when the first screen is complete and nothing else is to be done. */
export async function whenSettled(): Promise<void> {
  if (document.readyState !== 'complete') {
    await new Promise((resolve) => window.addEventListener('load', resolve, { once: true }));
  }
  await new Promise<void>((resolve) => {
    // Safari has none.
    if (!globalThis.requestIdleCallback) setTimeout(resolve);
    else requestIdleCallback(() => resolve(), { timeout: IDLE_PATIENCE });
  });
}

/** Resolves after a while in which nothing has to happen, and not before somebody can see the page. */
export async function whenQuiet(milliseconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  if (document.visibilityState === 'visible') return;
  await new Promise((resolve) => document.addEventListener('visibilitychange', resolve, { once: true }));
}

/** Whether the browser was told to spare the connection. */
export function isSavingData(): boolean {
  return (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;
}
