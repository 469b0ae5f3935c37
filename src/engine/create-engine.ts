import { invariant } from '../base/invariant';
import { type ErrorReport, KilnError } from '../protocol/errors';
import type { GenerateRequest, GenerationProgress } from '../protocol/generation';
import type { LookUp } from '../protocol/look-up';
import type { FromWorker, ToWorker } from '../protocol/messages';
import type { SessionInfo, SessionProgress, SessionRequest } from '../protocol/session';
import type { Engine } from './engine';
import { Inbox, isEnd } from './inbox';
import type { WorkerPort } from './port';
import { spawnWorker } from './spawn';

const CRASHED: ErrorReport = {
  code: 'WORKER_CRASHED',
  message:
    'The part of Kiln that runs the model stopped unexpectedly. Try again; if it happens again, reload the page.',
};

/** Shown beside the backend's name, so that a slower one is no riddle. */
const AFTER_LOSS =
  'The GPU was lost, so the model runs on the processor now. Reload the page to try the GPU again.';
const WHERE_UNFIT =
  'The GPU does not compute as it should, so the processor does the work. Another browser or a newer driver may help.';

/** @param spawn starts a worker; called again after a crash or a lost device */
export function createEngine(spawn: () => WorkerPort = spawnWorker): Engine {
  return new WorkerEngine(spawn);
}

interface Run {
  readonly requestId: number;
  readonly request: GenerateRequest;
  readonly inbox: Inbox;
}

/** Who waits for `init`. */
interface Waiting {
  readonly resolve: (session: SessionInfo) => void;
  readonly reject: (error: unknown) => void;
}

class WorkerEngine implements Engine {
  readonly #spawn: () => WorkerPort;
  readonly #listeners = new Set<(progress: SessionProgress) => void>();
  /** What the session was last asked to be; null before the first init. */
  #request: SessionRequest | null = null;
  /** The worker, null where none is starting or ready. */
  #port: WorkerPort | null = null;
  #waiting: Waiting | null = null;
  #run: Run | null = null;
  /** The newest question. */
  #question: { readonly requestId: number; readonly answer: (found: LookUp | null) => void } | null = null;
  #nextRequestId = 1;
  /** Workers lost since the last step arrived: one that dies of itself must not be restarted for ever. */
  #crashes = 0;

  constructor(spawn: () => WorkerPort) {
    this.#spawn = spawn;
  }

  init(request: SessionRequest): Promise<SessionInfo> {
    this.dispose();
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#start(request);
    });
  }

  async *generate(
    request: GenerateRequest,
    { signal }: { readonly signal?: AbortSignal } = {},
  ): AsyncGenerator<GenerationProgress, void> {
    if (signal?.aborted) {
      yield { status: 'cancelled' };
      return;
    }
    const run = this.#begin(request);
    const cancel = () => this.#cancel(run);
    signal?.addEventListener('abort', cancel);
    try {
      for (;;) {
        const progress = await run.inbox.take();
        yield progress;
        if (isEnd(progress)) return;
        if (progress.status === 'step') {
          this.#post({ type: 'acknowledge', requestId: run.requestId, step: progress.step });
        }
      }
    } finally {
      signal?.removeEventListener('abort', cancel);
      cancel();
    }
  }

  lookUp(prompt: string): Promise<LookUp | null> {
    this.#answer(null);
    if (this.#port === null) return Promise.resolve(null);
    const requestId = this.#nextRequestId++;
    return new Promise((answer) => {
      this.#question = { requestId, answer };
      this.#post({ type: 'look-up', requestId, prompt });
    });
  }

  onSession(listener: (progress: SessionProgress) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  dispose(): void {
    this.#stop();
    this.#run?.inbox.end({ status: 'cancelled' });
    this.#waiting?.reject(new DOMException('The engine was disposed while it was starting.', 'AbortError'));
    this.#waiting = null;
  }

  #begin(request: GenerateRequest): Run {
    // The worker cancels it too, as soon as it hears of the new one.
    this.#run?.inbox.end({ status: 'cancelled' });
    const run: Run = { requestId: this.#nextRequestId++, request, inbox: new Inbox() };
    this.#run = run;
    if (this.#port === null) {
      invariant(this.#request !== null, 'generate was called before init');
      this.#start(this.#request);
    }
    this.#ask(run);
    return run;
  }

  #ask({ requestId, request }: Run): void {
    this.#post({ type: 'generate', requestId, request });
  }

  #cancel(run: Run): void {
    if (run.inbox.isEnded) return;
    run.inbox.end({ status: 'cancelled' });
    this.#post({ type: 'cancel', requestId: run.requestId });
  }

  #post(message: ToWorker): void {
    this.#port?.postMessage(message);
  }

  #start(request: SessionRequest): void {
    this.#request = request;
    const port = this.#spawn();
    this.#port = port;
    // A worker that was replaced may still have messages on their way.
    const isCurrent = () => this.#port === port;
    let isReady = false;
    const crash = () => {
      if (isCurrent()) this.#crashed(isReady);
    };
    port.addEventListener('error', crash);
    port.addEventListener('messageerror', crash);
    port.addEventListener('message', ({ data }) => {
      if (!isCurrent()) return;
      isReady ||= data.type === 'session' && data.progress.status === 'ready';
      this.#hear(data);
    });
    this.#post({ type: 'init', session: request });
  }

  #answer(found: LookUp | null): void {
    this.#question?.answer(found);
    this.#question = null;
  }

  #stop(): void {
    this.#answer(null);
    this.#port?.terminate();
    this.#port = null;
  }

  #hear(message: FromWorker): void {
    switch (message.type) {
      case 'session':
        this.#hearSession(message.progress);
        return;
      case 'generation':
        if (message.progress.status === 'step') this.#crashes = 0;
        if (message.requestId === this.#run?.requestId) this.#run.inbox.put(message.progress);
        return;
      case 'look-up':
        if (message.requestId === this.#question?.requestId) this.#answer(message.found);
        return;
      default:
        message satisfies never;
    }
  }

  #hearSession(progress: SessionProgress): void {
    switch (progress.status) {
      case 'loading':
      case 'warming':
        break;
      case 'ready':
        this.#waiting?.resolve(progress.session);
        this.#waiting = null;
        break;
      case 'failed':
        if (progress.error.code === 'DEVICE_LOST') this.#deviceLost(progress.error);
        else if (progress.error.code === 'DEVICE_UNFIT') this.#deviceUnfit();
        else this.#fail(progress.error);
        return;
      default:
        progress satisfies never;
    }
    this.#tell(progress);
  }

  /** Every tensor was on the device. */
  #deviceLost(error: ErrorReport): void {
    this.#run?.inbox.end({ status: 'failed', error });
    this.#leaveDevice(AFTER_LOSS);
  }

  /** Found out before anything was made: what was asked for meanwhile is asked again. */
  #deviceUnfit(): void {
    this.#leaveDevice(WHERE_UNFIT);
    if (this.#run && !this.#run.inbox.isEnded) this.#ask(this.#run);
  }

  /** Starts afresh on the processor. Listeners hear the new session load. */
  #leaveDevice(because: string): void {
    invariant(this.#request !== null, 'a session failed that nobody asked for');
    this.#stop();
    this.#start({ ...this.#request, backend: 'wasm', because });
  }

  #crashed(wasReady: boolean): void {
    invariant(this.#request !== null, 'a worker crashed that nobody asked for');
    this.#crashes++;
    if (!wasReady || this.#crashes > 1) {
      this.#fail(CRASHED);
      return;
    }
    this.#stop();
    this.#run?.inbox.end({ status: 'failed', error: CRASHED });
    this.#start(this.#request);
  }

  /** No session until it is asked for again, by init or by the next generation. */
  #fail(error: ErrorReport): void {
    this.#stop();
    this.#run?.inbox.end({ status: 'failed', error });
    this.#waiting?.reject(new KilnError(error.code, error.message));
    this.#waiting = null;
    this.#tell({ status: 'failed', error });
  }

  #tell(progress: SessionProgress): void {
    for (const listener of this.#listeners) listener(progress);
  }
}
