import { segment } from '../photo/segment/segment';
import { FILM_FORMATS, type FilmFormat, type Turntable } from '../pictures/job';
import { paintJob } from '../pictures/paint-job';
import { drawnViews, photoView, turntableView } from '../pipeline/photo-view';
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

/** Answers the requests of protocol/pictures.ts on `port`. */
export function servePictures(port: PictureServerPort): void {
  port.addEventListener('message', async ({ data: { id, request } }) => {
    try {
      port.postMessage({ id, result: await perform(request) });
    } catch (thrown) {
      port.postMessage({ id, error: thrown instanceof Error ? thrown.message : String(thrown) });
    }
  });
}

type Result = PictureTasks[PictureTask]['result'];

function perform(request: PictureRequest): Result | Promise<Result> {
  switch (request.task) {
    case 'segment':
      return segment(request.picture);
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
