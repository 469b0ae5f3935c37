import type { FromWorker, ToWorker } from '../protocol/messages';

/** The page's end of the line: a Worker, or in tests one side of a MessageChannel. */
export interface WorkerPort {
  postMessage(message: ToWorker): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<FromWorker>) => void): void;
  /** An error nobody caught, in the worker or in loading its script. */
  addEventListener(type: 'error', listener: (event: ErrorEvent) => void): void;
  /** A message that could not be read: as good as a crash. */
  addEventListener(type: 'messageerror', listener: (event: MessageEvent) => void): void;
  /** Nothing is heard from it afterwards. */
  terminate(): void;
}
