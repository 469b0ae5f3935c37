import { showStep } from './scrub';
import type { Studio } from './studio';

/**
 * Turns the stage back from a generation that ends early: to the step it was branched off, or else to the last
 * finished object. A stage that was turned to something else meanwhile stays as it is.
 */
export function retreat(studio: Studio): void {
  const { store } = studio;
  const { trajectories, running, isFollowing } = store.getState().timeline;
  if (!isFollowing) return;
  const parent = trajectories.find(({ id }) => id === running)?.parent;
  const trunk = trajectories.find(({ id }) => id === parent?.id);
  if (parent && trunk) showStep(studio, trunk, parent.step);
  else store.setState(({ exhibit }) => ({ exhibit: { ...exhibit, shown: exhibit.finished } }));
}
