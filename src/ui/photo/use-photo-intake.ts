import { useLayoutEffect, useState } from 'react';
import { dropFiles } from '../../commands/drop-files';
import { useStudio } from '../studio-context';

/**
 * Takes pictures and objects that are dropped anywhere on the page or pasted anywhere in it. What is no file, such as text, goes
 * its usual way.
 *
 * @returns whether files are being dragged over the page
 */
export function usePhotoIntake(): boolean {
  const studio = useStudio();
  const [isOver, setOver] = useState(false);

  // Not after the first paint: a file dropped on the page before would replace it.
  useLayoutEffect(() => {
    const listening = new AbortController();
    const { signal } = listening;
    // Entering a child comes before leaving its parent: only a count tells when the page itself is left.
    let depth = 0;
    const settle = (isDeep: boolean) => {
      if (!isDeep) depth = 0;
      setOver(isDeep);
    };
    const withFiles = (act: (event: DragEvent) => void) => (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      act(event);
    };
    window.addEventListener(
      'dragenter',
      withFiles(() => settle(++depth > 0)),
      { signal },
    );
    window.addEventListener(
      'dragleave',
      withFiles(() => settle(--depth > 0)),
      { signal },
    );
    window.addEventListener(
      'dragover',
      withFiles(({ dataTransfer }) => {
        dataTransfer!.dropEffect = 'copy';
      }),
      { signal },
    );
    window.addEventListener(
      'drop',
      withFiles(({ dataTransfer }) => {
        settle(false);
        void dropFiles(studio, [...dataTransfer!.files]);
      }),
      { signal },
    );
    window.addEventListener(
      'paste',
      (event) => {
        const files = [...(event.clipboardData?.files ?? [])];
        if (files.length === 0) return;
        event.preventDefault();
        void dropFiles(studio, files);
      },
      { signal },
    );
    return () => listening.abort();
  }, [studio]);

  return isOver;
}
