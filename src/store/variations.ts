import { SEED_MAX, VARIATIONS_MAX } from '../protocol/limits';
import type { Exhibit } from './exhibit';

export { VARIATIONS_MAX };

/** One of several objects that are made of one prompt. */
export interface Variation {
  readonly seed: number;
  /** As far as it has condensed; null before its first step. It outlives its steps, should there be no room for them. */
  readonly exhibit: Exhibit | null;
}

export interface Variations {
  /** How many a press of Generate makes, 1 to VARIATIONS_MAX. */
  readonly count: number;
  /** Those that were made last; none where one object was made alone. */
  readonly cells: readonly Variation[];
  /** Whether they lie side by side on the stage. */
  readonly isOpen: boolean;
}

export const initialVariations: Variations = { count: 1, cells: [], isOpen: false };

/** The seeds of so many variations: one after the other, and after the last there is the first. */
export function seedsFrom(seed: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => (seed + i) % (SEED_MAX + 1));
}

/** Columns that so many cells are laid out in, on a stage that is wide or tall. */
export function columnsOf(count: number, isTall: boolean): number {
  if (isTall) return count <= 2 ? 1 : count <= 6 ? 2 : 3;
  return count <= 3 ? count : count === 4 ? 2 : 3;
}

/** How cells lie on the page. */
interface Cells {
  readonly count: number;
  readonly columns: number;
  /** Whether rows begin at the right, as where the page is written so. */
  readonly isRtl: boolean;
}

/** The cell that an arrow key leads to, by index; null where the key means nothing. */
export function cellKey(key: string, index: number, { count, columns, isRtl }: Cells): number | null {
  const onward = isRtl ? -1 : 1;
  const steps: Readonly<Record<string, number>> = {
    ArrowRight: onward,
    ArrowLeft: -onward,
    ArrowDown: columns,
    ArrowUp: -columns,
  };
  const step = steps[key];
  if (step === undefined) return null;
  const target = index + step;
  return target >= 0 && target < count ? target : index;
}
