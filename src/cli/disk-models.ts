import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SessionOptions } from '../pipeline/session';
import { KilnError } from '../protocol/errors';

type ModelFolder = ReturnType<SessionOptions['folder']>;

/**
 * Checks that a folder of models has one of this name.
 *
 * @throws KilnError MODEL_UNKNOWN, with the names that are there
 */
export async function checkModel(models: string, name: string): Promise<void> {
  const entries = await readdir(models, { withFileTypes: true }).catch(() => []);
  const names = entries
    .filter((entry) => entry.isDirectory() || entry.isSymbolicLink())
    .map((entry) => entry.name);
  if (names.includes(name)) return;
  const known =
    names.length > 0 ? `There are: ${names.sort().join(', ')}.` : 'There are none: fetch them first.';
  throw new KilnError('MODEL_UNKNOWN', `There is no model "${name}" in ${models}. ${known}`);
}

/** A model below a folder on disk. */
export function diskModel(models: string, name: string): ModelFolder {
  const where = `${join(models, name)}/`;
  return {
    where,
    async read(path, { signal, onBytes } = {}) {
      try {
        const bytes = new Uint8Array(await readFile(join(where, path), { signal }));
        onBytes?.(bytes.length);
        return bytes;
      } catch (cause) {
        signal?.throwIfAborted();
        throw new KilnError(
          'WEIGHTS_MISSING',
          `${join(where, path)} cannot be read (${(cause as Error).message}). Copy the whole model folder again.`,
          { cause },
        );
      }
    },
  };
}
