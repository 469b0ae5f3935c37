import { expect, test } from 'vitest';
import { usesKnownWords } from './known-words';

const captions = ['a standing husky', 'a cute Corgi next to a football'];

test.each([
  ['a standing corgi', true],
  ['A CORGI, standing!', true],
  ['a flying corgi', false],
  ['🏰', false],
  ['', false],
])('%s: %s', (text, known) => {
  expect(usesKnownWords(text, captions)).toBe(known);
});
