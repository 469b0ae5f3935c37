import { z } from '../../base/zod';
import type { Manifest } from '../config';
import { ModelError } from '../errors';

const positive = z.int().positive();

const schema = z
  .object({
    /** Number of pieces. */
    vocabulary: positive,
    /** Width of a piece's vector, even: half sines, half cosines of its position are added to it. */
    embedding: positive.multipleOf(2),
    /** Width of the tokens. */
    width: positive,
    layers: positive,
    heads: positive,
    /** Width of the hidden layer of the MLP. */
    mlp: positive,
    /** Added to the variance in layer norms. */
    eps: z.number().positive(),
    /** Longest wavelength of the position signal over 2π. */
    timescale: z.number().positive(),
    /** Most tokens of a prompt. */
    tokens: positive,
    /** Code points of a prompt that are read at all. */
    characters: positive,
    tokenizer: z.object({
      path: z.string().regex(/^[\w-]+\.json$/),
      bytes: positive,
      sha256: z.string().length(64),
    }),
  })
  .refine((c) => c.embedding % c.heads === 0 && c.width % c.heads === 0, {
    error: 'embedding and width must be multiples of heads',
  });

/** Shape of the text encoder, and its tokenizer's file. */
export type TextConfig = z.infer<typeof schema>;

/**
 * The config in a text encoder's manifest.
 *
 * @throws ModelError MANIFEST_INVALID when it is another kind of model, or naming each field that is wrong
 */
export function textConfig(manifest: Manifest): TextConfig {
  if (manifest.kind !== 'text-encoder') {
    throw invalid(manifest.name, `it is a ${manifest.kind}, not a text-encoder`);
  }
  const result = schema.safeParse(manifest.config);
  if (result.success) return result.data;
  const problems = result.error.issues.map(
    (issue) => `${issue.path.join('.') || 'config'}: ${issue.message}`,
  );
  throw invalid(manifest.name, problems.join('; '));
}

function invalid(name: string, problem: string): ModelError {
  return new ModelError(
    'MANIFEST_INVALID',
    `The model ${name} cannot read prompts (${problem}). Copy the text encoder's folder of this version again.`,
  );
}
