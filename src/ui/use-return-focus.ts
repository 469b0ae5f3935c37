import { useState } from 'react';

/**
 * For a dialog without a trigger of its own: gives the focus back to what had it when the dialog's content was first
 * rendered.
 *
 * @returns for the content's `onCloseAutoFocus`
 */
export function useReturnFocus(): (event: Event) => void {
  const [opener] = useState(() => document.activeElement as HTMLElement | null);
  return (event) => {
    event.preventDefault();
    opener?.focus();
  };
}
