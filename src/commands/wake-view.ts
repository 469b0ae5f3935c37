import { reportSurface } from './report-surface';
import type { Studio } from './studio';

/** Lets the 3D view start, in place of the picture that stands in for it. */
export function wakeView(studio: Studio): void {
  if (studio.store.getState().view.surface === 'resting') reportSurface(studio, 'starting');
}
