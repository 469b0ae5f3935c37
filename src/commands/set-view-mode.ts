import type { ViewMode } from '../store/view';
import type { Studio } from './studio';

export function setViewMode({ store }: Studio, mode: ViewMode): void {
  store.setState((state) => ({ view: { ...state.view, mode } }));
}
