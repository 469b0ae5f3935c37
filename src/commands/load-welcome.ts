import type { Exhibit } from '../store/exhibit';
import type { Studio } from './studio';

/**
 * Puts the object that is shipped with the studio on the stage, unless something has been made meanwhile. Without it
 * the stage stays empty and everything else works, so a failure is only noted for developers.
 */
export async function loadWelcome({ store, files }: Studio, url: string): Promise<void> {
  try {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${url}: ${response.status} ${response.statusText}`);
    const bytes = new Uint8Array(await response.arrayBuffer());
    const { cloud, recipe } = await files.ask({ task: 'import', bytes, name: 'welcome.compressed.ply' });
    const steps = recipe?.steps ?? 1;
    const welcome: Exhibit = { cloud, recipe, step: steps, steps, origin: 'sample' };
    store.setState(({ exhibit }) => ({
      exhibit: { shown: exhibit.shown ?? welcome, finished: exhibit.finished ?? welcome },
    }));
  } catch (error) {
    console.warn('The sample object could not be shown.', error);
  }
}
