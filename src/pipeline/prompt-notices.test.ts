import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { createTokenizer } from '../model/text/tokenizer';
import { type Pieces, promptNotices } from './prompt-notices';

let pieces: Pieces;

beforeAll(async () => {
  const path = new URL('../../models/text-encoder/tokenizer.json', import.meta.url);
  const json: unknown = JSON.parse(await readFile(path, 'utf8'));
  pieces = createTokenizer(json, { vocabulary: 8000, tokens: Number.POSITIVE_INFINITY, characters: 1024 });
});

const notices = (prompt: string) => promptNotices(prompt, pieces, 24);
const codes = (prompt: string) => notices(prompt).map(({ code }) => code);

describe('promptNotices', () => {
  test.each(['a castle on a hill', 'A Standing Corgi Dog!', 'ein Haus am See', 'mug'])(
    '%j needs none',
    (prompt) => {
      expect(notices(prompt)).toEqual([]);
    },
  );

  test.each(['城堡', '🏰', '👨‍👩‍👧 🏰', 'замок'])('nothing of %j is known', (prompt) => {
    expect(codes(prompt)).toEqual(['PROMPT_UNKNOWN']);
  });

  test('the words that are not known are named', () => {
    const [notice] = notices('a 🏰 on a hill');
    expect(notice!.code).toBe('PROMPT_PARTLY_UNKNOWN');
    expect(notice!.message).toContain('“🏰”');
    expect(notice!.message).not.toContain('hill');
  });

  test('a long list of them is cut', () => {
    const [notice] = notices('a 城 堡 山 水 house');
    expect(notice!.message).toContain('“城”, “堡”, “山” and 1 more');
  });

  test('the last words that are read are named', () => {
    const [notice] = notices(`a small wooden boat ${'and a dog '.repeat(50)}`.trim());
    expect(notice!.code).toBe('PROMPT_SHORTENED');
    expect(notice!.message).toMatch(/It ends at “(and a dog|a dog and|dog and a)”/);
  });

  test('exactly as many pieces as can be read are not too many', () => {
    const one = (count: number) => Array(count).fill('a').join(' ');
    expect(codes(one(24))).toEqual([]);
    expect(codes(one(25))).toEqual(['PROMPT_SHORTENED']);
  });

  test('one endless word, and ten thousand emoji, are answered at once and in short', () => {
    for (const prompt of ['x'.repeat(10_000), '🏰'.repeat(10_000), '🏰 '.repeat(5000).trim()]) {
      const all = notices(prompt);
      expect(all.length).toBeGreaterThan(0);
      for (const { message } of all) expect(message.length).toBeLessThan(250);
    }
  });
});
