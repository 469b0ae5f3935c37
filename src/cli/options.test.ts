import { describe, expect, test } from 'vitest';
import { parseCommandLine, UsageError } from './options';

const parse = (line: string) => parseCommandLine(line.split(' '));

describe('parseCommandLine', () => {
  test('fills in what is not given', () => {
    expect(parse('generate castle --out a.ply')).toMatchObject({
      request: { prompt: 'castle', seed: 5, steps: 12, sampler: 'ddim' },
      model: 'kiln-s',
      backend: 'auto',
      outputs: { object: 'a.ply' },
    });
  });

  test('takes all words as the prompt, quoted or not', () => {
    expect(parse('generate a race car --out a.ply')).toMatchObject({ request: { prompt: 'a race car' } });
  });

  test('reads every option', () => {
    const line =
      'generate x --png p --depth d --seed 9 --steps 3 --sampler heun --guidance 1.5 --model m --backend webgpu';
    expect(parse(line)).toEqual({
      request: { prompt: 'x', seed: 9, steps: 3, sampler: 'heun', guidance: 1.5 },
      photos: [],
      model: 'm',
      backend: 'webgpu',
      outputs: { object: undefined, png: 'p', depth: 'd' },
    });
  });

  test('reads photos, their angles and what lies beside them', () => {
    const line =
      'reconstruct front.png --view side.png@90 --view a@b.png@-45.5 --view back@2x.png --mask m.png --out o.ply';
    expect(parse(line)).toMatchObject({
      request: { prompt: '', guidance: 1, photoGuidance: 1 },
      photos: [
        { path: 'front.png', azimuth: 0, mask: 'm.png' },
        { path: 'side.png', azimuth: 90 },
        { path: 'a@b.png', azimuth: -45.5 },
        { path: 'back@2x.png', azimuth: null },
      ],
    });
    expect(parse('reconstruct a.png --prompt tower --guidance 3 --follow 0.3 --out o.ply')).toMatchObject({
      request: { prompt: 'tower', guidance: 3, photoGuidance: 0.3 },
    });
  });

  test.each([['--help'], ['help'], ['generate -h']])('%s asks for help', (line) =>
    expect(parse(line)).toBe('help'),
  );

  test.each([
    ['paint x --out a.ply', 'There is no command paint'],
    ['generate x', 'Nothing to write'],
    ['generate x --turntable x.mp4', 'only .gif here'],
    ['generate x --out x.stl', '.ply, .compressed.ply, .sog, .spz, .splat, .splats.glb, .glb or .obj'],
    ['reconstruct --out a.ply', 'Which photo'],
    ['reconstruct a.png b.png --out a.ply', '--view b.png@ANGLE'],
    ['reconstruct a.png --view b.png@ --out a.ply', 'not an angle'],
    ['reconstruct a --view b --view c --view d --view e --out a.ply', '4 is the most'],
    ['generate x --mask m.png --out a.ply', '--mask belongs to reconstruct'],
    ['generate x --out', 'out'],
    ['generate x --out a.ply --colour red', 'colour'],
    ['generate x --out a.ply --backend cuda', 'Choose auto, wasm or webgpu'],
  ])('%s is a usage error', (line, message) => {
    expect(() => parse(line)).toThrow(UsageError);
    expect(() => parse(line)).toThrow(message);
  });

  test.each([
    ['generate --out a.ply', 'PROMPT_EMPTY'],
    ['generate x --out a.ply --seed -1', 'SEED_INVALID'],
    ['generate x --out a.ply --seed one', 'SEED_INVALID'],
    ['generate x --out a.ply --steps 0', 'STEPS_INVALID'],
    ['generate x --out a.ply --steps 10000', 'STEPS_INVALID'],
    ['generate x --out a.ply --guidance -2', 'GUIDANCE_INVALID'],
    ['reconstruct x.png --out a.ply --fidelity 2', 'FIDELITY_INVALID'],
    ['generate x --out a.ply --sampler euler', 'SAMPLER_UNKNOWN'],
  ])('%s is refused with %s', (line, code) => {
    expect(() => parse(line)).toThrow(expect.objectContaining({ code }));
  });
});
