import type { ErrorReport } from '../store/job';
import type { StudioStore } from '../store/studio-store';

/** Waits until the model can generate: null then, and also on abort; otherwise why it cannot. */
export function whenReady(store: StudioStore, signal: AbortSignal): Promise<ErrorReport | null> {
  return new Promise((resolve) => {
    const settle = (failure: ErrorReport | null) => {
      unsubscribe();
      signal.removeEventListener('abort', onAbort);
      resolve(failure);
    };
    const onAbort = () => settle(null);
    const look = () => {
      const { session } = store.getState();
      if (session.status === 'ready') settle(null);
      else if (session.status === 'failed') settle(session.error);
    };
    const unsubscribe = store.subscribe(look);
    signal.addEventListener('abort', onAbort);
    look();
  });
}
