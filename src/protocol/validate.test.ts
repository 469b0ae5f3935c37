import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cameraAround } from '../photo/camera';
import { DEFAULTS } from './defaults';
import { KilnError } from './errors';
import { GUIDANCE_MAX, PHOTOS_MAX, SEED_MAX, STEPS_MAX } from './limits';
import { discPhoto } from './photo.fixture';
import {
  checkBranchPoint,
  checkFidelity,
  checkGuidance,
  checkPrompt,
  checkRequest,
  checkSampler,
  checkSeed,
  checkSteps,
} from './validate';

function codeOf(check: () => unknown): string | null {
  try {
    check();
    return null;
  } catch (error) {
    return error instanceof KilnError ? error.code : 'not a KilnError';
  }
}

describe('checkPrompt', () => {
  test.each([
    ['  a castle\n\ton  a\u00a0hill ', 'a castle on a hill'],
    ['nul\u0000 and escape\u001b[31m', 'nul and escape [31m'],
    ['замок 城 🏰', 'замок 城 🏰'],
    ['👩‍🚀', '👩‍🚀'],
    ['half \ud83d emoji', 'half \ufffd emoji'],
  ])('%j becomes %j', (typed, prompt) => {
    expect(checkPrompt(typed)).toBe(prompt);
  });

  test.each(['', '   ', '\n\t', '\u0000', '\u3000'])('%j is empty', (typed) => {
    expect(codeOf(() => checkPrompt(typed))).toBe('PROMPT_EMPTY');
  });

  test('any text becomes one well-formed line, and stays as it is the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        fc.pre(codeOf(() => checkPrompt(typed)) === null);
        const prompt = checkPrompt(typed);
        expect(prompt).not.toMatch(/[\p{Cc}\p{Cs}]|\s\s|^\s|\s$/u);
        expect(checkPrompt(prompt)).toBe(prompt);
      }),
    );
  });
});

describe('checkSeed', () => {
  test.each([0, 1, SEED_MAX, '0', ' 42 ', '1e3'])('%j is one', (value) => {
    expect(checkSeed(value)).toBe(Number(value));
  });

  test.each([
    -1,
    '-1',
    1.5,
    SEED_MAX + 1,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    '',
    'abc',
    '12abc',
    '0x10',
    '1_0',
  ])('%j is none', (value) => {
    expect(codeOf(() => checkSeed(value))).toBe('SEED_INVALID');
  });

  test('the message repeats what was typed, but not a page of it', () => {
    expect(() => checkSeed('dice')).toThrow('"dice"');
    expect(() => checkSeed('9'.repeat(10_000))).toThrow(/^.{0,200}$/);
  });
});

describe('checkSteps', () => {
  test.each([1, STEPS_MAX, '25'])('%j can be done', (value) => {
    expect(checkSteps(value)).toBe(Number(value));
  });

  test.each([0, -3, 10_000, 2.5, '', 'many', STEPS_MAX + 1])('%j cannot', (value) => {
    expect(codeOf(() => checkSteps(value))).toBe('STEPS_INVALID');
  });

  test('the message names the limit', () => {
    expect(() => checkSteps(10_000)).toThrow(`from 1 to ${STEPS_MAX}`);
  });
});

describe('checkFidelity', () => {
  test.each(['0', '0.35', 1])('takes %s', (value) => {
    expect(checkFidelity(value)).toBe(Number(value));
  });

  test.each(['', 'much', '-0.1', 1.01, Number.NaN])('refuses %s', (value) => {
    expect(codeOf(() => checkFidelity(value))).toBe('FIDELITY_INVALID');
  });
});

describe('checkGuidance', () => {
  test.each([0, 1, GUIDANCE_MAX, '2.5', '.5'])('%j is a scale', (value) => {
    expect(checkGuidance(value)).toBe(Number(value));
  });

  test.each([-0.1, GUIDANCE_MAX + 0.1, Number.NaN, '', 'strong'])('%j is not', (value) => {
    expect(codeOf(() => checkGuidance(value))).toBe('GUIDANCE_INVALID');
  });
});

test('an unknown sampler is answered with the known ones', () => {
  expect(checkSampler('heun')).toBe('heun');
  expect(codeOf(() => checkSampler('euler'))).toBe('SAMPLER_UNKNOWN');
  expect(() => checkSampler('euler')).toThrow('dpm-solver++');
});

describe('photos', () => {
  const photo = discPhoto([1, 2, 3]);
  const request = { prompt: '', seed: 3, steps: 4, sampler: 'ddim', guidance: 1 } as const;

  test('stand in for a prompt, or lie beside it', () => {
    expect(checkRequest({ ...request, photos: [photo], photoGuidance: 0.5 })).toEqual({
      ...request,
      photos: [photo],
      photoGuidance: 0.5,
    });
    expect(checkRequest({ ...request, prompt: ' a  car', photos: [photo] }).prompt).toBe('a car');
    expect(codeOf(() => checkRequest({ ...request, photos: [] }))).toBe('PROMPT_EMPTY');
  });

  test('are followed as far as by default where nothing is said, and without photos there is nothing to follow', () => {
    expect(checkRequest({ ...request, photos: [photo] }).photoGuidance).toBe(DEFAULTS.photoGuidance);
    expect(checkRequest({ ...request, prompt: 'a car', photoGuidance: 1 })).not.toHaveProperty(
      'photoGuidance',
    );
  });

  test.each([-0.1, 1.1, Number.NaN])('are not followed %d far', (photoGuidance) => {
    expect(codeOf(() => checkRequest({ ...request, photos: [photo], photoGuidance }))).toBe(
      'GUIDANCE_INVALID',
    );
  });

  test.each([
    ['too many', Array(PHOTOS_MAX + 1).fill(photo), 'Use up to 4'],
    [
      'of a camera that is nowhere',
      [
        {
          ...photo,
          camera: { ...cameraAround(0.6, { azimuth: 0, elevation: 10, fieldOfView: 30 }), zoom: Number.NaN },
        },
      ],
      'camera of photo 1',
    ],
    ['of another size', [{ pixels: new Uint8ClampedArray(64), azimuth: 0 }], '128 x 128'],
    ['with nothing in it', [{ ...photo, pixels: photo.pixels.map(() => 0) }], 'Mark the object'],
    ['turned away from the front', [discPhoto([1, 2, 3], 90)], 'must be 0'],
    ['of which the first has no angle', [discPhoto([1, 2, 3], null)], 'must be 0'],
    ['at no angle that there is', [photo, discPhoto([1, 2, 3], Number.NaN)], 'angle of photo 2'],
  ])('%s are refused', (_, photos, message) => {
    const check = () => checkRequest({ ...request, photos });
    expect(codeOf(check)).toBe('PHOTO_INVALID');
    expect(check).toThrow(message);
  });
});

test('a request is checked field by field and comes back clean', () => {
  const request = { prompt: ' a  car ', seed: 3, steps: 4, sampler: 'ddim', guidance: 2 } as const;
  expect(checkRequest(request)).toEqual({ ...request, prompt: 'a car' });
  expect(codeOf(() => checkRequest({ ...request, steps: 0 }))).toBe('STEPS_INVALID');
});

describe('checkBranchPoint', () => {
  const from = { step: 3, state: Uint16Array.of(0x3c00, 0xbc00), freshNoise: false };

  test('takes a step before the last', () => {
    expect(checkBranchPoint(from, 4)).toBe(from);
  });

  test.each([-1, 1.5, 4, 5, Number.NaN])('refuses step %j of 4', (step) => {
    expect(codeOf(() => checkBranchPoint({ ...from, step }, 4))).toBe('BRANCH_INVALID');
  });

  test.each([0x7c00, 0xfc00, 0x7e00])('refuses a state with the half %i, which is no number', (half) => {
    const state = Uint16Array.of(0, half);
    expect(codeOf(() => checkBranchPoint({ ...from, state }, 4))).toBe('BRANCH_INVALID');
  });
});
