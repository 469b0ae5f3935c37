import { showTrajectory } from './scrub';
import { setField } from './set-field';
import { setVariations } from './set-variations';
import type { Studio } from './studio';

/**
 * Puts one of the variations on the stage, with its steps where they are kept, and takes up its seed, so that going on
 * from it goes on from it. One that is still condensing is followed. Nothing where it has not begun.
 */
export function pickVariation(studio: Studio, index: number): void {
  const { store } = studio;
  const { variations, timeline } = store.getState();
  const cell = variations.cells[index];
  if (!cell?.exhibit) return;
  const { exhibit, seed } = cell;
  setVariations(store, () => ({ isOpen: false }));
  setField(studio, 'seed', String(seed));
  if (timeline.trajectories.some(({ id }) => id === exhibit.trajectory)) {
    showTrajectory(studio, exhibit.trajectory!);
    return;
  }
  const isFinished = exhibit.step === exhibit.steps;
  store.setState((state) => ({
    exhibit: { shown: exhibit, finished: isFinished ? exhibit : state.exhibit.finished },
  }));
}

/** Lays the variations side by side again. */
export function showVariations({ store }: Studio): void {
  setVariations(store, ({ cells }) => ({ isOpen: cells.length > 0 }));
}
