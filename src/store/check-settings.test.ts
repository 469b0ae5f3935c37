import { describe, expect, it } from 'vitest';
import { startHistory } from '../photo/mask-history';
import { fullMask } from '../photo/picture';
import { discPhoto } from '../protocol/photo.fixture';
import { checkSettings, problemOf } from './check-settings';
import type { TrayPhoto } from './photos';
import { followPhotos, initialSettings } from './settings';

const settings = { ...initialSettings, prompt: 'a race car' };

describe('checkSettings', () => {
  it('makes a request of what was typed', () => {
    expect(
      checkSettings({ ...settings, prompt: '  a race\ncar ', seed: '42', steps: '10', guidance: '2.5' }),
    ).toEqual({
      request: { prompt: 'a race car', seed: 42, steps: 10, sampler: 'ddim', guidance: 2.5 },
    });
  });

  it('takes the defaults as they are', () => {
    expect(checkSettings(settings)).toHaveProperty('request');
  });

  it('names every wrong field at once', () => {
    const checked = checkSettings({ ...settings, prompt: ' \n ', seed: '-1', steps: '0', guidance: 'much' });
    expect(Object.keys('problems' in checked ? checked.problems : {}).sort()).toEqual([
      'guidance',
      'prompt',
      'seed',
      'steps',
    ]);
  });
});

describe('problemOf', () => {
  it.each([
    ['seed', 'seven'],
    ['seed', '-1'],
    ['seed', '1.5'],
    ['seed', ''],
    ['steps', '0'],
    ['steps', '10000'],
    ['guidance', 'NaN'],
  ] as const)('%s: says what to do about "%s"', (field, value) => {
    expect(problemOf(field, value)).toMatch(new RegExp(`^.*must be.*"${value}"`));
  });

  it.each(['城堡', 'قلعة على تل', '🏰', 'a'.repeat(10_000)])(
    'takes a prompt in any script: %.10s',
    (prompt) => {
      expect(problemOf('prompt', prompt)).toBeNull();
    },
  );
});

describe('photos', () => {
  const seen = { width: 128, height: 128, pixels: discPhoto([200, 30, 20]).pixels };
  const ready: TrayPhoto = {
    id: 1,
    name: 'house.png',
    azimuth: 0,
    status: 'ready',
    picture: seen,
    masks: startHistory(fullMask(seen)),
    seen,
  };

  it('go into the request, and then there need be no prompt', () => {
    const tray = [ready, { ...ready, id: 2, azimuth: 90 }];
    expect(checkSettings({ ...settings, prompt: '  ' }, tray)).toMatchObject({
      request: {
        prompt: '',
        photos: [
          { pixels: seen.pixels, azimuth: 0 },
          { pixels: seen.pixels, azimuth: 90 },
        ],
        photoGuidance: 1,
      },
    });
    expect(checkSettings({ ...settings, photoGuidance: '2' }, tray)).toMatchObject({
      problems: { photoGuidance: expect.stringContaining('from 0 to 1') },
    });
    expect(checkSettings({ ...settings, prompt: 'a house', photoGuidance: '2' })).not.toHaveProperty(
      'problems',
    );
    expect(checkSettings({ ...settings, prompt: ' a  house ' }, tray)).toMatchObject({
      request: { prompt: 'a house' },
    });
  });

  it('in which nothing is marked stand in the way, by name', () => {
    expect(checkSettings(settings, [ready, { ...ready, seen: null, name: 'wall.png' }])).toMatchObject({
      problems: { photos: expect.stringContaining('wall.png') },
    });
  });

  it('bring their own guidance and take it away again, unless someone chose one', () => {
    const beside = followPhotos(settings, 0, 1);
    expect(beside.guidance).toBe('1');
    expect(followPhotos(beside, 1, 2)).toEqual(beside);
    expect(followPhotos(beside, 2, 0)).toEqual(settings);
    const chosen = { ...settings, guidance: '5' };
    expect(followPhotos(chosen, 0, 1)).toEqual(chosen);
  });
});
