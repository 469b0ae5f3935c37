import { setField } from './set-field';
import type { Studio } from './studio';

/** Six digits are enough variety, and can still be read out and typed. */
const FACES = 1_000_000;

export function rollSeed(studio: Studio): void {
  const [random] = crypto.getRandomValues(new Uint32Array(1));
  setField(studio, 'seed', String(random! % FACES));
}
