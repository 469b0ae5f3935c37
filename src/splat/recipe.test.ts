import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatRecipe, parseRecipe, type Recipe } from './recipe';

const recipe: Recipe = {
  prompt: 'a castle on a hill',
  seed: 7,
  sampler: 'ddim',
  steps: 25,
  guidance: 3,
  model: { name: 'kiln-s', hash: 'ab12' },
  version: '0.1.0',
};

/** Any UTF-16, lone surrogates too. */
const anyText = fc.array(fc.nat(0xffff)).map((units) => String.fromCharCode(...units));

describe('recipe', () => {
  test('any prompt survives, in one line of printable ASCII', () => {
    fc.assert(
      fc.property(anyText, (prompt) => {
        const text = formatRecipe({ ...recipe, prompt });
        expect(text).toMatch(/^[\x20-\x7e]*$/);
        expect(parseRecipe(text)).toEqual({ ...recipe, prompt });
      }),
    );
  });

  test('a branch keeps what it descends from', () => {
    const parent = { prompt: 'a castle', seed: 3, sampler: 'heun', guidance: 4, step: 12 };
    const branch = {
      ...recipe,
      branchedFrom: [parent, { ...parent, photos: [{ azimuth: null }], step: 20 }],
    };
    expect(parseRecipe(formatRecipe(branch))).toEqual(branch);
    expect(() => parseRecipe(JSON.stringify({ ...recipe, branchedFrom: [{ ...parent, step: 0 }] }))).toThrow(
      'step',
    );
  });

  test('photos keep the cameras that took them, and one that cannot be is refused', () => {
    const camera = {
      azimuth: 90,
      elevation: 20,
      fieldOfView: 40,
      distance: 2.1,
      centre: [0.1, -0.2],
      zoom: 1.5,
    };
    const made = { ...recipe, photos: [{ azimuth: null }, { azimuth: 90, camera }] };
    expect(parseRecipe(JSON.stringify(made))).toEqual(made);
    for (const wrong of [{ elevation: 90 }, { distance: 0 }, { zoom: -1 }, { centre: [0] }]) {
      const photos = [{ azimuth: 90, camera: { ...camera, ...wrong } }];
      expect(() => parseRecipe(JSON.stringify({ ...recipe, photos }))).toThrow(Object.keys(wrong)[0]);
    }
  });

  test('says what is wrong', () => {
    expect(() => parseRecipe('{')).toThrow('the recipe is not JSON');
    expect(() => parseRecipe(JSON.stringify({ ...recipe, seed: -1 }))).toThrow('seed');
    expect(() => parseRecipe(JSON.stringify({ ...recipe, model: undefined }))).toThrow('model');
  });
});
