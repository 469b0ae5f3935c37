import { describe, expect, it } from 'vitest';
import { still, turntable, views } from './job.fixture';
import { lookOf, sizeOf } from './layout';
import { tooLarge } from './limits';

const odd = { width: 101, height: 63 };

describe('sizeOf', () => {
  it.each([
    ['a picture', still(odd), 101, 63],
    ['colour beside depth', still({ ...odd, channel: 'colour-depth' }), 202, 63],
    ['a sheet', views(odd), 404, 126],
    ['a sheet of pairs', views({ ...odd, channel: 'colour-depth' }), 808, 126],
    ['a GIF', turntable({}, odd), 101, 63],
    ['MP4 in even sizes', turntable({ format: 'mp4' }, odd), 102, 64],
    ['WebM in even sizes', turntable({ format: 'webm' }, odd), 102, 64],
  ] as const)('%s', (_, job, width, height) => {
    expect(sizeOf(job)).toEqual({ width, height });
  });
});

describe('lookOf', () => {
  it('is transparent where the format can be', () => {
    expect(lookOf(turntable({ format: 'mp4' })).background).toBe('dark');
    expect(lookOf(turntable({ format: 'webm' })).background).toBe('transparent');
    expect(lookOf(turntable({ format: 'mp4' }, { background: 'light' })).background).toBe('light');
  });
});

describe('tooLarge', () => {
  const largest = { width: 4096, height: 4096 };
  it.each([
    ['the largest picture', still(largest)],
    ['its pair', still({ ...largest, channel: 'colour-depth' })],
    ['a 4K film', turntable({ format: 'mp4' }, { width: 3840, height: 2160 })],
    ['a small GIF', turntable()],
  ] as const)('lets %s through', (_, job) => {
    expect(tooLarge(job)).toBeNull();
  });

  it.each([
    ['a sheet', views(largest), '16384 × 8192'],
    ['a film', turntable({ format: 'webm' }, largest), '4K'],
    ['a GIF', turntable({ seconds: 60, framesPerSecond: 50 }, { width: 512, height: 512 }), '3000 frames'],
  ] as const)('says that %s would be', (_, job, words) => {
    expect(tooLarge(job)).toContain(words);
  });
});
