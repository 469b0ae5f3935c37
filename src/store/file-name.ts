/** Long enough to tell objects apart in a folder, short enough for every file system with any script. */
const MAX_CHARACTERS = 48;

/**
 * A file name, without its ending, that says what is inside: letters and digits of any script, joined by hyphens.
 *
 * @param prompt null where it is not known
 */
export function fileNameOf(prompt: string | null, seed: number | null): string {
  const words =
    (prompt ?? '')
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  // By code point: a cut inside a surrogate pair would not be text.
  const name = [...words.join('-')].slice(0, MAX_CHARACTERS).join('').replace(/-$/, '');
  return ['kiln', name || 'object', ...(seed === null ? [] : [seed])].join('-');
}
