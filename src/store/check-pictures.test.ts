import { describe, expect, it } from 'vitest';
import { HOME_CAMERA } from '../pictures/cameras';
import { checkPictures } from './check-pictures';
import { initialPictures, type PictureSettings, withKind } from './pictures';

const { settings } = initialPictures;
const check = (changes: Partial<PictureSettings>) => checkPictures({ ...settings, ...changes }, HOME_CAMERA);

describe('checkPictures', () => {
  it('makes a job of each kind', () => {
    const look = { channel: 'colour', background: 'transparent', width: 1024, height: 1024 };
    expect(check({})).toEqual({ job: { kind: 'picture', look, camera: HOME_CAMERA } });
    expect(check({ kind: 'views', width: '16', height: '300' })).toEqual({
      job: { kind: 'views', look: { ...look, width: 16, height: 300 } },
    });
    expect(check({ kind: 'turntable', seconds: '2.5' })).toMatchObject({
      job: { seconds: 2.5, framesPerSecond: 25, format: 'mp4' },
    });
  });

  it.each([
    ['width', '15'],
    ['width', '4097'],
    ['height', '1e9'],
    ['height', '20.5'],
    ['height', ''],
    ['width', 'ten'],
    ['seconds', '0'],
    ['seconds', '61'],
    ['framesPerSecond', '61'],
    ['framesPerSecond', '0.5'],
  ] as const)('%s cannot be “%s”', (field, value) => {
    const checked = check({ kind: 'turntable', [field]: value });
    expect(checked).toEqual({ problems: { [field]: expect.stringMatching(/\d+ to \d+/) } });
  });

  it('lets GIF have no more than 50 frames a second, and pictures any number that is not theirs', () => {
    const many = { framesPerSecond: '60', width: '64', height: '64' };
    expect(check({ ...many, kind: 'turntable', format: 'gif' })).toHaveProperty('problems.framesPerSecond');
    expect(check({ ...many, kind: 'turntable', format: 'webm' })).toHaveProperty('job');
    expect(check({ kind: 'picture', framesPerSecond: 'many', seconds: '' })).toHaveProperty('job');
  });

  it('judges the file once its fields are right', () => {
    expect(check({ kind: 'views', width: '4096', height: '4096' })).toHaveProperty('problems.file');
  });
});

describe('withKind', () => {
  it('brings a size of its own, unless one was chosen', () => {
    expect(withKind(settings, 'turntable')).toMatchObject({ kind: 'turntable', width: '512', height: '512' });
    const chosen = { ...settings, width: '1920', height: '1080' };
    expect(withKind(chosen, 'turntable')).toMatchObject({ width: '1920', height: '1080' });
  });
});
