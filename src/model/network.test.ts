import { concat, memory, slice, type Tensor2D, type Tensor4D, type Tensor5D } from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FORWARD_GOLDENS, forwardError, loadDenoiser, startNodeBackend } from '../../bench/support';
import { randomTensor, readWithoutLeaks, relativeError } from '../kernels/testing';
import { TINY, tinyModel } from '../pipeline/tiny-model.fixture';
import { Denoiser } from './network';
import type { StoredTensor, StoredTensors } from './safetensors';
import { loadModel } from './weights';

beforeAll(async () => {
  await startNodeBackend('wasm');
}, 60_000);

describe('kiln-s on wasm', () => {
  let denoiser: Denoiser;
  beforeAll(async () => {
    denoiser = await loadDenoiser('kiln-s');
  }, 60_000);
  afterAll(() => {
    denoiser.dispose();
  });

  it.each(FORWARD_GOLDENS)(
    'matches PyTorch on %s',
    async (golden) => {
      expect(await forwardError(denoiser, golden)).toBeLessThan(1e-3);
    },
    60_000,
  );
});

it('matches PyTorch on kiln-b, whose weights are stored in int8', async () => {
  const denoiser = await loadDenoiser('kiln-b');
  expect(await forwardError(denoiser, 'kiln-b-forward-photo')).toBeLessThan(1e-3);
  denoiser.dispose();
}, 120_000);

describe('Denoiser', () => {
  let tensors: StoredTensors;
  let denoiser: Denoiser;
  beforeAll(async () => {
    tensors = (await loadModel(await tinyModel())).tensors;
    denoiser = new Denoiser(TINY, tensors, 'tiny');
  });
  afterAll(() => {
    denoiser.dispose();
  });

  const input = () => ({
    x: randomTensor<Tensor5D>([2, 3, 16, 16, 9], 1),
    tau: 0.7,
    text: randomTensor<Tensor2D>([13, 512], 2),
    photos: randomTensor<Tensor4D>([1, 128, 128, 4], 3),
    azimuth: randomTensor<Tensor2D>([1, 3], 4),
  });

  it('gives each entry of a batch what it gives it alone', async () => {
    const both = input();
    const one = { ...both, x: slice(both.x, [0, 0, 0, 0, 0], [1, 3, 16, 16, 9]) };
    const other = { ...both, x: slice(both.x, [1, 0, 0, 0, 0], [1, 3, 16, 16, 9]) };
    const together = await readWithoutLeaks(() => denoiser.forward(both));
    const alone = [
      ...(await readWithoutLeaks(() => denoiser.forward(one))),
      ...(await readWithoutLeaks(() => denoiser.forward(other))),
    ];
    expect(relativeError(together, alone)).toBeLessThan(1e-5);
  });

  it('listens to time, text, photos and azimuth', async () => {
    const given = input();
    const { text: _text, ...noText } = given;
    const { photos: _photos, azimuth: _azimuth, ...noPhotos } = given;
    const turned = { ...given, azimuth: randomTensor<Tensor2D>([1, 3], 5) };
    const reference = await readWithoutLeaks(() => denoiser.forward(given));
    for (const changed of [{ ...given, tau: 0.3 }, noText, noPhotos, turned]) {
      const output = await readWithoutLeaks(() => denoiser.forward(changed));
      expect(relativeError(output, reference)).toBeGreaterThan(1e-3);
    }
  });

  it.each([0, 1])('is finite at τ = %i', async (tau) => {
    const given = { ...input(), tau };
    const output = await readWithoutLeaks(() => denoiser.forward(given));
    expect(output.every(Number.isFinite)).toBe(true);
  });

  it('frees all it made', () => {
    const before = memory();
    const own = new Denoiser(TINY, tensors, 'tiny');
    expect(memory().numTensors).toBeGreaterThan(before.numTensors);
    own.dispose();
    expect(memory()).toEqual(before);
  });

  it('refuses inputs of the wrong shape, by name', () => {
    const given = input();
    const long = concat([given.text, given.text]);
    const flat = randomTensor<Tensor5D>([2, 3, 16, 18, 9], 1);
    expect(() => denoiser.forward({ ...given, x: flat })).toThrow(
      'x is [2,3,16,18,9], and must be [B, 3, 16, 16, 9]',
    );
    expect(() => denoiser.forward({ ...given, tau: Number.NaN })).toThrow('tau is NaN');
    expect(() => denoiser.forward({ ...given, text: long })).toThrow('26 text tokens');
    expect(() => denoiser.forward({ x: given.x, tau: 0.5, photos: given.photos })).toThrow('come together');
  });

  it('refuses weights that do not fit the config, by name, and keeps nothing', () => {
    const before = memory().numTensors;
    const build = (change: (tensors: Map<string, StoredTensor>) => void) => () => {
      const changed = new Map(tensors);
      change(changed);
      return new Denoiser(TINY, changed, 'tiny');
    };
    expect(build((changed) => changed.delete('blocks.1.up.bias'))).toThrow(
      /lacks the tensor blocks.1.up.bias/,
    );
    expect(build((changed) => changed.set('extra', changed.get('position')!))).toThrow(
      /does not know: extra/,
    );
    expect(build((changed) => changed.set('out.bias', changed.get('position')!))).toThrow(
      /out.bias is \[12,32\], its config says \[576\]/,
    );
    expect(memory().numTensors).toBe(before);
  });

  it('counts its weights', () => {
    const expected = [...tensors.values()].reduce((sum, { data }) => sum + data.length, 0);
    expect(denoiser.parameterCount).toBe(expected);
  });
});
