import type { BackendName } from '../../src/model/backend';
import type { Result } from '../measure';

/** What the worker is asked for. URLs are absolute. */
export interface Request {
  readonly backend: BackendName;
  readonly model: string;
  readonly wasmFolder: string;
}

/** Runs the step benchmark in a worker, where the studio runs the network. */
function benchStep(backend: BackendName, model: string): Promise<Result> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  const request: Request = {
    backend,
    model: new URL(`/models/${model}/`, location.href).href,
    wasmFolder: new URL('/wasm/', location.href).href,
  };
  return new Promise<Result>((resolve, reject) => {
    worker.onmessage = (event: MessageEvent<Result | string>) => {
      if (typeof event.data === 'string') reject(new Error(event.data));
      else resolve(event.data);
    };
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage(request);
  }).finally(() => worker.terminate());
}

declare global {
  var kilnBenchStep: typeof benchStep;
}
globalThis.kilnBenchStep = benchStep;
