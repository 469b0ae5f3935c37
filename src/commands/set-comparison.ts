import type { Comparison } from '../store/view';
import type { Studio } from './studio';

/** What is compared; null ends it. */
export function setComparison({ store }: Studio, comparison: Comparison | null): void {
  store.setState(({ view }) => ({ view: { ...view, comparison } }));
}

/** Changes what is compared, where something is. */
export function changeComparison({ store }: Studio, change: Partial<Comparison>): void {
  store.setState(({ view }) =>
    view.comparison ? { view: { ...view, comparison: { ...view.comparison, ...change } } } : {},
  );
}
