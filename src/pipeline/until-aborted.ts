/**
 * Waits for `work`, but no longer than until `signal` is aborted: what a lost device still owed may never settle.
 * Unlike Promise.race with a promise that outlives it, this leaves nothing behind.
 *
 * @throws the signal's reason, or what `work` throws
 */
export function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    if (signal.aborted) abort();
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
