import { z } from '../../base/zod';
import type { Manifest } from '../config';
import { ModelError } from '../errors';

const positive = z.int().positive();
/** Elevation and field of view, degrees. */
const angles = z.tuple([z.number(), z.number()]);

const schema = z
  .object({
    /** Pixels along a side of a photo. */
    photo_size: positive,
    /** Channels after each halving. */
    widths: z.array(positive).min(2),
    hidden: positive,
    /** What an output of 0 means. */
    mean: angles,
    /** By how much an output of 1 differs from that. */
    scale: angles,
    /** Least and most of a deviation's logarithm, in units of `scale`. */
    log_deviation: z.tuple([z.number(), z.number()]),
  })
  .refine((c) => c.photo_size % 2 ** c.widths.length === 0, {
    error: 'photo_size must be halved as often as there are widths',
  });

/** Shape of the camera estimator; see docs/conventions.md, Camera. */
export type CameraConfig = z.infer<typeof schema>;

/**
 * The config in a camera estimator's manifest.
 *
 * @throws ModelError MANIFEST_INVALID when it is another kind of model, or naming each field that is wrong
 */
export function cameraConfig(manifest: Manifest): CameraConfig {
  const result = manifest.kind === 'camera' ? schema.safeParse(manifest.config) : undefined;
  if (result?.success) return result.data;
  const problems = result
    ? result.error.issues.map((issue) => `${issue.path.join('.') || 'config'}: ${issue.message}`)
    : [`it is a ${manifest.kind}, not a camera`];
  throw new ModelError(
    'MANIFEST_INVALID',
    `The model ${manifest.name} cannot tell from where a photo was taken (${problems.join('; ')}). ` +
      'Copy the folder models/camera of this version again.',
  );
}
