import { KilnError } from '../protocol/errors';
import type {
  FromPictureWorker,
  PictureRequest,
  PictureTask,
  PictureTasks,
  ToPictureWorker,
} from '../protocol/pictures';

/** The page's end of the line: a Worker, or in tests one side of a MessageChannel. */
export interface PicturePort {
  postMessage(message: ToPictureWorker): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<FromPictureWorker>) => void): void;
  addEventListener(type: 'error', listener: (event: ErrorEvent) => void): void;
  terminate(): void;
}

/** Has work on pictures done on another thread. */
export interface PictureDesk {
  /** @throws KilnError with what is wrong, for people; INTERNAL when the thread dies, and asking again starts a new one */
  ask<Task extends PictureTask>(
    request: Extract<PictureRequest, { task: Task }>,
  ): Promise<PictureTasks[Task]['result']>;
}

interface Waiting {
  resolve(result: PictureTasks[PictureTask]['result']): void;
  reject(error: KilnError): void;
}

/** @param spawn starts the thread, at the first request and after it died */
export function createPictureDesk(spawn: () => PicturePort = spawnPictureWorker): PictureDesk {
  let port: PicturePort | null = null;
  let nextId = 1;
  const waiting = new Map<number, Waiting>();

  const start = (): PicturePort => {
    const started = spawn();
    started.addEventListener('message', ({ data }) => {
      const asked = waiting.get(data.id);
      waiting.delete(data.id);
      if ('error' in data) asked?.reject(new KilnError(data.error.code, data.error.message));
      else asked?.resolve(data.result);
    });
    started.addEventListener('error', ({ message }) => {
      started.terminate();
      port = null;
      const failure = new KilnError(
        'INTERNAL',
        `The picture could not be worked on (${message}). Try again.`,
      );
      for (const asked of waiting.values()) asked.reject(failure);
      waiting.clear();
    });
    return started;
  };

  return {
    ask<Task extends PictureTask>(request: Extract<PictureRequest, { task: Task }>) {
      port ??= start();
      const id = nextId++;
      port.postMessage({ id, request });
      return new Promise<PictureTasks[Task]['result']>((resolve, reject) => {
        waiting.set(id, { resolve: (result) => resolve(result), reject });
      });
    },
  };
}

function spawnPictureWorker(): PicturePort {
  return new Worker(new URL('../worker/pictures-entry.ts', import.meta.url), {
    type: 'module',
    name: 'kiln pictures',
  });
}
