import { useEffect, useEffectEvent, useRef } from 'react';
import { undoDelete } from '../../commands/delete-card';
import { useStudio, useStudioState } from '../studio-context';

/**
 * Takes back a deletion while that can be done. It takes the focus, for what had it is gone.
 *
 * @param onGone finds another place for the focus when it has been here
 */
export function UndoToast({ onGone }: { readonly onGone?: () => void }) {
  const studio = useStudio();
  const count = useStudioState(({ library }) => library.deleted.length);
  const cards = useStudioState(({ library }) => library.cards);
  const button = useRef<HTMLButtonElement>(null);
  const hadFocus = useRef(false);
  const leave = useEffectEvent(() => {
    if (hadFocus.current) onGone?.();
    hadFocus.current = false;
  });
  // The card goes a moment after its deletion is known.
  useEffect(() => {
    if (count > 0 && document.activeElement === document.body) button.current?.focus();
    if (count === 0) leave();
  }, [count, cards]);
  return (
    <div className="undo-toast" aria-live="polite">
      {count > 0 && (
        <div className="undo-toast-face">
          <span>{count === 1 ? 'Deleted.' : `${count} deleted.`}</span>
          <button
            ref={button}
            type="button"
            className="button-quiet"
            onFocus={() => {
              hadFocus.current = true;
            }}
            onBlur={({ relatedTarget }) => {
              // Without a target it is taken away, not left.
              if (relatedTarget) hadFocus.current = false;
            }}
            onClick={() => void undoDelete(studio)}
          >
            Undo
          </button>
        </div>
      )}
    </div>
  );
}
