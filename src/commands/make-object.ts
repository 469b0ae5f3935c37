import { sleep } from '../base/sleep';
import { type PhotoCamera, withCameras } from '../photo/camera';
import type { Exhibit, ExhibitPhoto } from '../store/exhibit';
import type { ErrorReport, Job, Notice, Place } from '../store/job';
import type { GenerateRequest } from '../store/settings';
import { secondsLeft } from '../store/time-left';
import { type Position, samplerStep } from '../store/timeline';
import { drawn } from './drawn';
import { recipeOf } from './recipe-of';
import { beginRecord, endRecord, nameModel, recordStep } from './record';
import { retreat } from './retreat';
import { dropUnbegun, setVariations } from './set-variations';
import type { Studio } from './studio';

/** Milliseconds that a step of adding noise is to be seen: no network slows it down. */
const NOISING_PACE = 90;

export interface Commission {
  readonly request: GenerateRequest;
  /** What it is a branch of. */
  readonly from: Position | null;
  readonly photos: readonly ExhibitPhoto[];
  /** What the object that it adds noise to is called; empty where it starts from noise. */
  readonly title: string;
  /** Which of several variations it is. These show in their cells, and the stage stays with what it shows. */
  readonly place: Place;
  /** When it all began and when each step so far arrived, those of the variations before it too; added to. */
  readonly arrivals: number[];
  /** Where it will be in the library, if it is kept there. */
  readonly card?: string | undefined;
}

/** Follows one generation to its end and keeps its record. Null where it did not end well. */
export async function makeObject(
  studio: Studio,
  commission: Commission,
  signal: AbortSignal,
): Promise<Exhibit | null> {
  const { request, from, photos, place, title } = commission;
  const recipe = recipeOf(studio.store, request, from, title);
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
    from,
    place,
    arrivals,
    card,
    ...about
  }: Commission & {
    readonly recipe: Exhibit['recipe'];
    readonly trajectory: number;
  },
  signal: AbortSignal,
): Promise<Exhibit | null> {
  const { store, engine } = studio;
  const toCome = (place.count - 1 - place.index) * request.steps;
  // A branch counts the steps of its sampler, and the timeline those that led there too.
  const before = from ? from.step - samplerStep(from.trajectory, from.step) : 0;
  let { recipe } = about;
  let notices: readonly Notice[] = [];
  let latest: (Exhibit & { readonly trajectory: number }) | null = null;
  const setJob = (job: Job) => store.setState({ job });

  for await (const progress of engine.generate(request, { signal })) {
    if (signal.aborted) return null;
    switch (progress.status) {
      case 'started':
        notices = progress.notices;
        recipe = recipe && { ...recipe, model: progress.model };
        nameModel(studio, about.trajectory, progress.model);
        setJob({
          status: 'running',
          request,
          place,
          step: 0,
          steps: progress.steps + before,
          tau: 1,
          secondsLeft: null,
          notices,
        });
        break;
      case 'step': {
        const { tau, cloud, viewset, cameras } = progress;
        if (progress.notices) notices = [...notices, ...progress.notices];
        const [step, steps] = [progress.step + before, progress.steps + before];
        arrivals.push(performance.now());
        latest = {
          ...about,
          ...(cameras ? whereTaken({ recipe, photos: about.photos }, cameras) : { recipe }),
          cloud,
          step,
          steps,
          origin: 'made',
          ...(viewset && { viewset }),
          ...(card && { card }),
        };
        const left = secondsLeft(arrivals, steps - step + toCome);
        setJob({ status: 'running', request, place, step, steps, tau, secondsLeft: left, notices });
        recordStep(studio, latest, progress);
        if (place.count > 1) showInCell(store, place.index, latest);
        const pace = request.object && step <= request.steps ? sleep(NOISING_PACE) : null;
        if (store.getState().exhibit.shown === latest)
          await Promise.all([drawn(studio, cloud, signal), pace]);
        break;
      }
      case 'done':
        if (toCome === 0) setJob({ status: 'done', request, place, ms: progress.ms, notices });
        finish(store, latest);
        return latest;
      case 'cancelled':
        // Nobody here asked for it: the engine was shut down.
        setJob({ status: 'cancelled', request });
        dropUnbegun(store);
        retreat(studio);
        return null;
      case 'failed':
        fail(studio, request, progress.error);
        return null;
      default:
        progress satisfies never;
    }
  }
  return null;
}

/** Where the photos were taken is part of how the object was made. */
function whereTaken(
  { recipe, photos }: Pick<Exhibit, 'recipe'> & { readonly photos: readonly ExhibitPhoto[] },
  cameras: readonly (PhotoCamera | null)[],
): Pick<Exhibit, 'recipe' | 'photos'> {
  return {
    recipe: recipe && {
      ...recipe,
      ...(recipe.photos && { photos: withCameras(recipe.photos, cameras) }),
    },
    photos: withCameras(photos, cameras),
  };
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
