import { z } from '../base/zod';
import { ModelError } from './errors';

const positive = z.int().positive();

/** Shape of the denoiser; see docs/conventions.md, Network. */
const denoiserConfigSchema = z
  .object({
    /** R: pixels along a side of a view. */
    resolution: positive,
    /** P: pixels along a side of a patch. */
    patch: positive,
    /** D: width of the residual stream. */
    width: positive,
    depth: positive,
    heads: positive,
    /** M: width of the hidden layer of the MLP. */
    mlp: positive,
    /** K: width of the bottleneck a patch is squeezed through. */
    bottleneck: positive,
    text_width: positive,
    /** Most text tokens in a sequence. */
    text_tokens: positive,
    photo_size: positive,
    photo_patch: positive,
    /** Most photos in a sequence. */
    photos: z.int().nonnegative(),
  })
  .refine((c) => c.resolution % c.patch === 0, { error: 'resolution must be a multiple of patch' })
  .refine((c) => c.photo_size % c.photo_patch === 0, {
    error: 'photo_size must be a multiple of photo_patch',
  })
  .refine((c) => c.width % c.heads === 0, { error: 'width must be a multiple of heads' });

export type DenoiserConfig = z.infer<typeof denoiserConfigSchema>;

const fileSchema = z.object({
  /** Relative to the manifest, without leaving its folder. */
  path: z.string().regex(/^(?!.*\.\.)[\w.-]+(\/[\w.-]+)*$/, 'must be a plain relative path'),
  bytes: positive,
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hexadecimal digits'),
});

export type ManifestFile = z.infer<typeof fileSchema>;

const common = {
  format: z.literal(1),
  name: z.string().min(1),
  files: z.array(fileSchema).min(1),
};

const manifestSchema = z.discriminatedUnion('kind', [
  z.object({
    ...common,
    kind: z.literal('denoiser'),
    config: denoiserConfigSchema,
    /** What the network says to a fixed question: docs/conventions.md, Answer. */
    answer: z.array(z.number()).min(1).optional(),
  }),
  z.object({ ...common, kind: z.literal('text-encoder'), config: z.record(z.string(), z.unknown()) }),
  z.object({ ...common, kind: z.literal('caption-index'), config: z.record(z.string(), z.unknown()) }),
  z.object({ ...common, kind: z.literal('camera'), config: z.record(z.string(), z.unknown()) }),
  z.object({ ...common, kind: z.literal('cut-out'), config: z.record(z.string(), z.unknown()) }),
]);

/** `models/NAME/manifest.json`: what a model is and which files hold it. */
export type Manifest = z.infer<typeof manifestSchema>;

export type DenoiserManifest = Extract<Manifest, { kind: 'denoiser' }>;

/**
 * Checks a manifest that was read as JSON.
 *
 * @param where names the manifest in messages, such as its URL
 * @throws ModelError MANIFEST_INVALID, naming each field that is wrong
 */
export function parseManifest(json: unknown, where: string): Manifest {
  const result = manifestSchema.safeParse(json);
  if (result.success) return result.data;
  const problems = result.error.issues.map(
    (issue) => `${issue.path.join('.') || 'manifest'}: ${issue.message}`,
  );
  throw new ModelError(
    'MANIFEST_INVALID',
    `The manifest at ${where} is not one this version understands (${problems.join('; ')}). ` +
      'Export the model again, or update Kiln if the model is newer than it.',
  );
}
