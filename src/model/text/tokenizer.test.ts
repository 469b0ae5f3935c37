import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { readTextGoldens, type TextGolden } from './testing';
import { createTokenizer, type Tokenize } from './tokenizer';

const golden = (name: string) => readFile(new URL(`../../../goldens/${name}`, import.meta.url));

const LIMITS = { vocabulary: 8000, tokens: 24, characters: 1024 };

let json: { model: { vocab: unknown[] } };
let tokenize: Tokenize;
let goldens: TextGolden[];

beforeAll(async () => {
  const file = new URL('../../../models/text-encoder/tokenizer.json', import.meta.url);
  json = JSON.parse(await readFile(file, 'utf8'));
  tokenize = createTokenizer(json, LIMITS);
  goldens = await readTextGoldens(golden);
});

describe('tokenizer', () => {
  it('agrees with Python on every golden prompt', () => {
    expect(goldens.map(({ prompt }) => tokenize(prompt))).toEqual(goldens.map(({ ids }) => ids));
  });

  it('does not mind case and white space', () => {
    expect(tokenize(' A\tCASTLE  on a\nHill ')).toEqual(tokenize('a castle on a hill'));
  });

  it.each(['', ' ', ' \t\n ', '\u3000\u2028\x85'])('finds no piece in %j', (prompt) => {
    expect(tokenize(prompt)).toEqual([]);
  });

  it.each(['城堡', '🏰', '\u0000', '\ufffd', '\ud83c'])('takes %j for an unknown piece', (prompt) => {
    expect(tokenize(prompt)).toContain(0);
  });

  it.each([
    ['a long text', 'a dog and '.repeat(1000)],
    ['one long word', 'x'.repeat(10_000)],
    ['emoji', '🏰'.repeat(10_000)],
    ['a ligature of eighteen letters', '\ufdfa'.repeat(10_000)],
    ['white space', `dog${' '.repeat(10_000)}dog`],
  ])('reads ten thousand characters of %s at once', (_, prompt) => {
    const start = performance.now();
    const ids = tokenize(prompt);
    // Some milliseconds; the bound only tells them from a hang.
    expect(performance.now() - start).toBeLessThan(2000);
    expect(ids.length).toBeGreaterThan(0);
    expect(ids.length).toBeLessThanOrEqual(LIMITS.tokens);
  });

  it('cuts by code points, as Python does', () => {
    const three = createTokenizer(json, { ...LIMITS, characters: 3 });
    expect(three('🏰🏰a dog')).toEqual(tokenize('🏰🏰a'));
  });

  it('refuses what is not the tokenizer of the weights', () => {
    expect(() => createTokenizer({}, LIMITS)).toThrow(/is not a unigram tokenizer/);
    expect(() => createTokenizer(json, { ...LIMITS, vocabulary: 9 })).toThrow(/has 8000 pieces/);
  });
});
