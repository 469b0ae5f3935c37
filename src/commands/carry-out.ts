import type { GenerateRequest } from '../store/settings';
import { endComparison } from './compare';
import { loadModel } from './load-model';
import { type Commission, fail, makeObject } from './make-object';
import { setVariations } from './set-variations';
import type { Studio } from './studio';
import { whenReady } from './when-ready';

/** What is to be made: one object, or variations that differ in their seeds. */
type Order = Pick<Commission, 'from' | 'photos' | 'title'> & {
  readonly requests: readonly GenerateRequest[];
};

/**
 * Waits for the model and makes what was ordered, one after the other, in place of what is being made: in one pass
 * each takes as long on a processor (docs/decisions/0011), and so the first is there sooner.
 */
export async function carryOut(studio: Studio, { requests, ...about }: Order): Promise<void> {
  const { store } = studio;
  const [request] = requests as [GenerateRequest];
  studio.running?.abort();
  const running = new AbortController();
  studio.running = running;
  endComparison(studio);
  const cells = requests.length > 1 ? requests.map(({ seed }) => ({ seed, exhibit: null })) : [];
  setVariations(store, () => ({ cells, isOpen: cells.length > 0 }));
  store.setState({ problems: {}, job: { status: 'waiting', request } });
  loadModel(studio);
  const failure = await whenReady(store, running.signal);
  if (running.signal.aborted) return;
  if (failure) fail(studio, request, failure);
  else {
    const arrivals = [performance.now()];
    for (const [index, request] of requests.entries()) {
      const place = { index, count: requests.length };
      const isWell = await makeObject(studio, { ...about, request, place, arrivals }, running.signal);
      if (!isWell || running.signal.aborted) break;
    }
  }
  if (studio.running === running) studio.running = null;
}
