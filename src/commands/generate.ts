import { checkSettings } from '../store/check-settings';
import type { Exhibit, ExhibitPhoto } from '../store/exhibit';
import type { ErrorReport, Job, Notice } from '../store/job';
import type { GenerateRequest } from '../store/settings';
import { secondsLeft } from '../store/time-left';
import { endComparison } from './compare';
import { exhibitPhotos } from './exhibit-photos';
import { loadModel } from './load-model';
import { recipeOf } from './recipe-of';
import type { Studio } from './studio';
import { areReading, whenPhotosRead } from './when-photos-read';
import { whenReady } from './when-ready';

/** The longest that a step may wait to be drawn, milliseconds: the model must not wait for a slow screen. */
const DRAW_PATIENCE = 400;

/**
 * Generates an object from the settings and shows it as it condenses. Wrong fields get their messages and nothing
 * starts. A generation that is running already is replaced; one that fails leaves the last finished object.
 */
export async function generate(studio: Studio): Promise<void> {
  const { store } = studio;
  if (areReading(store)) await whenPhotosRead(store);
  const { settings, photos } = store.getState();
  const checked = checkSettings(settings, photos.tray);
  if ('problems' in checked) {
    store.setState({ problems: checked.problems });
    return;
  }
  studio.running?.abort();
  const running = new AbortController();
  studio.running = running;
  endComparison(studio);
  store.setState({ problems: {}, job: { status: 'waiting', request: checked.request } });
  loadModel(studio);
  const failure = await whenReady(store, running.signal);
  if (running.signal.aborted) return;
  if (failure) fail(studio, checked.request, failure);
  else await run(studio, checked.request, exhibitPhotos(photos.tray), running.signal);
  if (studio.running === running) studio.running = null;
}

/** Follows one generation to its end. Once aborted, the store belongs to whoever aborted it. */
async function run(
  studio: Studio,
  request: GenerateRequest,
  photos: readonly ExhibitPhoto[],
  signal: AbortSignal,
): Promise<void> {
  const { store, engine } = studio;
  const arrivals = [performance.now()];
  let notices: readonly Notice[] = [];
  let latest: Exhibit | null = null;
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
        const recipe = recipeOf(store, request);
        latest = { cloud, recipe, step, steps, origin: 'made', photos, ...(viewset && { viewset }) };
        store.setState((state) => ({
          job: {
            status: 'running',
            request,
            step,
            tau,
            secondsLeft: secondsLeft(arrivals, steps - step),
            notices,
          },
          exhibit: { ...state.exhibit, shown: latest },
        }));
        await drawn(studio, cloud);
        break;
      }
      case 'done':
        setJob({ status: 'done', request, ms: progress.ms, notices });
        store.setState((state) => ({ exhibit: { ...state.exhibit, finished: latest } }));
        break;
      case 'cancelled':
        // Nobody here asked for it: the engine was shut down.
        store.setState((state) => ({
          job: { status: 'cancelled', request },
          exhibit: { ...state.exhibit, shown: state.exhibit.finished },
        }));
        break;
      case 'failed':
        fail(studio, request, progress.error);
        break;
      default:
        progress satisfies never;
    }
  }
}

function fail({ store }: Studio, request: GenerateRequest, error: ErrorReport): void {
  store.setState((state) => ({
    job: { status: 'failed', request, error },
    exhibit: { ...state.exhibit, shown: state.exhibit.finished },
  }));
}

/**
 * Waits for a cloud to reach the screen, so that every step is seen where the machine can draw it. A page in the
 * background is not drawn at all and waits for nothing.
 */
async function drawn({ viewport }: Studio, cloud: Exhibit['cloud']): Promise<void> {
  if (!viewport || document.visibilityState !== 'visible') return;
  let timer = 0;
  const patience = new Promise<void>((resolve) => {
    timer = window.setTimeout(resolve, DRAW_PATIENCE);
  });
  await Promise.race([viewport.whenDrawn(cloud), patience]);
  clearTimeout(timer);
}
