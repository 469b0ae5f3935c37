import type { Exhibit } from '../store/exhibit';
import type { Studio } from './studio';

/** The longest that a step may wait to be drawn, milliseconds: the model must not wait for a slow screen. */
const DRAW_PATIENCE = 400;

/**
 * Waits for a cloud to reach the screen, so that every step is seen where the machine can draw it. A page in the
 * background is not drawn at all and waits for nothing.
 */
export async function drawn({ viewport }: Studio, cloud: Exhibit['cloud']): Promise<void> {
  if (!viewport || document.visibilityState !== 'visible') return;
  let timer = 0;
  const patience = new Promise<void>((resolve) => {
    timer = window.setTimeout(resolve, DRAW_PATIENCE);
  });
  await Promise.race([viewport.whenDrawn(cloud), patience]);
  clearTimeout(timer);
}
