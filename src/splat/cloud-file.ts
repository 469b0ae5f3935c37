import { FileError } from '../base/file-error';
import type { SplatCloud } from './cloud';
import { parseRecipe, type Recipe } from './recipe';

/** What a file of splats holds. */
export interface CloudFile {
  readonly cloud: SplatCloud;
  /** What made the cloud, where the file says so. */
  readonly recipe: Recipe | null;
}

/** More than any machine of a visitor draws; keeps a forged count from asking for all memory. */
export const SPLATS_MAX = 4_000_000;

/**
 * Checks a count before memory is taken for it.
 *
 * @param kind what the file is, as in `the .spz`
 * @throws FileError
 */
export function checkCount(count: number, kind: string): void {
  if (!Number.isInteger(count) || count < 1) throw new FileError(`${kind} holds no splats.`);
  if (count > SPLATS_MAX) {
    throw new FileError(
      `${kind} holds ${count.toLocaleString('en')} splats; ${SPLATS_MAX / 1e6} million is the most. Reduce it first.`,
    );
  }
}

/**
 * Checks that a file is as long as its count says.
 *
 * @throws FileError
 */
export function checkLength(actual: number, expected: number, kind: string): void {
  if (actual < expected)
    throw new FileError(`${kind} is cut short: ${expected} bytes expected, ${actual} there.`);
  if (actual > expected)
    throw new FileError(`${kind} has bytes to spare: ${expected} bytes expected, ${actual} there.`);
}

/**
 * The recipe of a file, or null where it has none.
 *
 * @throws FileError
 */
export function recipeFrom(json: string | null | undefined): Recipe | null {
  if (json === null || json === undefined) return null;
  try {
    return parseRecipe(json);
  } catch (cause) {
    throw new FileError(`The recipe in the file is damaged: ${(cause as Error).message}.`, { cause });
  }
}
