import { fileURLToPath } from 'node:url';
import { memory } from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { modelFolder } from '../../bench/support';
import { halvesToFloats } from '../base/half';
import type { CameraEstimator } from '../model/camera/estimator';
import { cameraAround } from '../photo/camera';
import { SAMPLERS } from '../protocol/choices';
import type { GenerateRequest, GenerationStep } from '../protocol/generation';
import { PROMPT_CHARACTERS_MAX } from '../protocol/limits';
import { discPhoto } from '../protocol/photo.fixture';
import type { SessionProgress } from '../protocol/session';
import { type SplatCloud, validateCloud } from '../splat/cloud';
import { FinishedObject } from '../viewset/finished-object';
import { surfelsOf } from '../viewset/to-surfels';
import { generate } from './generate';
import { openSession, type Session } from './session';
import { TINY, tinyModel } from './tiny-model.fixture';

const wasmFolder = fileURLToPath(
  new URL('../../node_modules/@tensorflow/tfjs-backend-wasm/dist/', import.meta.url),
);
const request: GenerateRequest = {
  prompt: 'a castle on a hill',
  seed: 7,
  steps: 3,
  sampler: 'dpm-solver++',
  guidance: 2,
};
const loading: SessionProgress[] = [];
let session: Session;

beforeAll(async () => {
  const tiny = await tinyModel();
  session = await openSession({
    model: 'tiny',
    backend: 'wasm',
    folder: (name) => (name === 'tiny' ? tiny : modelFolder(name)),
    wasmFolder,
    onProgress: (progress) => loading.push(progress),
  });
}, 60_000);

afterAll(() => session.dispose());

async function run(changes: Partial<GenerateRequest> = {}): Promise<GenerationStep[]> {
  const steps: GenerationStep[] = [];
  for await (const progress of generate(session, { ...request, ...changes })) {
    if (progress.status === 'step') steps.push(progress);
  }
  return steps;
}

async function finished(changes: Partial<GenerateRequest> = {}): Promise<SplatCloud> {
  return (await run(changes)).at(-1)!.cloud;
}

describe('openSession', () => {
  test('tells what runs, on what, and why', () => {
    expect(session.info.backend).toMatchObject({ name: 'wasm', adapter: null });
    expect(session.info.backend.why).not.toBe('');
    expect(session.info.model).toMatchObject({ name: 'tiny', resolution: TINY.resolution });
    expect(session.info.model.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(session.info.model.parameters).toBeGreaterThan(10_000);
  });

  test('reads as much of a prompt as people are told', () => {
    expect(session.encoder.config.characters).toBe(PROMPT_CHARACTERS_MAX);
  });

  test('loads, then warms; bytes never go back and end at the total', () => {
    const bytes = loading.filter((progress) => progress.status === 'loading');
    expect(loading.at(-1)).toEqual({ status: 'warming', model: 'tiny' });
    expect(loading.slice(0, -1)).toEqual(bytes);
    for (let i = 1; i < bytes.length; i++) {
      expect(bytes[i]!.loaded).toBeGreaterThanOrEqual(bytes[i - 1]!.loaded);
      expect(bytes[i]!.total).toBe(bytes[0]!.total);
    }
    expect(bytes.at(-1)!.loaded).toBe(bytes[0]!.total);
  });

  test('frees all weights when it is disposed of', async () => {
    const before = memory().numTensors;
    const tiny = await tinyModel();
    const other = await openSession({
      model: 'tiny',
      backend: 'wasm',
      folder: (name) => (name === 'tiny' ? tiny : modelFolder(name)),
      wasmFolder,
    });
    expect(memory().numTensors).toBeGreaterThan(before);
    other.dispose();
    expect(memory().numTensors).toBe(before);
  });

  test('a model that is not there leaves no tensors behind', async () => {
    const before = memory().numTensors;
    const opening = openSession({ model: 'no-such', backend: 'wasm', folder: modelFolder, wasmFolder });
    await expect(opening).rejects.toMatchObject({ code: 'WEIGHTS_MISSING' });
    await expect.poll(() => memory().numTensors).toBe(before);
  });

  test('a model of another kind is refused, and leaves no tensors behind', async () => {
    const before = memory().numTensors;
    const opening = openSession({ model: 'text-encoder', backend: 'wasm', folder: modelFolder, wasmFolder });
    await expect(opening).rejects.toMatchObject({ code: 'MANIFEST_INVALID' });
    await expect.poll(() => memory().numTensors).toBe(before);
  });

  test('a denoiser made for another text encoder is refused', async () => {
    const other = await tinyModel({ ...TINY, text_tokens: 12 });
    const opening = openSession({
      model: 'other',
      backend: 'wasm',
      folder: (name) => (name === 'other' ? other : modelFolder(name)),
      wasmFolder,
    });
    await expect(opening).rejects.toMatchObject({
      code: 'MANIFEST_INVALID',
      message: expect.stringContaining('text encoder'),
    });
  });
});

describe('generate', () => {
  test('starts, then tells every step with a sound cloud', async () => {
    const all = [];
    for await (const progress of generate(session, request)) all.push(progress);
    expect(all.map(({ status }) => status)).toEqual(['started', 'step', 'step', 'step']);
    const { name, hash } = session.info.model;
    expect(all[0]).toMatchObject({ model: { name, hash } });
    const steps = all.filter((progress) => progress.status === 'step');
    expect(steps.map(({ step }) => step)).toEqual([1, 2, 3]);
    expect(steps.at(-1)!.tau).toBe(0);
    for (const { cloud, ms, steps: total } of steps) {
      expect(total).toBe(3);
      expect(ms).toBeGreaterThan(0);
      validateCloud(cloud);
    }
    expect(steps.at(-1)!.cloud.count).toBeGreaterThan(0);
  });

  test('is decided by the request: the same gives the same object', async () => {
    expect(await finished()).toEqual(await finished());
  });

  test.each<Partial<GenerateRequest>>([
    { seed: 8 },
    { prompt: 'a race car' },
    { steps: 4 },
    { guidance: 3 },
    { sampler: 'ddpm' },
  ])('another %o gives another object', async (change) => {
    expect(await finished(change)).not.toEqual(await finished());
  });

  test.each(SAMPLERS)('%s leaves no tensors behind', async (sampler) => {
    const before = memory();
    await run({ sampler });
    const after = memory();
    expect(after.numTensors).toBe(before.numTensors);
    expect(after.numBytes).toBe(before.numBytes);
  });

  test('a hundred generations leave no tensors behind', async () => {
    const before = memory();
    for (let seed = 0; seed < 100; seed++) await run({ seed, steps: 2 });
    const after = memory();
    expect(after.numTensors).toBe(before.numTensors);
    expect(after.numBytes).toBe(before.numBytes);
    expect(after.numDataBuffers).toBe(before.numDataBuffers);
  }, 60_000);

  test.each([
    ['of other scripts and emoji', '城堡 🏰', 'PROMPT_UNKNOWN'],
    ['of a thousand words', 'castle '.repeat(1000).trim(), 'PROMPT_SHORTENED'],
  ])('a prompt %s gives an object and a notice', async (_, prompt, code) => {
    let last: SplatCloud | null = null;
    for await (const progress of generate(session, { ...request, prompt })) {
      if (progress.status === 'started') expect(progress.notices).toMatchObject([{ code }]);
      if (progress.status === 'step') last = progress.cloud;
    }
    validateCloud(last!);
  });
});

describe('a branch', () => {
  const steps = 5;

  test.each(['heun', 'ddim', 'ddpm'] as const)(
    'unchanged is the same object again, with %s',
    async (sampler) => {
      const whole = await run({ steps, sampler });
      for (const step of [1, 3, 4]) {
        const { state } = whole[step - 1]!;
        const own = await run({ steps, sampler, from: { step, state, freshNoise: false } });
        expect(own.map(({ step }) => step)).toEqual([1, 2, 3, 4, 5].slice(step));
        expect(own.map(({ tau }) => tau)).toEqual(whole.slice(step).map(({ tau }) => tau));
        const [end, expected] = [own.at(-1)!.viewset!.values, whole.at(-1)!.viewset!.values];
        // The state was rounded to halves.
        for (let i = 0; i < end.length; i++) expect(Math.abs(end[i]! - expected[i]!)).toBeLessThan(5e-3);
      }
    },
  );

  test.each<[string, Partial<GenerateRequest>, boolean]>([
    ['another prompt', { prompt: 'a race car' }, false],
    ['another guidance', { guidance: 6 }, false],
    ['fresh noise', {}, true],
  ])('with %s becomes another object', async (_, changes, freshNoise) => {
    const [{ state }] = (await run({ steps })) as [GenerationStep];
    const from = { step: 1, state, freshNoise };
    expect(await finished({ steps, ...changes, from })).not.toEqual(
      await finished({ steps, from: { ...from, freshNoise: false } }),
    );
  });

  test('with fresh noise is decided by its seed', async () => {
    const { state } = (await run({ steps }))[1]!;
    const from = { step: 2, state, freshNoise: true };
    expect(await finished({ steps, from, seed: 8 })).toEqual(await finished({ steps, from, seed: 8 }));
    expect(await finished({ steps, from, seed: 8 })).not.toEqual(await finished({ steps, from, seed: 9 }));
  });

  test('leaves no tensors behind', async () => {
    const { state } = (await run({ steps }))[1]!;
    const before = memory();
    for (const freshNoise of [false, true]) await run({ steps, from: { step: 2, state, freshNoise } });
    expect(memory().numTensors).toBe(before.numTensors);
    expect(memory().numBytes).toBe(before.numBytes);
  });

  test('from a state of another model is refused', async () => {
    const from = { step: 1, state: new Uint16Array(8), freshNoise: false };
    await expect(run({ from })).rejects.toMatchObject({ code: 'BRANCH_INVALID' });
  });
});

describe('photos', () => {
  const red = discPhoto([220, 30, 20]);
  const besideRed = discPhoto([30, 220, 20], 90);

  test('come back with the camera that took each: as told, or as fitted where it is expected', async () => {
    const told = cameraAround(0.6, { azimuth: 0, elevation: 33, fieldOfView: 30 });
    const lost = { ...besideRed, azimuth: null };
    const steps = await run({ photos: [red, lost] });
    expect(steps.slice(0, -1).map(({ cameras }) => cameras)).toEqual([undefined, undefined]);
    expect(steps.map(({ notices }) => notices?.length)).toEqual([undefined, undefined, expect.any(Number)]);
    const [fitted, found] = steps.at(-1)!.cameras!;
    expect(fitted).toMatchObject({ azimuth: 0, distance: expect.any(Number) });
    expect(found!.azimuth).toBeGreaterThanOrEqual(0);
    const [last] = (await run({ photos: [{ ...red, camera: told }] })).slice(-1);
    expect(last!.cameras).toEqual([told]);
    expect(surfelsOf(new FinishedObject(last!.viewset!))).toEqual(last!.cloud);
  });

  test('stand in for a prompt, and nothing is said of the words that are not there', async () => {
    const notices = [];
    let last: SplatCloud | null = null;
    for await (const progress of generate(session, { ...request, prompt: '', photos: [red] })) {
      if (progress.status === 'started') notices.push(...progress.notices);
      if (progress.status === 'step') last = progress.cloud;
    }
    expect(notices).toEqual([]);
    validateCloud(last!);
  });

  test.each<[string, Partial<GenerateRequest>]>([
    ['no photo', {}],
    ['another photo', { photos: [discPhoto([20, 30, 220])] }],
    ['a second photo', { photos: [red, besideRed] }],
    ['a second photo, the prompt gone', { prompt: '', photos: [red, besideRed] }],
    ['a second photo from elsewhere', { photos: [red, { ...besideRed, azimuth: 180 }] }],
    ['a second photo from an unknown place', { photos: [red, { ...besideRed, azimuth: null }] }],
    ['no guidance by it', { photos: [red], guidance: 0 }],
    ['following its view', { photos: [red], photoGuidance: 1 }],
  ])('%s gives another object', async (_, changes) => {
    expect(await finished(changes)).not.toEqual(await finished({ photos: [red] }));
  });

  test('followed at no strength change nothing', async () => {
    expect(await finished({ photos: [red], photoGuidance: 0 })).toEqual(await finished({ photos: [red] }));
  });

  test('of a camera that is known are kept inside its outline', async () => {
    const camera = cameraAround(0.6, { azimuth: 0, elevation: 10, fieldOfView: 30 });
    const fitted = await finished({ photos: [red], photoGuidance: 1 });
    expect(await finished({ photos: [{ ...red, camera }], photoGuidance: 1 })).not.toEqual(fitted);
  });

  test('are followed from where the camera is expected to stand', async () => {
    const expecting = (elevation: number) => {
      const at = (mean: number) => ({ mean, deviation: 0.1 });
      const estimate = async () => [{ elevation: at(elevation), fieldOfView: at(40) }];
      const { config } = session.camera;
      return { ...session, camera: { config, estimate } as unknown as CameraEstimator };
    };
    const from = async (elevation: number) => {
      let last: SplatCloud | null = null;
      const asked = { ...request, photos: [red], photoGuidance: 1 };
      for await (const progress of generate(expecting(elevation), asked)) {
        if (progress.status === 'step') last = progress.cloud;
      }
      return last;
    };
    const low = await from(0);
    expect(low).not.toEqual(await from(50));
    expect(low).toEqual(await from(0));
  });

  test('leave no tensors behind', async () => {
    const before = memory();
    await run({ photos: [red, besideRed], photoGuidance: 1 });
    expect(memory().numTensors).toBe(before.numTensors);
    expect(memory().numBytes).toBe(before.numBytes);
  });

  test('more than the model looks at are refused', async () => {
    await expect(run({ photos: [red, besideRed, besideRed] })).rejects.toMatchObject({
      code: 'PHOTO_INVALID',
      message: expect.stringContaining('2 photos at most'),
    });
  });
});

describe('cancelling', () => {
  test('an aborted signal ends it before it starts', async () => {
    const before = memory().numTensors;
    const steps = generate(session, request, AbortSignal.abort());
    await expect(steps.next()).rejects.toThrow(/aborted/i);
    expect(memory().numTensors).toBe(before);
  });

  test.each([1, 2])('an abort after step %d ends it there, and leaves no tensors behind', async (last) => {
    const before = memory().numTensors;
    const controller = new AbortController();
    let seen = 0;
    const all = (async () => {
      for await (const progress of generate(session, request, controller.signal)) {
        if (progress.status === 'step') seen = progress.step;
        if (seen === last) controller.abort();
      }
    })();
    await expect(all).rejects.toThrow(/aborted/i);
    expect(seen).toBe(last);
    expect(memory().numTensors).toBe(before);
  });

  test('a message is heard between the two predictions of one step', async () => {
    const controller = new AbortController();
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => controller.abort();
    const steps = generate(session, { ...request, steps: 1 }, controller.signal);
    await steps.next();
    port2.postMessage('cancel');
    await expect(steps.next()).rejects.toThrow(/aborted/i);
    port1.close();
  });

  test('leaving the loop leaves no tensors behind', async () => {
    const before = memory().numTensors;
    for await (const { status } of generate(session, request)) if (status === 'step') break;
    expect(memory().numTensors).toBe(before);
  });
});

describe('an object that is noised first', () => {
  const levels = (steps: readonly GenerationStep[]) => steps.map(({ tau }) => tau);

  test('goes up through the levels of the sampler and comes back down, as one row of steps', async () => {
    const made = (await run()).at(-1)!;
    const object = { cloud: made.cloud, viewset: made.viewset! };
    const steps = await run({ object });
    expect(steps.map(({ step }) => step)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    const up = levels(steps).slice(0, 7);
    const down = levels(steps).slice(7);
    expect(up[0]).toBe(0);
    expect(up).toEqual([...up].sort((a, b) => a - b));
    // Up it goes through finer levels first.
    expect(up[3]).toBeLessThan(0.3);
    expect(down).toEqual([up[5], up[4], 0]);
    expect(steps[0]!.cloud).toBe(made.cloud);
    for (const { cloud } of steps) validateCloud(cloud);
    expect(steps.at(-1)!.viewset).toBeDefined();
  });

  test('holds less of the object the higher the level', async () => {
    const made = (await run()).at(-1)!;
    const steps = await run({ object: { cloud: made.cloud, viewset: made.viewset! } });
    const [clean, ...noisy] = steps.slice(0, 7).map(({ state }) => halvesToFloats(state));
    const likeness = noisy.map((state) => correlation(clean!, state));
    expect(likeness).toEqual([...likeness].sort((a, b) => b - a));
    expect(likeness.at(-1)).toBeLessThan(0.1);
    expect(likeness[0]).toBeGreaterThan(0.9);
  });

  test('may be known by its cloud alone, and needs no words', async () => {
    const { cloud } = (await run()).at(-1)!;
    const steps = await run({ object: { cloud }, prompt: '' });
    expect(steps).toHaveLength(10);
    expect(steps.at(-1)!.tau).toBe(0);
  });

  test('can be gone on with from any of its levels, noise itself included', async () => {
    const made = (await run()).at(-1)!;
    const steps = await run({ object: { cloud: made.cloud, viewset: made.viewset! }, sampler: 'ddim' });
    const end = steps.at(-1)!.viewset!.values;
    // Step 7 of the row is the start of the sampler; the steps after it undo it.
    const again = await run({
      sampler: 'ddim',
      from: { step: 0, state: steps[6]!.state, freshNoise: false },
    });
    expect(again.map(({ step }) => step)).toEqual([1, 2, 3]);
    const other = again.at(-1)!.viewset!.values;
    expect(Math.max(...end.map((value, i) => Math.abs(value - other[i]!)))).toBeLessThan(5e-3);
  });

  test('leaves nothing behind when it is cancelled on the way', async () => {
    const { cloud } = (await run()).at(-1)!;
    const before = memory().numTensors;
    for (const most of [1, 5, 7, 8]) {
      let seen = 0;
      for await (const progress of generate(session, { ...request, object: { cloud } })) {
        if (progress.status === 'step' && ++seen === most) break;
      }
    }
    expect(memory().numTensors).toBe(before);
  });
});

function correlation(a: Float32Array, b: Float32Array): number {
  const mean = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [ma, mb] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  a.forEach((value, i) => {
    ab += (value - ma) * (b[i]! - mb);
    aa += (value - ma) ** 2;
    bb += (b[i]! - mb) ** 2;
  });
  return ab / Math.sqrt(aa * bb);
}
