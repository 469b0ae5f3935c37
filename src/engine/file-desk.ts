import { KilnError } from '../protocol/errors';
import type { FileRequest, FileTask, FileTasks, FromFileWorker } from '../protocol/files';

/** The page's end of the line: a Worker, or in tests one side of a MessageChannel. */
export interface FilePort {
  postMessage(request: FileRequest): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<FromFileWorker>) => void): void;
  addEventListener(type: 'error', listener: (event: ErrorEvent) => void): void;
  terminate(): void;
}

export interface FileTaskOptions {
  /** Ends the thread at once. */
  readonly signal?: AbortSignal;
  /** Takes the share that is done, in [0, 1]. */
  readonly onProgress?: (share: number) => void;
}

/** Has files read and written on another thread. */
export interface FileDesk {
  /** @throws KilnError with what is wrong, for people; the signal's reason when it is aborted */
  ask<Task extends FileTask>(
    request: Extract<FileRequest, { task: Task }>,
    options?: FileTaskOptions,
  ): Promise<FileTasks[Task]['result']>;
}

/**
 * @param spawn starts a thread; each task has its own, so that one can be ended at any point and what a hostile file
 *   did to it is gone
 */
export function createFileDesk(spawn: () => FilePort = spawnFileWorker): FileDesk {
  return {
    ask<Task extends FileTask>(
      request: Extract<FileRequest, { task: Task }>,
      { signal, onProgress }: FileTaskOptions = {},
    ) {
      return new Promise<FileTasks[Task]['result']>((resolve, reject) => {
        signal?.throwIfAborted();
        const port = spawn();
        const settle = (finish: () => void) => {
          port.terminate();
          signal?.removeEventListener('abort', onAbort);
          finish();
        };
        const onAbort = () => settle(() => reject(signal!.reason));
        signal?.addEventListener('abort', onAbort);
        port.addEventListener('message', ({ data }) => {
          if ('progress' in data) onProgress?.(data.progress);
          else if ('error' in data) settle(() => reject(new KilnError(data.error.code, data.error.message)));
          else settle(() => resolve(data.result));
        });
        port.addEventListener('error', ({ message }) => {
          settle(() =>
            reject(new KilnError('INTERNAL', `The file could not be worked on (${message}). Try again.`)),
          );
        });
        port.postMessage(request);
      });
    },
  };
}

function spawnFileWorker(): FilePort {
  return new Worker(new URL('../worker/files-entry.ts', import.meta.url), {
    type: 'module',
    name: 'kiln files',
  });
}
