import { isSoftware } from '../base/adapter';
import { followUpdates } from './follow-updates';
import { loadModel } from './load-model';
import { loadWelcome } from './load-welcome';
import { isSavingData, whenQuiet, whenSettled, whenSomeoneIsHere } from './presence';
import type { Studio } from './studio';
import { wakeView } from './wake-view';

/** So long a page may lie untouched before it is taken for one that is being read, milliseconds. */
const QUIET = 20_000;

interface Site {
  /** Address of the object that is shipped with the studio. */
  readonly welcome: string;
  /** Address of the service worker; null where there is none, in development. */
  readonly serviceWorker: string | null;
}

/**
 * Brings in what is heavy, none of which the first screen needs, when somebody is there to use it: the 3D view, of
 * which a picture is shown until then, the model, and the copy for visits without a network. Without a sign of anybody
 * the model and the copy come after a while, so that they are there when they are wanted. See docs/decisions/0015.
 */
export async function settleIn(studio: Studio, { welcome, serviceWorker }: Site): Promise<void> {
  const someone = whenSomeoneIsHere();
  void someone.then(() => wakeView(studio));
  await whenSettled();
  await loadWelcome(studio, welcome);
  if (isSavingData()) {
    await whenModelIsAskedFor(studio);
  } else {
    void hasGraphicsProcessor().then((isFast) => isFast && wakeView(studio));
    await Promise.race([someone, whenQuiet(QUIET)]);
  }
  loadModel(studio);
  if (serviceWorker !== null) await followUpdates(studio, serviceWorker);
}

/**
 * Whether something draws beside the main processor, as WebGPU tells without holding up the page. Where it does not,
 * or cannot tell, the view waits for somebody: each of its frames may hold up the page for most of a second.
 */
async function hasGraphicsProcessor(): Promise<boolean> {
  const adapter = await navigator.gpu?.requestAdapter().catch(() => null);
  return adapter ? !isSoftware(adapter) : false;
}

/** By a generation or by name: with data to be saved, nothing else is a reason. */
function whenModelIsAskedFor({ store }: Studio): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (store.getState().session.status !== 'idle') resolve();
    };
    store.subscribe(look);
    look();
  });
}
