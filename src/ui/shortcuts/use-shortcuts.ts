import { useLayoutEffect } from 'react';
import { useStudio } from '../studio-context';
import { isCharacter, pageShortcut } from './match';
import { SHORTCUTS, type Shortcut } from './table';

/** Where characters are written, or lead to an item of a list. */
const TAKES_TEXT = 'textarea, input:not([type=file], [type=checkbox], [type=range]), select';
const TAKES_CHARACTERS = `${TAKES_TEXT}, [role=menu] *, [role=menu]`;

/** Lets the shortcuts of the page press their controls, from anywhere. */
export function useShortcuts(): void {
  const studio = useStudio();
  // Not after the first paint: who sees the page may press a key.
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      // Whatever has just been closed by Escape has had its share of it.
      if (event.defaultPrevented || event.isComposing) return;
      const id = pageShortcut(event);
      if (!id) return;
      const isWriting = event.target instanceof Element && event.target.matches(TAKES_CHARACTERS);
      if (isCharacter(id) && (isWriting || !studio.store.getState().singleKeys)) return;
      // Before all else, so that the browser saves and opens nothing of its own.
      if (id !== 'cancel') event.preventDefault();
      const shortcut: Shortcut = SHORTCUTS[id];
      if (!event.repeat || shortcut.repeats) use(document.querySelector(`[data-shortcut="${id}"]`));
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [studio]);
}

/** Behind a dialog all is hidden, and nothing there is to be pressed. */
function use(control: HTMLElement | null): void {
  if (!control || control.closest('[aria-hidden="true"]')) return;
  if (control.matches(TAKES_TEXT)) control.focus();
  else control.click();
}
