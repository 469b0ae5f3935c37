import type { Exhibit } from '../store/exhibit';
import type { Studio } from './studio';

/** The longest that a step may wait to be drawn, milliseconds: the model must not wait for a slow screen. */
const DRAW_PATIENCE = 400;

/**
 * Waits for a cloud to reach the screen, so that every step is seen where the machine can draw it. A page in the
 * background is not drawn at all and waits for nothing.
 *
 * @param signal ends the wait: who cancels must not wait for a slow screen either
 */
export async function drawn(
  { viewport }: Studio,
  cloud: Exhibit['cloud'],
  signal?: AbortSignal,
): Promise<void> {
  if (!viewport || document.visibilityState !== 'visible') return;
  let stop = () => {};
  const patience = new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, DRAW_PATIENCE);
    const end = () => resolve();
    signal?.addEventListener('abort', end);
    stop = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
    };
  });
  await Promise.race([viewport.whenDrawn(cloud), patience]);
  stop();
}
