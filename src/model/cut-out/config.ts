import { z } from '../../base/zod';
import type { Manifest } from '../config';
import { ModelError } from '../errors';

/** Red, green, blue. */
const color = z.tuple([z.number(), z.number(), z.number()]);

const schema = z.object({
  /** Pixels along a side of a picture; a multiple of 32, for it is halved five times on the way in. */
  size: z.int().positive().multipleOf(32),
  /** Channels between the blocks. */
  width: z.int().positive(),
  /** Channels inside the blocks. */
  inner: z.int().positive(),
  /** What is taken off a picture's colours in 0..1, and what they are divided by then. */
  mean: color,
  deviation: color,
});

/** Shape of the network that cuts objects out; see docs/conventions.md, Cut-out. */
export type CutOutConfig = z.infer<typeof schema>;

/**
 * The config in the manifest of a network that cuts objects out.
 *
 * @throws ModelError MANIFEST_INVALID when it is another kind of model, or naming each field that is wrong
 */
export function cutOutConfig(manifest: Manifest): CutOutConfig {
  const result = manifest.kind === 'cut-out' ? schema.safeParse(manifest.config) : undefined;
  if (result?.success) return result.data;
  const problems = result
    ? result.error.issues.map((issue) => `${issue.path.join('.') || 'config'}: ${issue.message}`)
    : [`it is a ${manifest.kind}, not a cut-out`];
  throw new ModelError(
    'MANIFEST_INVALID',
    `The model ${manifest.name} cannot cut objects out (${problems.join('; ')}). ` +
      'Copy the folder models/cut-out of this version again.',
  );
}
