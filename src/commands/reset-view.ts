import type { Studio } from './studio';

export function resetView({ viewport }: Studio): void {
  viewport?.resetView();
}
