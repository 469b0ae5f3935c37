import { type RefObject, useEffect, useEffectEvent } from 'react';
import { reportSurface } from '../commands/report-surface';
import { hasWebGL2 } from '../viewport/webgl-support';
import { useStudio } from './studio-context';

/**
 * Fills a host element with the 3D view. Its code, the heavy part of the page, arrives after the first paint.
 *
 * @param onRestored a lost drawing surface is back, for a new view
 */
export function useViewport(host: RefObject<HTMLElement | null>, onRestored: () => void): void {
  const studio = useStudio();
  const restart = useEffectEvent(onRestored);

  useEffect(() => {
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
    };
    start().catch((error: unknown) => {
      console.error(error);
      if (!disposed) reportSurface(studio, 'failed');
    });
    return () => {
      disposed = true;
      dispose();
    };
  }, [studio, host]);
}
