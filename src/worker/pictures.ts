import type { Mask } from '../photo/picture';
import { type ObjectFinder, segment } from '../photo/segment';
import { FILM_FORMATS, type FilmFormat, type Turntable } from '../pictures/job';
import { paintJob } from '../pictures/paint-job';
import { Lazy } from '../pipeline/lazy';
import { drawnViews, photoView, turntableView } from '../pipeline/photo-view';
import { reportOf } from '../protocol/errors';
import type {
  FromPictureWorker,
  PictureRequest,
  PictureTask,
  PictureTasks,
  ToPictureWorker,
} from '../protocol/pictures';

/** The worker's end of the line: its global scope, or one side of a MessageChannel. */
export interface PictureServerPort {
  postMessage(message: FromPictureWorker): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<ToPictureWorker>) => void): void;
}

/**
 * Answers the requests of protocol/pictures.ts on `port`.
 *
 * @param openFinder loads what finds the objects of photos, from the folder that holds all models
 */
export function servePictures(
  port: PictureServerPort,
  openFinder: (models: string) => Promise<ObjectFinder>,
): void {
  let finder: Lazy<ObjectFinder> | null = null;
  const cutOut: CutOut = async ({ picture, models }) => {
    // A page has all its models in one folder.
    finder ??= new Lazy(() => openFinder(models));
    return segment(picture, await finder.get());
  };
  port.addEventListener('message', async ({ data: { id, request } }) => {
    try {
      port.postMessage({ id, result: await perform(request, cutOut) });
    } catch (thrown) {
      port.postMessage({ id, error: reportOf(thrown) });
    }
  });
}

type Result = PictureTasks[PictureTask]['result'];
type CutOut = (given: PictureTasks['segment']['given']) => Promise<Mask>;

function perform(request: PictureRequest, cutOut: CutOut): Result | Promise<Result> {
  switch (request.task) {
    case 'segment':
      return cutOut(request);
    case 'view':
      return photoView(request.cloud, request.photo, request.from, request.size);
    case 'views':
      return drawnViews(request);
    case 'preview':
      return paintJob(request.cloud, request.job, { turn: request.turn });
    case 'film-formats':
      return filmFormats(request.film);
    case 'turntable':
      return turntableView(request.cloud, request.azimuth, request.size);
    default:
      return request satisfies never;
  }
}

async function filmFormats(film: Turntable): Promise<FilmFormat[]> {
  const { codecFor } = await import('../pictures/codecs');
  const answers = await Promise.all(
    FILM_FORMATS.map(async (format) => format === 'gif' || (await codecFor({ ...film, format })) !== null),
  );
  return FILM_FORMATS.filter((_, i) => answers[i]);
}
