const WORDS = /\p{L}+/gu;

/** Whether some caption uses each word of a text; a text without letters has none that is unknown, but says nothing. */
export function usesKnownWords(text: string, captions: readonly string[]): boolean {
  const words = wordsOf(text);
  const known = new Set(captions.flatMap(wordsOf));
  return words.length > 0 && words.every((word) => known.has(word));
}

/** The words of a text, in small letters. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(WORDS) ?? [];
}
