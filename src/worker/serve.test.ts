import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { modelFolder } from '../../bench/support';
import { openSession, type Session } from '../pipeline/session';
import { tinyModel } from '../pipeline/tiny-model.fixture';
import type { GenerateRequest, GenerationProgress } from '../protocol/generation';
import type { FromWorker, ToWorker } from '../protocol/messages';
import { validateCloud } from '../splat/cloud';
import { type OpenSession, type ServerPort, serve } from './serve';

const request: GenerateRequest = {
  prompt: 'a race car',
  seed: 1,
  steps: 4,
  sampler: 'ddim',
  guidance: 2,
};
const sessionRequest = { model: 'tiny', models: 'http://unused.invalid/', backend: 'wasm' } as const;

/** The page's side of a real channel to `serve`. */
class Page {
  readonly heard: FromWorker[] = [];
  readonly #port: MessagePort;
  readonly #far: MessagePort;

  constructor(open: OpenSession) {
    const { port1, port2 } = new MessageChannel();
    this.#port = port1;
    this.#far = port2;
    serve(port2 as ServerPort, open);
    port2.start();
    port1.onmessage = ({ data }) => this.heard.push(data);
  }

  send(message: ToWorker): void {
    this.#port.postMessage(message);
  }

  generate(requestId: number, changes: Partial<GenerateRequest> = {}): void {
    this.send({ type: 'generate', requestId, request: { ...request, ...changes } });
  }

  /** What came for one generation so far. */
  of(requestId: number): GenerationProgress[] {
    return this.heard.flatMap((message) =>
      message.type === 'generation' && message.requestId === requestId ? [message.progress] : [],
    );
  }

  statuses(requestId: number): string[] {
    return this.of(requestId).map(({ status }) => status);
  }

  /** Waits until one more message of a generation than `count` has come. */
  async until(requestId: number, count: number): Promise<GenerationProgress> {
    await expect.poll(() => this.of(requestId).length, { interval: 5, timeout: 5000 }).toBeGreaterThan(count);
    return this.of(requestId)[count]!;
  }

  /** Acknowledges every step of a generation as it comes, to its end. */
  async read(requestId: number): Promise<GenerationProgress[]> {
    for (let i = 0; ; i++) {
      const progress = await this.until(requestId, i);
      if (progress.status === 'step') this.send({ type: 'acknowledge', requestId, step: progress.step });
      else if (progress.status !== 'started') return this.of(requestId);
    }
  }

  close(): void {
    this.#port.close();
    this.#far.close();
  }
}

/** Longer than a step of the tiny model takes, by far. */
const aWhile = () => new Promise((resolve) => setTimeout(resolve, 150));

let session: Session;
let loss: AbortController;
let page: Page;

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
  loss = new AbortController();
  // One session for all tests, each time as if freshly opened.
  page = new Page(async (_, onProgress) => {
    onProgress?.({ status: 'warming', model: 'kiln-s' });
    return { ...session, info: session.info, lost: loss.signal, dispose: () => {} };
  });
  page.send({ type: 'init', session: sessionRequest });
  return () => page.close();
});

describe('serve', () => {
  test('opens a session and tells its life', async () => {
    await expect.poll(() => page.heard.length).toBe(2);
    expect(page.heard).toEqual([
      { type: 'session', progress: { status: 'warming', model: 'kiln-s' } },
      { type: 'session', progress: { status: 'ready', session: session.info } },
    ]);
  });

  test('a failed session is told as a code, and fails the generations that wait for it', async () => {
    const failing = new Page(() =>
      openSession({ model: 'none', backend: 'wasm', folder: modelFolder, wasmFolder: '' }),
    );
    failing.send({ type: 'init', session: sessionRequest });
    failing.generate(1);
    const [end] = await failing.read(1);
    expect(end).toMatchObject({ status: 'failed', error: { code: 'WEIGHTS_MISSING' } });
    expect(failing.heard).toContainEqual({ type: 'session', progress: end });
    failing.close();
  });

  test('a generation starts, tells its steps in order and is done once', async () => {
    page.generate(1);
    const all = await page.read(1);
    expect(page.statuses(1)).toEqual(['started', 'step', 'step', 'step', 'step', 'done']);
    const steps = all.filter((progress) => progress.status === 'step');
    expect(steps.map(({ step }) => step)).toEqual([1, 2, 3, 4]);
    for (const { cloud } of steps) validateCloud(cloud);
    const done = all.at(-1) as Extract<GenerationProgress, { status: 'done' }>;
    expect(done.ms).toBeCloseTo(
      steps.reduce((sum, { ms }) => sum + ms, 0),
      6,
    );
  });

  test('no step is sent before the one ahead of it is acknowledged', async () => {
    page.generate(1);
    await page.until(1, 1);
    await aWhile();
    expect(page.statuses(1)).toEqual(['started', 'step']);
    page.send({ type: 'acknowledge', requestId: 1, step: 1 });
    await page.until(1, 2);
    await aWhile();
    expect(page.statuses(1)).toEqual(['started', 'step', 'step']);
  });

  test('cancelling while it waits for the page ends it', async () => {
    page.generate(1);
    await page.until(1, 1);
    page.send({ type: 'cancel', requestId: 1 });
    expect(await page.until(1, 2)).toEqual({ status: 'cancelled' });
    await aWhile();
    expect(page.statuses(1)).toEqual(['started', 'step', 'cancelled']);
  });

  test('cancelling something else changes nothing', async () => {
    page.generate(1);
    page.send({ type: 'cancel', requestId: 2 });
    expect((await page.read(1)).at(-1)!.status).toBe('done');
  });

  test('a second generation cancels the first, and only then starts', async () => {
    page.generate(1, { steps: 50 });
    page.generate(2);
    expect((await page.read(2)).at(-1)!.status).toBe('done');
    expect(page.of(1).at(-1)).toEqual({ status: 'cancelled' });
    const ids = page.heard.flatMap((message) => (message.type === 'generation' ? [message.requestId] : []));
    expect(ids).toEqual([...ids].sort());
  });

  test('of three in a row only the last is done', async () => {
    for (const requestId of [1, 2, 3]) page.generate(requestId);
    expect((await page.read(3)).at(-1)!.status).toBe('done');
    expect(page.of(1).at(-1)).toEqual({ status: 'cancelled' });
    expect(page.of(2).at(-1)).toEqual({ status: 'cancelled' });
  });

  test.each<[Partial<GenerateRequest>, string]>([
    [{ prompt: ' \n ' }, 'PROMPT_EMPTY'],
    [{ seed: -1 }, 'SEED_INVALID'],
    [{ seed: Number.NaN }, 'SEED_INVALID'],
    [{ steps: 0 }, 'STEPS_INVALID'],
    [{ steps: 10_000 }, 'STEPS_INVALID'],
    [{ guidance: -1 }, 'GUIDANCE_INVALID'],
  ])('%o is refused as %s, and the next request works', async (changes, code) => {
    page.generate(1, changes);
    expect(await page.read(1)).toMatchObject([{ status: 'failed', error: { code } }]);
    page.generate(2, { steps: 1 });
    expect((await page.read(2)).at(-1)!.status).toBe('done');
  });

  test('a lost device fails the generation and the session', async () => {
    page.generate(1);
    await page.until(1, 1);
    loss.abort(Object.assign(new Error('The GPU was lost.'), { code: 'DEVICE_LOST' }));
    const failed = { status: 'failed', error: { code: 'DEVICE_LOST', message: 'The GPU was lost.' } };
    expect((await page.read(1)).at(-1)).toEqual(failed);
    expect(page.heard).toContainEqual({ type: 'session', progress: failed });
  });
});
