import { Tokenizer } from '@huggingface/tokenizers';
import { z } from '../../base/zod';
import { ModelError } from '../errors';

/** Piece ids of a prompt; none for a blank one. */
export type Tokenize = (prompt: string) => number[];

/** What is read here of a tokenizer.json; the library takes the rest as it is. */
const schema = z.looseObject({
  added_tokens: z.array(z.never()),
  model: z.looseObject({
    type: z.literal('Unigram'),
    vocab: z.array(z.tuple([z.string(), z.number()])),
  }),
});

export interface TokenizerLimits {
  readonly vocabulary: number;
  /** Most pieces of a prompt: the rest is ignored. */
  readonly tokens: number;
  /** Code points of a prompt that are read at all. */
  readonly characters: number;
}

/**
 * The unigram tokenizer (Kudo, "Subword Regularization", 2018) that `training/kiln/text.py` runs too.
 *
 * @param json a tokenizer.json of Hugging Face tokenizers
 * @throws ModelError WEIGHTS_CORRUPT when it is not one, or has another number of pieces
 */
export function createTokenizer(json: unknown, limits: TokenizerLimits): Tokenize {
  const pieces = schema.safeParse(json).data?.model.vocab.length;
  if (pieces !== limits.vocabulary) {
    const problem = pieces === undefined ? 'is not a unigram tokenizer' : `has ${pieces} pieces`;
    throw new ModelError(
      'WEIGHTS_CORRUPT',
      `The tokenizer ${problem}; one of ${limits.vocabulary} unigram pieces was expected. ` +
        "Copy the text encoder's folder again.",
    );
  }
  const tokenizer = new Tokenizer(json as object, {});
  return (prompt) => {
    const { ids } = tokenizer.encode(firstCodePoints(prompt, limits.characters), {
      add_special_tokens: false,
    });
    return ids.slice(0, limits.tokens);
  };
}

/** Python's `text[:count]`: a character outside the basic plane counts once and is never split. */
function firstCodePoints(text: string, count: number): string {
  return Array.from(text.slice(0, 2 * count))
    .slice(0, count)
    .join('');
}
