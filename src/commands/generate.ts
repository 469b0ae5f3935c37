import { checkSettings } from '../store/check-settings';
import type { GenerateRequest } from '../store/settings';
import { type Position, positionOf } from '../store/timeline';
import { seedsFrom } from '../store/variations';
import { endComparison } from './compare';
import { exhibitPhotos } from './exhibit-photos';
import { loadModel } from './load-model';
import { fail, makeObject } from './make-object';
import { setVariations } from './set-variations';
import type { Studio } from './studio';
import { areReading, whenPhotosRead } from './when-photos-read';
import { whenReady } from './when-ready';

/**
 * Generates an object from the settings and shows it as it condenses. Wrong fields get their messages and nothing
 * starts. A generation that is running already is replaced; one that fails leaves the last finished object. From noise
 * as many variations are made as were chosen, one after the other.
 *
 * @param start `anew` from noise; `onward` from the step on the stage, as a branch with as many steps as its parent
 */
export async function generate(studio: Studio, start: 'anew' | 'onward' = 'anew'): Promise<void> {
  const { store } = studio;
  if (areReading(store)) await whenPhotosRead(store);
  const { settings, photos } = store.getState();
  const from = start === 'onward' ? positionOf(store.getState()) : null;
  const checked = checkSettings(
    from ? { ...settings, steps: String(from.trajectory.request.steps) } : settings,
    photos.tray,
  );
  if ('problems' in checked) {
    store.setState({ problems: checked.problems });
    return;
  }
  const request = from ? branchRequest(studio, checked.request, from) : checked.request;
  studio.running?.abort();
  const running = new AbortController();
  studio.running = running;
  endComparison(studio);
  const seeds = seedsFrom(request.seed, from ? 1 : store.getState().variations.count);
  const cells = seeds.length > 1 ? seeds.map((seed) => ({ seed, exhibit: null })) : [];
  setVariations(store, () => ({ cells, isOpen: cells.length > 0 }));
  store.setState({ problems: {}, job: { status: 'waiting', request } });
  loadModel(studio);
  const failure = await whenReady(store, running.signal);
  if (running.signal.aborted) return;
  if (failure) fail(studio, request, failure);
  else {
    const about = { from, photos: exhibitPhotos(photos.tray), arrivals: [performance.now()] };
    for (const [index, seed] of seeds.entries()) {
      const place = { index, count: seeds.length };
      const isWell = await makeObject(
        studio,
        { ...about, request: { ...request, seed }, place },
        running.signal,
      );
      if (!isWell || running.signal.aborted) break;
    }
  }
  if (studio.running === running) studio.running = null;
}

function branchRequest(
  { reel }: Studio,
  request: GenerateRequest,
  { trajectory, step }: Position,
): GenerateRequest {
  const freshNoise = request.seed !== trajectory.request.seed;
  // The levels of the steps are the parent's: the state lies on them.
  const { fidelity } = trajectory.request;
  return {
    ...request,
    ...(fidelity !== undefined && { fidelity }),
    from: { step, state: reel.state(trajectory.id, step), freshNoise },
  };
}
