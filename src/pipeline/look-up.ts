import { completeLastWord } from '../model/captions/complete';
import { usesKnownWords } from '../model/captions/known-words';
import { nearest, poolTokens } from '../model/captions/nearest';
import type { LookUp } from '../protocol/look-up';
import type { Session } from './session';

/** As many as fit beside each other. */
const COUNT = 4;
/** How much farther a prompt may be all of whose words the captions use: a known breed in a known pose is no stranger. */
const KNOWN_WORDS_REACH = 0.04;

/**
 * Finds what the model knows that is nearest to a prompt, by the text encoder, among the captions it was trained on.
 *
 * @param prompt not blank
 * @param isTyping whether its last word may be unfinished, and is then completed first
 * @throws ModelError where the index cannot be read
 */
export async function lookUp(session: Session, prompt: string, isTyping: boolean): Promise<LookUp> {
  const index = await session.captions.get();
  const asked = isTyping ? completeLastWord(prompt, index.captions) : prompt;
  const tokens = session.encoder.encode(asked);
  try {
    if (tokens.shape[0] === 0) return { nearest: [], notice: null };
    const query = poolTokens((await tokens.data()) as Float32Array, index.width);
    const found = nearest(index, query, COUNT + 1);
    const first = found[0]!;
    const typed = withoutArticles(prompt);
    const reach = usesKnownWords(asked, index.captions) ? KNOWN_WORDS_REACH : 0;
    return {
      nearest: found
        .map(({ caption }) => caption)
        .filter((caption) => withoutArticles(caption) !== typed)
        .slice(0, COUNT),
      notice:
        first.similarity >= index.far - reach
          ? null
          : {
              code: 'PROMPT_FAR',
              message: `The model has seen nothing like this; nearest is “${first.caption}”.`,
            },
    };
  } finally {
    tokens.dispose();
  }
}

/** What is left to compare: “castle on hill” is no other thing than “a castle on a hill”. */
function withoutArticles(text: string): string {
  return text
    .trim()
    .toLowerCase()
    .replace(/\b(?:an?|the)\s+/g, '');
}
