import { useId, useRef } from 'react';
import { shorten, titleOf } from './format';
import { Poster } from './poster';
import { useStudioState } from './studio-context';
import { useViewport } from './use-viewport';

/** The 3D view as an element that takes focus and keys. */
export function View3D({ onRestored }: { readonly onRestored: () => void }) {
  const host = useRef<HTMLDivElement>(null);
  useViewport(host, onRestored);
  const help = useId();
  const { mode, surface } = useStudioState((state) => state.view);
  const shown = useStudioState(({ exhibit }) => exhibit.shown);
  return (
    <>
      <div
        ref={host}
        className="stage"
        data-mode={mode}
        data-surface={surface}
        role="application"
        aria-roledescription="3D view"
        aria-label={shown?.recipe ? `3D view of “${shorten(titleOf(shown))}”` : '3D view'}
        aria-describedby={help}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: role application takes keys, as its description says
        tabIndex={0}
      >
        {mode === 'colour' && (!shown || shown.origin === 'sample') && <Poster />}
      </div>
      <p id={help} className="visually-hidden">
        Arrow keys turn, shift and arrow keys pan, plus and minus zoom, Home resets the view.
      </p>
    </>
  );
}
