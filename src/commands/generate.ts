import { checkSettings } from '../store/check-settings';
import type { GenerateRequest } from '../store/settings';
import { type Position, positionOf, samplerStep } from '../store/timeline';
import { seedsFrom } from '../store/variations';
import { carryOut } from './carry-out';
import { exhibitPhotos } from './exhibit-photos';
import type { Studio } from './studio';
import { areReading, whenPhotosRead } from './when-photos-read';

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
  const checked = from
    ? checkSettings(
        { ...settings, steps: String(from.trajectory.request.steps) },
        photos.tray,
        // An object of a file without words can be gone on with without words.
        photos.tray.length > 0 || from.trajectory.request.prompt === '',
      )
    : checkSettings(settings, photos.tray);
  if ('problems' in checked) {
    store.setState({ problems: checked.problems });
    return;
  }
  const order = { photos: exhibitPhotos(photos.tray), title: '' };
  if (from)
    await carryOut(studio, { ...order, requests: [branchRequest(studio, checked.request, from)], from });
  else {
    const { request } = checked;
    const seeds = seedsFrom(request.seed, store.getState().variations.count);
    await carryOut(studio, { ...order, requests: seeds.map((seed) => ({ ...request, seed })), from: null });
  }
}

function branchRequest(
  { reel }: Studio,
  request: GenerateRequest,
  { trajectory, step }: Position,
): GenerateRequest {
  const freshNoise = request.seed !== trajectory.request.seed;
  const from = { step: samplerStep(trajectory, step), state: reel.state(trajectory.id, step), freshNoise };
  // The levels of the steps are the parent's: the state lies on them.
  const { fidelity } = trajectory.request;
  return { ...request, ...(fidelity !== undefined && { fidelity }), from };
}
