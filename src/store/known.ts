import type { LookUp } from '../protocol/look-up';

/** What the model knows near the prompt, as far as it has been looked up; null where nobody has typed. */
export type Known =
  | (LookUp & {
      /** Which of the nearest the arrow keys have led to; null where the keys still write. */
      readonly active: number | null;
    })
  | null;

/** Where an arrow key leads in the line of known things; it leaves the line over its start. */
export function arrowTarget(key: string, active: number | null, count: number): number | null {
  const isForth = key === 'ArrowDown' || key === 'ArrowRight';
  if (active === null) return isForth && count > 0 ? 0 : null;
  const next = active + (isForth ? 1 : -1);
  return next < 0 ? null : Math.min(next, count - 1);
}
