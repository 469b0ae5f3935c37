import { describe, expect, test } from 'vitest';
import { parseSampleOptions, readPromptList } from './sample-options';

const parse = (line: string) => parseSampleOptions(line.split(' '));

describe('parseSampleOptions', () => {
  test('takes what users get as the default', () => {
    expect(parse('--samples x')).toMatchObject({
      folder: 'x',
      seeds: 3,
      steps: 12,
      sampler: 'ddim',
      model: 'kiln-s',
    });
  });

  test.each([
    ['--seeds 2', 'Give --samples'],
    ['--samples x --seeds 0', '--seeds must be'],
    ['--samples x --limit two', '--limit must be'],
    ['--samples x --backend cpu', 'no backend cpu'],
    ['--samples x --sampler euler', 'dpm-solver++'],
    ['--samples x --size 3', '--size'],
  ])('refuses %s', (line, message) => {
    expect(() => parse(line)).toThrow(message);
  });
});

describe('readPromptList', () => {
  test('reads the list of training/ and a plain one alike', () => {
    const prompts = ['a dog', 'a cat', 'a car', 'a boat'];
    const rows = JSON.stringify({ prompts: prompts.map((prompt) => ({ prompt, kind: 'x', object: 'x/1' })) });
    expect(readPromptList(rows, 9)).toEqual(prompts);
    expect(readPromptList(JSON.stringify(prompts), 2)).toEqual(['a dog', 'a car']);
  });

  test.each(['{}', '[]', '[3]', '{"prompts": [{"text": "a dog"}]}', '[" "]', 'null'])(
    'refuses %s',
    (json) => {
      expect(() => readPromptList(json, 9)).toThrow('list of prompts');
    },
  );
});
