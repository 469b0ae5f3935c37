import { statesToNoise } from '../base/fine-levels';
import type { Exhibit } from '../store/exhibit';
import { REEL_BYTES_MAX } from '../store/reel';
import { type Position, positionOf, type Trajectory } from '../store/timeline';
import { setTimeline } from './set-timeline';
import type { Studio } from './studio';

let nextId = 1;

/**
 * Opens the record of a generation that is about to be asked for. Returns its id.
 *
 * @param isFollowed whether the stage goes along with it
 */
export function beginRecord(
  { store, reel }: Studio,
  {
    request,
    from,
    isFollowed,
    ...about
  }: Pick<Trajectory, 'request' | 'recipe' | 'photos'> & {
    readonly from: Position | null;
    readonly isFollowed: boolean;
  },
): number {
  const id = nextId++;
  const parent = from && { id: from.trajectory.id, step: from.step };
  reel.begin(id, parent);
  const levels = from ? from.trajectory.levels.slice(0, from.step) : [];
  // The state that it starts from is in the reel, and the object on the stage.
  const { from: _, object, ...rest } = request;
  const shared = from ? Math.min(from.trajectory.noising, from.step) : 0;
  const noising = object ? statesToNoise(request.steps) : shared;
  setTimeline(store, ({ trajectories }) => ({
    trajectories: [...trajectories, { ...about, id, parent, request: rest, levels, noising }],
    running: id,
    isFollowing: isFollowed,
    playback: null,
  }));
  return id;
}

/** Tells what a generation turned out to be made by. */
export function nameModel(
  { store }: Studio,
  id: number,
  model: NonNullable<Exhibit['recipe']>['model'],
): void {
  setTimeline(store, ({ trajectories }) => ({
    trajectories: trajectories.map((trajectory) =>
      trajectory.id === id && trajectory.recipe
        ? { ...trajectory, recipe: { ...trajectory.recipe, model } }
        : trajectory,
    ),
  }));
}

/**
 * Keeps a step and shows it, unless the stage has been turned to something else. Where there is no more room the
 * oldest generations are forgotten.
 *
 * @param seen with the id of its trajectory
 */
export function recordStep(
  studio: Studio,
  seen: Exhibit & { readonly trajectory: number },
  { tau, state }: { readonly tau: number; readonly state: Uint16Array },
): void {
  const { store, reel } = studio;
  const { trajectory: id, step, steps, cloud } = seen;
  reel.add(id, { step, cloud, state });
  if (step === steps) reel.finish(id, seen);
  setTimeline(store, ({ trajectories }) => ({
    trajectories: trajectories.map((trajectory) =>
      trajectory.id === id ? { ...trajectory, levels: [...trajectory.levels, tau] } : trajectory,
    ),
  }));
  if (store.getState().timeline.isFollowing) {
    store.setState(({ exhibit }) => ({ exhibit: { ...exhibit, shown: seen } }));
  }
  makeRoom(studio);
}

/** Closes the record, however the generation ended; one without a step of its own is forgotten. */
export function endRecord({ store, reel }: Studio, id: number): void {
  const { timeline } = store.getState();
  const trajectory = timeline.trajectories.find((trajectory) => trajectory.id === id);
  const isBare = !trajectory || trajectory.levels.length === (trajectory.parent?.step ?? 0);
  if (isBare) reel.drop(id);
  setTimeline(store, ({ trajectories, running }) => ({
    trajectories: isBare ? trajectories.filter((trajectory) => trajectory.id !== id) : trajectories,
    running: running === id ? null : running,
  }));
}

function makeRoom({ store, reel }: Studio): void {
  while (reel.bytes > REEL_BYTES_MAX) {
    const state = store.getState();
    const { trajectories, running } = state.timeline;
    const shown = positionOf(state)?.trajectory.id;
    const oldest = trajectories.find(({ id }) => id !== running && id !== shown);
    if (!oldest) return;
    reel.drop(oldest.id);
    setTimeline(store, () => ({ trajectories: trajectories.filter((trajectory) => trajectory !== oldest) }));
  }
}
