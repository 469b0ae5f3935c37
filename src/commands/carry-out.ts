import { newCardId } from '../library/card';
import type { Exhibit } from '../store/exhibit';
import type { GenerateRequest } from '../store/settings';
import { endComparison } from './compare';
import { keepWhatComes } from './keep';
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
  const ready = whenReady(store, running.signal);
  const arrivals: number[] = [];
  const keeping: Promise<void>[] = [];
  for (const [index, request] of requests.entries()) {
    const place = { index, count: requests.length };
    // The lesson undoes noise on an object that is there already.
    const card = request.object ? undefined : newCardId();
    const commission = { ...about, request, place, arrivals, card };
    const making = makeWhenReady(studio, commission, ready, running.signal);
    if (card) keeping.push(keepWhatComes(studio, { ...commission, card }, making));
    if (!(await making) || running.signal.aborted) break;
  }
  if (studio.running === running) studio.running = null;
  await Promise.all(keeping);
}

async function makeWhenReady(
  studio: Studio,
  commission: Commission,
  ready: ReturnType<typeof whenReady>,
  signal: AbortSignal,
): Promise<Exhibit | null> {
  const failure = await ready;
  if (signal.aborted) return null;
  if (failure) {
    fail(studio, commission.request, failure);
    return null;
  }
  if (commission.arrivals.length === 0) commission.arrivals.push(performance.now());
  return makeObject(studio, commission, signal);
}
