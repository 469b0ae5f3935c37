import { describe, expect, it } from 'vitest';
import { checkSettings, problemOf } from './check-settings';
import { initialSettings } from './settings';

const settings = { ...initialSettings, prompt: 'a race car' };

describe('checkSettings', () => {
  it('makes a request of what was typed', () => {
    expect(
      checkSettings({ ...settings, prompt: '  a race\ncar ', seed: '42', steps: '10', guidance: '2.5' }),
    ).toEqual({
      request: { prompt: 'a race car', seed: 42, steps: 10, sampler: 'dpm-solver++', guidance: 2.5 },
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
