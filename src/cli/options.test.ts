import { describe, expect, test } from 'vitest';
import { parseCommandLine, UsageError } from './options';

const parse = (line: string) => parseCommandLine(line.split(' '));

describe('parseCommandLine', () => {
  test('fills in what is not given', () => {
    expect(parse('generate castle --out a.ply')).toMatchObject({
      request: { prompt: 'castle', seed: 1, steps: 25, sampler: 'dpm-solver++' },
      model: 'kiln-s',
      backend: 'auto',
      outputs: { ply: 'a.ply' },
    });
  });

  test('takes all words as the prompt, quoted or not', () => {
    expect(parse('generate a race car --out a.ply')).toMatchObject({ request: { prompt: 'a race car' } });
  });

  test('reads every option', () => {
    const line =
      'generate x --png p --depth d --seed 9 --steps 3 --sampler ddim --guidance 1.5 --model m --backend webgpu';
    expect(parse(line)).toEqual({
      request: { prompt: 'x', seed: 9, steps: 3, sampler: 'ddim', guidance: 1.5 },
      model: 'm',
      backend: 'webgpu',
      outputs: { ply: undefined, png: 'p', depth: 'd' },
    });
  });

  test.each([['--help'], ['help'], ['generate -h']])('%s asks for help', (line) =>
    expect(parse(line)).toBe('help'),
  );

  test.each([
    ['paint x --out a', 'There is no command paint'],
    ['generate x', 'Nothing to write'],
    ['generate x --out', 'out'],
    ['generate x --out a --colour red', 'colour'],
    ['generate x --out a --backend cuda', 'Choose auto, wasm or webgpu'],
  ])('%s is a usage error', (line, message) => {
    expect(() => parse(line)).toThrow(UsageError);
    expect(() => parse(line)).toThrow(message);
  });

  test.each([
    ['generate --out a', 'PROMPT_EMPTY'],
    ['generate x --out a --seed -1', 'SEED_INVALID'],
    ['generate x --out a --seed one', 'SEED_INVALID'],
    ['generate x --out a --steps 0', 'STEPS_INVALID'],
    ['generate x --out a --steps 10000', 'STEPS_INVALID'],
    ['generate x --out a --guidance -2', 'GUIDANCE_INVALID'],
    ['generate x --out a --sampler euler', 'SAMPLER_UNKNOWN'],
  ])('%s is refused with %s', (line, code) => {
    expect(() => parse(line)).toThrow(expect.objectContaining({ code }));
  });
});
