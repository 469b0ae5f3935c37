import type { WorkerPort } from './port';

/** Starts the thread that runs the model. */
export function spawnWorker(): WorkerPort {
  return new Worker(new URL('../worker/entry.ts', import.meta.url), { type: 'module', name: 'kiln' });
}
