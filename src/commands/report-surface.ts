import type { View } from '../store/view';
import type { Studio } from './studio';

/** Records what became of the drawing surface. */
export function reportSurface({ store }: Studio, surface: View['surface']): void {
  store.setState((state) => ({ view: { ...state.view, surface } }));
}
