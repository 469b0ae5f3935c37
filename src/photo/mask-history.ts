import type { Mask } from './picture';

/** A mask and the ways back and forth. Masks are never written once they are in here. */
export interface MaskHistory {
  /** As it was found, before anybody corrected it. */
  readonly found: Mask;
  /** Oldest first. */
  readonly past: readonly Mask[];
  readonly present: Mask;
  /** Next first. */
  readonly future: readonly Mask[];
}

/** What can be done to a mask. */
export type MaskEdit =
  | { readonly type: 'paint'; readonly mask: Mask }
  | { readonly type: 'undo' }
  | { readonly type: 'redo' }
  /** Back to what was found, which can be undone too. */
  | { readonly type: 'reset' };

/** Steps back that are kept: enough for a correction, and not a hundred megabytes. */
const STEPS = 24;

export function startHistory(found: Mask): MaskHistory {
  return { found, past: [], present: found, future: [] };
}

/** The history after an edit; the same one where there is nothing to undo, redo or reset. */
export function editHistory(history: MaskHistory, edit: MaskEdit): MaskHistory {
  const { found, past, present, future } = history;
  switch (edit.type) {
    case 'paint':
      return { found, past: [...past, present].slice(-STEPS), present: edit.mask, future: [] };
    case 'undo': {
      const before = past.at(-1);
      return before
        ? { found, past: past.slice(0, -1), present: before, future: [present, ...future] }
        : history;
    }
    case 'redo': {
      const [after, ...rest] = future;
      return after ? { found, past: [...past, present], present: after, future: rest } : history;
    }
    case 'reset':
      return present === found ? history : editHistory(history, { type: 'paint', mask: found });
    default:
      return edit satisfies never;
  }
}
