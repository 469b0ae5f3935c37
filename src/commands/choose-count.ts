import { setVariations } from './set-variations';
import type { Studio } from './studio';

/** @param count how many objects a press of Generate makes, 1 to VARIATIONS_MAX */
export function chooseCount({ store }: Studio, count: number): void {
  setVariations(store, () => ({ count }));
}
