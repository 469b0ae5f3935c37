import type { Engine } from '../engine/engine';
import { allocateCloud } from '../splat/cloud';

type Progress = Awaited<ReturnType<ReturnType<Engine['generate']>['next']>>['value'] & object;
type SessionListener = Parameters<Engine['onSession']>[0];

export const ready = {
  status: 'ready',
  session: {
    backend: { name: 'wasm', why: 'It was asked for.', adapter: null },
    model: { name: 'kiln-s', hash: 'abc', why: 'It was asked for.', parameters: 1, resolution: 64 },
  },
} as const;

interface Run {
  readonly request: Parameters<Engine['generate']>[0];
  readonly signal: AbortSignal;
  readonly send: (progress: Progress) => void;
}

/** An engine whose session and steps the test hands out itself. */
export class ScriptedEngine implements Engine {
  tell: SessionListener = () => {};
  readonly runs: Run[] = [];
  inits = 0;

  init() {
    this.inits++;
    // Never settles: the store goes by what listeners hear.
    return new Promise<never>(() => {});
  }

  async *generate(...[request, options]: Parameters<Engine['generate']>): AsyncGenerator<Progress, void> {
    const queue: Progress[] = [];
    let wake = () => {};
    const send = (progress: Progress) => {
      queue.push(progress);
      wake();
    };
    options?.signal?.addEventListener('abort', () => send({ status: 'cancelled' }));
    this.runs.push({ request, signal: options!.signal!, send });
    for (;;) {
      const next = queue.shift();
      if (next) {
        yield next;
        if (['done', 'cancelled', 'failed'].includes(next.status)) return;
      } else {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
  }

  /** Prompts that were looked up; answered by what `found` holds. */
  readonly asked: string[] = [];
  found: Awaited<ReturnType<Engine['lookUp']>> = null;

  lookUp(prompt: string) {
    this.asked.push(prompt);
    return Promise.resolve(this.found);
  }

  onSession(listener: SessionListener) {
    this.tell = listener;
    return () => {};
  }

  dispose() {}
}

/** Step n has n splats and a state of n. */
export const stepOf = (step: number, steps: number): Extract<Progress, { status: 'step' }> => ({
  status: 'step',
  step,
  steps,
  tau: 1 - step / steps,
  ms: 5,
  cloud: allocateCloud(step),
  state: Uint16Array.of(step),
});

/** Lets everything that is due happen. */
export const settle = () => new Promise((resolve) => setTimeout(resolve, 0));
