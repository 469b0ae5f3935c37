import { checkSettings } from '../store/check-settings';
import type { Exhibit, ExhibitPhoto } from '../store/exhibit';
import type { ErrorReport, Job, Notice } from '../store/job';
import type { GenerateRequest } from '../store/settings';
import { secondsLeft } from '../store/time-left';
import { type Position, positionOf } from '../store/timeline';
import { endComparison } from './compare';
import { drawn } from './drawn';
import { exhibitPhotos } from './exhibit-photos';
import { loadModel } from './load-model';
import { recipeOf } from './recipe-of';
import { beginRecord, endRecord, recordStep } from './record';
import { retreat } from './retreat';
import type { Studio } from './studio';
import { areReading, whenPhotosRead } from './when-photos-read';
import { whenReady } from './when-ready';

/**
 * Generates an object from the settings and shows it as it condenses. Wrong fields get their messages and nothing
 * starts. A generation that is running already is replaced; one that fails leaves the last finished object.
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
  store.setState({ problems: {}, job: { status: 'waiting', request } });
  loadModel(studio);
  const failure = await whenReady(store, running.signal);
  if (running.signal.aborted) return;
  if (failure) fail(studio, request, failure);
  else await run(studio, { request, from, photos: exhibitPhotos(photos.tray) }, running.signal);
  if (studio.running === running) studio.running = null;
}

function branchRequest(
  { reel }: Studio,
  request: GenerateRequest,
  { trajectory, step }: Position,
): GenerateRequest {
  const freshNoise = request.seed !== trajectory.request.seed;
  return { ...request, from: { step, state: reel.state(trajectory.id, step), freshNoise } };
}

interface Commission {
  readonly request: GenerateRequest;
  /** What it is a branch of. */
  readonly from: Position | null;
  readonly photos: readonly ExhibitPhoto[];
}

/** Follows one generation to its end and keeps its record. */
async function run(
  studio: Studio,
  { request, from, photos }: Commission,
  signal: AbortSignal,
): Promise<void> {
  const recipe = recipeOf(studio.store, request, from);
  const trajectory = beginRecord(studio, { request, recipe, photos, from });
  try {
    await follow(studio, { request, recipe, photos, trajectory }, signal);
  } finally {
    endRecord(studio, trajectory);
  }
}

/** Once aborted, the store belongs to whoever aborted it. */
async function follow(
  studio: Studio,
  {
    request,
    ...about
  }: Pick<Commission, 'request' | 'photos'> & {
    readonly recipe: Exhibit['recipe'];
    readonly trajectory: number;
  },
  signal: AbortSignal,
): Promise<void> {
  const { store, engine } = studio;
  const arrivals = [performance.now()];
  let notices: readonly Notice[] = [];
  let latest: (Exhibit & { readonly trajectory: number }) | null = null;
  const setJob = (job: Job) => store.setState({ job });

  for await (const progress of engine.generate(request, { signal })) {
    if (signal.aborted) return;
    switch (progress.status) {
      case 'started':
        notices = progress.notices;
        setJob({ status: 'running', request, step: 0, tau: 1, secondsLeft: null, notices });
        break;
      case 'step': {
        const { step, steps, tau, cloud, viewset } = progress;
        arrivals.push(performance.now());
        latest = { ...about, cloud, step, steps, origin: 'made', ...(viewset && { viewset }) };
        const left = secondsLeft(arrivals, steps - step);
        setJob({ status: 'running', request, step, tau, secondsLeft: left, notices });
        recordStep(studio, latest, progress);
        if (store.getState().exhibit.shown === latest) await drawn(studio, cloud);
        break;
      }
      case 'done':
        setJob({ status: 'done', request, ms: progress.ms, notices });
        finish(store, latest);
        break;
      case 'cancelled':
        // Nobody here asked for it: the engine was shut down.
        setJob({ status: 'cancelled', request });
        retreat(studio);
        break;
      case 'failed':
        fail(studio, request, progress.error);
        break;
      default:
        progress satisfies never;
    }
  }
}

/** What is saved and compared belongs to what is on the stage, which may have been turned to an older object. */
function finish(store: Studio['store'], latest: Exhibit | null): void {
  const { shown } = store.getState().exhibit;
  if (shown?.trajectory !== latest?.trajectory) return;
  store.setState(({ exhibit }) => ({ exhibit: { ...exhibit, finished: latest } }));
}

function fail(studio: Studio, request: GenerateRequest, error: ErrorReport): void {
  studio.store.setState({ job: { status: 'failed', request, error } });
  retreat(studio);
}
