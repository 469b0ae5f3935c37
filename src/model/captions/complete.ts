import { wordsOf } from './known-words';

/** Fewer letters could become anything. */
const LETTERS_MIN = 2;

/**
 * A prompt whose last word is still being typed, with that word as it will probably end: the commonest word of the
 * captions that begins so. An encoder would see letters and syllables in "a cas", not a castle. A word that is known,
 * or that no known word begins with, stays as it is.
 */
export function completeLastWord(prompt: string, captions: readonly string[]): string {
  const [, before, begun] = /^(.*?)(\p{L}+)$/su.exec(prompt.toLowerCase()) ?? [];
  if (before === undefined || begun === undefined || begun.length < LETTERS_MIN) return prompt;
  const counts = new Map<string, number>();
  for (const caption of captions) {
    for (const word of wordsOf(caption)) {
      if (word.startsWith(begun)) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  if (counts.size === 0 || counts.has(begun)) return prompt;
  const [commonest] = [...counts].reduce((best, entry) => (entry[1] > best[1] ? entry : best));
  return before + commonest;
}
