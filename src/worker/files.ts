import { makePictureFile } from '../pictures/make-file';
import { exportFile } from '../pipeline/export-file';
import { importFile } from '../pipeline/import-file';
import { shelve } from '../pipeline/shelve';
import { unshelve } from '../pipeline/unshelve';
import { reportOf } from '../protocol/errors';
import type { FileRequest, FileTask, FileTasks, FromFileWorker } from '../protocol/files';
import { fileTransferables } from '../protocol/transfer';
import { decodeImage } from './decode-image';
import { encodeImage } from './encode-image';

/** The worker's end of the line: its global scope, or one side of a MessageChannel. */
export interface FileServerPort {
  postMessage(message: FromFileWorker, transfer: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<FileRequest>) => void): void;
}

/** Milliseconds between two words of progress: a page that redraws for each would take the time that work needs. */
const PAUSE = 100;

/** Answers the requests of protocol/files.ts on `port`. */
export function serveFiles(port: FileServerPort): void {
  port.addEventListener('message', async ({ data }) => {
    try {
      let last = Number.NEGATIVE_INFINITY;
      const result = await perform(data, (progress) => {
        if (performance.now() - last < PAUSE) return;
        last = performance.now();
        port.postMessage({ progress }, []);
      });
      port.postMessage({ result }, fileTransferables(result));
    } catch (thrown) {
      port.postMessage({ error: reportOf(thrown) }, []);
    }
  });
}

function perform(
  request: FileRequest,
  onProgress: (share: number) => void,
): Promise<FileTasks[FileTask]['result']> {
  switch (request.task) {
    case 'export':
      return exportFile(request.format, request.source, onProgress);
    case 'import':
      return importFile(request.bytes, request.name, decodeImage);
    case 'picture':
      return makePictureFile(request.cloud, request.job, onProgress);
    case 'shelve':
      return shelve(request.object, encodeImage);
    case 'unshelve':
      return unshelve(request.files, decodeImage);
    default:
      return request satisfies never;
  }
}
