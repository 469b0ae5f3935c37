import { clamp } from '../base/scalar';
import { sleep } from '../base/sleep';
import { lengthOf, positionOf } from '../store/timeline';
import { drawn } from './drawn';
import { showStep } from './scrub';
import { setTimeline } from './set-timeline';
import type { Studio } from './studio';

/** Milliseconds that a whole generation takes to play, as far as the limits of a step allow. */
const DURATION = 4000;
const STEP_MIN = 60;
const STEP_MAX = 400;
/** For who has asked for less motion: one picture after the other rather than a film. */
const STEP_CALM = 900;

let nextPlayback = 1;

/**
 * Shows the steps from the present one on, one after the other; from the last one it starts over. Where it catches up
 * with a generation that runs, the stage follows that one.
 */
export async function play(studio: Studio): Promise<void> {
  const { store } = studio;
  const start = positionOf(store.getState());
  if (!start) return;
  const playback = nextPlayback++;
  const { levels, id } = start.trajectory;
  const isAtEnd = start.step === levels.length && id !== store.getState().timeline.running;
  setTimeline(store, () => ({ playback }));
  if (isAtEnd) showStep(studio, start.trajectory, 1);
  const wait = matchMedia('(prefers-reduced-motion: reduce)').matches
    ? STEP_CALM
    : clamp(DURATION / lengthOf(start.trajectory), STEP_MIN, STEP_MAX);
  for (;;) {
    const { shown } = store.getState().exhibit;
    await Promise.all([sleep(wait), shown && drawn(studio, shown.cloud)]);
    const state = store.getState();
    if (state.timeline.playback !== playback) return;
    const position = positionOf(state);
    if (!position || position.step >= position.trajectory.levels.length) break;
    showStep(studio, position.trajectory, position.step + 1);
    if (position.step + 1 >= position.trajectory.levels.length) break;
  }
  setTimeline(store, () => ({ playback: null }));
}

export function pause({ store }: Studio): void {
  setTimeline(store, () => ({ playback: null }));
}
