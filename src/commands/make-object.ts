import type { Exhibit, ExhibitPhoto } from '../store/exhibit';
import type { ErrorReport, Job, Notice, Place } from '../store/job';
import type { GenerateRequest } from '../store/settings';
import { secondsLeft } from '../store/time-left';
import type { Position } from '../store/timeline';
import { drawn } from './drawn';
import { recipeOf } from './recipe-of';
import { beginRecord, endRecord, recordStep } from './record';
import { retreat } from './retreat';
import { dropUnbegun, setVariations } from './set-variations';
import type { Studio } from './studio';

export interface Commission {
  readonly request: GenerateRequest;
  /** What it is a branch of. */
  readonly from: Position | null;
  readonly photos: readonly ExhibitPhoto[];
  /** Which of several variations it is. These show in their cells, and the stage stays with what it shows. */
  readonly place: Place;
  /** When it all began and when each step so far arrived, those of the variations before it too; added to. */
  readonly arrivals: number[];
}

/** Follows one generation to its end and keeps its record. True where it ended well. */
export async function makeObject(
  studio: Studio,
  { from, ...commission }: Commission,
  signal: AbortSignal,
): Promise<boolean> {
  const { request, photos, place } = commission;
  const recipe = recipeOf(studio.store, request, from);
  const isFollowed = place.count === 1;
  const trajectory = beginRecord(studio, { request, recipe, photos, from, isFollowed });
  try {
    return await follow(studio, { ...commission, recipe, trajectory }, signal);
  } finally {
    endRecord(studio, trajectory);
  }
}

/** Once aborted, the store belongs to whoever aborted it. */
async function follow(
  studio: Studio,
  {
    request,
    place,
    arrivals,
    ...about
  }: Omit<Commission, 'from'> & {
    readonly recipe: Exhibit['recipe'];
    readonly trajectory: number;
  },
  signal: AbortSignal,
): Promise<boolean> {
  const { store, engine } = studio;
  const toCome = (place.count - 1 - place.index) * request.steps;
  let notices: readonly Notice[] = [];
  let latest: (Exhibit & { readonly trajectory: number }) | null = null;
  const setJob = (job: Job) => store.setState({ job });

  for await (const progress of engine.generate(request, { signal })) {
    if (signal.aborted) return false;
    switch (progress.status) {
      case 'started':
        notices = progress.notices;
        setJob({ status: 'running', request, place, step: 0, tau: 1, secondsLeft: null, notices });
        break;
      case 'step': {
        const { step, steps, tau, cloud, viewset } = progress;
        arrivals.push(performance.now());
        latest = { ...about, cloud, step, steps, origin: 'made', ...(viewset && { viewset }) };
        const left = secondsLeft(arrivals, steps - step + toCome);
        setJob({ status: 'running', request, place, step, tau, secondsLeft: left, notices });
        recordStep(studio, latest, progress);
        if (place.count > 1) showInCell(store, place.index, latest);
        if (store.getState().exhibit.shown === latest) await drawn(studio, cloud);
        break;
      }
      case 'done':
        if (toCome === 0) setJob({ status: 'done', request, place, ms: progress.ms, notices });
        finish(store, latest);
        return true;
      case 'cancelled':
        // Nobody here asked for it: the engine was shut down.
        setJob({ status: 'cancelled', request });
        dropUnbegun(store);
        retreat(studio);
        return false;
      case 'failed':
        fail(studio, request, progress.error);
        return false;
      default:
        progress satisfies never;
    }
  }
  return false;
}

function showInCell(store: Studio['store'], index: number, exhibit: Exhibit): void {
  setVariations(store, ({ cells }) => ({
    cells: cells.map((cell, i) => (i === index ? { ...cell, exhibit } : cell)),
  }));
}

/** What is saved and compared belongs to what is on the stage, which may have been turned to an older object. */
function finish(store: Studio['store'], latest: Exhibit | null): void {
  const { shown } = store.getState().exhibit;
  if (shown?.trajectory !== latest?.trajectory) return;
  store.setState(({ exhibit }) => ({ exhibit: { ...exhibit, finished: latest } }));
}

/** Says why nothing came of it; the stage goes back to what it showed before. */
export function fail(studio: Studio, request: GenerateRequest, error: ErrorReport): void {
  studio.store.setState({ job: { status: 'failed', request, error } });
  dropUnbegun(studio.store);
  retreat(studio);
}
