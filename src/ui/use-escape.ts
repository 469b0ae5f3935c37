import { useEffect } from 'react';
import { cancel } from '../commands/cancel';
import { useStudio } from './studio-context';

/** Escape cancels from anywhere, unless it has just closed something that was open. */
export function useEscape(): void {
  const studio = useStudio();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) cancel(studio);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [studio]);
}
