import { FileError } from '../base/file-error';
import { z } from '../base/zod';
import { NAME_CHARACTERS_MAX } from '../protocol/limits';

const path = z.string().min(1).max(500);

const manifestSchema = z.object({
  format: z.literal('kiln-library'),
  version: z.literal(1),
  objects: z.array(
    z.object({
      id: z.string().regex(/^[0-9a-f]{32}$/),
      /** ISO 8601. */
      created: z.iso.datetime(),
      name: z.string().min(1).max(NAME_CHARACTERS_MAX).nullable(),
      /** Paths within the zip, see ObjectFiles. */
      splats: path,
      thumbnail: path,
      viewset: path.optional(),
      photos: z.array(path).max(16),
    }),
  ),
});

/** What a library file holds, in its manifest.json. */
export type Manifest = z.infer<typeof manifestSchema>;
export type ManifestObject = Manifest['objects'][number];

/** @throws FileError that says what is wrong */
export function parseManifest(json: string): Manifest {
  let data: unknown;
  try {
    data = JSON.parse(json);
  } catch (cause) {
    throw new FileError('The manifest.json of the library file is not JSON.', { cause });
  }
  const { version } = (data ?? {}) as { version?: unknown };
  if (typeof version === 'number' && version > 1) {
    throw new FileError('The library file was written by a newer Kiln. Reload this page to get it.');
  }
  const result = manifestSchema.safeParse(data);
  if (!result.success) {
    throw new FileError(
      `The manifest.json of the library file is not valid: ${z.prettifyError(result.error)}.`,
    );
  }
  return result.data;
}
