import type { Studio } from './studio';

/** @param active index of the known thing that Enter will fill in; null for none */
export function pointAtKnown({ store }: Studio, active: number | null): void {
  store.setState(({ known }) => ({ known: known && { ...known, active } }));
}
