import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { modelFolder } from '../../bench/support';
import { openSession, type Session } from '../pipeline/session';
import { tinyModel } from '../pipeline/tiny-model.fixture';
import type { GenerateRequest, GenerationProgress } from '../protocol/generation';
import type { ToWorker } from '../protocol/messages';
import type { SessionProgress, SessionRequest } from '../protocol/session';
import { validateCloud } from '../splat/cloud';
import { type OpenSession, type ServerPort, serve } from '../worker/serve';
import { createEngine } from './create-engine';
import type { Engine } from './engine';
import type { WorkerPort } from './port';

const request: GenerateRequest = {
  prompt: 'a house',
  seed: 3,
  steps: 4,
  sampler: 'dpm-solver++',
  guidance: 1,
};
const sessionRequest: SessionRequest = {
  model: 'tiny',
  models: 'http://unused.invalid/',
  backend: 'auto',
};

/** The worker's own code behind a real channel, but on this thread, so that a test can crash it. */
class LocalWorker implements WorkerPort {
  readonly sent: ToWorker[] = [];
  terminated = false;
  readonly #near: MessagePort;
  readonly #far: MessagePort;
  readonly #events = new EventTarget();

  constructor(open: OpenSession) {
    const { port1, port2 } = new MessageChannel();
    this.#near = port1;
    this.#far = port2;
    serve(port2 as ServerPort, open);
    port2.start();
    port1.onmessage = ({ data }) => this.#events.dispatchEvent(new MessageEvent('message', { data }));
  }

  postMessage(message: ToWorker): void {
    this.sent.push(message);
    this.#near.postMessage(message);
  }

  addEventListener(type: string, listener: (event: never) => void): void {
    this.#events.addEventListener(type, listener as EventListener);
  }

  terminate(): void {
    this.terminated = true;
    this.#near.close();
    this.#far.close();
  }

  crash(): void {
    this.#events.dispatchEvent(new Event('error'));
  }
}

let session: Session;
let workers: LocalWorker[];
let heard: SessionProgress[];
let losses: AbortController[];
/** What the next sessions do in place of opening. */
let failures: Error[];
let engine: Engine;

beforeAll(async () => {
  const tiny = await tinyModel();
  session = await openSession({
    model: 'tiny',
    backend: 'wasm',
    folder: (name) => (name === 'tiny' ? tiny : modelFolder(name)),
    wasmFolder: fileURLToPath(
      new URL('../../node_modules/@tensorflow/tfjs-backend-wasm/dist/', import.meta.url),
    ),
  });
}, 60_000);

afterAll(() => session.dispose());

beforeEach(() => {
  workers = [];
  heard = [];
  losses = [];
  failures = [];
  const open: OpenSession = async (_, onProgress) => {
    onProgress({ status: 'warming', model: 'kiln-s' });
    const failure = failures.shift();
    if (failure) throw failure;
    const loss = new AbortController();
    losses.push(loss);
    return { ...session, lost: loss.signal, dispose: () => {} };
  };
  engine = createEngine(() => {
    const worker = new LocalWorker(open);
    workers.push(worker);
    return worker;
  });
  engine.onSession((progress) => heard.push(progress));
});

afterEach(() => engine.dispose());

async function read(
  changes: Partial<GenerateRequest> = {},
  signal?: AbortSignal,
): Promise<GenerationProgress[]> {
  const all: GenerationProgress[] = [];
  for await (const progress of engine.generate({ ...request, ...changes }, { signal })) all.push(progress);
  return all;
}

const statusesOf = (all: readonly { status: string }[]) => all.map(({ status }) => status);

describe('init', () => {
  test('resolves with what runs, and listeners hear the way there', async () => {
    expect(await engine.init(sessionRequest)).toEqual(session.info);
    expect(statusesOf(heard)).toEqual(['warming', 'ready']);
  });

  test('rejects with the code, and the next generation starts afresh', async () => {
    failures = [Object.assign(new Error('The file is short.'), { code: 'WEIGHTS_TRUNCATED' })];
    await expect(engine.init(sessionRequest)).rejects.toMatchObject({ code: 'WEIGHTS_TRUNCATED' });
    expect(statusesOf(heard)).toEqual(['warming', 'failed']);
    expect((await read()).at(-1)!.status).toBe('done');
    expect(workers).toHaveLength(2);
  });

  test('called again it replaces the worker', async () => {
    const first = engine.init(sessionRequest);
    const second = engine.init(sessionRequest);
    await expect(first).rejects.toThrow('disposed');
    await second;
    expect(workers.map(({ terminated }) => terminated)).toEqual([true, false]);
  });

  test('a listener that left hears nothing', async () => {
    const late: SessionProgress[] = [];
    engine.onSession((progress) => late.push(progress))();
    await engine.init(sessionRequest);
    expect(late).toEqual([]);
  });
});

describe('generate', () => {
  test('waits for the session, then tells start, steps and one end', async () => {
    const ready = engine.init(sessionRequest);
    const all = await read();
    await ready;
    expect(statusesOf(all)).toEqual(['started', 'step', 'step', 'step', 'step', 'done']);
    for (const progress of all) if (progress.status === 'step') validateCloud(progress.cloud);
  });

  test('acknowledges a step when the next is asked for, not before', async () => {
    await engine.init(sessionRequest);
    const steps = engine.generate(request);
    await steps.next();
    await steps.next();
    const acknowledged = () => workers[0]!.sent.filter(({ type }) => type === 'acknowledge').length;
    expect(acknowledged()).toBe(0);
    await steps.next();
    expect(acknowledged()).toBe(1);
    await steps.return();
  });

  test('a wrong request fails with its code, and the next works', async () => {
    await engine.init(sessionRequest);
    expect(await read({ prompt: '' })).toMatchObject([{ status: 'failed', error: { code: 'PROMPT_EMPTY' } }]);
    expect((await read()).at(-1)!.status).toBe('done');
  });

  test('before any init it is a bug', async () => {
    await expect(read()).rejects.toThrow('Broken invariant');
  });
});

describe('cancelling', () => {
  test('an aborted signal never reaches the worker', async () => {
    await engine.init(sessionRequest);
    expect(await read({}, AbortSignal.abort())).toEqual([{ status: 'cancelled' }]);
    expect(statusesOf(workers[0]!.sent.map(({ type }) => ({ status: type })))).toEqual(['init']);
  });

  test('an abort in the middle ends at once as cancelled, and the next works', async () => {
    await engine.init(sessionRequest);
    const controller = new AbortController();
    const all: GenerationProgress[] = [];
    for await (const progress of engine.generate(request, { signal: controller.signal })) {
      all.push(progress);
      if (progress.status === 'step') controller.abort();
    }
    expect(statusesOf(all)).toEqual(['started', 'step', 'cancelled']);
    expect((await read()).at(-1)!.status).toBe('done');
  });

  test('leaving the loop cancels in the worker', async () => {
    await engine.init(sessionRequest);
    for await (const { status } of engine.generate(request)) if (status === 'step') break;
    expect(workers[0]!.sent.at(-1)).toMatchObject({ type: 'cancel' });
    expect((await read()).at(-1)!.status).toBe('done');
  });

  test('a second generation cancels the first', async () => {
    await engine.init(sessionRequest);
    const [first, second] = await Promise.all([read({ steps: 50 }), read({ seed: 4 })]);
    expect(first.at(-1)).toEqual({ status: 'cancelled' });
    expect(second.at(-1)!.status).toBe('done');
  });

  test('disposing cancels', async () => {
    await engine.init(sessionRequest);
    const all = read({ steps: 50 });
    engine.dispose();
    expect((await all).at(-1)).toEqual({ status: 'cancelled' });
    expect(workers[0]!.terminated).toBe(true);
  });
});

describe('when the device is lost', () => {
  const lost = Object.assign(new Error('The GPU was lost.'), { code: 'DEVICE_LOST' });

  test('the generation fails, a new worker runs on the processor and says why, the next works', async () => {
    await engine.init(sessionRequest);
    const all: GenerationProgress[] = [];
    for await (const progress of engine.generate(request)) {
      all.push(progress);
      if (progress.status === 'step') losses[0]!.abort(lost);
    }
    expect(all.at(-1)).toMatchObject({ status: 'failed', error: { code: 'DEVICE_LOST' } });
    expect((await read()).at(-1)!.status).toBe('done');
    expect(workers.map(({ terminated }) => terminated)).toEqual([true, false]);
    expect(workers[1]!.sent[0]).toMatchObject({ type: 'init', session: { backend: 'wasm' } });
    const ready = heard.at(-1) as Extract<SessionProgress, { status: 'ready' }>;
    expect(ready.status).toBe('ready');
    expect(ready.session.backend.why).toContain('GPU was lost');
  });

  test('while nothing runs it is replaced all the same', async () => {
    await engine.init(sessionRequest);
    losses[0]!.abort(lost);
    await expect.poll(() => statusesOf(heard)).toEqual(['warming', 'ready', 'warming', 'ready']);
  });

  test('while it warms up, init still resolves', async () => {
    failures = [lost];
    await engine.init(sessionRequest);
    expect(workers).toHaveLength(2);
  });
});

test('where the GPU is unfit the processor takes over, with what was asked for meanwhile', async () => {
  failures = [Object.assign(new Error('The GPU cannot run the model.'), { code: 'DEVICE_UNFIT' })];
  const opening = engine.init(sessionRequest);
  const made = read();
  await opening;
  expect((await made).at(-1)!.status).toBe('done');
  expect(workers.map(({ terminated }) => terminated)).toEqual([true, false]);
  expect(workers[1]!.sent[0]).toMatchObject({ type: 'init', session: { backend: 'wasm' } });
  expect(statusesOf(heard)).toEqual(['warming', 'warming', 'ready']);
  const ready = heard.at(-1) as Extract<SessionProgress, { status: 'ready' }>;
  expect(ready.session.backend.why).toContain('does not compute as it should');
});

describe('when the worker crashes', () => {
  test('the generation fails, a new worker starts, the next works', async () => {
    await engine.init(sessionRequest);
    const all = read({ steps: 50 });
    workers[0]!.crash();
    expect((await all).at(-1)).toMatchObject({ status: 'failed', error: { code: 'WORKER_CRASHED' } });
    expect(workers).toHaveLength(2);
    expect((await read()).at(-1)!.status).toBe('done');
  });

  test('before it was ever ready, init rejects and nothing is restarted', async () => {
    const ready = engine.init(sessionRequest);
    workers[0]!.crash();
    await expect(ready).rejects.toMatchObject({ code: 'WORKER_CRASHED' });
    expect(workers).toHaveLength(1);
    expect(heard.at(-1)).toMatchObject({ status: 'failed', error: { code: 'WORKER_CRASHED' } });
  });

  test('a second time without a step between, it stays down until it is asked for', async () => {
    await engine.init(sessionRequest);
    workers[0]!.crash();
    await expect.poll(() => statusesOf(heard)).toEqual(['warming', 'ready', 'warming', 'ready']);
    workers[1]!.crash();
    expect(workers).toHaveLength(2);
    expect(heard.at(-1)!.status).toBe('failed');
    expect((await read()).at(-1)!.status).toBe('done');
    expect(workers).toHaveLength(3);
  });
});
