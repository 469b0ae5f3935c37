import type { Notice } from '../protocol/notices';

/** What a tokenizer makes of text: the ids of all its pieces, not only of those that the model has room for. */
export type Pieces = (text: string) => readonly number[];

/** The piece that stands for characters the tokenizer does not know: `unk_id` of its tokenizer.json. */
const UNKNOWN = 0;

/** Words shown of a list; more would not be read. */
const SHOWN = 3;

/**
 * What of a prompt the model will not read or does not know. A word counts as known when all its characters are: the
 * tokenizer spells any word of Latin letters, whether or not it means something to the model.
 *
 * @param prompt as checkPrompt returns it
 * @param limit most pieces that the model reads
 */
export function promptNotices(prompt: string, pieces: Pieces, limit: number): Notice[] {
  const words = prompt.split(' ');
  const unknown: string[] = [];
  let used = 0;
  let read = 0;
  for (const word of words) {
    const ids = pieces(word);
    used += ids.length;
    if (used > limit) break;
    read++;
    if (ids.length === 0 || ids.includes(UNKNOWN)) unknown.push(word);
  }
  const notices: Notice[] = [];
  if (read < words.length) notices.push({ code: 'PROMPT_SHORTENED', message: shortened(words, read) });
  if (unknown.length > 0 && unknown.length === read) {
    notices.push({
      code: 'PROMPT_UNKNOWN',
      message:
        'The model knows none of these words, so what it makes is a guess. It learned from English: try English words.',
    });
  } else if (unknown.length > 0) {
    const rest = unknown.length - SHOWN;
    const list = unknown.slice(0, SHOWN).map(quote).join(', ');
    notices.push({
      code: 'PROMPT_PARTLY_UNKNOWN',
      message: `The model does not know ${list}${rest > 0 ? ` and ${rest} more` : ''}. It learned from English: try other words.`,
    });
  }
  return notices;
}

function shortened(words: readonly string[], read: number): string {
  const where =
    read > 0
      ? `It ends at ${quote(words.slice(Math.max(0, read - SHOWN), read).join(' '))}`
      : `It ends within ${quote(words[0]!)}`;
  return `The prompt is longer than the model can read. ${where}; what comes after is ignored.`;
}

/** Quoted and cut, by code points. */
function quote(text: string): string {
  const characters = Array.from(text.slice(0, 100));
  return `“${characters.length > 40 ? `${characters.slice(0, 40).join('')}…` : text}”`;
}
