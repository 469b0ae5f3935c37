import { type KeyboardEvent, useEffect, useRef } from 'react';
import { pointAtKnown } from '../commands/point-at-known';
import { setField } from '../commands/set-field';
import type { Studio } from '../commands/studio';
import { arrowTarget } from '../store/known';
import { useStudio, useStudioState } from './studio-context';

export const KNOWN_THINGS_ID = 'known-things';

export function knownThingId(index: number): string {
  return `${KNOWN_THINGS_ID}-${index}`;
}

/**
 * The nearest things that the model knows, while a prompt is typed; an honest word where they are far. A press fills
 * one in. The arrow keys lead here from the prompt, which keeps the focus (WAI-ARIA, listbox with
 * aria-activedescendant), and so does the Tab key, which gives it back once one is pressed.
 */
export function KnownThings() {
  const studio = useStudio();
  const known = useStudioState((state) => state.known);
  const list = useRef<HTMLDivElement>(null);
  const active = known?.active ?? null;
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  });
  if (!known) return null;
  return (
    <div className="known">
      <p className="known-word" aria-live="polite">
        {known.notice && (
          <>
            <span aria-hidden="true">Nothing like this is known. Nearest:</span>
            <span className="visually-hidden">{known.notice.message}</span>
          </>
        )}
      </p>
      <div
        // Other things are shown from their first on, wherever these were drawn to.
        key={known.nearest.join()}
        ref={list}
        className="examples"
        role="listbox"
        id={KNOWN_THINGS_ID}
        aria-label="Known things"
      >
        {known.nearest.map((caption, i) => (
          <button
            key={caption}
            type="button"
            id={knownThingId(i)}
            className="chip"
            role="option"
            aria-selected={i === active}
            // The prompt keeps the focus, for typing on.
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => {
              setField(studio, 'prompt', caption);
              document.querySelector<HTMLElement>('.prompt')?.focus();
            }}
          >
            {caption}
          </button>
        ))}
      </div>
    </div>
  );
}

/** Keys of the prompt that mean the list of known things instead. True where one did. */
export function steerKnownThings(studio: Studio, event: KeyboardEvent<HTMLTextAreaElement>): boolean {
  const { known } = studio.store.getState();
  const { selectionStart, value } = event.currentTarget;
  if (!known || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return false;
  const { active, nearest } = known;
  const isInside = active !== null;
  switch (event.key) {
    case 'ArrowDown':
      // Within a text of more lines the key goes down a line first.
      if (!isInside && selectionStart < value.length) return false;
      pointAtKnown(studio, arrowTarget(event.key, active, nearest.length));
      return true;
    case 'ArrowUp':
    case 'ArrowLeft':
    case 'ArrowRight':
      if (!isInside) return false;
      pointAtKnown(studio, arrowTarget(event.key, active, nearest.length));
      return true;
    case 'Enter':
      if (!isInside) return false;
      setField(studio, 'prompt', nearest[active]!);
      return true;
    case 'Escape':
      if (!isInside) return false;
      pointAtKnown(studio, null);
      return true;
    default:
      return false;
  }
}
