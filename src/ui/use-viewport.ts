import { type RefObject, useEffect, useEffectEvent, useLayoutEffect, useRef } from 'react';
import { reportSurface } from '../commands/report-surface';
import { keepEarlyInput } from '../viewport/early-input';
import { hasWebGL2 } from '../viewport/webgl-support';
import { useStudio, useStudioState } from './studio-context';

/**
 * Fills a host element with the 3D view, once it has been woken. Its code is the heavy part of the page.
 *
 * @param onRestored a lost drawing surface is back, for a new view
 */
export function useViewport(host: RefObject<HTMLElement | null>, onRestored: () => void): void {
  const studio = useStudio();
  const isResting = useStudioState(({ view }) => view.surface === 'resting');
  const restart = useEffectEvent(onRestored);
  const early = useRef<ReturnType<typeof keepEarlyInput>>(null);

  // As soon as it can be seen it can be pressed.
  useLayoutEffect(() => {
    early.current = keepEarlyInput(host.current!);
    return () => early.current?.forget();
  }, [host]);

  useEffect(() => {
    if (isResting) return;
    if (!hasWebGL2()) {
      reportSurface(studio, 'unsupported');
      return;
    }
    let disposed = false;
    let dispose = () => {};
    const start = async () => {
      const { Viewport } = await import('../viewport/viewport');
      if (disposed || !host.current) return;
      const viewport = new Viewport(host.current, studio.store, {
        onReady: () => reportSurface(studio, 'ready'),
        onLost: () => reportSurface(studio, 'lost'),
        onRestored: restart,
      });
      studio.viewport = viewport;
      dispose = () => {
        studio.viewport = null;
        viewport.dispose();
      };
      early.current?.repeat();
    };
    start().catch((error: unknown) => {
      console.error(error);
      if (!disposed) reportSurface(studio, 'failed');
    });
    return () => {
      disposed = true;
      dispose();
    };
  }, [studio, host, isResting]);
}
