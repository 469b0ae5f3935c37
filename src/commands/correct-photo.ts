import type { Studio } from './studio';

/** Opens a photo for correction; null puts it away. */
export function correctPhoto({ store }: Studio, id: number | null): void {
  store.setState(({ photos }) => ({ photos: { ...photos, edited: id } }));
}
