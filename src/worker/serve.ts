import { invariant } from '../base/invariant';
import { generate } from '../pipeline/generate';
import { lookUp } from '../pipeline/look-up';
import type { Session } from '../pipeline/session';
import { reportOf } from '../protocol/errors';
import type { GenerateRequest, GenerationProgress } from '../protocol/generation';
import type { LookUp } from '../protocol/look-up';
import type { FromWorker, ToWorker } from '../protocol/messages';
import type { SessionProgress, SessionRequest } from '../protocol/session';
import { transferablesOf } from '../protocol/transfer';
import { checkRequest } from '../protocol/validate';
import { Gate } from './gate';

/** The worker's end of the line: its global scope, or one side of a MessageChannel. */
export interface ServerPort {
  postMessage(message: FromWorker, transfer: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<ToWorker>) => void): void;
}

/** Loads a model and makes it ready; progress up to and without `ready`. */
export type OpenSession = (
  request: SessionRequest,
  onProgress: (progress: Extract<SessionProgress, { status: 'loading' | 'warming' }>) => void,
) => Promise<Session>;

/** One generation, from its request to its end. */
interface Run {
  readonly requestId: number;
  readonly controller: AbortController;
  /** Opened by the page's acknowledgements. */
  readonly gate: Gate;
  /** Resolves when its last message is sent; never rejects. */
  ended: Promise<void>;
}

/** Answers the messages of protocol/messages.ts on `port`. */
export function serve(port: ServerPort, open: OpenSession): void {
  let session: Promise<Session> | null = null;
  let current: Run | null = null;
  /** Id of the newest look-up. */
  let wanted = 0;

  const post = (message: FromWorker) => port.postMessage(message, transferablesOf(message));

  async function start(request: SessionRequest): Promise<Session> {
    const tell = (progress: SessionProgress) => post({ type: 'session', progress });
    try {
      const opened = await open(request, tell);
      const { info, lost } = opened;
      // A session does not outlive its device: the page replaces this worker.
      lost.addEventListener('abort', () => tell({ status: 'failed', error: reportOf(lost.reason) }));
      const { because } = request;
      tell({
        status: 'ready',
        session: because ? { ...info, backend: { ...info.backend, why: because } } : info,
      });
      return opened;
    } catch (thrown) {
      tell({ status: 'failed', error: reportOf(thrown) });
      throw thrown;
    }
  }

  async function run({ requestId, controller, gate }: Run, request: GenerateRequest): Promise<void> {
    const { signal } = controller;
    const tell = (progress: GenerationProgress) => post({ type: 'generation', requestId, progress });
    try {
      const checked = checkRequest(request);
      invariant(session !== null, 'generate came before init');
      const ready = await session;
      let ms = 0;
      for await (const progress of generate(ready, checked, signal)) {
        if (progress.status === 'step') {
          ms += progress.ms;
          await gate.pass(signal);
        }
        tell(progress);
      }
      tell({ status: 'done', steps: checked.steps, ms });
    } catch (thrown) {
      tell(signal.aborted ? { status: 'cancelled' } : { status: 'failed', error: reportOf(thrown) });
    }
  }

  /** Where prompts are typed faster than they are looked up, only the newest is. */
  async function find(requestId: number, prompt: string): Promise<void> {
    wanted = requestId;
    let found: LookUp | null = null;
    try {
      const ready = await session;
      await ready?.captions.get();
      if (ready && wanted === requestId) found = await lookUp(ready, prompt, true);
    } catch (error) {
      // Help with prompts is no reason to stop anything.
      console.warn(error);
    }
    post({ type: 'look-up', requestId, found });
  }

  port.addEventListener('message', ({ data }) => {
    switch (data.type) {
      case 'init':
        invariant(session === null, 'a worker holds one session: start a new worker for another');
        session = start(data.session);
        // The failure has been told; without a handler it would count as unhandled.
        session.catch(() => {});
        return;
      case 'generate': {
        const before = current;
        const next: Run = {
          requestId: data.requestId,
          controller: new AbortController(),
          gate: new Gate(),
          ended: Promise.resolve(),
        };
        current = next;
        before?.controller.abort();
        // Two at once would share the GPU's memory for nothing.
        next.ended = (before?.ended ?? Promise.resolve()).then(() => run(next, data.request));
        return;
      }
      case 'acknowledge':
        if (current?.requestId === data.requestId) current.gate.open();
        return;
      case 'cancel':
        if (current?.requestId === data.requestId) current.controller.abort();
        return;
      case 'look-up':
        void find(data.requestId, data.prompt);
        return;
      default:
        data satisfies never;
    }
  });
}
