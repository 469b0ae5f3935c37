import { segment } from '../photo/segment/segment';
import { photoView, turntableView } from '../pipeline/photo-view';
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

/** Answers the requests of protocol/pictures.ts on `port`, in their order. */
export function servePictures(port: PictureServerPort): void {
  port.addEventListener('message', ({ data: { id, request } }) => {
    try {
      port.postMessage({ id, result: perform(request) });
    } catch (thrown) {
      port.postMessage({ id, error: thrown instanceof Error ? thrown.message : String(thrown) });
    }
  });
}

function perform(request: PictureRequest): PictureTasks[PictureTask]['result'] {
  switch (request.task) {
    case 'segment':
      return segment(request.picture);
    case 'view':
      return photoView(request.cloud, request.azimuth, request.size);
    case 'turntable':
      return turntableView(request.cloud, request.azimuth, request.size);
    default:
      return request satisfies never;
  }
}
