import { clamp } from '../base/scalar';
import type { Exhibit } from '../store/exhibit';
import { isWhole, lengthOf, positionOf, type Trajectory } from '../store/timeline';
import { endComparison } from './compare';
import { setTimeline } from './set-timeline';
import type { Studio } from './studio';

/**
 * Shows a step of the generation on the stage, or the nearest to it that there is, and stops playing. Going back does
 * not stop a generation that runs; going to its newest step follows it again.
 */
export function scrub(studio: Studio, step: number): void {
  const position = positionOf(studio.store.getState());
  if (!position) return;
  setTimeline(studio.store, () => ({ playback: null }));
  showStep(studio, position.trajectory, step);
}

/** Turns the stage to another generation, at its newest step. */
export function showTrajectory(studio: Studio, id: number): void {
  const { store, reel } = studio;
  const trajectory = store.getState().timeline.trajectories.find((trajectory) => trajectory.id === id);
  if (!trajectory || trajectory.levels.length === 0) return;
  setTimeline(store, () => ({ playback: null }));
  endComparison(studio);
  showStep(studio, trajectory, trajectory.levels.length);
  const end = reel.end(id);
  if (end) store.setState(({ exhibit }) => ({ exhibit: { ...exhibit, finished: end } }));
}

/** Leaves playing as it is. */
export function showStep({ store, reel }: Studio, trajectory: Trajectory, wanted: number): void {
  const { id, levels, recipe, photos } = trajectory;
  const step = clamp(Math.round(wanted), 1, levels.length);
  const { timeline, exhibit } = store.getState();
  setTimeline(store, () => ({ isFollowing: id === timeline.running && step === levels.length }));
  if (exhibit.shown?.trajectory === id && exhibit.shown.step === step) return;
  const end = reel.end(id);
  const shown: Exhibit =
    isWhole(trajectory) && step === levels.length && end
      ? end
      : {
          cloud: reel.cloud(id, step),
          recipe,
          step,
          steps: lengthOf(trajectory),
          origin: 'made',
          photos,
          trajectory: id,
        };
  store.setState({ exhibit: { ...exhibit, shown } });
}
