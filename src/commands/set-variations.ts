import type { StudioStore } from '../store/studio-store';
import type { Variations } from '../store/variations';

/** Changes a part of the variations. */
export function setVariations(
  store: StudioStore,
  change: (variations: Variations) => Partial<Variations>,
): void {
  store.setState(({ variations }) => ({ variations: { ...variations, ...change(variations) } }));
}

/** Lets go of those that were never begun, because what made them has ended early. */
export function dropUnbegun(store: StudioStore): void {
  setVariations(store, ({ cells, isOpen }) => {
    const begun = cells.filter(({ exhibit }) => exhibit !== null);
    return { cells: begun, isOpen: isOpen && begun.length > 0 };
  });
}
